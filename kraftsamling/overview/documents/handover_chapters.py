"""The chapters of the handover document about what is planned, known and done."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from dialogues.queries.promises import add_standing, promise_lines
from kraftsamling.documents.outline import Bullets, Facts, Section, Table, facts, paragraphs
from kraftsamling.overview.queries.calendar import everything_dated
from kraftsamling.shared.collation import Swedish
from programmes.enums.knowledge import PICTURES_GONE, PictureState
from programmes.enums.planning import CHECKS_LEFT
from programmes.models import (
    Basis,
    Challenge,
    ChecklistItem,
    Communication,
    Figure,
    Goal,
    Lesson,
    ProblemPicture,
    Programme,
    Source,
    Structure,
)
from programmes.queries.phases import PhaseProgress, get_planning
from programmes.stacey import zone

AHEAD = dt.timedelta(days=365)


def words(value: object) -> str:
    """Return a value as a table shows it; nothing when it is not known."""
    return "" if value in (None, "") else str(value)


def table(caption: str, header: Iterable[str], rows: Iterable[Iterable[object]]) -> tuple[Table, ...]:
    """Return the table, or nothing when it would be empty."""
    body = tuple(tuple(words(cell) for cell in row) for row in rows)
    return (Table(caption, tuple(header), body),) if body else ()


def or_missing(blocks: tuple, sentence: str) -> tuple:
    """Return the blocks, or a sentence that says that nothing is noted."""
    return blocks or paragraphs(sentence)


def mission(programme: Programme, today: dt.date) -> list[Section]:
    """What the programme is for, and who began it."""
    items = facts(
        [
            (_("State"), programme.get_state_display()),
            (_("Who took the initiative"), programme.get_initiative_display()),
            (_("Decided by"), programme.deciding_body),
            (_("Decided"), programme.decided_on),
            (_("Responsible board"), programme.responsible_board),
            (_("Start"), programme.starts_on),
            (_("Start of the exit part"), programme.exit_starts_on),
            (_("End"), programme.ends_on),
            (_("Just now"), programme.now_text),
            (_("Who answers questions"), programme.contact_function),
        ]
    )
    missing = _("The mission is not written yet.")
    return [Section(_("What it is for"), 1, (*or_missing(paragraphs(programme.mission), missing), Facts(items)))]


def phases(programme: Programme, today: dt.date) -> list[Section]:
    """Every phase as planned, and every time it was gone through."""
    rows = get_planning(programme, today=today).rows
    overview = table(
        _("The phases"),
        (_("Phase"), _("Planned"), _("How far it has come"), _("In place")),
        [
            (
                row.phase,
                row.planned,
                ", ".join(filter(None, [row.state_words, row.behind])),
                f"{row.checklist.in_place}/{row.checklist.total}",
            )
            for row in rows
        ],
    )
    return [Section(_("Phases"), 1, overview), *(_passages(row) for row in rows if row.counted)]


def _passages(row: PhaseProgress) -> Section:
    blocks = []
    for passage in row.counted:
        period = " – ".join(filter(None, [words(passage.started_on), words(passage.finished_on) or _("going on")]))
        blocks += [
            Facts(
                facts(
                    [
                        (_("Time %(number)d") % {"number": passage.number}, period),
                        (_("Why it was taken up again"), passage.reason),
                    ]
                )
            ),
            *paragraphs(passage.outcome),
        ]
    return Section(str(row.phase), 2, (*paragraphs(row.phase.aim), *blocks))


def checklists(programme: Programme, today: dt.date) -> list[Section]:
    """What must be in place, with who answers for it; what is left to do comes first."""
    items = ChecklistItem.objects.current().filter(programme=programme).select_related("phase", "responsibility")
    rows = [
        (item.text, item.phase, item.responsibility, item.due_on, item.get_state_display())
        for item in sorted(items, key=lambda item: item.state not in CHECKS_LEFT)
    ]
    header = (_("What"), _("Phase"), _("Responsible function"), _("By when"), _("State"))
    missing = _("No checklist is written yet.")
    return [Section(_("What must be in place"), 1, or_missing(table(_("Checklists"), header, rows), missing))]


def goals(programme: Programme, today: dt.date) -> list[Section]:
    """Goals and part-goals, with what they serve."""
    sections = [Section(_("Goals"), 1, ())]
    for goal in Goal.objects.current().filter(programme=programme).prefetch_related("serves"):
        items = facts(
            [
                (_("Level"), goal.get_level_display()),
                (_("State"), goal.get_state_display()),
                (_("Why"), goal.state_reason or goal.revision_reason),
                (_("Serves"), ", ".join(str(row) for row in goal.serves.all())),
                (_("How we see it"), goal.known_by),
            ]
        )
        sections.append(Section(goal.title, 2, (*paragraphs(goal.description), Facts(items))))
    return filled(sections, _("No goals are written yet."))


def filled(sections: list[Section], missing: str) -> list[Section]:
    """Say under the chapter's heading that nothing is noted, when nothing is."""
    if len(sections) == 1 and not sections[0].blocks:
        return [Section(sections[0].title, sections[0].level, paragraphs(missing))]
    return sections


