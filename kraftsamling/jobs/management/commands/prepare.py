"""Bring the database and the static files up to this release."""

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import BaseCommand, call_command


def are_static_files_stale() -> bool:
    """Whether the static files were never collected, or have changed since."""
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if not manifest.exists():
        return True
    collected_at = manifest.stat().st_mtime
    return any(
        Path(storage.path(name)).stat().st_mtime > collected_at
        for finder in get_finders()
        for name, storage in finder.list([])
    )


class Command(BaseCommand):
    help = "Bring the database and the static files up to this release. Safe to run again."

    def handle(self, *args, **options):
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        if settings.ENVIRONMENT != "development" and are_static_files_stale():
            call_command("collectstatic", interactive=False, verbosity=0)
        self.stdout.write("Database and static files are up to date.")
