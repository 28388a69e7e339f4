"""The processes of an installation: how each is started, and one parent that keeps them alive (the embedded way)."""

import ctypes
import http.client
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

from kraftsamling.jobs.queries import get_health

logger = logging.getLogger(__name__)

PAUSE_SECONDS = 0.3
STEADY_SECONDS = 20
LONGEST_PAUSE_SECONDS = 30
GRACE_SECONDS = 30
PR_SET_PDEATHSIG = 1


def get_commands() -> dict[str, list[str]]:
    """Return name -> command line of the web server, the worker and beat, in the order in which they start."""
    celery = [sys.executable, "-m", "celery", "--quiet", "--app", "kraftsamling"]
    return {
        "web": [
            *[sys.executable, "-m", "gunicorn", "kraftsamling.wsgi:application", "--worker-class", "sync"],
            *["--bind", f"{settings.BIND_ADDRESS}:{settings.PORT}", "--workers", str(settings.WEB_WORKERS)],
            *["--timeout", "60", "--graceful-timeout", "10", "--no-control-socket", "--log-level", "warning"],
        ],
        # Threads: a job mostly waits or draws in one long call; a pool of processes would cost memory per process.
        "worker": [
            *[*celery, "worker", "--pool", "threads", "--concurrency", "2", "--loglevel", "INFO"],
            *["--without-gossip", "--without-mingle", "--without-heartbeat"],
        ],
        # The plain scheduler keeps no file: what must not be forgotten is in the database.
        "beat": [*celery, "beat", "--scheduler", "celery.beat:Scheduler", "--pidfile="],
    }


def _end_with_parent(parent_id: int) -> Callable[[], None]:
    """Return what a new process does first: have Linux end it when its parent is killed."""

    def ask() -> None:
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
            if os.getppid() != parent_id:
                os._exit(1)

    return ask


@dataclass
class Child:
    """One process that is started again whenever it ends, after a pause that grows while it keeps ending soon."""

    name: str
    command: list[str]
    process: subprocess.Popen | None = field(default=None, init=False)
    started_at: float = field(default=0.0, init=False)
    start_again_at: float = field(default=0.0, init=False)
    pause: float = field(default=1.0, init=False)

    def start(self, now: float) -> None:
        """Start the process in a session of its own, so that Ctrl-C reaches only the parent."""
        self.process = subprocess.Popen(  # noqa: S603 - our own command lines
            self.command, start_new_session=True, preexec_fn=_end_with_parent(os.getpid())
        )
        self.started_at = now

    def keep_running(self, now: float) -> None:
        """Start the process if it is not there and its pause is over; ``now`` is a monotonic time in seconds."""
        if self.process is not None and self.process.poll() is None:
            return
        if self.process is not None:
            self.pause = 1.0 if now - self.started_at > STEADY_SECONDS else min(self.pause * 2, LONGEST_PAUSE_SECONDS)
            logger.error("%s ended with %s, starts again in %d s", self.name, self.process.returncode, self.pause)
            self.process, self.start_again_at = None, now + self.pause
        if now >= self.start_again_at:
            self.start(now)

    def send(self, signal_number: int) -> None:
        """Send a signal to the process and its children, if it is there."""
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, signal_number)


class Supervisor:
    """Keeps the children running until SIGTERM or SIGINT, then ends them; a second signal ends them at once."""

    def __init__(self, children: list[Child], on_ready: Callable[[], None]):
        self.children = children
        self.on_ready = on_ready
        self.stops = 0

    def _stop(self, signal_number: int, frame: object) -> None:
        self.stops += 1

    def run(self) -> None:
        """Start the children and return when they have ended after a signal."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        is_ready = False
        try:
            while not self.stops:
                for child in self.children:
                    child.keep_running(time.monotonic())
                if not is_ready and is_up():
                    is_ready = True
                    self.on_ready()
                time.sleep(PAUSE_SECONDS)
        finally:
            self._end_children()

    def _end_children(self) -> None:
        for child in self.children:
            child.send(signal.SIGTERM)
        deadline = time.monotonic() + GRACE_SECONDS
        while any(child.process is not None and child.process.poll() is None for child in self.children):
            if self.stops > 1 or time.monotonic() > deadline:
                for child in self.children:
                    child.send(signal.SIGKILL)
            time.sleep(PAUSE_SECONDS / 3)


def is_up() -> bool:
    """Whether the work goes round and the web server says so too.

    The web server is asked last: whenever it must say no, it notes an error, and at a start there is none.
    """
    try:
        return get_health().is_well and is_answering()
    finally:
        connection.close()


def is_answering() -> bool:
    """Whether the web server says that everything works (design.md 4: /halsa/)."""
    # Who listens on all addresses answers on the machine's own.
    address = settings.BIND_ADDRESS.replace("0.0.0.0", "127.0.0.1")  # noqa: S104
    web = http.client.HTTPConnection(address, settings.PORT, timeout=2)
    try:
        web.request("GET", "/halsa/", headers={"Host": urlsplit(settings.PUBLIC_URL).hostname})
        return web.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        web.close()
