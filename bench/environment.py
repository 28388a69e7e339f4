"""A place to measure in: its own data folder and database, and the machine's particulars."""

import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PORT = 8971


@contextmanager
def make_place() -> Iterator[dict[str, str]]:
    """Yield the environment of an empty, migrated installation on SQLite; it is deleted afterwards."""
    with tempfile.TemporaryDirectory(prefix="kraftsamling-bench-") as folder:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        place = {
            **kept,
            "ENVIRONMENT": "demo",
            "SECRET_KEY": "insecure-for-measuring-only",
            "PUBLIC_URL": f"http://127.0.0.1:{PORT}",
            "DATA_DIR": f"{folder}/data",
            "STATIC_ROOT": f"{folder}/static",
            "DJANGO_SETTINGS_MODULE": "bench.settings",
            "BENCH_SITE": "warm",
            "PYTHONPATH": str(ROOT),
        }
        Path(place["DATA_DIR"]).mkdir()
        for command in (["migrate", "-v0"], ["createcachetable"], ["collectstatic", "--noinput", "-v0"]):
            run(place, ["manage.py", *command])
        yield place


def run(place: dict[str, str], arguments: list[str], **changes: str) -> str:
    """Run Python in the place with ``arguments`` and return what it prints; its errors are shown and end the run."""
    command = [sys.executable, *arguments]
    done = subprocess.run(command, env=place | changes, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout


def find_chromium() -> str | None:
    """Return Chromium's path, None if it is not installed."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def describe_machine() -> list[str]:
    """Return lines that say what was measured on."""
    memory = re.search(r"MemTotal:\s+(\d+)", Path("/proc/meminfo").read_text())
    processor = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text())
    lines = [
        f"{os.cpu_count()} cores ({processor[1] if processor else platform.machine()}), "
        f"{int(memory[1]) / 1024**2:.0f} GiB memory, load {os.getloadavg()[0]:.1f} at the start",
        f"Python {platform.python_version()}, Django {version('django')}, gunicorn {version('gunicorn')}, "
        f"WeasyPrint {version('weasyprint')}",
    ]
    chromium = find_chromium()
    if chromium:
        lines.append(subprocess.run([chromium, "--version"], capture_output=True, text=True, check=True).stdout.strip())
    return lines
