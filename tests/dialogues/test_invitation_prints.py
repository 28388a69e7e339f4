"""What stands on an invitation that is printed or sent: every occasion, how one signs up, when the answer comes."""

import datetime as dt
import io

import pikepdf
import pytest
from django.urls import reverse

from dialogues.enums import LANGUAGES
from dialogues.models import Dialogue, Influence, Occasion, Promise
from dialogues.prints.blocks import make_blocks
from dialogues.prints.invitations import INVITATION_PRINT, invitation_choices
from dialogues.prints.mail_text import write_mail_text
from dialogues.prints.share_picture import draw_share_picture
from dialogues.queries.invitations import invitation_in, source_of
from dialogues.queries.told_occasions import tell_occasions
from dialogues.queries.translated import say_day_in
from dialogues.words.invitations import words_in
from kraftsamling.documents.queries.hanging import find_changes
from kraftsamling.documents.services.pdf import count_pages, render_pdf
from kraftsamling.shared import clock
from kraftsamling.shared.dates import ImpreciseDate
from kraftsamling.shared.errors import RuleViolation
from programmes.models import Place
from programmes.services.keeping import add_record
from tests.dialogues.invitations import add_text, make_information, make_published
from tests.dialogues.occasions import add_evening, let_it_be
from tests.dialogues.plans import REVIEW
from tests.dialogues.prints import SIZES, build, make_print

pytestmark = pytest.mark.once

OVER = {
    "cancelled": "Dialogen är inställd.", "closed": "Dialogen är avslutad.", "compiling": "Samtalen är över.",
}  # fmt: skip


@pytest.fixture
def dialogue(programme, process_leader):
    return make_published(programme, process_leader)


@pytest.mark.parametrize("state", OVER)
def test_dialogue_that_nobody_can_join_is_not_offered_but_still_named(
    client, programme, dialogue, process_leader, state
):
    made = make_print(dialogue, process_leader)
    Dialogue.objects.filter(pk=dialogue.pk).update(state=state)
    assert invitation_choices(programme) == ()
    with pytest.raises(RuleViolation, match=f"{OVER[state]} Det finns inget att bjuda in till."):
        build(dialogue)
    kind = INVITATION_PRINT.within(programme)
    assert not kind.offers({"invitation": f"{dialogue.pk}.sv"})
    assert kind.describe(made.options) == "Vad behövs på torget?, svenska · A4"
    client.force_login(process_leader)
    page = client.get(reverse("dialogues:invitation_detail", args=[programme.slug, dialogue.pk])).content.decode()
    assert "det finns inget att trycka eller skicka" in page
    assert ("sheet=a4" in page, "copy-mail-sv" in page) == (False, False)


@pytest.mark.parametrize("state", OVER)
def test_what_hangs_of_a_dialogue_that_is_over_is_to_be_taken_down(client, programme, dialogue, process_leader, state):
    made = make_print(dialogue, process_leader)
    Dialogue.objects.filter(pk=dialogue.pk).update(state=state)
    client.force_login(process_leader)
    page = client.get(reverse("documents:document_detail", args=[programme.slug, made.pk])).content.decode()
    assert f"{OVER[state]} Ta ner affischen." in page
    assert ("Den stämmer fortfarande" in page, "Beställ en ny affisch" in page) == (False, False)
    page = client.get(reverse("dialogues:invitation_detail", args=[programme.slug, dialogue.pk])).content.decode()
    assert OVER[state] in page
    assert "Ta ner det som hänger." in page


def test_invitation_whose_occasions_have_all_been_is_over(programme, dialogue, process_leader, monkeypatch):
    made = make_print(dialogue, process_leader)
    assert not find_changes(made)
    let_it_be(monkeypatch, dialogue.occasions.get().ends_at + dt.timedelta(hours=1))
    assert find_changes(made).over == "Alla tillfällen har varit."
    assert invitation_choices(programme) == ()
    add_evening(dialogue, day=dialogue.occasions.get().day + dt.timedelta(days=9))
    assert len(invitation_choices(programme)) == 1


def test_only_what_is_to_come_is_printed(dialogue, monkeypatch):
    first = dialogue.occasions.get()
    add_evening(dialogue, day=first.day + dt.timedelta(days=9), address="Gränden 9")
    assert all(words in build(dialogue).html for words in ("Storgatan 4", "Gränden 9"))
    let_it_be(monkeypatch, first.ends_at + dt.timedelta(hours=1))
    html = build(dialogue).html
    assert ("Storgatan 4" in html, "Gränden 9" in html) == (False, True)


