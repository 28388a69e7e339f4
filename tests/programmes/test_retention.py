import datetime as dt

import pytest
from django.urls import reverse

from kraftsamling.audit.models import AuditEntry
from kraftsamling.shared.errors import EditConflict, RuleViolation
from kraftsamling.shared.models import RetentionClass
from programmes.queries.retention import describe_rule
from programmes.retention_proposals import PROPOSAL_NOTE
from programmes.services.retention import add_retention_class, propose_retention_classes, update_retention_class

RULE = {
    "name": "Enkla brev", "is_kept_forever": False, "years": 2, "counted_from": "brevet är besvarat",
    "decision_number": "KS 2026-12", "decided_on": dt.date(2026, 3, 9), "note": "",
}  # fmt: skip


@pytest.fixture
def photo(db):
    propose_retention_classes(by=None)
    return RetentionClass.objects.get(key="foto")


def test_proposals_name_no_period_and_count_as_undecided(photo):
    rows = RetentionClass.objects.all()
    assert {row.years for row in rows} == {None}
    assert {row.note for row in rows} == {PROPOSAL_NOTE}
    assert not any(row.is_decided for row in rows)


def test_proposals_leave_what_the_municipality_has_changed(photo):
    RetentionClass.objects.filter(pk=photo.pk).update(name="Foton", note="Eget")
    assert propose_retention_classes(by=None) == 0
    photo.refresh_from_db()
    assert (photo.name, photo.note) == ("Foton", "Eget")
    assert AuditEntry.objects.filter(verb="retention_class.propose").count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"is_kept_forever": True}, "years"),
        ({"decided_on": None}, "decided_on"),
        ({"decision_number": ""}, "decision_number"),
        ({"years": None}, "years"),
        ({"counted_from": ""}, "counted_from"),
    ],
)
def test_rule_that_is_incomplete_is_refused(db, changes, field):
    with pytest.raises(RuleViolation) as refused:
        add_retention_class(by=None, **{**RULE, **changes})
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "Gallras efter 2 år"),
        ({"is_kept_forever": True, "years": None}, "Bevaras"),
        ({"years": None, "decision_number": "", "decided_on": None}, "Gallras, tiden är inte bestämd"),
    ],
)
def test_rule_in_words(db, changes, words):
    assert describe_rule(add_retention_class(by=None, **{**RULE, **changes})) == words


def test_rule_of_the_same_name_is_refused(db):
    add_retention_class(by=None, **RULE)
    with pytest.raises(RuleViolation, match="Det finns redan"):
        add_retention_class(by=None, **RULE)


def test_rule_saved_by_two_at_once_is_not_lost(photo, administrator):
    update_retention_class(retention_class=photo, changes=RULE, expected_version=1, by=administrator)
    with pytest.raises(EditConflict):
        update_retention_class(retention_class=photo, changes=RULE, expected_version=1, by=administrator)
    assert AuditEntry.objects.get(verb="retention_class.update").target_id == str(photo.pk)


def test_retention_page_edits_a_rule(client, photo, administrator):
    client.force_login(administrator)
    address = reverse("programmes:retention_edit", args=[photo.pk])
    base = client.get(address).context["form"].initial["base"]
    fields = {"name": "Foto", "years": "5", "counted_from": "bilden är tagen", "decision_number": "KS 1"}
    answer = client.post(address, {**fields, "decided_on": "2026-03-09", "version": 1, "base": base})
    photo.refresh_from_db()
    assert answer.status_code == 302
    assert (photo.years, photo.is_kept_forever, photo.is_decided) == (5, False, True)


def test_retention_page_refuses_both_kept_and_disposed(client, photo, administrator):
    client.force_login(administrator)
    address = reverse("programmes:retention_edit", args=[photo.pk])
    base = client.get(address).context["form"].initial["base"]
    answer = client.post(address, {"name": "Foto", "years": "5", "is_kept_forever": "on", "version": 1, "base": base})
    assert list(answer.context["form"].errors) == ["years"]


def test_retention_page_begins_with_the_proposals(client, administrator):
    client.force_login(administrator)
    address = reverse("programmes:retention_list")
    empty = client.get(address).content.decode()
    client.post(reverse("programmes:retention_propose"))
    filled = client.get(address).content.decode()
    assert "Börja med förslagen" in empty
    assert filled.count("förslag, kräver kommunens beslut") == 23


def test_retention_page_adds_a_type(client, administrator):
    client.force_login(administrator)
    client.post(reverse("programmes:retention_create"), {"name": "Enkla brev", "years": "2"})
    assert RetentionClass.objects.get().key == "enkla-brev"
