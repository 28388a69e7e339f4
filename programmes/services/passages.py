"""Going through a phase: begin it, finish it, take it up again. Every time is kept; nothing is deleted."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import translation
from django.utils.translation import gettext as _

from kraftsamling.audit import services as audit
from kraftsamling.shared import public_pages, records
from kraftsamling.shared.dates import ImpreciseDate
from kraftsamling.shared.errors import RuleViolation, StateConflict
from programmes.enums.planning import CHECK_MOVES, CheckState, PassageState
from programmes.models import ChecklistItem, Phase, PhasePassage
from programmes.services.keeping import move_record


def start_phase(phase: Phase, *, started_on: ImpreciseDate, by) -> PhasePassage:
    """Begin the phase for the first time; what was begun by mistake before does not count.

    Raises StateConflict when it has been begun already.
    """
    if phase.passages.exclude(state=PassageState.CANCELLED).exists():
        raise StateConflict()
    with translation.override(settings.LANGUAGE_CODE):  # the process map shows it
        reason = _("It was begun by mistake before.") if phase.passages.exists() else ""
    return _add_passage(phase, "passage.start", started_on=started_on, reason=reason, by=by)


def take_up_again(
    phase: Phase, *, started_on: ImpreciseDate, reason: str, by, items: Iterable[ChecklistItem] = ()
) -> PhasePassage:
    """Go through a finished phase once more; ``items`` on its checklist that no longer hold are under way again.

    The reason stands on the passage alone, so that it can be removed there for good; the items say that the phase was
    taken up again.
    Raises RuleViolation without a reason, StateConflict when the phase goes on already or was never finished.
    """
    if not reason.strip():
        raise RuleViolation(_("Say why the phase is taken up again. The process map shows it."), field="reason")
    states = set(phase.passages.values_list("state", flat=True))
    if PassageState.OPEN in states or PassageState.FINISHED not in states:
        raise StateConflict()
    with translation.override(settings.LANGUAGE_CODE):  # it is kept with the items
        why = _("The phase was taken up again.")
    with transaction.atomic():
        passage = _add_passage(phase, "passage.take_up", started_on=started_on, reason=reason.strip(), by=by)
        for item in items:
            if item.phase_id != phase.pk:
                raise RuleViolation(_("Choose something that belongs to this phase."), field="items")
            move_record(item, moves=CHECK_MOVES, to=CheckState.UNDER_WAY, by=by, reason=why)
    return passage


def _add_passage(phase: Phase, verb: str, *, started_on: ImpreciseDate, reason: str, by) -> PhasePassage:
    last = phase.passages.aggregate(last=Max("number"))["last"] or 0
    try:
        with transaction.atomic():
            passage = PhasePassage.objects.create(
                phase=phase, number=last + 1, started_on=started_on, reason=reason, updated_by=by
            )
            _trace(passage, verb, by=by, fields=["started_on"], reason=reason)
    except IntegrityError as error:  # two people at once: the number, or the one open passage, is taken
        raise StateConflict() from error
    return passage


def finish_passage(passage: PhasePassage, *, finished_on: ImpreciseDate, by, outcome: str = "") -> PhasePassage:
    """Finish this time of going through the phase.

    Raises RuleViolation when it would end before it began, StateConflict when it is not going on.
    """
    _check_order(passage.started_on, finished_on)
    with transaction.atomic():
        records.move_state(
            passage, "state", expected=PassageState.OPEN, to=PassageState.FINISHED, by=by,
            finished_on=finished_on, outcome=outcome,
        )  # fmt: skip
        _trace(passage, "passage.finish", by=by, fields=["state", "finished_on", "outcome"])
    return passage


def cancel_passage(passage: PhasePassage, *, reason: str, by) -> PhasePassage:
    """Note that the phase was begun by mistake; the passage stays in the history.

    Raises RuleViolation without a reason, StateConflict when it is not going on.
    """
    _require_reason(reason)
    with transaction.atomic():
        records.move_state(passage, "state", expected=PassageState.OPEN, to=PassageState.CANCELLED, by=by)
        _trace(passage, "passage.cancel", by=by, fields=["state"], reason=reason)
    return passage


def reopen_passage(passage: PhasePassage, *, reason: str, by) -> PhasePassage:
    """Note that the passage was not finished after all; its date of finishing was wrong and is taken away.

    Raises RuleViolation without a reason, StateConflict when it is not finished or the phase goes on again already.
    """
    _require_reason(reason)
    try:
        with transaction.atomic():
            records.move_state(
                passage, "state", expected=PassageState.FINISHED, to=PassageState.OPEN, by=by, finished_on=None
            )
            _trace(passage, "passage.reopen", by=by, fields=["state", "finished_on"], reason=reason)
    except IntegrityError as error:  # a later passage is open
        raise StateConflict(_("The phase has been taken up again since. Only one passage can be going on.")) from error
    return passage


def update_passage(passage: PhasePassage, *, changes: dict[str, Any], expected_version: int, by) -> PhasePassage:
    """Save an edit of dates, reason or outcome.

    Raises EditConflict when somebody else saved in between, RuleViolation when the passage would end before it began,
    or a later one would have no reason.
    """
    values = {name: changes.get(name, getattr(passage, name)) for name in ("started_on", "finished_on", "reason")}
    if passage.state == PassageState.FINISHED:
        if values["finished_on"] is None:
            raise RuleViolation(_("Say when it was finished."), field="finished_on")
        _check_order(values["started_on"], values["finished_on"])
    if passage.number > 1 and not values["reason"].strip():
        raise RuleViolation(_("Say why the phase is taken up again. The process map shows it."), field="reason")
    with transaction.atomic():
        changed = records.save_edit(passage, changes, expected_version=expected_version, by=by)
        if changed:
            _trace(passage, "passage.update", by=by, fields=changed)
    return passage


def _check_order(started_on: ImpreciseDate, finished_on: ImpreciseDate) -> None:
    # Lenient, since both may be vague: only what cannot be true is refused.
    if finished_on.last < started_on.first:
        raise RuleViolation(_("The phase would end before it begins."), field="finished_on")


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise RuleViolation(_("Say why. The reason is kept with it."), field="reason")


def _trace(passage: PhasePassage, verb: str, *, by, fields: Iterable[str], reason: str = "") -> None:
    programme_id = passage.phase.programme_id
    public_pages.bump(public_pages.programme_scope(programme_id))
    audit.record(verb, passage, by=by, programme_id=programme_id, fields=fields, reason=reason)
