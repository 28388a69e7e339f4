"""What every source of the map must bring: its stations, and a word and a choice for each kind of station."""

import pytest
from django.apps import apps

from kraftsamling.overview.map.filters import LABELS, MapFilter
from kraftsamling.overview.map.process_map import build_process_map
from kraftsamling.shared import clock
from programmes.enums import NoteKind
from programmes.models import ProgrammeRecord
from programmes.processmap.items import Kind
from programmes.queries.map_adjustments import model_of
from programmes.queries.map_items import Audience


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_a_word_and_a_choice(kind):
    assert kind in NoteKind.values, "give it a word: NoteKind in programmes/enums/base.py"
    found = [show for show in MapFilter if show.kind == kind and show in LABELS]
    assert len(found) == 1, "let people choose it: MapFilter, _KINDS and LABELS in kraftsamling/overview/map/filters.py"


def test_every_record_with_a_prefix_stands_on_the_map(house):
    items = build_process_map(house.programme, audience=Audience.WORK, on=clock.today()).items
    kept = [model for model in apps.get_models() if issubclass(model, ProgrammeRecord) and model.MAP_PREFIX]
    missing = set(kept) - {model_of(item.key) for item in items}
    assert missing == set(), (
        "name its map_items in SOURCES of kraftsamling/overview/map/process_map.py, and give the house a row of it"
    )
    assert len({model.MAP_PREFIX for model in kept}) == len(kept), "two models have the same MAP_PREFIX"
