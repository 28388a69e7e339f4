"""An invitation in other languages: written, translated anew, reviewed."""

from functools import reduce
from operator import or_
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from dialogues.enums import TextStatus
from dialogues.models import Dialogue, Influence, InvitationText, Occasion, Promise
from dialogues.queries.invitations import TEXT_FIELDS, source_of
from kraftsamling.audit import services as audit
from kraftsamling.shared import clock, records
from kraftsamling.shared.errors import EditConflict, RuleViolation, StateConflict
from kraftsamling.shared.models import Versioned
from programmes.models import Body, Place
from programmes.services.keeping import bump

# Whose words stand in what a translation is made from, and how they are found from it.
_SOURCES: dict[type[Versioned], tuple[str, ...]] = {
    Dialogue: ("dialogue",),
    Influence: ("dialogue__influences",),
    Promise: ("dialogue__promises",),
    Occasion: ("dialogue__occasions",),
    Place: ("dialogue__influences__place", "dialogue__occasions__place"),
    Body: ("dialogue__influences__decided_by",),
}


def save_text(
    text: InvitationText, *, changes: dict[str, Any], is_machine: bool, digest: str, expected_version: int, by
) -> InvitationText:
    """Save the invitation in a language, made from the source with this ``digest``; a new one if ``text`` is unsaved.

    A text that is changed, or looked through against a changed source, must be reviewed again. Raises EditConflict when
    somebody else saved in between.
    """
    status = TextStatus.MACHINE if is_machine else TextStatus.DRAFT
    with transaction.atomic():
        if text.pk is None:
            return _add_text(text, changes=changes, status=status, digest=digest, by=by)
        is_same = text.source_digest == digest and all(getattr(text, name) == changes[name] for name in TEXT_FIELDS)
        if not (is_same and text.status == TextStatus.REVIEWED):
            changes = {**changes, "status": status, "source_digest": digest, "reviewed_by": None, "reviewed_at": None}
        changed = records.save_edit(text, changes, expected_version=expected_version, by=by)
        if changed:
            bump(text.dialogue)
            audit.record("part.update", text, by=by, programme_id=text.dialogue.programme_id, fields=changed)
    return text


def _add_text(text: InvitationText, *, changes: dict[str, Any], status: str, digest: str, by) -> InvitationText:
    try:
        with transaction.atomic():
            added = InvitationText.objects.create(
                dialogue=text.dialogue, language=text.language, status=status, source_digest=digest, updated_by=by,
                **changes,
            )  # fmt: skip
    except IntegrityError as error:
        raise EditConflict() from error
    bump(text.dialogue)
    audit.record("part.add", added, by=by, programme_id=text.dialogue.programme_id, fields=changes)
    return added


def review_text(text: InvitationText, *, by) -> InvitationText:
    """Note that somebody who knows the language has read the text and answers for it: from now on it is shown.

    Raises RuleViolation when its source has changed since, StateConflict when the text has.
    """
    if text.source_digest != source_of(text.dialogue).digest:
        raise RuleViolation(
            _("The original has changed since this was translated. Look through the text and save it first.")
        )
    with transaction.atomic():
        now = clock.now()
        unreviewed = InvitationText.objects.filter(pk=text.pk, version=text.version).exclude(status=TextStatus.REVIEWED)
        rows = unreviewed.update(
            status=TextStatus.REVIEWED, reviewed_by=by, reviewed_at=now, version=F("version") + 1, updated_at=now,
            updated_by=by,
        )  # fmt: skip
        if not rows:
            raise StateConflict()
        bump(text.dialogue)
        audit.record("text.review", text, by=by, programme_id=text.dialogue.programme_id, fields=["status"])
    text.refresh_from_db()
    return text


def hide_translations(record: Versioned, removed: dict[str, str]) -> None:
    """Show nobody a translation of a text that was removed for good, also of an earlier wording; called by redaction.

    Without a source it counts as outdated, and must be saved and reviewed anew.
    """
    lookups = _SOURCES.get(type(record), ())
    if not lookups or removed.keys().isdisjoint(record.PUBLIC_TEXT_FIELDS):
        return
    made_from = reduce(or_, (Q(**{lookup: record}) for lookup in lookups))
    texts = list(InvitationText.objects.filter(made_from).exclude(source_digest="").distinct())
    InvitationText.objects.filter(pk__in=[text.pk for text in texts]).update(
        status=TextStatus.DRAFT, source_digest="", reviewed_by=None, reviewed_at=None, version=F("version") + 1,
        updated_at=clock.now(),
    )  # fmt: skip
    for text in texts:
        audit.record("text.hide", text, by=None, programme_id=record.programme_id, fields=["status"])
