"""The plan as a document: one of the programme's dialogues, as PDF and as a Word document."""

import datetime as dt
import io
import re
from dataclasses import replace

import pytest
from django.utils import translation
from docx import Document as open_word

from dialogues.models import Influence, TargetGroup
from dialogues.prints.plan_document import PLAN_DOCUMENT, build_plan, tell_earlier
from dialogues.queries.promises import EarlierPromise
from dialogues.services.dialogues import redact_dialogue, update_plan
from dialogues.services.parts import add_part
from dialogues.services.promises import update_promise
from kraftsamling.documents.models import Document
from kraftsamling.documents.services.docx import render_docx
from kraftsamling.documents.services.orders import order_document
from kraftsamling.documents.services.outlines import render_html
from kraftsamling.jobs import services as jobs
from kraftsamling.jobs.models import Job
from kraftsamling.shared import clock
from kraftsamling.shared.errors import RuleViolation
from programmes.models import Responsibility
from programmes.services.keeping import withdraw_record
from tests.dialogues.occasions import add_evening
from tests.dialogues.plans import begin, promise, publish
from tests.factories import ProgrammeFactory

pytestmark = pytest.mark.once


@pytest.fixture
def dialogue(programme):
    dialogue = begin(programme, summary="Om bänkarna", budget_kronor=45000, size="full", form="learning")
    add_part(Influence, dialogue=dialogue, by=None, question="Var ska bänken stå?", state="open",
             decided_by_other="Nämnden")  # fmt: skip
    add_part(TargetGroup, dialogue=dialogue, by=None, name="Nattskiftet", is_missing=True, hindrance="Tiden")
    return dialogue


def order(dialogue, by, **options) -> Document:
    chosen = {"dialogue": dialogue.slug, **options}
    return order_document(
        kind="dialogue_plan", programme=dialogue.programme, options=chosen, language="sv", by=by
    )  # fmt: skip


def test_plan_holds_answers_rows_and_what_is_missing(dialogue):
    built = build_plan(dialogue.programme, {"dialogue": dialogue.slug}, "sv")
    text = repr(built.outline)
    for words in ("Om bänkarna", "45\\xa0000", "Var ska bänken stå?", "Nämnden", "Nattskiftet", "Tiden", "Saknas"):
        assert words in text
    assert [section.level for section in built.outline.sections].count(1) == 14
    assert {label for label, _key in built.sources} == {
        "programmes.programme", "dialogues.dialogue", "dialogues.influence", "dialogues.targetgroup",
    }  # fmt: skip


def section(dialogue, title: str) -> dict[str, str]:
    """Return what stands under the heading, label by label."""
    outline = build_plan(dialogue.programme, {"dialogue": dialogue.slug}, "sv").outline
    found = next(section for section in outline.sections if section.title == title)
    return dict(found.blocks[0].items)


def test_plan_holds_its_promises_and_occasions(dialogue):
    function = Responsibility.objects.create(programme=dialogue.programme, function="Områdesutvecklare")
    promise(dialogue, dt.date(2027, 5, 7), to_whom="Alla som svarade", channels=["web", "letter"], responsible=function)
    add_evening(dialogue, day=dt.date(2027, 4, 1), title="Kväll på torget", facilitator="Samtalsledaren",
                note_taker="Sekreteraren")  # fmt: skip
    assert section(dialogue, "Alla som svarade") == {
        "Vad de får veta": "Vad det blev av det", "När": "Senast fredag 7 maj 2027.",
        "Hur": "På webbplatsen och på papper i brevlådan", "Funktion som ansvarar": "Områdesutvecklare",
        "Hur det ligger till": "Svar kommer",
    }  # fmt: skip
    assert section(dialogue, "Kväll på torget") == {
        "Typ": "Möte", "När": "Torsdag 1 april 2027 kl. 18.00–20.00", "Var": "Storgatan 4", "Läge": "Planerat",
        "Vem som leder": "Samtalsledaren", "Vem som antecknar": "Sekreteraren", "Antal platser": "Ingen gräns",
        "Vet inte än": "utan trappsteg hela vägen, tillgänglig toalett, hörslinga, tyst rum, barnpassning, "
        "teckenspråkstolk, tolk",
    }  # fmt: skip
    built = build_plan(dialogue.programme, {"dialogue": dialogue.slug}, "sv")
    assert {("dialogues.promise"), ("dialogues.occasion")} <= {label for label, _key in built.sources}


