"""The examples' dialogues: nothing about Sjöbo that the handbook does not tell, and in Björkängen one of each kind."""

import pytest
from django.db import transaction

from dialogues.enums import (
    ContributionKind,
    ContributionState,
    DialogueState,
    Form,
    InfluenceState,
    Level,
    Matter,
    PromiseStanding,
    RegistrationState,
    TextStatus,
)
from dialogues.models import Dialogue, Influence, InvitationText, Promise, Registration
from dialogues.queries.advice import advice_page
from dialogues.queries.promises import promise_counts, promises_of
from dialogues.queries.readiness import missing_for_publishing
from dialogues.services.example import load_dialogues
from kraftsamling.accounts.models import User
from programmes.models import Programme
from programmes.queries.map_items import Audience
from programmes.services.example import load_example
from tools.pictures import order_documents

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def loaded_dialogues(django_db_setup, django_db_blocker):
    """Both example programmes with their dialogues, loaded once for the module and rolled back at its end."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_example()
        load_dialogues(by=_leader())
        yield
        transaction.set_rollback(True)


@pytest.fixture
def example(loaded_dialogues, db):
    return Programme.objects.get(slug="bjorkangen")


def _leader() -> User:
    return User.objects.get(email="processledare@example.org")


def _get(slug: str) -> Dialogue:
    return Dialogue.objects.get(programme__slug="bjorkangen", slug=slug)


def test_every_state_is_there(example):
    states = set(example.dialogues.values_list("state", flat=True))
    assert states == set(DialogueState)
    assert example.dialogues.count() == 9


def test_what_people_say_is_of_every_kind_and_some_of_it_unread(example):
    said = example.contributions.all()
    assert {row.kind for row in said} == set(ContributionKind)
    assert {row.state for row in said} == set(ContributionState)
    assert {row.matter for row in said} >= set(Matter)
    assert any(row.is_masked for row in said)
    assert any(row.flags for row in said if row.state == ContributionState.NEW)
    assert len(example.dialogues.get(slug="samtal-utanfor-butiken").contributions.public()) == 4


def test_whoever_chooses_otherwise_than_advised_says_why(example):
    pages = {dialogue: advice_page(dialogue) for dialogue in example.dialogues.all()}
    assert [str(dialogue) for dialogue, page in pages.items() if page.is_against and not dialogue.advice_reason] == []
    assert [(str(dialogue), warning.text) for dialogue, page in pages.items() for warning in page.warnings
            if dialogue.published_at] == []  # fmt: skip


def test_nothing_is_published_as_open_that_was_decided_when_people_were_asked(example):
    gaps = [gap.text for dialogue in example.dialogues.exclude(published_at=None)
            for gap in missing_for_publishing(dialogue) if gap.key.startswith("decided-")]  # fmt: skip
    assert gaps == []


def test_loading_again_adds_nothing(example):
    before = Dialogue.objects.count()
    assert load_dialogues(by=_leader()) == before == Dialogue.objects.count()


def test_sjobo_promises_nothing_that_nobody_knows(example):
    plans = Dialogue.objects.filter(programme__slug="sjobo")
    assert {plan.state for plan in plans} == {DialogueState.PLANNED}
    assert plans.count() == 2
    assert not Promise.objects.filter(dialogue__in=plans).exists()
    # The handbook tells neither what was asked, nor when, nor who led it without a stake in the matter.
    assert not plans.exclude(question="", level="", facilitation="").exists()
    assert not plans.exclude(starts_on="").exists()
    assert not plans.filter(published_at__isnull=False).exists()


def test_one_promise_is_late_and_everyone_can_see_it(example):
    rows = promises_of(_get("kvall-pa-bryggan"), Audience.PUBLIC)
    assert [row.standing for row in rows] == [PromiseStanding.LATE]
    counts = promise_counts(example)
    assert (counts.late, counts.kept, counts.not_kept) == (1, 1, 2)


def test_what_is_decided_is_called_information(example):
    dialogue = _get("tvattstugorna-pa-backen-byggs-om")
    assert (dialogue.form, dialogue.level) == (Form.INFORMATION, Level.INFORMATION)
    assert dialogue.is_information_only


def test_the_series_carries_over_what_was_left_open(example):
    again = _get("vad-skulle-du-sakna-2026")
    assert again.follows == _get("vad-skulle-du-sakna-2025")
    carried = Influence.objects.filter(dialogue=again, carried_from__isnull=False)
    assert {row.carried_from.state for row in carried} <= {InfluenceState.OPEN, InfluenceState.PARTLY}
    assert carried.exists()


def test_three_invite_together_and_the_last_in_the_queue_waits(example):
    dialogue = _get("kvallsvandring-pa-stigen")
    assert dialogue.inviters.count() == 3
    states = Registration.objects.filter(occasion__dialogue=dialogue).values_list("state", flat=True)
    assert list(states).count(RegistrationState.WAITING) == 1


def test_the_one_near_a_plan_leads_to_the_official_channel(example):
    dialogue = _get("innan-det-ritas-nagot-vid-bjorktorget")
    assert dialogue.official_channel
    assert dialogue.official_url.startswith("https://example.org/")


def test_before_a_plan_is_begun_it_has_neither_name_nor_number(example):
    dialogue = _get("innan-det-ritas-nagot-vid-bjorktorget")
    assert (dialogue.formal_link, dialogue.plan_name, dialogue.plan_number) == ("before_plan", "", "")


def test_what_is_promised_at_a_meeting_comes_on_the_day_of_the_last_one(example):
    dialogue = _get("kvallsvandring-pa-stigen")
    (promise,) = [promise for promise in dialogue.promises.all() if "meeting" in promise.channels]
    meeting = dialogue.occasions.last()
    assert (promise.due_on, str(meeting.place) in promise.channel_note) == (meeting.day, True)


def test_both_walks_are_told_with_what_they_share(example):
    walks = list(_get("kvallsvandring-pa-stigen").occasions.filter(kind="walk"))
    assert [(walk.capacity, walk.food) for walk in walks] == [(12, "Varm choklad"), (20, "Soppa och te")]
    assert {(walk.cost, walk.facilitator, str(walk.place), walk.needs_registration) for walk in walks} == {
        ("Gratis", "Samtalsledaren", "Björkängsskolan", True)
    }


def test_a_text_that_nobody_has_read_is_marked(example):
    assert set(InvitationText.objects.values_list("status", flat=True)) == {TextStatus.MACHINE}


def test_every_print_that_is_photographed_can_be_ordered(example):
    prints = ["invitation-a4", "invitation-slips", "invitation-a4-arabic", "print-dialogue-plan"]
    assert set(order_documents(prints)) == set(prints)
