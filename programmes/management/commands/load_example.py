"""Loads the example municipality with its two programmes and one account for each role."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import translation

from programmes.example.people import EXAMPLE_PASSWORD, PEOPLE
from programmes.models import Programme
from programmes.roles import RoleKey
from programmes.services.example import load_example


class Command(BaseCommand):
    help = "Loads the example: a municipality, accounts named by role, and two programmes. May be run again."

    def handle(self, *args, **options):
        if settings.IS_PRODUCTION:
            raise CommandError("The example accounts share a printed password, so they are not loaded in production.")
        with translation.override("sv"):
            load_example()
        # By name: what apps on higher floors make of the example is none of this app's business.
        for command in ("load_example_dialogues", "load_example_history"):
            call_command(command, stdout=self.stdout)
        self.stdout.write(f"The public site:      {settings.PUBLIC_URL}/")
        for programme in Programme.objects.filter(is_example=True).order_by("pk"):
            self.stdout.write(f"{programme.name + ':':21} {settings.PUBLIC_URL}{programme.get_absolute_url()}")
        self.stdout.write(f"Sign in:              {settings.PUBLIC_URL}{reverse('account_login')}")
        self.stdout.write(f"Password, for each:   {EXAMPLE_PASSWORD}")
        for person in PEOPLE:
            may_start = RoleKey.PROGRAMME_CREATOR in person.municipal_roles
            self.stdout.write(f"  {person.email:28} {person.name}{', may start a programme' if may_start else ''}")
