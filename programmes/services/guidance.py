"""The municipality's own wording of guidance."""

from typing import Any

from django.db import transaction

from kraftsamling.audit import services as audit
from kraftsamling.shared import records
from programmes.models import GuidanceText, GuidanceTextVersion


def save_guidance(*, text: GuidanceText, changes: dict[str, Any], expected_version: int, by) -> GuidanceText:
    """Save the municipality's wording; a part without words is shown in ours. Earlier wordings are kept.

    ``text`` may be unsaved (``queries.get_guidance_text``). Raises EditConflict when somebody else saved in between.
    """
    with transaction.atomic():
        stored, _created = GuidanceText.objects.get_or_create(
            municipality=text.municipality, key=text.key, language=text.language
        )
        text.pk = stored.pk
        changed = records.save_edit(stored, changes, expected_version=expected_version, by=by, keep=GuidanceTextVersion)
        if changed:
            audit.record("guidance.update", stored, by=by, fields=changed)
    return stored
