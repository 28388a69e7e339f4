"""The plan: part by part, short or full; the two questions; and that nothing promised is lowered silently."""

import datetime as dt

import pytest
from django.db import IntegrityError, models, transaction
from django.urls import reverse

from dialogues.forms.occasions import OccasionForm
from dialogues.forms.parts import InfluenceCreateForm, TargetGroupCreateForm
from dialogues.forms.plan import form_of
from dialogues.guidance import GUIDES
from dialogues.models import Dialogue, Influence, LevelChange, TargetGroup
from dialogues.plan_sections import FULL, SHORT, PlanSection, sections_of
from dialogues.queries.plan import answer_in_words, hidden_answers, plan_of, section_url
from dialogues.services import levels
from dialogues.services.dialogues import update_plan
from dialogues.services.parts import add_part
from kraftsamling.audit.models import AuditEntry
from kraftsamling.shared.errors import EditConflict, RuleViolation
from kraftsamling.shared.public_pages import get_versions, programme_scope
from kraftsamling.shared.receipts import make_form_key
from programmes.models import Body
from programmes.services.keeping import add_record
from tests.dialogues.occasions import add_evening
from tests.dialogues.plans import answers, begin, promise, publish, typed
from tests.factories import OrganisationFactory, ProgrammeFactory

PARTS = [(size, section) for size in ("short", "full") for section in (SHORT if size == "short" else FULL)]


@pytest.fixture
def dialogue(programme):
    return begin(programme)


def page(dialogue: Dialogue, section: str) -> str:
    return reverse("dialogues:dialogue_edit", args=[dialogue.programme.slug, dialogue.pk, section])


def send(client, dialogue: Dialogue, section: str, **changes):
    """Send the part as it is shown, with ``changes``."""
    form = client.get(page(dialogue, section)).context["form"]
    return client.post(page(dialogue, section), typed(form) | changes)


def save(dialogue: Dialogue, reason: str = "", **changes) -> Dialogue:
    return update_plan(dialogue, changes=changes, expected_version=dialogue.version, by=None, reason=reason)


def test_every_question_of_the_row_stands_in_one_part_of_the_plan():
    asked = [name for section in FULL for name in section.fields]
    short = [name for section in SHORT for name in section.fields]
    own = {field.name for field in Dialogue._meta.local_fields + Dialogue._meta.local_many_to_many if field.editable}
    inherited = {field.name for field in Dialogue.__mro__[1]._meta.get_fields()}
    elsewhere = {"id", "programme", "size", "follows", "state", "state_reason", "state_since"}
    assert len(asked) == len(set(asked))
    assert len(short) == len(set(short)) == len(set(short) & set(asked))
    assert own - inherited - elsewhere == set(asked)


def answer(client, dialogue: Dialogue, section: PlanSection, given: dict) -> Dialogue:
    """Answer the part, and once more where an answer makes it ask more."""
    for _turn in range(2):
        asked = section.asked(dialogue)
        response = send(client, dialogue, section.key, **{name: given[name] for name in asked})
        assert response.status_code == 302, response.context["form"].errors
        dialogue = Dialogue.objects.get(pk=dialogue.pk)
    return dialogue


@pytest.mark.parametrize(("size", "section"), PARTS, ids=lambda value: getattr(value, "key", value))
def test_part_is_saved_alone_in_either_size(signed_in, programme, section, size):
    saved = answer(signed_in, begin(programme, size=size), section, answers(programme, OrganisationFactory()))
    asked = section.asked(saved)
    assert [name for name in asked if name != "methods" and not answer_in_words(saved, name)] == []
    others = {name for other in FULL for name in other.fields if name not in asked}
    assert [name for name in others - {"title", "formal_link"} if answer_in_words(saved, name)] == []


def fill(client, dialogue: Dialogue, given: dict) -> None:
    for section in sections_of(dialogue):
        dialogue = answer(client, dialogue, section, given)


