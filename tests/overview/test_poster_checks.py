"""Posters that hang somewhere: what differs from the map today, and who is told once a month."""

import datetime as dt
from collections import Counter

import pytest
from django.urls import reverse

from kraftsamling.audit.models import AuditEntry
from kraftsamling.documents.models import Document
from kraftsamling.documents.queries.hanging import find_changes, printed_documents
from kraftsamling.documents.services.hanging import note_hanging
from kraftsamling.documents.services.orders import order_document, retry_document
from kraftsamling.jobs.models import Job
from kraftsamling.jobs.services import run
from kraftsamling.notices.models import Notice
from kraftsamling.notices.queries import write_letters
from kraftsamling.overview.posters.checks import check_posters, first_working_day, queue_check
from kraftsamling.overview.posters.letters import describe_difference
from kraftsamling.shared import clock
from kraftsamling.shared.dates import parse_imprecise
from kraftsamling.shared.errors import EditConflict, RuleViolation
from programmes.models import MapNote
from programmes.roles import RoleKey
from programmes.services.map_notes import redact_map_note
from programmes.services.passages import finish_passage, start_phase, take_up_again
from tests.factories import MapNoteFactory, make_member

MONTH = "2026-11"
DAY = dt.date(2025, 11, 3)


@pytest.fixture
def note(programme):
    return MapNoteFactory(
        programme=programme, published=True, title="Första mötet", happens_on="2026-03-01/month", state="planned"
    )


@pytest.fixture
def make_poster(programme, process_leader):
    """Return a function that orders and makes a poster."""

    def act(sheet="a2-portrait") -> Document:
        document = order_document(
            kind="process_map_poster", programme=programme, options={"sheet": sheet}, language="sv", by=process_leader
        )
        run(document.job_id)
        document.refresh_from_db()
        return document

    return act


@pytest.fixture
def poster(note, make_poster):
    return make_poster()


def hang(document: Document, by, **more) -> Document:
    changes = {"hung_place": "Biblioteket", "hung_on": DAY, "taken_down_on": None, **more}
    return note_hanging(document=document, changes=changes, expected_version=document.version, by=by)


def letters() -> list:
    return list(write_letters(list(Notice.objects.filter(kind="overview.poster_differs"))).values())


def test_poster_keeps_what_it_showed(poster, note):
    rows = {row["key"]: row for row in poster.shown}
    when = "var planerat till mars 2026"
    assert rows[f"note-{note.pk}"] == {
        "key": f"note-{note.pk}", "title": "Första mötet", "state": "planned", "promise": "", "date": when,
    }  # fmt: skip


def test_unchanged_map_makes_no_difference(poster):
    assert not find_changes(poster)
    assert check_posters(MONTH) == 0
    assert Notice.objects.filter(kind="overview.poster_differs").count() == 0


def test_new_changed_and_gone_are_told_apart(programme, poster, note):
    MapNote.objects.filter(pk=note.pk).update(title="Mötet på torget", state="done")
    MapNoteFactory(programme=programme, published=True, title="Nytt")
    before = Document.objects.get(pk=poster.pk)
    gone = {"key": "note-999", "title": "Borta", "state": "done", "date": ""}
    Document.objects.filter(pk=poster.pk).update(shown=[*before.shown, gone])
    changes = find_changes(Document.objects.get(pk=poster.pk))
    assert (changes.new, changes.gone) == (("Nytt",), ("Borta",))
    (line,) = changes.changed
    assert line == (
        "Mötet på torget (förut ”Första mötet”; förut ”var planerat till mars 2026”, nu ”mars 2026”; "
        "förut ”planerat”, nu ”har hänt”)"
    )


