"""The invitation on paper and as text to send: poster, flyer, slips, e-mail, in every language there is."""

import datetime as dt
import io
import re

import pikepdf
import pytest
from django.conf import settings
from django.urls import reverse

from dialogues.enums import LANGUAGES
from dialogues.models import Dialogue, Influence, InvitationText, Occasion, Promise
from dialogues.prints.invitations import INVITATION_PRINT, invitation_choices
from dialogues.prints.mail_text import write_mail_text
from dialogues.prints.share_picture import draw_share_picture
from dialogues.queries.invitations import TEXT_FIELDS, invitation_in
from dialogues.queries.translated import say_when_in
from dialogues.services.dialogues import move_dialogue
from dialogues.words.invitations import words_in
from kraftsamling.documents.forms import OrderForm
from kraftsamling.documents.models import Document
from kraftsamling.documents.services.hanging import note_hanging
from kraftsamling.documents.services.pdf import render_pdf
from kraftsamling.shared import clock
from kraftsamling.shared.dates import ImpreciseDate
from kraftsamling.shared.errors import RuleViolation
from programmes.models import Place
from programmes.services.keeping import add_record, redact_part, redact_record, remove_texts
from tests.addresses import close_file
from tests.dialogues.invitations import ARABIC, add_text, make_information, make_published, make_ready
from tests.dialogues.occasions import add_evening, let_it_be
from tests.dialogues.plans import REVIEW
from tests.dialogues.prints import SIZES, build, make_print, told

pytestmark = pytest.mark.once


@pytest.fixture
def dialogue(programme, process_leader):
    return make_published(programme, process_leader)


def test_only_what_can_be_read_can_be_ordered(programme, process_leader, dialogue):
    make_ready(programme, process_leader)
    add_text(dialogue, process_leader)
    add_text(dialogue, process_leader, "so", is_reviewed=False)
    add_text(dialogue, process_leader, "fi", is_machine=True)
    values = [value for value, _label in invitation_choices(programme)]
    assert values == [f"{dialogue.pk}.{language}" for language in ("sv", "ar", "fi")]
    form = OrderForm({"invitation": values[1], "sheet": "a3"}, kind=INVITATION_PRINT.within(programme))
    assert form.is_valid(), form.errors
    assert form.order() == {"options": {"invitation": values[1], "sheet": "a3"}, "language": "sv"}


@pytest.mark.parametrize("sheet", SIZES)
@pytest.mark.parametrize("language", ["sv", "ar"])
def test_sheet_is_one_tagged_page_of_its_size_in_its_language(dialogue, process_leader, sheet, language):
    add_text(dialogue, process_leader)
    with pikepdf.open(io.BytesIO(render_pdf(build(dialogue, sheet, language).html))) as pdf:
        (page,) = pdf.pages
        sides = tuple(round(float(side) * 25.4 / 72) for side in page.mediabox[2:])
        assert (sides, str(pdf.Root.Lang), bool(pdf.Root.MarkInfo.Marked)) == (SIZES[sheet], language, True)
        fonts = {str(font.DescendantFonts[0].FontDescriptor.FontName) for font in page.Resources.Font.values()}
        assert all("Noto-Sans" in font for font in fonts)
        assert any("Arabic" in font for font in fonts) == (language == "ar")
        links = {str(note.A.URI) for note in page.Annots if "/A" in note}
        assert links == {f"{settings.PUBLIC_URL}/k/{dialogue.short_address.code}"}


def test_arabic_sheet_holds_its_letters_as_text_and_runs_from_right_to_left(dialogue, process_leader):
    add_text(dialogue, process_leader)
    ends = {}
    for language in ("sv", "ar"):
        with pikepdf.open(io.BytesIO(render_pdf(build(dialogue, "a4", language).html))) as pdf:
            (page,) = pdf.pages
            maps = [font.ToUnicode.read_bytes().decode() for font in page.Resources.Font.values()]
            left, _bottom, right, _top = (float(side) for side in next(n for n in page.Annots if "/A" in n).Rect)
            ends[language] = (round(left / 72 * 25.4), round(right / 72 * 25.4))
    # Every letter of the title stands in the file as a letter, so that it can be searched and read aloud.
    assert all(f"{ord(letter):04x}" in "".join(maps).lower() for letter in ARABIC["title"] if letter.isalpha())
    # The address stands where reading begins, a margin of 14 mm from the edge of 210.
    assert (ends["sv"][0], ends["ar"][1]) == (14, 196)


