"""Dialogues: beginning one, copying, series, others at the same time, states, and what is taken away."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags

from dialogues.models import Dialogue, Influence, LadderStep, Occasion, Promise, TargetGroup
from dialogues.queries.closing import dialogues_in_the_way
from dialogues.queries.dialogues import similar_dialogues
from dialogues.services.dialogues import add_dialogue, move_dialogue, redact_dialogue, update_plan, withdraw_dialogue
from dialogues.services.parts import add_part
from kraftsamling.audit.models import AuditEntry
from kraftsamling.shared import clock
from kraftsamling.shared.dates import ImpreciseDate, Precision
from kraftsamling.shared.errors import RuleViolation, StateConflict
from kraftsamling.shared.models import FormDraft
from programmes.enums import PhaseKind
from programmes.models import Body, Place, Responsibility
from programmes.queries.hanging import add_hanging
from programmes.services.keeping import add_record, withdraw_record
from tests.dialogues.occasions import add_evening
from tests.dialogues.plans import TODAY, begin, promise, publish
from tests.factories import OrganisationFactory, ProgrammeFactory, make_member
from tests.programmes.test_at_once import both_at_once

LIST = "/arbete/provet/dialoger/"
MARCH = ImpreciseDate(dt.date(2026, 3, 1), Precision.MONTH)


# The list


def test_empty_list_teaches_the_two_questions(signed_in, programme):
    html = signed_in.get(LIST).content.decode()
    assert "Börja med två frågor" in html
    assert reverse("dialogues:dialogue_create", args=["provet"]) in html


def test_list_begins_with_what_goes_on_and_can_be_filtered(signed_in, programme):
    begin(programme, "Klar", state="closed", form="consultation")
    begin(programme, "Planeras", question="Var ska bänken stå?")
    publish(begin(programme, "Pågår"))
    html = signed_in.get(LIST).content.decode()
    assert html.index("Pågår") < html.index("Planeras") < html.index("Klar")
    assert "Planeras" not in signed_in.get(LIST, {"state": "closed"}).content.decode()
    found = signed_in.get(LIST, {"form": "consultation", "ord": "klar"}).content.decode()
    assert "Klar" in found
    assert "Pågår" not in found
    assert "Planeras" in signed_in.get(LIST, {"ord": "bänken"}).content.decode()


def test_list_is_narrowed_by_step_in_the_municipalitys_words_also_one_of_the_other_ladder(signed_in, programme):
    begin(programme, "Hörs", level="consultation")
    begin(programme, "Medverkar", level="participation")
    LadderStep.objects.create(municipality=programme.municipality, level="consultation", name="Vi lyssnar")
    html = signed_in.get(LIST, {"level": "participation"}).content.decode()
    assert (">Vi lyssnar</option>" in html, "Hörs" in html, "Medverkar" in html) == (True, False, True)
    assert '<option value="participation" selected>' in html
    rows = signed_in.get(LIST, {"level": "consultation"}, headers={"hx-request": "true"}).content.decode()
    assert ("<form" in rows, "Hörs" in rows, "Medverkar" in rows) == (False, True, False)
    assert "Hörs" in signed_in.get(LIST, {"level": "nonsense"}).content.decode()


def test_list_marks_a_late_answer_and_costs_the_same_with_more(signed_in, programme):
    counts, today = [], clock.today()
    for number in range(3):
        late = publish(begin(programme, f"Sen {number}"))
        promise(late, today - dt.timedelta(days=1))
        promise(publish(begin(programme, f"I tid {number}")), today)
        with CaptureQueriesContext(connection) as captured:
            html = signed_in.get(LIST).content.decode()
        counts.append(len(captured))
    assert html.count("ett svar är försenat") == 3
    assert len(set(counts)) == 1


def test_reader_may_not_begin_one(client, programme):
    client.force_login(make_member(programme, "politician"))
    assert "Planera en dialog" not in client.get(LIST).content.decode()
    assert client.get(reverse("dialogues:dialogue_create", args=["provet"])).status_code == 403


# Beginning one


def test_dialogue_is_begun_with_an_address_from_its_title(signed_in, programme, process_leader):
    address = reverse("dialogues:dialogue_create", args=["provet"])
    response = signed_in.post(address, {"title": "Torget på Åsen!", "question": "Vad saknas?", "size": "full"})
    dialogue = Dialogue.objects.get()
    assert (dialogue.slug, dialogue.size, dialogue.state) == ("torget-pa-asen", "full", "planned")
    assert response.url == dialogue.get_work_url()
    assert dialogue.number.startswith("PROVET-")
    entry = AuditEntry.objects.get(verb="record.add", target_type="dialogues.dialogue")
    assert entry.actor_id == process_leader.pk


def test_address_is_unique_in_the_programme_and_stays(programme):
    slugs = [begin(programme, title).slug for title in ("Torget", "Torget", "Torget 2", "Torget")]
    assert slugs == ["torget", "torget-2", "torget-2-2", "torget-3"]
    assert begin(ProgrammeFactory(), "Torget").slug == "torget"
    assert begin(programme, "!!!").slug == "dialog"
    assert len(begin(programme, "x" * 80).slug) <= 60


@pytest.mark.django_db(transaction=True)
def test_two_who_begin_the_same_at_once_get_an_address_each(programme):
    def add():
        add_dialogue(programme=programme, title="Torget", by=None)

    assert both_at_once(add, add) == []
    assert sorted(Dialogue.objects.values_list("slug", flat=True)) == ["torget", "torget-2"]


# Copying, and going on


@pytest.fixture
def earlier(programme):
    place = add_record(Place, programme=programme, by=None, name="Torget")
    body = add_record(Body, programme=programme, by=None, name="Nämnden", kind="board")
    organisation = OrganisationFactory(municipality=programme.municipality)
    dialogue = begin(
        programme, "Torget 2025", reach_how="Via skolan", is_matter_open="yes", matter_reason="Öppet då",
        starts_on=MARCH, form="learning", level="dialogue", budget_hours=40, phase=programme.phases.first(),
    )  # fmt: skip
    dialogue.places.set([place])
    dialogue.inviters.set([organisation])
    add_part(Influence, dialogue=dialogue, by=None, question="Var ska bänken stå?", state="open", decided_by=body)
    add_part(Influence, dialogue=dialogue, by=None, question="Ska torget byggas om?", state="fixed")
    gone = add_part(Influence, dialogue=dialogue, by=None, question="Fel rad", state="open")
    Influence.objects.filter(pk=gone.pk).update(withdrawn_at=gone.created_at)
    add_part(TargetGroup, dialogue=dialogue, by=None, name="Unga", is_missing=True, hindrance="Tiden")
    return dialogue


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


# Others at the same time


def day(text: str) -> ImpreciseDate:
    return ImpreciseDate(dt.date.fromisoformat(text))


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "is_near"),
    [
        (day("2026-09-30"), None, True),
        (day("2026-10-01"), None, False),
        (day("2025-09-01"), None, True),
        (day("2025-08-31"), None, False),
        (day("2025-01-01"), day("2025-12-31"), True),
        (ImpreciseDate(dt.date(2026, 9, 1), Precision.SEASON), None, True),
        (None, None, False),
    ],
)
def test_others_within_six_months_are_told_of(programme, starts_on, ends_on, is_near):
    mine = begin(programme, starts_on=day("2026-03-01"), ends_on=day("2026-03-31"))
    other = begin(programme, "Biblioteket", starts_on=starts_on, ends_on=ends_on)
    add_part(TargetGroup, dialogue=other, by=None, name="Unga")
    found = similar_dialogues(mine, TODAY)
    assert [(row.dialogue, row.groups) for row in found] == ([(other, ["Unga"])] if is_near else [])


def test_others_at_the_same_place_come_first_and_cancelled_ones_are_left_out(programme, earlier):
    square = earlier.places.get()
    area = add_record(Place, programme=programme, by=None, name="Hela området")
    Place.objects.filter(pk=square.pk).update(parent=area)
    mine = begin(programme, starts_on=MARCH)
    mine.places.set([square])
    begin(programme, "Var som helst", starts_on=MARCH)
    places = {"Skolan": area, "Bänken": square, "Hela": None}
    for title, parent in places.items():
        place = add_record(Place, programme=programme, by=None, name=title, parent=parent) if parent else area
        begin(programme, title, starts_on=MARCH).places.set([place])
    begin(programme, "Inställd", starts_on=MARCH, state="cancelled")
    begin(ProgrammeFactory(), "Annan kraftsamling", starts_on=MARCH)
    found = [(row.dialogue.title, *row.places) for row in similar_dialogues(mine, TODAY)]
    assert set(found[:3]) == {("Torget 2025", "Torget"), ("Bänken", "Bänken"), ("Hela", "Hela området")}
    assert set(found[3:]) == {("Skolan",), ("Var som helst",)}


def test_others_take_the_same_number_of_queries(programme, django_assert_num_queries):
    mine = Dialogue.objects.select_related("programme").get(pk=begin(programme, starts_on=MARCH).pk)
    for number in range(3):
        begin(programme, f"Annan {number}", starts_on=MARCH)
        with django_assert_num_queries(7):
            assert len(similar_dialogues(mine, TODAY)) == number + 1


# States


def to(dialogue, state, reason=""):
    return move_dialogue(dialogue, to=state, by=None, reason=reason)


def test_publishing_is_done_from_the_check(signed_in, programme):
    dialogue = begin(programme)
    with pytest.raises(RuleViolation):
        to(dialogue, "open")
    asked = signed_in.get(reverse("dialogues:dialogue_move", args=["provet", dialogue.pk, "open"]))
    assert asked.url == reverse("dialogues:dialogue_check", args=["provet", dialogue.pk])


def test_invitation_taken_back_closes_the_public_page(programme):
    dialogue = publish(begin(programme))
    with pytest.raises(RuleViolation) as violation:
        to(dialogue, "planned")
    assert violation.value.field == "reason"
    to(dialogue, "planned", "Fel datum")
    assert (dialogue.published_at, dialogue.state_reason) == (None, "Fel datum")


@pytest.mark.parametrize("path", [["planned"], ["cancelled", "planned"]])
def test_invitation_that_has_been_out_for_a_day_is_not_hidden(programme, path):
    dialogue = publish(begin(programme))
    Dialogue.objects.filter(pk=dialogue.pk).update(published_at=clock.now() - dt.timedelta(days=2))
    *before, last = path
    for state in before:
        dialogue.refresh_from_db()
        to(dialogue, state, "Pengarna är slut")
    with pytest.raises(RuleViolation, match=r"lovades|promised|Fortsätt i en ny"):
        to(dialogue, last, "Löftet är försenat")
    dialogue.refresh_from_db()
    assert dialogue.published_at


def test_publishing_anew_does_not_begin_the_promise_anew(programme):
    dialogue = publish(begin(programme))
    given = promise(dialogue, TODAY)
    type(given).objects.filter(pk=given.pk).update(published_at=clock.now() - dt.timedelta(days=2))
    with pytest.raises(RuleViolation, match=r"lovade|promised"):
        to(dialogue, "planned", "Löftet är försenat")


@pytest.mark.parametrize("state", ["open", "cancelled"])
def test_move_that_would_be_refused_has_no_button(signed_in, programme, state):
    dialogue = publish(begin(programme))
    Dialogue.objects.filter(pk=dialogue.pk).update(state=state)
    back = reverse("dialogues:dialogue_move", args=["provet", dialogue.pk, "planned"])
    assert back in signed_in.get(dialogue.get_work_url()).content.decode()
    Dialogue.objects.filter(pk=dialogue.pk).update(published_at=clock.now() - dt.timedelta(days=2))
    assert back not in signed_in.get(dialogue.get_work_url()).content.decode()
    refused = signed_in.post(back, {"reason": "Pengarna kom"}).content.decode()
    assert ("Fortsätt i en ny dialog" in refused) == (state == "cancelled")


def test_dialogue_that_a_colleague_has_just_published_is_not_withdrawn(programme):
    seen = begin(programme)
    publish(Dialogue.objects.get(pk=seen.pk))
    with pytest.raises(RuleViolation):
        withdraw_dialogue(seen, by=None, reason="Dubblett")
    assert Dialogue.objects.get(pk=seen.pk).withdrawn_at is None


def test_whoever_cancels_is_told_that_everyone_reads_why(signed_in, programme):
    address = reverse("dialogues:dialogue_move", args=["provet", begin(programme).pk, "cancelled"])
    page = signed_in.get(address).content.decode()
    assert "läser alla det här på den öppna sidan" in page
    assert "Sparas i händelseloggen" not in page


def test_cancelled_dialogue_stays_public_and_tells_why(programme):
    dialogue = publish(begin(programme))
    to(dialogue, "cancelled", "Pengarna är slut")
    assert dialogue.published_at
    assert dialogue.state_reason == "Pengarna är slut"
    to(dialogue, "planned", "Pengarna kom")
    assert dialogue.published_at is None


def test_closing_is_refused_while_a_promise_is_open(signed_in, programme):
    dialogue = publish(begin(programme))
    promised = promise(dialogue, TODAY)
    to(dialogue, "compiling")
    page = reverse("dialogues:dialogue_move", args=["provet", dialogue.pk, "closed"])
    assert "1 löfte är fortfarande öppet" in signed_in.post(page, {"reason": ""}).content.decode()
    type(promised).objects.filter(pk=promised.pk).update(state="kept", state_reason="På sidan", state_since=TODAY)
    assert signed_in.post(page, {"reason": ""}).status_code == 302
    dialogue.refresh_from_db()
    assert dialogue.state == "closed"


def test_move_that_is_not_in_the_table_is_a_conflict(programme):
    with pytest.raises(StateConflict):
        to(begin(programme), "closed")


@pytest.mark.django_db(transaction=True)
def test_of_two_who_move_it_at_once_the_second_is_told(programme):
    dialogue = publish(begin(programme))
    copies = [Dialogue.objects.select_related("programme").get(pk=dialogue.pk) for _number in range(2)]
    errors = both_at_once(
        lambda: to(copies[0], "compiling"), lambda: to(copies[1], "cancelled", "Ingen kom")
    )  # fmt: skip
    assert [type(error) for error in errors] == [StateConflict]
    dialogue.refresh_from_db()
    assert dialogue.state == "compiling"


def test_open_dialogue_stands_in_the_way_of_closing_the_programme(programme):
    begin(programme, "Klar", state="closed")
    begin(programme, "Inställd", state="cancelled")
    assert dialogues_in_the_way(programme) == []
    begin(programme)
    assert [obstacle.text for obstacle in dialogues_in_the_way(programme)] == ["1 dialog är inte avslutad."]


# What is taken away


def test_only_what_nobody_was_invited_to_is_withdrawn_with_all_that_it_holds(programme):
    dialogue = begin(programme)
    add_evening(dialogue, is_public=False)
    promise(dialogue, TODAY)
    dialogue.promises.update(published_at=None)
    withdraw_dialogue(dialogue, by=None, reason="Dubblett")
    assert dialogue.withdrawn_at
    assert (Occasion.objects.current().count(), Promise.objects.current().count()) == (0, 0)
    published = publish(begin(programme))
    to(published, "planned", "Fel datum")
    with pytest.raises(RuleViolation):
        withdraw_dialogue(published, by=None, reason="Ville inte")


def test_removing_the_title_removes_the_address_made_from_it(programme, process_leader):
    dialogue = begin(programme, "Grannen i port 7")
    FormDraft.objects.create(owner=process_leader, path=f"/arbete/provet/dialoger/{dialogue.pk}/andra/amnet/",
                             fields={"title": ["Grannen i port 7"]})  # fmt: skip
    redact_dialogue(dialogue, fields=["title"], by=process_leader, reason="Namnger någon")
    assert (dialogue.title.startswith("[Borttaget"), dialogue.slug) == (True, "dialog")
    assert not FormDraft.objects.exists()


def test_withdrawn_dialogue_is_not_found(signed_in, programme):
    dialogue = begin(programme)
    withdraw_record(dialogue, by=None, reason="Fel")
    assert signed_in.get(dialogue.get_work_url()).status_code == 404
    redact = reverse("dialogues:dialogue_redact", args=["provet", dialogue.pk])
    assert signed_in.get(redact).status_code == 200


def test_phase_of_another_programme_is_no_choice(signed_in, programme):
    dialogue = begin(programme, size="full")
    page = reverse("dialogues:dialogue_edit", args=["provet", dialogue.pk, "amnet"])
    other = ProgrammeFactory().phases.filter(kind=PhaseKind.BUILD_UP).get()
    response = signed_in.post(page, {"title": "Torget", "phase": other.pk, "version": dialogue.version, "base": ""})
    assert "phase" in response.context["form"].errors


def test_page_takes_the_same_number_of_queries(signed_in, programme):
    dialogue, counts = begin(programme), []
    for number in range(3):
        add_part(Influence, dialogue=dialogue, by=None, question=f"Fråga {number}", state="open")
        add_part(TargetGroup, dialogue=dialogue, by=None, name=f"Grupp {number}")
        begin(programme, f"Annan {number}", starts_on=MARCH, follows=dialogue)
        promise(dialogue, TODAY)
        with CaptureQueriesContext(connection) as captured:
            signed_in.get(dialogue.get_work_url())
        counts.append(len(captured))
    assert len(set(counts)) == 1


def test_dialogue_hangs_on_the_function_that_answers_for_it_until_it_is_over(programme):
    function = Responsibility.objects.create(programme=programme, function="Områdesutvecklare")
    dialogue = begin(programme, responsible=function)
    begin(programme, "Avslutad", responsible=function, state="closed")
    add_hanging([function])
    assert [thing.text for line in function.hanging for thing in line.things] == [dialogue.title]


def test_states_of_an_occasion_are_told_apart_and_in_the_gender_of_their_word(signed_in, programme):
    dialogue = begin(programme)
    add_evening(dialogue, day=clock.today() + dt.timedelta(days=30), is_public=False)
    text = " ".join(strip_tags(signed_in.get(dialogue.get_work_url()).content.decode()).split())
    assert "planerat · inte publicerat" in text


def test_others_nearest_in_time_come_first(programme):
    dialogue = begin(programme, starts_on=ImpreciseDate(dt.date(2026, 3, 9)))
    for title, month in (("I maj", 5), ("I april", 4), ("I januari", 1)):
        begin(programme, title, starts_on=ImpreciseDate(dt.date(2026, month, 1)))
    publish(begin(programme, "Utan dagar"))
    found = [each.dialogue.title for each in similar_dialogues(dialogue, TODAY)]
    assert found == ["Utan dagar", "I april", "I maj", "I januari"]


def test_other_at_the_same_place_is_marked(signed_in, programme, earlier):
    mine = begin(programme, starts_on=earlier.starts_on)
    publish(begin(programme, "Skolan"))
    assert "samma plats" not in signed_in.get(mine.get_work_url()).content.decode()
    mine.places.set(earlier.places.all())
    assert "samma plats: Torget" in signed_in.get(mine.get_work_url()).content.decode()


def test_other_without_dates_says_so(signed_in, programme):
    dialogue = begin(programme)
    publish(begin(programme, "Utan dagar"))
    assert "Inbjudan publicerad, inga datum än" in signed_in.get(dialogue.get_work_url()).content.decode()


def test_new_plan_begins_with_writing_and_ends_with_cancelling(signed_in, programme):
    dialogue = begin(programme)
    html = signed_in.get(dialogue.get_work_url()).content.decode()
    assert html.index("Fortsätt med:") < html.index('id="parts"') < html.index("Ställ in dialogen")
    assert ("Fortsätt i en ny dialog" in html, "Kopiera planen" in html) == (False, False)
    Dialogue.objects.filter(pk=dialogue.pk).update(why_invite="Vi vet inte")
    html = signed_in.get(dialogue.get_work_url()).content.decode()
    assert ("Fortsätt i en ny dialog" in html, "Kopiera planen" in html) == (False, True)
    publish(dialogue)
    html = signed_in.get(dialogue.get_work_url()).content.decode()
    assert "Fortsätt i en ny dialog" in html


def test_that_the_conversations_are_over_is_offered_first_when_they_are(signed_in, programme):
    dialogue = publish(begin(programme))
    ahead = clock.today() + dt.timedelta(days=9)
    for day, is_next in ((ahead, False), (clock.today() - dt.timedelta(days=9), True)):
        Dialogue.objects.filter(pk=dialogue.pk).update(starts_on=ImpreciseDate(day), ends_on=ImpreciseDate(day))
        html = signed_in.get(dialogue.get_work_url()).content.decode()
        assert (html.index("Samtalen är klara") < html.index('id="plan"')) == is_next
    evening = add_evening(dialogue, day=ahead)
    html = signed_in.get(dialogue.get_work_url()).content.decode()
    assert html.index('id="back"') < html.index("Samtalen är klara")
    type(evening).objects.filter(pk=evening.pk).update(state="cancelled")
    html = signed_in.get(dialogue.get_work_url()).content.decode()
    assert html.index("Samtalen är klara") < html.index('id="plan"')


def test_new_dialogue_leads_to_its_first_question_and_to_its_plan_on_paper(signed_in, programme):
    address = reverse("dialogues:dialogue_create", args=["provet"])
    html = signed_in.post(address, {"title": "Torget", "size": "short"}, follow=True).content.decode()
    dialogue = Dialogue.objects.get()
    first = reverse("dialogues:dialogue_edit", args=["provet", dialogue.pk, "fragor"])
    assert f'<a href="{first}">Börja med om saken går att påverka</a>' in html
    ordering = reverse("documents:document_order", args=["provet", "dialogue_plan"]) + "?dialogue=torget"
    assert f'href="{ordering}"' in html
    begin(programme, "Parken")
    assert signed_in.get(ordering).context["form"]["dialogue"].value() == "torget"
