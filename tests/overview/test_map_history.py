"""How the map has looked: kept when it changes, shown again without what is no longer public."""

import datetime as dt
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from kraftsamling.jobs.models import Job
from kraftsamling.jobs.services import run
from kraftsamling.overview.map import drawings, snapshots, window
from kraftsamling.overview.map.process_map import build_process_map
from kraftsamling.overview.map.snapshots import as_content, as_map
from kraftsamling.overview.models import MapSnapshot
from kraftsamling.overview.services.example_history import DAYS, load_history
from kraftsamling.overview.services.redrawing import queue_redraw_of_all, take_snapshot
from kraftsamling.shared import clock
from programmes.models import MapNote
from programmes.models.planning import PhasePassage
from programmes.processmap.items import State
from programmes.processmap.sheets import DESKTOP
from programmes.queries.map_items import Audience
from programmes.services.map_notes import add_map_note, redact_map_note, update_map_note, withdraw_map_note
from programmes.services.programmes import redact_programme, set_programme_public, update_programme
from tests.factories import MapNoteFactory, ProgrammeFactory

MARCH, JUNE = dt.date(2025, 3, 3), dt.date(2025, 6, 10)


@pytest.fixture
def bench(programme):
    return MapNoteFactory(
        programme=programme, title="Tre bänkar", text="Vid skolan", kind="measure", published=True,
        happens_on="2025-02-01/month",
    )  # fmt: skip


@pytest.fixture
def kept(programme, bench, process_leader):
    """A map kept in March with three benches, and in June with five."""
    take_snapshot(programme, on=MARCH)
    update_map_note(note=bench, changes={"title": "Fem bänkar"}, expected_version=bench.version, by=process_leader)
    take_snapshot(programme, on=JUNE)
    return programme


def on_day(client, programme, day):
    return client.get(reverse("overview:map_on_day", args=[programme.slug, day]))


def test_map_is_shown_as_it_was(client, kept):
    answer = on_day(client, kept, MARCH)
    body = answer.content.decode()
    assert "Så här såg kartan ut den 3 mars 2025" in body
    assert body.count("Tre bänkar") >= 3
    assert "Fem bänkar" not in body
    assert '<meta name="robots" content="noindex">' in body
    assert "Just då" in body
    assert "k-map-choice" not in body


def test_ways_lead_to_earlier_and_later_maps_and_to_today(client, kept):
    first, second = on_day(client, kept, MARCH).context["past"], on_day(client, kept, JUNE).context["past"]
    assert (first.earlier, first.later.day) == (None, JUNE)
    assert (second.earlier.day, second.later) == (MARCH, None)
    today = client.get(reverse("overview:process_map", args=[kept.slug])).content.decode()
    assert reverse("overview:map_on_day", args=[kept.slug, MARCH]) in today


def test_year_with_many_maps_is_folded(client, kept):
    days = [dt.date(2024, 1, 1) + dt.timedelta(days=number) for number in range(15)]
    content = MapSnapshot.objects.get(day=MARCH).content
    MapSnapshot.objects.bulk_create(MapSnapshot(programme=kept, day=day, content=content) for day in days)
    body = client.get(reverse("overview:process_map", args=[kept.slug])).content.decode()
    assert "<summary>2024 · 15 kartor</summary>" in body
    assert "<summary>2025" not in body


def test_day_between_leads_to_the_map_that_held_then(client, kept):
    answer = on_day(client, kept, dt.date(2025, 5, 1))
    assert (answer.status_code, answer["Location"]) == (302, f"/{kept.slug}/processkarta/2025-03-03/")


def test_day_before_the_first_map_is_no_page_and_a_day_to_come_leads_to_today(client, kept):
    assert on_day(client, kept, dt.date(2020, 1, 1)).status_code == 404
    assert client.get(f"/{kept.slug}/processkarta/2025-02-31/").status_code == 404
    answer = on_day(client, kept, clock.today() + dt.timedelta(days=1))
    assert answer["Location"] == f"/{kept.slug}/processkarta/"


