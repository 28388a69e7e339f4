"""The example programmes, for the modules that look at them from many sides."""

import pytest
from django.db import transaction

from programmes.services.example import load_example


@pytest.fixture(scope="module")
def loaded_example(django_db_setup, django_db_blocker):
    """The example, loaded once for a module and rolled back at its end."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_example()
        yield
        transaction.set_rollback(True)
