"""Copying a whole database out and in, as of one moment, on SQLite and PostgreSQL."""

import datetime as dt
import os
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from django.db import connection, transaction
from django.db.backends.postgresql.client import DatabaseClient

from kraftsamling.shared.backup.archive import BackupError

OLD_SCHEMA = "before_restore"


def get_dump_name() -> str:
    """Return the name a dump of this installation's kind of database has inside a backup."""
    return "database.sqlite3" if connection.vendor == "sqlite" else "database.pgdump"


def dump_database(target: Path) -> None:
    """Write the database as of one moment to ``target``; raises BackupError."""
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(connection.settings_dict["NAME"], timeout=20)) as source:
            _copy_sqlite(source, target)
    else:
        _run_postgres("pg_dump", "--format=custom", "--no-owner", "--no-acl", f"--file={target}")


def check_dump(dump: Path) -> None:
    """Raise BackupError if ``dump`` is not a whole database of this installation's kind."""
    if connection.vendor == "sqlite":
        try:
            with closing(sqlite3.connect(f"file:{dump}?mode=ro", uri=True)) as source:
                answer = source.execute("PRAGMA integrity_check").fetchone()[0]
                source.execute("SELECT count(*) FROM django_migrations")
        except sqlite3.Error as error:
            raise BackupError(f"The database in the backup cannot be used: {error}") from error
        if answer != "ok":
            raise BackupError(f"The database in the backup is damaged: {answer}")
    elif "django_migrations" not in _run(["pg_restore", "--list", str(dump)], {}):
        raise BackupError("The database in the backup cannot be used: it holds no tables of ours.")


def load_dump(dump: Path) -> None:
    """Replace the whole database by ``dump`` or leave it as it is; raises BackupError."""
    if connection.vendor == "sqlite":
        _load_sqlite(dump)
    else:
        _load_postgres(dump)


# --- SQLite ---
def _copy_sqlite(source: sqlite3.Connection, target: Path) -> None:
    """Copy through SQLite's backup interface: what stands in the write-ahead log comes along, and readers may go on."""
    with closing(sqlite3.connect(target, timeout=20)) as copy:
        source.backup(copy)


def _load_sqlite(dump: Path) -> None:
    """Write the dump into the present file in one transaction of SQLite's own.

    Swapping files instead would leave the old write-ahead log beside the new database, and processes that have the old
    file open would go on writing to it unseen.
    """
    present = Path(connection.settings_dict["NAME"])
    connection.close()
    _set_aside_unusable(present)
    with closing(sqlite3.connect(f"file:{dump}?mode=ro", uri=True)) as source:
        try:
            _copy_sqlite(source, present)
        except sqlite3.Error as error:
            raise BackupError(f"The database could not be replaced: {error}") from error


def _set_aside_unusable(present: Path) -> None:
    """Rename a database file that SQLite cannot read, with its log, so that a new one can take its place."""
    try:
        with closing(sqlite3.connect(present, timeout=20)) as database:
            database.execute("PRAGMA schema_version").fetchone()
    except sqlite3.OperationalError as error:
        raise BackupError(f"The present database cannot be opened: {error}") from error
    except sqlite3.DatabaseError:
        stamp = f"{dt.datetime.now(dt.UTC):%Y%m%dT%H%M%S}"
        for ending in ("", "-wal", "-shm"):
            part = present.with_name(present.name + ending)
            if part.exists():
                part.rename(present.with_name(f"{present.name}.damaged-{stamp}{ending}"))


# --- PostgreSQL ---
def _run(command: list[str], environment: dict[str, str]) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - our own command lines
            command, env=os.environ | environment, capture_output=True, text=True, check=True
        )
    except FileNotFoundError:
        raise BackupError(f"{command[0]} is missing; install it: apt-get install postgresql-client") from None
    except subprocess.CalledProcessError as error:
        reason = (error.stderr.strip().splitlines() or ["no reason given"])[0]
        raise BackupError(f"{command[0]} did not work: {reason}") from error
    return done.stdout


def _run_postgres(program: str, *arguments: str) -> str:
    """Run a PostgreSQL program against our database; the password travels in the environment, not in the arguments."""
    words, environment = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, [])
    *options, name = words[1:]
    return _run([program, *options, f"--dbname={name}", *arguments], environment or {})


def _load_postgres(dump: Path) -> None:
    """Put the present tables aside, restore in one transaction, and only then drop them; or put them back."""
    _refuse_if_in_use()
    with connection.cursor() as cursor:
        _repair_interrupted(cursor)
        with transaction.atomic():
            cursor.execute(f"ALTER SCHEMA public RENAME TO {OLD_SCHEMA}")
            _create_public(cursor)
    connection.close()
    try:
        _run_postgres("pg_restore", "--single-transaction", "--exit-on-error", "--no-owner", "--no-acl", str(dump))
    except BaseException:
        with connection.cursor() as cursor:
            _put_back(cursor)
        raise
    with connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA {OLD_SCHEMA} CASCADE")


def _create_public(cursor) -> None:
    """Make the schema as a new database has it."""
    cursor.execute("CREATE SCHEMA public AUTHORIZATION pg_database_owner")
    cursor.execute("GRANT USAGE ON SCHEMA public TO PUBLIC")


def _put_back(cursor) -> None:
    with transaction.atomic():
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute(f"ALTER SCHEMA {OLD_SCHEMA} RENAME TO public")


def _repair_interrupted(cursor) -> None:
    """Clear up after a restore that was killed: either it had come through, or the old tables are the present ones."""
    cursor.execute("SELECT to_regnamespace(%s) IS NOT NULL, to_regclass('public.django_migrations') IS NOT NULL",
                   [OLD_SCHEMA])  # fmt: skip
    has_old, is_complete = cursor.fetchone()
    if has_old and is_complete:
        cursor.execute(f"DROP SCHEMA {OLD_SCHEMA} CASCADE")
    elif has_old:
        _put_back(cursor)


def _refuse_if_in_use() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND usename = current_user"
            " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
        others = cursor.fetchone()[0]
    if others:
        raise BackupError(f"The database is in use by {others} other connections. Stop web, worker and beat first.")