def test_dialogue_without_occasions_is_over_with_its_time(programme, dialogue, monkeypatch):
    Dialogue.objects.filter(pk=dialogue.pk).update(starts_on=ImpreciseDate(dt.date(2031, 3, 1), "month"))
    dialogue.occasions.update(published_at=None)
    dialogue.refresh_from_db()
    assert "Mars 2031" in write_mail_text(dialogue, invitation_in(dialogue, "sv"))
    let_it_be(monkeypatch, dialogue.occasions.get().ends_at.replace(year=2031, month=4, day=2))
    with pytest.raises(RuleViolation, match="Tiden för dialogen har gått ut"):
        build(dialogue)


@pytest.fixture
def two_evenings(dialogue, process_leader):
    """The first has a title, a place and twenty places; to the second one just comes."""
    first = dialogue.occasions.get()
    square = add_record(Place, programme=dialogue.programme, by=process_leader, name="Björktorget", kind="spot",
                        openness="open")  # fmt: skip
    Occasion.objects.filter(pk=first.pk).update(title="Bänkarna först", place=square)
    add_evening(dialogue, day=first.day + dt.timedelta(days=9), kind="walk", needs_registration=False, address="")
    return dialogue


@pytest.mark.parametrize("sheet", ["a4", "a3", "a5"])
def test_poster_says_what_each_occasion_is_where_and_whether_one_signs_up(two_evenings, sheet):
    html = build(two_evenings, sheet).html
    for words in ("Bänkarna först", "Vandring", "Anmäl dig på webben. Antal platser: 20.",
                  "Du behöver inte anmäla dig. Det är bara att komma.", "Bjuder in:"):  # fmt: skip
        assert words in html
    # A place is not read together with its address.
    assert '<strong class="place"><bdi>Björktorget</bdi></strong> · <bdi>Storgatan 4</bdi>' in html


def test_slip_and_mail_say_the_same(two_evenings):
    slips, mail = build(two_evenings, "slips").html, write_mail_text(two_evenings, invitation_in(two_evenings, "sv"))
    for words in ("Anmäl dig på webben. Antal platser: 20.", "Du behöver inte anmäla dig. Det är bara att komma."):
        assert words in slips
        assert words in mail
    assert "<strong><bdi>Björktorget.</bdi></strong> <bdi>Storgatan 4.</bdi>" in slips
    assert "Bänkarna först\n" in mail
    assert "\nBjörktorget\nStorgatan 4\n" in mail


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_tells_how_one_signs_up_and_of_how_many_places(dialogue, language):
    first = dialogue.occasions.get()
    (told,) = tell_occasions([first], language)
    assert (words_in(language).sign_up_web in told.sign_up, "20" in told.sign_up) == (True, True)
    first.registration_until = dt.date(2031, 4, 5)
    (told,) = tell_occasions([first], language)
    assert say_day_in(first.registration_until, language) in told.sign_up
    assert tell_occasions([first], language, now=first.ends_at)[0].sign_up != told.sign_up
    first.needs_registration = False
    assert tell_occasions([first], language)[0].sign_up.startswith(words_in(language).just_come.rstrip("."))


def test_survey_asks_nobody_to_sign_up_and_a_meeting_online_is_called_that(dialogue):
    survey = Occasion(
        kind="survey", starts_at=dialogue.occasions.get().starts_at, ends_at=dialogue.occasions.get().ends_at
    )
    assert tell_occasions([survey], "sv")[0].sign_up == ""
    survey.kind = "online"
    assert tell_occasions([survey], "ar")[0].lines[0] == words_in("ar").kinds["online"]
    survey.title = "Fråga oss"
    assert tell_occasions([survey], "ar")[0].place == words_in("ar").online


def test_sheet_that_is_too_small_counts_what_it_leaves_out(dialogue, process_leader):
    first = dialogue.occasions.get()
    for week in range(1, 13):
        add_evening(dialogue, day=first.day + dt.timedelta(days=7 * week), title=f"Kväll nummer {week}")
    assert "Fler tillfällen, se webben: " in build(dialogue, "a5").html
    assert "Fler tillfällen, se webben: 1" in build(dialogue, "slips").html
    long = "Vad ska finnas kvar av det som fanns här förut " * 4
    for number in range(6):
        Influence.objects.create(dialogue=dialogue, question=f"{number} {long}"[:200], state="open")
    html = build(dialogue, "a5").html
    assert " frågor till, se webben" in html
    assert count_pages(html) == 1