def test_day_of_a_renamed_programme_leads_to_the_same_day(client, kept):
    kept.former_slugs.create(slug="forr")
    answer = client.get("/en/forr/processkarta/2025-03-03/")
    assert (answer.status_code, answer["Location"]) == (301, f"/en/{kept.slug}/processkarta/2025-03-03/")


def test_map_is_kept_once_a_day_and_only_when_it_looks_otherwise(programme, bench, process_leader):
    for _again in range(2):
        assert take_snapshot(programme, on=MARCH) is not None
    assert take_snapshot(programme, on=JUNE) is None
    update_map_note(note=bench, changes={"title": "Sex"}, expected_version=1, by=process_leader)
    assert take_snapshot(programme, on=JUNE) is not None
    bench.refresh_from_db()
    update_map_note(note=bench, changes={"title": "Tre bänkar"}, expected_version=bench.version, by=process_leader)
    assert take_snapshot(programme, on=JUNE) is None
    assert list(MapSnapshot.objects.values_list("day", flat=True)) == [MARCH]


def test_what_is_kept_reads_back_as_it_was(programme, bench):
    phase = programme.phases.first()
    PhasePassage.objects.create(phase=phase, number=1, state="finished", started_on="2024-01-01/month",
                                finished_on="2024-03-01/month")  # fmt: skip
    PhasePassage.objects.create(phase=phase, number=2, started_on="2025-01-01/month", reason="Fler ville vara med")
    shown = build_process_map(programme, audience=Audience.PUBLIC, on=MARCH)
    with translation.override("sv"):
        shown = build_process_map(programme, audience=Audience.PUBLIC, on=MARCH)
        again = as_map(take_snapshot(programme, on=MARCH), shown)
    assert (again.items, again.phases) == (shown.items, shown.phases)
    assert as_content(again) == as_content(shown)
    assert again.texts.states[State.NOW] == "pågick då"


def test_each_language_keeps_its_own_words(client, kept):
    body = client.get(f"/en/{kept.slug}/processkarta/2025-03-03/").content.decode()
    assert "This is how the map looked on" in body
    assert "February 2025" in body


# --- What is no longer public does not come back ---------------------------------------------------------------------


def hide(note):
    MapNote.objects.filter(pk=note.pk).update(published_at=None)


def mark_secret(note):
    MapNote.objects.filter(pk=note.pk).update(
        openness="marked", secrecy_provision="OSL 26 kap. 1 §", secrecy_marked_at=timezone.now()
    )


def withdraw(note):
    withdraw_map_note(note=note, by=None, reason="Dubblett")


@pytest.mark.parametrize("take_back", [hide, mark_secret, withdraw])
def test_station_that_is_taken_back_is_on_no_earlier_map(client, kept, bench, take_back):
    bench.refresh_from_db()
    take_back(bench)
    caches["pages"].clear()
    for day in (MARCH, JUNE):
        body = on_day(client, kept, day).content.decode()
        assert "bänkar" not in body
        assert "Vid skolan" not in body


def test_group_that_must_not_be_named_any_more_is_named_on_no_earlier_map(client, house):
    decision, body = house.rows.decision, house.rows.body
    type(body).objects.filter(pk=body.pk).update(name="Grannrådet", openness="open", record_state="established")
    type(decision).objects.filter(pk=decision.pk).update(
        body=body, organisation=None, text="Vi börjar.", published_at=timezone.now()
    )
    take_snapshot(house.programme, on=MARCH)
    assert "Grannrådet" not in str(MapSnapshot.objects.get(day=MARCH).content)
    assert "Grannrådet" in on_day(client, house.programme, MARCH).content.decode()
    type(body).objects.filter(pk=body.pk).update(withdrawn_at=timezone.now(), withdrawn_reason="Upphörd")
    caches["pages"].clear()
    body_now = on_day(client, house.programme, MARCH).content.decode()
    assert "Grannrådet" not in body_now
    assert "Vi börjar." in body_now


