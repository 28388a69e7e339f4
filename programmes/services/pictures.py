"""Problem pictures change: one is established, replaced by another, rejected, or worked on again (sweden.md J-7).

At most one holds at a time, which the database sees to. Each change is one transaction with conditional updates, so
that of two people who act at once one wins and the other is told.
"""

from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from kraftsamling.audit import services as audit
from kraftsamling.shared import clock, records
from kraftsamling.shared.dates import ImpreciseDate
from kraftsamling.shared.errors import RuleViolation, StateConflict
from programmes.enums.knowledge import PICTURES_GONE, PictureState
from programmes.models import ProblemPicture, ProblemPictureVersion, ProgrammeRecord
from programmes.queries.pictures import BUILDERS
from programmes.services import keeping

# What is told of a picture's end; it leaves the row when the picture is worked on again, and is kept as a version.
_END_TEXTS = ("end_reason", "effect")


def update_picture(picture: ProblemPicture, *, changes: dict[str, Any], expected_version: int, by) -> ProblemPicture:
    """Save an edit and keep the earlier wording. Raises RuleViolation for a picture that no longer holds."""
    check_holds(picture)
    return keeping.update_record(
        picture, changes=changes, expected_version=expected_version, by=by, keep=ProblemPictureVersion
    )


def check_holds(picture: ProblemPicture) -> None:
    """Raise RuleViolation for a picture that is gone: nothing in it is changed any more."""
    if picture.no_longer_holds:
        raise RuleViolation(_("This problem picture no longer holds, so its wording stays as it was. Write a new one."))


def establish_picture(picture: ProblemPicture, *, on: ImpreciseDate, by) -> ProblemPicture:
    """Let a picture hold from ``on``. Raises StateConflict when it is no draft, or another picture holds."""
    with transaction.atomic():
        _establish(picture, on=on, by=by)
    return picture


def replace_picture(
    old: ProblemPicture,
    new: ProblemPicture,
    *,
    on: ImpreciseDate,
    reason: str,
    by,
    effect: str = "",
    carry: Iterable[ProgrammeRecord] = (),
) -> ProblemPicture:
    """Let ``new`` hold from ``on`` instead of ``old``; what is in ``carry`` then builds on the new one.

    What still builds on ``old`` stays there and is marked where it is listed. Raises StateConflict when ``old`` does
    not hold any more or ``new`` is no draft; RuleViolation without a reason, or for a picture of another programme.
    """
    keeping.check_programme(old.programme, {"replaced_by": new})
    with transaction.atomic():
        _end(
            old, expected=PictureState.ESTABLISHED, to=PictureState.REPLACED, on=on, reason=reason, effect=effect, by=by
        )
        _establish(new, on=on, by=by)
        rows = ProblemPicture.objects.filter(pk=old.pk, replaced_by__isnull=True).update(replaced_by=new)
        if not rows:
            raise StateConflict()
        for record in carry:
            _carry_over(record, old=old, new=new, by=by)
    old.refresh_from_db()
    return new


def reject_picture(picture: ProblemPicture, *, on: ImpreciseDate, reason: str, by, effect: str = "") -> ProblemPicture:
    """Note that a picture does not hold, without another in its place.

    Raises StateConflict when it is gone already, RuleViolation without a reason.
    """
    if picture.state in PICTURES_GONE:
        raise StateConflict()
    with transaction.atomic():
        _end(picture, expected=picture.state, to=PictureState.REJECTED, on=on, reason=reason, effect=effect, by=by)
    return picture


def take_up_picture(picture: ProblemPicture, *, reason: str, by) -> ProblemPicture:
    """Work on a rejected picture again; why it was rejected is kept among its earlier wordings.

    Raises StateConflict when it is not rejected, RuleViolation without a reason.
    """
    if not reason.strip():
        raise RuleViolation(_("Say why. The reason is kept with it."), field="reason")
    kept = {name: getattr(picture, name) for name in _END_TEXTS}
    version = picture.version
    with transaction.atomic():
        records.move_state(
            picture, "state", expected=PictureState.REJECTED, to=PictureState.DRAFT, by=by,
            established_on=None, ended_on=None, end_reason="", effect="",
        )  # fmt: skip
        ProblemPictureVersion.objects.create(
            record=picture, version=version, texts=kept, replaced_at=clock.now(), replaced_by=by
        )
        _record_move(picture, by=by, reason=reason)
    return picture


def withdraw_picture(picture: ProblemPicture, *, by, reason: str) -> ProblemPicture:
    """Take a picture out of every list. Raises RuleViolation for the one that holds: the question "what instead?" is
    answered by rejecting or replacing it."""
    if picture.state == PictureState.ESTABLISHED:
        raise RuleViolation(_("This problem picture holds at present. Reject it or replace it first."))
    return keeping.withdraw_record(picture, by=by, reason=reason)


def _establish(picture: ProblemPicture, *, on: ImpreciseDate, by) -> None:
    try:
        with transaction.atomic():
            records.move_state(
                picture, "state", expected=PictureState.DRAFT, to=PictureState.ESTABLISHED, by=by, established_on=on
            )
    except IntegrityError as error:
        raise StateConflict(
            _("Another problem picture holds since just now. Look at it, then replace it if this one is better.")
        ) from error
    _record_move(picture, by=by)


def _end(picture: ProblemPicture, *, expected: str, to: str, on: ImpreciseDate, reason: str, effect: str, by) -> None:
    if not reason.strip():
        raise RuleViolation(_("Say why it no longer holds. The reason is kept with it."), field="reason")
    since = picture.established_on
    if since and on.last < since.first:
        raise RuleViolation(_("The problem picture would end before it was established."), field="on")
    try:
        records.move_state(
            picture, "state", expected=expected, to=to, by=by,
            ended_on=on, end_reason=reason.strip(), effect=effect.strip(),
        )  # fmt: skip
    except StateConflict as conflict:
        raise StateConflict(
            _("Somebody else replaced or rejected this problem picture just now. Look at how it stands, then go on.")
        ) from conflict
    # The reason stands in the row, where it can be removed for good if need be; the log does without a copy.
    _record_move(picture, by=by)


def _carry_over(record: ProgrammeRecord, *, old: ProblemPicture, new: ProblemPicture, by) -> None:
    if type(record) not in BUILDERS:
        raise ValueError(f"{type(record).__name__} does not build on problem pictures")
    now = clock.now()
    rows = (
        type(record)
        .objects.filter(pk=record.pk, problem_picture=old)
        .update(problem_picture=new, version=F("version") + 1, updated_at=now, updated_by=by)
    )
    # One that a colleague has moved elsewhere meanwhile stays where they put it.
    if rows:
        keeping.bump(record)
        audit.record("record.update", record, by=by, programme_id=record.programme_id, fields=["problem_picture"])


def _record_move(picture: ProblemPicture, *, by, reason: str = "") -> None:
    keeping.bump(picture)
    audit.record("record.move", picture, by=by, programme_id=picture.programme_id, fields=["state"], reason=reason)
