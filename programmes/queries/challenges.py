"""Challenges: the list, and their places on Stacey's matrix."""

from dataclasses import dataclass

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from programmes import stacey
from programmes.enums.knowledge import ChallengeState, StaceyZone
from programmes.models import Challenge, Programme

# Measures of the drawing, in its own units; it is drawn at about this many pixels on a phone.
_CELL = 64
_LEFT, _TOP = 32, 4
_SIDE = 5 * _CELL
_WIDTH, _HEIGHT = _LEFT + _SIDE + 4, _TOP + _SIDE + 26
_IN_A_CELL = 6
_IN_ORDER = [ChallengeState.TACKLED, ChallengeState.OPEN, ChallengeState.SETTLED, ChallengeState.DROPPED]


@dataclass(frozen=True)
class Placed:
    """A challenge with its number on the matrix, counted from 1."""

    number: int
    challenge: Challenge


@dataclass(frozen=True)
class Dot:
    """A mark on the matrix: the number of a challenge, or how many more lie in the same square ("+3")."""

    x: int
    y: int
    text: str
    is_more: bool = False


@dataclass(frozen=True)
class Square:
    """A square of the matrix, by its upper left corner."""

    x: int
    y: int
    zone: StaceyZone


@dataclass(frozen=True)
class ZoneRows:
    """A zone with what it advises and the challenges that lie in it."""

    zone: StaceyZone
    advice: stacey.Advice
    rows: list[Placed]
    label_x: int
    label_y: int


@dataclass(frozen=True)
class AxisText:
    """A word at the edge of the matrix; an upright one reads from below."""

    x: int
    y: int
    text: str | Promise
    anchor: str
    is_upright: bool = False


@dataclass(frozen=True)
class Matrix:
    """The drawing and the list beside it, which holds the same."""

    width: int
    height: int
    cell: int
    left: int
    top: int
    side: int
    squares: list[Square]
    dots: list[Dot]
    zones: list[ZoneRows]
    axis_texts: list[AxisText]
    unplaced: list[Challenge]

    @property
    def has_any(self) -> bool:
        """Whether there is anything to place or placed."""
        return bool(self.unplaced or self.dots)


# Where each zone's name stands, in squares from the upper left corner: clear of the borders, above the dots.
_LABELS = {
    StaceyZone.SIMPLE: (0, 3),
    StaceyZone.COMPLICATED: (0, 1),
    StaceyZone.COMPLEX: (2, 1),
    StaceyZone.CHAOTIC: (3, 0),
}


_BELOW, _BESIDE, _RIGHT, _BOTTOM = _TOP + _SIDE + 18, _LEFT - 12, _LEFT + _SIDE, _TOP + _SIDE
_AXIS_TEXTS = [
    AxisText(_LEFT, _BELOW, pgettext_lazy("stacey axis", "predictable"), "start"),
    AxisText(_RIGHT, _BELOW, pgettext_lazy("stacey axis", "unpredictable"), "end"),
    AxisText(_BESIDE, _BOTTOM, pgettext_lazy("stacey axis", "agreed"), "start", is_upright=True),
    AxisText(_BESIDE, _TOP, pgettext_lazy("stacey axis", "not agreed"), "end", is_upright=True),
]


def list_challenges(programme: Programme) -> QuerySet[Challenge]:
    """Return the programme's challenges, those being tackled first, then those not taken on, then those done with."""
    rank = Case(
        *(When(state=state, then=Value(place)) for place, state in enumerate(_IN_ORDER)), output_field=IntegerField()
    )
    challenges = Challenge.objects.current().filter(programme=programme).alias(rank=rank)
    return challenges.select_related("programme", "problem_picture__programme").order_by("rank", "-pk")


def draw_matrix(programme: Programme) -> Matrix:
    """Return the matrix of the challenges that are neither solved nor set aside; one query."""
    left = Challenge.objects.current().filter(
        programme=programme, state__in=[ChallengeState.OPEN, ChallengeState.TACKLED]
    )
    rows = list(left.select_related("programme", "problem_picture").order_by("pk"))
    zones = list(StaceyZone)
    # Numbered as the list beside the drawing runs: zone by zone.
    placed = sorted(
        (row for row in rows if row.predictability),
        key=lambda row: zones.index(stacey.zone(row.predictability, row.agreement)),
    )
    numbered = [Placed(number, challenge) for number, challenge in enumerate(placed, start=1)]
    return Matrix(
        width=_WIDTH, height=_HEIGHT, cell=_CELL, left=_LEFT, top=_TOP, side=_SIDE,
        squares=[_square(known, agreed) for agreed in stacey.LEVELS for known in stacey.LEVELS],
        dots=_place_dots(numbered),
        zones=[_zone_rows(zone, numbered) for zone in StaceyZone],
        axis_texts=_AXIS_TEXTS,
        unplaced=[row for row in rows if not row.predictability],
    )  # fmt: skip


def _corner(known: int, agreed: int) -> tuple[int, int]:
    """The upper left corner of a square: predictable to the left, agreed at the bottom, as Stacey draws it."""
    return _LEFT + (5 - known) * _CELL, _TOP + (agreed - 1) * _CELL


def _square(known: int, agreed: int) -> Square:
    x, y = _corner(known, agreed)
    return Square(x, y, stacey.zone(known, agreed))


def _zone_rows(zone: StaceyZone, numbered: list[Placed]) -> ZoneRows:
    column, row = _LABELS[zone]
    here = [each for each in numbered if stacey.zone(each.challenge.predictability, each.challenge.agreement) == zone]
    return ZoneRows(zone, stacey.ADVICE[zone], here, _LEFT + column * _CELL + 5, _TOP + row * _CELL + 13)


def _place_dots(numbered: list[Placed]) -> list[Dot]:
    cells: dict[tuple[int, int], list[Placed]] = {}
    for each in numbered:
        cells.setdefault((each.challenge.predictability, each.challenge.agreement), []).append(each)
    dots = []
    for (known, agreed), here in cells.items():
        texts = [str(each.number) for each in here]
        is_full = len(texts) > _IN_A_CELL
        if is_full:
            texts = [*texts[: _IN_A_CELL - 1], f"+{len(texts) - _IN_A_CELL + 1}"]
        for place, text in enumerate(texts):
            spot = _spot(_corner(known, agreed), place, len(texts))
            dots.append(Dot(*spot, text, is_more=is_full and place == _IN_A_CELL - 1))
    return dots


def _spot(corner: tuple[int, int], place: int, count: int) -> tuple[int, int]:
    # At most two rows of three, each in the middle, below a strip that is left free for the zone's name.
    row, column = divmod(place, 3)
    in_row = min(count - 3 * row, 3)
    return corner[0] + _CELL // 2 + (2 * column - in_row + 1) * 21 // 2, corner[1] + 29 + row * 22
