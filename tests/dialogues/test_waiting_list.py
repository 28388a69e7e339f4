"""Places go in the order of the queue, and no place is given twice."""

import pytest
from django.test import Client

from dialogues.queries.registrations import count_free
from dialogues.services import registrations as services
from dialogues.services.occasions import update_occasion
from kraftsamling.shared.errors import RuleViolation
from tests.at_once import both_at_once
from tests.dialogues.occasions import DAY, add_dialogue, add_evening, at, let_it_be, own_page, party, states
from tests.post import deliver

pytestmark = pytest.mark.usefixtures("on_the_day")


def test_capacity_counts_people_and_the_rest_wait(evening):
    party(evening, 3)
    waits = party(evening, 2, email="tva@example.org")
    assert (states(evening), count_free(evening)) == (["seated", "waiting"], 1)
    assert "Du står i kö" in Client().get(own_page(waits)).content.decode()
    [letter] = deliver("notices.send")
    assert "kö" in letter.subject
    with pytest.raises(RuleViolation):
        party(evening, 5)


def test_queue_moves_by_itself_and_passes_a_party_that_does_not_fit(evening):
    """Places go in the order of the queue; whoever does not fit is passed over, and goes first when there is room."""
    first, _second = party(evening, 2), party(evening, 2)
    large, small = party(evening, 3, email="stora@example.org"), party(evening, 1, email="lilla@example.org")
    deliver("notices.send")
    services.cancel_registration(first)
    assert states(evening) == ["cancelled", "seated", "waiting", "seated"]
    [letter] = deliver("notices.send")
    assert (letter.to, "fått plats" in letter.subject) == (["lilla@example.org"], True)
    evening.refresh_from_db()
    update_occasion(evening, changes={"capacity": 6}, expected_version=evening.version, by=None)
    assert states(evening) == ["cancelled", "seated", "seated", "seated"]
    assert [letter.to for letter in deliver("notices.send")] == [["stora@example.org"]]
    assert large.pk < small.pk


def test_one_who_fits_in_what_is_left_need_not_queue(evening):
    party(evening, 3)
    party(evening, 2)
    assert party(evening, 1).state == "seated"


def test_fewer_places_than_are_given_is_refused(evening):
    party(evening, 3)
    with pytest.raises(RuleViolation):
        update_occasion(evening, changes={"capacity": 2}, expected_version=evening.version, by=None)
    update_occasion(evening, changes={"capacity": 3}, expected_version=evening.version, by=None)


def test_after_the_beginning_the_queue_stands_still(evening, monkeypatch):
    first = party(evening, 4)
    party(evening, 1)
    let_it_be(monkeypatch, at(DAY, 18))
    services.cancel_registration(first)
    assert states(evening) == ["cancelled", "waiting"]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_want_the_last_place_one_gets_it(programme):
    evening = add_evening(add_dialogue(programme), capacity=1)
    errors = both_at_once(lambda: party(evening, name="Ett"), lambda: party(evening, name="Två"))
    assert errors == []
    assert sorted(states(evening)) == ["seated", "waiting"]


@pytest.mark.django_db(transaction=True)
def test_queue_moves_while_somebody_signs_up(programme):
    evening = add_evening(add_dialogue(programme), capacity=2)
    leaves, waits = party(evening, 2), party(evening, 2)
    errors = both_at_once(lambda: services.cancel_registration(leaves), lambda: party(evening, 1))
    assert errors == []
    waits.refresh_from_db()
    assert (waits.state, count_free(evening)) == ("seated", 0)
    assert states(evening) == ["cancelled", "seated", "waiting"]


@pytest.mark.django_db(transaction=True)
def test_two_who_leave_at_once_give_the_queue_all_their_places(programme):
    evening = add_evening(add_dialogue(programme), capacity=2)
    one, other, waits = party(evening), party(evening), party(evening, 2)
    errors = both_at_once(lambda: services.cancel_registration(one), lambda: services.cancel_registration(other))
    assert errors == []
    waits.refresh_from_db()
    assert waits.state == "seated"
