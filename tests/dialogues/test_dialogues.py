"""Dialogues: their list, beginning one, its page, and others at the same time."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dialogues.models import Dialogue, Influence, LadderStep, TargetGroup
from dialogues.queries.dialogues import similar_dialogues
from dialogues.services.dialogues import add_dialogue
from dialogues.services.parts import add_part
from kraftsamling.audit.models import AuditEntry
from kraftsamling.shared import clock
from kraftsamling.shared.dates import ImpreciseDate, Precision
from programmes.enums import PhaseKind
from programmes.models import Place, Responsibility
from programmes.queries.hanging import add_hanging
from programmes.services.keeping import add_record
from tests.at_once import both_at_once
from tests.dialogues.plans import MARCH, TODAY, begin, day, promise, publish
from tests.factories import ProgrammeFactory, make_member

LIST = "/arbete/provet/dialoger/"


# The list


def test_empty_list_teaches_the_two_questions(signed_in, programme):
    html = signed_in.get(LIST).content.decode()
    assert "Börja med två frågor" in html
    assert reverse("dialogues:dialogue_create", args=["provet"]) in html


def test_list_begins_with_what_goes_on_and_can_be_filtered(signed_in, programme):
    begin(programme, "Gatan", state="closed", form="consultation")
    begin(programme, "Bänken", question="Var ska bänken stå?")
    publish(begin(programme, "Torget"))
    html = signed_in.get(LIST).content.decode()
    assert html.index("Torget") < html.index("Bänken") < html.index("Gatan")
    assert "Bänken" not in signed_in.get(LIST, {"state": "closed"}).content.decode()
    found = signed_in.get(LIST, {"form": "consultation", "ord": "gatan"}).content.decode()
    assert "Gatan" in found
    assert "Torget" not in found
    assert "Bänken" in signed_in.get(LIST, {"ord": "bänken"}).content.decode()


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
    assert ("Fortsätt i en ny dialog" in html, "Fortsätt med:" in html) == (True, True)
    Dialogue.objects.filter(pk=dialogue.pk).update(state="compiling")
    assert "Fortsätt med:" not in signed_in.get(dialogue.get_work_url()).content.decode()


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
