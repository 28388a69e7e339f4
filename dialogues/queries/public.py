"""Dialogues as everyone may see them: which there are, what one can take part in now, and what came of the others."""

import datetime as dt
from dataclasses import dataclass, field

from django.core.paginator import InvalidPage, Page, Paginator
from django.db.models import Prefetch, QuerySet
from django.http import Http404

from dialogues.enums import DialogueState
from dialogues.models import Dialogue, Occasion, Promise
from dialogues.queries.ladder import Step, ladder_steps
from dialogues.queries.occasions import OccasionRow, row_of
from dialogues.queries.periods import Period, period_of
from dialogues.queries.promises import PromiseRow, describe_promises
from kraftsamling.shared import clock
from programmes.models import Organisation, Place, Programme

PAST_PER_PAGE = 25
_PAST = (DialogueState.CLOSED, DialogueState.CANCELLED)


@dataclass(frozen=True)
class DialogueCard:
    """A dialogue in the list: ``coming`` are its occasions that are ahead or go on, ``step`` the step promised."""

    dialogue: Dialogue
    period: Period | None
    step: Step | None
    coming: list[OccasionRow]
    promises: list[PromiseRow]

    @property
    def next_occasion(self) -> OccasionRow | None:
        return self.coming[0] if self.coming else None


@dataclass
class PublicDialogues:
    """A programme's dialogues that go on, by what a visitor can do: take part, wait, see when an answer comes."""

    now: list[DialogueCard] = field(default_factory=list)
    coming: list[DialogueCard] = field(default_factory=list)
    compiling: list[DialogueCard] = field(default_factory=list)


@dataclass(frozen=True)
class PastDialogues:
    """A page of what is closed or cancelled, latest first."""

    page: Page
    closed: list[DialogueCard]
    cancelled: list[DialogueCard]


def public_dialogues(programme: Programme) -> QuerySet[Dialogue]:
    """Return the programme's published dialogues."""
    return Dialogue.objects.public().filter(programme=programme)


def has_public_dialogues(programme: Programme) -> bool:
    """Return whether there is anything in the programme's list of dialogues; one query."""
    return public_dialogues(programme).exists()


def sort_dialogues(programme: Programme) -> PublicDialogues:
    """Return the published dialogues that go on, by what a visitor can do, the nearest in time first. Six queries."""
    found = PublicDialogues()
    for card in _as_cards(programme, public_dialogues(programme).exclude(state__in=_PAST).order_by("-pk")):
        getattr(found, _place_of(card, clock.today())).append(card)
    for cards in (found.now, found.coming):
        cards.sort(key=_first_day)
    return found


def past_dialogues(programme: Programme, number: int = 1) -> PastDialogues:
    """Return page ``number`` of what is closed or cancelled; raises Http404 for a page there is not. Seven queries."""
    pages = Paginator(public_dialogues(programme).filter(state__in=_PAST).order_by("-pk"), PAST_PER_PAGE)
    try:
        page = pages.page(number)
    except InvalidPage as error:
        raise Http404 from error
    cards = _as_cards(programme, page.object_list)
    closed, cancelled = ([card for card in cards if card.dialogue.state == state] for state in _PAST)
    return PastDialogues(page, closed, cancelled)


def _as_cards(programme: Programme, dialogues: QuerySet[Dialogue]) -> list[DialogueCard]:
    steps = {step.level: step for step in ladder_steps(programme.municipality)}
    now = clock.now()
    return [_as_card(dialogue, steps, now) for dialogue in dialogues.prefetch_related(*_parts())]


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
        period=period_of(dialogue, dialogue.public_occasions),
        step=steps.get(dialogue.level),
        coming=[row for row in rows if not row.is_over and not row.is_cancelled],
        promises=describe_promises(dialogue.public_promises),
    )


def _place_of(card: DialogueCard, today: dt.date) -> str:
    """Return to which part of the list it belongs; of an open one the clock tells."""
    if card.dialogue.state != DialogueState.OPEN:
        return "compiling"
    if any(row.occasion.day <= today or (row.is_open and row.occasion.needs_registration) for row in card.coming):
        return "now"
    if card.period and card.period.first > today:
        return "coming"
    return "compiling" if card.period and card.period.last < today and not card.coming else "now"


def _first_day(card: DialogueCard) -> dt.date:
    if card.next_occasion:
        return card.next_occasion.occasion.day
    return card.period.first if card.period else dt.date.max


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


@dataclass(frozen=True)
class PublicSeries:
    """What everyone may read of the dialogue this one goes on from, and of those that go on from it."""

    earlier: Dialogue | None
    later: list[Dialogue]


def public_series(dialogue: Dialogue) -> PublicSeries:
    """Return the dialogues before and after this one; ``dialogue`` comes with the one it follows. One query."""
    earlier = dialogue.follows if dialogue.follows and dialogue.follows.is_public else None
    found = PublicSeries(earlier, list(dialogue.followed_by.public().order_by("pk")))
    for other in filter(None, (found.earlier, *found.later)):
        other.programme = dialogue.programme
    return found


def inviters_of(dialogue: Dialogue) -> list[Organisation]:
    """Return those who invite, as equals: in the order of their names."""
    return sorted(dialogue.inviters.all(), key=lambda one: one.name.casefold())


def places_of(dialogue: Dialogue) -> QuerySet[Place]:
    """Return the places it is about that may be named to everyone; one query."""
    return dialogue.places.public_with_programme().order_by("pk")


def find_by_short_code(code: str) -> tuple[Programme, Dialogue | None] | None:
    """Return what a printed code leads to: the dialogue and its programme, or, of a dialogue that has been taken off
    the public pages, the programme alone; None for a code of no dialogue or of a programme that is not public."""
    found = Dialogue.objects.filter(short_address__code=code.lower(), programme__in=Programme.objects.public())
    dialogue = found.select_related("programme").first()
    if dialogue is None:
        return None
    return dialogue.programme, dialogue if dialogue.is_public else None
