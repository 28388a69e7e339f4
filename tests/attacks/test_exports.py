"""What leaves the house (calendars, letters, PDF, uploads shown again) carries no commands of those who wrote in it."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from icalendar import Calendar
from PIL import Image

from dialogues.models import Dialogue, Occasion
from kraftsamling.documents.models import StoredFile
from kraftsamling.documents.services.pdf import ForbiddenAddress, render_pdf
from kraftsamling.shared.errors import RuleViolation
from kraftsamling.shared.uploads import check_upload
from tests.dialogues.occasions import add_dialogue, add_evening, party
from tests.post import deliver

pytestmark = pytest.mark.once

LINES = "Torget\r\nEND:VEVENT\rATTACH:http://evil.example/\nX-EVIL:1\x0b\x0c\u2028BEGIN:VALARM"
HEADERS = "Torget\r\nBcc: evil@evil.example\n\nContent-Type: text/html\n\n<b>"
SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><foreignObject/><image href="http://e/"/></svg>'
)


@pytest.fixture
def evening(programme):
    return add_evening(add_dialogue(programme))


def test_calendar_has_no_lines_of_those_who_wrote_in_it(evening, programme):
    Dialogue.objects.update(title=LINES, question=LINES)
    Occasion.objects.update(title=LINES, address=LINES, state_reason=LINES)
    name = {"slug": programme.slug, "dialogue": evening.dialogue.slug, "pk": evening.pk}
    for address in (
        reverse("dialogues:occasion_ics", kwargs=name),
        reverse("dialogues:dialogue_calendar", args=[programme.slug]),
    ):
        body = Client().get(address).content
        assert b"\r" not in body.replace(b"\r\n", b"")
        assert not any(line.startswith((b"ATTACH", b"X-EVIL", b"BEGIN:VALARM")) for line in body.split(b"\n"))
        [event] = Calendar.from_ical(body).walk("VEVENT")
        assert event.subcomponents == []


def test_letter_goes_to_nobody_else_and_has_no_headers_of_those_who_wrote(evening, monkeypatch):
    monkeypatch.setattr("kraftsamling.shared.clock.now", lambda: evening.published_at)
    Dialogue.objects.update(title=HEADERS)
    evening.refresh_from_db()
    party(evening, 1, name=HEADERS, needs=HEADERS, email="ana@example.org")
    [letter] = deliver("notices.send")
    assert letter.recipients() == ["ana@example.org"]
    assert set(letter.message().keys()) <= {
        "Content-Type", "MIME-Version", "Subject", "From", "To", "Date", "Message-ID", "Auto-Submitted",
    }  # fmt: skip
    html = letter.alternatives[0].content
    assert "<b>" not in html.partition("Bcc")[2][:80]


def test_visitor_sends_no_words_of_their_own_to_somebody_else(evening, monkeypatch):
    """Else anybody could have the municipality send an advertisement or a threat to any address."""
    monkeypatch.setattr("kraftsamling.shared.clock.now", lambda: evening.published_at)
    party(evening, 1, name="KÖPNU http://evil.example", needs="HOTELSE", email="offer@example.org")
    [letter] = deliver("notices.send")
    for words in (letter.subject, letter.body, letter.alternatives[0].content):
        assert "KÖPNU" not in words
        assert "HOTELSE" not in words


@pytest.mark.parametrize(
    "html",
    [
        '<link rel="stylesheet" href="file:///etc/passwd">',
        '<link rel="attachment" href="file:///etc/passwd">',
        '<a rel="attachment" href="file:///etc/passwd">x</a>',
        '<style>p { background: url("http://127.0.0.1:1/x") }</style><p>x</p>',
        '<style>@font-face { font-family: x; src: url("file:///etc/passwd") } p { font-family: x }</style><p>x</p>',
        '<object data="file:///etc/passwd"></object>',
        '<embed src="http://127.0.0.1:1/x">',
        '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd" width="9" height="9"/></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg"><use href="file:///etc/passwd#a"/></svg>',
    ],
)
def test_renderer_reaches_no_file_and_no_network(html, monkeypatch):
    reached = []
    monkeypatch.setattr("socket.socket.connect", lambda *args: reached.append(args))
    try:
        pdf = render_pdf(f"<!doctype html><html lang=sv><title>x</title>{html}</html>")
    except ForbiddenAddress:
        pdf = b""
    assert reached == []
    assert b"/EmbeddedFile" not in pdf
    assert b"root:" not in pdf


def polyglot(kind: str) -> bytes:
    """Return a picture with a script and a ZIP hung on behind it, and words in front of the first pixel."""
    sheet, archive = io.BytesIO(), io.BytesIO()
    Image.new("RGB", (3, 3)).save(sheet, format=kind)
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("evil.html", "<script>alert(1)</script>")
    return sheet.getvalue() + b"<script>alert(1)</script><?php evil(); ?>" + archive.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_nothing_hung_on_behind_a_picture_is_kept(kind):
    checked = check_upload(SimpleUploadedFile("x.html", polyglot(kind), content_type="text/html"))
    assert checked.kind == f"image/{kind.lower()}"
    assert b"evil" not in checked.content
    assert b"<script" not in checked.content


@pytest.mark.parametrize(
    "content", [SVG, b"\n" + SVG, b"GIF89a" + SVG, b"<!doctype html><script>", b"PK\x03\x04", b"MZ"]
)
@pytest.mark.parametrize("name", ["x.png", "x.pdf", "../../x.svg", "x.php\x00.png", "x.svg;.png"])
def test_what_could_run_is_refused_whatever_it_is_called(content, name):
    with pytest.raises(RuleViolation):
        check_upload(SimpleUploadedFile(name, content, content_type="image/png"))


def test_pdf_that_is_also_a_page_is_never_shown_as_one(house):
    StoredFile.objects.filter(pk=house.file.pk).update(
        content_type="application/pdf", published_at=house.file.arrived_at, title='x"\r\nX-Evil: 1',
    )  # fmt: skip
    response = Client().get(reverse("documents:public_file", args=[house.file.uuid]))
    for close in response._resource_closers:
        close()
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "Evil" not in str(response.headers)
