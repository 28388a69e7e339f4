"""Occasions: written by day and time, moved, published, copied, and what those who have signed up are told."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dialogues.models import Dialogue, LevelChange, Occasion, Registration
from dialogues.queries.occasions import next_change, occasions_of, practical_facts, row_of, when_words, where_words
from dialogues.services import occasions as services
from dialogues.services.calls import note_called
from dialogues.services.dialogues import move_dialogue, update_plan
from dialogues.services.registrations import cancel_registration
from dialogues.templatetags.dialogues import keep_hours_together
from kraftsamling.shared.errors import EditConflict, RuleViolation, StateConflict
from programmes.models import Place
from programmes.queries.map_items import Audience
from programmes.services.keeping import add_record
from tests.dialogues.occasions import DAY, TODAY, add_dialogue, add_evening, at, let_it_be, party
from tests.factories import ProgrammeFactory, make_member
from tests.post import deliver

pytestmark = pytest.mark.usefixtures("on_the_day")


@pytest.fixture
def dialogue(programme):
    return add_dialogue(programme)


@pytest.fixture
def evening(dialogue):
    return add_evening(dialogue, capacity=20)


def form_fields(client, address: str) -> dict:
    """Return what the form at the address shows, as a browser would send it."""
    form = client.get(address).context["form"]
    sent = {}
    for field in form:
        value = field.value()
        if value not in (None, False, ""):
            sent[field.html_name] = "on" if value is True else value
    return sent


def test_occasion_is_written_by_day_and_times(client, process_leader, dialogue):
    client.force_login(process_leader)
    address = reverse("dialogues:occasion_create", args=["provet", dialogue.pk])
    sent = {"kind": "meeting", "day": "2026-10-25", "begins": "01:30", "ends": "18:00", "keep_days": "30"}
    asked = ["step_free", "toilet", "hearing_loop", "sign_language", "interpreter", "childcare", "quiet_space"]
    sent |= dict.fromkeys(asked, "unknown")
    answer = client.post(address, sent)
    occasion = Occasion.objects.get()
    assert answer.url == occasion.get_work_url()
    # On the day when clocks go back, 01.30 is still summer time and 18.00 is not.
    assert occasion.starts_at == dt.datetime(2026, 10, 24, 23, 30, tzinfo=dt.UTC)
    assert occasion.ends_at == dt.datetime(2026, 10, 25, 17, tzinfo=dt.UTC)
    assert client.get(occasion.get_work_url()).status_code == 200


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"ends": ""}, "ends"),
        ({"begins": ""}, "begins"),
        ({"ends": "17:00"}, "ends"),
        ({"last_day": "2026-04-22"}, "last_day"),
        ({"kind": "survey"}, "begins"),
        ({"registration_until": "2026-04-24"}, "registration_until"),
        ({"capacity": "0"}, "capacity"),
        ({"keep_days": "999"}, "keep_days"),
        ({"day": ""}, "day"),
    ],
)
def test_time_that_cannot_be_is_explained_at_its_question(client, process_leader, evening, changes, field):
    client.force_login(process_leader)
    address = reverse("dialogues:occasion_edit", args=["provet", evening.pk])
    answer = client.post(address, {**form_fields(client, address), **changes})
    assert list(answer.context["form"].errors) == [field]


def test_service_holds_the_same_rules(dialogue):
    with pytest.raises(RuleViolation):
        services.period_of(DAY, None, dt.time(18), None)
    with pytest.raises(RuleViolation):
        services.period_of(DAY, None, dt.time(18), dt.time(18))
    with pytest.raises(RuleViolation):
        services.period_of(DAY, DAY - dt.timedelta(days=1), None, None)


def test_survey_goes_by_days(client, process_leader, evening):
    client.force_login(process_leader)
    address = reverse("dialogues:occasion_edit", args=["provet", evening.pk])
    changes = {"kind": "survey", "begins": "", "ends": "", "last_day": "2026-05-03"}
    client.post(address, {**form_fields(client, address), **changes})
    evening.refresh_from_db()
    assert (evening.is_all_day, evening.day, evening.last_day) == (True, DAY, dt.date(2026, 5, 3))
    assert evening.starts_at == at(DAY, 0)
    assert when_words(evening) == "torsdag 23 april 2026 till söndag 3 maj 2026"


def test_two_who_change_different_things_lose_nothing(client, process_leader, evening):
    client.force_login(process_leader)
    address = reverse("dialogues:occasion_edit", args=["provet", evening.pk])
    sent = form_fields(client, address)
    services.update_occasion(evening, changes={"address": "Torget 1"}, expected_version=1, by=None)
    merged = client.post(address, {**sent, "begins": "17:30"}).context["form"]
    assert (merged.conflicts, merged["address"].value(), merged["begins"].value()) == ([], "Torget 1", "17:30")
    sent = form_fields(client, address)
    when = {"day": DAY, "last_day": None, "begins": dt.time(16), "ends": dt.time(20)}
    evening.refresh_from_db()
    services.update_occasion(evening, changes=when, expected_version=evening.version, by=None)
    clash = client.post(address, {**sent, "begins": "17:30"}).context["form"]
    assert [conflict["name"] for conflict in clash.conflicts] == ["begins"]


def test_stale_version_and_foreign_rows_are_refused(evening, programme):
    with pytest.raises(EditConflict):
        services.update_occasion(evening, changes={"address": "Torget 1"}, expected_version=7, by=None)
    foreign = add_record(Place, programme=ProgrammeFactory(), by=None, kind="spot", name="Annan plats")
    with pytest.raises(RuleViolation):
        services.update_occasion(evening, changes={"place": foreign}, expected_version=1, by=None)


def test_copy_is_filled_with_all_but_the_day(client, process_leader, dialogue):
    earlier = add_evening(dialogue, title="Fikakväll", capacity=12, step_free="yes", registration_until=DAY)
    client.force_login(process_leader)
    address = reverse("dialogues:occasion_create", args=["provet", dialogue.pk])
    form = client.get(address, {"fran": earlier.pk}).context["form"]
    shown = [form[name].value() for name in ("title", "capacity", "step_free", "begins", "day", "registration_until")]
    assert shown == ["Fikakväll", 12, "yes", dt.time(18), None, None]
    assert client.get(address, {"fran": "9" * 30}).status_code == 200
    assert client.get(address, {"fran": "999"}).status_code == 404


def test_holiday_and_clash_are_hinted_at(dialogue):
    add_evening(dialogue, day=dt.date(2026, 5, 1))
    other = add_dialogue(dialogue.programme, title="Parken", slug="parken")
    add_evening(other, day=dt.date(2026, 5, 1), title="Parkkväll")
    add_evening(other, day=dt.date(2026, 5, 4))
    add_evening(dialogue, day=dt.date(2026, 5, 4), state="cancelled")
    rows = occasions_of(dialogue, Audience.WORK)
    assert [len(row.warnings) for row in rows] == [2, 0]
    assert "helgdag" in rows[0].warnings[0]
    assert "Parkkväll" in rows[0].warnings[1]


def test_what_has_been_is_folded_below_what_is_ahead(client, process_leader, dialogue, monkeypatch):
    client.force_login(process_leader)
    add_evening(dialogue, title="Första")
    add_evening(dialogue, day=DAY + dt.timedelta(weeks=1), title="Andra")
    folded = "Tillfällen som har varit: 1</summary>"
    parts = []
    for days in (0, 1, 30):
        let_it_be(monkeypatch, at(DAY, 12) + dt.timedelta(days=days))
        page = client.get(dialogue.get_work_url()).content.decode()
        above, _, below = page.partition(folded)
        parts.append(["Första" in above, "Andra" in above, "Första" in below])
    assert parts == [[True, True, False], [False, True, True], [True, True, False]]


def test_public_sees_published_occasions_of_published_dialogues(dialogue, django_assert_num_queries):
    shown = add_evening(dialogue)
    add_evening(dialogue, is_public=False)
    with django_assert_num_queries(2):
        assert [row.occasion for row in occasions_of(dialogue, Audience.PUBLIC)] == [shown]
    with django_assert_num_queries(2):
        assert len(occasions_of(dialogue, Audience.WORK)) == 2


def test_facts_say_also_what_nobody_knows_yet(dialogue):
    evening = add_evening(
        dialogue, step_free="yes", interpreter="on_request", interpreter_languages="arabiska", cost="Inget",
        support_how="Ring 0123-45 67 89.", support_until=DAY,
    )  # fmt: skip
    facts = dict(practical_facts(evening))
    assert facts["utan trappsteg hela vägen"] == "ja"
    assert facts["vet inte än"] == "tillgänglig toalett, hörslinga, tyst rum, barnpassning, teckenspråkstolk"
    assert facts["tolk"] == "om du ber om det (arabiska)"
    assert facts["så ber du om det du behöver"] == "Ring 0123-45 67 89 – senast 23 april 2026"
    online = add_evening(dialogue, kind="online", address="")
    assert "hörslinga" not in dict(practical_facts(online))["vet inte än"]
    assert where_words(online) == "på nätet"


def test_place_that_may_be_secret_is_not_named(dialogue):
    place = add_record(Place, programme=dialogue.programme, by=None, kind="spot", name="Kvinnojouren")
    evening = add_evening(dialogue, place=place, address="")
    assert where_words(evening) == "Kvinnojouren"
    Place.objects.filter(pk=place.pk).update(openness="may_be")
    evening.refresh_from_db()
    assert where_words(evening) == ""


@pytest.mark.parametrize(
    ("has_place", "address", "said"), [(True, "", False), (False, "", True), (True, "Gatan 1", False)]
)
def test_place_without_address_is_filled_in_enough(client, process_leader, dialogue, has_place, address, said):
    place = add_record(Place, programme=dialogue.programme, by=None, kind="spot", name="Huset") if has_place else None
    evening = add_evening(dialogue, place=place, address=address)
    client.force_login(process_leader)
    page = client.get(evening.get_work_url()).content.decode()
    where = page.split("<dt>Var</dt>")[1].split("</dd>")[0]
    assert ("Inte ifyllt" in where, "Huset" in where, "Gatan 1" in where) == (said, has_place, bool(address))


def test_row_turns_with_the_clock(evening, monkeypatch):
    assert next_change([row_of(evening)]) == evening.starts_at
    assert (row_of(evening).is_open, row_of(evening).is_over) == (True, False)
    let_it_be(monkeypatch, at(DAY, 19))
    assert (row_of(evening).is_open, row_of(evening).is_over) == (False, False)
    let_it_be(monkeypatch, at(DAY, 21))
    assert row_of(evening).is_over
    assert next_change([row_of(evening)]) is None


def test_new_time_counts_up_and_tells_those_who_have_signed_up(evening):
    party(evening, email="granne@example.org")
    party(evening, phone="070-123 45 67")
    deliver("notices.send")
    when = {"day": DAY, "last_day": None, "begins": dt.time(17), "ends": dt.time(19)}
    services.update_occasion(evening, changes=when, expected_version=evening.version, by=None)
    assert evening.sequence == 1
    [letter] = deliver("notices.send")
    assert letter.to == ["granne@example.org"]
    assert "torsdag 23 april 2026 kl. 17.00–19.00" in letter.body
    services.update_occasion(evening, changes={"agenda": "Fika"}, expected_version=evening.version, by=None)
    assert (evening.sequence, deliver("notices.send")) == (1, [])


def test_unpublished_occasion_tells_nobody(dialogue):
    evening = add_evening(dialogue, is_public=False)
    services.update_occasion(evening, changes={"address": "Torget"}, expected_version=1, by=None)
    assert evening.sequence == 0


def test_later_day_keeps_addresses_longer(evening):
    registration = party(evening, email="granne@example.org")
    assert registration.point.purge_on == DAY + dt.timedelta(days=30)
    when = {"day": DAY + dt.timedelta(days=7), "last_day": None, "begins": dt.time(18), "ends": dt.time(20)}
    services.update_occasion(evening, changes=when, expected_version=evening.version, by=None)
    registration.point.refresh_from_db()
    assert registration.point.purge_on == DAY + dt.timedelta(days=37)


def test_cancelling_tells_why_and_again_tells_that_it_holds(evening, process_leader):
    party(evening, email="granne@example.org")
    deliver("notices.send")
    with pytest.raises(RuleViolation):
        services.move_occasion(evening, to="cancelled", by=process_leader)
    services.move_occasion(evening, to="cancelled", by=process_leader, reason="Samtalsledaren är sjuk.")
    [letter] = deliver("notices.send")
    assert letter.subject.startswith("Inställt")
    assert "Samtalsledaren är sjuk." in letter.body
    services.move_occasion(evening, to="planned", by=process_leader, reason="Hon är frisk.")
    [letter] = deliver("notices.send")
    assert "blir av ändå" in letter.subject
    assert evening.sequence == 2
    with pytest.raises(StateConflict):
        services.move_occasion(evening, to="planned", by=process_leader, reason="Igen")


def test_letter_of_a_cancelling_that_was_taken_back_is_not_sent(evening):
    party(evening, email="granne@example.org")
    deliver("notices.send")
    services.move_occasion(evening, to="cancelled", by=None, reason="Sjuk")
    services.move_occasion(evening, to="planned", by=None, reason="Frisk")
    [letter] = deliver("notices.send")
    assert "blir av ändå" in letter.subject


def test_what_has_not_begun_has_not_been_held(evening, monkeypatch):
    with pytest.raises(RuleViolation):
        services.move_occasion(evening, to="held", by=None)
    let_it_be(monkeypatch, at(DAY, 19))
    assert services.move_occasion(evening, to="held", by=None).state == "held"


def test_occasion_with_registrations_is_cancelled_not_hidden(evening):
    party(evening)
    with pytest.raises(RuleViolation):
        services.withdraw_occasion(evening, by=None, reason="Dubbel")
    with pytest.raises(RuleViolation):
        services.set_occasion_public(evening, is_public=False, by=None)
    services.move_occasion(evening, to="cancelled", by=None, reason="Dubbel")
    services.withdraw_occasion(evening, by=None, reason="Dubbel")
    assert evening.withdrawn_at


def test_withdrawn_occasion_forgets_everyone_once_they_are_told(evening):
    party(evening, name="Ana", needs="Ramp", email="ana@example.org")
    party(evening, name="Ali", phone="070-174 06 05")
    deliver("notices.send")
    services.move_occasion(evening, to="cancelled", by=None, reason="Dubbel")

    def withdraw():
        services.withdraw_occasion(evening, by=None, reason="Dubbel")

    with pytest.raises(RuleViolation):
        withdraw()
    note_called(Registration.objects.get(name="Ali"), by=None)
    with pytest.raises(RuleViolation):
        withdraw()
    deliver("notices.send")
    withdraw()
    rows = Registration.objects.values_list("name", "needs", "point__email", "point__phone", "state")
    assert set(rows) == {("", "", "", "", "seated")}


def test_texts_of_a_withdrawn_occasion_can_still_be_removed(client, programme, evening, process_leader):
    registration = party(evening, name="Ana")
    Occasion.objects.filter(pk=evening.pk).update(withdrawn_at=at(TODAY), withdrawn_reason="Dubbel")
    client.force_login(process_leader)
    page = reverse("dialogues:registration_redact", args=["provet", registration.pk])
    answer = client.post(page, {"fields_to_remove": ["name"], "place": "keep", "reason": "Hör inte hit"})
    assert answer.url == evening.dialogue.get_work_url()
    assert Registration.objects.get().name != "Ana"


def test_later_occasion_is_published_by_a_button(client, programme, dialogue):
    evening = add_evening(dialogue, is_public=False)
    client.force_login(make_member(programme, "communicator"))
    page = client.get(evening.get_work_url()).content.decode()
    assert "Publicera tillfället" in page
    address = reverse("dialogues:occasion_set_public", args=["provet", evening.pk])
    client.post(address, {"is_public": "yes", "version": evening.version})
    evening.refresh_from_db()
    assert evening.published_at


@pytest.mark.parametrize(
    ("lacks", "said"), [({"address": ""}, "skriv var ni möts"), ({"is_all_day": True}, "när det börjar och slutar")]
)
def test_later_occasion_is_not_published_before_it_says_where_and_when(programme, dialogue, lacks, said):
    later = add_evening(dialogue, is_public=False, **lacks)
    with pytest.raises(RuleViolation, match=f"Möte torsdag 23 april: .*{said}"):
        services.set_occasion_public(later, is_public=True, by=None)
    assert not Occasion.objects.get(pk=later.pk).published_at


def hide_of_a_cancelled_dialogue(evening):
    Occasion.objects.filter(pk=evening.pk).update(published_at=None)
    Dialogue.objects.filter(pk=evening.dialogue_id).update(state="cancelled")


@pytest.mark.parametrize(
    ("prepare", "said"),
    [
        (hide_of_a_cancelled_dialogue, "Dialogen är inställd, så tillfället kan inte publiceras."),
        (party, "Några har anmält sig, så tillfället syns för alla tills du ställer in det."),
    ],
)
def test_button_that_would_be_refused_is_not_drawn_and_the_page_says_why(client, programme, evening, prepare, said):
    client.force_login(make_member(programme, "communicator"))
    address = reverse("dialogues:occasion_set_public", args=["provet", evening.pk])
    before = client.get(evening.get_work_url()).content.decode()
    prepare(evening)
    page = client.get(evening.get_work_url()).content.decode()
    assert (address in before, address in page, said in before, said in page) == (True, False, False, True)


def test_occasion_of_a_planned_dialogue_waits_for_the_invitation(programme, dialogue):
    evening = add_evening(add_dialogue(programme, slug="plan", is_public=False), is_public=False)
    with pytest.raises(RuleViolation):
        services.set_occasion_public(evening, is_public=True, by=None)


def test_cancelled_dialogue_cancels_what_is_planned(dialogue, process_leader):
    evening, held = add_evening(dialogue), add_evening(dialogue, state="held")
    party(evening, email="granne@example.org")
    deliver("notices.send")
    move_dialogue(dialogue, to="cancelled", by=process_leader, reason="Nämnden har inte tid")
    evening.refresh_from_db()
    held.refresh_from_db()
    assert (evening.state, evening.state_reason, held.state) == ("cancelled", "Nämnden har inte tid", "held")
    assert len(deliver("notices.send")) == 1


def test_cancelled_occasion_asks_nobody_to_sign_up_and_has_no_list_for_the_door(client, evening, process_leader):
    Occasion.objects.filter(pk=evening.pk).update(registration_until=TODAY)
    client.force_login(process_leader)
    told = ("Anmäl dig senast", "Lista till dörren", "De som hade anmält sig")
    before = client.get(evening.get_work_url()).content.decode()
    evening.refresh_from_db()
    services.move_occasion(evening, to="cancelled", by=None, reason="Regn")
    after = client.get(evening.get_work_url()).content.decode()
    assert [(words in before, words in after) for words in told] == [(True, False), (True, False), (False, True)]


def test_occasion_of_a_cancelled_dialogue_has_no_button_to_take_place(client, dialogue, process_leader):
    evening = add_evening(dialogue)
    client.force_login(process_leader)
    again = reverse("dialogues:occasion_move", args=[dialogue.programme.slug, evening.pk, "planned"])
    services.move_occasion(evening, to="cancelled", by=None, reason="Regn")
    assert again in client.get(evening.get_work_url()).content.decode()
    move_dialogue(dialogue, to="cancelled", by=process_leader, reason="Nämnden har inte tid")
    assert again not in client.get(evening.get_work_url()).content.decode()
    Dialogue.objects.filter(pk=dialogue.pk).update(published_at=at(TODAY - dt.timedelta(days=2)))
    with pytest.raises(RuleViolation, match="ny dialog"):
        services.move_occasion(evening, to="planned", by=None, reason="Sol")


def test_signing_up_is_not_stopped_once_somebody_has(client, evening, process_leader):
    registration = party(evening)
    client.force_login(process_leader)
    address = evening.get_work_url() + "andra/"
    fields = {name: value for name, value in form_fields(client, address).items() if name != "needs_registration"}
    assert "Några har redan anmält sig." in client.post(address, fields).content.decode()
    cancel_registration(registration)
    evening.refresh_from_db()
    changes = {"needs_registration": False}
    services.update_occasion(evening, changes=changes, expected_version=evening.version, by=None)
    assert evening.needs_registration is False


def test_whoever_writes_an_occasion_waits_for_who_publishes_the_dialogue(dialogue):
    evening = add_evening(dialogue)
    day = {"day": DAY, "last_day": None, "begins": None, "ends": None}
    for act in (
        lambda: services.add_occasion(dialogue=dialogue, by=None, kind="meeting", **day),
        lambda: services.update_occasion(evening, changes={"plan_b": "Inne"}, expected_version=1, by=None),
        lambda: services.move_occasion(evening, to="cancelled", by=None, reason="Regn"),
        lambda: services.move_occasion(evening, to="planned", by=None, reason="Sol"),
        lambda: services.set_occasion_public(evening, is_public=False, by=None),
        lambda: services.set_occasion_public(evening, is_public=True, by=None),
    ):
        with CaptureQueriesContext(connection) as queries:
            act()
        writes = [query["sql"] for query in queries if query["sql"].startswith(("UPDATE", "INSERT"))]
        assert writes[0].startswith('UPDATE "dialogues_dialogue" SET "version"')


def test_invitation_is_not_taken_back_from_those_who_have_signed_up(dialogue, process_leader):
    evening = add_evening(dialogue)
    party(evening)
    with pytest.raises(RuleViolation):
        move_dialogue(dialogue, to="planned", by=process_leader, reason="Fel fråga")
    services.move_occasion(evening, to="cancelled", by=None, reason="Fel fråga")
    assert move_dialogue(dialogue, to="planned", by=process_leader, reason="Fel fråga").published_at is None


def test_changed_level_is_told_once(dialogue, process_leader):
    party(add_evening(dialogue), email="granne@example.org")
    deliver("notices.send")
    Dialogue.objects.filter(pk=dialogue.pk).update(form="learning", level="dialogue")
    dialogue.refresh_from_db()
    changes = {"form": "information", "level": "information"}
    update_plan(dialogue, changes=changes, expected_version=dialogue.version, by=None, reason="Nämnden har bestämt.")
    [letter] = deliver("notices.send")
    assert "Nämnden har bestämt." in letter.body
    services.tell_of_change(dialogue, LevelChange.objects.get())
    assert deliver("notices.send") == []


def test_public_page_shows_nothing_internal(client, dialogue):
    evening = add_evening(dialogue, neutrality="Hemligt", note_taker="Hemlig", material="Hemligt")
    address = reverse("dialogues:registration_sign_up", args=["provet", dialogue.slug, evening.pk])
    assert "Hemlig" not in Client().get(address).content.decode()


def test_hours_stay_together_on_a_narrow_page_and_words_are_escaped():
    assert keep_hours_together("Fredag <3 kl. 17.30–19.00") == (
        'Fredag &lt;3 <span class="k-nowrap">kl. 17.30–19.00</span>'
    )
    assert keep_hours_together("Fredag") == "Fredag"
