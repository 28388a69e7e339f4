"""One command runs everything, keeps it running, and leaves nothing behind."""

import os
import signal
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.on_record import record_migrations

pytestmark = pytest.mark.processes


def read_stat(process_id: int) -> list[str]:
    """Return what Linux says of a process from its state on; empty if there is no such process."""
    try:
        return Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return []


@dataclass(frozen=True)
class Child:
    """A process, told apart by its time of birth from a later one with the same number."""

    process_id: int
    born: str

    def is_alive(self) -> bool:
        stat = read_stat(self.process_id)
        return bool(stat) and stat[0] != "Z" and stat[19] == self.born


def children_of(process_id: int) -> dict[str, Child]:
    """Return the children by the name of what they run."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        stat = read_stat(int(folder.name))
        if stat and stat[1] == str(process_id):
            words = (folder / "cmdline").read_text().split("\0")
            name = next((name for name in ("gunicorn", "worker", "beat") if name in words), "")
            found[name] = Child(int(folder.name), stat[19])
    return found


@pytest.fixture
def served(site):
    record_migrations()  # serve migrates first
    process = site.start("serve")
    site.wait_for(lambda: f"Ready: http://localhost:{site.port}" in site.read_log(process), seconds=40)
    family = children_of(process.pid)
    yield process, family
    for child in family.values():
        if child.is_alive():
            os.killpg(child.process_id, signal.SIGKILL)


def test_serve_starts_three_and_ends_them(site, served):
    process, family = served
    assert sorted(family) == ["beat", "gunicorn", "worker"]
    assert "Service Unavailable" not in site.read_log(process)
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 0
    assert [name for name, child in family.items() if child.is_alive()] == []


def test_serve_starts_a_killed_worker_again(site, served):
    process, family = served
    killed = family["worker"]
    os.kill(killed.process_id, signal.SIGKILL)
    site.wait_for(lambda: children_of(process.pid).get("worker", killed) != killed)
    family["worker"] = children_of(process.pid)["worker"]
    assert (killed.is_alive(), family["worker"].is_alive()) == (False, True)


def test_children_end_when_serve_is_killed(site, served):
    process, family = served
    site.kill(process)
    site.wait_for(lambda: not any(child.is_alive() for child in family.values()))
