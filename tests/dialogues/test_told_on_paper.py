"""What a print and an e-mail tell those who want to come: what is there, whom to ask, what is cancelled."""

import datetime as dt

import pytest

from dialogues.enums import LANGUAGES, is_right_to_left
from dialogues.models import Dialogue, Influence, Occasion
from dialogues.prints.blocks import answer_days, make_blocks
from dialogues.prints.mail_text import write_mail_text
from dialogues.queries.invitations import invitation_in, source_of
from dialogues.queries.told_occasions import tell_occasions
from dialogues.queries.translated import say_day_in
from dialogues.words.invitations import words_in
from dialogues.words.sentences import cut_words, end_sentence
from kraftsamling.documents.models import Document
from kraftsamling.documents.services.pdf import count_pages
from kraftsamling.shared.dates import ImpreciseDate, Precision
from programmes.services.keeping import redact_record
from tests.dialogues.invitations import add_text, make_published
from tests.dialogues.occasions import add_evening, let_it_be
from tests.dialogues.plans import REVIEW
from tests.dialogues.prints import build, make_print, told

pytestmark = pytest.mark.once

THERE = {
    "step_free": "yes", "toilet": "yes", "hearing_loop": "no", "childcare": "on_request", "interpreter": "yes",
    "interpreter_languages": "arabiska och somaliska", "food": "Soppa", "cost": "Gratis.",
    "support_how": "Ring 031-390 06 03", "support_until": dt.date(2031, 4, 5),
}  # fmt: skip


@pytest.fixture
def dialogue(programme, process_leader):
    dialogue = make_published(programme, process_leader)
    Occasion.objects.filter(dialogue=dialogue).update(**THERE)
    return dialogue


def mail(dialogue, language="sv") -> str:
    return write_mail_text(dialogue, invitation_in(dialogue, language))


@pytest.mark.parametrize("sheet", ["a4", "a3", "a5"])
def test_poster_says_what_is_there_and_whom_to_ask_by_when(dialogue, sheet):
    html = build(dialogue, sheet).html.replace("\u00a0", " ")
    there = ("Utan trappsteg hela vägen · Tillgänglig toalett · Hörslinga: nej · Barnpassning (om du ber om det) · "
             "Tolk (arabiska, somaliska) · Mat och dryck: Soppa · Gratis<")  # fmt: skip
    assert there in html
    assert "Så ber du om det du behöver: Ring 031-390 06 03. Senast lördag 5 april 2031." in html
    assert count_pages(html) == 1


def test_mail_says_the_same_and_nothing_of_what_nobody_knows(dialogue):
    text = mail(dialogue).replace("\u00a0", " ")
    assert "\nUtan trappsteg hela vägen · Tillgänglig toalett · Hörslinga: nej · " in text
    assert "\nSå ber du om det du behöver: Ring 031-390 06 03. Senast lördag 5 april 2031.\n" in text
    assert "Tyst rum" not in text
    Occasion.objects.filter(dialogue=dialogue).update(food="", cost="40 kronor", support_until=None)
    text = mail(dialogue).replace("\u00a0", " ")
    assert "Vad det kostar: 40 kronor\nSå ber du om det du behöver: Ring 031-390 06 03.\n" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_what_is_there_and_by_when_one_asks(dialogue, language):
    (row,) = tell_occasions(dialogue.occasions.all(), language)
    words = words_in(language)
    for name in ("step_free", "toilet", "hearing_loop", "childcare", "interpreter", "food"):
        assert words.facts[name].casefold() in row.there.casefold()
    assert words.facts["quiet_space"].casefold() not in row.there.casefold()
    assert words.free in row.there
    assert say_day_in(THERE["support_until"], language) in row.support
    # What is written in Swedish keeps its direction in a line that runs from right to left.
    assert ("\u2066Soppa\u2069" in row.there) == is_right_to_left(language)


def test_sheet_that_is_too_small_leaves_what_is_there_to_the_web_at_last(dialogue):
    first = dialogue.occasions.get()
    for week in range(1, 9):
        add_evening(dialogue, day=first.day + dt.timedelta(days=7 * week), **THERE | {"plan_b": "Inne"})
    Occasion.objects.update(support_how="Ring " * 39)
    html = build(dialogue, "a5").html
    assert ("Utan trappsteg" in html, count_pages(html)) == (False, 1)


