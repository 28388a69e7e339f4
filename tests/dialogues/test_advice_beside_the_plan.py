"""The advice where the plan is written: beside each choice, in the occasions, and when an answer changes it."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from dialogues.models import Dialogue, LadderStep, Method, Occasion
from dialogues.queries.advice import advice_page, thoughts_on_advice
from dialogues.services.dialogues import update_plan
from dialogues.services.methods import propose_methods
from kraftsamling.shared import clock
from tests.dialogues.advice_samples import method, press
from tests.dialogues.occasions import add_evening
from tests.dialogues.plans import begin, typed


@pytest.fixture
def dialogue(programme):
    propose_methods(programme.municipality, by=None)
    return begin(programme, purpose="learn", expected_people=40, facilitation="impartial")


def test_chosen_methods_needs_go_into_the_plan_after_what_is_written(signed_in, dialogue):
    Dialogue.objects.filter(pk=dialogue.pk).update(timeline="1 april: vi börjar", documentation="Vi fotograferar")
    dialogue.refresh_from_db()
    dialogue.methods.set([method("dialogcafe")])
    assert "Det här behöver ni" in signed_in.get(dialogue.get_work_url()).content.decode()
    press(signed_in, dialogue, "advice_fill")
    assert dialogue.timeline.startswith("1 april: vi börjar\nDialogcafé, före: ")
    assert dialogue.documentation.splitlines()[:2] == ["Vi fotograferar", "Dialogcafé: Fråga"]
    assert dialogue.planning_group.startswith("Dialogcafé: En som leder")
    before = (dialogue.timeline, dialogue.documentation, dialogue.planning_group)
    press(signed_in, dialogue, "advice_fill")
    assert (dialogue.timeline, dialogue.documentation, dialogue.planning_group) == before


def test_what_the_methods_need_is_filled_into_the_occasions_ahead(signed_in, dialogue):
    dialogue.methods.set([method("dialogcafe")])
    ahead, over = (add_evening(dialogue, day=clock.today() + dt.timedelta(days=9)) for _turn in range(2))
    Occasion.objects.filter(pk=ahead.pk).update(material="Kaffe")
    Occasion.objects.filter(pk=over.pk).update(starts_at="2020-01-01T10:00Z", ends_at="2020-01-01T12:00Z")
    press(signed_in, dialogue, "advice_fill")
    press(signed_in, dialogue, "advice_fill")
    ahead.refresh_from_db()
    over.refresh_from_db()
    assert ahead.material.splitlines() == ["Kaffe", f"Dialogcafé: {method('dialogcafe').needs}"]
    assert over.material == ""


def test_what_fits_of_the_needs_is_filled_in_and_the_full_text_is_named(signed_in, dialogue):
    dialogue.methods.set([method("dialogcafe")])
    Dialogue.objects.filter(pk=dialogue.pk).update(timeline="x" * 1_900)
    dialogue.refresh_from_db()
    answer = press(signed_in, dialogue, "advice_fill")
    assert "allt fick inte plats i ”viktiga datum”." in answer.content.decode()
    first, second, *_rest = dialogue.timeline.splitlines()
    assert first == "x" * 1_900
    assert second.startswith("Dialogcafé, före: ")
    assert dialogue.documentation.splitlines()[0] == "Dialogcafé: Fråga"


def offered(client, dialogue: Dialogue) -> str:
    return client.get(reverse("dialogues:dialogue_edit", args=["provet", dialogue.pk, "form"])).content.decode()


def test_each_form_and_step_says_what_it_means_where_it_is_chosen(signed_in, dialogue):
    LadderStep.objects.create(
        municipality=dialogue.programme.municipality, level="dialogue", sentence="Vi ses på torget och resonerar."
    )
    html = offered(signed_in, dialogue)
    assert "Ni tänker och lär er tillsammans när ingen har svaret." in html
    assert "Vi ses på torget och resonerar." in html
    assert html.count("vårt råd</span>") == 2


def test_advised_methods_are_offered_first_with_why_and_the_others_by_form(signed_in, dialogue):
    dialogue.methods.set([method("enkat")])
    html, advised = offered(signed_in, dialogue), advice_page(dialogue).advised_methods
    first, others = html.split("Alla andra metoder, efter samtalsform")
    best, besides = first.split("Ni har också valt")
    for option in advised:
        assert f">{option.name}</label>" in best.split("Passar er plan bäst")[1]
        assert option.speaks_for[0].text in best
    assert ">Enkät</label>" in besides
    folded = [part.split("</summary>")[0] for part in others.split("<summary>")[1:]]
    assert [title.split(" (")[0] for title in folded] == [
        "Information", "Konsultation", "Diskussion", "Lärande dialog", "Medskapande dialog",
    ]  # fmt: skip
    values = re.findall(r'name="methods" value="(\d+)"', html)
    assert sorted(map(int, values)) == sorted(Method.objects.values_list("pk", flat=True))


def test_page_says_so_when_no_method_suits_both_form_and_time(signed_in, dialogue):
    fields = {"form": "co_creation", "purpose": "create"}
    Dialogue.objects.filter(pk=dialogue.pk).update(weeks=40, **fields)
    address = reverse("dialogues:advice", args=["provet", dialogue.pk])
    said = "Ingen metod passar både samtalsformen och tiden. Ta fler veckor, eller välj en annan form."
    assert said not in signed_in.get(address).content.decode()
    Dialogue.objects.filter(pk=dialogue.pk).update(weeks=0)
    page = advice_page(Dialogue.objects.get(pk=dialogue.pk))
    assert (page.advised_methods, said in signed_in.get(address).content.decode()) == ([], True)


def test_method_that_is_ticked_is_never_folded_away(signed_in, dialogue):
    address = reverse("dialogues:dialogue_edit", args=["provet", dialogue.pk, "form"])
    sent = typed(signed_in.get(address).context["form"]) | {"methods": [method("enkat").pk], "level": "okänd"}
    html = signed_in.post(address, sent).content.decode()
    assert re.search(r"<details open><summary>Konsultation", html)
    assert html.count("<details open") == 1


def test_advised_step_is_told_to_go_with_the_form_that_was_chosen(signed_in, dialogue):
    Dialogue.objects.filter(pk=dialogue.pk).update(form="consultation", purpose="create")
    for name in ("advice", "dialogue_detail"):
        html = signed_in.get(reverse(f"dialogues:{name}", args=["provet", dialogue.pk])).content.decode()
        assert "Vårt råd om samtalsform: <strong>Medskapande dialog</strong>." in html
        assert "Ni har valt Konsultation. Då passar graden <strong>Konsultation</strong>." in html
    Dialogue.objects.filter(pk=dialogue.pk).update(form="co_creation")
    assert "Då passar graden" not in signed_in.get(dialogue.get_work_url()).content.decode()


def test_answer_that_changes_the_advice_is_named(signed_in, dialogue):
    address = reverse("dialogues:dialogue_edit", args=["provet", dialogue.pk, "samtalet"])
    sent = typed(signed_in.get(address).context["form"])
    told = signed_in.post(address, sent | {"purpose": "gather", "expected_people": "41"}, follow=True).content.decode()
    assert "ändrades från ”Lärande dialog” till ”Konsultation” när ni svarade på: ”Vad vill ni helst göra?”." in told
    sent = typed(signed_in.get(address).context["form"])
    again = signed_in.post(address, sent | {"expected_people": "42"}, follow=True).content.decode()
    assert "ändrades från" not in again


def test_answer_that_only_counts_again_is_not_named(signed_in, dialogue):
    answers = {"purpose": "create", "expected_people": 40, "form": "co_creation", "level": "co_creation"}
    update_plan(dialogue, changes=answers, expected_version=dialogue.version, by=None)
    update_plan(dialogue, changes={"is_matter_open": "no"}, expected_version=dialogue.version, by=None)
    address = reverse("dialogues:dialogue_edit", args=["provet", dialogue.pk, "fragor"])
    sent = typed(signed_in.get(address).context["form"])
    told = signed_in.post(address, sent | {"is_matter_open": "yes"}, follow=True).content.decode()
    assert "ändrades från ”Information”" in told
    assert set(re.findall("när ni svarade på: (.*?)[.]", told)) == {"”Går saken att påverka?”"}


def test_row_that_changes_the_advice_is_named(signed_in, dialogue):
    update_plan(dialogue, changes={"purpose": "create"}, expected_version=dialogue.version, by=None)
    address = reverse("dialogues:influence_create", args=["provet", dialogue.pk])
    told = signed_in.post(address, {"question": "Var?", "state": "fixed"}, follow=True).content.decode()
    assert "när ni svarade på: ”Vad som går att påverka”" in told


def test_method_that_does_not_fit_is_told_of_in_one_sentence(signed_in, dialogue):
    update_plan(dialogue, changes={"form": "information", "level": "co_decision", "purpose": "decide"}, by=None,
                expected_version=dialogue.version)  # fmt: skip
    dialogue.methods.set([method("dialogcafe"), method("charrette")])
    warnings = [each.text for each in advice_page(dialogue).warnings if each.about == "Metoder"]
    assert len(warnings) == 2
    assert all("hör till en annan samtalsform än ni har valt" in each for each in warnings)
    assert any(" och är gjord för en annan grad av inflytande än ni lovar." in each for each in warnings)
    thoughts = [each.text for each in thoughts_on_advice(dialogue)]
    assert set(warnings) <= set(thoughts)
