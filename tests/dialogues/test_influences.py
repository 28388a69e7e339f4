"""What can be influenced: once people have been told, nothing of it changes or goes without a reason and a trace."""

import datetime as dt

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dialogues.enums import Level
from dialogues.models import Dialogue, Influence, InfluenceVersion
from dialogues.queries.invitations import source_of
from dialogues.queries.readiness import missing_for_publishing
from dialogues.services.dialogues import update_plan
from dialogues.services.influences import add_influence, update_influence, withdraw_influence
from dialogues.services.publishing import publish_dialogue
from kraftsamling.shared.dates import parse_imprecise
from kraftsamling.shared.errors import EditConflict, RuleViolation
from programmes.models import Body, Place
from programmes.services.keeping import add_record, redact_record, withdraw_record
from tests.at_once import both_at_once
from tests.dialogues.invitations import make_published, make_ready
from tests.dialogues.occasions import party
from tests.dialogues.plans import typed
from tests.post import deliver


@pytest.fixture
def dialogue(programme, process_leader):
    return make_published(programme, process_leader)


@pytest.fixture
def benches(dialogue):
    """The one question of the dialogue that can be influenced."""
    return dialogue.influences.get(state="open")


def change(influence, **changes):
    return update_influence(influence, changes=changes, expected_version=influence.version, by=None)


def shown(client, dialogue) -> str:
    caches["pages"].clear()
    return client.get(dialogue.get_absolute_url()).content.decode()


# Before anybody is told


def test_before_publishing_everything_is_changed_freely(programme, process_leader):
    dialogue = make_ready(programme, process_leader)
    row = add_influence(dialogue=dialogue, by=None, question="Hur högt?", state="fixed")
    change(row, question="Hur högt får det bli?")
    withdraw_influence(row, by=None, reason="Dubblett")
    row.refresh_from_db()
    assert (row.change_reason, InfluenceVersion.objects.count()) == ("", 0)


# Changing


@pytest.mark.parametrize(
    "changes",
    [{"question": "Var ska bänkarna och träden stå?"}, {"state": "partly"}, {"limits": "Högst tio."},
     {"decided_by_other": "Fastighetschefen"}, {"decided_on": parse_imprecise("juni 2030")}],
)  # fmt: skip
def test_what_has_been_told_is_changed_only_with_a_reason(dialogue, benches, changes):
    with pytest.raises(RuleViolation) as refused:
        change(benches, **changes, change_reason=" ")
    assert refused.value.field == "change_reason"
    assert not InfluenceVersion.objects.exists()
    change(benches, **changes, change_reason="Nämnden har ändrat sig")
    version = benches.versions.get()
    assert (version.texts["question"], version.state, version.decided_by_other, version.decided_on) == (
        "Var ska bänkarna stå?", "open", "Tekniska nämnden", None,
    )  # fmt: skip
    assert benches.change_reason == "Nämnden har ändrat sig"


def test_saving_without_a_change_needs_no_reason(benches):
    change(benches, question=benches.question, change_reason="")
    assert not benches.versions.exists()


def test_two_who_change_at_once_lose_nothing(benches):
    seen = benches.version
    change(benches, limits="Det ena", change_reason="Först")
    with pytest.raises(EditConflict):
        update_influence(benches, changes={"limits": "Det andra", "change_reason": "Sedan"}, expected_version=seen,
                         by=None)  # fmt: skip
    assert benches.versions.count() == 1


def test_everyone_reads_what_it_said_before_and_why(client, dialogue, benches, programme):
    board = add_record(Body, programme=programme, by=None, name="Parknämnden", kind="board")
    change(benches, decided_by=board, decided_by_other="", change_reason="Frågan har flyttats")
    change(benches, state="partly", limits="Bara på torgets norra del", change_reason="Ledningar i marken")
    page = shown(client, dialogue)
    assert "Det här stod tidigare" in page
    assert page.index("Ledningar i marken") < page.index("Frågan har flyttats")
    assert page.index("Parknämnden") < page.index("Tekniska nämnden")
    assert "Bestämmer: <span" in page


