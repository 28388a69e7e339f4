"""Stories: public only with consent and when somebody else has approved the text, and gone at once when either goes."""

import datetime as dt

import pytest
from django.core.cache import caches
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from kraftsamling.audit.models import AuditEntry
from kraftsamling.overview.posters.poster import build_poster
from kraftsamling.shared.dates import ImpreciseDate, Precision
from kraftsamling.shared.errors import EditConflict, RuleViolation, StateConflict
from programmes.models import Story
from programmes.queries.map_items import Audience
from programmes.queries.stories import LONGEST_MAP_TEXT, story_items
from programmes.services import stories
from programmes.services.keeping import redact_record, withdraw_record
from tests.factories import make_member

DAY = dt.date(2026, 3, 9)
SPRING = ImpreciseDate(dt.date(2026, 3, 1), Precision.MONTH)


@pytest.fixture
def colleague(programme):
    return make_member(programme, "communicator", name="Kommunikatören")


@pytest.fixture
def story(programme, process_leader):
    return stories.add_story(
        programme=programme, by=process_leader, title="Bänken vid kiosken", text="Där satt vi om kvällarna.",
        teller="En granne", consent="given", consent_on=DAY, consent_note="Pärm 3", told_on=SPRING,
    )  # fmt: skip


@pytest.fixture
def published(story, process_leader, colleague):
    stories.move_story(story, to="in_review", by=process_leader)
    stories.move_story(story, to="approved", by=colleague)
    return stories.set_story_public(story, is_public=True, by=colleague)


def edit(story, by, **changes):
    return stories.update_story(story, changes=changes, expected_version=story.version, by=by)


def seen_by_everyone(programme) -> str:
    caches["pages"].clear()
    names = ("overview:process_map", "overview:programme_public")
    pages = [Client().get(reverse(name, args=[programme.slug])).content.decode() for name in names]
    return "".join(pages) + build_poster(programme, {"sheet": "a2-portrait"}, "sv").html


def test_published_story_stands_on_the_public_map(programme, published):
    seen = seen_by_everyone(programme)
    assert "Bänken vid kiosken" in seen
    assert "Där satt vi om kvällarna. (En granne)" in seen
    assert "Pärm 3" not in seen


def test_story_is_not_public_before_it_is_published(programme, story):
    assert "Bänken" not in seen_by_everyone(programme)
    assert story_items(programme, Audience.PREVIEW, DAY) == []
    assert len(story_items(programme, Audience.WORK, DAY)) == 1


@pytest.mark.parametrize(
    ("fields", "moves", "words"),
    [
        ({"consent": "not_asked", "consent_on": None}, [], "samtycka och en kollega"),
        ({"consent": "withdrawn"}, ["in_review", "approved"], "den som berättar samtycka"),
        ({}, ["in_review"], "behöver en kollega läsa"),
    ],
)
def test_publishing_says_what_is_missing(story, process_leader, colleague, fields, moves, words):
    edit(story, process_leader, **fields)
    for to in moves:
        stories.move_story(story, to=to, by=colleague)
    with pytest.raises(RuleViolation) as refusal:
        stories.set_story_public(story, is_public=True, by=colleague)
    assert words in refusal.value.message


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({"consent": "withdrawn"}, "approved"),
        ({"title": "Stenen"}, "in_review"),
        ({"text": "Något annat"}, "in_review"),
        ({"teller": "En annan"}, "in_review"),
    ],
)
def test_what_takes_a_story_off_the_public_pages(programme, published, process_leader, changes, state):
    edit(published, process_leader, **changes)
    assert (published.published_at, published.state) == (None, state)
    assert "kiosken" not in seen_by_everyone(programme)
    assert AuditEntry.objects.filter(verb="record.unpublish", target_label=published.number).count() == 1


def test_changing_a_fact_leaves_a_story_public(published, process_leader):
    edit(published, process_leader, consent_note="Pärm 4", told_on=None)
    assert published.is_public
    assert published.reviewed_by is not None


def test_working_on_it_again_takes_it_off(programme, published, colleague):
    stories.move_story(published, to="draft", by=colleague, reason="Ett namn ska bort")
    assert (published.published_at, published.reviewed_by) == (None, None)
    assert "kiosken" not in seen_by_everyone(programme)


def test_writer_cannot_approve(story, process_leader):
    stories.move_story(story, to="in_review", by=process_leader)
    with pytest.raises(RuleViolation, match="själv skrivit"):
        stories.move_story(story, to="approved", by=process_leader)


