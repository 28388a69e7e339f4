"""Loading the example into an installation: where it goes, what it prints, and where it is refused."""

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from programmes.example.people import EXAMPLE_PASSWORD
from programmes.services.example import load_example
from tests.factories import MunicipalityFactory


def test_example_joins_a_municipality_that_is_there(db):
    own = MunicipalityFactory(name="Vår egen kommun")
    assert load_example().municipality == own


@pytest.mark.django_db
def test_load_example_prints_how_to_sign_in(capsys):
    call_command("load_example")
    printed = capsys.readouterr().out
    assert all(word in printed for word in [EXAMPLE_PASSWORD, "processledare@example.org", "/sjobo/", "/bjorkangen/"])


@override_settings(IS_PRODUCTION=True)
def test_load_example_refuses_production():
    with pytest.raises(CommandError, match="not loaded in production"):
        call_command("load_example")
