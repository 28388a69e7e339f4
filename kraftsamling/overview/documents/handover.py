"""The handover document: the whole programme in one paper, for whoever comes new to it."""

import datetime as dt
from collections.abc import Callable, Mapping

from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kraftsamling.documents.outline import Outline, Section, facts
from kraftsamling.documents.registry import FORMAT_OPTION, BuiltDocument, DocumentKind, Option
from kraftsamling.overview.documents import handover_chapters as chapters
from kraftsamling.overview.documents import handover_people as people
from kraftsamling.overview.documents.sources import sources_of, whole_programme_version
from kraftsamling.shared import clock
from programmes.models import Programme
from programmes.roles import Permission

Chapter = Callable[[Programme, dt.date], list[Section]]

# What each reader gets, in the order in which it is read.
READERS: dict[str, tuple[Chapter, ...]] = {
    "process_leader": (
        chapters.mission, chapters.ahead, chapters.promises, people.functions, chapters.phases, chapters.checklists,
        people.actors, people.contacts, people.agreements, people.bodies, people.decisions, chapters.pictures,
        chapters.challenges, chapters.goals, chapters.lessons, chapters.communication, chapters.structures,
        chapters.sources,
    ),
    "politician": (
        chapters.mission, chapters.current_picture, people.bodies, people.decisions, chapters.ahead, chapters.promises,
        people.asked, chapters.goals, chapters.structures,
    ),
    "researcher": (
        chapters.mission, chapters.pictures, chapters.phases, chapters.goals, chapters.challenges, people.actors,
        people.bodies, people.decisions, chapters.lessons, chapters.structures, chapters.sources,
    ),
}  # fmt: skip
READER_OPTION = Option(
    "reader",
    gettext_lazy("Who is it for?"),
    (
        ("process_leader", gettext_lazy("A new process leader: everything, what comes next first")),
        ("politician", gettext_lazy("A politician: what, why, who decides, what is asked of you")),
        ("researcher", gettext_lazy("A researcher: how the problem was understood, and what was learnt")),
    ),
)
TITLES = {
    "process_leader": gettext_lazy("Handover to a new process leader"),
    "politician": gettext_lazy("Handover to a politician"),
    "researcher": gettext_lazy("Handover to a researcher"),
}


def build_handover(programme: Programme, options: Mapping[str, str], language: str) -> BuiltDocument:
    """Return the document as the programme stands today."""
    today, reader = clock.today(), options["reader"]
    day = date_format(today, "j F Y")
    example = programme.example_note if programme.is_example else ""
    outline = Outline(
        title=programme.name,
        subtitle=str(TITLES[reader]),
        language=language,
        dated=today,
        facts=facts(
            [
                (_("Area"), programme.area_name),
                (_("Municipality"), programme.municipality.name),
                (_("As it stands"), day),
                (_("Example"), example),
                (_("Working document"), _("Not published. Whoever asks for it may read it.")),
            ]
        ),
        sections=tuple(section for chapter in READERS[reader] for section in chapter(programme, today)),
        foot=f"{programme.name} · {TITLES[reader]} · {day}",
    )
    return BuiltDocument(outline=outline, sources=sources_of(programme))


def _file_stem(programme: Programme, options: Mapping[str, str]) -> str:
    return slugify(f"{TITLES[options['reader']]} {programme.slug}")


HANDOVER_DOCUMENT = DocumentKind(
    key="handover",
    title=gettext_lazy("Handover document"),
    description=gettext_lazy(
        "The whole programme in one document, for somebody who comes new to it. It is made of what is noted here today."
    ),
    permission=Permission.ORDER_DOCUMENTS,
    options=(READER_OPTION, FORMAT_OPTION),
    build=build_handover,
    content_version=whole_programme_version,
    file_stem=_file_stem,
)
