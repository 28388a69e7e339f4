"""Backup and restore: the database and the stored files as one archive with checksums (docs/operations.md)."""

import datetime as dt
import shutil
import tempfile
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import F

from kraftsamling.shared import clock
from kraftsamling.shared.backup.archive import FILES, FORMAT, FORMAT_VERSION, BackupError, unpack_archive, write_archive
from kraftsamling.shared.backup.databases import check_dump, dump_database, get_dump_name, load_dump
from kraftsamling.shared.models import ContentVersion

__all__ = ["BackupError", "check_backup", "make_backup", "restore_backup"]


def make_backup(target: Path) -> dict:
    """Write a backup to ``target``, which must not exist, readable by its owner only; return its manifest.

    Safe while the installation is in use: the database is copied first, as of one moment, so every file it names is
    among the files copied after it. Raises BackupError.
    """
    if target.exists():
        raise BackupError(f"{target} exists already.")
    migrations = sorted(MigrationRecorder(connection).applied_migrations())
    if not migrations:
        raise BackupError("The database is empty: there is nothing to back up.")
    target.parent.mkdir(parents=True, exist_ok=True)
    manifest = {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "created_at": clock.now().isoformat(),
        "release": settings.RELEASE,
        "database": connection.vendor,
        "migrations": migrations,
    }
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as folder:
        dump = Path(folder) / get_dump_name()
        dump_database(dump)
        members = {dump.name: dump}
        for path in sorted(Path(settings.MEDIA_ROOT).rglob("*")):
            if path.is_file() and not path.is_symlink():
                members[f"{FILES}/{path.relative_to(settings.MEDIA_ROOT).as_posix()}"] = path
        return write_archive(target, manifest, members)


def check_backup(source: Path) -> dict:
    """Read the whole backup and return its manifest; raises BackupError if it cannot be restored here as it is."""
    with tempfile.TemporaryDirectory(dir=_make_data_folder(), prefix=".restoring-") as folder:
        return _unpack_checked(source, Path(folder))


def restore_backup(source: Path) -> dict:
    """Replace database and files by those of the backup and bring them up to this release; return its manifest.

    Everybody is signed out: among the sessions of the backup are those of people who have been locked out since.

    Everything is unpacked and checked before anything is touched. If the database cannot be replaced, the files are put
    back and the database is as it was. Raises BackupError.
    """
    with tempfile.TemporaryDirectory(dir=_make_data_folder(), prefix=".restoring-") as folder:
        manifest = _unpack_checked(source, Path(folder))
        aside = _swap_files(Path(folder) / FILES)
        try:
            load_dump(Path(folder) / get_dump_name())
        except BaseException:
            _swap_back(aside)
            raise
    if aside is not None:
        shutil.rmtree(aside)
    call_command("migrate", interactive=False, verbosity=0)
    Session.objects.all().delete()
    _outdate_stored_pages()
    return manifest


def _make_data_folder() -> Path:
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    return settings.DATA_DIR


def _unpack_checked(source: Path, folder: Path) -> dict:
    manifest = unpack_archive(source, folder)
    if manifest["database"] != connection.vendor or not (folder / get_dump_name()).exists():
        raise BackupError(f"The backup is of a {manifest['database']} database, this installation uses another kind.")
    loader = MigrationLoader(None)
    known = set(loader.disk_migrations)
    known.update(name for migration in loader.disk_migrations.values() for name in migration.replaces)
    if unknown := {tuple(name) for name in manifest["migrations"]} - known:
        app, name = min(unknown)
        raise BackupError(f"The backup comes from a newer release: this one does not know {app}.{name}.")
    check_dump(folder / get_dump_name())
    (folder / FILES).mkdir(exist_ok=True)
    return manifest


def _swap_files(new: Path) -> Path | None:
    """Put the unpacked files in place; return where the present ones went, None if there were none."""
    present, aside = Path(settings.MEDIA_ROOT), None
    if present.exists():
        aside = present.with_name(f"{present.name}.before-restore-{dt.datetime.now(dt.UTC):%Y%m%dT%H%M%S%f}")
        present.rename(aside)
    try:
        new.rename(present)
    except OSError:
        if aside is not None:
            aside.rename(present)
        raise
    return aside


def _swap_back(aside: Path | None) -> None:
    shutil.rmtree(settings.MEDIA_ROOT)
    if aside is not None:
        aside.rename(settings.MEDIA_ROOT)


def _outdate_stored_pages() -> None:
    """Move all content versions on, past any given out since the backup: browsers must not take old pages for new."""
    ContentVersion.objects.update(version=F("version") + int(clock.now().timestamp()))