def test_flyer_keeps_what_is_settled_of_a_question_longer_than_what_is_there(dialogue):
    first = dialogue.occasions.get()
    for week in (1, 2):
        add_evening(dialogue, day=first.day + dt.timedelta(days=7 * week), **THERE)
    Occasion.objects.update(support_how="Ring " * 20)
    html = build(dialogue, "a5").html
    assert ("Utan trappsteg" in html, "Två miljoner kronor." in html, count_pages(html)) == (False, True, 1)
    Influence.objects.update(limits="Kronor " * 40)
    Influence.objects.create(dialogue=dialogue, question="Vad ska det heta?", state="fixed", limits="Kronor " * 40)
    html = build(dialogue, "a5").html
    assert ("Kronor Kronor" in html, count_pages(html)) == (False, 1)


def cancel(occasion: Occasion) -> None:
    Occasion.objects.filter(pk=occasion.pk).update(state="cancelled", state_reason="Sjuk", state_since=occasion.day)


@pytest.fixture
def half_cancelled(dialogue):
    """Of two evenings the second is cancelled."""
    day = dialogue.occasions.get().day + dt.timedelta(days=9)
    cancel(add_evening(dialogue, day=day, title="Kvällen som inte blir av", address="Gränden 9"))
    return dialogue


@pytest.mark.parametrize("sheet", ["a4", "a3", "a5", "slips"])
def test_new_print_says_what_is_cancelled_to_those_who_saw_the_earlier_one(half_cancelled, sheet):
    html = build(half_cancelled, sheet).html
    assert '<p class="cancelled"><strong>Inställt:</strong> Kvällen som inte blir av · ' in html
    assert "Gränden 9" not in html


@pytest.mark.parametrize("sheet", ["a5", "slips"])
def test_sheet_that_is_too_small_counts_what_is_cancelled_and_not_named(half_cancelled, sheet):
    day = half_cancelled.occasions.first().day
    for week in range(2, 14):
        cancel(add_evening(half_cancelled, day=day + dt.timedelta(days=7 * week), title=f"Kväll nummer {week}"))
    html = build(half_cancelled, sheet).html
    slip = html.partition("<article")[2].partition("</article>")[0] or html
    named = slip.count("<strong>Inställt:</strong> Kväll")
    assert f"<strong>Inställt:</strong> Fler tillfällen, se webben: {13 - named}<" in slip
    assert (named > 0, count_pages(html)) == (True, 1)


def test_slip_with_hardly_any_room_says_only_how_many_are_cancelled(half_cancelled, process_leader):
    long = "Orden räcker till här och där " * 30
    Dialogue.objects.update(title=long[:80], question=long[:200], **REVIEW)
    Influence.objects.update(question=long[:200], decided_by_other=long[:120])
    Occasion.objects.filter(state="planned").update(title=long[:80], address=long[:300])
    html = build(half_cancelled, "slips").html
    assert html.count("<strong>Inställt:</strong> 1<") == 8
    assert ("Kvällen som inte blir av" in html, count_pages(html)) == (False, 1)


def test_mail_says_what_is_cancelled_in_each_language(half_cancelled, process_leader):
    add_text(half_cancelled, process_leader)
    assert "\n\nInställt: Kvällen som inte blir av · " in mail(half_cancelled)
    assert f"\n{words_in('ar').cancelled}: Kvällen som inte blir av · " in mail(half_cancelled, "ar")


def test_nobody_is_told_that_what_they_never_heard_of_or_what_would_be_over_is_cancelled(half_cancelled, monkeypatch):
    cancelled = half_cancelled.occasions.get(state="cancelled")
    half_cancelled.occasions.filter(pk=cancelled.pk).update(published_at=None)
    assert "Inställt" not in mail(half_cancelled)
    half_cancelled.occasions.filter(pk=cancelled.pk).update(published_at=cancelled.published_at)
    later = cancelled.day + dt.timedelta(days=9)
    add_evening(half_cancelled, day=later)
    let_it_be(monkeypatch, cancelled.ends_at + dt.timedelta(hours=1))
    assert "Inställt" not in build(half_cancelled).html


def test_dialogue_with_nothing_but_a_cancelled_occasion_says_so(dialogue):
    cancel(dialogue.occasions.get())
    assert "<strong>Inställt:</strong> Möte · " in build(dialogue).html
    assert "\nInställt: Möte · " in mail(dialogue)


