"""The advice on a dialogue's pages: reasons, choosing, the reason against it, and what the methods need."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dialogues.models import Dialogue, Influence, LadderStep, Method, MethodCase, Occasion, TargetGroup
from dialogues.queries.advice import advice_for, advice_page, answers_of
from dialogues.services.advice import choose
from dialogues.services.methods import propose_methods
from kraftsamling.audit.models import AuditEntry
from kraftsamling.shared.errors import EditConflict
from kraftsamling.shared.receipts import make_form_key
from programmes.services.keeping import add_record
from tests.dialogues.plans import begin, publish
from tests.factories import make_member

NOON = dt.datetime(2026, 3, 9, 11, tzinfo=dt.UTC)


@pytest.fixture
def dialogue(programme):
    propose_methods(programme.municipality, by=None)
    return begin(programme, purpose="learn", expected_people=40, facilitation="impartial")


@pytest.fixture
def signed_in(client, process_leader):
    client.force_login(process_leader)
    client.user = process_leader
    return client


def method(key: str) -> Method:
    return Method.objects.get(key=key)


def press(client, dialogue: Dialogue, name: str, **data):
    """Press a button on the page of the advice, as it was shown."""
    sent = {"form_key": make_form_key(client.user.pk), "version": dialogue.version, **data}
    answer = client.post(reverse(f"dialogues:{name}", args=["provet", dialogue.pk]), sent, follow=True)
    dialogue.refresh_from_db()
    return answer


def test_answers_are_read_from_the_plan_and_its_rows(dialogue):
    Influence.objects.create(dialogue=dialogue, question="Var?", state="open")
    Influence.objects.create(dialogue=dialogue, question="Om?", state="fixed", withdrawn_at=NOON)
    TargetGroup.objects.create(dialogue=dialogue, name="Unga", kind="young", is_missing=True)
    TargetGroup.objects.create(dialogue=dialogue, name="Äldre", kind="older", is_missing=True, removal="Vi går dit")
    common = {"programme": dialogue.programme, "by": None, "dialogue": dialogue, "starts_at": NOON, "ends_at": NOON}
    add_record(Occasion, **common, kind="walk", is_impartial=True, neutrality="Skolans gård")
    add_record(Occasion, **common, kind="meeting", state="cancelled")
    dialogue.methods.set([method("dialogcafe")])
    answers = answers_of(dialogue)
    assert (answers.purpose, answers.people, answers.influences) == ("learn", 40, ("open",))
    assert (answers.groups, answers.missing) == (frozenset({"young", "older"}), frozenset({"young", "older"}))
    assert answers.is_removal_lacking
    assert [(each.kind, each.is_impartial, each.is_neutrality_noted) for each in answers.occasions] == [
        ("walk", True, True)
    ]
    assert [each.name for each in answers.methods] == ["Dialogcafé"]
    assert len(answers.catalogue) == 36


def test_advice_names_forms_steps_and_methods_with_reasons_and_sources(signed_in, dialogue):
    page = signed_in.get(reverse("dialogues:advice", args=["provet", dialogue.pk]))
    text = page.content.decode()
    advice = page.context["advice"]
    assert (advice.form.name, advice.level.name) == ("Lärande dialog", "Dialog")
    assert "Dialogcafé" in [option.name for option in advice.advised_methods]
    assert "I en lärande dialog har ingen svaret i förväg." in text
    assert "Handboken om kraftsamling" in text


def test_step_is_called_what_the_municipality_calls_it(signed_in, dialogue):
    LadderStep.objects.create(
        municipality=dialogue.programme.municipality, level="dialogue", name="Samtal", sentence="Vi pratar"
    )
    assert advice_page(dialogue).level.name == "Samtal"
    assert "Samtal" in signed_in.get(reverse("dialogues:method_list", args=["provet"])).content.decode()
    shown = signed_in.get(reverse("dialogues:method_detail", args=["provet", method("dialogcafe").pk]))
    assert "Samtal" in shown.context["words"].levels


def test_button_chooses_form_step_and_method_and_is_logged(signed_in, dialogue):
    press(signed_in, dialogue, "advice_choose", question="form", value="learning")
    press(signed_in, dialogue, "advice_choose", question="level", value="dialogue")
    cafe = method("dialogcafe")
    press(signed_in, dialogue, "advice_choose", question="methods", value=str(cafe.pk))
    assert (dialogue.form, dialogue.level, list(dialogue.methods.all())) == ("learning", "dialogue", [cafe])
    fields = [entry.fields for entry in AuditEntry.objects.filter(verb="record.update").order_by("pk")]
    assert fields == [["form"], ["level"], ["methods"]]
    press(signed_in, dialogue, "advice_choose", question="methods", value=str(cafe.pk))
    assert not dialogue.methods.exists()


def test_choosing_against_the_advice_asks_why_and_blocks_nothing(signed_in, dialogue):
    answer = press(signed_in, dialogue, "advice_choose", question="form", value="information")
    assert dialogue.form == "information"
    form = answer.context["form"]
    assert "Ni har valt något annat än rådet" in answer.content.decode()
    sent = {name: form[name].value() for name in ("version", "base")} | {"advice_reason": "Beslutet kom i går"}
    signed_in.post(reverse("dialogues:advice", args=["provet", dialogue.pk]), sent)
    dialogue.refresh_from_db()
    assert dialogue.advice_reason == "Beslutet kom i går"
    assert dialogue.form == "information"


def test_no_at_a_gate_is_the_only_thing_that_blocks(signed_in, dialogue):
    Dialogue.objects.filter(pk=dialogue.pk).update(is_matter_open="no")
    dialogue.refresh_from_db()
    answer = press(signed_in, dialogue, "advice_choose", question="form", value="learning")
    assert dialogue.form == ""
    assert "ska kallas det" in answer.content.decode()


def test_published_dialogue_leads_to_the_plan_where_the_reason_is_asked_for(signed_in, dialogue):
    publish(dialogue, form="learning", level="dialogue")
    page = signed_in.get(reverse("dialogues:advice", args=["provet", dialogue.pk])).content.decode()
    assert "Ändra samtalsform och grad av inflytande" in page
    press(signed_in, dialogue, "advice_choose", question="form", value="information")
    assert dialogue.form == "learning"


def test_page_that_is_behind_changes_nothing(signed_in, dialogue):
    stale = dialogue.version
    press(signed_in, dialogue, "advice_choose", question="form", value="learning")
    answer = press(signed_in, dialogue, "advice_choose", question="form", value="discussion", version=stale)
    assert dialogue.form == "learning"
    assert "Någon har ändrat planen" in answer.content.decode()
    with pytest.raises(EditConflict):
        choose(dialogue, question="form", value="discussion", expected_version=stale, by=None)


@pytest.mark.parametrize(("question", "value"), [("title", "x"), ("form", "dans"), ("level", ""), ("methods", "0")])
def test_strange_choice_is_not_found(signed_in, dialogue, question, value):
    assert press(signed_in, dialogue, "advice_choose", question=question, value=value).status_code == 404


def test_reader_sees_the_advice_and_no_buttons(client, programme, dialogue):
    client.force_login(make_member(programme, role="partner", name="Partnern"))
    page = client.get(reverse("dialogues:advice", args=["provet", dialogue.pk])).content.decode()
    assert "Lärande dialog" in page
    assert "rad/valj" not in page
    assert client.post(reverse("dialogues:advice", args=["provet", dialogue.pk])).status_code == 403


def test_warning_leads_to_where_it_is_mended(dialogue):
    Dialogue.objects.filter(pk=dialogue.pk).update(form="co_creation", facilitation="none", venue="ours", weeks=1)
    dialogue.refresh_from_db()
    TargetGroup.objects.create(dialogue=dialogue, name="Unga", kind="young", is_missing=True)
    warnings = {warning.text: warning.url for warning in advice_page(dialogue).warnings}
    assert len(warnings) >= 5
    facilitation = next(url for text, url in warnings.items() if "opartisk samtalsledare" in text)
    assert facilitation.endswith("/andra/samtalet/")


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


def test_advice_costs_the_same_however_much_there_is(dialogue):
    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            advice_for(Dialogue.objects.select_related("programme__municipality").get(pk=dialogue.pk))
        return len(captured)

    one = count()
    for number in range(3):
        Influence.objects.create(dialogue=dialogue, question=f"Fråga {number}", state="open")
        TargetGroup.objects.create(dialogue=dialogue, name=f"Grupp {number}", kind="young")
    dialogue.methods.set(Method.objects.all()[:5])
    assert count() == one


def test_methods_cost_the_same_however_many_cases_there_are(signed_in, dialogue):
    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            signed_in.get(reverse("dialogues:method_list", args=["provet"]) + "?syfte=learn")
        return len(captured)

    one = count()
    for number in range(3):
        add_record(
            MethodCase, programme=dialogue.programme, by=None, method=method("dialogcafe"), title=f"Kväll {number}"
        )
    assert count() == one
