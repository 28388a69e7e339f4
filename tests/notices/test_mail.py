import smtplib

import pytest
from django.core import mail as outbox
from django.core.mail.backends.locmem import EmailBackend

from kraftsamling.shared import mail


def send(**changes):
    values = {"to": "ana@example.org", "language": "sv", "message_id": "<1@localhost>"}
    letter = mail.Letter(title=changes.pop("title", "Hej"), paragraphs=("Ett <b>ord</b> & ett till.",))
    mail.send_letter(letter, **{**values, **changes})
    return outbox.outbox[-1]


def test_letter_subject_cannot_add_headers():
    message = send(title="Hej\r\nBcc: alla@example.org\x00\u2028slut")
    assert message.subject == "Hej Bcc: alla@example.org slut"
    assert "Bcc" not in dict(message.message().items())


@pytest.mark.parametrize("address", ["a@example.org\nb@example.org", "a@example.org, b@example.org", "a@x y", ""])
def test_letter_goes_to_exactly_one_address(address):
    with pytest.raises(ValueError, match="one address"):
        send(to=address)


def test_letter_is_plain_in_text_and_escaped_in_html():
    message = send()
    assert "Ett <b>ord</b> & ett till." in message.body
    assert "Ett &lt;b&gt;ord&lt;/b&gt; &amp; ett till." in message.alternatives[0].content


def test_letter_in_an_unknown_language_comes_in_swedish():
    assert mail.known_language("tlh") == "sv"


def test_letter_can_be_stopped_from_the_mail_program():
    headers = send(stop_url="http://localhost/stopp/").message()
    assert headers["List-Unsubscribe"] == "<http://localhost/stopp/>"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


@pytest.mark.parametrize(("code", "error"), [(550, mail.AddressRefused), (450, smtplib.SMTPRecipientsRefused)])
def test_refused_address_is_told_from_a_passing_trouble(monkeypatch, code, error):
    def refuse(self, messages):
        raise smtplib.SMTPRecipientsRefused({"ana@example.org": (code, b"no ana@example.org")})

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    with pytest.raises(error) as raised:
        send()
    assert error is not mail.AddressRefused or "ana@" not in str(raised.value)
