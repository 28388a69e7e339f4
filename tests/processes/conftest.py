"""Real processes against the test database: started, stopped, killed, and always ended with the test."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import redis
from django.conf import settings
from django.db import connection

from kraftsamling import celery_app
from kraftsamling.jobs.models import Heartbeat, Job
from kraftsamling.jobs.processes import get_commands
from kraftsamling.shared.models import FormReceipt

LEASE_SECONDS, SWEEP_SECONDS = 3, 2
BROKER_KEYS = ("celery", "unacked", "unacked_index", "unacked_mutex")


def database_url() -> str:
    values = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{values['NAME']}"
    return f"postgres://{values['USER']}:{values['PASSWORD']}@{values['HOST']}:{values['PORT']}/{values['NAME']}"


def broker_url() -> str:
    """A broker of the test's own: a folder, or a Redis database that is not the suite's, one per test process."""
    if not settings.REDIS_URL:
        return ""
    parts = urlsplit(settings.REDIS_URL)
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    number = (int(parts.path.strip("/") or 0) + 1 + worker) % 16
    return parts._replace(path=f"/{number}").geturl()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Site:
    def __init__(self, folder: Path):
        self.folder, self.marks = folder, folder / "data" / "marks"
        self.marks.mkdir(parents=True)
        self.port, self.redis_url = free_port(), broker_url()
        self.processes: list[subprocess.Popen] = []
        self.environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "tests.processes.site_settings", "ENVIRONMENT": "test",
            "SECRET_KEY": settings.SECRET_KEY, "PUBLIC_URL": f"http://localhost:{self.port}",
            "DATA_DIR": str(folder / "data"), "STATIC_ROOT": str(folder / "static"),
            "DATABASE_URL": database_url(), "REDIS_URL": self.redis_url, "PORT": str(self.port), "WEB_WORKERS": "2",
            "JOB_LEASE_SECONDS": str(LEASE_SECONDS), "JOB_SWEEP_SECONDS": str(SWEEP_SECONDS),
        }  # fmt: skip

    # --- processes ---
    def start(self, name: str) -> subprocess.Popen:
        """Start web, worker or beat with the command line that ``serve`` uses, or all by ``serve`` itself."""
        command = get_commands().get(name, [sys.executable, "manage.py", "serve"])
        command = [part.replace(f":{settings.PORT}", f":{self.port}") for part in command]
        with self.log_of(len(self.processes)).open("wb") as log:
            process = subprocess.Popen(
                command, cwd=settings.BASE_DIR, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )
        self.processes.append(process)
        return process

    def kill(self, process: subprocess.Popen) -> None:
        """SIGKILL the process and its children: no handler, no clearing up."""
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)

    def end_all(self) -> None:
        for process in self.processes:
            if process.poll() is None:
                self.kill(process)

    def log_of(self, number: int) -> Path:
        return self.folder / f"process-{number}.log"

    def read_log(self, process: subprocess.Popen) -> str:
        return self.log_of(self.processes.index(process)).read_text()

    # --- waiting ---
    def wait_for(self, condition: Callable[[], object], seconds: float = 60) -> object:
        """Return the first true answer of ``condition``; fail with the processes' last words if there is none."""
        deadline = time.monotonic() + seconds
        while not (answer := condition()):
            if time.monotonic() > deadline:
                logs = [self.read_log(process)[-1500:] for process in self.processes]
                pytest.fail("\n--- ".join(["waited in vain", *logs]), pytrace=True)
            time.sleep(0.05)
        return answer

    def wait_for_mark(self, name: str) -> None:
        self.wait_for((self.marks / name).exists)

    def let_go(self, name: str) -> None:
        (self.marks / f"{name}-go").touch()

    def wait_until_done(self, *jobs: Job) -> None:
        ids = [job.pk for job in jobs]
        self.wait_for(lambda: Job.objects.filter(pk__in=ids, state="done").count() == len(ids))

    def wait_for_sweep(self) -> None:
        self.wait_for(Heartbeat.objects.filter(name="sweep").exists)

    # --- the broker ---
    def connect(self):
        url, folder = self.redis_url or "embedded://localhost", str(self.folder / "data" / "broker")
        options = {} if self.redis_url else {"data_folder": folder, "polling_interval": 0.1}
        return celery_app.connection_for_write(url, transport_options=options)

    def send_wake_up(self, job: Job) -> None:
        with self.connect() as broker:
            celery_app.send_task("jobs.run", [job.pk], connection=broker)

    def count_messages(self) -> int:
        with self.connect() as broker:
            return broker.default_channel.queue_declare(queue="celery").message_count

    def empty_broker(self) -> None:
        if self.redis_url:
            with redis.Redis.from_url(self.redis_url) as client:
                client.delete(*BROKER_KEYS)
            return
        for message in (self.folder / "data" / "broker").glob("*.msg"):
            message.unlink(missing_ok=True)

    # --- the web ---
    def get(self, path: str, data: bytes | None = None) -> tuple[int, str]:
        """Return status and body (or place redirected to); 0 when nobody answers."""
        opener = urllib.request.build_opener(_NoRedirect, urllib.request.ProxyHandler({}))
        try:
            with opener.open(f"http://localhost:{self.port}{path}", data, timeout=15) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.headers.get("Location") or error.read().decode()
        except OSError:
            return 0, ""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


def effects() -> list[str]:
    """What the jobs under test have left behind, one entry for each time."""
    return sorted(FormReceipt.objects.filter(location__contains=" by attempt ").values_list("location", flat=True))


@pytest.fixture
def site(transactional_db, tmp_path):
    site = Site(tmp_path)
    try:
        site.empty_broker()
        yield site
    finally:
        site.end_all()
        site.empty_broker()
