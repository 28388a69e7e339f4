import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from PIL import Image

from kraftsamling.accounts.models import User
from kraftsamling.audit.models import AuditEntry
from kraftsamling.jobs.models import Job
from kraftsamling.shared.errors import EditConflict, RuleViolation
from kraftsamling.shared.models import RetentionClass
from programmes.models import Municipality, Organisation
from programmes.permissions import can
from programmes.queries.municipality import organisations, split_by_end
from programmes.queries.programmes import current_organisations
from programmes.roles import Permission
from programmes.services.municipality import (
    add_organisation,
    create_municipality,
    end_organisation,
    update_municipality,
    update_organisation,
)
from tests.factories import OrganisationFactory, UserFactory

SETTINGS = {
    "name": "Provkommunen", "palette": "wine", "contact_email": "fraga@example.org", "contact_phone": "031-390 06 00",
    "data_protection_contact": "ombud@example.org", "registry_pattern": "KS 2026-00123", "report_days": 5,
}  # fmt: skip


def _picture(kind="PNG", size=(300, 100)):
    sheet = io.BytesIO()
    Image.new("RGB", size, "teal").save(sheet, kind)
    return SimpleUploadedFile("mitt märke.png", sheet.getvalue(), "image/png")


@pytest.fixture
def signed_in(client, administrator):
    client.force_login(administrator)
    return client


def _base(client, address):
    return client.get(address).context["form"].initial["base"]


def test_create_municipality_brings_proposals_and_happens_once(db):
    create_municipality(name="Provkommunen", code="PROV", by=None)
    assert RetentionClass.objects.count() == 23
    with pytest.raises(RuleViolation):
        create_municipality(name="En till", code="TILL", by=None)


def test_municipality_edit_saves_and_shows_everywhere(signed_in, municipality):
    address = reverse("programmes:municipality_edit")
    before = signed_in.get("/personuppgifter/").content.decode()
    answer = signed_in.post(address, {"version": 1, "base": _base(signed_in, address), **SETTINGS})
    municipality.refresh_from_db()
    assert answer.status_code == 302
    assert {name: getattr(municipality, name) for name in SETTINGS} == SETTINGS
    assert "Provkommunen" in signed_in.get("/personuppgifter/").content.decode()
    assert "Provkommunen" not in before
    assert set(AuditEntry.objects.get(verb="municipality.update").fields) == set(SETTINGS)


def test_municipality_edit_by_two_merges_what_differs(signed_in, municipality, administrator):
    address = reverse("programmes:municipality_edit")
    base = _base(signed_in, address)
    update_municipality(
        municipality=municipality, changes={"contact_phone": "031-390 06 07"}, expected_version=1, by=administrator
    )
    mine = {**SETTINGS, "contact_phone": "", "name": "Mitt namn", "version": 1, "base": base}
    form = signed_in.post(address, mine).context["form"]
    assert (form["name"].value(), form["contact_phone"].value(), form.conflicts) == ("Mitt namn", "031-390 06 07", [])
    with pytest.raises(EditConflict):
        update_municipality(municipality=municipality, changes={"name": "x"}, expected_version=1, by=administrator)


@pytest.mark.parametrize("days", ["0", "61", "", "tio"])
def test_municipality_report_days_must_be_sensible(signed_in, municipality, days):
    address = reverse("programmes:municipality_edit")
    answer = signed_in.post(address, {"version": 1, "base": _base(signed_in, address), **SETTINGS, "report_days": days})
    assert list(answer.context["form"].errors) == ["report_days"]


def test_logo_is_made_anew_and_served_with_its_tag(signed_in, municipality):
    signed_in.post(reverse("programmes:municipality_logo"), {"logo": _picture()})
    municipality.refresh_from_db()
    first = signed_in.get(reverse("programmes:logo"))
    again = signed_in.get(reverse("programmes:logo"), headers={"if-none-match": first["ETag"]})
    assert "mitt" not in municipality.logo.name
    assert (first["Content-Type"], again.status_code) == ("image/png", 304)
    assert b"".join(first.streaming_content).startswith(b"\x89PNG")


def test_logo_can_be_removed(signed_in, municipality):
    signed_in.post(reverse("programmes:municipality_logo"), {"logo": _picture()})
    signed_in.post(reverse("programmes:municipality_logo_remove"))
    assert signed_in.get(reverse("programmes:logo")).status_code == 404
    assert AuditEntry.objects.filter(verb="municipality.logo").count() == 2