def test_taken_back_and_planned_again_is_not_forgotten(dialogue, benches):
    Dialogue.objects.filter(pk=dialogue.pk).update(state="planned", published_at=None)
    with pytest.raises(RuleViolation):
        change(benches, limits="Högst tio.")


def test_group_and_place_are_still_named_when_they_are_withdrawn(client, dialogue, benches, programme):
    board = add_record(Body, programme=programme, by=None, name="Parknämnden", kind="board")
    square = add_record(Place, programme=programme, by=None, name="Torget", kind="spot")
    Influence.objects.filter(pk=benches.pk).update(decided_by=board, decided_by_other="", place=square)
    for row in (board, square):
        withdraw_record(row, by=None, reason="Slås ihop")
    page = shown(client, dialogue)
    assert "Parknämnden" in page
    assert "Var ska bänkarna stå? (Torget)" in page
    # Before people are invited anew somebody must say who decides now.
    assert f"decider-{benches.pk}" in {gap.key for gap in missing_for_publishing(dialogue)}


def test_another_name_rewrites_no_earlier_wording_but_one_removed_for_good_is_gone(
    client, dialogue, benches, programme
):
    board = add_record(Body, programme=programme, by=None, name="Parknämnden", kind="board")
    square = add_record(Place, programme=programme, by=None, name="Torget", kind="spot")
    change(benches, decided_by=board, decided_by_other="", place=square, change_reason="Flyttad")
    change(benches, decided_by=None, decided_by_other="Fullmäktige", place=None, change_reason="Flyttad igen")
    Body.objects.update(name="Stadsmiljönämnden")
    Place.objects.update(name="Stora torget")
    assert "Parknämnden" in shown(client, dialogue)
    assert "Var ska bänkarna stå? (Torget)" in shown(client, dialogue)
    for row in (board, square):
        redact_record(row, fields=["name"], by=None, reason="Namnger en person")
    kept = str([version.texts for version in benches.versions.all()])
    assert "Parknämnden" not in kept + shown(client, dialogue)
    assert "(Torget)" not in shown(client, dialogue)


# Adding and taking away


@pytest.mark.parametrize("state", ["open", "partly"])
def test_more_that_can_be_influenced_is_added_freely(dialogue, state):
    added = add_influence(dialogue=dialogue, by=None, question="Vilka träd?", state=state)
    assert added.change_reason == ""


def test_what_is_decided_is_added_only_with_a_reason(client, dialogue, benches):
    fields = {"question": "Får kiosken stå kvar?", "state": "fixed"}
    with pytest.raises(RuleViolation) as refused:
        add_influence(dialogue=dialogue, by=None, **fields)
    assert refused.value.field == "change_reason"
    row = add_influence(dialogue=dialogue, by=None, **fields, change_reason="Arrendet är uppsagt")
    page = shown(client, dialogue)
    assert "Tillagd den" in page
    assert "Arrendet är uppsagt" in page
    change(row, question="Får kiosken stå kvar 2027?", change_reason="Förtydligat")
    page = shown(client, dialogue)
    assert page.index("Arrendet är uppsagt") < page.index("Förtydligat")


def test_what_is_taken_away_stays_on_the_page_with_the_reason(client, dialogue):
    row = dialogue.influences.get(state="fixed")
    change(row, limits="Tre miljoner kronor.", change_reason="Mer pengar")
    withdraw_influence(row, by=None, reason="Budgeten är inte antagen")
    page = shown(client, dialogue)
    assert "Ingår inte längre" in page
    for words in ("Borttagen den", "Budgeten är inte antagen", "Tre miljoner kronor.", "Mer pengar", "Två miljoner"):
        assert words in page


# Promising nothing that cannot be kept


def decide(row):
    return change(row, state="fixed", change_reason="Nämnden har bestämt")


def take_away(row):
    return withdraw_influence(row, by=None, reason="Nämnden har bestämt")


