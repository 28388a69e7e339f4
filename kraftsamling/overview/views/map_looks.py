"""The work page where the process map is made clear and beautiful, one station at a time."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kraftsamling.overview.map.process_map import SOURCES, build_process_map
from kraftsamling.overview.posters.looks import (
    SheetLook,
    Standing,
    describe_change,
    describe_difference,
    larger_sheet,
    look_at,
    sheet_choices,
    sheet_named,
    suggestions,
)
from kraftsamling.shared import clock
from kraftsamling.shared.errors import EditConflict, RuleViolation, StateConflict
from kraftsamling.shared.htmx import render_page
from kraftsamling.shared.receipts import answer_once, make_form_key
from programmes.forms.map_adjustments import SIDES, AdjustmentForm, UndoForm
from programmes.models import MapAdjustment, Programme
from programmes.processmap import draw_print
from programmes.processmap.items import MapItem, MapPhase, ProcessMap
from programmes.processmap.layout import LayoutError
from programmes.processmap.sheets import Sheet
from programmes.queries.map_adjustments import PLAIN, Change, last_steps, latest_changes, look_of
from programmes.queries.map_items import Audience
from programmes.queries.navigation import programme_context
from programmes.queries.programmes import WorkProgramme, get_work_programme
from programmes.roles import Permission
from programmes.services.map_adjustments import adjust_station, reset_station, undo_adjustment

SHEET, STATION, BEFORE, OPENED = "ark", "station", "fore", "oppen"


@dataclass(frozen=True)
class Row:
    """A station in the list: how it stands, and what its controls show and send.

    ``lighter`` and ``heavier`` are the weights one step away, None at the ends. ``is_stale``: its short title was
    written for a title that has been changed since. ``written`` and ``error`` hold what could not be saved, and why.
    """

    standing: Standing
    step: int
    own_weight: int
    short_title: str
    side: str
    is_adjusted: bool
    is_stale: bool
    lighter: int | None
    heavier: int | None
    written: str
    error: str = ""


@dataclass(frozen=True)
class PhaseRows:
    """A phase with its stations."""

    phase: MapPhase | None
    rows: list[Row]


@dataclass(frozen=True)
class Place:
    """Where a station is on the drawing, in its units."""

    row: Row
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Told:
    """A change in words; the change tells when and by whom it was made."""

    change: Change
    words: str


@require_safe
def map_looks(request: HttpRequest, slug: str) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.EDIT_MAP)
    before = request.GET.get(BEFORE, "")
    return _show(
        request, work, request.GET.get(SHEET, ""), request.GET.get(STATION, ""),
        is_open=OPENED in request.GET, in_words_before=int(before) if re.fullmatch("[0-9]{1,5}", before) else None,
    )  # fmt: skip


@require_POST
def map_look_change(request: HttpRequest, slug: str) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.EDIT_MAP)
    programme, form = work.programme, AdjustmentForm(request.POST)
    item = _own_items(programme).get(request.POST.get("item_key", ""))
    if item and not form.is_valid():
        error = " ".join(message for found in form.errors.values() for message in found)
        return _show(request, work, request.POST.get(SHEET, ""), item.key, kept=_keep(request, error))

    def change() -> str:
        if item is None:
            raise RuleViolation(_("This station is no longer on the map."))
        data, known = form.cleaned_data, {"programme": programme, "item_key": item.key, "by": request.user}
        if data["reset"]:
            row = reset_station(**known, seen_step=data["seen_step"])
        else:
            row = adjust_station(**known, title=item.title, changes=form.changes(), seen_step=data["seen_step"])
        return _("Saved.") if row else ""

    return _change_and_tell(request, work, item.key if item else "", change)


@require_POST
def map_look_undo(request: HttpRequest, slug: str) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.EDIT_MAP)
    form = UndoForm(request.POST)
    told = _latest(work.programme, _own_items(work.programme))[:1]

    def change() -> str:
        if not form.is_valid() or not told or told[0].change.row.pk != form.cleaned_data["adjustment"]:
            raise StateConflict()
        undo_adjustment(told[0].change.row, by=request.user)
        return _("Undone: %(what)s.") % {"what": told[0].words}

    return _change_and_tell(request, work, told[0].change.row.item_key if told else "", change)


def _change_and_tell(request: HttpRequest, work: WorkProgramme, key: str, change: Callable[[], str]) -> HttpResponse:
    """Make a change, say what it did to the sheet, and go back to the station's place on the page.

    ``change`` returns what to say, nothing if nothing was changed. What was written and could not be saved is shown
    again beside what a colleague saved.
    """
    programme, sheet = work.programme, sheet_named(request.POST.get(SHEET, ""))
    back = reverse("overview:map_looks", args=[programme.slug])
    parameters = {SHEET: sheet.name, STATION: key, BEFORE: request.POST.get(BEFORE, "")}
    parameters |= {OPENED: "ja"} if "short_title" in request.POST else {}
    back += f"?{urlencode(parameters)}#station-{key}"

    def act() -> str:
        said = change()
        if said:
            messages.success(request, said)
        return back

    try:
        return answer_once(request, act)
    except RuleViolation as violation:
        if key and "short_title" in request.POST:
            return _show(request, work, sheet.name, key, kept=_keep(request, violation.message))
        # A button holds nothing that could be lost.
        told = StateConflict() if isinstance(violation, EditConflict) else violation
        messages.warning(request, told.message)
        return HttpResponseRedirect(back)


def _keep(request: HttpRequest, error: str) -> dict[str, str]:
    """Return what was written of a station and could not be saved, and why, as its row shows it."""
    return {"written": request.POST.get("short_title", ""), "side": request.POST.get("side", ""), "error": error}


def _show(
    request: HttpRequest, work: WorkProgramme, sheet_name: str, key: str, *, is_open: bool = True,
    in_words_before: int | None = None, kept: Mapping[str, str] | None = None,
) -> HttpResponse:  # fmt: skip
    """Return the page, or its part that changes, with the station of this key marked and, if wanted, open.

    ``in_words_before`` is how many stations had words on the sheet before a change; ``kept`` is what could not be saved
    of the station.
    """
    programme, sheet = work.programme, sheet_named(sheet_name)
    process_map = build_process_map(programme, audience=Audience.PREVIEW, on=clock.today())
    look, own = _look(programme, process_map, sheet), _own_items(programme)
    context = programme_context(
        work, "map.looks", sheet=sheet, sheets=sheet_choices(), selected=key, is_open=is_open, sides=SIDES, look=look,
        form_key=make_form_key(request.user.pk), latest=_latest(programme, own),
    )  # fmt: skip
    if look:
        steps = last_steps(programme)
        phases = [
            PhaseRows(group.phase, [_row(standing, own, steps) for standing in group.standings])
            for group in look.phases
        ]
        if kept:
            phases = [
                replace(
                    group, rows=[replace(row, **kept) if row.standing.item.key == key else row for row in group.rows]
                )
                for group in phases
            ]
        context |= {
            "phases": phases,
            "places": [place for group in phases for row in group.rows if (place := _place(row))],
            "drawing": mark_safe(draw_print.draw(look.placed)),  # noqa: S308 - the drawer escapes all text
            "suggestions": [(found, _step(steps, found.item.key)) for found in suggestions(look)],
            "larger": _larger(programme, process_map, sheet, look),
            "difference": "" if in_words_before is None else describe_difference(in_words_before, look.in_words),
        }
    response = render_page(request, "overview/map_looks.html", "overview/_map_looks_part.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


def _own_items(programme: Programme) -> dict[str, MapItem]:
    """Return what everyone will see on the map, by key, as the apps give it: before anybody adjusted how it looks."""
    found = (item for source in SOURCES for item in source(programme, Audience.PREVIEW, clock.today()))
    return {item.key: item for item in found}


def _look(programme: Programme, process_map: ProcessMap, sheet: Sheet) -> SheetLook | None:
    """Return the map on the sheet; None where not even its phases have room."""
    try:
        return look_at(programme, process_map, sheet)
    except LayoutError:
        return None


def _larger(
    programme: Programme, process_map: ProcessMap, sheet: Sheet, look: SheetLook
) -> tuple[Sheet, str, int] | None:
    """Return the next larger sheet, its name and how many stations have words there, if that is more than here."""
    larger = larger_sheet(sheet) if look.without_words else None
    there = _look(programme, process_map, larger) if larger else None
    if larger is None or there is None or there.in_words <= look.in_words:
        return None
    return larger, str(dict(sheet_choices())[larger.name]), there.in_words


def _latest(programme: Programme, own: dict[str, MapItem]) -> list[Told]:
    changes = latest_changes(programme, own)
    return [Told(change, describe_change(change, own[change.row.item_key].title)) for change in changes]


def _row(standing: Standing, own: dict[str, MapItem], steps: dict[str, MapAdjustment]) -> Row:
    item, last = standing.item, steps.get(standing.item.key)
    look = look_of(last)
    return Row(
        standing=standing,
        step=_step(steps, item.key),
        own_weight=own[item.key].weight,
        short_title=look.short_title,
        side=look.side,
        is_adjusted=look != PLAIN,
        is_stale=bool(look.short_title) and not item.short_title,
        lighter=item.weight - 1 if item.weight > 1 else None,
        heavier=item.weight + 1 if item.weight < 5 else None,
        written=look.short_title,
    )


def _step(steps: dict[str, MapAdjustment], key: str) -> int:
    """Return the number of the step that counts for a station, 0 if it was never adjusted."""
    return steps[key].step if key in steps else 0


def _place(row: Row) -> Place | None:
    box = row.standing.box
    return Place(row, box.x0, box.y0, box.width, box.height) if box else None
