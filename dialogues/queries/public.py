"""Dialogues as everyone may see them: which there are, and one of them with those around it."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404

from dialogues.models import Dialogue
from programmes.models import Organisation, Place, Programme


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