@pytest.mark.parametrize("close", [decide, take_away])
def test_last_open_question_is_not_closed_while_people_are_promised_influence(dialogue, benches, close):
    with pytest.raises(RuleViolation) as refused:
        close(benches)
    assert refused.value.field in ("state", "reason")
    benches.refresh_from_db()
    assert (benches.state, benches.withdrawn_at, benches.versions.count()) == ("open", None, 0)
    dialogue.refresh_from_db()
    update_plan(dialogue, changes={"form": "information", "level": "information"}, expected_version=dialogue.version,
                by=None, reason="Nämnden har bestämt")  # fmt: skip
    close(Influence.objects.get(pk=benches.pk))
    dialogue.refresh_from_db()
    with pytest.raises(RuleViolation) as refused:
        update_plan(dialogue, changes={"form": "learning", "level": Level.DIALOGUE}, expected_version=dialogue.version,
                    by=None, reason="Vi vill ändå")  # fmt: skip
    assert refused.value.field == "level"


@pytest.mark.parametrize("name", ["form", "level"])
def test_questions_of_what_becomes_information_are_decided_for_the_same_reason(client, dialogue, benches, name):
    update_plan(dialogue, changes={name: "information"}, expected_version=dialogue.version, by=None,
                reason="Nämnden har bestämt")  # fmt: skip
    benches.refresh_from_db()
    assert (benches.state, benches.change_reason, benches.versions.get().state) == (
        "fixed", "Nämnden har bestämt", "open",
    )  # fmt: skip
    assert shown(client, dialogue).count("Nämnden har bestämt") >= 2


def test_of_two_open_questions_one_may_be_decided(dialogue, benches):
    add_influence(dialogue=dialogue, by=None, question="Vilka träd?", state="partly")
    decide(benches)
    assert benches.state == "fixed"


# Telling those who have signed up


@pytest.mark.parametrize(
    "act",
    [
        lambda dialogue: change(dialogue.influences.get(state="open"), limits="Högst tio.", change_reason="Regn i maj"),
        lambda dialogue: withdraw_influence(dialogue.influences.get(state="fixed"), by=None, reason="Regn i maj"),
        lambda dialogue: add_influence(dialogue=dialogue, by=None, question="Kiosken?", state="fixed",
                                       change_reason="Regn i maj"),
    ],
)  # fmt: skip
def test_those_who_have_signed_up_are_told_once(dialogue, act):
    party(dialogue.occasions.get(), email="granne@example.org")
    deliver("notices.send")
    act(dialogue)
    [letter] = deliver("notices.send")
    assert "Regn i maj" in letter.body
    assert dialogue.get_absolute_url() in letter.body
    assert deliver("notices.send") == []


def test_good_news_and_cancelled_dialogues_write_no_letter(dialogue, benches):
    party(dialogue.occasions.get(), email="granne@example.org")
    deliver("notices.send")
    add_influence(dialogue=dialogue, by=None, question="Vilka träd?", state="open")
    Dialogue.objects.filter(pk=dialogue.pk).update(state="cancelled")
    change(benches, limits="Högst tio.", change_reason="Trångt")
    assert deliver("notices.send") == []


# Forms


def two_places(dialogue) -> list[Place]:
    places = [add_record(Place, programme=dialogue.programme, by=None, name=name, kind="spot")
              for name in ("Torget", "Parken")]  # fmt: skip
    dialogue.places.set(places)
    return places


def test_question_may_be_about_one_of_several_places(signed_in, dialogue, benches):
    edit = reverse("dialogues:influence_edit", args=["provet", benches.pk])
    assert "place" not in signed_in.get(edit).context["form"].fields
    square, park = two_places(dialogue)
    form = signed_in.get(edit).context["form"]
    assert set(form.fields["place"].queryset) == {square, park}
    digest = source_of(dialogue).digest
    signed_in.post(edit, typed(form) | {"place": park.pk, "change_reason": "Det gäller bara parken"})
    text = shown(signed_in, dialogue)
    assert "Var ska bänkarna stå? (Parken)" in text
    assert source_of(dialogue).digest != digest
    change(Influence.objects.get(pk=benches.pk), place=square, change_reason="Torget också")
    text = shown(signed_in, dialogue)
    assert text.count("Var ska bänkarna stå? (Torget)") == text.count("Var ska bänkarna stå? (Parken)") == 1
    Place.objects.update(openness="may_be")
    assert "(Parken)" not in shown(signed_in, dialogue)