def test_print_that_says_what_is_cancelled_holds_until_it_takes_place_after_all(client, half_cancelled, process_leader):
    make_print(half_cancelled, process_leader)
    client.force_login(process_leader)
    assert told(client, half_cancelled) == ""
    half_cancelled.occasions.filter(state="cancelled").update(state="planned")
    assert "Nytt: Kvällen som inte blir av" in told(client, half_cancelled)


def test_print_made_before_it_was_cancelled_is_told_to_be_of_what_is_cancelled(client, dialogue, process_leader):
    add_evening(dialogue, day=dialogue.occasions.get().day + dt.timedelta(days=9))
    make_print(dialogue, process_leader)
    cancel(dialogue.occasions.first())
    client.force_login(process_leader)
    assert "Anmäl dig på webben. Antal platser: 20. (inställt)" in told(client, dialogue)


def test_removed_title_of_a_cancelled_occasion_takes_the_file_with_it(half_cancelled, process_leader):
    made = make_print(half_cancelled, process_leader)
    cancelled = half_cancelled.occasions.get(state="cancelled")
    redact_record(cancelled, fields=["title"], by=process_leader, reason="Namnger någon")
    assert Document.objects.get(pk=made.pk).state == "removed"


@pytest.mark.parametrize(
    ("words", "ended"),
    [
        ("Dialog", "Dialog."), ("Ska vi?", "Ska vi?"), ("Slut …", "Slut …"), ("", ""), ("حوار", "حوار."),
        ("การพูดคุย", "การพูดคุย"), ("ዘተ", "ዘተ።"), ("ዘተ።", "ዘተ።"),
    ],
)  # fmt: skip
def test_sentence_ends_as_its_script_ends_it(words, ended):
    assert end_sentence(words) == ended


def test_sheet_with_little_room_names_everybody_who_decides(dialogue):
    decided = ("Kommunstyrelsen", None), ("Kommunstyrelsen i grannkommunen", None), ("Nämnden", None)
    day = ImpreciseDate(dt.date(2026, 6, 1), Precision.MONTH)
    dialogue.influences.all().delete()
    for decider, on in (*decided, ("Nämnden", day)):
        Influence.objects.create(
            dialogue=dialogue, question=f"Vad gör {decider}?", state="open", decided_by_other=decider, decided_on=on
        )
    source = source_of(dialogue)
    blocks = make_blocks(source, invitation_in(dialogue, "sv", source), words_in("sv"))
    (brief,) = next(block for block in blocks if block.name == "decided").brief
    assert brief.startswith("Kommunstyrelsen. Kommunstyrelsen i grannkommunen. Nämnden")
    assert brief.count("Nämnden") == 1


@pytest.mark.parametrize("language", ["th", "ti"])
def test_name_of_the_step_ends_as_its_language_does(dialogue, process_leader, language):
    Dialogue.objects.filter(pk=dialogue.pk).update(level="dialogue")
    add_text(dialogue, process_leader, language)
    name = words_in(language).levels["dialogue"][0]
    for sheet in ("a4", "slips"):
        html = build(dialogue, sheet, language).html
        assert (end_sentence(name) in html, f"{name}." in html) == (True, False)


@pytest.mark.parametrize(
    ("words", "cut"),
    [("Ett. Två ord", "Ett…"), ("Ett, två", "Ett, två"), ("نعم، لالالا نعم", "نعم…"), ("การพูดคุยนี้", "การพูด…")],
)
def test_cut_leaves_no_stop_before_the_ellipsis(words, cut):
    assert cut_words(words, 8) == cut


@pytest.mark.parametrize(
    ("words", "room", "cut"),
    [
        ("Stora salen\r\nvåning 2, Storgatan 4", 33, "Stora salen våning 2, Storgatan 4"), ("a  b  c  d", 8, "a b c d"),
        ("Hej på dig.  Tack", 16, "Hej på dig. Tack"), ("Ett\ntvå tre", 8, "Ett två…"), ("\u0301" * 5, 3, "…"),
    ],
)  # fmt: skip
def test_cut_counts_what_is_left_of_line_breaks_and_holds_of_marks_without_a_letter(words, room, cut):
    assert cut_words(words, room) == cut


def test_sheet_with_little_room_ends_each_day_of_an_answer(dialogue, process_leader):
    add_text(dialogue, process_leader)
    source = source_of(dialogue)
    blocks = make_blocks(source, invitation_in(dialogue, "ar", source), words_in("ar"))
    (line,) = next(block for block in blocks if block.name == "promise").cut_to(1000).lines
    assert f"{answer_days(source, 'ar')[0]}. " in line
