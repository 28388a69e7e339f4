"""Reading accounts."""

from django.db.models import Case, F, Q, When
from django.db.models.expressions import Combinable

from kraftsamling.accounts.models import User
from kraftsamling.shared.collation import Swedish


def display_name_order(prefix: str = "") -> Combinable:
    """Return what orders people by the name others see, in Swedish; ``prefix`` leads to the person ("user__")."""
    shows_title = Q(**{f"{prefix}shows_function_only": True}) & ~Q(**{f"{prefix}title": ""})
    return Swedish(Case(When(shows_title, then=F(f"{prefix}title")), default=F(f"{prefix}name")))


def get_own_account(user) -> User:
    """Return the signed-in person's row anew, so that a form can write into it without the page's head changing."""
    return User.objects.get(pk=user.pk)