def stored(dialogue: Dialogue) -> dict:
    row = Dialogue.objects.get(pk=dialogue.pk)
    return {name: answer_in_words(row, name) for section in FULL for name in section.fields}


def test_going_over_to_the_other_size_and_back_loses_nothing(signed_in, programme):
    dialogue = begin(programme, size="full")
    fill(signed_in, dialogue, answers(programme, OrganisationFactory()))
    before = stored(dialogue)
    change = reverse("dialogues:dialogue_size", args=[programme.slug, dialogue.pk])
    signed_in.post(change, {"size": "short"})
    dialogue.refresh_from_db()
    assert (dialogue.size, hidden_answers(dialogue) > 10, stored(dialogue)) == ("short", True, before)
    for section in SHORT:
        assert send(signed_in, dialogue, section.key).status_code == 302
    signed_in.post(change, {"size": "full"})
    dialogue.refresh_from_db()
    assert (dialogue.size, hidden_answers(dialogue), stored(dialogue)) == ("full", 0, before)


def test_unknown_size_changes_nothing(signed_in, dialogue):
    signed_in.post(reverse("dialogues:dialogue_size", args=["provet", dialogue.pk]), {"size": "enorm"})
    dialogue.refresh_from_db()
    assert dialogue.size == "short"


def test_plan_says_what_is_done_begun_and_missing(programme, dialogue):
    save(dialogue, is_matter_open="yes", matter_reason="Bänkarna är inte valda")
    states = {state.section.key: state for state in plan_of(dialogue).sections}
    assert states["fragor"].state == "begun"
    assert states["fragor"].missing[:2] == ["Går de som bestämmer att påverka?", "Hur ni vet det"]
    assert states["amnet"].state == "empty"
    assert states["paverkan"].missing == ["minst en rad", "Vad som är givet från början"]
    assert plan_of(dialogue).next_section.section.key == "fragor"
    save(dialogue, are_deciders_open="yes", deciders_reason="Nämnden väntar", preconditions="Två miljoner")
    save(dialogue, why_invite="Vi vet inte", value_created="Ett torg för alla", why_it_matters="Alla går här")
    add_part(Influence, dialogue=dialogue, by=None, question="Var?", state="open")
    assert {state.section.key: state.missing for state in plan_of(dialogue).sections}["formell-koppling"] == [
        "Formell koppling",
    ]  # fmt: skip
    save(dialogue, formal_link="none")
    plan = plan_of(dialogue)
    assert [state.section.key for state in plan.sections if state.state == "done"] == [
        "fragor", "paverkan", "formell-koppling",
    ]  # fmt: skip
    assert plan.progress.startswith("3 av 8 delar är klara")


def test_full_plan_answered_is_done(signed_in, programme):
    dialogue = begin(programme, size="full")
    fill(signed_in, dialogue, answers(programme, OrganisationFactory()))
    add_part(Influence, dialogue=dialogue, by=None, question="Var?", state="open")
    add_part(TargetGroup, dialogue=dialogue, by=None, name="Unga")
    plan = plan_of(Dialogue.objects.get(pk=dialogue.pk))
    assert [(state.section.key, state.missing) for state in plan.sections if state.missing] == []
    assert plan.next_section is None


def test_plan_that_is_done_leads_on_to_promise_occasion_and_check(signed_in, programme):
    dialogue = begin(programme, size="full")
    fill(signed_in, dialogue, answers(programme, OrganisationFactory()))
    add_part(Influence, dialogue=dialogue, by=None, question="Var?", state="open")
    add_part(TargetGroup, dialogue=dialogue, by=None, name="Unga")

    def next_step() -> tuple[str, str]:
        return signed_in.get(dialogue.get_work_url()).context["next_step"]

    at = [programme.slug, dialogue.pk]
    assert next_step() == ("Lägg till ett löfte", reverse("dialogues:promise_create", args=at))
    promise(dialogue, dt.date(2026, 9, 1))
    assert next_step() == ("Lägg till ett tillfälle", reverse("dialogues:occasion_create", args=at))
    add_evening(dialogue, is_public=False)
    assert next_step() == ("Kontrollera och publicera", reverse("dialogues:dialogue_check", args=at))
    assert 'class="ds-button" href="' + next_step()[1] in signed_in.get(dialogue.get_work_url()).content.decode()
    publish(dialogue)
    assert next_step() is None