def test_logo_that_is_no_picture_is_refused_at_its_field(signed_in, municipality):
    text = SimpleUploadedFile("logo.png", b"<svg onload='alert(1)'></svg>", "image/png")
    answer = signed_in.post(reverse("programmes:municipality_logo"), {"logo": text})
    assert list(answer.context["form"].errors) == ["logo"]
    assert Municipality.objects.get().logo.name == ""


def test_organisation_is_added_once_by_name(municipality, administrator):
    add_organisation(municipality=municipality, by=administrator, kind="board", name="Kulturnämnden")
    with pytest.raises(RuleViolation) as refused:
        add_organisation(municipality=municipality, by=administrator, kind="board", name="Kulturnämnden")
    assert refused.value.field == "name"


def test_organisation_that_ended_is_named_but_not_chosen(municipality, administrator):
    old, new = OrganisationFactory(name="Gamla nämnden"), OrganisationFactory(name="Nya nämnden")
    end_organisation(
        organisation=old, valid_until=dt.date(2020, 12, 31), successor=new, expected_version=1, by=administrator
    )
    present, ended = split_by_end(organisations(municipality))
    assert (present, ended, list(current_organisations(municipality))) == ([new], [old], [new])
    assert ended[0].successor == new


def test_organisation_cannot_become_itself_or_end_before_it_begins(municipality, administrator):
    board = OrganisationFactory(name="Nämnden", valid_from=dt.date(2021, 1, 1))
    for changes, field in [
        ({"valid_until": dt.date(2022, 1, 1), "successor": board}, "successor"),
        ({"valid_until": dt.date(2020, 1, 1)}, "valid_until"),
    ]:
        with pytest.raises(RuleViolation) as refused:
            end_organisation(organisation=board, expected_version=1, by=administrator, **changes)
        assert refused.value.field == field


def test_organisation_renamed_to_a_taken_name_is_refused_in_the_form(signed_in, municipality):
    OrganisationFactory(name="Upptagen")
    board = OrganisationFactory(name="Nämnden")
    address = reverse("programmes:organisation_edit", args=[board.pk])
    answer = signed_in.post(
        address, {"version": 1, "base": _base(signed_in, address), "name": "Upptagen", "kind": "board"}
    )
    assert answer.context["form"].errors == {"name": ["Det finns redan en organisation med det namnet."]}


def test_organisation_edit_older_version_is_refused(municipality, administrator):
    board = OrganisationFactory(name="Nämnden")
    update_organisation(organisation=board, changes={"name": "A"}, expected_version=1, by=administrator)
    with pytest.raises(EditConflict):
        update_organisation(organisation=board, changes={"name": "B"}, expected_version=1, by=administrator)


def test_organisation_pages_walk_through(signed_in, municipality):
    signed_in.post(reverse("programmes:organisation_create"), {"name": "Kulturnämnden", "kind": "board"})
    board = Organisation.objects.get()
    address = reverse("programmes:organisation_end", args=[board.pk])
    signed_in.post(address, {"version": 1, "base": _base(signed_in, address), "valid_until": "2021-06-30"})
    assert "30 juni 2021" in signed_in.get(reverse("programmes:organisation_list")).content.decode()


def test_municipality_menu_shows_its_pages_to_administrators_only(client, municipality, administrator):
    link = reverse("programmes:municipality_edit")
    found = []
    for user in (administrator, UserFactory()):
        client.force_login(user)
        found.append(f'href="{link}"' in client.get(reverse("programmes:programme_list_work")).content.decode())
    assert found == [True, False]


SET_UP = ["--name", "Provkommunen", "--code", "prov", "--email", "nya@example.org", "--person", "Administratören"]


def test_set_up_municipality_makes_an_administrator_who_chooses_the_password(db):
    call_command("set_up_municipality", *SET_UP)
    user = User.objects.get()
    assert can(user, Permission.EDIT_MUNICIPALITY)
    assert Municipality.objects.get().code == "PROV"
    assert Job.objects.filter(kind="accounts.send_reset", arguments={"user_id": user.pk}).count() == 1


def test_set_up_municipality_happens_once(db):
    call_command("set_up_municipality", *SET_UP)
    with pytest.raises(CommandError, match="redan upplagd"):
        call_command("set_up_municipality", *SET_UP)
    assert User.objects.count() == 1


@pytest.mark.parametrize("name", ["create", "edit"])
def test_empty_choice_of_what_an_organisation_is_says_what_to_do(client, administrator, municipality, name):
    client.force_login(administrator)
    args = [OrganisationFactory().pk] if name == "edit" else []
    page = client.get(reverse(f"programmes:organisation_{name}", args=args)).content.decode()
    assert ">Välj</option>" in page
    assert "---" not in page
