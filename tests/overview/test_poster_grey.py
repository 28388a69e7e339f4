"""A poster printed in greys still tells its phases, and what has been walked from what lies ahead, apart."""

from itertools import pairwise

import pytest

from programmes.processmap.draw_print import TONES, WHITE
from programmes.processmap.sheets import POSTERS

pytestmark = pytest.mark.once


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2.2, which is what is left of a colour in grey."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels]
    return sum(share * channel for share, channel in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(first: str, second: str) -> float:
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("tone", TONES, ids=lambda tone: tone.strong)
def test_ribbon_walked_stands_out_in_grey_from_the_ribbon_ahead_and_from_its_tint(tone):
    assert contrast(tone.strong, WHITE) > 2.5
    assert contrast(tone.strong, tone.tint) > 2


@pytest.mark.parametrize("sheet", POSTERS.values(), ids=POSTERS.keys())
def test_neighbouring_phases_are_parted_by_a_white_seam_that_is_seen_where_their_greys_are_alike(sheet):
    ribbons_alike = [pair for pair in pairwise(TONES) if contrast(pair[0].strong, pair[1].strong) < 1.3]
    assert ribbons_alike
    assert sheet.field_gap >= 0.5 * sheet.small_size
    assert all(contrast(tone.strong, WHITE) > 2.5 for pair in ribbons_alike for tone in pair)
