"""Run the whole installation with one command, or one of its processes (docs/operations.md)."""

import os

from django.conf import settings
from django.core.management import BaseCommand, call_command

from kraftsamling.jobs.processes import Child, Supervisor, get_commands


class Command(BaseCommand):
    help = "Prepare the installation, then run web server, worker and beat and keep them alive; or run one of them."

    def add_arguments(self, parser):
        parser.add_argument("process", nargs="?", choices=list(get_commands()), help="run only this, unprepared")

    def handle(self, *args, process: str | None = None, **options):
        os.chdir(settings.BASE_DIR)
        if process is not None:
            command = get_commands()[process]
            os.execv(command[0], command)  # noqa: S606 - our own command lines
        call_command("prepare", stdout=self.stdout)
        children = [Child(name, command) for name, command in get_commands().items()]
        Supervisor(children, on_ready=self._say_ready).run()

    def _say_ready(self):
        self.stdout.write(f"Ready: {settings.PUBLIC_URL}")
        self.stdout.flush()
