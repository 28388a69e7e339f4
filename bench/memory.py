"""How much memory processes hold, read from /proc."""

import os
import re
import subprocess
import threading
import time
from pathlib import Path


def pids_of_session(session: int) -> list[int]:
    """Return the processes that were started, directly or not, by the leader of ``session``."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            stat = (entry / "stat").read_text()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(stat.rpartition(")")[2].split()[3]) == session:
            found.append(int(entry.name))
    return found


def share_of(pid: int) -> float:
    """Return MiB held by a process, pages shared with others counted in parts (PSS); 0 when it is gone."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return 0.0
    found = re.search(r"^Pss:\s+(\d+)", rollup, re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0


def resident(pid: int) -> float:
    """Return MiB of a process's resident memory (RSS)."""
    return int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())[1]) / 1024


def time_command(command: list[str], env: dict[str, str]) -> float:
    """Return the seconds a command takes as a whole process."""
    start = time.perf_counter()
    subprocess.run(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def peak_of_command(command: list[str], env: dict[str, str]) -> float:
    """Return the most MiB (PSS) a command and all its processes held together, looked at every 10 ms."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, env=env, start_new_session=True, **quiet)
    peak, done = 0.0, threading.Event()

    def watch() -> None:
        nonlocal peak
        while not done.wait(0.01):
            peak = max(peak, sum(share_of(pid) for pid in pids_of_session(process.pid)))

    watcher = threading.Thread(target=watch)
    watcher.start()
    status = process.wait()
    done.set()
    watcher.join()
    if status:
        raise subprocess.CalledProcessError(status, command)
    return peak


def largest_worker(master: int) -> float:
    """Return the resident MiB of a web server's largest worker."""
    return max(resident(pid) for pid in pids_of_session(os.getsid(master)) if pid != master)
