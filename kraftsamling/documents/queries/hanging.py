"""Printed copies that hang somewhere, and how they differ from what would be printed today."""

from collections.abc import Iterable

from kraftsamling.documents.enums import DocumentState
from kraftsamling.documents.models import Document
from kraftsamling.documents.registry import Changes, get_kind
from programmes.models import Programme


def can_hang(document: Document) -> bool:
    """Whether it is of a kind that is hung up, and has been made."""
    was_made = document.state in (DocumentState.READY, DocumentState.REMOVED)
    return get_kind(document.kind).compare is not None and was_made


def find_changes(document: Document) -> Changes | None:
    """Return how a printed copy differs from what would be printed today; None when that cannot be told.

    It cannot be told of documents made before it was noted what they show, of one whose file was removed, and while a
    kind that everyone may fetch would not be printed, since the programme is not public.
    """
    kind = get_kind(document.kind)
    compare = kind.compare
    if compare is None or not document.shown or (kind.is_public and not document.programme.is_public):
        return None
    return compare(document.programme, document.shown, document.language)


def printed_documents(kind: str) -> list[Document]:
    """Return the documents of a kind, in public programmes, whose printed copies are looked after; two queries.

    Those that somebody has noted as hanging; in a programme without any, the latest that is made and not taken down.
    """
    made = (
        Document.objects.current()
        .filter(kind=kind, state__in=(DocumentState.READY, DocumentState.REMOVED), taken_down_on__isnull=True)
        .filter(programme__in=Programme.objects.public())
        .select_related("programme")
    )
    hanging = list(made.filter(hung_on__isnull=False).order_by("pk"))
    cared_for = {document.programme_id for document in hanging}
    return hanging + _newest_of_each(made.exclude(programme__in=cared_for).order_by("programme_id", "-pk"))


def _newest_of_each(documents: Iterable[Document]) -> list[Document]:
    newest: dict[int, Document] = {}
    for document in documents:
        newest.setdefault(document.programme_id, document)
    return list(newest.values())
