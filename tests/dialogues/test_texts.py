"""An invitation in other languages: what is missing, reviewed or outdated, and what of it everyone may read."""

import datetime as dt

import pytest
from django.core.cache import caches
from django.urls import reverse
from django.utils.translation import override

from dialogues.enums import LANGUAGES
from dialogues.models import Dialogue, Influence, InvitationText, Occasion, Promise
from dialogues.queries.invitations import TEXT_FIELDS, source_of
from dialogues.queries.texts import text_rows
from dialogues.services.occasions import set_occasion_public
from dialogues.services.publishing import publish_dialogue
from dialogues.services.texts import review_text, save_text
from dialogues.words.invitations import words_in
from kraftsamling.audit.models import AuditEntry
from kraftsamling.shared import clock
from kraftsamling.shared.dates import ImpreciseDate, Precision
from kraftsamling.shared.errors import EditConflict, RuleViolation, StateConflict
from kraftsamling.shared.receipts import make_form_key
from programmes.models import Place
from programmes.services.keeping import add_record, redact_part, redact_record
from tests.dialogues.invitations import ARABIC, add_text, make_published, make_ready
from tests.dialogues.occasions import at
from tests.factories import make_member


@pytest.fixture
def dialogue(programme, process_leader):
    return make_published(programme, process_leader)


def standing(dialogue, language="ar") -> str:
    return next(row.standing for row in text_rows(dialogue) if row.language == language)


def read(client, dialogue, language="") -> str | None:
    """The page of the dialogue, or of its text in a language; None when there is none."""
    caches["pages"].clear()
    response = client.get(dialogue.get_absolute_url() + (f"{language}/" if language else ""))
    return response.content.decode() if response.status_code == 200 else None


def save_again(text, by, **changes):
    dialogue = text.dialogue
    before = {name: getattr(text, name) for name in (*TEXT_FIELDS, "translator")}
    return save_text(
        text, changes={**before, **changes}, is_machine=False, digest=source_of(dialogue).digest,
        expected_version=text.version, by=by,
    )  # fmt: skip


def test_a_translation_saved_by_somebody_who_works_in_another_language_is_not_outdated(dialogue, process_leader):
    dialogue.influences.update(decided_on=ImpreciseDate(dt.date(2026, 6, 1), Precision.MONTH))
    with override("en"):
        text = add_text(dialogue, process_leader, "en")
        assert standing(dialogue, "en") == "reviewed"
    with override("sv"):
        assert text.source_digest == source_of(dialogue).digest