def test_poster_says_what_can_be_influenced_who_decides_when_one_hears_and_who_invites(dialogue):
    html = build(dialogue).html
    for words in ("Vad saknas på vårt torg?", "Du kan påverka", "Var ska bänkarna stå?", "Redan bestämt",
                  "Två miljoner kronor.", "Tekniska nämnden", "Vad vi gör med det ni sa", "Storgatan 4",
                  "Bostadsbolaget", "Läs mer och var med"):  # fmt: skip
        assert words in html


def test_arabic_sheet_is_arabic_but_for_names_and_statutory_texts(programme, process_leader):
    near = make_published(
        programme, process_leader, formal_link="before_plan", official_channel="Nämnden",
        official_url="https://example.org/plan",
    )  # fmt: skip
    add_text(near, process_leader)
    html = build(near, language="ar").html
    assert '<html lang="ar" dir="rtl">' in html
    assert all(line in html for text in ARABIC.values() for line in text.splitlines())
    assert "Var ska bänkarna stå?" not in html
    assert '<section class="formal" lang="sv" dir="ltr">' in html


def test_eight_slips_with_a_code_each(dialogue):
    html = build(dialogue, "slips").html
    assert (html.count("<article"), html.count("<svg")) == (8, 8)


@pytest.mark.parametrize("sheet", SIZES)
def test_the_longest_texts_still_fit_on_one_page(dialogue, process_leader, sheet):
    longest = {
        name: ("Orden räcker till " * 100)[: InvitationText._meta.get_field(name).max_length] for name in TEXT_FIELDS
    }
    add_text(dialogue, process_leader, "fi", **longest)
    with pikepdf.open(io.BytesIO(render_pdf(build(dialogue, sheet, "fi").html))) as pdf:
        assert len(pdf.pages) == 1


def test_the_longest_plan_drops_neither_who_decides_nor_the_promise(dialogue, process_leader):
    long = "Orden räcker till här och där " * 30
    dialogue.summary, dialogue.question, dialogue.title = long[:600], long[:200], long[:80]
    dialogue.save()
    for number in range(6):
        Influence.objects.create(
            dialogue=dialogue, question=f"{number} {long}"[:200], state="open", limits=long[:300],
            decided_by_other="Tekniska nämnden",
        )  # fmt: skip
    dialogue.promises.update(what=f"Vad vi gör {long}"[:200], to_whom=long[:120], channel_note=long[:120])
    html = build(dialogue, "a5").html
    with pikepdf.open(io.BytesIO(render_pdf(html))) as pdf:
        assert len(pdf.pages) == 1
    for words in ("Vem som bestämmer, och när", "Tekniska nämnden", "När och hur du får svar", "Senast "):
        assert words in html


def test_slip_says_how_much_can_be_influenced_who_decides_and_when_one_hears(programme, process_leader, dialogue):
    html = build(dialogue, "slips").html
    for words in ("Du är inbjuden", "Dialog. Du kan påverka", "Var ska bänkarna stå?", "Vem som bestämmer",
                  "Tekniska nämnden", "Du får svar", "Senast "):  # fmt: skip
        assert words in html
    near = make_published(
        programme, process_leader, formal_link="before_plan", plan_name="Torget", official_channel="Nämnden",
        official_url="https://example.org/plan",
    )  # fmt: skip
    assert "Det här är inte samråd enligt lag." in build(near, "slips").html


