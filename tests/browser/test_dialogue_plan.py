"""A dialogue from nothing to a public page: the plan part by part, rows, the advice left with a reason, a promise."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from dialogues.models import Dialogue
from dialogues.services.methods import propose_methods
from dialogues.words.plan_sections import sections_of
from programmes.models import Responsibility
from tests.dialogues import plans
from tests.factories import OrganisationFactory

WAYS = [("desktop", True), ("phone", True), ("desktop", False)]
# What is chosen or written with a meaning; every other text gets some words.
PARTS = {
    "Ämnet": {"question": "Vad saknas på vårt torg?"},
    "Samtalet": {
        "purpose": "learn", "decision_timing": "before", "predictability": "3", "agreement": "3",
        "expected_people": "40", "weeks": "9", "facilitation": "own", "venue": "theirs",
    },
    "När och var": {"starts_on": "maj 2035"},
    "Resurser": {"budget_hours": "90", "budget_kronor": "20000", "facts_by": "Gatukontoret"},
    "Formell koppling": {"formal_link": "none"},
}  # fmt: skip
LAST_PART = "Formell koppling"


def fill(page, answers: dict[str, str]) -> None:
    """Answer the questions of the page by their names."""
    for name, value in answers.items():
        field = page.locator(f"main [name={name}]").first
        match field.evaluate("node => node.type") if field.count() else "":
            case "checkbox" if value == "on":
                field.check()
            case "radio" | "checkbox":
                page.locator(f'main [name={name}][value="{value}"]').check()
            case "select-one":
                field.select_option(value)
            case _:
                field.fill(value)


def save(page, name: str = "Spara") -> None:
    page.get_by_role("button", name=name, exact=True).click()


def heading(page, name: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def begin(visitor) -> None:
    page = visitor.page
    page.get_by_role("link", name="Planera en dialog").click()
    fill(page, {"title": "Torget vi vill ha"})
    visitor.check()
    save(page)
    heading(page, "Torget vi vill ha")
    page.get_by_role("button", name="Gå över till den fullständiga planen").click()
    expect(page.get_by_text("Det här är den fullständiga planen")).to_be_visible()
    visitor.check()


def pass_the_gates(visitor) -> None:
    """Say no, see what it is called then, and find that it was a yes."""
    page = visitor.page
    page.get_by_role("link", name="Fortsätt med: Två frågor först").click()
    fill(page, {"is_matter_open": "no", "matter_reason": "Ritningarna är klara."})
    save(page)
    expect(page.get_by_text("Det här är information, inte en dialog")).to_be_visible()
    visitor.check()
    visitor.open(reverse("dialogues:dialogue_edit", args=["provet", Dialogue.objects.get().pk, "fragor"]))
    fill(page, {"is_matter_open": "yes", "matter_reason": "Möblerna är inte valda.",
                "are_deciders_open": "yes", "deciders_reason": "Nämnden har bett om det."})  # fmt: skip
    visitor.check()
    save(page, "Spara och gå vidare")


def answer_the_parts(visitor, inviter) -> None:
    page, title = visitor.page, "Två frågor först"
    while title != LAST_PART:
        expect(page.get_by_role("heading", level=1)).not_to_have_text(title)
        title = page.get_by_role("heading", level=1).inner_text()
        for text in page.locator("main form.k-form textarea:visible").all():
            if not text.input_value():
                text.fill("Så här tänker vi.")
        fill(page, PARTS.get(title, {}))
        if title == "Ämnet":
            fill(page, {"inviters": str(inviter.pk)})
        if title in ("Ämnet", "Samtalet"):
            visitor.check()
        save(page, "Spara" if title == LAST_PART else "Spara och gå vidare")
    heading(page, "Torget vi vill ha")


def add_rows(visitor) -> None:
    page = visitor.page
    rows = {
        "Lägg till en fråga": {"question": "Var ska bänkarna stå?", "state": "open", "decided_by_other": "Nämnden"},
        "Lägg till en grupp": {"name": "De som arbetar kvällar", "is_missing": "on", "hindrance": "Tiderna",
                               "removal": "Vi går till jobbet."},
        "Lägg till ett tillfälle": {"kind": "meeting", "day": "2035-05-03", "begins": "18:00", "ends": "20:00",
                                    "address": "Storgatan 4", "step_free": "yes"},
    }  # fmt: skip
    for link, answers in rows.items():
        visitor.open(Dialogue.objects.get().get_work_url())
        page.get_by_role("link", name=link).click()
        fill(page, answers)
        visitor.check()
        save(page)
        visitor.check()


def choose_against_the_advice(visitor) -> None:
    page = visitor.open(Dialogue.objects.get().get_work_url()).page
    page.get_by_role("link", name="Se alla råd, med skäl och källor").click()
    page.get_by_role("button", name=re.compile("^Välj.*Medskapande dialog$")).click()
    expect(page.get_by_text("Medskapande dialog behöver en opartisk samtalsledare")).to_be_visible()
    page.get_by_label(re.compile("^Varför ni väljer något annat")).fill("Vi får låna en ledare av grannkommunen.")
    visitor.check()
    save(page, "Spara skälet")
    expect(page.get_by_text("Skälet är sparat.")).to_be_visible()
    page.locator("section[aria-labelledby=levels]").get_by_role("button", name=re.compile("^Välj")).first.click()
    page.locator("section[aria-labelledby=methods]").get_by_role("button", name=re.compile("^Välj")).first.click()
    expect(page.get_by_role("heading", name="Det här behöver ni")).to_be_visible()


def promise_and_publish(visitor, function) -> None:
    page = visitor.open(reverse("dialogues:dialogue_check", args=["provet", Dialogue.objects.get().pk])).page
    expect(page.get_by_role("heading", name="1 sak saknas")).to_be_visible()
    visitor.check()
    page.get_by_role("link", name="Skriv när och hur de som är med får svar").click()
    fill(page, {"to_whom": "Alla som var med", "what": "Vad vi gör med det ni sa", "channels": "letter",
                "due_on": "2035-08-01", "responsible": str(function.pk)})  # fmt: skip
    visitor.check()
    save(page)
    page.wait_for_load_state()
    visitor.open(reverse("dialogues:dialogue_check", args=["provet", Dialogue.objects.get().pk])).check()
    page.get_by_role("button", name="Publicera inbjudan").click()
    page.wait_for_url("**/inbjudan/")


@pytest.mark.parametrize(("size", "javascript"), WAYS)
def test_dialogue_is_planned_advised_promised_and_published(visitor_at, programme, process_leader, size, javascript):
    propose_methods(programme.municipality, by=None)
    inviter = OrganisationFactory(municipality=programme.municipality, name="Föreningen Torget")
    function = Responsibility.objects.create(programme=programme, function="Områdesutvecklare")
    visitor = visitor_at(size, javascript=javascript)
    visitor.arrive_as(process_leader)
    visitor.open(reverse("dialogues:dialogue_list", args=[programme.slug])).check()
    begin(visitor)
    pass_the_gates(visitor)
    answer_the_parts(visitor, inviter)
    add_rows(visitor)
    choose_against_the_advice(visitor)
    promise_and_publish(visitor, function)
    dialogue = Dialogue.objects.get()
    assert (dialogue.form, dialogue.advice_reason) == ("co_creation", "Vi får låna en ledare av grannkommunen.")
    resident = visitor_at(size, javascript=javascript)
    page = resident.open(dialogue.get_absolute_url()).check().page
    for words in ("Vad saknas på vårt torg?", "Var ska bänkarna stå?", "Vad vi gör med det ni sa", "Storgatan 4"):
        expect(page.get_by_text(words).first).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_what_is_written_is_saved_before_a_row_is_added(visitor_at, programme, process_leader, javascript):
    dialogue = plans.begin(programme)
    leader = visitor_at("desktop", javascript=javascript)
    leader.arrive_as(process_leader)
    page = leader.open(reverse("dialogues:dialogue_edit", args=["provet", dialogue.pk, "paverkan"])).check().page
    page.locator("[name=preconditions]").fill("Torget byggs om 2036.")
    save(page, "Spara och lägg till en fråga")
    fill(page, {"question": "Var ska bänkarna stå?", "state": "open"})
    save(page)
    expect(page.locator("[name=preconditions]")).to_have_value("Torget byggs om 2036.")
    expect(page.get_by_role("heading", name="Var ska bänkarna stå?")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_saving_a_part_of_the_plan_says_so_where_the_part_stands(visitor_at, programme, process_leader, javascript):
    dialogue = plans.begin(programme)
    part = sections_of(dialogue)[-1]
    leader = visitor_at("phone", javascript=javascript)
    leader.arrive_as(process_leader)
    page = leader.open(reverse("dialogues:dialogue_edit", args=["provet", dialogue.pk, part.key])).page
    save(page)
    expect(page.get_by_text("Sparat.")).to_be_in_viewport()
    title = page.get_by_role("heading", name=str(part.title), exact=True)
    expect(title).to_be_in_viewport()
    said = page.locator("#messages").bounding_box()
    assert said["y"] + said["height"] <= title.bounding_box()["y"]
    leader.check()


def test_whoever_leaves_something_unsaved_is_asked_first(visitor_at, programme, process_leader):
    dialogue = plans.begin(programme)
    leader = visitor_at("desktop")
    leader.arrive_as(process_leader)
    page = leader.open(reverse("dialogues:dialogue_edit", args=["provet", dialogue.pk, "paverkan"])).page
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.get_by_role("link", name="Avbryt").click()
    page.wait_for_url(f"**{dialogue.get_work_url()}")
    assert asked == []
    page.go_back()
    page.locator("[name=preconditions]").press_sequentially("Torget")
    page.get_by_role("link", name="Avbryt").click()
    page.wait_for_url(f"**{dialogue.get_work_url()}")
    assert asked == ["beforeunload"]


@pytest.mark.parametrize(("size", "javascript"), WAYS)
def test_what_a_procedure_in_law_asks_is_seen_when_it_is_chosen(
    visitor_at, programme, process_leader, size, javascript
):
    leader = visitor_at(size, javascript=javascript)
    leader.arrive_as(process_leader)
    dialogue = plans.begin(programme)
    page = (
        leader.open(reverse("dialogues:dialogue_edit", args=["provet", dialogue.pk, "formell-koppling"])).check().page
    )
    asked, of_another = page.locator("[name=plan_name]"), page.locator("[name=formal_act]")
    expect(asked).not_to_be_visible()
    fill(page, {"formal_link": "plan_review"})
    expect(asked).to_be_visible()
    expect(of_another).not_to_be_visible()
    leader.check()
    save(page)
    heading(page, "Formell koppling")
    expect(asked).to_be_visible()


def test_method_out_of_sight_is_unfolded_and_chosen(visitor_at, programme, process_leader):
    propose_methods(programme.municipality, by=None)
    leader = visitor_at("phone", javascript=False)
    leader.arrive_as(process_leader)
    dialogue = plans.begin(programme, purpose="learn")
    page = leader.open(reverse("dialogues:dialogue_edit", args=["provet", dialogue.pk, "form"])).check().page
    page.locator("summary", has_text="Information (").click()
    page.get_by_label("Informationsutskick", exact=True).check()
    leader.check()
    save(page)
    assert [method.name for method in Dialogue.objects.get().methods.all()] == ["Informationsutskick"]
