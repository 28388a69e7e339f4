"""Stories: who wrote them, what they lack before everyone may see them, and the public ones as stations of the map."""

import datetime as dt

from django.db.models import QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from kraftsamling.accounts.models import User
from kraftsamling.shared.collation import Swedish
from programmes.enums import Move
from programmes.enums.knowledge import STORY_MOVES, Consent, StoryState
from programmes.models import Basis, Programme, Story
from programmes.processmap.items import Kind, MapItem, State
from programmes.queries.map_items import Audience, seen_by
from programmes.queries.records import moves_from

# A station's text is as long as that of a note written by hand.
LONGEST_MAP_TEXT = 600


def story_rows(programme: Programme) -> QuerySet[Story]:
    """Return the programme's stories in Swedish order, with their places."""
    stories = Story.objects.current().filter(programme=programme).select_related("programme", "place")
    return stories.order_by(Swedish("title"), "pk")


def bases_on_story(story: Story) -> QuerySet[Basis]:
    """Return where problem pictures build on the story, with the pictures."""
    bases = story.bases.filter(withdrawn_at=None, picture__withdrawn_at=None)
    return bases.select_related("picture__programme").order_by("-picture__pk", "pk")


def writer_ids(story: Story) -> set[int | None]:
    """Return the ids of who wrote the story down and of who changed its public texts last."""
    written = [
        version.replaced_by_id for version in story.versions.order_by("-version")
        if set(version.texts) & set(Story.PUBLIC_TEXT_FIELDS)
    ]  # fmt: skip
    return {story.created_by_id, *written[:1]}


def moves_for(story: Story, reader: User) -> list[Move]:
    """Return what ``reader`` may do with the story next: whoever wrote it is not offered to approve it."""
    moves = moves_from(story.state, STORY_MOVES)
    if story.state == StoryState.IN_REVIEW and reader.pk in writer_ids(story):
        return [move for move in moves if move.target != StoryState.APPROVED]
    return moves


def missing_for_publishing(story: Story) -> str:
    """Return a sentence on what the story lacks before everyone may see it, "" when nothing does."""
    has_consent, is_approved = story.consent == Consent.GIVEN, story.state == StoryState.APPROVED
    if not has_consent and not is_approved:
        return _(
            "Before it can be shown to everyone, the teller must consent and a colleague must read and approve it."
        )
    if not has_consent:
        return _("Before it can be shown to everyone, the teller must consent.")
    if not is_approved:
        return _("Before it can be shown to everyone, a colleague must read and approve it.")
    return ""


def stories_for(programme: Programme, audience: Audience) -> QuerySet[Story]:
    """Return the stories that ``audience`` may see."""
    return seen_by(audience, Story.objects.filter(programme=programme))


def story_items(programme: Programme, audience: Audience, on: dt.date) -> list[MapItem]:
    """Return the stories as stations of the map; one query."""
    return [
        MapItem(
            key=story.map_key,
            kind=Kind.STORY,
            state=State.DONE,
            title=story.title,
            text=map_text(story),
            date_label=str(story.told_on) if story.told_on else "",
            starts_on=story.told_on.first if story.told_on else None,
            ends_on=story.told_on.last if story.told_on else None,
            phase_key=str(story.phase_id) if story.phase_id else None,
            weight=story.map_weight,
        )
        for story in stories_for(programme, audience).order_by("pk")
    ]


def map_text(story: Story) -> str:
    """Return the story as short as a station's text, with who tells it."""
    if not story.teller:
        return Truncator(story.text).chars(LONGEST_MAP_TEXT)
    room = LONGEST_MAP_TEXT - len(story.teller) - 10
    return _("%(text)s (%(teller)s)") % {"text": Truncator(story.text).chars(room), "teller": story.teller}