def test_form_asks_why_only_when_people_have_been_told(signed_in, programme, process_leader, dialogue, benches):
    draft = make_ready(programme, process_leader)
    for row, is_asked in ((benches, True), (draft.influences.first(), False)):
        edit = signed_in.get(reverse("dialogues:influence_edit", args=["provet", row.pk])).context["form"]
        new = signed_in.get(reverse("dialogues:influence_create", args=["provet", row.dialogue_id])).context["form"]
        assert ["change_reason" in form.fields for form in (edit, new)] == [is_asked, is_asked]


def test_refused_form_keeps_the_reason(signed_in, benches):
    address = reverse("dialogues:influence_edit", args=["provet", benches.pk])
    data = typed(signed_in.get(address).context["form"])
    refused = signed_in.post(address, data | {"state": "fixed", "change_reason": "Nämnden har bestämt"})
    assert list(refused.context["form"].errors) == ["state"]
    assert refused.context["form"]["change_reason"].value() == "Nämnden har bestämt"
    assert "Ändra först till information" in refused.content.decode()
    saved = signed_in.post(address, data | {"limits": "Högst tio.", "change_reason": "Trångt"})
    assert saved.status_code == 302
    assert benches.versions.get().texts["limits"] == ""


def test_page_of_withdrawing_says_that_people_have_been_told(signed_in, benches):
    address = reverse("dialogues:influence_withdraw", args=["provet", benches.pk])
    page = signed_in.get(address).content.decode()
    assert "Människor har fått veta" in page
    assert "Alla kan läsa det här" in page


def test_redaction_reaches_earlier_wordings_and_reasons(client, signed_in, dialogue, benches):
    change(benches, limits="Grannen i port 7", change_reason="Grannen i port 7 bad om det")
    change(benches, limits="Högst tio.", change_reason="Rättat")
    address = reverse("dialogues:influence_redact", args=["provet", benches.pk])
    signed_in.post(address, {"fields_to_remove": ["limits", "change_reason"], "reason": "Namnger en person"})
    assert "Grannen" not in str([version.texts for version in benches.versions.all()])
    assert "Grannen" not in shown(client, dialogue)


# At once, and many


@pytest.mark.django_db(transaction=True)
def test_question_is_not_decided_while_the_invitation_is_published(programme, process_leader):
    dialogue = make_ready(programme, process_leader)
    row = dialogue.influences.get(state="open")
    late = Influence.objects.select_related("dialogue").get(pk=row.pk)
    errors = both_at_once(lambda: publish_dialogue(dialogue, by=None), lambda: change(late, state="fixed"))
    assert [type(error) for error in errors] == [RuleViolation]
    row.refresh_from_db()
    assert row.state == "open"


def test_history_takes_the_same_number_of_queries_however_long_it_is(client, dialogue, benches):
    counted = []
    for number in range(3):
        change(benches, limits=f"Högst {number + 1}.", change_reason="Trångt")
        row = add_influence(dialogue=dialogue, by=None, question=f"Träd {number}?", state="open")
        withdraw_influence(row, by=None, reason="Fel")
        with CaptureQueriesContext(connection) as queries:
            shown(client, dialogue)
        counted.append(len(queries))
    assert counted[1] == counted[2]


def test_day_of_a_change_is_the_day_in_stockholm(client, dialogue, benches):
    change(benches, limits="Högst tio.", change_reason="Trångt")
    benches.versions.update(replaced_at=dt.datetime(2026, 3, 8, 23, 30, tzinfo=dt.UTC))
    assert "Till 9 mars 2026" in shown(client, dialogue)