def test_last_editor_of_the_text_cannot_approve_but_others_can(programme, story, process_leader, colleague):
    third = make_member(programme, "civil_servant", name="Tredje")
    edit(story, third, text="Ny text av tredje")
    edit(story, colleague, text="Ny text")
    edit(story, third, consent_note="Inte texten")
    stories.move_story(story, to="in_review", by=process_leader)
    for writer in (colleague, process_leader):
        with pytest.raises(RuleViolation):
            stories.move_story(story, to="approved", by=writer)
    stories.move_story(story, to="approved", by=third)
    assert story.reviewed_by == third


def test_move_that_is_not_there_is_a_conflict(story, colleague):
    with pytest.raises(StateConflict):
        stories.move_story(story, to="approved", by=colleague)


def test_stale_edit_changes_nothing(published, process_leader):
    with pytest.raises(EditConflict):
        stories.update_story(published, changes={"text": "x"}, expected_version=1, by=process_leader)
    published.refresh_from_db()
    assert published.is_public


def test_consent_needs_its_day(story, process_leader):
    with pytest.raises(RuleViolation) as refusal:
        edit(story, process_leader, consent_on=None)
    assert refusal.value.field == "consent_on"


def test_database_holds_the_same_rule(published):
    with pytest.raises(IntegrityError), transaction.atomic():
        Story.objects.filter(pk=published.pk).update(consent="withdrawn")


def test_consent_that_went_away_meanwhile_is_a_conflict(story, process_leader, colleague):
    stories.move_story(story, to="in_review", by=process_leader)
    stories.move_story(story, to="approved", by=colleague)
    Story.objects.filter(pk=story.pk).update(consent="withdrawn")
    with pytest.raises(StateConflict):
        stories.set_story_public(story, is_public=True, by=colleague)


def test_withdrawn_story_is_gone_everywhere(client, programme, published, process_leader):
    withdraw_record(published, by=process_leader, reason="Dubblett")
    assert "kiosken" not in seen_by_everyone(programme)
    client.force_login(process_leader)
    assert client.get(published.get_work_url()).status_code == 404


def test_redacted_text_leaves_every_version_and_the_map(programme, published, process_leader):
    edit(published, process_leader, text="Kortare")
    redact_record(published, fields=["text"], by=process_leader, reason="Nämnde en person")
    assert "kvällarna" not in str([version.texts for version in published.versions.all()])


def test_long_story_is_shortened_on_the_map(programme, published):
    Story.objects.filter(pk=published.pk).update(text="ord " * 1500, teller="g" * 120)
    item = story_items(programme, Audience.PUBLIC, DAY)[0]
    assert len(item.text) <= LONGEST_MAP_TEXT
    assert len(item.title) <= 80


def test_page_offers_publishing_only_when_nothing_is_missing(client, story, colleague):
    client.force_login(colleague)
    address = reverse("programmes:story_set_public", args=[story.programme.slug, story.pk])
    assert address not in client.get(story.get_work_url()).content.decode()
    refused = client.post(address, {"is_public": "yes"}, follow=True)
    assert "behöver en kollega läsa" in refused.content.decode()
    story.refresh_from_db()
    assert story.published_at is None


def test_own_approval_is_refused_on_the_page(client, story, process_leader):
    stories.move_story(story, to="in_review", by=process_leader)
    client.force_login(process_leader)
    address = reverse("programmes:story_move", args=[story.programme.slug, story.pk, "approved"])
    assert address not in client.get(story.get_work_url()).content.decode()
    page = client.post(address, {"reason": "", "version": story.version})
    assert page.status_code == 200
    assert "själv skrivit" in page.content.decode()


def test_what_was_rewritten_since_the_page_was_opened_is_read_again_before_it_is_approved_or_published(
    client, story, process_leader, colleague
):
    stories.move_story(story, to="in_review", by=process_leader)
    client.force_login(colleague)
    approve = reverse("programmes:story_move", args=[story.programme.slug, story.pk, "approved"])
    publish = reverse("programmes:story_set_public", args=[story.programme.slug, story.pk])
    seen = {"version": str(story.version), "is_public": "yes", "reason": ""}
    assert f'name="version" value="{story.version}"' in client.get(story.get_work_url()).content.decode()
    edit(story, process_leader, text="Något som ingen har läst")
    for address in (approve, publish):
        answer = client.post(address, seen, follow=True).content.decode()
        assert "Läs det som det står nu" in answer
        assert "Något som ingen har läst" in answer
    story.refresh_from_db()
    assert (story.state, story.published_at) == ("in_review", None)
    client.post(approve, {**seen, "version": story.version})
    story.refresh_from_db()
    assert story.state == "approved"


def test_story_rewritten_in_the_moment_it_is_approved_is_not_approved(story, process_leader, colleague):
    stories.move_story(story, to="in_review", by=process_leader)
    edit(Story.objects.get(pk=story.pk), process_leader, text="Något som ingen har läst")
    with pytest.raises(StateConflict):
        stories.move_story(story, to="approved", by=colleague)
