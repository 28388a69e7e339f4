"""Dialogues as everyone may see them: which there are, what one can take part in now, and what came of the others."""

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import Prefetch, QuerySet
from django.http import Http404

from dialogues.enums import DialogueState, InfluenceState
from dialogues.models import Dialogue, Influence, Occasion, Promise
from dialogues.queries.dialogues import visible_influences
from dialogues.queries.invitations import decider_of
from dialogues.queries.ladder import Step, ladder_steps
from dialogues.queries.occasions import OccasionRow, row_of
from dialogues.queries.promises import PromiseRow, describe_promises
from kraftsamling.shared import clock
from programmes.models import Organisation, Place, Programme


@dataclass(frozen=True)
class DialogueCard:
    """A dialogue in the list: ``coming`` are its occasions that are ahead or go on, ``step`` the step promised."""

    dialogue: Dialogue
    step: Step | None
    coming: list[OccasionRow]
    promises: list[PromiseRow]

    @property
    def next_occasion(self) -> OccasionRow | None:
        return self.coming[0] if self.coming else None

    @property
    def is_information(self) -> bool:
        return self.dialogue.form == "information"


@dataclass
class PublicDialogues:
    """A programme's dialogues by what a visitor can do: take part, wait, see what came of it."""

    now: list[DialogueCard] = field(default_factory=list)
    coming: list[DialogueCard] = field(default_factory=list)
    compiling: list[DialogueCard] = field(default_factory=list)
    closed: list[DialogueCard] = field(default_factory=list)
    cancelled: list[DialogueCard] = field(default_factory=list)


@dataclass(frozen=True)
class InfluenceRow:
    """A question of the dialogue in words: what can be changed, who decides and when."""

    question: str
    limits: str
    decider: str
    when: str


@dataclass(frozen=True)
class InfluenceGroup:
    """The questions of one kind: ``open``, ``partly`` or ``fixed``."""

    state: str
    rows: list[InfluenceRow]


def public_dialogues(programme: Programme) -> QuerySet[Dialogue]:
    """Return the programme's published dialogues."""
    return Dialogue.objects.public().filter(programme=programme)


def has_public_dialogues(programme: Programme) -> bool:
    """Return whether there is anything in the programme's list of dialogues; one query."""
    return public_dialogues(programme).exists()


def sort_dialogues(programme: Programme) -> PublicDialogues:
    """Return the published dialogues by what a visitor can do; what is nearest in time first. Six queries."""
    steps = {step.level: step for step in ladder_steps(programme.municipality)}
    now, found = clock.now(), PublicDialogues()
    for dialogue in public_dialogues(programme).prefetch_related(*_parts()).order_by("-pk"):
        card = _as_card(dialogue, steps, now)
        getattr(found, _place_of(card, clock.today())).append(card)
    for cards in (found.now, found.coming):
        cards.sort(key=_first_day)
    return found


def _parts() -> list[Prefetch]:
    occasions = Occasion.objects.public().select_related("place", "programme")
    promises = Promise.objects.public().select_related("programme", "responsible__holder").prefetch_related("versions")
    return [
        Prefetch("occasions", occasions, to_attr="public_occasions"),
        Prefetch("promises", promises, to_attr="public_promises"),
    ]


def _as_card(dialogue: Dialogue, steps: dict[str, Step], now: dt.datetime) -> DialogueCard:
    rows = [row_of(occasion, now=now) for occasion in dialogue.public_occasions]
    return DialogueCard(
        dialogue=dialogue,
        step=steps.get(dialogue.level),
        coming=[row for row in rows if not row.is_over and not row.is_cancelled],
        promises=describe_promises(dialogue.public_promises),
    )


def _place_of(card: DialogueCard, today: dt.date) -> str:
    """Return to which part of the list it belongs; of an open one the clock tells."""
    dialogue = card.dialogue
    if dialogue.state != DialogueState.OPEN:
        return {
            DialogueState.COMPILING: "compiling", DialogueState.CLOSED: "closed", DialogueState.CANCELLED: "cancelled",
        }[DialogueState(dialogue.state)]  # fmt: skip
    if card.coming:
        is_on = any(row.occasion.day <= today or (row.is_open and row.occasion.needs_registration)
                    for row in card.coming)  # fmt: skip
        has_begun = dialogue.starts_on is None or dialogue.starts_on.first <= today
        return "now" if is_on or has_begun else "coming"
    if dialogue.ends_on and dialogue.ends_on.last < today:
        return "compiling"
    return "coming" if dialogue.starts_on and dialogue.starts_on.first > today else "now"


def _first_day(card: DialogueCard) -> dt.date:
    if card.next_occasion:
        return card.next_occasion.occasion.day
    return card.dialogue.starts_on.first if card.dialogue.starts_on else dt.date.max


def can_take_part(programme: Programme) -> list[DialogueCard]:
    """Return the dialogues one can take part in now, and those that come, nearest first."""
    found = sort_dialogues(programme)
    return [*found.now, *found.coming]


def get_public_dialogue(programme: Programme, slug: str) -> Dialogue:
    """Return a published dialogue of ``programme`` by its address; raises Http404."""
    found = public_dialogues(programme).filter(slug=slug).select_related("short_address", "follows")
    dialogue = found.prefetch_related("inviters").first()
    if dialogue is None:
        raise Http404
    dialogue.programme = programme
    return dialogue


def inviters_of(dialogue: Dialogue) -> list[Organisation]:
    """Return those who invite, as equals: in the order of their names."""
    return sorted(dialogue.inviters.all(), key=lambda one: one.name.casefold())


def places_of(dialogue: Dialogue) -> QuerySet[Place]:
    """Return the places it is about that may be named to everyone; one query."""
    return dialogue.places.public_with_programme().order_by("pk")


def influence_groups(dialogue: Dialogue) -> list[InfluenceGroup]:
    """Return what can be influenced, what can in part, and what is decided, in this order; one query."""
    rows = list(visible_influences(dialogue))
    order = (InfluenceState.OPEN, InfluenceState.PARTLY, InfluenceState.FIXED)
    groups = [InfluenceGroup(state, [_say(row) for row in rows if row.state == state]) for state in order]
    return [group for group in groups if group.rows]


def _say(influence: Influence) -> InfluenceRow:
    when = str(influence.decided_on or "")
    return InfluenceRow(influence.question, influence.limits, decider_of(influence), when)


def find_by_short_code(code: str) -> tuple[Programme, Dialogue | None] | None:
    """Return what a printed code leads to: the dialogue and its programme, or, of a dialogue that has been taken off
    the public pages, the programme alone; None for a code of no dialogue or of a programme that is not public."""
    found = Dialogue.objects.filter(short_address__code=code.lower(), programme__in=Programme.objects.public())
    dialogue = found.select_related("programme").first()
    if dialogue is None:
        return None
    return dialogue.programme, dialogue if dialogue.is_public else None