@pytest.mark.parametrize("written", ["31 000", "31\u00a0000", "31000", "31.000"])
def test_sum_is_written_as_people_write_it(signed_in, programme, written):
    dialogue = begin(programme, size="full")
    answer = signed_in.get(page(dialogue, "resurser"))
    signed_in.post(page(dialogue, "resurser"), typed(answer.context["form"]) | {"budget_kronor": written})
    dialogue.refresh_from_db()
    assert dialogue.budget_kronor == 31_000


def test_sum_with_ore_is_asked_for_again(signed_in, programme):
    dialogue = begin(programme, size="full")
    answer = signed_in.get(page(dialogue, "resurser"))
    sent = typed(answer.context["form"]) | {"budget_kronor": "31.50"}
    assert "budget_kronor" in signed_in.post(page(dialogue, "resurser"), sent).context["form"].errors


@pytest.mark.parametrize(
    ("name", "field"),
    [("promise_create", "responsible"), ("target_group_create", "hindrance"), ("influence_create", "limits")],
)
def test_what_is_demanded_is_not_called_optional(signed_in, dialogue, name, field):
    html = signed_in.get(reverse(f"dialogues:{name}", args=["provet", dialogue.pk])).content.decode()
    label = html.split(f'id="id_{field}_field"')[1].split("</label>")[0]
    assert "frivilligt" not in label


def test_section_url_leads_to_where_a_question_is_answered(dialogue):
    assert section_url(dialogue, "use_of_results") == page(dialogue, "tid-och-plats")
    assert section_url(dialogue, "influences") == page(dialogue, "paverkan")
    assert section_url(dialogue, "budget_hours") == f"{dialogue.get_work_url()}#plan"
    dialogue.size = "full"
    assert section_url(dialogue, "use_of_results") == page(dialogue, "efterat")


def test_part_that_only_the_other_size_has_leads_to_its_questions(signed_in, dialogue):
    assert signed_in.get(page(dialogue, "efterat")).url == page(dialogue, "tid-och-plats")
    assert signed_in.get(page(dialogue, "okand")).status_code == 404


@pytest.mark.parametrize(("size", "parts"), [("short", 8), ("full", 11)])
def test_save_and_go_on_leads_through_every_part(signed_in, programme, size, parts):
    dialogue = begin(programme, size=size)
    met = ["fragor"]
    for _turn in range(parts - 1):
        met.append(send(signed_in, dialogue, met[-1], on="1").url.split("/")[-2])
    assert met == [section.key for section in (SHORT if size == "short" else FULL)]
    assert send(signed_in, dialogue, "fragor").url == f"{dialogue.get_work_url()}#fragor"


def test_rows_stand_on_the_page_of_their_part(signed_in, dialogue):
    add_part(Influence, dialogue=dialogue, by=None, question="Var ska bänken stå?", state="open")
    html = signed_in.get(page(dialogue, "paverkan")).content.decode()
    assert "Var ska bänken stå?" in html
    assert "Spara och lägg till en fråga" in html
    assert "Spara och lägg till en grupp" in signed_in.get(page(dialogue, "vilka")).content.decode()


def test_what_the_plan_misses_is_not_called_optional(signed_in, dialogue):
    html = signed_in.get(page(dialogue, "fragor")).content.decode()
    assert ("k-optional" in html, "Du kan spara utan att ha svarat på allt." in html) == (False, True)
    assert "Saknas" in signed_in.get(dialogue.get_work_url()).content.decode()


def test_short_plan_asks_little(dialogue):
    asked = [name for section in SHORT for name in section.asked(dialogue)]
    assert len(asked) <= 30
    assert {"why_invite", "value_created", "why_it_matters"} <= set(asked)


