"""No form offers, and so none accepts, a row of another programme or of another municipality."""

import pytest
from django import forms
from django.db import models
from django.test import Client
from django.urls import reverse

from kraftsamling.accounts.models import User
from programmes.models import GuidanceText, Municipality, Programme
from tests.access_matrix import ROWS
from tests.addresses import arguments, close_file
from tests.factories import MunicipalityFactory, OrganisationFactory
from tests.house_rows import add_rows

pytestmark = pytest.mark.once

# What a row may hang on, nearest first.
OWNERS = ("programme", "municipality", "dialogue", "phase", "source", "picture", "contact", "body", "organisation")
FORMS = ("form", "filter_form", "choice_form")


def home_of(row: models.Model) -> Programme | Municipality | None:
    """Return the programme, else the municipality, that the row belongs to."""
    if isinstance(row, Programme | Municipality):
        return row
    owners = (getattr(row, name, None) for name in OWNERS)
    owner = next((each for each in owners if isinstance(each, models.Model)), None)
    return home_of(owner) if owner else None


@pytest.fixture
def neighbours(house):
    """The house beside another programme with as much in it, and beside another municipality."""
    by = house.people["administrator"]
    GuidanceText.objects.all().delete()
    house.rows.guidance = add_rows(house.hidden, house.organisation, by=by, leaver=by).guidance
    OrganisationFactory(name="Grannnämnden", municipality=MunicipalityFactory(name="Granne", code="GRANNE"))
    return house


def shown_forms(house):
    """Yield (name of the address, form) for each form that the leader, or else the administrator, sees."""
    clients = {persona: Client() for persona in ("process_leader", "administrator")}
    for persona, client in clients.items():
        client.force_login(house.people[persona])
    for name, answers in ROWS.items():
        for persona in [each for each in clients if answers[each] == "2"][:1]:
            response = clients[persona].get(reverse(name, kwargs=arguments(house, name)))
            close_file(response)
            yield from ((name, response.context[each]) for each in FORMS if each in (response.context or {}))


def test_no_form_offers_what_belongs_elsewhere(neighbours):
    offered, foreign = 0, set()
    for name, form in shown_forms(neighbours):
        for field, asked in getattr(form, "fields", {}).items():
            if not isinstance(asked, forms.ModelChoiceField) or asked.queryset.model is User:
                continue
            for row in asked.queryset:
                offered += 1
                if home_of(row) not in (neighbours.programme, neighbours.municipality):
                    foreign.add((name, field, repr(row)))
    assert foreign == set()
    assert offered > 100
