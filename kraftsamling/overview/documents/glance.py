"""A programme at a glance: what a manager with four minutes needs, on a page and on one sheet of A4."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import Truncator, slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kraftsamling.documents.registry import BuiltDocument, DocumentKind
from kraftsamling.documents.services.pdf import count_pages
from kraftsamling.overview.documents.sources import sources_of, whole_programme_version
from kraftsamling.overview.queries.calendar import everything_dated
from kraftsamling.shared import clock
from programmes.enums.actors import DecisionState
from programmes.models import Contact, Decision, Lesson, ProblemPicture, Programme
from programmes.queries.checklists import checklist_items
from programmes.queries.contacts import quiet_only, with_last_contact
from programmes.queries.decisions import UNCARRIED, who_settled
from programmes.queries.phases import PhaseProgress, get_planning
from programmes.queries.pictures import holding_picture
from programmes.roles import Permission

# How many lines of each list are shown, and at most how many signs of each; a sheet that is full shows fewer lines.
SHOWN, LONGEST, LONGEST_DETAIL, LONGEST_MISSION = 5, 88, 80, 280
AHEAD = dt.timedelta(days=180)


@dataclass(frozen=True)
class Line:
    """One thing in a list: what it is, what is said of it beside it, and where it is kept."""

    title: str
    detail: str = ""
    url: str = ""


@dataclass(frozen=True)
class Part:
    """A list that is cut: ``more`` says how many it does not show, ``url`` leads to all of them. ``empty`` is said when
    there is nothing."""

    title: str
    lines: list[Line] = field(default_factory=list)
    more: int = 0
    empty: str = ""
    url: str = ""

    @property
    def total(self) -> int:
        return len(self.lines) + self.more

    def cut(self, shown: int) -> "Part":
        """Return the list with at most ``shown`` lines."""
        return replace(self, lines=self.lines[:shown], more=self.total - min(shown, len(self.lines)))


@dataclass(frozen=True)
class Glance:
    """Everything that stands on the page."""

    programme: Programme
    mission: str
    phases: list[PhaseProgress]
    picture: ProblemPicture | None
    waits: list[Part]
    news: list[Part]
    today: dt.date

    def cut(self, shown: int) -> "Glance":
        """Return the page with at most ``shown`` lines in each list."""
        waits, news = ([part.cut(shown) for part in parts] for parts in (self.waits, self.news))
        return replace(self, waits=waits, news=news)


def get_glance(programme: Programme) -> Glance:
    """Return how the programme stands today; a constant number of queries."""
    today = clock.today()
    return Glance(
        programme=programme,
        mission=Truncator(programme.mission).chars(LONGEST_MISSION),
        phases=get_planning(programme, today=today).rows,
        picture=holding_picture(programme),
        waits=[_late(programme, today), _unsettled(programme), _uncarried(programme), _quiet(programme)],
        news=[_settled(programme), _learnt(programme), _coming(programme, today)],
        today=today,
    )


def _part(title: str, rows: QuerySet | Sequence, empty: str, url: str, describe) -> Part:
    total = rows.count() if isinstance(rows, QuerySet) else len(rows)
    lines = [describe(row) for row in rows[:SHOWN]]
    return Part(title, lines, total - len(lines), empty, url)


def _page(programme: Programme, name: str, query: str = "") -> str:
    return reverse(name, args=[programme.slug]) + query


def _line(title: object, detail: object = "", url: str = "") -> Line:
    return Line(Truncator(str(title)).chars(LONGEST), Truncator(str(detail or "")).chars(LONGEST_DETAIL), url)


def _late(programme: Programme, today: dt.date) -> Part:
    items = checklist_items(programme, today=today).filter(late=True).order_by("due_on", "pk")
    return _part(
        _("Should have been in place"), items, _("Nothing is late."),
        _page(programme, "programmes:checklist_item_list", "?visa=late"),
        lambda row: _line(row.text, _joined(row.due_on, row.responsibility), row.get_work_url()),
    )  # fmt: skip


def _decisions(programme: Programme) -> QuerySet[Decision]:
    return Decision.objects.current().filter(programme=programme).select_related("programme", "body", "organisation")


def _unsettled(programme: Programme) -> Part:
    found = _decisions(programme).filter(state=DecisionState.PLANNED).order_by("settled_on", "pk")
    return _part(
        _("To be settled"), found, _("Nothing waits to be settled."),
        _page(programme, "programmes:decision_list", "?state=planned"),
        lambda row: _line(row.title, row.settled_on, row.get_work_url()),
    )  # fmt: skip


def _uncarried(programme: Programme) -> Part:
    found = _decisions(programme).filter(UNCARRIED).order_by("-settled_on", "-pk")
    return _part(
        _("Positions without a formal decision"), found, _("No position waits for a formal decision."),
        _page(programme, "programmes:decision_list", "?formellt=missing"),
        lambda row: _line(row.title, _("%(who)s. A board or a delegate has to decide.") % {"who": who_settled(row)},
                          row.get_work_url()),
    )  # fmt: skip


def _quiet(programme: Programme) -> Part:
    contacts = Contact.objects.current().filter(programme=programme)
    quiet = quiet_only(with_last_contact(contacts)).select_related("programme", "actor__organisation")
    return _part(
        _("Contacts gone quiet"), quiet.order_by("waiting_since", "pk"), _("We are in touch with everyone."),
        _page(programme, "programmes:contact_list", "?urval=quiet"),
        lambda row: _line(row.actor.organisation, row.in_touch_on and date_format(row.in_touch_on, "j F Y"),
                          row.get_work_url()),
    )  # fmt: skip


def _settled(programme: Programme) -> Part:
    found = _decisions(programme).filter(state=DecisionState.MADE).order_by("-settled_on", "-pk")
    return _part(
        _("Latest decisions and positions"), found, _("Nothing is settled yet."),
        _page(programme, "programmes:decision_list"),
        lambda row: _line(row.title, _joined(who_settled(row), row.settled_on), row.get_work_url()),
    )  # fmt: skip


def _joined(*parts: object) -> str:
    return ", ".join(str(part) for part in parts if part)


def _learnt(programme: Programme) -> Part:
    lessons = Lesson.objects.current().filter(programme=programme).select_related("programme")
    return _part(
        _("Latest lessons"), lessons, _("No lessons are written yet."),
        _page(programme, "programmes:lesson_list"),
        lambda row: _line(row.title, row.learnt_on, row.get_work_url()),
    )  # fmt: skip


def _coming(programme: Programme, today: dt.date) -> Part:
    items = [item for item in everything_dated(programme, today, today + AHEAD) if item.first >= today]
    return _part(
        _("Coming dates"), items, _("Nothing has a date in the coming half year."),
        _page(programme, "overview:calendar"),
        lambda item: _line(item.title, item.label, item.url),
    )  # fmt: skip


def build_glance(programme: Programme, options: Mapping[str, str], language: str) -> BuiltDocument:
    """Return the sheet as the programme stands today, with as many lines as there is room for on one page."""
    glance = get_glance(programme)
    for shown in range(SHOWN, 0, -1):
        context = {"glance": glance.cut(shown), "language": language, "font_dir": "static:fonts"}
        html = render_to_string("overview/pdf/glance.html", context)
        if count_pages(html) == 1:
            break
    return BuiltDocument(html=html, sources=sources_of(programme))


def _file_stem(programme: Programme, options: Mapping[str, str]) -> str:
    return slugify(" ".join((_("At a glance"), programme.slug)))


GLANCE_DOCUMENT = DocumentKind(
    key="glance",
    title=gettext_lazy("The programme at a glance"),
    description=gettext_lazy(
        "One A4 page for somebody with four minutes: where we are, what waits, and what comes next."
    ),
    permission=Permission.ORDER_DOCUMENTS,
    options=(),
    build=build_glance,
    content_version=whole_programme_version,
    file_stem=_file_stem,
)
