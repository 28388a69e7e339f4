"""Say how the installation feels, for processes without a web address."""

import json
from dataclasses import asdict

from django.core.management import BaseCommand, CommandError

from kraftsamling.jobs.processes import is_answering
from kraftsamling.jobs.queries import get_health


class Command(BaseCommand):
    help = "Print the state of database, broker and sweep; end with 1 unless all is well."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--web", action="store_true", help="ask the web server on this machine instead")

    def handle(self, *args, web: bool, **options):
        if web:
            if not is_answering():
                raise CommandError("The web server does not answer, or says that something is wrong.")
            return
        found = get_health()
        self.stdout.write(json.dumps(asdict(found)))
        if not found.is_well:
            raise CommandError("Something is wrong; see above.")
