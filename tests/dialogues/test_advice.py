"""The advice on a dialogue's pages: its reasons, choosing by it or against it, and what it warns of."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dialogues.adviser import Reason
from dialogues.adviser.kinds import ABOUT
from dialogues.models import Dialogue, Influence, LadderStep, Method, MethodCase, Occasion, TargetGroup
from dialogues.queries.advice import advice_for, advice_page, answers_of, mending_url, thoughts_on_advice
from dialogues.queries.readiness import missing_for_publishing, second_thoughts
from dialogues.services.advice import choose
from dialogues.services.dialogues import update_plan
from dialogues.services.methods import propose_methods
from kraftsamling.audit.models import AuditEntry
from kraftsamling.shared import clock
from kraftsamling.shared.dates import parse_imprecise
from kraftsamling.shared.errors import EditConflict
from programmes.services.keeping import add_record
from tests.dialogues.advice_samples import method, press
from tests.dialogues.plans import begin, promise, publish
from tests.factories import make_member

NOON = dt.datetime(2026, 3, 9, 11, tzinfo=dt.UTC)


@pytest.fixture
def dialogue(programme):
    propose_methods(programme.municipality, by=None)
    return begin(programme, purpose="learn", expected_people=40, facilitation="impartial")


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


def test_number_of_thousands_of_digits_is_no_method(signed_in, dialogue):
    address = reverse("dialogues:advice_choose", args=[dialogue.programme.slug, dialogue.pk])
    sent = {"question": "methods", "value": "1" * 5000, "version": "1" * 5000}
    assert signed_in.post(address, sent).status_code == 404


@pytest.mark.parametrize(
    ("question", "value", "told", "part"),
    [
        ("form", "learning", "Valt: Lärande dialog.", "forms"),
        ("form", "information", "Valt: Information.", "reason"),
        ("level", "dialogue", "Valt: Dialog.", "levels"),
    ],
)
def test_after_choosing_the_page_says_what_and_goes_on_from_there(signed_in, dialogue, question, value, told, part):
    answer = press(signed_in, dialogue, "advice_choose", question=question, value=value)
    text = answer.content.decode()
    assert told in text
    assert answer.redirect_chain[0][0].endswith(f"/rad/#{part}")
    assert f'id="{part}"' in text


def test_method_that_is_given_up_is_not_called_chosen(signed_in, dialogue):
    cafe = str(method("dialogcafe").pk)
    for told in ("Valt: Dialogcafé.", "Inte längre valt: Dialogcafé."):
        answer = press(signed_in, dialogue, "advice_choose", question="methods", value=cafe)
        assert told in answer.content.decode()
        assert answer.redirect_chain[0][0].endswith("/rad/#methods")


def test_choosing_against_the_advice_asks_why_and_blocks_nothing(signed_in, dialogue):
    answer = press(signed_in, dialogue, "advice_choose", question="form", value="information")
    assert dialogue.form == "information"
    form = answer.context["form"]
    assert "Ni har valt något annat än rådet" in answer.content.decode()
    reason = reverse("dialogues:advice", args=["provet", dialogue.pk]) + "#reason"
    assert f'<a href="{reason}">Skriv varför</a>' in signed_in.get(dialogue.get_work_url()).content.decode()
    sent = {name: form[name].value() for name in ("version", "base")} | {"advice_reason": "Beslutet kom i går"}
    signed_in.post(reverse("dialogues:advice", args=["provet", dialogue.pk]), sent)
    dialogue.refresh_from_db()
    assert dialogue.advice_reason == "Beslutet kom i går"
    assert dialogue.form == "information"
    assert reason not in signed_in.get(dialogue.get_work_url()).content.decode()


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


@pytest.mark.parametrize("size", ["short", "full"])
@pytest.mark.parametrize("about", ABOUT)
def test_warning_leads_to_where_it_is_mended(signed_in, dialogue, about, size):
    # The short plan asks on whose ground only where it has been answered, and no rule speaks of it before that.
    Dialogue.objects.filter(pk=dialogue.pk).update(size=size, venue="ours")
    dialogue.refresh_from_db()
    url = mending_url(Reason("key", "text", "source", about=about), dialogue)
    page = signed_in.get(url.partition("#")[0])
    assert page.status_code == 200
    anchor = url.partition("#")[2]
    wanted = f'id="{anchor}"' if anchor else f'name="{about}"'
    if about in ("influences", "target_groups"):
        # The part is saved and a row added after it.
        wanted = 'name="add"'
    assert wanted in page.content.decode()


def test_group_of_no_kind_may_be_the_one_that_is_usually_missing(dialogue):
    Dialogue.objects.filter(pk=dialogue.pk).update(form="learning")
    dialogue.refresh_from_db()
    TargetGroup.objects.create(dialogue=dialogue, name="Alla på gatan")
    assert "nobody_missing" in {warning.key for warning in advice_for(dialogue).warnings}
    TargetGroup.objects.create(dialogue=dialogue, name="Nattarbetare", is_missing=True, removal="Vi går dit")
    assert "nobody_missing" not in {warning.key for warning in advice_for(dialogue).warnings}


def test_check_page_says_nothing_twice(dialogue):
    Dialogue.objects.filter(pk=dialogue.pk).update(form="information", level="dialogue")
    dialogue.refresh_from_db()
    keys = [thought.key for thought in (*second_thoughts(dialogue), *thoughts_on_advice(dialogue))]
    assert ("information_but_promise" in keys, "form_level" in keys, "target_groups" in keys) == (True, False, True)
    TargetGroup.objects.create(dialogue=dialogue, name="Alla på gatan")
    assert "target_groups" not in {thought.key for thought in second_thoughts(dialogue)}


def test_warning_of_one_occasion_leads_to_it_and_of_several_to_them_all(signed_in, dialogue):
    ahead = clock.now() + dt.timedelta(days=30)
    at = {"programme": dialogue.programme, "by": None, "dialogue": dialogue, "starts_at": ahead, "ends_at": ahead}
    first = add_record(Occasion, **at, kind="meeting")
    Dialogue.objects.filter(pk=dialogue.pk).update(form="learning")
    dialogue.refresh_from_db()

    def leads_to() -> str:
        return next(each.url for each in advice_page(dialogue).warnings if "van vid platsen" in each.text)

    assert leads_to() == reverse("dialogues:occasion_edit", args=["provet", first.pk])
    add_record(Occasion, **at, kind="meeting")
    assert leads_to() == f"{dialogue.get_work_url()}#occasions"


def test_time_is_read_from_occasions_decisions_and_promises(dialogue):
    Dialogue.objects.filter(pk=dialogue.pk).update(ends_on=parse_imprecise("juni 2026"))
    dialogue.refresh_from_db()
    Influence.objects.create(dialogue=dialogue, question="Var?", state="open", decided_on=parse_imprecise("april 2026"))
    Influence.objects.create(dialogue=dialogue, question="Om?", state="fixed", decided_on=parse_imprecise("2025"))
    promise(dialogue, dt.date(2026, 5, 1))
    promise(dialogue, dt.date(2026, 1, 1), state="kept", state_reason="Det är sagt")
    answers = answers_of(dialogue)
    assert (answers.decided_on, answers.promised_on) == ((dt.date(2026, 4, 30),), (dt.date(2026, 5, 1),))
    assert (answers.last_day, answers.today, answers.is_invited) == (dt.date(2026, 6, 1), clock.today(), False)
    at = {"programme": dialogue.programme, "by": None, "dialogue": dialogue, "starts_at": NOON, "ends_at": NOON}
    add_record(Occasion, **at, kind="meeting", title="Kvällen")
    (occasion,) = answers_of(dialogue).occasions
    assert (occasion.name, occasion.begins.hour, answers_of(dialogue).last_day) == ("Kvällen 9 mars", 12, NOON.date())


def test_check_page_shows_the_warnings_and_a_choice_without_a_reason_and_blocks_nothing(signed_in, dialogue):
    Dialogue.objects.filter(pk=dialogue.pk).update(form="co_creation", level="dialogue", facilitation="none")
    dialogue.refresh_from_db()
    url = reverse("dialogues:dialogue_check", args=["provet", dialogue.pk])
    page = signed_in.get(url).content.decode()
    assert "Medskapande dialog behöver en opartisk samtalsledare" in page
    assert "Ni har valt något annat än rådet, och det står inte varför" in page
    gaps = {gap.key for gap in missing_for_publishing(dialogue)}
    assert not gaps & {thought.key for thought in thoughts_on_advice(dialogue)}
    Dialogue.objects.filter(pk=dialogue.pk).update(advice_reason="Vi lånar en ledare")
    assert "och det står inte varför" not in signed_in.get(url).content.decode()


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


def test_information_is_advised_to_be_told(dialogue):
    Dialogue.objects.filter(pk=dialogue.pk).update(form="information", purpose="tell")
    advised = [option.name for option in advice_page(Dialogue.objects.get(pk=dialogue.pk)).advised_methods]
    assert advised[:2] == ["Processkarta på plats", "Informationsutskick"]


@pytest.mark.parametrize(("purpose", "open_meeting"), [("react", "informationsmote"), ("weigh", "hearing")])
def test_open_meeting_comes_later_when_those_who_are_usually_missing_are_to_be_reached(dialogue, purpose, open_meeting):
    Dialogue.objects.filter(pk=dialogue.pk).update(purpose=purpose)

    def place() -> int:
        ranked = advice_for(Dialogue.objects.get(pk=dialogue.pk)).methods
        return [each.key for each in ranked].index(method(open_meeting).pk)

    before = place()
    TargetGroup.objects.create(dialogue=dialogue, name="Nya här", kind="new_language", is_missing=True, removal="Tolk")
    assert before < place()


def test_no_advice_before_the_purpose_is_told(signed_in, dialogue):
    update_plan(dialogue, changes={"purpose": "", "form": "consultation"}, expected_version=dialogue.version, by=None)
    advice = advice_page(dialogue)
    assert (advice.asks_first, advice.advised_methods, advice.is_against) == ("Vad vill ni helst göra?", [], False)
    assert not [option for option in (*advice.forms, *advice.levels) if option.is_advised]
    question = reverse("dialogues:dialogue_edit", args=["provet", dialogue.pk, "samtalet"])
    pages = (dialogue.get_work_url(), reverse("dialogues:advice", args=["provet", dialogue.pk]),
             reverse("dialogues:dialogue_edit", args=["provet", dialogue.pk, "form"]))  # fmt: skip
    for page in pages:
        html = signed_in.get(page).content.decode()
        assert f'Ni får råd när ni har svarat på: <a href="{question}"' in html
    assert "advice_reason" not in {thought.key for thought in thoughts_on_advice(dialogue)}
