"""The form about who decides and the large dates."""

import datetime as dt

import pytest

from kraftsamling.shared.merging import EditForm
from programmes.forms.programmes import ProgrammeDecisionForm
from programmes.models import Programme
from tests.factories import OrganisationFactory

PAGE = "/arbete/provet/planering/beslut/"


@pytest.fixture
def ended(programme):
    """A board that is named in the programme and has ended since."""
    board = OrganisationFactory(municipality=programme.municipality, valid_until=dt.date(2020, 12, 31))
    Programme.objects.filter(pk=programme.pk).update(deciding_body=board, responsible_board=board)
    return board


def _sent_unchanged(form: EditForm) -> dict:
    return {name: form[name].value() or "" for name in form.fields}


def test_saving_the_form_keeps_a_board_that_has_ended(client, programme, process_leader, ended):
    client.force_login(process_leader)
    client.post(PAGE, _sent_unchanged(client.get(PAGE).context["form"]) | {"registry_number": "KS 2026-00123"})
    programme.refresh_from_db()
    assert (programme.deciding_body, programme.responsible_board) == (ended, ended)
    assert programme.registry_number == "KS 2026-00123"


def test_an_ended_board_is_not_offered_anew(programme, ended):
    Programme.objects.filter(pk=programme.pk).update(deciding_body=None)
    programme.refresh_from_db()
    form = ProgrammeDecisionForm(instance=programme, municipality=programme.municipality)
    assert list(form.fields["deciding_body"].queryset) == []
