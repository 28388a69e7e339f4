"""Process maps for the tests of layout and drawing: a plain one, and a hypothesis strategy for any."""

import datetime as dt
from dataclasses import replace

from hypothesis import strategies as st

from programmes.processmap.items import (
    Kind,
    MapAgain,
    MapItem,
    MapPhase,
    MapTexts,
    ProcessMap,
    Promise,
    Side,
    State,
)

TODAY = dt.date(2026, 11, 20)
TEXTS = MapTexts(
    language="sv",
    now="Just nu",
    more="+ {n} till",
    voices="{n} röster",
    map_label="Processkarta",
    legend="Så läser du kartan",
    voices_legend="en prick är tio röster",
    again="tillbaka till fas {n}",
    beside="samtidigt med fas {n}",
    quiet="{n} mån",
    promises={
        Promise.KEPT: "svar lämnat",
        Promise.OPEN: "svar kommer",
        Promise.LATE: "svaret dröjer",
        Promise.NOT_KEPT: "inget svar kom",
    },
    kinds={kind: kind.value.capitalize() for kind in Kind},
    states={state: state.value.replace("_", " ") for state in State},
)
NAMES = ("Initieringsfas", "Uppbyggnadsfas", "Problemtacklingsfas", "Implementerings- och förvaltningsfas")
PHASES = tuple(
    MapPhase(f"p{index}", f"k{index}", index + 1, name, f"{2024 + index}–{2025 + index}", dt.date(2024 + index, 1, 1))
    for index, name in enumerate(NAMES)
)
WORDS = (
    "torget", "belysning", "hyresgästföreningen", "och", "på", "skolan", "trygghetsvandringsdeltagarna",
    "samverkansöverenskommelseförhandling", "ny", "i", "lekplatsupprustning", "vad", "folkhälsostrategens",
)  # fmt: skip


def make_map(items, phases=PHASES, now_text="Provmöblering på torget", title="Kraftsamling Provområdet"):
    return ProcessMap(
        title=title, area="Provområdet", mission="Ett område där man trivs.", phases=phases, items=tuple(items),
        today=TODAY, texts=TEXTS, now_label="november 2026", now_text=now_text,
    )  # fmt: skip


def make_item(key="a", **more):
    return MapItem(**{"key": key, "kind": Kind.DECISION, "state": State.DONE, "title": "Beslut", **more})


TITLES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join)
DAYS = st.dates(dt.date(2023, 6, 1), dt.date(2029, 12, 31))
ONE_MONTH = st.dates(dt.date(2026, 11, 1), dt.date(2026, 11, 30))


@st.composite
def map_items(draw, index, days):
    return MapItem(
        key=f"i{index}",
        kind=draw(st.sampled_from(Kind)),
        state=draw(st.sampled_from(State)),
        title=draw(TITLES),
        date_label=draw(st.sampled_from(("", "maj 2024", "hösten 2026", "vecka 11, måndag 9 mars 2026"))),
        starts_on=draw(st.one_of(st.none(), days)),
        phase_key=draw(st.one_of(st.none(), st.sampled_from([phase.key for phase in PHASES]))),
        order=draw(st.integers(0, 5)),
        weight=draw(st.integers(1, 5)),
        voices=draw(st.one_of(st.none(), st.integers(0, 3000))),
        promise=draw(st.sampled_from((None, *Promise))),
        asked=draw(st.sampled_from(("", "Vad är bra här?"))),
        decided_by=draw(st.sampled_from(("", "Nämnden för samhälle och fritid"))),
        short_title=draw(st.sampled_from(("", "Kort"))),
        side=draw(st.sampled_from((None, *Side))),
    )


@st.composite
def passages(draw):
    return MapAgain(
        date_label=draw(st.sampled_from(("", "hösten 2026"))),
        reason=draw(st.one_of(st.just(""), TITLES)),
        starts_on=draw(st.one_of(st.none(), DAYS)),
        is_open=draw(st.booleans()),
    )


@st.composite
def map_phases(draw):
    """Some first phases: with and without dates, ending before or after the next begins, open, taken up again."""
    phases = []
    for phase in PHASES[: draw(st.integers(0, 4))]:
        again = tuple(draw(st.lists(passages(), max_size=draw(st.sampled_from((0, 0, 2, 9))))))
        starts_on = draw(st.sampled_from((None, phase.starts_on)))
        ends_on = draw(st.one_of(st.none(), DAYS))
        phases.append(replace(phase, again=again, starts_on=starts_on, ends_on=ends_on, is_open=draw(st.booleans())))
    return tuple(phases)


@st.composite
def process_maps(draw, most=1000):
    """Maps of any size: some different items, again and again in another order, so that many cost little to make."""
    days = draw(st.sampled_from((DAYS, ONE_MONTH)))
    different = [draw(map_items(index, days)) for index in range(draw(st.integers(0, 14)))]
    count = draw(st.one_of(st.integers(0, 14), st.integers(0, 60), st.integers(0, most))) if different else 0
    step = dt.timedelta(days=draw(st.integers(0, 3)))
    items = []
    for index in range(count):
        item = different[index * 7 % len(different)]
        starts_on = item.starts_on and item.starts_on + step * (index // len(different))
        items.append(replace(item, key=f"i{index}", starts_on=starts_on, weight=1 + (item.weight + index) % 5))
    return make_map(items, draw(map_phases()), draw(st.sampled_from(("", "Rådslag om huset på torget"))))


def many_items(count, **more):
    """Items without chance, spread over all phases, weights and states."""
    return [
        MapItem(
            key=f"m{index}",
            kind=list(Kind)[index % 6],
            state=list(State)[index % 5],
            title=" ".join(WORDS[(index * step) % len(WORDS)] for step in range(1, 2 + index % 4)),
            date_label="maj 2025",
            starts_on=dt.date(2024, 1, 1) + dt.timedelta(days=index * 1800 // count),
            weight=1 + index % 5,
            **more,
        )
        for index in range(count)
    ]
