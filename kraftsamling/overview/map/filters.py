"""What of the process map is shown: all of it, one kind of station, or what nobody knows yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.urls import reverse
from django.utils.translation import pgettext_lazy

from programmes.processmap import marks
from programmes.processmap.items import Kind, MapItem, State


class MapFilter(StrEnum):
    """A choice of stations; the value is its word in the address. Each station belongs to exactly one."""

    DIALOGUES = "dialoger"
    DECISIONS = "beslut"
    MEASURES = "insatser"
    EXPERIMENTS = "tester"
    MILESTONES = "milstolpar"
    STORIES = "berattelser"
    OPEN_QUESTIONS = "oppna-fragor"

    @property
    def kind(self) -> Kind | None:
        """The kind of station that is shown, None for open questions, which may be of any kind."""
        return _KINDS.get(self)

    def takes(self, item: MapItem) -> bool:
        """Tell whether the station is shown."""
        if item.state == State.OPEN_QUESTION:
            return self is MapFilter.OPEN_QUESTIONS
        return item.kind == self.kind


_KINDS = {
    MapFilter.DIALOGUES: Kind.DIALOGUE,
    MapFilter.DECISIONS: Kind.DECISION,
    MapFilter.MEASURES: Kind.MEASURE,
    MapFilter.EXPERIMENTS: Kind.EXPERIMENT,
    MapFilter.MILESTONES: Kind.MILESTONE,
    MapFilter.STORIES: Kind.STORY,
}
LABELS = {
    MapFilter.DIALOGUES: pgettext_lazy("on the map", "Dialogues"),
    MapFilter.DECISIONS: pgettext_lazy("on the map", "Decisions"),
    MapFilter.MEASURES: pgettext_lazy("on the map", "Measures"),
    MapFilter.EXPERIMENTS: pgettext_lazy("on the map", "Experiments"),
    MapFilter.MILESTONES: pgettext_lazy("on the map", "Milestones"),
    MapFilter.STORIES: pgettext_lazy("on the map", "Stories"),
    MapFilter.OPEN_QUESTIONS: pgettext_lazy("on the map", "Open questions"),
}


class MapFilterConverter:
    """Lets a MapFilter stand in an address; any other word there is no address at all."""

    regex = "|".join(MapFilter)

    def to_python(self, value: str) -> MapFilter:
        return MapFilter(value)

    def to_url(self, value: str) -> str:
        return str(value)


@dataclass(frozen=True)
class Choice:
    """A link to one choice; ``show`` is None for everything."""

    show: MapFilter | None
    label: str
    count: int
    url: str
    is_current: bool

    @property
    def outline(self) -> str:
        """The sign of the chosen stations on the map, drawn around (12, 12) as an SVG path; nothing for all of them."""
        if self.show is None:
            return ""
        return marks.mark(self.show.kind, 12, 12, 8.5) if self.show.kind else marks.circle(12, 12, 10)

    @property
    def is_question(self) -> bool:
        """Whether the sign is a dashed circle with a question mark in it."""
        return self.show is MapFilter.OPEN_QUESTIONS


def list_choices(items: Sequence[MapItem], slug: str, current: MapFilter | None) -> list[Choice]:
    """Return everything, each kind there is on the map, and the one chosen now though it has become empty."""
    whole = Choice(
        None,
        pgettext_lazy("on the map", "Everything"),
        len(items),
        reverse("overview:process_map", args=[slug]),
        current is None,
    )
    choices = [whole]
    for show in MapFilter:
        count = sum(show.takes(item) for item in items)
        if count or show is current:
            url = reverse("overview:process_map_part", args=[slug, show])
            choices.append(Choice(show, LABELS[show], count, url, show is current))
    return choices