@pytest.mark.parametrize("name", ["timeline", "planning_group", "documentation"])
def test_short_plan_shows_what_the_methods_wrote(signed_in, dialogue, name):
    assert name not in signed_in.get(page(dialogue, "tid-och-plats")).context["form"].fields
    save(dialogue, **{name: "Ställ fram borden"})
    assert name in signed_in.get(page(dialogue, "tid-och-plats")).context["form"].fields
    assert "Ställ fram borden" in signed_in.get(dialogue.get_work_url()).content.decode()


def test_two_at_different_parts_both_keep_what_they_wrote(signed_in, dialogue):
    mine = typed(signed_in.get(page(dialogue, "fragor")).context["form"]) | {"why_invite": "Vi behöver veta"}
    send(signed_in, dialogue, "tid-och-plats", use_of_results="Nämnden i juni")
    merged = signed_in.post(page(dialogue, "fragor"), mine)
    assert merged.context["form"].was_merged
    assert not merged.context["form"].conflicts
    assert signed_in.post(page(dialogue, "fragor"), typed(merged.context["form"])).status_code == 302
    dialogue.refresh_from_db()
    assert (dialogue.why_invite, dialogue.use_of_results) == ("Vi behöver veta", "Nämnden i juni")


def test_two_at_the_same_question_see_both_texts(signed_in, dialogue):
    mine = typed(signed_in.get(page(dialogue, "fragor")).context["form"]) | {"why_invite": "Mitt"}
    send(signed_in, dialogue, "fragor", why_invite="Kollegans")
    html = signed_in.post(page(dialogue, "fragor"), mine).content.decode()
    assert "Kollegans" in html
    assert "Mitt" in html
    dialogue.refresh_from_db()
    assert dialogue.why_invite == "Kollegans"


def test_old_version_is_a_conflict(dialogue):
    with pytest.raises(EditConflict):
        update_plan(dialogue, changes={"summary": "x"}, expected_version=dialogue.version + 1, by=None)


def test_saving_keeps_the_earlier_text_and_logs_without_it(dialogue, process_leader):
    update_plan(dialogue, changes={"summary": "Först"}, expected_version=dialogue.version, by=process_leader)
    update_plan(dialogue, changes={"summary": "Sedan"}, expected_version=dialogue.version, by=process_leader)
    assert dialogue.versions.first().texts == {"summary": "Först"}
    entry = AuditEntry.objects.filter(verb="record.update").latest("pk")
    assert (entry.fields, entry.reason) == (["summary"], "")


def test_saving_renews_public_pages(dialogue):
    scope = programme_scope(dialogue.programme_id)
    before = get_versions([scope]).get(scope, 0)
    save(dialogue, summary="Nytt")
    assert get_versions([scope])[scope] > before


# The two questions


@pytest.mark.parametrize("gate", ["is_matter_open", "are_deciders_open"])
def test_no_makes_it_information_and_says_so(signed_in, dialogue, gate):
    save(dialogue, form="co_creation", level="co_decision")
    response = send(signed_in, dialogue, "fragor", **{gate: "no"})
    dialogue.refresh_from_db()
    assert (dialogue.form, dialogue.level) == ("information", "information")
    assert "Samtalsform och grad av inflytande är nu information" in signed_in.get(response.url).content.decode()


@pytest.mark.parametrize(("name", "value"), [("form", "learning"), ("level", "dialogue")])
def test_something_else_than_information_is_refused_at_its_field_after_a_no(dialogue, name, value):
    save(dialogue, is_matter_open="no")
    with pytest.raises(RuleViolation) as violation:
        save(dialogue, **{name: value})
    assert (violation.value.field, "ska kallas det" in violation.value.message) == (name, True)


def test_database_holds_the_same_rule(dialogue):
    save(dialogue, is_matter_open="no")
    with pytest.raises(IntegrityError), transaction.atomic():
        models.QuerySet(Dialogue).filter(pk=dialogue.pk).update(form="learning")


