"""Watch the shop window run, and write down what the browser uses: python -m tools.watch_window ADDRESS --minutes 60.

Opens the page in a real Chromium with its service worker and its real clock, and every so often notes, after a garbage
collection, what only grows when something leaks: bytes in use by scripts, nodes, listeners, and the memory of the
browser's processes together. --outage pulls the network cable for the middle third. Prints a Markdown table.
"""

import argparse
import os
import platform
import shutil
import sys
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.sync_api import Page, sync_playwright

from tools.cable import Cable

MEGABYTE = 1024 * 1024
# The page refuses to grow old unseen: a scene is turned within this time, else something has stopped.
LONGEST_SCENE_SECONDS = 40


@dataclass(frozen=True)
class Sample:
    """What was in use at one moment; ``turns`` are the scenes shown so far."""

    minute: float
    turns: int
    heap: int
    nodes: int
    listeners: int
    page_memory: int
    all_memory: int
    cpu_seconds: float
    corner: str

    def as_row(self) -> str:
        return (
            f"| {self.minute:.0f} | {self.turns} | {self.heap / MEGABYTE:.2f} | {self.nodes} | {self.listeners} "
            f"| {self.page_memory / MEGABYTE:.0f} | {self.all_memory / MEGABYTE:.0f} | {self.cpu_seconds:.0f} "
            f"| {self.corner} |"
        )


HEADING = (
    "| minute | scenes shown | script heap, MB | nodes | listeners | the page's process, MB | all processes, MB "
    "| processor time, s | line in the corner |\n|--:|--:|--:|--:|--:|--:|--:|--:|---|"
)


def resident_bytes(pid: int) -> int:
    """Return what a process holds in memory, shared pages counted by share; 0 when it is gone."""
    try:
        with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as facts:
            line = next(line for line in facts if line.startswith("Pss:"))
    except (OSError, StopIteration):
        return 0
    return int(line.split()[1]) * 1024


class Watcher:
    """Looks at one page and at the browser's processes."""

    def __init__(self, page: Page):
        self._page, self._begun = page, time.monotonic()
        self._session = page.context.new_cdp_session(page)
        self._browser = page.context.browser.new_browser_cdp_session()
        self._session.send("Performance.enable")
        page.evaluate(
            "() => { window.turns = 0; new MutationObserver((changes) => {"
            " window.turns += changes.filter((c) => 'shown' in c.target.dataset).length; })"
            ".observe(document, {subtree: true, attributes: true, attributeFilter: ['data-shown']}); }"
        )

    def look(self) -> Sample:
        """Return what is in use now."""
        self._session.send("HeapProfiler.collectGarbage")
        metrics = {entry["name"]: entry["value"] for entry in self._session.send("Performance.getMetrics")["metrics"]}
        processes = self._browser.send("SystemInfo.getProcessInfo")["processInfo"]
        memory = {process["id"]: resident_bytes(process["id"]) for process in processes}
        return Sample(
            minute=(time.monotonic() - self._begun) / 60,
            turns=self._page.evaluate("window.turns"),
            heap=int(metrics["JSHeapUsedSize"]),
            nodes=int(metrics["Nodes"]),
            listeners=int(metrics["JSEventListeners"]),
            page_memory=max((memory[each["id"]] for each in processes if each["type"] == "renderer"), default=0),
            all_memory=sum(memory.values()),
            cpu_seconds=sum(each["cpuTime"] for each in processes),
            corner=self._page.locator(".window-age").text_content()
            if self._page.locator(".window-age").is_visible()
            else "",
        )


def watch(address: str, minutes: float, every: float, size: tuple[int, int], *, has_outage: bool) -> list[Sample]:
    """Watch the page at ``address`` for so many minutes and print each sample as it is taken.

    Raises SystemExit when the scenes stand still.
    """
    samples: list[Sample] = []
    parts = urlsplit(address)
    cable = Cable(parts.port)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("google-chrome"),
            args=["--no-sandbox"] if os.geteuid() == 0 else [],
        )
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, reduced_motion="no-preference")
        page = context.new_page()
        page.goto(f"http://localhost:{cable.port}{parts.path}")
        page.wait_for_selector("[data-shown]")
        while not page.evaluate("navigator.serviceWorker.controller !== null"):
            page.wait_for_timeout(200)
        watcher = Watcher(page)
        print(f"{platform.machine()}, {os.cpu_count()} cores, Chromium {browser.version}, {size[0]} × {size[1]}")
        print(HEADING, flush=True)
        begun, has_cut = time.monotonic(), False
        while True:
            minute = (time.monotonic() - begun) / 60
            is_cut = has_outage and minutes / 3 <= minute < 2 * minutes / 3
            if is_cut != has_cut:
                has_cut = is_cut
                cable.cut() if is_cut else cable.mend()
                print(f"<!-- the cable is {'pulled' if is_cut else 'back'} -->", flush=True)
            samples.append(watcher.look())
            print(samples[-1].as_row(), flush=True)
            if minute >= minutes:
                break
            page.wait_for_timeout(every * 1000)
            if every >= LONGEST_SCENE_SECONDS and watcher.look().turns == samples[-1].turns:
                raise SystemExit("The scenes stand still.")
        browser.close()
    return samples


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "address", help="the shop window's address on this machine, as http://localhost:8000/bjorkangen/skyltfonster/"
    )
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--every", type=float, default=300, help="seconds between samples")
    parser.add_argument("--size", default="1920x1080", help="the screen, in pixels")
    parser.add_argument("--outage", action="store_true", help="pull the cable for the middle third")
    given = parser.parse_args()
    width, height = (int(part) for part in given.size.split("x"))
    samples = watch(given.address, given.minutes, given.every, (width, height), has_outage=given.outage)
    settled = samples[len(samples) // 4 :]
    first, last = settled[0], settled[-1]
    print(f"\nAfter the first quarter: heap {first.heap / MEGABYTE:.2f} → {last.heap / MEGABYTE:.2f} MB")
    print(f"nodes {first.nodes} → {last.nodes}, listeners {first.listeners} → {last.listeners}")


if __name__ == "__main__":
    sys.exit(main())