def test_unpublished_programme_has_no_earlier_maps(client, kept, process_leader):
    set_programme_public(programme=kept, is_public=False, by=process_leader)
    assert on_day(client, kept, MARCH).status_code == 404


def test_removed_text_is_gone_from_earlier_maps_in_earlier_wordings_too(client, kept, bench, process_leader):
    bench.refresh_from_db()
    update_map_note(note=bench, changes={"text": "Vid biblioteket"}, expected_version=2, by=process_leader)
    redact_map_note(note=bench, fields=["text"], by=process_leader, reason="Namn")
    stored = str(list(MapSnapshot.objects.values_list("content", flat=True)))
    assert "Vid skolan" not in stored
    assert "Tre bänkar" in stored
    redact_map_note(note=bench, fields=["title"], by=process_leader, reason="Namn")
    stored = str(list(MapSnapshot.objects.values_list("content", flat=True)))
    assert "bänkar" not in stored
    assert "bänkar" not in on_day(client, kept, MARCH).content.decode()


def test_removed_text_of_the_programme_is_gone_from_earlier_maps(kept, process_leader):
    MapSnapshot.objects.all().delete()
    type(kept).objects.filter(pk=kept.pk).update(mission="Tant Berta", now_text="Tant Berta bjuder")
    kept.refresh_from_db()
    take_snapshot(kept, on=MARCH)
    redact_programme(kept, fields=["mission"], by=process_leader, reason="Namn")
    assert "Tant Berta'" not in str(MapSnapshot.objects.get().content)


def test_removed_text_is_gone_from_kept_drawings(
    client, kept, bench, process_leader, django_capture_on_commit_callbacks
):
    client.get(reverse("overview:process_map", args=[kept.slug]))
    slot = drawings.screen_slot(kept.pk, "sv", drawings.EVERYTHING, DESKTOP)
    assert caches["drawings"].get(slot.key)
    bench.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        redact_map_note(note=bench, fields=["title"], by=process_leader, reason="Namn")
    assert caches["drawings"].get(slot.key) is None


def test_text_that_was_emptied_can_still_be_removed_from_earlier_maps(client, kept, bench, process_leader):
    bench.refresh_from_db()
    update_map_note(note=bench, changes={"text": ""}, expected_version=bench.version, by=process_leader)
    assert "Vid skolan" in on_day(client, kept, MARCH).content.decode()
    client.force_login(process_leader)
    page = reverse("programmes:map_note_redact", args=[kept.slug, bench.pk])
    client.post(page, {"fields_to_remove": ["text"], "reason": "Namn"})
    bench.refresh_from_db()
    assert bench.text == ""
    assert "Vid skolan" not in str(list(MapSnapshot.objects.values_list("content", flat=True)))
    assert "Vid skolan" not in str(list(bench.versions.values_list("texts", flat=True)))


def test_programme_text_that_is_empty_today_can_be_removed_from_earlier_maps(client, kept, process_leader):
    """What goes on is changed often and emptied now and then; the map of that day holds it still."""
    for words, day in (("Tant Berta bjuder", MARCH), ("", JUNE)):
        update_programme(programme=kept, changes={"now_text": words}, expected_version=kept.version, by=process_leader)
        take_snapshot(kept, on=day)
    client.force_login(process_leader)
    page = reverse("programmes:programme_redact", args=[kept.slug])
    client.post(page, {"fields_to_remove": ["now_text"], "reason": "Namn"})
    kept.refresh_from_db()
    assert kept.now_text == ""
    before, after = MapSnapshot.objects.order_by("day")
    for language in ("sv", "en"):
        assert before.content[language]["now_text"].startswith("[")
        assert after.content[language]["now_text"] == ""
    assert "Berta" not in on_day(client, kept, MARCH).content.decode()


