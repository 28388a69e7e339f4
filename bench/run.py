"""Measure everything in one run and print it: ``make bench``. No number here fails anything; read the ratios.

The bare view answers with the same bytes from memory, without middleware: it is what Django and the server cost at the
least. "Warm" is a public page that is kept, "cold" one that must be made for each request from the drawings that are
kept, "undrawn" one whose map must be laid out and drawn as well. A document is a whole process, from start to finished
file, beside headless Chromium printing the same HTML.
"""

import argparse
import json
import sys
from pathlib import Path

from bench.environment import PORT, describe_machine, find_chromium, make_place, run
from bench.load import Speed, fetch_page, measure, serve
from bench.memory import largest_worker, peak_of_command, time_command

SIZES = (60, 6000)
CHECKLIST_SIZES = (20, 200)
DIALOGUES = (10, 1000)
POSTER_ITEMS = 300
MAP_ITEMS = (10, 60, 300, 1000, 5000)
MAP_SHEETS = ("desktop", "tablet", "phone", "window-landscape", "a3-portrait", "a1-landscape", "a0-portrait", "roll-up")
ROUNDS = 3
SERVER = "gunicorn with 2 sync workers, 8 connections"
SPEED_HEAD = ["requests/s", "p95 ms", "bare / page", "worker MiB (RSS)"]
CHROMIUM_FLAGS = (  # noqa: SIM905 - easier to read and to copy
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --no-pdf-header-footer"
).split()


def print_table(title: str, head: list[str], rows: list[list[str]]) -> None:
    """Print rows in columns, words flush left and numbers flush right."""
    widths = [max(len(row[column]) for row in [head, *rows]) for column in range(len(head))]
    print(f"\n{title}")
    for row in [head, ["-" * width for width in widths], *rows]:
        first = row[0].ljust(widths[0])
        print("  ".join([first, *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]))


def measure_site(place: dict[str, str], path: str, seconds: int, **changes: str) -> Speed:
    """Return how fast one kind of site answers ``path``, and what its largest worker holds afterwards."""
    with serve(place, **changes) as master:
        rate, p95 = measure(path, seconds)
        return Speed(rate, p95, largest_worker(master))


def measure_page(
    place: dict[str, str], path: str, seconds: int, sites: tuple[str, ...] = ("cold",)
) -> tuple[int, dict[str, Speed]]:
    """Return the page's size in bytes and the speeds "bare", "warm" and those of the other ``sites``."""
    body = Path(place["DATA_DIR"]) / "page.html"
    with serve(place):
        body.write_bytes(fetch_page(path))
    return body.stat().st_size, {
        "bare": measure_site(place, "/", seconds, BENCH_SITE="bare", BENCH_BODY=str(body)),
        "warm": measure_site(place, path, seconds),
        **{site: measure_site(place, path, seconds, BENCH_SITE=site) for site in sites},
    }


def speed_rows(what: str, size: int, speeds: dict[str, Speed]) -> list[list[str]]:
    """Return the lines of one page in the order in which its sites were measured."""
    return [
        [f"{name}, {what}, {size / 1000:.0f} kB", f"{speed.rate:.1f}", f"{speed.p95:.1f}",
         f"{speeds['bare'].rate / speed.rate:.2f}", f"{speed.memory:.0f}"]
        for name, speed in speeds.items()
    ]  # fmt: skip


def bench_pages(place: dict[str, str], seconds: int) -> None:
    """Print speed, memory and queries of the public process map with few and many notes."""
    rows, queries = [], []
    for notes in SIZES:
        slug = f"matning-{notes}"
        run(place, ["-m", "bench.data", slug, str(notes)])
        rows += speed_rows(
            f"{notes} notes", *measure_page(place, f"/{slug}/processkarta/", seconds, ("cold", "undrawn"))
        )
        cold, warm = json.loads(run(place, ["-m", "bench.queries", f"/{slug}/processkarta/"]))
        queries.append([f"{notes} notes", str(cold), str(warm)])
    print_table(f"Public page, {SERVER}", ["public process map", *SPEED_HEAD], rows)
    print_table("Database queries for one page", ["public process map", "cold", "warm"], queries)


def bench_dialogues(place: dict[str, str], seconds: int) -> None:
    """Print speed, memory and queries of the public list of dialogues, and of one of them, with few and with many."""
    rows, queries = [], []
    for count in DIALOGUES:
        slug = f"dialoger-{count}"
        fullest = run(place, ["-m", "bench.dialogues", slug, str(count)]).split()[-1]
        for name, path in (("list", f"/{slug}/dialoger/"), ("one", f"/{slug}/dialoger/{fullest}/")):
            rows += speed_rows(f"{name} of {count}", *measure_page(place, path, seconds))
            cold, warm = json.loads(run(place, ["-m", "bench.queries", path]))
            queries.append([f"{name} of {count}", str(cold), str(warm)])
    print_table(f"Public dialogues, {SERVER}", ["dialogues", *SPEED_HEAD], rows)
    print_table("Database queries for one page", ["dialogues", "cold", "warm"], queries)


