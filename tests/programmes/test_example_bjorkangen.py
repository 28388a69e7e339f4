"""The invented programme: in five years everything that planning leads to has happened, and it says it is invented."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from kraftsamling.accounts.models import User
from kraftsamling.audit.models import AuditEntry
from programmes.example import people, sjobo_knowledge
from programmes.models import (
    Actor,
    Challenge,
    Contact,
    Decision,
    Lesson,
    MapNote,
    Organisation,
    PersonHandover,
    Phase,
    PhasePassage,
    ProblemPicture,
    Programme,
    ProgrammeRecord,
    RoleAssignment,
    Story,
)
from programmes.models.knowledge import Asset, Place, Source
from programmes.models.planning import ChecklistItem, Goal, Structure
from programmes.processmap.items import Kind, Promise, State
from programmes.queries.decisions import decision_items
from programmes.queries.map_adjustments import adjusted, latest_changes
from programmes.queries.map_items import Audience, map_items, map_phases

TODAY = dt.date(2026, 11, 21)
# What there must be at least of each.
WANTED = {Challenge: 12, Asset: 15, Source: 8, Story: 6, Lesson: 10, Place: 12, Actor: 20, Decision: 12, MapNote: 60}


@pytest.fixture
def bjorkangen(loaded_example, db):
    return Programme.objects.get(slug="bjorkangen")


def test_bjorkangen_says_that_it_is_invented(client, bjorkangen):
    assert bjorkangen.is_example
    assert "finns inte" in bjorkangen.example_note
    assert bjorkangen.example_note in client.get("/bjorkangen/").content.decode()


def test_bjorkangen_lies_in_its_exit_part(bjorkangen):
    assert (bjorkangen.state, bjorkangen.starts_on.first) == ("exit", dt.date(2023, 1, 1))
    assert (bjorkangen.exit_starts_on.first, bjorkangen.ends_on.last) == (dt.date(2026, 1, 1), dt.date(2027, 12, 31))


def test_bjorkangen_has_enough_of_everything(bjorkangen):
    found = {model: model.objects.current().filter(programme=bjorkangen).count() for model in WANTED}
    assert [model.__name__ for model, number in WANTED.items() if found[model] < number] == []


def test_a_phase_was_taken_up_again_and_is_open_a_third_time(bjorkangen):
    passages = PhasePassage.objects.filter(phase__programme=bjorkangen, phase__kind="problem_tackling")
    assert [passage.state for passage in passages] == ["finished", "finished", "open"]
    assert [bool(passage.reason) for passage in passages] == [False, True, True]
    assert Phase.objects.filter(programme=bjorkangen, passages=None).count() == 0


def test_a_problem_picture_was_replaced(bjorkangen):
    old, new = ProblemPicture.objects.filter(programme=bjorkangen).exclude(state="draft").order_by("pk")
    assert (old.state, old.replaced_by, new.state) == ("replaced", new, "established")
    assert old.end_reason
    assert old.effect
    assert Goal.objects.filter(problem_picture=new).exists()


def test_challenges_lie_all_over_the_matrix(bjorkangen):
    placed = Challenge.objects.filter(programme=bjorkangen, predictability__isnull=False)
    assert {challenge.predictability for challenge in placed} == {1, 2, 3, 4, 5}
    assert {challenge.agreement for challenge in placed} == {1, 2, 3, 4, 5}


def test_two_departments_became_one(bjorkangen):
    ended = Organisation.objects.filter(successor__name__startswith="Stadsmiljöförvaltningen")
    assert ended.count() == 2
    parts = Actor.objects.filter(programme=bjorkangen, organisation__in=ended)
    assert {part.continued_by.organisation.name for part in parts} == {"Stadsmiljöförvaltningen (exempel)"}
    assert Contact.objects.filter(actor__in=parts).count() == 0


def test_two_stories_are_public_and_one_lacks_consent(bjorkangen):
    stories = Story.objects.filter(programme=bjorkangen)
    assert stories.public().count() == 2
    assert set(stories.values_list("state", flat=True)) == {"draft", "in_review", "approved"}
    assert set(stories.values_list("consent", flat=True)) == {"not_asked", "given", "withdrawn"}


def test_something_is_missing_on_purpose(bjorkangen):
    positions = Decision.objects.filter(programme=bjorkangen, type="position", binds_across=True)
    assert positions.filter(carried_by=None).count() == 1
    assert Structure.objects.filter(programme=bjorkangen, state="planned", owner=None).count() == 1
    assert PersonHandover.objects.filter(programme=bjorkangen, state="preparing").count() == 1
    states = set(ChecklistItem.objects.filter(programme=bjorkangen).values_list("state", flat=True))
    assert states == {"open", "under_way", "in_place", "not_needed"}


def test_roles_are_the_same_in_both_programmes(bjorkangen):
    held = RoleAssignment.objects.filter(revoked_at=None, programme__isnull=False)
    roles = {
        slug: set(held.filter(programme__slug=slug).values_list("user__email", "role"))
        for slug in ("sjobo", "bjorkangen")
    }
    assert roles["sjobo"] == roles["bjorkangen"]
    assert len(roles["sjobo"]) == len([person for person in people.PEOPLE if person.role])


def test_every_record_left_a_trace(bjorkangen):
    kinds = [model for model in ProgrammeRecord.__subclasses__() if model is not MapNote]
    records = sum(model.objects.filter(programme=bjorkangen).count() for model in kinds)
    items = ChecklistItem.objects.filter(programme=bjorkangen).count()
    assert AuditEntry.objects.filter(verb="record.add", programme_id=bjorkangen.pk).count() == records - items


def test_outlines_lie_close_together(bjorkangen):
    drawn = Place.objects.filter(programme=bjorkangen, geometry__isnull=False)
    assert drawn.count() > 1
    for place in drawn:
        numbers = str(place.geometry["coordinates"]).replace("[", "").replace("]", "").split(", ")
        east, north = map(float, numbers[0::2]), map(float, numbers[1::2])
        assert all(abs(number - 13.9027) < 0.03 for number in east)
        assert all(abs(number - 61.5412) < 0.03 for number in north)


def test_sjobo_tells_the_ten_lessons_and_dates_nothing_more(bjorkangen):
    sjobo = Programme.objects.get(slug="sjobo")
    lessons = Lesson.objects.filter(programme=sjobo)
    assert lessons.count() == len(sjobo_knowledge.LESSONS) == 10
    assert {lesson.learnt_on for lesson in lessons} == {None}
    assert {str(one.settled_on) for one in Decision.objects.filter(programme=sjobo)} == {"september 2017", "None"}
    assert not PhasePassage.objects.filter(phase__programme=sjobo).exists()


def test_map_has_stations_of_every_kind_and_state_over_five_years(bjorkangen):
    items = map_items(bjorkangen, Audience.PUBLIC, TODAY)
    assert {item.kind for item in items} == set(Kind)
    assert {item.state for item in items} == set(State)
    years = [item.starts_on.year for item in items]
    assert (min(years), max(years)) == (2022, 2027)
    assert sum(item.state == State.OPEN_QUESTION and item.starts_on > TODAY for item in items) >= 3


def test_map_shows_promises_kept_open_and_late_and_who_decided(bjorkangen):
    items = map_items(bjorkangen, Audience.PUBLIC, TODAY)
    kept = [item for item in items if item.promise == Promise.KEPT]
    assert {item.promise for item in items} >= {Promise.KEPT, Promise.OPEN, Promise.LATE, None}
    assert len(kept) >= 8
    assert all(item.voices and item.asked for item in items if item.promise)
    decided = [item for item in decision_items(bjorkangen, Audience.PUBLIC, TODAY) if item.kind == Kind.DECISION]
    assert decided
    assert all(item.decided_by for item in decided)


def test_map_tells_of_phases_taken_up_again_and_of_two_that_are_open(bjorkangen):
    phases = map_phases(bjorkangen)
    again = [one for phase in phases for one in phase.again]
    assert [len(phase.again) for phase in phases] == [0, 1, 2, 0]
    assert all(one.reason for one in again)
    assert [one.is_open for one in again] == [False, False, True]
    assert [phase.is_open for phase in phases] == [False, False, True, True]


def test_some_stations_are_drawn_shorter_and_the_steps_can_be_undone(bjorkangen):
    items = adjusted(bjorkangen, map_items(bjorkangen, Audience.PUBLIC, TODAY))
    assert sum(bool(item.short_title) for item in items) == 2
    assert sum(item.is_hidden for item in items) == 1
    assert len(latest_changes(bjorkangen, [item.key for item in items])) == 3


def test_work_pages_of_bjorkangen_open(bjorkangen):
    client = Client()
    client.force_login(User.objects.get(email="processledare@example.org"))
    pages = ["programme_planning", "challenge_list", "actor_list", "map_note_list", "body_list", "decision_list"]
    for name in pages:
        assert client.get(reverse(f"programmes:{name}", args=["bjorkangen"])).status_code == 200
