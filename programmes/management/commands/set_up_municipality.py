"""The first thing to do in a new installation: names the municipality and gives it its first administrator."""

import re
import secrets
from argparse import ArgumentTypeError

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import translation

from kraftsamling.accounts.services import create_account, request_password_reset
from kraftsamling.shared.errors import RuleViolation
from programmes.roles import RoleKey
from programmes.services.municipality import create_municipality
from programmes.services.roles import grant_role


class Command(BaseCommand):
    help = "Sets up the municipality and sends its first administrator a link to choose a password. Once only."

    def add_arguments(self, parser):
        parser.add_argument("--name", required=True, help='the municipality, for example "Exempelkommunen"')
        parser.add_argument(
            "--code", required=True, type=self._code, help="begins running numbers, for example EXEMPEL"
        )
        parser.add_argument("--email", required=True, help="the first administrator's e-mail")
        parser.add_argument("--person", required=True, help="the first administrator's name")

    def _code(self, text: str) -> str:
        if not re.fullmatch(r"[A-Za-z0-9-]{2,20}", text):
            raise ArgumentTypeError("write 2 to 20 letters (a to z), digits or hyphens")
        return text.upper()

    def handle(self, *args, name: str, code: str, email: str, person: str, **options):
        try:
            with translation.override("sv"), transaction.atomic():
                municipality = create_municipality(name=name, code=code, by=None)
                # Nobody knows this password; the letter leads to one of the person's own.
                user = create_account(
                    email=email, name=person, password=secrets.token_urlsafe(32), language="sv", by=None
                )
                grant_role(user=user, role=RoleKey.ADMINISTRATOR, municipality=municipality, by=None)
                request_password_reset(user=user)
        except RuleViolation as violation:
            raise CommandError(str(violation.message)) from violation
        self.stdout.write(f"{name} is set up. A letter with a link to choose a password goes to {email}.")
