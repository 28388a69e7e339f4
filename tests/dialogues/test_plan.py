"""The plan: part by part, short or full; the two questions; and that nothing promised is lowered silently."""

import datetime as dt

import pytest
from django.db import IntegrityError, models, transaction
from django.urls import reverse

from dialogues.forms.plan import form_of
from dialogues.models import Dialogue, Influence, LevelChange, TargetGroup
from dialogues.plan_sections import BY_KEY, SECTIONS
from dialogues.queries.plan import answer_in_words, hidden_answers, plan_of, section_url
from dialogues.services import levels
from dialogues.services.dialogues import update_plan
from dialogues.services.parts import add_part
from kraftsamling.audit.models import AuditEntry
from kraftsamling.shared.errors import EditConflict, RuleViolation
from kraftsamling.shared.public_pages import get_versions, programme_scope
from programmes.models import Body
from programmes.services.keeping import add_record
from tests.dialogues.plans import answers, begin, publish, typed
from tests.factories import OrganisationFactory, ProgrammeFactory

ASKING = [section for section in SECTIONS if section.fields]


@pytest.fixture
def dialogue(programme):
    return begin(programme)


@pytest.fixture
def signed_in(client, process_leader):
    client.force_login(process_leader)
    return client


def page(dialogue: Dialogue, section: str) -> str:
    return reverse("dialogues:dialogue_edit", args=[dialogue.programme.slug, dialogue.pk, section])


def send(client, dialogue: Dialogue, section: str, **changes):
    """Send the part as it is shown, with ``changes``."""
    form = client.get(page(dialogue, section)).context["form"]
    return client.post(page(dialogue, section), typed(form) | changes)


def save(dialogue: Dialogue, reason: str = "", **changes) -> Dialogue:
    return update_plan(dialogue, changes=changes, expected_version=dialogue.version, by=None, reason=reason)


def test_every_question_of_the_row_stands_in_one_part_of_the_plan():
    asked = [name for section in SECTIONS for name in section.fields]
    own = {field.name for field in Dialogue._meta.local_fields + Dialogue._meta.local_many_to_many if field.editable}
    inherited = {field.name for field in Dialogue.__mro__[1]._meta.get_fields()}
    elsewhere = {"id", "programme", "size", "follows", "state", "state_reason", "state_since"}
    assert len(asked) == len(set(asked))
    assert own - inherited - elsewhere == set(asked)


@pytest.mark.parametrize("size", ["short", "full"])
@pytest.mark.parametrize("section", ASKING, ids=lambda section: section.key)
def test_part_is_saved_alone_in_either_size(signed_in, programme, section, size):
    dialogue = begin(programme, size=size)
    given = answers(programme, OrganisationFactory())
    response = send(signed_in, dialogue, section.key, **{name: given[name] for name in section.asked(size)})
    assert response.status_code == 302, response.context["form"].errors
    saved = Dialogue.objects.get(pk=dialogue.pk)
    unanswered = [name for name in section.asked(size) if name != "methods" and not answer_in_words(saved, name)]
    assert unanswered == []
    others = {name for other in ASKING for name in other.fields if name not in section.asked(size)}
    assert [name for name in others - {"title", "formal_link"} if answer_in_words(saved, name)] == []


def fill(client, dialogue: Dialogue, given: dict) -> None:
    for section in ASKING:
        send(client, dialogue, section.key, **{name: given[name] for name in section.asked(dialogue.size)})


def stored(dialogue: Dialogue) -> dict:
    row = Dialogue.objects.get(pk=dialogue.pk)
    return {name: answer_in_words(row, name) for section in SECTIONS for name in section.fields}


def test_going_over_to_the_other_size_and_back_loses_nothing(signed_in, programme):
    dialogue = begin(programme, size="full")
    fill(signed_in, dialogue, answers(programme, OrganisationFactory()))
    before = stored(dialogue)
    change = reverse("dialogues:dialogue_size", args=[programme.slug, dialogue.pk])
    signed_in.post(change, {"size": "short"})
    dialogue.refresh_from_db()
    assert (dialogue.size, hidden_answers(dialogue) > 10, stored(dialogue)) == ("short", True, before)
    for section in ASKING:
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
    assert states["fragor"].missing == ["Går de som bestämmer att påverka?", "Hur ni vet det"]
    assert states["amnet"].state == "empty"
    assert states["paverkan"].missing == ["minst en rad"]
    assert plan_of(dialogue).next_section.section.key == "fragor"
    save(dialogue, are_deciders_open="yes", deciders_reason="Nämnden väntar")
    add_part(Influence, dialogue=dialogue, by=None, question="Var?", state="open")
    plan = plan_of(dialogue)
    assert [state.section.key for state in plan.sections if state.state == "done"] == [
        "fragor", "paverkan", "formell-koppling",
    ]  # fmt: skip
    assert plan.progress.startswith("3 av 11 delar är klara")