def test_plan_holds_all_that_is_known_of_an_occasion(dialogue):
    add_evening(
        dialogue, day=dt.date(2027, 4, 1), title="Kväll på torget", capacity=20,
        registration_until=dt.date(2027, 3, 28), neutrality="Biblioteket är allas", online_url="https://example.org/m",
        facilitator="Samtalsledaren", is_impartial=True, agenda="Fika\nSamtal", material="Kartor", plan_b="Aulan",
        step_free="yes", hearing_loop="yes", toilet="no", interpreter="on_request", interpreter_languages="arabiska",
        childcare="on_request", quiet_space="yes", food="Soppa", cost="Gratis", support_how="Ring biblioteket",
        support_until=dt.date(2027, 3, 25),
    )  # fmt: skip
    told = section(dialogue, "Kväll på torget")
    assert {label: told.get(label) for label in told if label not in ("Typ", "När", "Var", "Läge")} == {
        "Webbadress": "https://example.org/m",
        "Vem som är van vid platsen, och vem som kan känna sig obekväm där": "Biblioteket är allas",
        "Vem som leder": "Samtalsledaren (är opartisk i frågan)",
        "Vad som händer, punkt för punkt": "Fika\nSamtal",
        "Vad ni måste ta med": "Kartor",
        "Antal platser": "20",
        "Anmälan senast": "28 mars 2027",
        "Det här finns": "utan trappsteg hela vägen, hörslinga, tyst rum",
        "Finns för den som ber om det": "barnpassning, tolk (arabiska)",
        "Finns inte": "tillgänglig toalett",
        "Vet inte än": "teckenspråkstolk",
        "Mat och dryck": "Soppa",
        "Vad det kostar": "Gratis",
        "Om vädret eller något annat kommer emellan": "Aulan",
        "Så ber du om det du behöver": "Ring biblioteket – senast 25 mars 2027",
    }


def test_plan_keeps_an_earlier_level_and_an_earlier_promise_with_their_reasons(dialogue, process_leader):
    publish(dialogue)
    update_plan(dialogue, changes={"form": "consultation", "level": "consultation"}, by=process_leader,
                expected_version=dialogue.version, reason="Nämnden har redan valt")  # fmt: skip
    given = promise(dialogue, dt.date(2027, 5, 7), to_whom="Alla som svarade")
    update_promise(given, changes={"what": "Vad nämnden valde", "change_reason": "Frågan sköts upp"},
                   expected_version=given.version, by=process_leader)  # fmt: skip
    built = build_plan(dialogue.programme, {"dialogue": dialogue.slug}, "sv")
    before = section(dialogue, "Vad som lovades tidigare")
    assert list(before.values()) == ["Lärande dialog · Dialog", "Nämnden har redan valt"]
    told = list(section(dialogue, "Alla som svarade").values())
    assert [words for words in told if "Vad det blev av det" in words or words == "Frågan sköts upp"] == [
        "Alla: Vad det blev av det. Senast fredag 7 maj 2027. På webbplatsen.", "Frågan sköts upp",
    ] or told[-2:] == [
        "Alla som svarade: Vad det blev av det. Senast fredag 7 maj 2027. På webbplatsen.", "Frågan sköts upp",
    ]  # fmt: skip
    # A reason that is removed for good takes the file with it.
    assert "dialogues.levelchange" in {label for label, _key in built.sources}


def test_earlier_promise_keeps_the_marks_that_its_own_words_end_with(dialogue):
    earlier = EarlierPromise(
        to_whom="Alla", what="Blir det bänkar ...?", channels="på en affisch: vid kiosken.", when="När det är klart.",
        at=clock.now(), reason="", was_late=True, outcome="", outcome_words="",
    )  # fmt: skip
    told = "Alla: Blir det bänkar ...? När det är klart. På en affisch: vid kiosken."
    assert tell_earlier(earlier)[0][1] == f"{told} (var redan försenat)"
    removed = replace(earlier, to_whom="", what="", was_late=False)
    assert tell_earlier(removed)[0][1] == "När det är klart. På en affisch: vid kiosken."
    taken_up = replace(earlier, outcome="hölls inte", outcome_words="Sjukdom", was_late=False)
    assert tell_earlier(taken_up)[0][1] == "Hölls inte: Sjukdom"