def test_removing_one_text_leaves_what_others_say(kept, bench, process_leader):
    type(kept).objects.filter(pk=kept.pk).update(mission="e", now_text="Vi lyssnar")
    MapNoteFactory(programme=kept, title="En fest", published=True)
    kept.refresh_from_db()
    take_snapshot(kept, on=JUNE)
    type(kept).objects.filter(pk=kept.pk).update(now_text="Vi bygger")
    kept.refresh_from_db()
    redact_programme(kept, fields=["mission"], by=process_leader, reason="Namn")
    content = MapSnapshot.objects.get(day=JUNE).content["sv"]
    assert content["mission"].startswith("[")
    assert (content["now_text"], content["title"]) == ("Vi lyssnar", kept.name)
    assert {item["title"] for item in content["items"]} == {"En fest", "Fem bänkar"}


def test_story_is_told_on_earlier_maps_as_it_may_be_told_today(client, house):
    story = house.rows.story
    rows = type(story).objects.filter(pk=story.pk)
    rows.update(
        text="Vi grillade.", teller="Berta i port 7", consent="given", state="approved", published_at=timezone.now()
    )
    take_snapshot(house.programme, on=MARCH)
    caches["pages"].clear()
    assert "Berta i port 7" in on_day(client, house.programme, MARCH).content.decode()
    assert "Berta i port 7" not in str(MapSnapshot.objects.get(day=MARCH).content)
    rows.update(teller="")
    caches["pages"].clear()
    body = on_day(client, house.programme, MARCH).content.decode()
    assert "Vi grillade." in body
    assert "Berta" not in body


def test_planned_decision_does_not_tell_on_an_earlier_map_what_it_came_to_say(client, house):
    decision = house.rows.decision
    rows = type(decision).objects.filter(pk=decision.pk)
    rows.update(type="political", state="planned", text="", published_at=timezone.now())
    take_snapshot(house.programme, on=MARCH)
    rows.update(state="made", text="Bron får inte byggas.")
    caches["pages"].clear()
    body = on_day(client, house.programme, MARCH).content.decode()
    assert decision.title in body
    assert "Bron får inte byggas." not in body


def test_phase_begun_again_by_mistake_is_on_no_earlier_map(client, programme):
    phase = programme.phases.first()
    MapNoteFactory(programme=programme, title="Bro", published=True)
    PhasePassage.objects.create(phase=phase, number=1, state="finished", started_on="2024-01-01/month",
                                finished_on="2024-03-01/month")  # fmt: skip
    again = PhasePassage.objects.create(phase=phase, number=2, started_on="2025-01-01/month", reason="Tant Berta bad")
    take_snapshot(programme, on=MARCH)
    assert "Tant Berta" in on_day(client, programme, MARCH).content.decode()
    PhasePassage.objects.filter(pk=again.pk).update(state="cancelled")
    caches["pages"].clear()
    assert "Tant Berta" not in on_day(client, programme, MARCH).content.decode()


@pytest.mark.django_db(transaction=True)
def test_two_redactions_at_once_both_reach_earlier_maps(monkeypatch):
    """The second waits for the first; otherwise it would write back what the first removed."""
    programme = ProgrammeFactory(slug="samtidigt", published=True)
    notes = [MapNoteFactory(programme=programme, title=f"Granne {number}", published=True) for number in (1, 2)]
    take_snapshot(programme, on=MARCH)
    start, remove_words = Barrier(2), snapshots.remove_words
    # Between reading and writing there is time for the other.
    monkeypatch.setattr(snapshots, "remove_words", lambda *given: time.sleep(0.3) or remove_words(*given))

    def redact(note):
        try:
            start.wait(timeout=10)
            redact_map_note(note=note, fields=["title"], by=None, reason="Namn")
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(redact, notes))
    assert "Granne" not in str(MapSnapshot.objects.get().content)


# --- What follows a change -------------------------------------------------------------------------------------------


