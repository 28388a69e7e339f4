"""What stands around the map on a poster: where on the paper, and how large (docs/posters.md)."""

from dataclasses import dataclass, replace
from itertools import product

from programmes.processmap.fonts import Lines, break_text, text_width
from programmes.processmap.sheets import FOOT, LEGEND_LINE, Sheet

# Multiples of the body type, for sizes of type and for places.
TITLE_SIZES, LEAST_TITLE, LONGEST_TITLE = (5.33, 4.67, 4.11, 3.67, 3.22, 2.78, 2.44), 3.67, 1.89
MISSION_SIZES, LEAST_MISSION = (1.33, 1.22, 1.11), 1.0
AREA_HEIGHT, TITLE_LEADING, MISSION_LEADING = 2.15, 1.1, 1.25
SAFE = 0.98  # of a line's width: text is measured without kerning
MAP_GAP = 0.5
ADDRESS_LINE = 1.25
INVITATION_WIDTH, INVITATION_GAP, HEAD_GAP = 7.4, 0.7, 1.3
LONGEST_ADDRESS = 30.0
CODE_PADDING = 0.4
# Capitals (0.714 of the type size) are read with ease from three hundred times their height.
CAPITALS, READABLE = 0.714, 300
# Who scans the code steps up to a third of that; a code is scanned from ten times its side.
SCAN_SHARE = 3


@dataclass(frozen=True)
class Head:
    """The words above the map, and the sizes in body type sizes at which they keep clear of it.

    The mission comes in lines of about equal length.
    """

    title_size: float
    mission_size: float
    mission: tuple[str, ...]


@dataclass(frozen=True)
class Frame:
    """The places around the map on one sheet, in millimetres. `address` is what stands under the code."""

    sheet: Sheet
    address: str

    @property
    def em(self) -> float:
        return self.sheet.small_size

    @property
    def margin(self) -> float:
        return (self.sheet.page_width - self.sheet.width) / 2

    @property
    def bottom(self) -> float:
        return self.margin + self.sheet.sill

    @property
    def head_height(self) -> float:
        return self.sheet.head - self.margin - MAP_GAP * self.em

    @property
    def has_long_address(self) -> bool:
        return text_width(self.address, 1.0) > LONGEST_ADDRESS

    @property
    def code_side(self) -> float:
        """The white square with the code: as high as the head allows with the address under it."""
        lines = 2 if self.has_long_address else 1
        return self.head_height - lines * ADDRESS_LINE * self.em

    @property
    def read_more_width(self) -> float:
        """How wide the invitation and the code are together; an address that is wider makes them so."""
        wide = self.code_side + (INVITATION_WIDTH + INVITATION_GAP) * self.em
        return wide if self.has_long_address else max(wide, text_width(self.address, self.em) * 1.02)

    @property
    def words_width(self) -> float:
        return self.sheet.width - self.read_more_width - HEAD_GAP * self.em

    @property
    def reading_distance(self) -> float:
        """The distance in metres from which the body type is read with ease."""
        return self.em * CAPITALS * READABLE / 1000

    def with_room(self, legend_height: float, strip_height: float = 0.0) -> Sheet:
        """Return the sheet with all the height for the map that a legend and a strip of this height leave."""
        foot = self.bottom + (FOOT - LEGEND_LINE) * self.em + legend_height + strip_height
        return replace(self.sheet, foot=foot, height=self.sheet.page_height - self.sheet.head - foot)

    def fit_head(self, title: str, mission: str, language: str) -> Head:
        """Return the largest title that leaves room for the mission; a mission too long for every size is cut."""
        on_one_line = (size for size in TITLE_SIZES if text_width(title, size * self.em, 700) <= self.words_width)
        largest = next(on_one_line, TITLE_SIZES[-1])
        titles = [size for size in TITLE_SIZES if min(largest, LEAST_TITLE) <= size <= largest]
        if largest == TITLE_SIZES[-1]:
            titles.append(LONGEST_TITLE)
        for title_size, mission_size in product(titles, MISSION_SIZES):
            lines = self._set_mission(title, title_size, mission, mission_size, language)
            if not lines.is_cut:
                return Head(title_size, mission_size, lines.lines)
        lines = self._set_mission(title, titles[-1], mission, LEAST_MISSION, language)
        return Head(titles[-1], LEAST_MISSION, lines.lines)

    def _set_mission(self, title: str, title_size: float, mission: str, size: float, language: str) -> Lines:
        """Return the mission in the lines left under the title, set as the style sheet sets it."""
        ems = self.words_width / self.em
        title_lines = break_text(title, ems / title_size, 700, 4, language).lines
        left = self.head_height / self.em - AREA_HEIGHT - len(title_lines) * title_size * TITLE_LEADING
        most_lines = int(left / (size * MISSION_LEADING))
        if most_lines < 1:
            return Lines((), True)
        return break_text(mission, ems * SAFE / size, 400, most_lines, language)
