"""Own cases that may be put in a file for other municipalities, and what would come of a file from one of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from dialogues.models import Method, MethodCase
from dialogues.queries.case_file import TEXTS, CaseFile, SharedCase
from dialogues.queries.methods import readable_cases
from kraftsamling.shared.collation import Swedish
from kraftsamling.shared.enums import Openness, RecordState
from kraftsamling.shared.screening import describe_hits, screen
from programmes.models import Municipality, Programme


@dataclass(frozen=True)
class CaseRow:
    """A case to look over: ``value`` is what it is chosen by, ``method`` is named, ``found`` says what was found in
    its texts that should perhaps not be there, ``why_not`` why it cannot be chosen; both may be empty."""

    value: str
    case: MethodCase | SharedCase
    method: str
    found: str
    why_not: str = ""


def shareable_rows(programme: Programme, user) -> list[CaseRow]:
    """Return the open cases of the municipality's own that ``user`` may read, by method; one query.

    What a case is chosen by holds its version: one that somebody has changed since must be looked over again.
    """
    own = readable_cases(programme, user).filter(shared_by="", openness=Openness.OPEN)
    cases = own.exclude(record_state=RecordState.DRAFT).select_related("method").order_by(Swedish("method__name"), "pk")
    return [CaseRow(f"{case.pk}.{case.version}", case, case.method.name, _found_in(case)) for case in cases]


def rows_of_file(municipality: Municipality, file: CaseFile) -> list[CaseRow]:
    """Return what the file holds, and of each case whether it can be added; two queries."""
    methods = list(Method.objects.filter(municipality=municipality))
    known = known_uuids(case.uuid for case in file.cases)
    return [_row_of(case, method_of(case, methods), known) for case in file.cases]


def _row_of(case: SharedCase, method: Method | None, known: set[str]) -> CaseRow:
    why_not = ""
    if case.uuid in known:
        why_not = _("You have it already.")
    elif method is None:
        why_not = _(
            "Your catalogue has no method called “%(name)s”. Add the method first, then choose the file once more."
        ) % {"name": case.method}
    return CaseRow(case.uuid, case, method.name if method else case.method, _found_in(case), why_not)


def method_of(case: SharedCase, methods: list[Method]) -> Method | None:
    """Return the one of ``methods`` that the case is about: by its key, else by its name."""
    by_key = (each for each in methods if case.method_key and each.key == case.method_key)
    by_name = (each for each in methods if each.name.casefold() == case.method.casefold())
    return next(by_key, None) or next(by_name, None)


def known_uuids(uuids: Iterable[str]) -> set[str]:
    """Return which of the cases are here already, as one's own or from a file before, withdrawn ones too."""
    uuids = list(uuids)
    rows = MethodCase.objects.filter(Q(uuid__in=uuids) | Q(shared_uuid__in=uuids)).values_list("uuid", "shared_uuid")
    return {str(value) for row in rows for value in row if value}


def are_all_here(sent: list[str]) -> bool:
    """Whether cases were sent, and all of them are here already; ``sent`` comes from a form and may hold anything."""
    try:
        uuids = {str(UUID(value)) for value in sent}
    except ValueError:
        return False
    return bool(uuids) and uuids <= known_uuids(uuids)


def _found_in(case: MethodCase | SharedCase) -> str:
    return describe_hits(screen("\n".join(getattr(case, name) for name in TEXTS)))