@pytest.mark.parametrize("language", ["sv", "fi"])
def test_slip_never_leaves_out_the_day_of_the_answer(dialogue, process_leader, language):
    long = "Orden räcker till här och där " * 30
    Dialogue.objects.filter(pk=dialogue.pk).update(title=long[:80], question=long[:200], **REVIEW)
    Influence.objects.filter(dialogue=dialogue).update(question=long[:200], decided_by_other=long[:120])
    Occasion.objects.filter(dialogue=dialogue).update(title=long[:80], address=long[:300])
    day = dialogue.promises.get().due_on
    Promise.objects.filter(dialogue=dialogue).update(
        due_on=None, next_message_on=day, condition=long[:200], channel_note=long[:120], what=long[:200]
    )
    dialogue.refresh_from_db()
    if language == "fi":
        add_text(dialogue, process_leader, "fi", influence=long, decided=long, promise=long)
    html = build(dialogue, "slips", language).html
    assert str(day.year) in html.partition('class="facts"')[2]
    assert say_day_in(day, language).split(" ")[1] in html.partition('class="facts"')[2]
    with pikepdf.open(io.BytesIO(render_pdf(html))) as pdf:
        assert len(pdf.pages) == 1


def test_promise_on_paper_does_not_call_the_website_this_one(dialogue):
    Promise.objects.filter(dialogue=dialogue).update(channels=["web", "person"])
    for text in (build(dialogue).html, build(dialogue, "slips").html,
                 write_mail_text(dialogue, invitation_in(dialogue, "sv"))):  # fmt: skip
        assert ", på webbplatsen och personligen, ute i området." in text
        assert "här på webbplatsen" not in text.lower()


def test_form_and_step_of_the_same_name_are_said_once(dialogue):
    Dialogue.objects.filter(pk=dialogue.pk).update(form="consultation", level="consultation")
    dialogue.refresh_from_db()
    for text in (build(dialogue).html, write_mail_text(dialogue, invitation_in(dialogue, "sv"))):
        assert text.count("väger in det") == 1


def test_slip_names_who_decides_and_when_without_saying_twice_that_they_do(dialogue):
    day = ImpreciseDate(dt.date(2031, 3, 22), "day")
    Influence.objects.filter(dialogue=dialogue, state="open").update(decided_by_other="Nämnden", decided_on=day)
    assert "<strong>Vem som bestämmer, och när:</strong> Nämnden bestämmer den 22 " in build(dialogue, "slips").html
    Influence.objects.filter(dialogue=dialogue, state="fixed").update(decided_by_other="Nämnden")
    assert "<strong>Bestämmer:</strong> Nämnden, 22 mars 2031." in build(dialogue, "slips").html


def test_mail_says_in_sentences_what_can_be_influenced_and_names_who_decides_once(dialogue):
    Influence.objects.filter(dialogue=dialogue).update(decided_by_other="Tekniska nämnden")
    text = write_mail_text(dialogue, invitation_in(dialogue, "sv"))
    assert "Var ska bänkarna stå? Det kan påverkas.\n" in text
    assert "Hur mycket får det kosta? Det är redan bestämt. Två miljoner kronor.\n" in text
    assert "\nVem som bestämmer, och när:\nTekniska nämnden\n" in text
    Influence.objects.filter(dialogue=dialogue, state="fixed").update(decided_by_other="Kommunstyrelsen")
    text = write_mail_text(dialogue, invitation_in(dialogue, "sv"))
    assert "\nBeslutat av Kommunstyrelsen: Hur mycket får det kosta?\n" in text
    Influence.objects.filter(dialogue=dialogue, state="fixed").update(decided_by_other="")
    assert "\nTekniska nämnden: Var ska bänkarna stå?\n" in write_mail_text(dialogue, invitation_in(dialogue, "sv"))
    day = ImpreciseDate(dt.date(2031, 3, 1), "month")
    Influence.objects.filter(dialogue=dialogue).update(decided_by_other="Tekniska nämnden")
    Influence.objects.filter(dialogue=dialogue, state="fixed").update(decided_on=day)
    text = write_mail_text(dialogue, invitation_in(dialogue, "sv"))
    assert "\nTekniska nämnden: Var ska bänkarna stå?\nBeslutat av Tekniska nämnden, mars 2031: Hur mycket får" in text


