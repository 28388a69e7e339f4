"""Backup and restore on the database the suite runs on."""

import datetime as dt
import hashlib
import os
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection, connections

from kraftsamling.shared import backup, clock
from kraftsamling.shared.backup import BackupError, databases, make_backup, restore_backup
from kraftsamling.shared.models import ContentVersion, NumberSeries
from tests.on_record import record_migrations

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _folders(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "data"
    settings.MEDIA_ROOT = tmp_path / "data" / "files"


@pytest.fixture(autouse=True)
def _migrated(settings, transactional_db):
    settings.MIGRATION_MODULES = {}
    record_migrations()


@pytest.fixture(autouse=True)
def _alone(transactional_db):
    """End a connection that this process opened before the browser's event loop and can no longer reach."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
            )


@pytest.fixture
def saved(tmp_path):
    """A backup of one row and two files; afterwards row and files change."""
    NumberSeries.objects.create(prefix="ÅRSTA", year=2026, last=7)
    ContentVersion.objects.create(scope="site", version=5)
    default_storage.save("uploads/bild ett.txt", ContentFile("före"))
    default_storage.save("documents/a/plan.pdf", ContentFile(os.urandom(300_000)))
    target = tmp_path / "backup.tar.gz"
    make_backup(target)
    NumberSeries.objects.update(last=99)
    Path(settings.MEDIA_ROOT, "uploads/bild ett.txt").write_text("efter")
    default_storage.save("uploads/senare.txt", ContentFile("senare"))
    return target


def state():
    """What a restore would change."""
    files = {
        str(path.relative_to(settings.MEDIA_ROOT)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in Path(settings.MEDIA_ROOT).rglob("*")
        if path.is_file()
    }
    return list(NumberSeries.objects.values_list("prefix", "last")), files


def leftovers():
    return sorted(path.name for path in settings.DATA_DIR.iterdir() if not path.name.endswith("sqlite3"))


def test_restore_brings_back_rows_and_files(saved):
    restore_backup(saved)
    rows, files = state()
    assert rows == [("ÅRSTA", 7)]
    assert sorted(files) == ["documents/a/plan.pdf", "uploads/bild ett.txt"]
    assert files["uploads/bild ett.txt"] == hashlib.sha256("före".encode()).hexdigest()
    assert leftovers() == ["files"]


def test_restore_can_be_repeated_and_numbers_go_on(saved):
    restore_backup(saved)
    restore_backup(saved)
    created = NumberSeries.objects.create(prefix="NY", year=2026)
    assert NumberSeries.objects.count() == 2
    assert created.pk > NumberSeries.objects.get(prefix="ÅRSTA").pk


def test_restore_moves_page_versions_past_all_given_out(saved):
    ContentVersion.objects.update(version=50)
    restore_backup(saved)
    assert ContentVersion.objects.get(scope="site").version > 1_000_000_000


def test_restore_signs_everybody_out(tmp_path):
    """Somebody may have been locked out since the backup was made."""
    Session.objects.create(session_key="tidigare", session_data="", expire_date=clock.now() + dt.timedelta(hours=9))
    make_backup(tmp_path / "backup.tar.gz")
    restore_backup(tmp_path / "backup.tar.gz")
    assert not Session.objects.exists()


def test_backup_is_for_its_owner_only_and_overwrites_nothing(saved):
    assert saved.stat().st_mode & 0o777 == 0o600
    before = saved.read_bytes()
    with pytest.raises(BackupError, match="exists already"):
        make_backup(saved)
    assert saved.read_bytes() == before


def test_backup_leaves_out_a_file_removed_meanwhile(saved, tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "is_file", lambda path: True)
    monkeypatch.setattr(Path, "rglob", lambda path, pattern: iter([path / "uploads/senare.txt", path / "gone.txt"]))
    manifest = make_backup(tmp_path / "second.tar.gz")
    assert sorted(manifest["members"]) == [databases.get_dump_name(), "files/uploads/senare.txt"]


def test_damaged_archive_is_refused_before_anything_is_touched(saved):
    before = state()
    saved.write_bytes(saved.read_bytes()[:-100])
    with pytest.raises(BackupError):
        restore_backup(saved)
    assert state() == before
    assert leftovers() == ["files"]


def fail(*arguments, **options):
    raise BackupError("The disk is full.")


def test_files_and_rows_stay_when_the_database_cannot_be_loaded(saved, monkeypatch):
    before = state()
    monkeypatch.setattr(databases, "_copy_sqlite", fail)
    run_postgres = databases._run_postgres
    monkeypatch.setattr(
        databases, "_run_postgres", lambda program, *rest: fail() if program == "pg_restore" else run_postgres(*rest)
    )
    with pytest.raises(BackupError, match="disk is full"):
        restore_backup(saved)
    assert state() == before
    assert leftovers() == ["files"]


def test_restore_after_one_that_was_killed(saved, monkeypatch):
    with monkeypatch.context() as killed:
        for name in ("_copy_sqlite", "_run_postgres"):
            killed.setattr(databases, name, fail)
        killed.setattr(databases, "_put_back", lambda cursor: None)
        killed.setattr(backup, "_swap_back", lambda aside: None)
        with pytest.raises(BackupError, match="disk is full"):
            restore_backup(saved)
    restore_backup(saved)
    assert state()[0] == [("ÅRSTA", 7)]


def test_database_in_use_is_not_replaced_where_connections_stay_open(saved):
    """SQLite replaces in one transaction that other processes see whole; PostgreSQL's open connections would suffer."""
    other = connections.create_connection("default")
    other.ensure_connection()
    try:
        restore_backup(saved)
        was_refused = False
    except BackupError as error:
        was_refused = "in use" in str(error)
    finally:
        other.close()
    assert was_refused == (connection.vendor == "postgresql")
    assert state()[0] == [("ÅRSTA", 99 if was_refused else 7)]


def test_backup_command_says_where_it_wrote(capsys, settings):
    call_command("backup")
    written = list((settings.DATA_DIR / "backups").iterdir())
    assert len(written) == 1
    assert f"Wrote {written[0]}" in capsys.readouterr().out


def test_restore_command_asks_and_check_only_looks(saved, monkeypatch, capsys):
    before = state()
    monkeypatch.setattr("builtins.input", lambda: "no")
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("restore", str(saved))
    call_command("restore", str(saved), "--check")
    assert "is whole" in capsys.readouterr().out
    assert state() == before
    call_command("restore", str(saved), "--yes")
    assert state() != before
