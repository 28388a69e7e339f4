"""An occasion that everyone can read of: it keeps saying where and when, and what is written while it is hidden is a
draft that nobody reads."""

import pytest
from django.core.cache import caches
from django.urls import reverse

from dialogues.models import Dialogue, Occasion, OccasionVersion
from dialogues.queries.occasions import row_with_moves
from dialogues.services.dialogues import move_dialogue
from dialogues.services.occasions import set_occasion_public, update_occasion
from kraftsamling.shared.errors import RuleViolation
from tests.dialogues.occasions import DAY, TODAY, add_dialogue, add_evening, at
from tests.dialogues.plans import typed

pytestmark = pytest.mark.usefixtures("on_the_day")

AT_HOME = {"starts_at": at(DAY, 9), "ends_at": at(DAY, 10), "address": "Hemma hos Anna"}
AT_THE_LIBRARY = {"starts_at": at(DAY, 19), "ends_at": at(DAY, 21), "address": "Biblioteket"}
ALL_DAY = {"day": DAY, "last_day": None, "begins": None, "ends": None}


def change(evening, **changes) -> None:
    update_occasion(evening, changes=changes, expected_version=evening.version, by=None)


def hide_with_dialogue(evening):
    move_dialogue(evening.dialogue, to="planned", by=None, reason="Fel fråga")


def show_with_dialogue(evening):
    Dialogue.objects.filter(pk=evening.dialogue_id).update(state="open", published_at=at(TODAY))


def hide_alone(evening):
    set_occasion_public(evening, is_public=False, by=None)


def show_alone(evening):
    set_occasion_public(evening, is_public=True, by=None)


HIDING = [(hide_with_dialogue, show_with_dialogue), (hide_alone, show_alone)]


@pytest.mark.parametrize(("hide", "show"), HIDING)
def test_page_tells_what_people_knew_and_no_draft_from_while_it_was_hidden(client, evening, hide, show):
    hide(evening)
    evening.refresh_from_db()
    change(evening, **AT_HOME)
    change(evening, **AT_THE_LIBRARY)
    show(evening)
    caches["pages"].clear()
    page = client.get(evening.dialogue.get_absolute_url()).content.decode()
    assert ("Hemma hos Anna" in page, "Ny tid och plats. Förut: torsdag 23 april 2026" in page) == (False, True)
    moved = "Ny tid och plats. Förut: torsdag 23 april 2026 kl. 18.00–20.00, Storgatan 4."
    assert row_with_moves(Occasion.objects.get()).moved == [moved]


@pytest.mark.parametrize(("hide", "show"), HIDING)
def test_calendars_hear_once_of_what_was_changed_while_it_was_hidden(evening, hide, show):
    hide(evening)
    evening.refresh_from_db()
    change(evening, **AT_HOME)
    change(evening, **AT_THE_LIBRARY)
    show(evening)
    assert Occasion.objects.get().sequence == 1


def test_occasion_that_is_hidden_twice_and_then_moved_is_as_people_knew_it(evening):
    for _time in range(2):
        hide_with_dialogue(evening)
        show_with_dialogue(evening)
        evening = Occasion.objects.get()
    assert row_with_moves(evening).moved == []
    change(evening, address="Biblioteket")
    assert row_with_moves(evening).moved == ["Ny plats. Förut: Storgatan 4."]


def test_space_or_full_stop_makes_no_new_place(evening):
    change(evening, address="Storgatan  4.")
    assert (evening.address, evening.sequence, OccasionVersion.objects.count()) == ("Storgatan  4.", 0, 0)
    change(evening, starts_at=at(DAY, 17))
    assert row_with_moves(evening).moved == ["Ny tid. Förut: torsdag 23 april 2026 kl. 18.00–20.00."]


def test_space_in_an_earlier_address_makes_no_new_place(evening):
    change(evening, address="Biblioteket")
    change(evening, address="Storgatan  4")
    assert row_with_moves(evening).moved == ["Ny plats. Förut: Biblioteket."]


@pytest.mark.parametrize(("changes", "field"), [({"address": " "}, "address"), (ALL_DAY, "begins")])
def test_published_occasion_keeps_saying_where_and_when(evening, changes, field):
    with pytest.raises(RuleViolation, match=r"^Tillfället är publicerat") as refused:
        change(evening, **changes)
    assert refused.value.field == field
    Dialogue.objects.update(published_at=None)
    change(evening, **changes)


def test_what_a_published_occasion_lacked_before_stops_no_other_change(evening):
    Occasion.objects.update(address="")
    evening.refresh_from_db()
    change(evening, plan_b="Inne")
    assert Occasion.objects.get().plan_b == "Inne"


def test_form_says_at_the_question_what_a_published_occasion_must_say(client, evening, process_leader):
    client.force_login(process_leader)
    page = reverse("dialogues:occasion_edit", args=["provet", evening.pk])
    sent = typed(client.get(page).context["form"]) | {"address": ""}
    assert list(client.post(page, sent).context["form"].errors) == ["address"]
    assert Occasion.objects.get().address == "Storgatan 4"


def test_hidden_occasion_may_still_lack_its_hours(programme):
    evening = add_evening(add_dialogue(programme), is_public=False)
    change(evening, **ALL_DAY)
    assert (evening.is_all_day, evening.last_day, evening.starts_at) == (True, None, at(DAY, 0))
    assert evening.ends_at == at(DAY, 23, 59)
