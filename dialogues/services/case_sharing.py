"""Own cases to and from other municipalities: noting that some were put in a file, and adding those of a file."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dialogues.models import Method, MethodCase
from dialogues.queries.case_file import TEXTS, CaseFile, SharedCase
from dialogues.queries.case_sharing import known_uuids, method_of
from kraftsamling.audit import services as audit
from kraftsamling.shared import records
from kraftsamling.shared.enums import Channel
from kraftsamling.shared.errors import RuleViolation
from programmes.models import Programme
from programmes.services import keeping


def note_sharing(cases: Iterable[MethodCase], *, by) -> None:
    """Leave a row in the log of each case's programme: that it was put in a file that leaves the municipality."""
    ordered = sorted(cases, key=lambda case: case.programme_id)
    with transaction.atomic():
        for programme_id, rows in groupby(ordered, key=lambda case: case.programme_id):
            audit.record_many("method_case.share", rows, by=by, programme_id=programme_id, fields=TEXTS)


def update_case(case: MethodCase, *, changes: dict[str, Any], expected_version: int, by, keep=None) -> MethodCase:
    """Save an edit of a case of one's own; see ``keeping.update_record``. Raises RuleViolation for a shared one."""
    if case.shared_by:
        raise RuleViolation(_("These are another municipality's words. Withdraw them, or write a case of your own."))
    return keeping.update_record(case, changes=changes, expected_version=expected_version, by=by, keep=keep)


def add_shared(programme: Programme, file: CaseFile, chosen: set[str], *, by) -> int:
    """Add the cases of the file whose uuid is among ``chosen``, and return how many.

    What is here already, or is about a method that the catalogue lacks, is left out; so the same file twice adds
    nothing twice.
    """
    with transaction.atomic():
        records.hold(programme.municipality)
        methods = list(Method.objects.filter(municipality=programme.municipality))
        known = known_uuids(case.uuid for case in file.cases)
        wanted = [case for case in file.cases if case.uuid in chosen - known]
        found = [(case, method_of(case, methods)) for case in wanted]
        new = [_made_of(case, method, programme, file.municipality) for case, method in found if method]
        if new:
            records.fill_many(new, prefix=programme.code, by=by)
            MethodCase.objects.bulk_create(new)
            audit.record_many("method_case.import", new, by=by, programme_id=programme.pk, fields=TEXTS)
    return len(new)


def _made_of(case: SharedCase, method: Method, programme: Programme, municipality: str) -> MethodCase:
    return MethodCase(
        programme=programme, method=method, shared_by=municipality, shared_uuid=case.uuid, channel=Channel.IMPORT,
        **{name: getattr(case, name) for name in TEXTS},
    )  # fmt: skip