@pytest.mark.parametrize("sheet", SIZES)
def test_information_is_called_that_on_paper_and_by_mail(programme, process_leader, sheet):
    told = make_information(programme, process_leader)
    for text in (build(told, sheet).html, write_mail_text(told, invitation_in(told, "sv"))):
        assert "Information" in text
        assert "Det som berättas här går inte att påverka." in text
        assert "Du är inbjuden" not in text
        assert "kan påverka" not in text


def test_mail_says_step_and_form_in_everyday_words(dialogue):
    text = write_mail_text(dialogue, invitation_in(dialogue, "sv"))
    assert "\n\nDialog\n" in text
    assert "Vi tar tillsammans reda på det som ingen vet ensam." in text


def test_picture_for_links_tells_the_form(dialogue):
    assert "Lärande dialog" in draw_share_picture(dialogue, "sv")


def test_texts_are_escaped(dialogue, process_leader):
    add_text(dialogue, process_leader, "so", **dict.fromkeys(TEXT_FIELDS, "<script>alert(1)</script>"))
    for sheet in SIZES:
        assert "<script>" not in build(dialogue, sheet, "so").html


def test_promise_that_is_not_given_yet_is_not_printed(dialogue):
    Promise.objects.filter(dialogue=dialogue).update(published_at=None)
    assert "Vad vi gör med det ni sa" not in build(dialogue).html


def test_invitation_taken_back_is_printed_no_more(dialogue, process_leader):
    move_dialogue(dialogue, to="planned", by=process_leader, reason="Fel datum")
    with pytest.raises(RuleViolation):
        build(dialogue)


def test_removed_text_takes_the_file_with_it_and_an_unpublished_dialogue_closes_its_address(
    client, programme, dialogue, process_leader
):
    document = make_print(dialogue, process_leader, sheet="a5")
    address = reverse("documents:public_document", args=[document.uuid])
    response = client.get(address)
    assert response.status_code == 200
    close_file(response)
    move_dialogue(dialogue, to="planned", by=process_leader, reason="Fel datum")
    assert client.get(address).status_code == 404
    influence = Influence.objects.filter(dialogue=dialogue).first()
    redact_part(influence, programme=programme, fields=["question"], by=process_leader, reason="Namngav någon")
    assert Document.objects.get(pk=document.pk).state == "removed"


def test_page_offers_what_to_print_send_and_share_in_every_language(client, programme, dialogue, process_leader):
    add_text(dialogue, process_leader)
    client.force_login(process_leader)
    page = client.get(reverse("dialogues:invitation_detail", args=[programme.slug, dialogue.pk])).content.decode()
    assert dialogue.short_address.code in page
    for language in ("sv", "ar"):
        assert f"invitation={dialogue.pk}.{language}&amp;sheet=slips" in page
        assert f'id="copy-mail-{language}"' in page
    assert re.search(r'id="copy-mail-ar"[^>]* lang="ar" dir="rtl"', page)
    assert str(LANGUAGES["ar"][0]).capitalize() in page


def test_page_of_an_unpublished_invitation_leads_to_the_check(client, programme, process_leader):
    hidden = make_ready(programme, process_leader)
    client.force_login(process_leader)
    page = client.get(reverse("dialogues:invitation_detail", args=[programme.slug, hidden.pk])).content.decode()
    assert reverse("dialogues:dialogue_check", args=[programme.slug, hidden.pk]) in page


def test_print_that_no_longer_holds_is_named_with_what_has_changed_until_it_is_taken_down(
    client, dialogue, process_leader
):
    add_text(dialogue, process_leader)
    own, arabic = make_print(dialogue, process_leader), make_print(dialogue, process_leader, language="ar", sheet="a5")
    client.force_login(process_leader)
    assert told(client, dialogue) == ""
    Occasion.objects.filter(dialogue=dialogue).update(address="Storgatan 8")
    said = told(client, dialogue)
    # What is the same for several sheets is told once.
    assert (said.count("Storgatan 4"), said.count("Storgatan 8")) == (1, 1)
    assert [said.count(words) for words in ("A4, svenska", "A5, arabiska", "<h3>")] == [1, 1, 2]
    note_hanging(document=arabic, changes={"taken_down_on": clock.today()}, expected_version=arabic.version,
                 by=process_leader)  # fmt: skip
    assert ("A5, arabiska" in told(client, dialogue), "A4, svenska" in told(client, dialogue)) == (False, True)
    assert (
        "Storgatan 8"
        in client.get(reverse("documents:document_detail", args=[dialogue.programme.slug, own.pk])).content.decode()
    )