def _pictures(programme: Programme) -> list[ProblemPicture]:
    bases = Basis.objects.filter(withdrawn_at__isnull=True).select_related("source")
    pictures = ProblemPicture.objects.current().filter(programme=programme).select_related("replaced_by")
    return list(pictures.order_by("-pk").prefetch_related(Prefetch("bases", bases), "organisations"))


def current_picture(programme: Programme, today: dt.date) -> list[Section]:
    """The understanding of the problem that holds at present."""
    holds = [picture for picture in _pictures(programme) if picture.state == PictureState.ESTABLISHED]
    return filled(
        [Section(_("What the problem is"), 1, ()), *(_picture(picture) for picture in holds)],
        _("No shared understanding of the problem is established yet."),
    )


def pictures(programme: Programme, today: dt.date) -> list[Section]:
    """Every problem picture: the one that holds, those being worked out, and earlier ones with why they went."""
    found = sorted(_pictures(programme), key=lambda row: (row.state in PICTURES_GONE, -row.pk))
    return filled(
        [Section(_("What the problem is"), 1, ()), *(_picture(picture) for picture in found)],
        _("No shared understanding of the problem is established yet."),
    )


def _picture(picture: ProblemPicture) -> Section:
    items = facts(
        [
            (_("State"), picture.get_state_display()),
            (_("Established"), picture.established_on),
            (_("Held until"), picture.ended_on),
            (_("Why it no longer holds"), picture.end_reason),
            (_("What that means for what builds on it"), picture.effect),
            (_("Replaced by"), picture.replaced_by),
            (_("Took part"), picture.took_part),
            (_("Organisations that took part"), ", ".join(str(row) for row in picture.organisations.all())),
        ]
    )
    bases = tuple(_basis(basis) for basis in picture.bases.all())
    built_on = (*paragraphs(_("It builds on:")), Bullets(bases)) if bases else ()
    return Section(picture.title, 2, (*paragraphs(picture.statement), Facts(items), *built_on))


def _basis(basis: Basis) -> str:
    source = f" ({basis.source})" if basis.source else ""
    return f"{basis.get_kind_display()}: {basis.text}{source}"


def challenges(programme: Programme, today: dt.date) -> list[Section]:
    """What stands in the way, and how simple or complex it is."""
    rows = [
        (row.title, row.get_state_display(), zone(row.predictability, row.agreement).label if row.agreement else "",
         row.description)
        for row in Challenge.objects.current().filter(programme=programme)
    ]  # fmt: skip
    header = (_("Challenge"), _("State"), _("Kind of problem"), _("What it is about"))
    missing = _("No challenges are noted yet.")
    return [Section(_("Challenges"), 1, or_missing(table(_("All challenges"), header, rows), missing))]