def test_full_plan_answered_is_done(signed_in, programme):
    dialogue = begin(programme, size="full")
    fill(signed_in, dialogue, answers(programme, OrganisationFactory()))
    add_part(Influence, dialogue=dialogue, by=None, question="Var?", state="open")
    add_part(TargetGroup, dialogue=dialogue, by=None, name="Unga")
    plan = plan_of(Dialogue.objects.get(pk=dialogue.pk))
    assert [(state.section.key, state.missing) for state in plan.sections if state.missing] == []
    assert plan.next_section is None


def test_section_url_leads_to_where_a_question_is_answered(dialogue):
    assert section_url(dialogue, "use_of_results") == page(dialogue, "efterat")
    assert section_url(dialogue, "influences").endswith(f"/{dialogue.pk}/#paverkan")


@pytest.mark.parametrize("section", ["paverkan", "okand"])
def test_part_without_questions_has_no_form(signed_in, dialogue, section):
    assert signed_in.get(page(dialogue, section)).status_code == 404


def test_save_and_go_on_leads_to_the_next_part(signed_in, dialogue):
    assert send(signed_in, dialogue, "varfor", on="1").url == page(dialogue, "vilka")
    assert send(signed_in, dialogue, "varfor").url == f"{dialogue.get_work_url()}#varfor"


def test_two_at_different_parts_both_keep_what_they_wrote(signed_in, dialogue):
    mine = typed(signed_in.get(page(dialogue, "varfor")).context["form"]) | {"why_invite": "Vi behöver veta"}
    send(signed_in, dialogue, "efterat", use_of_results="Nämnden i juni")
    merged = signed_in.post(page(dialogue, "varfor"), mine)
    assert merged.context["form"].was_merged
    assert not merged.context["form"].conflicts
    assert signed_in.post(page(dialogue, "varfor"), typed(merged.context["form"])).status_code == 302
    dialogue.refresh_from_db()
    assert (dialogue.why_invite, dialogue.use_of_results) == ("Vi behöver veta", "Nämnden i juni")


def test_two_at_the_same_question_see_both_texts(signed_in, dialogue):
    mine = typed(signed_in.get(page(dialogue, "varfor")).context["form"]) | {"why_invite": "Mitt"}
    send(signed_in, dialogue, "varfor", why_invite="Kollegans")
    html = signed_in.post(page(dialogue, "varfor"), mine).content.decode()
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
def test_something_else_than_information_is_refused_at_its_field_after_a_no(signed_in, dialogue, name, value):
    save(dialogue, is_matter_open="no")
    response = send(signed_in, dialogue, "form", **{name: value})
    assert list(response.context["form"].errors) == [name]
    assert "ska kallas det" in response.context["form"].errors[name][0]


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


# The formal link


FORMAL = {"formal_link": "plan_review", "official_channel": "Stadsbyggnad", "official_url": "https://example.org/p"}


@pytest.mark.parametrize("missing", ["official_channel", "official_url"])
def test_formal_link_needs_the_official_channel(signed_in, dialogue, missing):
    response = send(signed_in, dialogue, "formell-koppling", **FORMAL | {missing: ""})
    assert list(response.context["form"].errors) == [missing]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"formal_from": "2026-04-01", "formal_until": "2026-04-13"}, "minst två veckor"),
        ({"formal_from": "2026-04-01", "formal_until": "2026-04-14"}, ""),
        ({"formal_link": "comprehensive_plan", "formal_from": "2026-04-01", "formal_until": "2026-05-30"},
         "minst två månader"),
        ({"formal_link": "comprehensive_plan", "formal_from": "2026-04-01", "formal_until": "2026-05-31"}, ""),
        ({"formal_link": "plan_consultation", "formal_from": "2026-04-01", "formal_until": "2026-04-02"}, ""),
    ],
)  # fmt: skip
def test_short_official_time_is_a_hint(signed_in, dialogue, changes, words):
    assert send(signed_in, dialogue, "formell-koppling", **FORMAL | changes).status_code == 302
    shown = signed_in.get(page(dialogue, "formell-koppling")).context
    assert (words in shown["hint"]) if words else shown["hint"] == ""


def test_official_time_in_the_wrong_order_is_refused(signed_in, dialogue):
    changes = {"formal_from": "2026-04-10", "formal_until": "2026-04-01"}
    response = send(signed_in, dialogue, "formell-koppling", **FORMAL | changes)
    assert list(response.context["form"].errors) == ["formal_until"]
    first, last = (response.context["form"].cleaned_data.get(name) for name in ("formal_from", "formal_until"))
    assert (first, last) == (dt.date(2026, 4, 10), None)
    with pytest.raises(RuleViolation):
        save(dialogue, formal_from=first, formal_until=dt.date(2026, 4, 1))


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


def test_deciding_group_of_another_programme_is_refused(dialogue):
    other = add_record(Body, programme=ProgrammeFactory(), by=None, name="Annan", kind="board")
    with pytest.raises(RuleViolation) as violation:
        add_part(Influence, dialogue=dialogue, by=None, question="Var?", state="open", decided_by=other)
    assert violation.value.field == "decided_by"


def test_forms_are_made_once_for_each_part_and_size():
    assert form_of(BY_KEY["fragor"], "short") is form_of(BY_KEY["fragor"], "short")
