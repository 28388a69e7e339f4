"""What the notice about a poster that no longer agrees with the map says; its words are made when it is read."""

from collections.abc import Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kraftsamling.documents.enums import DocumentState
from kraftsamling.documents.models import Document
from kraftsamling.documents.queries.hanging import find_changes
from kraftsamling.documents.registry import Changes, get_kind
from kraftsamling.notices.kinds import NoticeKind
from kraftsamling.notices.models import Notice
from kraftsamling.shared.mail import Letter, absolute_url

POSTER_DIFFERS = "overview.poster_differs"
MOST_NAMED = 8


def write_poster_differs(notices: Sequence[Notice]) -> dict[int, Letter]:
    """Return letters that tell what has changed; none for a poster that was taken down or agrees again."""
    ids = [notice.context["document_id"] for notice in notices]
    documents = Document.objects.current().filter(taken_down_on=None).select_related("programme").in_bulk(ids)
    letters = {}
    for notice in notices:
        document = documents.get(notice.context["document_id"])
        paragraphs = describe_difference(document) if document and document.programme.is_public else ()
        if paragraphs:
            letters[notice.pk] = _write(document, paragraphs)
    return letters


def describe_difference(document: Document) -> tuple[str, ...]:
    """Return in sentences why the poster should be exchanged, nothing when it still agrees with the map."""
    if document.state == DocumentState.REMOVED:
        return (_("A text on it was removed for good. Take the poster down, and order a new one."),)
    changes = find_changes(document)
    return _sentences(changes) if changes else ()


def _sentences(changes: Changes) -> tuple[str, ...]:
    told = (
        (_("New on the map: %(titles)s."), changes.new),
        (_("Changed: %(titles)s."), changes.changed),
    )
    sentences = tuple(sentence % {"titles": _name(titles)} for sentence, titles in told if titles)
    # What has been withdrawn or marked as secret since is named on the poster's page, never in a letter.
    count = len(changes.gone)
    gone = ngettext(
        "%(count)d thing on the poster is no longer on the map.",
        "%(count)d things on the poster are no longer on the map.",
        count,
    )
    return (*sentences, gone % {"count": count}) if count else sentences


def _name(titles: tuple[str, ...]) -> str:
    """Return the first titles, and how many more there are."""
    named = "; ".join(titles[:MOST_NAMED])
    more = len(titles) - MOST_NAMED
    if more <= 0:
        return named
    return named + "; " + ngettext("%(count)d more", "%(count)d more", more) % {"count": more}


def _write(document: Document, paragraphs: tuple[str, ...]) -> Letter:
    kind = get_kind(document.kind)
    size = kind.describe(document.options)
    made = date_format(document.ready_at or document.arrived_at, "j F Y")
    about = _("The poster (%(size)s) was made on %(day)s.") % {"size": size, "day": made}
    place = _("It hangs here: %(place)s.") % {"place": document.hung_place} if document.hung_place else ""
    return Letter(
        title=_("The poster of %(name)s no longer agrees with the map") % {"name": document.programme.name},
        paragraphs=(f"{about} {place}".strip(), *paragraphs),
        url=absolute_url("documents:document_detail", document.programme.slug, document.pk),
        link_label=_("See what differs and order a new poster"),
    )


NOTICES = (
    NoticeKind(POSTER_DIFFERS, gettext_lazy("A printed poster no longer agrees with the map"), write_poster_differs),
)
