"""From HTML to a tagged PDF. Nothing is fetched from a network or from anywhere on the disk but what is listed here."""

import mimetypes
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from django.contrib.staticfiles import finders
from django.core.files.storage import default_storage

if TYPE_CHECKING:
    from weasyprint import HTML

STATIC, STORED = "static:", "stored:"
# No eye sees more in a photograph on paper, and a file with one stays small enough to send.
PICTURE_DPI = 200
# No word of any language is as long. What is goes on in the next line after so many letters: the renderer tries every
# syllable of a word again for each line, which takes half a minute for 4,000 letters and much longer for more. Words
# with a space between them that no line breaks at are one to it.
MAX_WORD = 200
_LONG_WORD = re.compile(rf"[^ \t\n\f\r]{{{MAX_WORD}}}(?=[^ \t\n\f\r])")
_BREAK = "\u200b"


class ForbiddenAddress(Exception):
    """A document asked for something it may not load; always a fault in a template, so the document is not made."""


def load(url: str, stored_files: Collection[str]) -> bytes:
    """Return the bytes behind ``static:<path>`` or ``stored:<name>``.

    Raises ForbiddenAddress for any other address, for a static file that does not exist or lies outside the static
    folders, and for a stored file that is not in ``stored_files``.
    """
    if url.startswith(STATIC):
        path = _find_static(url.removeprefix(STATIC))
        if path is not None:
            with open(path, "rb") as file:
                return file.read()
    elif url.startswith(STORED) and url.removeprefix(STORED) in stored_files:
        with default_storage.open(url.removeprefix(STORED)) as file:
            return file.read()
    raise ForbiddenAddress(url[:200])


def _find_static(name: str) -> str | None:
    if not name or ".." in name.split("/") or name.startswith("/") or "\\" in name or "\0" in name:
        return None
    return finders.find(name)


def render_pdf(html: str, *, stored_files: Collection[str] = (), report: Callable[[int], None] | None = None) -> bytes:
    """Return ``html`` as a PDF tagged for screen readers (PDF/UA-1), the same bytes for the same HTML.

    Language, title and page size come from the HTML itself. ``report`` is told the share done in per cent after each
    real step. Raises ForbiddenAddress when the HTML loads anything that ``load`` refuses.
    """
    tell = report or (lambda percent: None)
    with _opened(html, stored_files) as source:
        tell(20)
        pages = source.render(pdf_variant="pdf/ua-1", dpi=PICTURE_DPI)
        tell(70)
        return pages.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=True)


def count_pages(html: str, stored_files: Collection[str] = ()) -> int:
    """Return how many pages ``html`` fills, for what must fit on a given number; raises as ``render_pdf``."""
    with _opened(html, stored_files) as source:
        return len(source.render(pdf_variant="pdf/ua-1").pages)


def largest_on_one_page(
    render: Callable[[float], str], sizes: Sequence[float], stored_files: Collection[str] = ()
) -> float | None:
    """Return the first of ``sizes``, largest first, at which what ``render`` makes fills one page; None for none.

    What does not fit at the least size is set once.
    """
    if count_pages(render(sizes[-1]), stored_files) > 1:
        return None
    return next((size for size in sizes[:-1] if count_pages(render(size), stored_files) == 1), sizes[-1])


@contextmanager
def _opened(html: str, stored_files: Collection[str]) -> Iterator["HTML"]:
    # Costs half a second and 50 MB, which the web processes and short commands should not pay.
    from weasyprint import HTML
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    refused: list[ForbiddenAddress] = []

    class OwnFilesOnly(URLFetcher):
        def fetch(self, url, headers=None):
            try:
                body = load(url, stored_files)
            except ForbiddenAddress as error:
                refused.append(error)
                # Any other exception would be swallowed, and the document come out without its font or picture.
                raise FatalURLFetchingError(f"Not allowed: {url[:200]}") from error
            kind = mimetypes.guess_type(url)[0] or "application/octet-stream"
            return URLFetcherResponse(url, body, {"Content-Type": kind})

    try:
        source = HTML(string=html, url_fetcher=OwnFilesOnly(allowed_protocols=set()))
        _break_long_words(source.etree_element)
        yield source
    except FatalURLFetchingError as error:
        raise refused[0] from error


def _break_long_words(root: Element) -> None:
    """Let what is written without a space go on in the next line, but for styles."""
    for element in root.iter():
        if element.text and element.tag != "style":
            element.text = _LONG_WORD.sub(rf"\g<0>{_BREAK}", element.text)
        if element.tail:
            element.tail = _LONG_WORD.sub(rf"\g<0>{_BREAK}", element.tail)
