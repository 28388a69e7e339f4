"""The invitation on paper: a poster, a flyer to hand out, and slips to cut apart, in every language it is written in.

All are made from what everyone may read of the dialogue. What must stand on the sheet is set as large as it fits; where
it does not fit at the least legible size, the less important parts are left to the page that the code leads to.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.text import Truncator, capfirst, slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from dialogues.degrees import degrees_of
from dialogues.enums import FORMAL_LINKS, LANGUAGES
from dialogues.formal_texts import formal_text
from dialogues.invitation_words import InvitationWords, words_in
from dialogues.models import Dialogue
from dialogues.print_changes import compare_invitation, shown_on
from dialogues.queries.influences import InfluenceGroup, influences_of
from dialogues.queries.invitations import Invitation, Source, decider_of, invitation_in, printable, source_of
from dialogues.queries.occasions import when_words, where_words
from dialogues.queries.periods import period_of
from dialogues.queries.promises import say_channels, say_when
from dialogues.queries.public import inviters_of
from dialogues.queries.translated import say_when_in
from dialogues.slips import slip_words
from kraftsamling.documents.paper import ACCENTS
from kraftsamling.documents.registry import BuiltDocument, Choices, DocumentKind, Option
from kraftsamling.documents.services.pdf import count_pages
from kraftsamling.shared import clock
from kraftsamling.shared.errors import RuleViolation
from kraftsamling.shared.public_pages import SITE, get_versions, programme_scope
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
    "a4": PrintSheet(210, 297, 14, (19, 17.5, 16, 14.5, 13, 12, 11), 42),
    "a3": PrintSheet(297, 420, 18, (27, 25, 23, 21, 19, 17, 15.5), 60),
    "a5": PrintSheet(148, 210, 10, (13.5, 12.5, 11.5, 10.5, 9.5, 8.5), 30),
}
SLIPS = "slips"
# Where not all fits: whether the summary stands there, and how many characters of each other block. The limits of the
# questions go with the first cut. Who decides and what is promised are shortened, and never left out.
_LESS: tuple[tuple[bool, int | None], ...] = ((True, None), (False, None), (False, 1000), (False, 400), (False, 200),
                                              (False, 90))  # fmt: skip
# What goes with the summary: what a translator wrote beside when and where, which stand there in fixed words.
_LEFT_OUT = ("summary", "practical")
# Where a title and a question are longer than this they are set smaller.
_LONG_TITLE, _LONG_QUESTION = 60, 150


@dataclass(frozen=True)
class Block:
    """A heading, and what stands under it: lines, or in the language of the plan the questions by what can be done.

    ``brief`` are the lines for a sheet with little room, the most important words first.
    """

    name: str
    title: str
    lines: tuple[str, ...] = ()
    groups: tuple[tuple[str, InfluenceGroup], ...] = ()
    brief: tuple[str, ...] = ()

    def cut_to(self, room: int | None) -> "Block":
        """Return the block with its first ``room`` characters, at a word; questions without what limits them."""
        if room is None:
            return self
        groups = []
        for title, group in self.groups:
            rows = [replace(row, limits="") for row in group.rows]
            kept = [row for place, row in enumerate(rows) if sum(len(one.question) for one in rows[:place]) < room]
            groups.append((title, replace(group, rows=kept)))
        text = Truncator(" ".join(self.brief or self.lines)).chars(room)
        return replace(self, lines=(text,) if text else (), groups=tuple(groups))


def invitation_choices(programme: Programme) -> Choices:
    """Return every published dialogue in every language it can be read in, as "17.ar"."""
    return tuple(
        (f"{dialogue.pk}.{language}", f"{dialogue.title}, {LANGUAGES[language][0]}")
        for dialogue, language in printable(programme)
    )


def _find(programme: Programme, options: Mapping[str, str]) -> tuple[Dialogue, Invitation]:
    """Return what an order is about. Raises RuleViolation when it is not public any more."""
    pk, _dot, language = options["invitation"].partition(".")
    found = Dialogue.objects.public().filter(programme=programme, pk=pk).select_related("short_address").first()
    invitation = found and invitation_in(found, language)
    if not invitation:
        raise RuleViolation(_("What the document is about is no longer there."))
    found.programme = programme
    return found, invitation


def build_invitation(programme: Programme, options: Mapping[str, str], language: str) -> BuiltDocument:
    """Return the invitation as it reads today, on the sheet that was ordered."""
    dialogue, invitation = _find(programme, options)
    # Our own words follow the invitation; where it is in a language that we do not write, what is fixed is in Swedish.
    with override("en" if invitation.language == "en" else settings.LANGUAGE_CODE):
        context = _context(dialogue, invitation)
        files = frozenset([programme.municipality.logo.name] if programme.municipality.logo else [])
        if options["sheet"] == SLIPS:
            words = slip_words(dialogue, invitation, context["practical"], context["formal"])
            html = render_to_string("dialogues/pdf/invitation_slips.html", {**context, **words})
        else:
            html = _fitted(SHEETS[options["sheet"]], context, files)
    return BuiltDocument(html=html, stored_files=files, sources=_sources(dialogue, invitation),
                         shown=shown_on(source_of(dialogue)))  # fmt: skip


def _fitted(sheet: PrintSheet, context: dict[str, Any], files: frozenset[str]) -> str:
    """Return the sheet with all that fits on one page: the words first, then their size."""
    for html in _attempts(sheet, context):
        if count_pages(html, files) == 1:
            break
    return html


def _attempts(sheet: PrintSheet, context: dict[str, Any]) -> Iterator[str]:
    for has_summary, room in _LESS:
        blocks = [block.cut_to(room) for block in context["blocks"] if has_summary or block.name not in _LEFT_OUT]
        practical = context["practical"] if room is None else _first_rows(context["practical"], room)
        for size in sheet.type_sizes:
            yield render_to_string(
                "dialogues/pdf/invitation.html",
                {
                    **context,
                    "sheet": sheet,
                    "type_size": size,
                    "blocks": blocks,
                    "practical": practical,
                    "is_brief": room is not None,
                },
            )


def _first_rows(rows: list[tuple[str, str]], room: int) -> list[tuple[str, str]]:
    kept = [row for place, row in enumerate(rows) if sum(len(when) for when, _where in rows[:place]) < room / 2]
    return [(Truncator(when).chars(room), where) for when, where in kept]


def _context(dialogue: Dialogue, invitation: Invitation) -> dict[str, Any]:
    programme, words = dialogue.programme, words_in(invitation.language)
    municipality = programme.municipality
    return {
        "dialogue": dialogue,
        "programme": programme,
        "invitation": invitation,
        "words": words,
        "degree": degrees_of(dialogue)[invitation.language],
        "title_size": 3 if len(invitation.title) <= _LONG_TITLE else 2.1,
        "question_size": 1.6 if len(invitation.question) <= _LONG_QUESTION else 1.2,
        "blocks": _blocks(dialogue, invitation, words),
        "practical": _practical(dialogue, invitation),
        "formal": formal_text(dialogue.formal_link) if dialogue.formal_link in FORMAL_LINKS else None,
        "inviters": inviters_of(dialogue),
        "address": address_of_code(dialogue.short_address.code),
        "code": address_of_code(dialogue.short_address.code).draw_code(),
        "municipality": municipality,
        "logo_url": f"stored:{municipality.logo.name}" if municipality.logo else "",
        "accent": ACCENTS[Palette(municipality.palette)],
        "printed_on": date_format(clock.today(), "j F Y"),
        "font_dir": "static:fonts",
    }  # fmt: skip


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _blocks(dialogue: Dialogue, invitation: Invitation, words: InvitationWords) -> list[Block]:
    """Return what stands under headings, in the order in which it is read."""
    source = source_of(dialogue) if invitation.language == dialogue.content_language else None
    if source:
        names = {
            "open": _("You can influence"),
            "partly": _("You can influence in part"),
            "fixed": _("Already decided"),
        }
        groups = tuple((names[group.state], group) for group in influences_of(dialogue).groups)
        influence = Block("influence", words.influence, groups=groups)
    else:
        title = "" if dialogue.is_information else words.influence
        influence = Block("influence", title, _lines(invitation.influence))
    blocks = [
        Block("summary", "", _lines(invitation.summary)),
        influence,
        Block("decided", words.decided, _lines(invitation.decided), brief=_brief_deciders(source)),
        Block("promise", words.promise, _lines(invitation.promise), brief=_brief_promises(source)),
        Block("practical", words.practical, () if source else _lines(invitation.practical)),
    ]
    return [block for block in blocks if block.lines or block.groups]


def _brief_deciders(source: Source | None) -> tuple[str, ...]:
    rows = source.influences if source else ()
    pairs = [", ".join(filter(None, (decider_of(row), str(row.decided_on or "")))) for row in rows]
    return (". ".join(dict.fromkeys(filter(None, pairs))),) if any(pairs) else ()


def _brief_promises(source: Source | None) -> tuple[str, ...]:
    rows = source.promises if source else ()
    return tuple(
        f"{say_when(row)} {capfirst(say_channels(row.channels, row.channel_note))}. {row.what}" for row in rows
    )


def _practical(dialogue: Dialogue, invitation: Invitation) -> list[tuple[str, str]]:
    """Return (when, where) of what is still to come; when in the language of the invitation."""
    now, language = clock.now(), invitation.language
    coming = [one for one in source_of(dialogue).occasions if one.ends_at >= now]
    if language not in dict(settings.LANGUAGES):
        words = words_in(language)
        return [(say_when_in(one, language, words), where_words(one)) for one in coming]
    rows = [(when_words(one), where_words(one)) for one in coming]
    period = period_of(dialogue, ())
    if not rows and period:
        rows = [(str(period), "")]
    return [(when[:1].upper() + when[1:], where) for when, where in rows]


def _sources(dialogue: Dialogue, invitation: Invitation) -> tuple[tuple[str, int], ...]:
    """Return every record whose words stand on the sheet, or in what it is compared with; translated or not."""
    texts = dialogue.texts.filter(language=invitation.language).values_list("pk", flat=True)
    source = source_of(dialogue)
    named = [("programmes.programme", dialogue.programme_id), ("dialogues.dialogue", dialogue.pk)]
    named += [("dialogues.invitationtext", pk) for pk in texts]
    named += [("programmes.organisation", one.pk) for one in inviters_of(dialogue)]
    named += [("dialogues.influence", row.pk) for row in source.influences]
    named += [("programmes.body", row.decided_by_id) for row in source.influences if row.decided_by_id]
    named += [("dialogues.promise", row.pk) for row in source.promises]
    named += [("dialogues.occasion", row.pk) for row in source.occasions]
    named += [("programmes.place", row.place_id) for row in (*source.influences, *source.occasions) if row.place_id]
    return tuple(dict.fromkeys(named))


def _content_version(programme: Programme, options: Mapping[str, str], language: str) -> str:
    scopes = (SITE, programme_scope(programme.pk))
    versions = get_versions(scopes)
    counted = [f"{scope}={versions.get(scope, 0)}" for scope in scopes]
    return "|".join([*counted, clock.today().isoformat(), settings.RELEASE])


def _file_stem(programme: Programme, options: Mapping[str, str]) -> str:
    pk, _dot, language = options["invitation"].partition(".")
    slug = Dialogue.objects.filter(programme=programme, pk=pk).values_list("slug", flat=True).first()
    return slugify(f"{_('Invitation')} {slug} {options['sheet']} {language}")


INVITATION_PRINT = DocumentKind(
    key="dialogue_invitation",
    title=gettext_lazy("Invitation on paper"),
    description=gettext_lazy(
        "What it is about, what can be influenced, when and where, and a code that leads to the dialogue on the web."
    ),
    permission=Permission.ORDER_DOCUMENTS,
    options=(
        Option("invitation", gettext_lazy("Which invitation, in which language?"), invitation_choices),
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
    content_version=_content_version,
    file_stem=_file_stem,
    is_public=True,
    asks_language=False,
    compare=compare_invitation,
)
