"""Dialogues as everyone may see them: which there are, and one of them with those around it."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404

from dialogues.enums import DialogueState
from dialogues.models import Dialogue
from dialogues.queries.occasions import Coming, OccasionRow
from dialogues.queries.periods import has_passed, period_of
from kraftsamling.shared import clock
from programmes.models import Organisation, Place, Programme

_ENDED = (DialogueState.COMPILING, DialogueState.CLOSED)


def public_dialogues(programme: Programme) -> QuerySet[Dialogue]:
    """Return the programme's published dialogues."""
    return Dialogue.objects.public().filter(programme=programme)


def has_public_dialogues(programme: Programme) -> bool:
    """Return whether there is anything in the programme's list of dialogues; one query."""
    return public_dialogues(programme).exists()


def get_public_dialogue(programme: Programme, slug: str) -> Dialogue:
    """Return a published dialogue of ``programme`` by its address; raises Http404."""
    found = public_dialogues(programme).filter(slug=slug).select_related("short_address", "follows")
    dialogue = found.prefetch_related("inviters").first()
    if dialogue is None:
        raise Http404
    dialogue.programme = programme
    return dialogue


@dataclass(frozen=True)
class Course(Coming):
    """How far a dialogue has come: ``ahead`` are the occasions that come or go on, those called off among them, and
    ``past`` those that have been, latest first. ``period`` says in words when it is held, "" when nobody knows.
    ``is_over``: by its state or by the clock nobody can take part any more."""

    ahead: list[OccasionRow]
    past: list[OccasionRow]
    period: str
    is_over: bool

    @property
    def coming(self) -> list[OccasionRow]:
        """The occasions that one can still come to, nearest first."""
        return [row for row in self.ahead if not row.is_cancelled]

    @property
    def moved(self) -> list[OccasionRow]:
        """Those, besides the next one, that people were told to be at another time or place."""
        return [row for row in (*self.ahead, *self.past) if row.moved and row != self.next_occasion]

    @property
    def called_off(self) -> list[OccasionRow]:
        """Those that people were told of and that do not take place, until they would have been over."""
        return [row for row in self.ahead if row.is_cancelled]


def course_of(dialogue: Dialogue, rows: list[OccasionRow]) -> Course:
    """Return how far the dialogue has come; ``rows`` are its occasions in the order of time."""
    occasions = [row.occasion for row in rows]
    period = period_of(dialogue, occasions)
    is_over = dialogue.state == DialogueState.OPEN and has_passed(period, occasions, clock.now())
    return Course(
        ahead=[row for row in rows if not row.is_over],
        past=[row for row in reversed(rows) if row.is_over],
        period=str(period or ""),
        is_over=is_over or dialogue.state in _ENDED,
    )


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
