"""Occasions: written by day and time, copied, and shown as they stand by the clock."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from dialogues.models import Occasion
from dialogues.queries.occasion_words import practical_facts, when_words, where_words
from dialogues.queries.occasions import next_change, occasions_of, row_of
from dialogues.services import occasions as services
from dialogues.templatetags.dialogues import keep_hours_together
from kraftsamling.shared.errors import EditConflict, RuleViolation
from programmes.models import Place
from programmes.queries.map_items import Audience
from programmes.services.keeping import add_record
from tests.dialogues.occasions import DAY, add_dialogue, add_evening, at, form_fields, let_it_be
from tests.factories import ProgrammeFactory, make_member

pytestmark = pytest.mark.usefixtures("on_the_day")


@pytest.fixture
def dialogue(programme):
    return add_dialogue(programme)


@pytest.fixture
def evening(dialogue):
    return add_evening(dialogue, capacity=20)


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


@pytest.mark.parametrize("hidden", [{"openness": "may_be"}, {"record_state": "draft"}])
def test_place_that_may_not_be_named_is_not_named(dialogue, hidden):
    place = add_record(Place, programme=dialogue.programme, by=None, kind="spot", name="Kvinnojouren")
    evening = add_evening(dialogue, place=place, address="")
    assert where_words(evening) == "Kvinnojouren"
    Place.objects.filter(pk=place.pk).update(**hidden)
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


def test_public_page_shows_nothing_internal(client, dialogue):
    evening = add_evening(dialogue, neutrality="Hemligt", note_taker="Hemlig", material="Hemligt")
    address = reverse("dialogues:registration_sign_up", args=["provet", dialogue.slug, evening.pk])
    assert "Hemlig" not in Client().get(address).content.decode()


def test_hours_stay_together_on_a_narrow_page_and_words_are_escaped():
    assert keep_hours_together("Fredag <3 kl. 17.30–19.00") == (
        'Fredag &lt;3 <span class="k-nowrap">kl. 17.30–19.00</span>'
    )
    assert keep_hours_together("Fredag") == "Fredag"


def test_work_page_tells_what_was_held_from_what_has_only_passed(client, process_leader, evening, monkeypatch):
    client.force_login(process_leader)
    let_it_be(monkeypatch, at(DAY, 22))
    address = reverse("dialogues:occasion_detail", args=["provet", evening.pk])
    before = client.get(address).content.decode()
    services.move_occasion(evening, to="held", by=process_leader, reason="")
    after = client.get(address).content.decode()
    assert [">Har varit<" in page for page in (before, after)] == [True, False]
    assert [">har hållits<" in page for page in (before, after)] == [False, True]


@pytest.mark.parametrize(("role", "is_told"), [("facilitator", True), ("communicator", False)])
def test_who_may_not_publish_an_occasion_reads_who_may(client, programme, role, is_told):
    evening = add_evening(add_dialogue(programme), is_public=False)
    client.force_login(make_member(programme, role))
    page = client.get(reverse("dialogues:occasion_detail", args=["provet", evening.pk])).content.decode()
    assert ("I din roll kan du inte publicera tillfället." in page) is is_told
    assert ("Publicera tillfället" in page) is not is_told
