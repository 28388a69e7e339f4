"""Replace database and files by those of a backup."""

from pathlib import Path

from django.core.management import BaseCommand, CommandError

from kraftsamling.shared.backup import BackupError, check_backup, restore_backup


class Command(BaseCommand):
    help = "Replace the database and the stored files by those of a backup. Stop web, worker and beat first."
    # The checks would open the database, which may be the very thing that is damaged.
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--yes", action="store_true", help="do not ask")
        parser.add_argument("--check", action="store_true", help="only read the backup and say whether it is whole")

    def handle(self, *args, file: Path, yes: bool, check: bool, **options):
        try:
            if check:
                self._say("is whole", check_backup(file))
                return
            if not yes:
                self._ask()
            self._say("is restored", restore_backup(file))
        except (BackupError, OSError) as error:
            raise CommandError(str(error)) from error

    def _ask(self):
        self.stdout.write("This replaces everything in the database and all stored files. Type yes to go on:")
        try:
            answer = input()
        except EOFError:
            answer = ""
        if answer.strip().lower() != "yes":
            raise CommandError("Nothing was changed.")

    def _say(self, what: str, manifest: dict):
        files = len(manifest["members"]) - 1
        self.stdout.write(
            f"The backup of {manifest['created_at']} (release {manifest['release']}, {files} files) {what}."
        )
