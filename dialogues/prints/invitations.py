"""The invitation on paper: a poster, a flyer to hand out, and slips to cut apart, in every language it is written in.

All are made from what everyone may read of the dialogue. What must stand on the sheet is set as large as it fits; where
it does not fit at the least legible size, the less important parts are left to the page that the code leads to.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.text import capfirst, slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from dialogues.enums import FORMAL_LINKS, LANGUAGES
from dialogues.models import Dialogue
from dialogues.prints.blocks import cancelled_lines, make_blocks, more_occasions
from dialogues.prints.changes import compare_invitation, shown_on
from dialogues.prints.degrees import degrees_of
from dialogues.prints.slips import set_slips
from dialogues.queries.invitations import (
    Invitation,
    InvitationSource,
    invitation_in,
    lacking_parts,
    printable,
    source_of,
    why_over,
)
from dialogues.queries.periods import period_of
from dialogues.queries.public import inviters_of
from dialogues.queries.told_occasions import ToldOccasion, tell_cancelled, tell_occasions
from dialogues.queries.translated import say_day_in
from dialogues.words.formal_texts import formal_text, official_address
from dialogues.words.invitations import words_for
from dialogues.words.sentences import end_sentence
from kraftsamling.documents.paper import ACCENTS
from kraftsamling.documents.registry import BuiltDocument, Choices, DocumentKind, Option, public_content_version
from kraftsamling.documents.services.pdf import largest_on_one_page
from kraftsamling.shared import clock
from kraftsamling.shared.errors import RuleViolation
from programmes.enums import Palette
from programmes.models import Programme
from programmes.queries.short_addresses import address_of_code
from programmes.roles import Permission


@dataclass(frozen=True)
class PrintSheet:
    """A size of paper in millimetres, the sizes of body type to try in points, and the largest side of the code."""

    width: int
    height: int
    margin: float
    type_sizes: tuple[float, ...]
    code_side: int

    @property
    def said_width(self) -> float:
        """The room beside the code, in millimetres."""
        return self.width - 2 * self.margin - self.code_side - self.margin / 2


# The least size of type is one that is read with ease from half a metre (A4), a metre (A3), and in the hand (A5).
SHEETS = {
    "a4": PrintSheet(210, 297, 14, (19, 17.5, 16, 14.5, 13, 12.5, 12, 11.5, 11), 42),
    "a3": PrintSheet(297, 420, 18, (27, 25, 23, 21, 19, 18, 17, 16.2, 15.5), 60),
    "a5": PrintSheet(148, 210, 10, (13.5, 12.5, 11.5, 10.5, 10, 9.5, 9, 8.5), 30),
}
SLIPS = "slips"


@dataclass(frozen=True)
class Extent:
    """How much is told: how many occasions, how many characters of each block (None: all of it), and whether the
    summary, what is there for those who come, and what of a question is settled."""

    occasions: int
    characters: int | None
    has_summary: bool = False
    has_facts: bool = True
    has_limits: bool = True


# Tried in turn until all fits. Who decides and what is promised are shortened, and never left out; of occasions and
# questions that are left out it is told how many there are.
_EXTENTS = (
    Extent(99, None, has_summary=True), Extent(99, None), Extent(8, 1000), Extent(5, 400),
    Extent(5, 400, has_facts=False), Extent(3, 200, has_facts=False),
    Extent(3, 200, has_facts=False, has_limits=False), Extent(2, 90, has_facts=False, has_limits=False),
)  # fmt: skip
# What goes with the summary: what a translator wrote beside when and where, which stand there in fixed words.
_LEFT_OUT = ("summary", "practical")
# Where a title and a question are longer than this they are set smaller.
_LONG_TITLE, _LONG_QUESTION = 60, 150


def invitation_choices(programme: Programme) -> Choices:
    """Return every published dialogue that one can join in every language it can be read in, as "17.ar"."""
    return _name_choices(printable(programme))


def past_choices(programme: Programme) -> Choices:
    """Return those that people could join before."""
    return _name_choices(printable(programme, is_joinable=False))


def _name_choices(found: list[tuple[Dialogue, str]]) -> Choices:
    return tuple((f"{dialogue.pk}.{code}", f"{dialogue.title}, {LANGUAGES[code][0]}") for dialogue, code in found)


def _find(programme: Programme, options: Mapping[str, str]) -> tuple[InvitationSource, Invitation]:
    """Return what an order is about. Raises RuleViolation when it is not public, or nobody can join it any more."""
    pk, _dot, language = options["invitation"].partition(".")
    public = Dialogue.objects.public().filter(programme=programme, pk=pk).select_related("short_address")
    found = public.prefetch_related("inviters").first()
    source = source_of(found) if found else None
    invitation = source and invitation_in(found, language, source)
    if not invitation:
        raise RuleViolation(_("What the document is about is no longer there."))
    found.programme = programme
    over = why_over(found, source.occasions)
    if over:
        raise RuleViolation(_("%(why)s There is nothing to invite people to.") % {"why": over})
    lacking = lacking_parts(invitation, source)
    if lacking:
        raise RuleViolation(_("The text in this language does not say: %(parts)s.") % {"parts": "; ".join(lacking)})
    return source, invitation


def build_invitation(programme: Programme, options: Mapping[str, str], language: str) -> BuiltDocument:
    """Return the invitation as it reads today, on the sheet that was ordered."""
    source, invitation = _find(programme, options)
    # Our own words follow the invitation; where it is in a language that we do not write, what is fixed is in Swedish.
    with override("en" if invitation.language == "en" else settings.LANGUAGE_CODE):
        context = _context(source, invitation)
        files = frozenset([programme.municipality.logo.name] if programme.municipality.logo else [])
        if options["sheet"] == SLIPS:
            html = set_slips(source, invitation, context)
        else:
            html = _fitted(SHEETS[options["sheet"]], context, files)
    return BuiltDocument(html=html, stored_files=files, sources=_sources(source, invitation), shown=shown_on(source))


def _fitted(sheet: PrintSheet, context: dict[str, Any], files: frozenset[str]) -> str:
    """Return the sheet with all that fits on one page: the words first, then their size."""
    for extent in _EXTENTS:
        render = partial(_render, sheet, context, extent)
        size = largest_on_one_page(render, sheet.type_sizes, files)
        if size:
            return render(size)
    return render(sheet.type_sizes[-1])


def _render(sheet: PrintSheet, context: dict[str, Any], extent: Extent, type_size: float) -> str:
    told, words = context["practical"], context["words"]
    blocks = [
        block.cut_to(extent.characters, has_limits=extent.has_limits)
        for block in context["blocks"]
        if extent.has_summary or block.name not in _LEFT_OUT
    ]
    return render_to_string(
        "dialogues/pdf/invitation.html",
        {
            **context,
            "sheet": sheet,
            "type_size": type_size,
            "blocks": blocks,
            "practical": told[: extent.occasions],
            "more": more_occasions(told, extent.occasions, words),
            "cancelled": cancelled_lines(context["cancelled"], extent.occasions, words),
            "is_brief": extent.characters is not None,
            "has_facts": extent.has_facts,
        },
    )


def _context(source: InvitationSource, invitation: Invitation) -> dict[str, Any]:
    dialogue, words = source.dialogue, words_for(source.dialogue, invitation.language)
    degree, programme = degrees_of(dialogue)[invitation.language], dialogue.programme
    municipality = programme.municipality
    return {
        "dialogue": dialogue,
        "programme": programme,
        "invitation": invitation,
        "words": words,
        "degree": degree,
        "degree_name": end_sentence(degree.name),
        "title_size": 3 if len(invitation.title) <= _LONG_TITLE else 2.1,
        "question_size": 1.6 if len(invitation.question) <= _LONG_QUESTION else 1.2,
        "blocks": make_blocks(source, invitation, words),
        "practical": _practical(source, invitation.language),
        "cancelled": tell_cancelled(source.called_off, invitation.language),
        "formal": formal_text(dialogue.formal_link) if dialogue.formal_link in FORMAL_LINKS else None,
        "inviters": inviters_of(dialogue),
        "address": address_of_code(dialogue.short_address.code),
        "code": address_of_code(dialogue.short_address.code).draw_code(),
        "municipality": municipality,
        "logo_url": f"stored:{municipality.logo.name}" if municipality.logo else "",
        "accent": ACCENTS[Palette(municipality.palette)],
        "official": official_address(dialogue),
        "printed": words.printed.format(day=_today(invitation.language)),
        "font_dir": "static:fonts",
    }  # fmt: skip


def _today(language: str) -> str:
    today = clock.today()
    return date_format(today, "j F Y") if language in dict(settings.LANGUAGES) else say_day_in(today, language)


def _practical(source: InvitationSource, language: str) -> list[ToldOccasion]:
    """Return what is still to come, in the language of the invitation."""
    period = period_of(source.dialogue, ()) if language in dict(settings.LANGUAGES) and not source.coming else None
    if period:
        return [ToldOccasion(capfirst(str(period)))]
    phone = source.dialogue.programme.contact_phone
    return tell_occasions(source.coming, language, now=clock.now(), phone=phone)


def _sources(source: InvitationSource, invitation: Invitation) -> tuple[tuple[str, int], ...]:
    """Return every record whose words stand on the sheet, or in what it is compared with; translated or not."""
    dialogue = source.dialogue
    texts = dialogue.texts.filter(language=invitation.language).values_list("pk", flat=True)
    named = [("programmes.programme", dialogue.programme_id), ("dialogues.dialogue", dialogue.pk)]
    named += [("dialogues.invitationtext", pk) for pk in texts]
    named += [("programmes.organisation", one.pk) for one in inviters_of(dialogue)]
    named += [("dialogues.influence", row.pk) for row in source.influences]
    named += [("programmes.body", row.decided_by_id) for row in source.influences if row.decided_by_id]
    named += [("dialogues.promise", row.pk) for row in (*source.promises, *source.unanswered)]
    occasions = (*source.occasions, *source.cancelled)
    named += [("dialogues.occasion", row.pk) for row in occasions]
    named += [("programmes.place", row.place_id) for row in (*source.influences, *occasions) if row.place_id]
    return tuple(dict.fromkeys(named))


def _file_stem(programme: Programme, options: Mapping[str, str]) -> str:
    pk, _dot, language = options["invitation"].partition(".")
    slug = Dialogue.objects.filter(programme=programme, pk=pk).values_list("slug", flat=True).first()
    return slugify(" ".join((_("Invitation"), str(slug), options["sheet"], language)))


INVITATION_PRINT = DocumentKind(
    key="dialogue_invitation",
    title=gettext_lazy("Invitation on paper"),
    description=gettext_lazy(
        "What it is about, what can be influenced, when and where, and a code that leads to the dialogue on the web."
    ),
    permission=Permission.ORDER_DOCUMENTS,
    options=(
        Option(
            "invitation",
            gettext_lazy("Which invitation, in which language?"),
            invitation_choices,
            past=past_choices,
        ),
        Option(
            "sheet",
            gettext_lazy("Size"),
            (
                ("a4", gettext_lazy("A4 – poster for stairwells and notice boards")),
                ("a3", gettext_lazy("A3 – poster for the square and the shop")),
                ("a5", gettext_lazy("A5 – flyer to hand out")),
                (SLIPS, gettext_lazy("Slips – eight on an A4, to cut apart")),
            ),
        ),
    ),
    build=build_invitation,
    content_version=public_content_version,
    file_stem=_file_stem,
    is_public=True,
    asks_language=False,
    compare=compare_invitation,
)