def test_plan_holds_the_advice_and_the_reason_against_it(dialogue):
    waits = section(dialogue, "Råd")
    assert waits["Ni får råd när ni har svarat på"] == "Vad vill ni helst göra?"
    assert "Råd om samtalsform" not in waits
    update_plan(dialogue, changes={"purpose": "gather", "advice_reason": "Alla vill mötas"}, by=None,
                expected_version=dialogue.version)  # fmt: skip
    told = section(dialogue, "Råd")
    assert told["Råd om samtalsform"] == "Konsultation"
    assert told["Ni har valt något annat än rådet"] == "Alla vill mötas"
    assert told["Varför"]


def test_plan_without_promises_and_occasions_says_so(dialogue):
    text = repr(build_plan(dialogue.programme, {"dialogue": dialogue.slug}, "sv").outline)
    assert ("Ingenting är utlovat än" in text, "Inga än." in text) == (True, True)


def test_plan_says_that_whoever_asks_may_read_it(dialogue):
    told = dict(build_plan(dialogue.programme, {"dialogue": dialogue.slug}, "sv").outline.facts)
    assert told["Arbetsdokument"] == "Planen publiceras inte, men den som begär den får läsa den."
    assert {"Läge", "Skrivet den"} <= told.keys()


def test_question_ends_with_its_own_mark(dialogue):
    outline = build_plan(dialogue.programme, {"dialogue": dialogue.slug}, "sv").outline
    page = render_html(outline)
    written = "\n".join(each.text for each in open_word(io.BytesIO(render_docx(outline))).paragraphs)
    for text in (page, written):
        assert "Går saken att påverka?" in text
        assert "?:" not in text


def test_plan_is_told_in_the_language_of_the_document(dialogue):
    with translation.override("en"):
        outline = build_plan(dialogue.programme, {"dialogue": dialogue.slug}, "en").outline
    assert outline.subtitle == "Plan of a dialogue"
    assert outline.sections[0].title == "Two questions first"


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_plan_is_made(dialogue, process_leader, form):
    document = order(dialogue, process_leader, format=form)
    for job in Job.objects.filter(kind="documents.render", state="queued"):
        jobs.run(job.pk)
    document.refresh_from_db()
    assert (document.state, document.error) == ("ready", "")
    with document.file.open() as file:
        assert file.read(4) == (b"%PDF" if form == "pdf" else b"PK\x03\x04")


def test_same_plan_is_one_document_and_a_changed_one_another(dialogue, process_leader):
    first = order(dialogue, process_leader)
    assert order(dialogue, process_leader) == first
    update_plan(dialogue, changes={"summary": "Ny"}, expected_version=dialogue.version, by=process_leader)
    assert order(dialogue, process_leader) != first


def test_choices_are_the_programmes_own(dialogue):
    begin(ProgrammeFactory(), "Annan")
    kind = PLAN_DOCUMENT.within(dialogue.programme)
    assert kind.options[0].choices == ((dialogue.slug, dialogue.title),)
    assert kind.file_name(dialogue.programme, {"dialogue": dialogue.slug}) == "dialogplan-torget-vi-vill-ha.pdf"


def test_withdrawn_dialogue_has_no_plan(dialogue):
    withdraw_record(dialogue, by=None, reason="Fel")
    with pytest.raises(RuleViolation):
        build_plan(dialogue.programme, {"dialogue": dialogue.slug}, "sv")


def test_removed_text_takes_the_file_with_it(dialogue, process_leader):
    document = order(dialogue, process_leader)
    for job in Job.objects.filter(kind="documents.render", state="queued"):
        jobs.run(job.pk)
    redact_dialogue(dialogue, fields=["summary"], by=process_leader, reason="Namnger någon")
    document.refresh_from_db()
    assert document.state == "removed"


def test_row_of_a_plan_is_not_divided_between_two_pages(dialogue):
    page = render_html(build_plan(dialogue.programme, {"dialogue": dialogue.slug}, "sv").outline)
    assert ".level-2 > .facts { break-inside: avoid; }" in page
    assert re.search(r'<section class="level-2">\s*<h3>Nattskiftet</h3>\s*<ul class="facts">', page)
