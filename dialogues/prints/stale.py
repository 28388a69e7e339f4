"""Printed invitations that no longer hold."""

import datetime as dt
from dataclasses import dataclass

from django.utils.timezone import localdate

from dialogues.enums import LANGUAGES
from dialogues.models import Dialogue
from dialogues.prints.changes import changes_since
from dialogues.prints.invitations import INVITATION_PRINT
from dialogues.queries.invitations import source_of
from kraftsamling.documents.enums import DocumentState
from kraftsamling.documents.models import Document
from kraftsamling.documents.registry import Changes


@dataclass(frozen=True)
class StalePrint:
    """A print that should be taken down or exchanged."""

    document: Document
    language: str
    sheet: str
    made_on: dt.date


@dataclass(frozen=True)
class StalePrints:
    """Prints that differ alike from what the dialogue says; ``changes`` is None when a text was removed for good."""

    changes: Changes | None
    prints: list[StalePrint]


def stale_prints(dialogue: Dialogue) -> list[StalePrints]:
    """Return the prints of a dialogue that differ from what it says today and are not noted as taken down.

    Those that differ alike stand together, latest first; as many queries for one print as for a hundred.
    """
    made = Document.objects.current().filter(
        programme=dialogue.programme_id, kind=INVITATION_PRINT.key, taken_down_on__isnull=True,
        state__in=(DocumentState.READY, DocumentState.REMOVED),
        options__invitation__in=[f"{dialogue.pk}.{language}" for language in LANGUAGES],
    )  # fmt: skip
    documents = list(made.order_by("-pk"))
    if not documents:
        return []
    source = source_of(dialogue) if dialogue.is_public else None
    rows = [(document, changes_since(document.shown, source) if document.shown else None) for document in documents]
    alike: dict[Changes | None, list[StalePrint]] = {}
    for document, changes in rows:
        if changes or _lost_a_text(document):
            alike.setdefault(changes, []).append(_say(document))
    return [StalePrints(changes, prints) for changes, prints in alike.items()]


def _lost_a_text(document: Document) -> bool:
    return document.state == DocumentState.REMOVED


def _say(document: Document) -> StalePrint:
    sheets = next(option for option in INVITATION_PRINT.options if option.name == "sheet")
    language = document.options["invitation"].partition(".")[2]
    return StalePrint(
        document,
        str(LANGUAGES[language][0]),
        sheets.get_label(document.options["sheet"]),
        localdate(document.created_at),
    )