def test_yes_after_a_no_opens_the_choice_again(signed_in, dialogue):
    save(dialogue, is_matter_open="no", are_deciders_open="yes")
    send(signed_in, dialogue, "fragor", is_matter_open="yes")
    assert send(signed_in, dialogue, "form", form="learning", level="dialogue").status_code == 302


def test_second_no_changes_nothing_more(dialogue):
    save(dialogue, is_matter_open="no")
    save(dialogue, matter_reason="Beslutet är fattat")
    save(dialogue, are_deciders_open="no")
    assert (dialogue.form, dialogue.is_information_only) == ("information", True)


# Form and level after publishing


def test_change_before_publishing_needs_no_reason(dialogue):
    save(dialogue, form="learning", level="dialogue")
    save(dialogue, form="consultation", level="consultation")
    assert not LevelChange.objects.exists()


@pytest.mark.parametrize("changes", [{"level": "information"}, {"level": "co_decision"}, {"form": "discussion"}])
def test_change_after_publishing_without_a_reason_is_refused(signed_in, dialogue, changes):
    publish(dialogue)
    response = send(signed_in, dialogue, "form", **changes)
    assert list(response.context["form"].errors) == ["reason"]
    dialogue.refresh_from_db()
    assert (dialogue.form, dialogue.level) == ("learning", "dialogue")


def test_change_after_publishing_keeps_the_old_promise_with_the_reason(signed_in, dialogue, process_leader):
    publish(dialogue)
    send(signed_in, dialogue, "form", level="consultation", form="consultation", reason="Nämnden har redan valt")
    change = LevelChange.objects.get()
    assert (change.form, change.level, change.reason, change.changed_by) == (
        "learning", "dialogue", "Nämnden har redan valt", process_leader,
    )  # fmt: skip
    html = signed_in.get(dialogue.get_work_url()).content.decode()
    assert "Vad som lovades tidigare" in html
    assert "Nämnden har redan valt" in html


def test_reason_for_another_level_can_be_removed_for_good(signed_in, dialogue):
    publish(dialogue)
    save(dialogue, level="consultation", reason="Grannen i port 7 ville det")
    address = reverse("dialogues:level_change_redact", args=["provet", LevelChange.objects.get().pk])
    assert f'href="{address}"' in signed_in.get(dialogue.get_work_url()).content.decode()
    gone = signed_in.post(address, {"fields_to_remove": ["reason"], "reason": "Namnger en person"})
    assert gone.url == dialogue.get_work_url()
    assert LevelChange.objects.get().reason.startswith("[Borttaget")
    assert AuditEntry.objects.get(verb="part.redact").programme_id == dialogue.programme_id
    assert address not in signed_in.get(dialogue.get_absolute_url()).content.decode()


def test_promise_taken_back_is_not_forgotten(dialogue):
    publish(dialogue)
    Dialogue.objects.filter(pk=dialogue.pk).update(state="planned", published_at=None)
    dialogue.refresh_from_db()
    with pytest.raises(RuleViolation) as violation:
        save(dialogue, level="information")
    assert violation.value.field == "reason"


def test_published_level_cannot_be_emptied(dialogue):
    publish(dialogue)
    with pytest.raises(RuleViolation) as violation:
        save(dialogue, level="", reason="Vi vet inte")
    assert violation.value.field == "level"


def test_no_after_publishing_is_refused_at_the_question(signed_in, dialogue):
    publish(dialogue)
    response = send(signed_in, dialogue, "fragor", is_matter_open="no")
    assert list(response.context["form"].errors) == ["is_matter_open"]
    save(dialogue, form="information", level="information", reason="Beslutet är fattat")
    assert send(signed_in, dialogue, "fragor", is_matter_open="no").status_code == 302