def lessons(programme: Programme, today: dt.date) -> list[Section]:
    """What was learnt, where it came from and what changed because of it."""
    sections = [Section(_("Lessons"), 1, ())]
    for lesson in Lesson.objects.current().filter(programme=programme):
        items = facts(
            [
                (_("When"), lesson.learnt_on),
                (_("Where it came from"), lesson.came_from),
                (_("Who should know"), lesson.who_should_know),
                (_("What changed because of it"), lesson.what_changed),
            ]
        )
        sections.append(Section(lesson.title, 2, (*paragraphs(lesson.text), Facts(items))))
    return filled(sections, _("No lessons are written yet."))


def sources(programme: Programme, today: dt.date) -> list[Section]:
    """What is known from where, with the figures."""
    figures = Figure.objects.filter(withdrawn_at__isnull=True).select_related("place")
    found = Source.objects.current().filter(programme=programme).order_by(Swedish("title"), "pk")
    sections = [Section(_("Sources and figures"), 1, ())]
    for source in found.prefetch_related(Prefetch("figures", figures)):
        items = facts(
            [
                (_("Kind"), source.get_kind_display()),
                (_("Made by"), source.publisher),
                (_("Date"), source.dated_on),
                (_("Web address"), source.url),
                (_("Be careful about"), source.caution),
            ]
        )
        rows = [(row.label, row.value, row.measured_on, row.place) for row in source.figures.all()]
        header = (_("What is counted"), _("Figure"), _("For when"), _("For where"))
        tables = table(_("Figures from: %(source)s") % {"source": source}, header, rows)
        sections.append(Section(source.title, 2, (*paragraphs(source.summary), Facts(items), *tables)))
    return filled(sections, _("No sources are noted yet."))


def communication(programme: Programme, today: dt.date) -> list[Section]:
    """Who is told what, when and how."""
    lines = Communication.objects.current().filter(programme=programme).select_related("responsibility")
    rows = [
        (line.audience, line.message, line.get_channel_display(), line.planned_on, line.responsibility,
         line.get_state_display())
        for line in lines
    ]  # fmt: skip
    header = (_("Who is to know"), _("What we tell"), _("Channel"), _("When"), _("Who does it"), _("State"))
    missing = _("No communication is planned yet.")
    return [Section(_("Communication"), 1, or_missing(table(_("The communication plan"), header, rows), missing))]


def structures(programme: Programme, today: dt.date) -> list[Section]:
    """What is to live on when the programme ends."""
    found = Structure.objects.current().filter(programme=programme).select_related("owner")
    rows = [
        (row.name, row.get_state_display(), row.owner, row.owner_function, row.budget_line, row.handover_on)
        for row in found
    ]
    header = (_("What"), _("State"), _("Who takes over"), _("Function"), _("How it is paid for"), _("When"))
    missing = _("Nothing is noted yet.")
    return [Section(_("What lives on"), 1, or_missing(table(_("What is to live on"), header, rows), missing))]


def ahead(programme: Programme, today: dt.date) -> list[Section]:
    """Dates of the coming year, elections and the new council's term among them."""
    items = everything_dated(programme, today, today + AHEAD)
    # A date stays on one line, however narrow its column.
    rows = [(item.label.replace(" ", "\u00a0"), item.title, item.state) for item in items]
    header = (_("When"), _("What"), _("State"))
    found = table(_("Dates of the coming twelve months"), header, rows)
    return [Section(_("What comes next"), 1, or_missing(found, _("Nothing has a date yet.")))]


def promises(programme: Programme, today: dt.date) -> list[Section]:
    """What people have been promised to hear, and how it stands; what comes next first."""
    found = list(promise_lines(programme).filter(published_at__isnull=False))
    add_standing(found)
    rows = [
        (promise.row.when, f"{promise.to_whom}: {promise.what}", promise.dialogue, promise.responsible,
         " ".join(filter(None, (str(promise.row.standing.label), promise.row.lateness))))
        for promise in found
    ]  # fmt: skip
    header = (_("When"), _("To whom and what"), _("Dialogue"), _("Who answers for it"), _("State"))
    missing = _("Nothing has been promised yet.")
    return [Section(_("Promised answers"), 1, or_missing(table(_("What people are to hear"), header, rows), missing))]
