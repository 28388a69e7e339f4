"""Which ladder of participation the municipality uses, and its own words for the steps."""

from typing import Any

from django.db import transaction

from dialogues.models import DialogueSettings, LadderStep
from kraftsamling.audit import services as audit
from kraftsamling.shared import public_pages, records


def choose_ladder(
    settings: DialogueSettings, *, changes: dict[str, Any], expected_version: int, by
) -> DialogueSettings:
    """Save which ladder is used; dialogues keep the step they have promised. ``settings`` may be unsaved.

    Raises EditConflict when somebody else saved in between.
    """
    with transaction.atomic():
        stored, _created = DialogueSettings.objects.get_or_create(municipality=settings.municipality)
        settings.pk = stored.pk
        changed = records.save_edit(stored, changes, expected_version=expected_version, by=by)
        if changed:
            public_pages.bump(public_pages.SITE)
            audit.record("ladder.choose", stored, by=by, fields=changed)
    return stored


def word_step(step: LadderStep, *, changes: dict[str, Any], expected_version: int, by) -> LadderStep:
    """Save the municipality's words for a step in one language; what is empty is said in ours.

    ``step`` may be unsaved. Raises EditConflict when somebody else saved in between.
    """
    with transaction.atomic():
        stored, _created = LadderStep.objects.get_or_create(
            municipality=step.municipality, level=step.level, language=step.language
        )
        step.pk = stored.pk
        changed = records.save_edit(stored, changes, expected_version=expected_version, by=by)
        if changed:
            public_pages.bump(public_pages.SITE)
            audit.record("ladder.word", stored, by=by, fields=changed)
    return stored
