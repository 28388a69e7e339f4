"""Layout and drawings of maps of any size: ``python -m bench.maps <sheet> <items>``, without a database.

Prints the seconds of the layout, of the drawing and, for paper, of the PDF (the middle of some rounds), the kilobytes
of drawing and PDF, how many stations got words, and the most memory the process held.
"""

import datetime as dt
import json
import resource
import statistics
import sys
import time
from collections.abc import Callable

from bench.data import START, WORDS
from programmes.processmap import draw_print, draw_screen
from programmes.processmap.items import Kind, MapItem, MapPhase, MapTexts, ProcessMap, Promise, State
from programmes.processmap.layout import lay_out
from programmes.processmap.placed import PlacedMap
from programmes.processmap.sheets import SHEETS

ROUNDS = 5
NAMES = ("Initiering", "Uppbyggnad", "Problemtackling", "Implementering och förvaltning")
TEXTS = MapTexts(
    language="sv", now="Just nu", more="+ {n} till", voices="{n} röster", map_label="Processkarta", legend="Tecken",
    voices_legend="en prick är tio röster", again="tillbaka till fas {n}", beside="samtidigt med fas {n}",
    quiet="{n} månader", kinds={kind: kind.value for kind in Kind}, states={state: state.value for state in State},
    promises={promise: promise.value for promise in Promise},
)  # fmt: skip


def make_map(count: int) -> ProcessMap:
    """Return a map of ``count`` stations over five years, the same on every run."""
    today = START + dt.timedelta(days=3 * 365)
    items = []
    for index in range(count):
        day = START + dt.timedelta(days=index * 5 * 365 // count)
        word, other = WORDS[index % len(WORDS)], WORDS[(index * 7 + 3) % len(WORDS)]
        state = State.OPEN_QUESTION if index % 9 == 8 else State.PLANNED if day > today else State.DONE
        items.append(
            MapItem(
                f"m{index}", list(Kind)[index % 6], state, f"{word.capitalize()} och {other} i området",
                date_label=f"{day:%Y-%m}", starts_on=day, weight=1 + index % 5, voices=index % 90,
            )
        )  # fmt: skip
    years = [START.replace(year=START.year + index) for index in range(len(NAMES))]
    phases = [
        MapPhase(f"p{number}", "", number, name, f"{begins.year}", begins)
        for number, (name, begins) in enumerate(zip(NAMES, years, strict=True), start=1)
    ]
    return ProcessMap(
        "Kraftsamling Mätningen", "Mätningen", "Det ska bli bättre att bo här.", phases, items, today, TEXTS,
        f"{today:%Y-%m}", "Vi provar kvällsöppet på skolan.",
    )  # fmt: skip


def middle_of(work: Callable[[], object]) -> float:
    """Return the seconds ``work`` takes: the middle of some rounds, after one that warms up."""
    times = []
    for _round in range(ROUNDS + 1):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times[1:])


def print_pdf(placed: PlacedMap) -> bytes:
    """Return a PDF with nothing but the drawing."""
    import weasyprint

    sheet = placed.sheet
    size = f"<style>@page {{ size: {placed.width}{sheet.unit} {placed.height}{sheet.unit}; margin: 0 }}</style>"
    return weasyprint.HTML(string=size + draw_print.draw(placed)).write_pdf()


def measure(sheet_name: str, count: int) -> dict[str, float]:
    """Return the figures for one sheet and number of stations."""
    process_map, sheet = make_map(count), SHEETS[sheet_name]
    draw = draw_print.draw if sheet.unit == "mm" else draw_screen.draw
    placed = lay_out(process_map, sheet)
    found = {
        "layout": middle_of(lambda: lay_out(process_map, sheet)),
        "drawing": middle_of(lambda: draw(placed)),
        "svg_kb": len(draw(placed).encode()) / 1000,
        "written": sum(bool(station.label) and not station.is_counted for station in placed.stations),
    }
    if sheet.unit == "mm":
        found |= {"pdf": middle_of(lambda: print_pdf(placed)), "pdf_kb": len(print_pdf(placed)) / 1000}
    return found | {"peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1], int(sys.argv[2]))))
