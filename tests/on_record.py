"""Migrations that stand as applied."""

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import override_settings


def record_migrations() -> None:
    """Let the database say which migrations its tables stand for, also where they were made from the models."""
    with override_settings(MIGRATION_MODULES={}):
        known = MigrationLoader(None).disk_migrations
    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    for migration in known.keys() - recorder.applied_migrations().keys():
        recorder.record_applied(*migration)
