"""The process map in words: what the list beside the drawing says of each phase and each station."""

from dataclasses import dataclass

from programmes.processmap.crowd import in_sequence
from programmes.processmap.items import MapItem, MapPhase, MapTexts, ProcessMap, State, sort_items


@dataclass(frozen=True)
class ListedStation:
    """A station with the words for its signs. Where it stands on the drawings: the ids there, "" where it is not."""

    item: MapItem
    kind: str
    state: str
    promise: str
    on_wide: str
    on_phone: str


@dataclass(frozen=True)
class ListedPhase:
    """A phase and its stations in the order of the ribbon; ``phase`` is None for a map without phases.

    ``has_now`` tells that "now" lies in this phase, between the two lists; in any other all stand in the first.
    """

    phase: MapPhase | None
    before_now: list[ListedStation]
    after_now: list[ListedStation]
    has_now: bool

    @property
    def is_empty(self) -> bool:
        return not self.before_now and not self.after_now


def list_phases(process_map: ProcessMap, ids: dict[str, dict[str, str]]) -> list[ListedPhase]:
    """Return all that the drawing says, phase by phase.

    ``ids`` tells by drawing ("wide", "phone") and item's key by which id the station is found there.
    """
    sequenced = in_sequence(process_map)
    phases, first = [], 0
    for index, group in enumerate(sort_items(process_map)):
        rows = [_as_row(item, process_map.texts, ids) for item in group.items]
        has_now = index == sequenced.now_phase
        cut = sequenced.now_at - first if has_now else len(rows)
        phases.append(ListedPhase(group.phase, rows[:cut], rows[cut:], has_now))
        first += len(rows)
    return phases


def _as_row(item: MapItem, texts: MapTexts, ids: dict[str, dict[str, str]]) -> ListedStation:
    is_question = item.state == State.OPEN_QUESTION
    return ListedStation(
        item=item,
        # The drawing shows a question as a question, whatever it is about.
        kind="" if is_question else texts.kinds[item.kind],
        state=texts.states[item.state],
        promise=texts.promises[item.promise] if item.promise else "",
        on_wide=ids.get("wide", {}).get(item.key, ""),
        on_phone=ids.get("phone", {}).get(item.key, ""),
    )
