"""Keeps earlier maps of the invented example programme, so that there is something to look back at."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from kraftsamling.overview.services.example_history import load_history


class Command(BaseCommand):
    help = "Keeps earlier process maps of the invented example programme. load_example calls it; may be run again."

    def handle(self, *args, **options):
        if settings.IS_PRODUCTION:
            raise CommandError("The example is not loaded in production.")
        with translation.override("sv"):
            count = load_history()
        self.stdout.write(f"Earlier maps of the example: {count}")
