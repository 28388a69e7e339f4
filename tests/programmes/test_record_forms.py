"""What the forms of all records have in common, whatever they are about."""

import datetime as dt
import re
from dataclasses import fields

import pytest
from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import capfirst

from kraftsamling.shared.models import Record
from programmes.forms.bodies import BodyForm, MembershipEndForm
from programmes.forms.contacts import ContactForm
from programmes.forms.records import RecordEditForm
from programmes.forms.reorganising import MergeForm
from programmes.models import Organisation, RoleAssignment
from programmes.urls import urlpatterns


def edit_forms(form=RecordEditForm) -> list[type[RecordEditForm]]:
    """Return every form with which a record is changed; the addresses have loaded them all."""
    assert urlpatterns
    found = [edit for below in form.__subclasses__() for edit in edit_forms(below)]
    # Without a Meta it is what others are made from.
    return [form, *found] if form is not RecordEditForm and hasattr(form, "Meta") else found


def end_everything(rows) -> None:
    """Withdraw every row, and let every organisation and every role end."""
    for field in fields(rows):
        model = type(getattr(rows, field.name))
        if issubclass(model, Record):
            model.objects.update(withdrawn_at=timezone.now(), withdrawn_reason="Dubblett")
    Organisation.objects.update(valid_until=dt.date(2020, 1, 1))
    RoleAssignment.objects.update(revoked_at=timezone.now())


@pytest.mark.django_db
def test_what_a_record_names_stays_a_choice_though_it_has_ended_or_was_withdrawn(house):
    everything = house.rows_by_app.values()
    for there in everything:
        end_everything(there)
    rows, kept = {type(row): row for there in everything for row in vars(there).values()}, []
    for edit in edit_forms():
        form = edit(instance=rows[edit.Meta.model], programme=house.programme)
        for name, field in form.fields.items():
            if isinstance(field, forms.ModelChoiceField):
                value = form.initial[name]
                named = {each.pk for each in value} if isinstance(value, list) else {value} - {None}
                offered = {getattr(key, "value", key): label for key, label in field.choices}
                assert named <= offered.keys(), f"{edit.__name__}.{name}"
                kept += [f"{edit.Meta.model.__name__}.{name}: {offered[pk]}" for pk in named]
    assert "Story.place: Torget (tillbakadragen)" in kept
    assert "Agreement.parties: Kulturnämnden" in kept
    assert len(kept) > 12


@pytest.mark.django_db
def test_what_was_withdrawn_is_named_without_a_link_that_leads_nowhere(client, house):
    client.force_login(house.people["process_leader"])
    rows = house.rows
    pages = [rows.asset, rows.source, rows.story, rows.lesson, rows.challenge, rows.goal, rows.picture, rows.contact,
             rows.decision, rows.structure]  # fmt: skip
    gone = [rows.place, rows.story, rows.source, rows.picture, rows.challenge, rows.decision, rows.actor, rows.body,
            rows.agreement]  # fmt: skip
    for row in gone:
        type(row).objects.filter(pk=row.pk).update(withdrawn_at=timezone.now(), withdrawn_reason="Dubblett")
        addresses = {page.get_work_url() for page in pages if page != row}
        leading = [url for url in addresses if f'href="{row.get_work_url()}"' in client.get(url).content.decode()]
        assert leading == [], row
        type(row).objects.filter(pk=row.pk).update(withdrawn_at=None, withdrawn_reason="")


@pytest.mark.django_db
def test_day_that_cannot_be_meant_is_explained_at_the_field(house):
    rows, programme = house.rows, house.programme
    rows.membership.valid_from = dt.date(2026, 3, 9)
    forms_and_words = [
        (ContactForm({"left_on": "9999-12-31"}, instance=rows.contact, programme=programme), "left_on", "till 2200"),
        (MergeForm({"on": "9999-12-31"}, organisation=house.organisation), "on", "till 2200"),
        (BodyForm({"valid_from": "2026-03-09", "valid_until": "2026-03-08", "name": "x", "kind": "board"},
                  instance=rows.body, programme=programme), "valid_until", "före den första"),
        (MembershipEndForm({"valid_until": "2026-03-08"}, instance=rows.membership), "valid_until", "före den första"),
    ]  # fmt: skip
    for form, field, words in forms_and_words:
        assert [words in error for error in form.errors.get(field, [])] == [True], form.errors
        assert "__all__" not in form.errors


@pytest.mark.django_db
def test_every_choice_begins_with_a_capital_letter_and_none_is_made_of_dashes(house):
    rows = {type(row): row for there in house.rows_by_app.values() for row in vars(there).values()}
    for edit in edit_forms():
        for name, field in edit(instance=rows[edit.Meta.model], programme=house.programme).fields.items():
            if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
                labels = [str(label) for _value, label in field.choices if isinstance(label, str | Promise)]
                assert labels == [capfirst(label) for label in labels], f"{edit.__name__}.{name}"
                assert "---------" not in labels, f"{edit.__name__}.{name}"


def test_browser_takes_four_digits_for_a_year_and_goes_on(client, process_leader, programme):
    client.force_login(process_leader)
    names = {"programmes:log_list": 2, "programmes:contact_create": 1}
    for name, least in names.items():
        page = client.get(reverse(name, args=["provet"])).content.decode()
        pickers = re.findall(r'<input type="date"[^>]*>', page)
        assert len(pickers) >= least
        assert [picker for picker in pickers if 'max="9999-12-31"' not in picker] == []
