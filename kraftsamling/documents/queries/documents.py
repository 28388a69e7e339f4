"""Finding ordered documents, and saying in words what they are."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.apps import apps
from django.db.models import QuerySet
from django.http import Http404
from django.utils import translation

from kraftsamling.documents.enums import DOCUMENT_MOVES, DocumentFormat, DocumentState
from kraftsamling.documents.models import Document
from kraftsamling.documents.registry import DocumentKind, all_kinds, get_kind
from programmes.enums import Move
from programmes.models import Programme
from programmes.permissions import Access
from programmes.queries.programmes import WorkProgramme
from programmes.roles import Permission

TONES = {
    DocumentState.ORDERED: "info",
    DocumentState.READY: "success",
    DocumentState.FAILED: "danger",
    DocumentState.REMOVED: "neutral",
}


@dataclass(frozen=True)
class DescribedDocument:
    """A document with what its row alone does not say. ``percent`` is None while it waits to begin.

    ``language`` is empty for a kind whose details tell it.
    """

    document: Document
    title: str
    details: str
    language: str
    tone: str
    percent: int | None
    file_name: str
    format: DocumentFormat

    @property
    def is_ready(self) -> bool:
        return self.document.state == DocumentState.READY

    @property
    def is_ordered(self) -> bool:
        return self.document.state == DocumentState.ORDERED

    @property
    def is_failed(self) -> bool:
        return self.document.state == DocumentState.FAILED


def describe(document: Document) -> DescribedDocument:
    """Return the document in the reader's language; asks the database for the job unless it was fetched along."""
    return _describe(document, get_kind(document.kind).within(document.programme))


def describe_all(programme: Programme, documents: Iterable[Document]) -> list[DescribedDocument]:
    """Return documents of the programme in the reader's language; what a kind offers is asked for once."""
    documents = list(documents)
    kinds = {key: get_kind(key).within(programme) for key in {document.kind for document in documents}}
    return [_describe(document, kinds[document.kind]) for document in documents]


def _describe(document: Document, kind: DocumentKind) -> DescribedDocument:
    with translation.override(document.language):
        file_name = kind.file_name(document.programme, document.options)
    percent = document.job.progress if document.job else None
    return DescribedDocument(
        document=document,
        title=str(kind.title),
        details=kind.describe(document.options),
        language=translation.get_language_info(document.language)["name_translated"] if kind.asks_language else "",
        tone=TONES[DocumentState(document.state)],
        percent=percent or None,
        file_name=file_name,
        format=kind.get_format(document.options),
    )


def documents_of(programme: Programme) -> QuerySet[Document]:
    """Return a programme's documents that are not withdrawn, newest first, with job and orderer fetched along."""
    return (
        Document.objects.current()
        .filter(programme=programme)
        .select_related("programme", "job", "created_by")
        .order_by("-pk")
    )


def orderable_kinds(work: WorkProgramme) -> list[DocumentKind]:
    """Return the kinds the person may order in the programme, with what it offers; none without something to choose."""
    kinds = [kind.within(work.programme) for kind in all_kinds() if work.access.can(kind.permission)]
    return [kind for kind in kinds if kind.has_choices]


def get_orderable_kind(access: Access, key: str) -> DocumentKind:
    """Return a kind the person may order; raises Http404 for an unknown one, PermissionDenied for others."""
    try:
        kind = get_kind(key)
    except KeyError:
        raise Http404 from None
    access.require(kind.permission)
    return kind


def get_work_document(work: WorkProgramme, pk: int) -> Document:
    """Return one of the programme's documents, a withdrawn one only to those who may withdraw; else Http404."""
    documents = Document.objects.all() if work.access.can(Permission.WITHDRAW) else Document.objects.current()
    found = documents.filter(programme=work.programme, pk=pk).select_related("programme", "job", "created_by").first()
    if found is None:
        raise Http404
    return found


def allowed_moves(document: Document, access: Access) -> list[Move]:
    """Return the moves to draw buttons for."""
    if document.withdrawn_at or not access.can(get_kind(document.kind).permission):
        return []
    return [move for move in DOCUMENT_MOVES if move.source == document.state]


def get_public_document(uuid) -> Document:
    """Return a finished document that everyone may read, else Http404.

    It closes when the programme, the document, or any record whose words stand in it is no longer public.
    """
    ready = Document.objects.public().select_related("programme").filter(uuid=uuid, state=DocumentState.READY).first()
    if ready is None or not get_kind(ready.kind).is_public or not _are_public(ready.sources):
        raise Http404
    return ready


def _are_public(sources: Iterable[tuple[str, int]]) -> bool:
    keys = defaultdict(set)
    for label, pk in sources:
        keys[label].add(pk)
    return all(
        apps.get_model(label).objects.public().filter(pk__in=pks).count() == len(pks) for label, pks in keys.items()
    )