@pytest.mark.parametrize(
    ("model", "changes", "words"),
    [
        (Promise, {"due_on": dt.date(2031, 5, 6)}, "6 maj 2031"),
        (Dialogue, {"level": "consultation"}, "nu ”Konsultation”"),
        (
            Occasion,
            {"state": "cancelled", "state_reason": "Sjukdom", "state_since": dt.date(2026, 1, 1)},
            "Storgatan 4",
        ),
        (Influence, {"limits": "Bara norra sidan"}, "Bara norra sidan"),
        (Dialogue, {"state": "planned", "published_at": None}, "Inbjudan har tagits tillbaka."),
        (Dialogue, {"state": "cancelled"}, "Ta ner det som hänger."),
        (Dialogue, REVIEW, "En detaljplan är på granskning samtidigt"),
    ],
)
def test_whatever_people_were_told_makes_a_print_stale(client, dialogue, process_leader, model, changes, words):
    make_print(dialogue, process_leader)
    where = {"pk": dialogue.pk} if model is Dialogue else {"dialogue": dialogue}
    model.objects.filter(**where).update(**changes)
    client.force_login(process_leader)
    assert words in told(client, dialogue)


def test_print_holds_when_only_our_own_sentences_are_worded_otherwise(client, dialogue, process_leader):
    made = make_print(dialogue, process_leader)
    worded = [{**row, "words": f"{row['words']}!", "title": row["title"]} for row in made.shown]
    subject = worded.pop(0) | {"words": str(dialogue.pk)}
    Document.objects.filter(pk=made.pk).update(shown=[subject, *worded])
    client.force_login(process_leader)
    assert told(client, dialogue) == ""
    old = [{name: row[name] for name in ("key", "title", "words")} for row in made.shown]
    for row in old:
        if row["key"].startswith(("promise-", "occasion-")):
            row["words"] = "I andra ord"
    Document.objects.filter(pk=made.pk).update(shown=old)
    assert told(client, dialogue) == ""
    Promise.objects.filter(dialogue=dialogue).update(what="Något annat")
    assert "nu ”Något annat”" in told(client, dialogue)


def ask_in_two_places(dialogue, by) -> list[Place]:
    """Two places where the same is asked."""
    places = [add_record(Place, programme=dialogue.programme, by=by, name=name, kind="spot")
              for name in ("Torget", "Parken")]  # fmt: skip
    benches = {"question": "Var ska bänkarna stå?", "state": "open", "decided_by_other": "Tekniska nämnden"}
    Influence.objects.filter(dialogue=dialogue, state="open").update(place=places[0])
    Influence.objects.create(dialogue=dialogue, place=places[1], **benches)
    return places


def test_sheet_tells_two_places_apart_and_is_stale_when_a_question_is_about_another(client, dialogue, process_leader):
    square, _park = ask_in_two_places(dialogue, process_leader)
    poster = build(dialogue).html
    for place in ("Torget", "Parken"):
        assert f"<strong>Var ska bänkarna stå? ({place})</strong>" in poster
    assert "Var ska bänkarna stå? (Torget)" in build(dialogue, "slips").html
    make_print(dialogue, process_leader)
    Influence.objects.filter(place=square).update(place=None)
    client.force_login(process_leader)
    assert "förut ”Torget, kan påverkas" in told(client, dialogue)


def test_removed_name_of_a_place_that_a_question_is_about_takes_the_file_with_it(dialogue, process_leader):
    square, _park = ask_in_two_places(dialogue, process_leader)
    made = make_print(dialogue, process_leader)
    redact_record(square, fields=["name"], by=process_leader, reason="Namnger någon")
    assert Document.objects.get(pk=made.pk).state == "removed"


