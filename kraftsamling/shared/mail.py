"""Writing and sending letters by e-mail: text and HTML from one description, in the recipient's language."""

import smtplib
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

_MAX_SUBJECT = 180


class AddressRefused(Exception):
    """The receiving server says that nobody can be reached at the address; trying again is of no use."""


@dataclass(frozen=True)
class Letter:
    """What a letter says, already in its reader's language. ``url`` is a full address; ``small_print`` comes last."""

    title: str
    paragraphs: tuple[str, ...] = ()
    url: str = ""
    link_label: str = ""
    small_print: tuple[str, ...] = ()


def absolute_url(name: str, *args) -> str:
    """Return the full address of the page ``name``, in the language that is active."""
    return settings.PUBLIC_URL + reverse(name, args=args)


def make_message_id(unique: object) -> str:
    """Return a Message-ID that is the same each time the same letter is sent, so that mail programs drop the second."""
    return f"<{unique}@{urlsplit(settings.PUBLIC_URL).hostname}>"


def known_language(code: str) -> str:
    """Return ``code`` if the site speaks that language, else the default language."""
    return code if code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def send_letter(letter: Letter, *, to: str, language: str, message_id: str, stop_url: str = "") -> None:
    """Send ``letter`` to one address. With ``stop_url``, mail programs show their own button to stop such letters.

    Names and titles in a subject cannot add headers: it is put on one line, without control characters. Raises
    AddressRefused when the address does not exist, ValueError for more than one address, and whatever the connection
    raises when the letter should be tried again later.
    """
    if len(to.split()) != 1 or "," in to or not to.isprintable():
        raise ValueError("a letter goes to exactly one address")
    headers = {"Message-ID": message_id, "Auto-Submitted": "auto-generated"}
    if stop_url:
        headers["List-Unsubscribe"] = f"<{stop_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    with translation.override(language):
        context = {"letter": letter, "language": language, "stop_url": stop_url, "site_url": settings.PUBLIC_URL}
        text = render_to_string("email/letter.txt", context).lstrip()
        html = render_to_string("email/letter.html", context).lstrip()
    message = EmailMultiAlternatives(_one_line(letter.title), text, to=[to], headers=headers)
    message.attach_alternative(html, "text/html")
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as error:
        codes = sorted(code for code, _reason in error.recipients.values())
        if codes and codes[0] >= 500:
            raise AddressRefused(f"refused by the receiving server ({codes[0]})") from None
        raise


def _one_line(text: str) -> str:
    printable = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(printable.split())[:_MAX_SUBJECT]
