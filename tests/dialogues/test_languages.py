"""Every language that we offer can be read: its letters are in the fonts we ship, it runs in its direction, and what
nobody has read says so in the language itself, on screen, on paper and in a letter."""

import io
import json
import re

import pikepdf
import pytest
from django.conf import settings
from fontTools.ttLib import TTFont

from dialogues.enums import LANGUAGES, is_right_to_left
from dialogues.prints.invitations import build_invitation
from dialogues.prints.mail_text import write_mail_text
from dialogues.queries.invitations import TEXT_FIELDS, invitation_in
from dialogues.words.invitations import words_in
from kraftsamling.documents.services.pdf import render_pdf
from tests.dialogues.invitations import add_text, make_published
from tests.dialogues.test_texts import read

pytestmark = pytest.mark.once

FOLDER = settings.BASE_DIR / "dialogues" / "words"
FONTS = settings.BASE_DIR / "static" / "fonts"
FILES = [path.stem for path in sorted(FOLDER.glob("*.json"))]
# The font of its own that a script is set in on paper.
SCRIPTS = {"ti": "Ethiopic", "th": "Thai", "ckb": "Arabic", "prs": "Arabic", "kmr": "", "rmy": ""}
SHEETS = ("a4", "a3", "a5", "slips")


@pytest.fixture
def dialogue(programme, process_leader):
    return make_published(programme, process_leader)


def translate(dialogue, by, language, **how):
    """Add the invitation in a language, in words of it that we have."""
    words = words_in(language)
    texts = dict.fromkeys(TEXT_FIELDS, words.information) | {"title": words.levels["dialogue"][0]}
    return add_text(dialogue, by, language, **how, **texts)


def build(dialogue, sheet, language):
    return build_invitation(dialogue.programme, {"invitation": f"{dialogue.pk}.{language}", "sheet": sheet}, "sv").html


def strings(value):
    if isinstance(value, str):
        yield value
    else:
        for one in value.values() if isinstance(value, dict) else value:
            yield from strings(one)


def letters_of(language):
    held = json.loads((FOLDER / f"{language}.json").read_text(encoding="utf-8"))
    return {ord(letter) for text in (*strings(held), LANGUAGES[language][1]) for letter in text}


def test_every_file_of_words_is_of_a_language_that_is_offered():
    ours = {"sv", "sv-x-lattlast", "en"}
    assert set(FILES) == set(LANGUAGES) - ours


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
@pytest.mark.parametrize("language", FILES)
def test_fonts_for_paper_have_every_letter(language, weight):
    known = set()
    for script in ("", "Arabic", "Ethiopic", "Thai"):
        with TTFont(FONTS / f"NotoSans{script}-{weight}.ttf", lazy=True) as font:
            known |= set(font.getBestCmap())
    assert letters_of(language) - known == set()


@pytest.mark.parametrize("language", FILES)
def test_fonts_for_the_screen_have_every_letter(language):
    css = (settings.BASE_DIR / "static" / "css" / "fonts.css").read_text(encoding="utf-8")
    ranges = []
    for first, last in re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", css):
        ranges.append((int(first, 16), int(last or first, 16)))
    assert [f"{code:04X}" for code in letters_of(language) if not any(a <= code <= b for a, b in ranges)] == []
    assert all((FONTS / name).exists() for name in re.findall(r"fonts/([\w-]+\.woff2)", css))


def test_languages_in_arabic_letters_run_from_right_to_left():
    arabic = {language for language in FILES if any(0x0600 <= code <= 0x06FF for code in letters_of(language))}
    assert arabic == {language for language in LANGUAGES if is_right_to_left(language)} == {"ar", "ckb", "fa", "prs"}


@pytest.mark.parametrize("language", SCRIPTS)
def test_page_and_sheet_run_in_their_direction_and_say_in_the_language_that_nobody_has_read_them(
    client, dialogue, process_leader, language
):
    translate(dialogue, process_leader, language, is_machine=True)
    words, direction = words_in(language), "rtl" if language in ("ckb", "prs") else "ltr"
    page = read(client, dialogue, language)
    assert f'<article class="k-translation" lang="{language}" dir="{direction}">' in page
    told = [page, *(build(dialogue, sheet, language) for sheet in SHEETS)]
    told.append(write_mail_text(dialogue, invitation_in(dialogue, language)))
    assert [(words.machine in text, words.unreviewed in text) for text in told] == [(True, True)] * 6
    assert all(f'<html lang="{language}" dir="{direction}">' in text for text in told[1:5])


def test_outdated_text_says_so_wherever_it_is_sent(dialogue, process_leader):
    translate(dialogue, process_leader, "ti")
    told = [
        *(build(dialogue, sheet, "ti") for sheet in SHEETS),
        write_mail_text(dialogue, invitation_in(dialogue, "ti")),
    ]
    assert not any(words_in("ti").outdated in text for text in told)
    dialogue.influences.filter(state="open").update(limits="Bara på norra sidan.")
    told = [
        *(build(dialogue, sheet, "ti") for sheet in SHEETS),
        write_mail_text(dialogue, invitation_in(dialogue, "ti")),
    ]
    assert all(words_in("ti").outdated in text for text in told)


@pytest.mark.parametrize("sheet", ["a4", "slips"])
@pytest.mark.parametrize(("language", "script"), SCRIPTS.items())
def test_sheet_is_set_on_one_page_in_our_fonts_alone(dialogue, process_leader, language, script, sheet):
    translate(dialogue, process_leader, language)
    with pikepdf.open(io.BytesIO(render_pdf(build(dialogue, sheet, language)))) as pdf:
        (page,) = pdf.pages
        fonts = {str(font.DescendantFonts[0].FontDescriptor.FontName) for font in page.Resources.Font.values()}
    assert all("Noto-Sans" in font for font in fonts)
    named = {name for name in ("Arabic", "Ethiopic", "Thai") if any(name in font for font in fonts)}
    assert named == ({script} if script else set())