def test_print_is_stale_when_the_official_time_or_the_time_without_an_occasion_changes(
    client, programme, process_leader
):
    near = make_published(programme, process_leader, **REVIEW, starts_on=ImpreciseDate(dt.date(2031, 3, 1), "month"))
    near.occasions.update(published_at=None)
    make_print(near, process_leader)
    client.force_login(process_leader)
    assert told(client, near) == ""
    day = ImpreciseDate(dt.date(2031, 5, 1), "month")
    Dialogue.objects.filter(pk=near.pk).update(formal_until=dt.date(2031, 4, 30), starts_on=day)
    said = told(client, near)
    assert "Tid för formella synpunkter (förut ”4 januari 2027 till 25 januari 2027”, nu" in said
    assert "förut ”mars 2031”, nu ”maj 2031”" in said


def test_name_removed_for_good_reaches_every_print_with_it(client, dialogue, process_leader):
    add_text(dialogue, process_leader)
    made = make_print(dialogue, process_leader, language="ar")
    other = make_print(make_published(dialogue.programme, process_leader), process_leader)
    inviter = dialogue.inviters.first()
    remove_texts("part.redact", inviter, programme_id=None, fields=["name"], by=process_leader, reason="Fel namn")
    documents = {document.pk: document for document in Document.objects.all()}
    assert (documents[made.pk].state, documents[made.pk].shown) == ("removed", [])
    assert documents[other.pk].state == "ready"
    client.force_login(process_leader)
    assert "har tagits bort för gott" in told(client, dialogue)


@pytest.mark.parametrize("sheet", ["a5", "slips"])
def test_sheet_in_another_language_says_when_and_where_whatever_the_translator_wrote(dialogue, process_leader, sheet):
    add_text(dialogue, process_leader, practical="")
    html = build(dialogue, sheet, "ar").html
    assert say_when_in(Occasion.objects.get(dialogue=dialogue), "ar", words_in("ar")) in html
    assert "Storgatan 4" in html


def test_sheet_in_another_language_says_form_and_level(dialogue, process_leader):
    add_text(dialogue, process_leader)
    html = build(dialogue, language="ar").html
    arabic = words_in("ar")
    assert all(words in html for words in (*arabic.levels["dialogue"], arabic.forms["learning"]))


@pytest.mark.parametrize("count", [1, 3])
def test_page_takes_as_many_queries_for_one_language_and_print_as_for_three(
    client, dialogue, process_leader, django_assert_num_queries, count
):
    for language in ("ar", "so", "fi")[:count]:
        add_text(dialogue, process_leader, language)
        make_print(dialogue, process_leader, language=language)
    Occasion.objects.filter(dialogue=dialogue).update(address="Storgatan 8")
    client.force_login(process_leader)
    address = reverse("dialogues:invitation_detail", args=[dialogue.programme.slug, dialogue.pk])
    client.get(address)
    with django_assert_num_queries(22):
        client.get(address)


def test_mail_invites_to_nothing_that_is_over(dialogue, monkeypatch):
    first = dialogue.occasions.get()
    Occasion.objects.filter(pk=first.pk).update(title="Vad blev det av listan?")
    add_evening(dialogue, day=first.day + dt.timedelta(days=7), address="Gränden 9")
    assert "Vad blev det av listan?\n" in write_mail_text(dialogue, invitation_in(dialogue, "sv"))
    let_it_be(monkeypatch, first.ends_at + dt.timedelta(hours=1))
    text = write_mail_text(dialogue, invitation_in(dialogue, "sv"))
    assert ("Vad blev det av listan?" in text, "Gränden 9" in text) == (False, True)
    let_it_be(monkeypatch, first.ends_at + dt.timedelta(days=30))
    assert "Alla tillfällen har varit." in write_mail_text(dialogue, invitation_in(dialogue, "sv"))