def test_meeting_online_has_its_address_in_the_mail_and_leads_to_the_web_on_paper(dialogue):
    Occasion.objects.filter(dialogue=dialogue).update(kind="online", address="", online_url="https://example.org/mote")
    assert "\nhttps://example.org/mote\n" in write_mail_text(dialogue, invitation_in(dialogue, "sv"))
    for sheet in ("a4", "slips"):
        assert "Länken finns på webben. Anmäl dig på webben." in build(dialogue, sheet).html


def test_sheet_with_little_room_tells_of_each_promise_its_own_day(dialogue, process_leader):
    first = dialogue.promises.get()
    second = {name: getattr(first, name) for name in ("programme", "to_whom", "channels", "responsible")}
    add_record(Promise, by=process_leader, dialogue=dialogue, what="Vad som görs direkt", published_at=clock.now(),
               due_on=dt.date(2035, 2, 5), **second)  # fmt: skip
    block = next(one for one in make_blocks(source_of(dialogue), invitation_in(dialogue, "sv"), words_in("sv"))
                 if one.name == "promise")  # fmt: skip
    assert block.cut_to(400).lines[1] == "Senast måndag 5 februari 2035: Vad som görs direkt"
    assert ["202" in line or "2035" in line for line in block.cut_to(90).lines] == [True, True]


def test_names_in_swedish_keep_their_own_direction_on_an_arabic_sheet(dialogue, process_leader):
    add_text(dialogue, process_leader)
    for sheet in ("a4", "slips"):
        rule = build(dialogue, sheet, "ar").html.partition("bdi {")[2].partition("}")[0]
        assert ("direction: ltr" in rule, "unicode-bidi: isolate" in rule) == (True, True)


def test_paper_keeps_a_telephone_number_whole_and_asks_nobody_to_take_part_in_information(programme, process_leader):
    type(programme).objects.filter(pk=programme.pk).update(contact_phone="031-390 06 02")
    information = make_information(programme, process_leader)
    information.programme.refresh_from_db()
    html = build(information, "a5").html
    assert '<span class="phone">031-390 06 02</span>' in html
    assert ("Läs mer" in html, "var med</p>" in html) == (True, False)


@pytest.mark.parametrize("sheet", SIZES)
def test_print_beside_a_procedure_in_law_leads_to_the_official_channel(programme, process_leader, sheet):
    near = make_published(programme, process_leader, **REVIEW)
    html = build(near, sheet).html
    assert near.official_url.removeprefix("https://") in html
    assert "Formella synpunkter skickas till" in html


def test_slip_before_a_plan_speaks_of_no_review_that_is_not_there(programme, process_leader):
    near = make_published(
        programme, process_leader, formal_link="before_plan", plan_name="Torget", official_channel="Nämnden",
        official_url="https://example.org/plan",
    )  # fmt: skip
    html = build(near, "slips").html
    assert "Om det blir en detaljplan: skriv till kommunen innan granskningen av den är slut" in html


def test_translation_is_sent_with_when_where_and_the_day_of_the_answer(dialogue, process_leader):
    add_text(dialogue, process_leader, practical="", promise="سنكتب إليكم.")
    text = write_mail_text(dialogue, invitation_in(dialogue, "ar"))
    for day in (dialogue.occasions.get().day, dialogue.promises.get().due_on):
        assert say_day_in(day, "ar") in text
        assert say_day_in(day, "ar") in build(dialogue, "a4", "ar").html
    assert "Storgatan 4" in text
    assert f"{words_in('ar').invites}:" in text


@pytest.mark.parametrize("state", OVER)
def test_picture_for_links_invites_to_nothing_that_is_over(dialogue, state):
    picture = draw_share_picture(dialogue, "sv")
    assert "Du är inbjuden" in picture
    # What the step means stands there to its end.
    assert "som ni gör." in picture
    Dialogue.objects.filter(pk=dialogue.pk).update(state=state)
    dialogue.refresh_from_db()
    picture = draw_share_picture(dialogue, "sv")
    assert ("Du är inbjuden" in picture, "kl." in picture) == (False, False)
    assert OVER[state].rstrip(".") in picture
