"""Write database and files to one archive."""

from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from kraftsamling.shared import clock
from kraftsamling.shared.backup import BackupError, make_backup


class Command(BaseCommand):
    help = "Write the database and the stored files to one archive with checksums. Safe while the system is in use."

    def add_arguments(self, parser):
        parser.add_argument(
            "--to", type=Path, metavar="FILE", help="where to (default: the folder backups in DATA_DIR)"
        )

    def handle(self, *args, to: Path | None, **options):
        name = f"kraftsamling-{timezone.localtime(clock.now()):%Y-%m-%d-%H%M%S}.tar.gz"
        target = (to or settings.DATA_DIR / "backups" / name).absolute()
        try:
            manifest = make_backup(target)
        except (BackupError, OSError) as error:
            raise CommandError(str(error)) from error
        files = len(manifest["members"]) - 1
        self.stdout.write(f"Wrote {target}: {target.stat().st_size:,} bytes, the database and {files} files.")
