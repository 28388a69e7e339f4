"""What waits for somebody in a programme: what each app says is due, for whom, and the words for it.

An app registers its own beside that of this one (``register_waiting``, from its ``ready``).
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise

from kraftsamling.shared import clock
from programmes.enums import ProgrammeState
from programmes.models import Programme, RoleAssignment
from programmes.roles import RoleKey

# Programmes in which people work; what waits in others can wait on.
AT_WORK = (ProgrammeState.UNDER_WAY, ProgrammeState.EXIT)


@dataclass(frozen=True)
class Due:
    """One thing that waits. ``cause`` names it and its day, so that a new day is a new cause ("contact.step:7:…").

    It waits for its owner, or without one for the process leaders; with ``also_leaders`` for both.
    """

    programme_id: int
    kind: str
    cause: str
    owner_id: int | None
    also_leaders: bool = False


@dataclass(frozen=True)
class Told:
    """What a letter says of one thing, beside how many there are: a sentence, and the address of its page."""

    text: str
    url: str


@dataclass(frozen=True)
class WaitingKind:
    """A kind of thing that waits. ``words`` is a lazy plural of ``count``; ``page`` the name of the address, with
    ``query``, where such things stand. ``tell`` returns what letters say of each cause; without it they only count.
    """

    key: str
    words: Promise
    page: str
    query: str = ""
    tell: Callable[[list[str]], dict[str, Told]] | None = None


# Programmes' keys and today -> what is due in them.
FindDue = Callable[[list[int], dt.date], Iterable[Due]]

_finders: list[FindDue] = []
_kinds: dict[str, WaitingKind] = {}


@dataclass(frozen=True)
class WaitingLine:
    """How many things of one kind wait for a person, and the page where they stand."""

    text: str
    url: str


def register_waiting(find: FindDue, kinds: Iterable[WaitingKind]) -> None:
    """Add what is due in an app; its kinds stand in this order, after those that were there before."""
    if find not in _finders:
        _finders.append(find)
        _kinds.update({kind.key: kind for kind in kinds})


def programmes_at_work() -> list[Programme]:
    """Return the programmes in which anybody can be reminded."""
    return list(Programme.objects.current().filter(state__in=AT_WORK))


def due_things(programmes: Iterable[Programme]) -> list[Due]:
    """Return everything that waits in ``programmes`` today."""
    today = clock.today()
    within = [programme.pk for programme in programmes]
    return [due for find in _finders for due in find(within, today)]


def by_person(dues: Iterable[Due]) -> dict[tuple[int, int], list[Due]]:
    """Return what waits for each (person, programme).

    It waits for the one who keeps or holds it, and for the process leaders when nobody does, or the one who did has
    no role in the programme any more.
    """
    dues = list(dues)
    people, leaders = defaultdict(set), defaultdict(set)
    roles = RoleAssignment.objects.active(clock.today()).filter(
        programme__in={due.programme_id for due in dues}, user__is_active=True
    )
    for programme_id, user_id, role in roles.values_list("programme_id", "user_id", "role"):
        people[programme_id].add(user_id)
        if role == RoleKey.PROCESS_LEADER:
            leaders[programme_id].add(user_id)
    found = defaultdict(list)
    for due in dues:
        own = due.programme_id
        owners = {due.owner_id} if due.owner_id in people[own] else leaders[own]
        for user_id in owners | leaders[own] if due.also_leaders else owners:
            found[user_id, own].append(due)
    return dict(found)


def waiting_for(user) -> list[tuple[Programme, list[WaitingLine]]]:
    """Return what waits for the person today, programme by programme; for Min sida."""
    held = RoleAssignment.objects.active(clock.today()).filter(user=user).values("programme")
    in_work = Q(pk__in=held, state__in=AT_WORK)
    programmes = {programme.pk: programme for programme in Programme.objects.current().filter(in_work)}
    if not programmes:
        return []
    found = by_person(due_things(programmes.values()))
    own = [(programmes[programme_id], dues) for (user_id, programme_id), dues in found.items() if user_id == user.pk]
    return [
        (programme, waiting_lines(programme, Counter(due.kind for due in dues)))
        for programme, dues in sorted(own, key=lambda entry: entry[0].name)
    ]


def waiting_lines(programme: Programme, counts: Counter) -> list[WaitingLine]:
    """Return a line for each kind that waits, most personal first, each with the page where the things stand.

    Raises KeyError for a kind that no app has registered: what waits must not be forgotten without a word.
    """
    unknown = counts.keys() - _kinds.keys()
    if unknown:
        raise KeyError(", ".join(sorted(unknown)))
    return [
        WaitingLine(str(kind.words % {"count": counts[key]}), reverse(kind.page, args=[programme.slug]) + kind.query)
        for key, kind in _kinds.items()
        if counts[key]
    ]


def tell_causes(causes: Iterable[str]) -> dict[str, Told]:
    """Return what letters say of single causes, for the kinds that say more than how many there are."""
    found: dict[str, Told] = {}
    of_kind = defaultdict(list)
    for cause in causes:
        of_kind[cause.partition(":")[0]].append(cause)
    for key, own in of_kind.items():
        kind = _kinds.get(key)
        if kind is not None and kind.tell is not None:
            found |= kind.tell(own)
    return found