def bench_planning(place: dict[str, str]) -> None:
    """Print what the planning page takes, signed in, with few and with many items on its checklists."""
    few, many = json.loads(run(place, ["-m", "bench.planning", *map(str, CHECKLIST_SIZES)]))
    rows = [[f"{size} items", f"{ms:.1f}"] for size, ms in zip(CHECKLIST_SIZES, (few, many), strict=True)]
    rows.append(["many / few", f"{many / few:.2f}"])
    print_table("Planning page, one signed-in request in process", ["checklists", "ms, median"], rows)


def bench_maps(place: dict[str, str]) -> None:
    """Print what layout and drawings take with few and with many stations, on screens and on paper."""
    for sheet in MAP_SHEETS:
        rows = []
        for items in MAP_ITEMS:
            found = json.loads(run(place, ["-m", "bench.maps", sheet, str(items)]))
            pdf = [f"{found['pdf']:.3f}", f"{found['pdf_kb']:.0f}"] if "pdf" in found else ["", ""]
            rows.append(
                [f"{items}", f"{found['written']}", f"{found['layout']:.3f}", f"{found['drawing']:.4f}",
                 f"{found['svg_kb']:.0f}", *pdf, f"{found['peak_mib']:.0f}"]
            )  # fmt: skip
        head = ["stations", "with words", "layout s", "SVG s", "SVG kB", "PDF s", "PDF kB", "peak MiB (RSS)"]
        print_table(f"Layout and drawing: {sheet}", head, rows)


def bench_poster(place: dict[str, str]) -> None:
    """Print what an A2 poster with many items takes, beside Chromium printing the same HTML and the page on screen."""
    slug, folder = f"affisch-{POSTER_ITEMS}", Path(place["DATA_DIR"])
    run(place, ["-m", "bench.data", slug, str(POSTER_ITEMS)])
    html = folder / "poster.html"
    run(place, ["-m", "bench.posters", "html", slug, str(html)])
    own = measure_command([sys.executable, "-m", "bench.posters", "pdf", str(html), str(folder / "own.pdf")], place)
    job = float(run(place, ["-m", "bench.posters", "job", slug]))
    rows = [
        ["our process, HTML to PDF", f"{own[0]:.2f}", f"{own[1]:.0f}"],
        ["warm worker, database to PDF", f"{job:.2f}", ""],
    ]
    chromium = find_chromium()
    if chromium:
        other = measure_command(print_command(chromium, copy_for_chromium(html), folder), place)
        with serve(place):
            page = f"http://127.0.0.1:{PORT}/{slug}/processkarta/"
            fetch_page(f"/{slug}/processkarta/")
            screen = measure_command(print_command(chromium, page, folder), place)
        rows += [
            ["Chromium, the kept page on screen to PDF", f"{screen[0]:.2f}", f"{screen[1]:.0f}"],
            ["our process / that", f"{own[0] / screen[0]:.2f}", f"{own[1] / screen[1]:.2f}"],
            ["Chromium, HTML to PDF", f"{other[0]:.2f}", f"{other[1]:.0f}"],
            ["our process / Chromium", f"{own[0] / other[0]:.2f}", f"{own[1] / other[1]:.2f}"],
            ["warm worker / Chromium", f"{job / other[0]:.2f}", ""],
        ]
    title = f"A2 poster with {POSTER_ITEMS} items, {html.stat().st_size / 1000:.0f} kB of HTML, best of {ROUNDS}"
    print_table(title, ["whole process", "seconds", "peak MiB (PSS, all processes)"], rows)


def measure_command(command: list[str], place: dict[str, str]) -> tuple[float, float]:
    """Return the best time of some runs and, from a run of its own, the most memory held."""
    return min(time_command(command, place) for _round in range(ROUNDS)), peak_of_command(command, place)


def copy_for_chromium(html: Path) -> str:
    """Return the address of a copy of the poster's HTML that loads its fonts from the static folder."""
    static = (Path(__file__).resolve().parent.parent / "static").as_uri()
    copy = html.with_name("poster-chromium.html")
    copy.write_text(html.read_text(encoding="utf-8").replace("static:", f"{static}/"), encoding="utf-8")
    return copy.as_uri()


def print_command(chromium: str, address: str, folder: Path) -> list[str]:
    """Return the command that prints what is at ``address``."""
    files = [f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={folder / 'chromium.pdf'}"]
    return [chromium, *CHROMIUM_FLAGS, *files, address]


def main() -> None:
    """Measure pages and poster and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=5, help="how long each page is asked for (5)")
    parser.add_argument(
        "--only", choices=["pages", "dialogues", "planning", "maps", "poster"], help="measure only this part"
    )
    options = parser.parse_args()
    print("\n".join(describe_machine()))
    with make_place() as place:
        if options.only in (None, "pages"):
            bench_pages(place, options.seconds)
        if options.only in (None, "dialogues"):
            bench_dialogues(place, options.seconds)
        if options.only in (None, "planning"):
            bench_planning(place)
        if options.only in (None, "maps"):
            bench_maps(place)
        if options.only in (None, "poster"):
            bench_poster(place)


if __name__ == "__main__":
    main()
