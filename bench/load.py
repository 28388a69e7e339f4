"""Asking a web server for one page again and again, with wrk if it is there, else with threads of our own."""

import http.client
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

from bench.environment import PORT, ROOT

CONNECTIONS = 8
TIMEOUT = 300  # seconds; a page that takes this long is a finding, not a reason to stop measuring
REPORT = """
done = function(summary, latency, requests)
  local bad = summary.errors.status + summary.errors.connect + summary.errors.timeout
  io.write(string.format("RESULT %d %d %d %d\\n", summary.requests, summary.duration, latency:percentile(95), bad))
end
"""


@dataclass(frozen=True)
class Speed:
    """Requests per second, the time in milliseconds that 95 of 100 requests stay below, and the worker's MiB."""

    rate: float
    p95: float
    memory: float = 0.0


@contextmanager
def serve(place: dict[str, str], **changes: str) -> Iterator[int]:
    """Run gunicorn with two plain workers and yield its process id; it is stopped afterwards."""
    command = [
        sys.executable, "-m", "gunicorn", "kraftsamling.wsgi", "--workers", "2", "--bind", f"127.0.0.1:{PORT}",
        "--log-level", "error", "--timeout", str(TIMEOUT),
    ]  # fmt: skip
    server = subprocess.Popen(command, env=place | changes, cwd=ROOT, start_new_session=True)
    try:
        _wait_until_it_answers()
        yield server.pid
    finally:
        server.terminate()
        server.wait()


def _wait_until_it_answers() -> None:
    for _attempt in range(150):
        try:
            fetch("/")
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError("The web server did not start.")


def fetch(path: str) -> tuple[int, bytes]:
    """Return status and body of one request."""
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=TIMEOUT)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


def fetch_page(path: str) -> bytes:
    """Return the body of one request. Raises RuntimeError when the answer is not 200."""
    status, body = fetch(path)
    if status != 200:
        raise RuntimeError(f"{path} answers {status}")
    return body


def measure(path: str, seconds: int) -> tuple[float, float]:
    """Return (requests per second, p95 in ms) for ``path``. Raises RuntimeError when any answer is not 200."""
    fetch_page(path)
    start = time.perf_counter()
    fetch_page(path)
    # wrk counts only what is finished within the time, which for a slow page may be nothing.
    is_slow = time.perf_counter() - start > seconds / 20
    use_wrk = shutil.which("wrk") and not is_slow
    return _measure_with_wrk(path, seconds) if use_wrk else _measure_with_threads(path, seconds)


def _measure_with_wrk(path: str, seconds: int) -> tuple[float, float]:
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(REPORT)
        script.flush()
        url = f"http://127.0.0.1:{PORT}{path}"
        command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "60s", "-s", script.name, url]
        output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    line = next(line for line in output.splitlines() if line.startswith("RESULT"))
    requests, duration, p95, bad = (int(number) for number in line.split()[1:])
    if bad:
        raise RuntimeError(f"{bad} of {requests} answers were not 200")
    return requests / (duration / 1e6), p95 / 1000


def _measure_with_threads(path: str, seconds: int) -> tuple[float, float]:
    """Ask until the time is over; what has been asked by then is waited for, at least one answer per connection."""
    taken: list[float] = []
    begin = time.perf_counter()

    def ask() -> None:
        while True:
            start = time.perf_counter()
            fetch_page(path)
            taken.append(time.perf_counter() - start)
            if time.perf_counter() - begin > seconds:
                return

    with ThreadPoolExecutor(CONNECTIONS) as pool:
        for asking in [pool.submit(ask) for _number in range(CONNECTIONS)]:
            asking.result()
    return len(taken) / (time.perf_counter() - begin), statistics.quantiles(taken, n=20)[-1] * 1000
