"""What hangs on a function in apps on higher floors: it goes along when the function gets a new holder."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from programmes.models import Responsibility


@dataclass(frozen=True)
class HangingThing:
    """One thing that hangs on a function: what it is, when in words, and where it is kept."""

    text: str
    when: str
    url: str


@dataclass(frozen=True)
class HangingLine:
    """How many things of one kind hang on a function, in words, and which."""

    words: str
    things: list[HangingThing]


@dataclass(frozen=True)
class HangingKind:
    """A kind of thing. ``words`` is a lazy plural of ``count``; ``find`` returns what hangs on each of the functions
    with the given keys, in a constant number of queries."""

    words: Promise
    find: Callable[[list[int]], dict[int, list[HangingThing]]]


_kinds: list[HangingKind] = []


def register_hanging(kind: HangingKind) -> None:
    """Add what hangs on functions in an app; called once, when the app is loaded."""
    _kinds.append(kind)


def add_hanging(functions: Sequence[Responsibility]) -> None:
    """Give each function ``hanging``, a list of HangingLine without those that are empty."""
    keys = [function.pk for function in functions]
    found = [(kind.words, kind.find(keys)) for kind in _kinds]
    for function in functions:
        function.hanging = [
            HangingLine(str(words % {"count": len(things[function.pk])}), things[function.pk])
            for words, things in found
            if things.get(function.pk)
        ]
