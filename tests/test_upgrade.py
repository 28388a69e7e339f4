"""Every dump of an earlier release is brought up to date by the migrations, and nothing in it is lost."""

import gzip
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DUMPS = sorted((ROOT / "tests/data").glob("release-*.sql.gz"))
TABLES = [
    "accounts_user",
    "audit_auditentry",
    "programmes_mapnote",
    "programmes_programme",
    "programmes_roleassignment",
]


def _load(dump: Path, folder: Path) -> Path:
    database = folder / "kraftsamling.sqlite3"
    with sqlite3.connect(database) as connection:
        connection.executescript(gzip.decompress(dump.read_bytes()).decode())
    connection.close()
    return database


def _counts(database: Path) -> dict[str, int]:
    connection = sqlite3.connect(database)
    counts = {table: connection.execute(f"select count(*) from {table}").fetchone()[0] for table in TABLES}
    connection.close()
    return counts


def _manage(folder: Path, *arguments: str) -> str:
    environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
    environment |= {
        "DATA_DIR": str(folder), "ENVIRONMENT": "demo", "SECRET_KEY": "upgrade", "PUBLIC_URL": "http://localhost:8000",
    }  # fmt: skip
    command = [sys.executable, "manage.py", *arguments]
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    return subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True).stdout


def test_there_is_a_dump_to_start_from():
    assert DUMPS != []


def test_migrations_make_what_the_models_say(tmp_path):
    """On SQLite the tests' own tables are made from the models, so nothing else would miss one."""
    answer = _manage(tmp_path, "makemigrations", "--check", "--dry-run")
    assert answer.strip() == "No changes detected"


@pytest.mark.parametrize("dump", DUMPS, ids=lambda path: path.name)
def test_dump_is_brought_up_to_date_without_loss_and_serves_its_programme(dump, tmp_path):
    database = _load(dump, tmp_path)
    before = _counts(database)
    _manage(tmp_path, "migrate", "-v0")
    _manage(tmp_path, "migrate", "--check")
    assert _counts(database) == before
    assert before["programmes_mapnote"] > 10
    script = (
        "from django.test import Client; from django.conf import settings; "
        "settings.STORAGES['staticfiles']['BACKEND'] = 'django.contrib.staticfiles.storage.StaticFilesStorage'; "
        "print(Client(SERVER_NAME='localhost').get('/sjobo/').status_code)"
    )
    assert _manage(tmp_path, "shell", "-v0", "-c", script).strip().endswith("200")
