"""Loads the dialogues of the two example programmes."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from dialogues.services.example import load_dialogues
from kraftsamling.accounts.models import User
from programmes.example.people import PROCESS_LEADER


class Command(BaseCommand):
    help = "Loads the dialogues of the example programmes. load_example calls it; may be run again."

    def handle(self, *args, **options):
        if settings.IS_PRODUCTION:
            raise CommandError("The example is not loaded in production.")
        with translation.override("sv"):
            count = load_dialogues(by=User.objects.get(email=PROCESS_LEADER.email))
        self.stdout.write(f"Dialogues of the example: {count}")