def test_others_are_told_of_a_change_in_its_transaction(dialogue, monkeypatch):
    told = []
    monkeypatch.setattr(levels, "_handlers", [])
    levels.register_change(lambda changed, change: told.append((changed.level, change.level, change.reason)))
    save(dialogue, form="learning", level="dialogue")
    publish(dialogue)
    save(dialogue, level="consultation", reason="Mindre är möjligt")
    assert told == [("consultation", "dialogue", "Mindre är möjligt")]


def test_matrix_asks_for_both_places(signed_in, programme):
    dialogue = begin(programme, size="full")
    response = send(signed_in, dialogue, "samtalet", predictability="2")
    assert list(response.context["form"].errors) == ["agreement"]


# Rows


@pytest.mark.parametrize(
    ("kind", "model", "good", "text"),
    [
        ("influence", Influence, {"question": "Var ska bänken stå?", "state": "open"}, "question"),
        ("target_group", TargetGroup, {"name": "Nattskiftet", "is_missing": "on", "hindrance": "Tiden"}, "name"),
    ],
)
def test_row_is_added_changed_withdrawn_and_redacted(signed_in, dialogue, kind, model, good, text):
    signed_in.post(reverse(f"dialogues:{kind}_create", args=["provet", dialogue.pk]), good)
    row = model.objects.get()
    assert getattr(row, text) in signed_in.get(dialogue.get_work_url()).content.decode()
    edit = reverse(f"dialogues:{kind}_edit", args=["provet", row.pk])
    data = typed(signed_in.get(edit).context["form"])
    data = {name: value for name, value in data.items() if value is not False} | {text: "Ändrat"}
    assert signed_in.post(edit, data).status_code == 302
    row.refresh_from_db()
    assert (getattr(row, text), row.version) == ("Ändrat", 2)
    redact = reverse(f"dialogues:{kind}_redact", args=["provet", row.pk])
    signed_in.post(redact, {"fields_to_remove": [text], "reason": "Namnger någon"})
    signed_in.post(reverse(f"dialogues:{kind}_withdraw", args=["provet", row.pk]), {"reason": "Dubblett"})
    row.refresh_from_db()
    assert getattr(row, text).startswith("[Borttaget")
    assert row.withdrawn_at
    assert signed_in.get(edit).status_code == 404
    assert signed_in.get(redact).status_code == 200
    verbs = AuditEntry.objects.filter(target_type=model._meta.label_lower, target_id=row.pk).order_by("pk")
    assert list(verbs.values_list("verb", flat=True)) == ["part.add", "part.update", "part.redact", "part.withdraw"]


def test_missing_group_needs_its_hindrance(signed_in, dialogue):
    address = reverse("dialogues:target_group_create", args=["provet", dialogue.pk])
    response = signed_in.post(address, {"name": "Nattskiftet", "is_missing": "on"})
    assert list(response.context["form"].errors) == ["hindrance"]


def test_nobody_plans_to_reach_none_of_a_group(signed_in, dialogue):
    address = reverse("dialogues:target_group_create", args=["provet", dialogue.pk])
    response = signed_in.post(address, {"name": "Nattskiftet", "planned": "0"})
    assert list(response.context["form"].errors) == ["planned"]
    assert signed_in.post(address, {"name": "Nattskiftet", "planned": "1"}).status_code == 302


def test_group_stands_once_in_a_plan_whatever_its_letters(signed_in, dialogue, process_leader):
    address = reverse("dialogues:target_group_create", args=["provet", dialogue.pk])
    sent = {"name": "Äldre män", "form_key": make_form_key(process_leader.pk)}
    assert [signed_in.post(address, sent).status_code for _turn in range(2)] == [302, 302]
    assert list(signed_in.post(address, {"name": "ÄLDRE MÄN"}).context["form"].errors) == ["name"]
    signed_in.post(address, {"name": "Unga"})
    young, older = (TargetGroup.objects.get(name=name) for name in ("Unga", "Äldre män"))
    for group, status in ((young, 200), (older, 302)):
        edit = reverse("dialogues:target_group_edit", args=["provet", group.pk])
        data = typed(signed_in.get(edit).context["form"]) | {"name": "äldre män"}
        assert signed_in.post(edit, data).status_code == status


