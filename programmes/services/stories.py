"""Stories: public only with consent, and when somebody other than the writer has read and approved the text."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from kraftsamling.audit import services as audit
from kraftsamling.shared import clock
from kraftsamling.shared.errors import RuleViolation, StateConflict
from programmes.enums.knowledge import STORY_MOVES, Consent, StoryState
from programmes.models import Programme, Story, StoryVersion
from programmes.queries.stories import missing_for_publishing, writer_ids
from programmes.services import keeping


def add_story(*, programme: Programme, by, **fields: Any) -> Story:
    """Add a story. Raises RuleViolation for a consent without its date."""
    _check_consent(fields)
    return keeping.add_record(Story, programme=programme, by=by, **fields)


def update_story(story: Story, *, changes: dict[str, Any], expected_version: int, by) -> Story:
    """Save an edit; earlier texts are kept.

    A changed text sends an approved story back to be read again, and that or a consent that no longer stands takes it
    off the public pages, all in the same UPDATE.
    Raises EditConflict when somebody else saved in between, RuleViolation for a consent without its date.
    """
    _check_consent({"consent": story.consent, "consent_on": story.consent_on, **changes})
    was_public = story.published_at is not None
    is_rewritten = any(
        changes.get(name, getattr(story, name)) != getattr(story, name) for name in Story.PUBLIC_TEXT_FIELDS
    )
    has_consent = changes.get("consent", story.consent) == Consent.GIVEN
    follows: dict[str, Any] = {}
    if is_rewritten and story.state == StoryState.APPROVED:
        follows = {
            "state": StoryState.IN_REVIEW, "state_reason": "", "state_since": clock.today(), "reviewed_by": None,
        }  # fmt: skip
    if was_public and (follows or not has_consent):
        follows["published_at"] = None
    with transaction.atomic():
        keeping.update_record(
            story, changes={**changes, **follows}, expected_version=expected_version, by=by, keep=StoryVersion
        )
        _note_unpublished(story, was_public=was_public, by=by)
    return story


def move_story(story: Story, *, to: str, by, reason: str = "") -> Story:
    """Move the story along its states; leaving "approved" takes it off the public pages.

    Raises RuleViolation when the writer would approve their own text or a reason is missing, StateConflict when there
    is no such move.
    """
    if to == StoryState.APPROVED and by.pk in writer_ids(story):
        raise RuleViolation(_("You have written this text yourself. Ask a colleague to read and approve it."))
    was_public = story.published_at is not None
    also = {"reviewed_by": by} if to == StoryState.APPROVED else {"reviewed_by": None, "published_at": None}
    with transaction.atomic():
        keeping.move_record(story, moves=STORY_MOVES, to=to, by=by, reason=reason, **also)
        _note_unpublished(story, was_public=was_public, by=by)
    return story


def set_story_public(story: Story, *, is_public: bool, by) -> Story:
    """Show the story to everyone, or to the people in the programme only.

    Raises RuleViolation that says what is missing, StateConflict when nothing would change.
    """
    missing = missing_for_publishing(story) if is_public else ""
    if missing:
        raise RuleViolation(missing)
    try:
        with transaction.atomic():
            return keeping.set_record_public(story, is_public=is_public, by=by)
    except IntegrityError:
        # The database holds the same rule: consent or approval went away since the story was fetched.
        raise StateConflict() from None


def _check_consent(fields: dict[str, Any]) -> None:
    if fields.get("consent", Consent.NOT_ASKED) != Consent.NOT_ASKED and not fields.get("consent_on"):
        raise RuleViolation(_("Write on which day consent was given or taken back."), field="consent_on")


def _note_unpublished(story: Story, *, was_public: bool, by) -> None:
    if was_public and story.published_at is None:
        audit.record("record.unpublish", story, by=by, programme_id=story.programme_id, fields=["published_at"])
