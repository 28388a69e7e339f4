"""Stacey's matrix: every square has its zone, and the further out, the less simple."""

import pytest

from programmes.enums.knowledge import StaceyZone
from programmes.stacey import ADVICE, LEVELS, cells_of, what_lacks_most, zone

# Agreement from 1 (top, nobody agrees) to 5 (bottom); predictability from 5 (left) to 1 (right), as Stacey draws it.
MATRIX = """
C X X K K
C C X K K
C C X X X
S S C C X
S S C C C
"""
LETTERS = {
    "S": StaceyZone.SIMPLE, "C": StaceyZone.COMPLICATED, "X": StaceyZone.COMPLEX, "K": StaceyZone.CHAOTIC,
}  # fmt: skip
SQUARES = [
    (5 - column, row + 1, LETTERS[letter])
    for row, line in enumerate(MATRIX.strip().splitlines())
    for column, letter in enumerate(line.split())
]


@pytest.mark.parametrize(("predictability", "agreement", "expected"), SQUARES)
def test_square_has_its_zone(predictability, agreement, expected):
    assert zone(predictability, agreement) == expected


def test_every_zone_has_squares_and_advice():
    assert sum(len(cells_of(each)) for each in StaceyZone) == len(SQUARES) == 25
    assert set(ADVICE) == set(StaceyZone)
    assert all(cells_of(each) and ADVICE[each].headline and ADVICE[each].text for each in StaceyZone)


@pytest.mark.parametrize(("predictability", "agreement", "_zone"), SQUARES)
def test_one_step_outwards_is_never_simpler(predictability, agreement, _zone):
    order = list(StaceyZone)
    here = order.index(zone(predictability, agreement))
    for further in ((predictability - 1, agreement), (predictability, agreement - 1)):
        if set(further) <= set(LEVELS):
            assert order.index(zone(*further)) >= here


@pytest.mark.parametrize(("predictability", "agreement"), [(0, 1), (1, 6), (6, 5), (-1, 3)])
def test_no_zone_outside_the_matrix(predictability, agreement):
    with pytest.raises(ValueError, match="between 1 and 5"):
        zone(predictability, agreement)


def test_begins_with_what_lies_further_off():
    assert "enighet" in str(what_lacks_most(5, 2))
    assert "kunskap" in str(what_lacks_most(2, 5))
    assert what_lacks_most(3, 3) == ""
