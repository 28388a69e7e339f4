"""A dialogue begun from another: what a copy takes over, and what a series carries on."""

import pytest
from django.urls import reverse

from dialogues.models import TargetGroup
from dialogues.services.dialogues import update_plan
from kraftsamling.shared.errors import RuleViolation
from tests.dialogues.plans import begin, day, publish
from tests.factories import ProgrammeFactory


def test_copy_takes_over_the_plan_but_not_the_questions_dates_and_state(programme, earlier):
    publish(earlier)
    copy = begin(programme, "Torget 2026", copy_from=earlier)
    assert (copy.reach_how, copy.budget_hours, copy.form, copy.phase) == ("Via skolan", 40, "learning", earlier.phase)
    assert list(copy.places.all()) == list(earlier.places.all())
    assert list(copy.inviters.all()) == list(earlier.inviters.all())
    assert (copy.is_matter_open, copy.matter_reason, copy.starts_on, copy.state, copy.published_at) == (
        "", "", None, "planned", None,
    )  # fmt: skip
    assert [group.name for group in copy.target_groups.all()] == ["Unga"]
    rows = [(row.question, row.state, row.carried_from) for row in copy.influences.all()]
    assert rows == [("Var ska bänken stå?", "open", None), ("Ska torget byggas om?", "fixed", None)]


def test_copy_tells_what_came_along_until_it_is_changed(programme, earlier, signed_in):
    address = reverse("dialogues:dialogue_create", args=["provet"])
    sent = {"title": "Torget 2026", "size": "full", "copy_from": earlier.pk}
    page = signed_in.post(address, sent, follow=True)
    html = page.content.decode()
    assert "vad som går att påverka, grupperna och resten av planen följde med" in html
    copied = "Hur når ni dem ni vill nå?"
    assert copied in page.context["plan"].copied
    assert ("Kopierat och inte ändrat än" in html, "Det här följde inte med" in html) == (True, True)
    copy = page.context["dialogue"]
    section = reverse("dialogues:dialogue_edit", args=["provet", copy.pk, "vilka"])
    assert "Kopierat och inte ändrat än" in signed_in.get(section).content.decode()
    update_plan(copy, changes={"reach_how": "Via föreningarna"}, expected_version=copy.version, by=None)
    plan = signed_in.get(copy.get_work_url()).context["plan"]
    assert (copied in plan.copied, "Samtalsform" in plan.copied) == (False, True)
    assert "Kopierat och inte ändrat än" not in signed_in.get(section).content.decode()
    publish(copy)
    assert "Kopierat och inte ändrat än" not in signed_in.get(copy.get_work_url()).content.decode()


def test_copy_takes_over_a_group_that_stood_twice_once(programme, earlier):
    TargetGroup.objects.create(dialogue=earlier, name="unga ")
    TargetGroup.objects.create(dialogue=earlier, name="Nattskiftet")
    copy = begin(programme, "Torget 2026", copy_from=earlier)
    assert sorted(group.name for group in copy.target_groups.all()) == ["Nattskiftet", "Unga"]


def test_copy_from_another_programme_leaves_what_belongs_there(earlier):
    other = ProgrammeFactory(municipality=earlier.programme.municipality)
    copy = begin(other, "Parken", copy_from=earlier)
    assert (copy.reach_how, copy.phase, list(copy.places.all())) == ("Via skolan", None, [])
    assert list(copy.inviters.all()) == list(earlier.inviters.all())
    row = copy.influences.first()
    assert (row.decided_by, row.decided_by_other) == (None, "Nämnden")


def test_only_what_the_person_may_see_can_be_copied(signed_in, earlier):
    hidden = begin(ProgrammeFactory(), "Hemlig plan")
    address = reverse("dialogues:dialogue_create", args=["provet"])
    assert "Hemlig plan" not in signed_in.get(address).content.decode()
    response = signed_in.post(address, {"title": "Ny", "size": "short", "copy_from": hidden.pk})
    assert "copy_from" in response.context["form"].errors
    shown = signed_in.get(address, {"kopiera": earlier.pk}).content.decode()
    assert f'<option value="{earlier.pk}" selected>' in shown


def test_series_carries_over_what_is_still_open(programme, earlier, signed_in):
    following = begin(programme, "Torget 2026", follows=earlier)
    rows = list(following.influences.all())
    assert [(row.question, row.carried_from.question) for row in rows] == [("Var ska bänken stå?",) * 2]
    assert "Följde med från" in signed_in.get(following.get_work_url()).content.decode()
    assert "Fortsätter i" in signed_in.get(earlier.get_work_url()).content.decode()


def test_last_years_day_of_decision_follows_neither_a_copy_nor_a_series(programme, earlier):
    earlier.influences.update(decided_on=day("2025-12-31"))
    for source in ("copy_from", "follows"):
        following = begin(programme, "Torget 2026", **{source: earlier})
        assert {row.decided_on for row in following.influences.all()} == {None}


def test_copy_that_goes_on_carries_each_question_once(programme, earlier):
    following = begin(programme, "Torget 2026", copy_from=earlier, follows=earlier)
    assert [row.question for row in following.influences.all()] == ["Var ska bänken stå?"]
    assert following.target_groups.count() == 1


def test_series_over_two_programmes_is_refused(earlier):
    with pytest.raises(RuleViolation) as violation:
        begin(ProgrammeFactory(), "Parken", follows=earlier)
    assert violation.value.field == "follows"