def test_every_language_but_the_own_one_is_offered_and_missing_at_first(dialogue):
    rows = text_rows(dialogue)
    assert [row.language for row in rows] == [language for language in LANGUAGES if language != "sv"]
    assert {row.standing for row in rows} == {"missing"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_all_headings(language):
    words = vars(words_in(language)).copy()
    # Only what no speaker of the language has read says so.
    assert bool(words.pop("unreviewed")) == (language not in ("sv", "sv-x-lattlast", "en"))
    assert all(words.values())


def test_draft_is_read_by_nobody_outside_before_it_is_reviewed(client, dialogue, process_leader):
    text = add_text(dialogue, process_leader, is_reviewed=False)
    assert (standing(dialogue), read(client, dialogue, "ar")) == ("draft", None)
    assert "/ar/" not in read(client, dialogue)
    review_text(text, by=process_leader)
    assert standing(dialogue) == "reviewed"
    assert ARABIC["title"] in read(client, dialogue, "ar")
    assert f'href="{dialogue.get_absolute_url()}ar/" lang="ar"' in read(client, dialogue)
    assert AuditEntry.objects.filter(verb="text.review").count() == 1


def test_text_runs_in_its_own_direction_and_language(client, dialogue, process_leader):
    add_text(dialogue, process_leader)
    page = read(client, dialogue, "ar")
    assert '<article class="k-translation" lang="ar" dir="rtl">' in page
    add_text(dialogue, process_leader, "so", **dict.fromkeys(TEXT_FIELDS, "Maxaa ka maqan?"))
    assert '<article class="k-translation" lang="so" dir="ltr">' in read(client, dialogue, "so")


def test_machine_text_is_shown_and_says_so(client, dialogue, process_leader):
    text = add_text(dialogue, process_leader, is_machine=True)
    assert words_in("ar").machine in read(client, dialogue, "ar")
    review_text(text, by=process_leader)
    assert words_in("ar").machine not in read(client, dialogue, "ar")


def test_text_is_outdated_when_its_source_changes_and_readers_are_told(client, dialogue, process_leader):
    text = add_text(dialogue, process_leader)
    Influence.objects.filter(dialogue=dialogue, state="open").update(limits="Bara på norra sidan.")
    assert standing(dialogue) == "outdated"
    assert words_in("ar").outdated in read(client, dialogue, "ar")
    save_again(text, process_leader)
    assert (standing(dialogue), read(client, dialogue, "ar")) == ("draft", None)
    review_text(text, by=process_leader)
    assert words_in("ar").outdated not in read(client, dialogue, "ar")


def draft_evening(dialogue, by, **fields) -> Occasion:
    """An evening that nobody outside may know of yet."""
    day = clock.today() + dt.timedelta(days=40)
    values = {
        "kind": "walk",
        "step_free": "yes",
        "starts_at": at(day, 17),
        "ends_at": at(day, 18),
        "address": "Gränden 9",
        **fields,
    }
    return add_record(Occasion, programme=dialogue.programme, by=by, dialogue=dialogue, **values)


def test_what_is_added_to_a_published_dialogue_is_in_no_translation_before_it_is_published(
    client, dialogue, programme, process_leader
):
    add_text(dialogue, process_leader)
    evening = draft_evening(dialogue, process_leader)
    assert standing(dialogue) == "reviewed"
    assert words_in("ar").outdated not in read(client, dialogue, "ar")
    client.force_login(process_leader)
    address = reverse("dialogues:text_edit", args=[programme.slug, dialogue.pk, "ar"])
    page = client.get(address).content.decode()
    notice, _heading, form = page.partition("Tillagt men inte publicerat")[2].partition("<form")
    assert ("Gränden 9" in notice, "Gränden 9" in form) == (True, False)
    set_occasion_public(evening, is_public=True, by=process_leader)
    assert standing(dialogue) == "outdated"
    assert words_in("ar").outdated in read(client, dialogue, "ar")


def test_translation_made_before_publishing_still_holds_when_all_is_published(programme, process_leader):
    dialogue = make_ready(programme, process_leader)
    draft_evening(dialogue, process_leader, openness="may_be")
    assert "Storgatan 4" in source_of(dialogue).texts["practical"]
    assert "Gränden 9" not in source_of(dialogue).texts["practical"]
    add_text(dialogue, process_leader)
    publish_dialogue(dialogue, by=process_leader)
    assert standing(dialogue) == "reviewed"


def test_outdated_text_cannot_be_reviewed_before_it_is_looked_through(dialogue, process_leader):
    text = add_text(dialogue, process_leader, is_reviewed=False)
    Influence.objects.filter(dialogue=dialogue, state="open").update(question="Var ska träden stå?")
    with pytest.raises(RuleViolation):
        review_text(text, by=process_leader)


def test_change_of_a_reviewed_text_must_be_reviewed_again_but_saving_it_unchanged_not(dialogue, process_leader):
    text = add_text(dialogue, process_leader)
    save_again(text, process_leader)
    assert standing(dialogue) == "reviewed"
    save_again(text, process_leader, title="ساحة جديدة")
    assert (standing(dialogue), text.reviewed_by) == ("draft", None)


@pytest.mark.parametrize(
    ("model", "field"), [(Dialogue, "question"), (Influence, "limits"), (Promise, "what"), (Occasion, "address")]
)
def test_translation_of_a_text_removed_for_good_is_shown_to_nobody_until_looked_through(
    client, dialogue, programme, process_leader, model, field
):
    Influence.objects.update(limits="Inte framför Aminas fönster")
    add_text(dialogue, process_leader)
    other = add_text(make_published(programme, process_leader), process_leader)
    row = model.objects.filter(**({"pk": dialogue.pk} if model is Dialogue else {"dialogue": dialogue})).first()
    redact_part(row, programme=programme, fields=[field], by=process_leader, reason="Namnger någon")
    text = InvitationText.objects.get(dialogue=dialogue)
    assert (text.status, text.reviewed_by, read(client, dialogue, "ar")) == ("draft", None, None)
    assert AuditEntry.objects.get(verb="text.hide").target_id == str(text.pk)
    client.force_login(process_leader)
    for address in (reverse("dialogues:text_list", args=[programme.slug, dialogue.pk]),
                    reverse("dialogues:text_edit", args=[programme.slug, dialogue.pk, "ar"])):  # fmt: skip
        assert "En text i originalet har tagits bort för gott" in client.get(address).content.decode()
    save_again(text, process_leader)
    review_text(text, by=process_leader)
    assert read(client, dialogue, "ar")
    assert read(client, other.dialogue, "ar")


def test_translation_is_hidden_by_the_removed_name_of_a_place_but_not_by_what_nobody_read(dialogue, process_leader):
    place = add_record(Place, programme=dialogue.programme, by=process_leader, name="Aminas kiosk", kind="spot")
    Influence.objects.filter(dialogue=dialogue).update(place=place)
    text = add_text(dialogue, process_leader)
    redact_record(dialogue, fields=["why_invite"], by=process_leader, reason="Namnger någon")
    text.refresh_from_db()
    assert text.status == "reviewed"
    redact_record(place, fields=["name"], by=process_leader, reason="Namnger någon")
    text.refresh_from_db()
    assert (text.status, standing(dialogue)) == ("draft", "outdated")


def test_review_of_a_text_that_somebody_has_changed_meanwhile_is_refused(dialogue, process_leader):
    add_text(dialogue, process_leader, is_reviewed=False)
    mine, theirs = (InvitationText.objects.get(dialogue=dialogue) for _turn in range(2))
    save_again(theirs, process_leader, title="ساحة جديدة")
    with pytest.raises(StateConflict):
        review_text(mine, by=process_leader)


def test_second_of_two_who_begin_the_same_language_is_told(dialogue, process_leader):
    add_text(dialogue, process_leader)
    with pytest.raises(EditConflict):
        add_text(dialogue, process_leader)


def test_english_stands_on_the_english_page(client, dialogue, process_leader):
    english = dict.fromkeys(TEXT_FIELDS, "What does the square need?")
    add_text(dialogue, process_leader, "en", **english)
    assert read(client, dialogue, "en") is None
    page = client.get("/en" + dialogue.get_absolute_url()).content.decode()
    assert '<h1 class="k-long" lang="en">What does the square need?</h1>' in page
    assert "What does the square need?" not in read(client, dialogue)


def test_english_page_without_translation_says_so_and_marks_the_language(client, dialogue):
    page = client.get("/en" + dialogue.get_absolute_url()).content.decode()
    assert "The invitation has not been translated." in page
    assert '<h1 class="k-long" lang="sv">' in page


def test_statutory_text_stays_in_swedish_beside_a_translation(client, programme, process_leader):
    near = make_published(
        programme, process_leader, formal_link="before_plan", official_channel="Nämnden",
        official_url="https://example.org/plan",
    )  # fmt: skip
    add_text(near, process_leader)
    page = read(client, near, "ar")
    assert "rätten att överklaga" in page[page.index("</article>") :]


def test_form_shows_the_source_and_saves_what_it_was_made_from(client, dialogue, programme, process_leader):
    client.force_login(process_leader)
    address = reverse("dialogues:text_edit", args=[programme.slug, dialogue.pk, "so"])
    page = client.get(address).content.decode()
    assert "Var ska bänkarna stå? Det kan påverkas." in page
    sent = {
        **dict.fromkeys(TEXT_FIELDS, "Maxaa ka maqan?"), "made_by": "machine", "translator": "Byrån", "version": 1,
        "digest": source_of(dialogue).digest, "form_key": make_form_key(process_leader.pk),
    }  # fmt: skip
    assert client.post(address, sent).status_code == 302
    text = InvitationText.objects.get(dialogue=dialogue, language="so")
    assert (text.status, standing(dialogue, "so")) == ("machine", "machine")


def test_who_may_not_publish_cannot_show_a_machine_text_nor_review(client, dialogue, programme):
    client.force_login(make_member(programme, "facilitator"))
    address = reverse("dialogues:text_edit", args=[programme.slug, dialogue.pk, "so"])
    assert 'value="machine"' not in client.get(address).content.decode()
    sent = {**dict.fromkeys(TEXT_FIELDS, "Maxaa ka maqan?"), "made_by": "machine", "version": 1,
            "digest": source_of(dialogue).digest}  # fmt: skip
    assert client.post(address, sent).status_code == 200
    assert not InvitationText.objects.filter(dialogue=dialogue).exists()


def test_page_of_an_unknown_language_is_not_there(client, dialogue, programme, process_leader):
    assert [read(client, dialogue, language) for language in ("xx", "sv", "so")] == [None, None, None]
    client.force_login(process_leader)
    for language in ("xx", "sv"):
        address = reverse("dialogues:text_edit", args=[programme.slug, dialogue.pk, language])
        assert client.get(address).status_code == 404