def do_redraws():
    for job in Job.objects.filter(kind="overview.redraw", state="queued").order_by("pk"):
        run(job.pk)


def test_change_has_the_map_drawn_before_anybody_asks(client, programme, process_leader, monkeypatch):
    add_map_note(programme=programme, by=process_leader, title="Bro", kind="measure", state="done", is_public=True)
    add_map_note(programme=programme, by=process_leader, title="Torg", kind="measure", state="done", is_public=True)
    assert Job.objects.filter(kind="overview.redraw").count() == 2
    drawn, lay_out = [], drawings.lay_out
    for module in (drawings, window):
        monkeypatch.setattr(module, "lay_out", lambda given, sheet: drawn.append(sheet.name) or lay_out(given, sheet))
    do_redraws()
    # Once for each language; the first job leaves it to the second.
    assert drawn == ["desktop", "tablet", "phone", "window-landscape", "window-portrait"] * 2
    for address in ("", "/en"):
        for page in ("processkarta", "skyltfonster"):
            assert client.get(f"{address}/{programme.slug}/{page}/").status_code == 200
    assert len(drawn) == 10
    assert MapSnapshot.objects.get().day == clock.today()


def test_programme_that_is_not_public_is_not_drawn(programme, process_leader):
    set_programme_public(programme=programme, is_public=False, by=process_leader)
    Job.objects.all().delete()
    add_map_note(programme=programme, by=process_leader, title="Bro", kind="measure", state="done", is_public=True)
    assert not Job.objects.filter(kind="overview.redraw").exists()
    queue_redraw_of_all()
    assert not Job.objects.filter(kind="overview.redraw").exists()


def test_map_that_cannot_be_drawn_is_kept_all_the_same(programme, process_leader, monkeypatch):
    add_map_note(programme=programme, by=process_leader, title="Bro", kind="measure", state="done", is_public=True)
    monkeypatch.setattr(drawings, "lay_out", lambda given, sheet: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        do_redraws()
    assert MapSnapshot.objects.get().day == clock.today()


def test_publishing_keeps_the_first_map(programme, process_leader):
    set_programme_public(programme=programme, is_public=False, by=process_leader)
    MapNoteFactory(programme=programme, published=True)
    set_programme_public(programme=programme, is_public=True, by=process_leader)
    do_redraws()
    assert MapSnapshot.objects.get().day == clock.today()


def test_new_day_is_drawn_and_kept_only_when_something_looks_otherwise(programme, bench, monkeypatch):
    MapNoteFactory(programme=programme, title="Torgdagen", state="planned", published=True,
                   happens_on="2026-05-09/day")  # fmt: skip
    for day in (7, 8, 9, 9, 10):
        monkeypatch.setattr(clock, "now", lambda day=day: dt.datetime(2026, 5, day, 1, tzinfo=dt.UTC))
        queue_redraw_of_all()
        do_redraws()
    assert [day.day for day in MapSnapshot.objects.order_by("day").values_list("day", flat=True)] == [7, 9, 10]


def test_example_gets_a_history_once(client, programme):
    type(programme).objects.filter(pk=programme.pk).update(slug="bjorkangen", is_example=True)
    MapNoteFactory(programme=programme, title="Första steget", published=True, happens_on="2023-03-01/month")
    MapNoteFactory(programme=programme, title="Bron byggs", published=True, happens_on="2024-11-01/month")
    MapNoteFactory(programme=programme, title="Firad bro", kind="story", published=True, happens_on="2024-12-01/month")
    for _again in range(2):
        load_history()
    days = list(MapSnapshot.objects.order_by("day").values_list("day", flat=True))
    assert days == [DAYS[0], DAYS[2], DAYS[3]]
    body = Client().get(f"/bjorkangen/processkarta/{DAYS[2]}/").content.decode()
    assert "Bron byggs" in body
    assert "var planerat" in body
    assert "Firad bro" not in body