def test_everything_else_that_is_printed_is_compared(programme, process_leader, make_poster):
    talk = MapNoteFactory(
        programme=programme, published=True, title="Gnällfika", kind="dialogue", answer_due_on="2090-01-01/month"
    )
    poster, phase = make_poster(), programme.phases.first()
    MapNote.objects.filter(pk=talk.pk).update(answered_on="2025-05-01/month")
    first = start_phase(phase, started_on=parse_imprecise("2024"), by=process_leader)
    finish_passage(first, finished_on=parse_imprecise("2025"), outcome="", by=process_leader)
    take_up_again(phase, started_on=parse_imprecise("2026"), reason="Två föreningar till", by=process_leader)
    type(programme).objects.filter(pk=programme.pk).update(now_text="Vi bygger", name="Kraftsamling Nya Provet")
    changes = find_changes(Document.objects.get(pk=poster.pk))
    assert changes.new == ("Just nu: Vi bygger", "Tillbaka till fas 1, Initiering: Två föreningar till")
    assert changes.changed == (
        "Kraftsamling Nya Provet (förut ”Kraftsamling Provet”)", "Gnällfika (förut ”svar kommer”, nu ”svar lämnat”)",
    )  # fmt: skip
    assert changes.gone == ()


def test_what_is_not_public_is_not_new(programme, poster):
    MapNoteFactory(programme=programme, title="Internt")
    assert not find_changes(poster)


def test_one_letter_goes_to_the_communicator_once_a_month(programme, poster, process_leader):
    communicator = make_member(programme, RoleKey.COMMUNICATOR)
    hang(poster, process_leader)
    MapNoteFactory(programme=programme, published=True, title="Nytt på torget")
    for month in (MONTH, MONTH, "2026-12"):
        assert check_posters(month) == 1
    told = Notice.objects.filter(kind="overview.poster_differs")
    assert Counter(told.values_list("user", flat=True)) == {communicator.pk: 2}
    text = " ".join(letters()[0].paragraphs)
    assert "Den sitter här: Biblioteket." in text
    assert "Nytt på kartan: Nytt på torget." in text
    assert letters()[0].url.endswith(reverse("documents:document_detail", args=[programme.slug, poster.pk]))


def test_without_a_communicator_the_process_leader_is_told(programme, poster, process_leader):
    MapNoteFactory(programme=programme, published=True)
    check_posters(MONTH)
    assert [notice.user for notice in Notice.objects.filter(kind="overview.poster_differs")] == [process_leader]


def test_letter_does_not_name_what_nobody_may_see_any_more(programme, poster, note):
    MapNote.objects.filter(pk=note.pk).update(openness="may_be")
    assert find_changes(poster).gone == ("Första mötet",)
    (sentence,) = describe_difference(poster)
    assert sentence == "1 sak på affischen finns inte längre på kartan."


def test_each_hanging_poster_has_its_own_letter(programme, poster, make_poster, process_leader):
    for document in (poster, make_poster("a3-landscape")):
        hang(document, process_leader)
    MapNoteFactory(programme=programme, published=True)
    assert check_posters(MONTH) == 2


def test_poster_that_hangs_counts_and_not_one_that_was_made_later(poster, make_poster, process_leader):
    hang(poster, process_leader)
    make_poster("a3-landscape")
    assert printed_documents("process_map_poster") == [poster]


def test_latest_poster_counts_where_none_is_noted_as_hanging(poster, make_poster):
    later = make_poster("a3-landscape")
    assert printed_documents("process_map_poster") == [later]


def test_poster_taken_down_is_left_alone(poster, process_leader, programme):
    hang(poster, process_leader, taken_down_on=DAY)
    MapNoteFactory(programme=programme, published=True)
    assert check_posters(MONTH) == 0


def test_letter_is_not_sent_when_the_poster_agrees_again(programme, poster):
    new = MapNoteFactory(programme=programme, published=True)
    check_posters(MONTH)
    MapNote.objects.filter(pk=new.pk).update(published_at=None)
    assert letters() == []


def test_programme_that_is_not_public_is_left_alone(programme, poster):
    type(programme).objects.filter(pk=programme.pk).update(published_at=None)
    assert printed_documents("process_map_poster") == []
    assert find_changes(Document.objects.get(pk=poster.pk)) is None


def test_text_removed_for_good_is_forgotten_and_the_poster_to_be_taken_down(poster, note, process_leader):
    hang(poster, process_leader)
    redact_map_note(note=note, fields=["title"], by=process_leader, reason="Namnger en person")
    poster.refresh_from_db()
    assert (poster.state, poster.shown) == ("removed", [])
    assert check_posters(MONTH) == 1
    assert "Ta ner affischen" in letters()[0].paragraphs[1]
    with pytest.raises(RuleViolation):  # it would be forgotten that it hangs
        retry_document(document=poster, by=process_leader)
    hang(poster, process_leader, taken_down_on=DAY)
    assert retry_document(document=poster, by=process_leader).hung_on is None


