"""The form about who decides and the large dates."""

import datetime as dt

import pytest

from kraftsamling.shared.dates import parse_imprecise
from kraftsamling.shared.merging import EditForm
from programmes.enums import OrganisationKind
from programmes.forms.programmes import ProgrammeDecisionForm
from programmes.models import Programme
from programmes.services.programmes import create_programme
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


def test_only_a_board_can_answer_for_the_records(programme):
    made = {kind: OrganisationFactory(municipality=programme.municipality, kind=kind) for kind in OrganisationKind}
    form = ProgrammeDecisionForm(instance=programme, municipality=programme.municipality)
    boards = {made[OrganisationKind.EXECUTIVE_BOARD], made[OrganisationKind.BOARD]}
    assert set(form.fields["responsible_board"].queryset) & set(made.values()) == boards


# The start becomes known


@pytest.fixture
def undated(client, municipality, administrator):
    """A programme that was begun without any date, and the one who began it signed in."""
    client.force_login(administrator)
    return create_programme(by=administrator, municipality=municipality, name="Ny", area_name="Ny", slug="nya")


def _save(client, programme, **dates) -> Programme:
    page = f"/arbete/{programme.slug}/planering/beslut/"
    client.post(page, _sent_unchanged(client.get(page).context["form"]) | dates)
    return Programme.objects.get(pk=programme.pk)


def test_phases_without_dates_are_proposed_when_the_start_becomes_known(client, undated):
    undated = _save(client, undated, starts_on="2027")
    first, *_others, last = undated.phases.order_by("position")
    assert (first.starts_on, last.ends_on) == (parse_imprecise("2027"), parse_imprecise("2031"))
    assert (undated.exit_starts_on, undated.ends_on) == (parse_imprecise("2030"), parse_imprecise("2031"))


def test_dates_that_somebody_has_given_are_kept_when_the_start_becomes_known(client, undated):
    phase = undated.phases.get(position=2)
    phase.starts_on = parse_imprecise("2029")
    phase.save()
    undated = _save(client, undated, starts_on="2027", ends_on="2035")
    assert [str(phase.starts_on or "") for phase in undated.phases.order_by("position")] == ["", "2029", "", ""]
    assert undated.ends_on == parse_imprecise("2035")


def test_phases_that_were_emptied_afterwards_stay_empty(client, undated):
    _save(client, undated, starts_on="2027")
    undated.phases.update(starts_on="", ends_on="")
    assert not any(phase.starts_on for phase in _save(client, undated, starts_on="2028").phases.all())


def test_what_is_next_asks_for_the_start_and_then_for_the_phases(client, undated):
    overview, planning = f"/arbete/{undated.slug}/", f"/arbete/{undated.slug}/planering/?steg"
    assert "Skriv när den börjar" in client.get(overview).content.decode()
    assert "Faserna har inga datum än" in client.get(planning).content.decode()
    _save(client, undated, starts_on="2027")
    told = client.get(planning).content.decode()
    assert ("Det här är ett förslag" in told, "Faserna har inga datum än" in told) == (True, False)
    undated.phases.update(starts_on="", ends_on="")
    told = client.get(overview).content.decode()
    assert ("Skriv när den börjar" in told, "Skriv när faserna börjar" in told) == (False, True)