def test_one_decider_is_named_not_two(signed_in, dialogue):
    board = add_record(Body, programme=dialogue.programme, by=None, name="Nämnden", kind="board")
    address = reverse("dialogues:influence_create", args=["provet", dialogue.pk])
    sent = {"question": "Var?", "state": "open", "decided_by": board.pk, "decided_by_other": "Fastighetschefen"}
    form = signed_in.post(address, sent).context["form"]
    assert form.errors == {"decided_by_other": ["Välj en grupp eller skriv vem det annars är, inte båda."]}
    row = add_part(Influence, dialogue=dialogue, by=None, question="Var?", state="open", decided_by=board)
    edit = reverse("dialogues:influence_edit", args=["provet", row.pk])
    data = typed(signed_in.get(edit).context["form"])
    assert list(signed_in.post(edit, data | {"decided_by_other": "Chefen"}).context["form"].errors) == [
        "decided_by_other"
    ]
    assert signed_in.post(edit, data | {"decided_by": "", "decided_by_other": "Chefen"}).status_code == 302


def test_deciding_group_of_another_programme_is_refused(dialogue):
    other = add_record(Body, programme=ProgrammeFactory(), by=None, name="Annan", kind="board")
    with pytest.raises(RuleViolation) as violation:
        add_part(Influence, dialogue=dialogue, by=None, question="Var?", state="open", decided_by=other)
    assert violation.value.field == "decided_by"


def test_forms_are_made_once_for_the_same_questions(programme):
    section = SHORT[0]
    assert form_of(section, begin(programme)) is form_of(section, begin(programme))


def test_every_question_has_its_guidance():
    asked = [f"dialogue.{name}" for section in FULL for name in section.fields]
    asked += [f"influence.{name}" for name in InfluenceCreateForm._meta.fields]
    asked += [f"target_group.{name}" for name in TargetGroupCreateForm._meta.fields]
    asked += [f"occasion.{name}" for name in OccasionForm.base_fields if name not in ("version", "base")]
    assert [key for key in asked if key not in GUIDES] == []


def test_written_answers_show_an_example_or_what_is_good():
    written = [name for section in FULL for name in section.fields if isinstance(_column(name), models.TextField)]
    assert [name for name in written if not (_guide(name).example or _guide(name).criterion)] == []


def _column(name: str) -> models.Field:
    return Dialogue._meta.get_field(name)


def _guide(name: str):
    return GUIDES[f"dialogue.{name}"]


@pytest.mark.parametrize(("part", "field", "leads_to"), [
    ("paverkan", "preconditions", "influence_create"), ("vilka", "reach_how", "target_group_create"),
])  # fmt: skip
def test_row_is_added_after_the_part_is_saved(signed_in, dialogue, part, field, leads_to):
    answer = send(signed_in, dialogue, part, **{field: "Det vi hann skriva"}, add="1")
    assert answer.url == reverse(f"dialogues:{leads_to}", args=[dialogue.programme.slug, dialogue.pk])
    dialogue.refresh_from_db()
    assert getattr(dialogue, field) == "Det vi hann skriva"


def test_part_that_is_done_is_told_in_the_form_of_its_word(signed_in, dialogue):
    save(dialogue, formal_link="none")
    page = signed_in.get(dialogue.get_work_url()).content.decode()
    assert (">klar</span>" in page, ">klart</span>" in page) == (True, False)


@pytest.mark.parametrize(
    ("kind", "heading"),
    [("influence", "En fråga som går, eller inte går, att påverka"), ("target_group", "En grupp att nå")],
)
def test_first_row_is_not_called_one_more(signed_in, dialogue, kind, heading):
    html = signed_in.get(reverse(f"dialogues:{kind}_create", args=["provet", dialogue.pk])).content.decode()
    assert f">{heading}</h1>" in html