@pytest.mark.parametrize(
    ("day", "first"), [("2026-11-21", "2026-11-02"), ("2027-01-01", "2027-01-04"), ("2026-05-31", "2026-05-04")]
)
def test_first_working_day_passes_over_weekends_and_holidays(day, first):
    assert first_working_day(dt.date.fromisoformat(day)) == dt.date.fromisoformat(first)


def test_check_is_queued_once_a_month_from_its_first_working_day(db):
    for day in ("2026-11-01", "2026-11-04", "2026-11-05", "2026-12-01"):
        queue_check(dt.date.fromisoformat(day))
    jobs = Job.objects.filter(kind="overview.check_posters").order_by("pk")
    assert [job.arguments["month"] for job in jobs] == ["2026-11", "2026-12"]
    run(jobs[0].pk)
    jobs[0].refresh_from_db()
    assert jobs[0].state == "done"


def test_hanging_is_noted_and_logged(poster, process_leader):
    hang(poster, process_leader)
    assert (poster.is_hanging, poster.hung_place) == (True, "Biblioteket")
    assert AuditEntry.objects.filter(verb="document.hang", target_id=str(poster.pk)).count() == 1


def test_two_who_note_at_once_do_not_overwrite_each_other(poster, process_leader):
    late = Document.objects.get(pk=poster.pk)
    hang(poster, process_leader)
    with pytest.raises(EditConflict):
        hang(late, process_leader, hung_place="Skolan")


def test_poster_cannot_be_taken_down_before_it_was_hung_up(poster, process_leader):
    with pytest.raises(RuleViolation):
        hang(poster, process_leader, taken_down_on=DAY - dt.timedelta(days=1))


@pytest.mark.parametrize("name", ["hung_on", "taken_down_on"])
def test_day_that_has_not_come_is_not_noted(poster, process_leader, name):
    with pytest.raises(RuleViolation) as refused:
        hang(poster, process_leader, **{name: dt.date(2090, 1, 1)})
    assert refused.value.field == name


def test_page_of_the_poster_tells_what_differs_and_orders_anew(client, programme, poster, process_leader):
    client.force_login(process_leader)
    address = reverse("documents:document_detail", args=[programme.slug, poster.pk])
    assert "Den stämmer fortfarande." in client.get(address).content.decode()
    MapNoteFactory(programme=programme, published=True, title="Nytt på torget")
    page = client.get(address).content.decode()
    assert "Det här har ändrats sedan den gjordes" in page
    assert "<li>Nytt på torget</li>" in page
    assert "Beställ en ny affisch" in page


def test_page_that_waited_for_the_poster_leads_to_noting_where_it_hangs(client, programme, poster, process_leader):
    client.force_login(process_leader)
    page = reverse("documents:document_detail", args=[programme.slug, poster.pk])
    asked_again = client.get(page, headers={"HX-Request": "true"}).content.decode()
    assert reverse("documents:document_hang", args=[programme.slug, poster.pk]) in asked_again


def test_hanging_is_noted_on_a_page(client, programme, poster, process_leader):
    client.force_login(process_leader)
    address = reverse("documents:document_hang", args=[programme.slug, poster.pk])
    form = client.get(address).context["form"]
    assert form["hung_on"].value() == clock.today()
    answer = client.post(
        address,
        {"hung_place": "Biblioteket", "hung_on": "2025-11-03", "version": form.initial["version"],
         "base": form.initial["base"]},
    )  # fmt: skip
    assert answer.status_code == 302
    assert "Den sitter här: Biblioteket, sedan den 3 november 2025." in client.get(answer.url).content.decode()
    assert "Sitter här: Biblioteket" in client.get(
        reverse("documents:document_list", args=[programme.slug])
    ).content.decode()  # fmt: skip


def test_check_takes_as_many_queries_for_the_documents_however_many_hang(poster, django_assert_num_queries):
    with django_assert_num_queries(2):
        printed_documents("process_map_poster")
