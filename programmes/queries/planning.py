"""What to do next in a programme, and the steps of starting one."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from programmes.enums import ProgrammeState
from programmes.models import MapNote, Phase, Programme
from programmes.queries.programmes import WorkProgramme
from programmes.roles import Permission


@dataclass(frozen=True)
class NextStep:
    """One thing to do, with the page where it is done."""

    title: str
    text: str
    url: str
    label: str


def next_steps(work: WorkProgramme, phases: list[Phase]) -> list[NextStep]:
    """Return what the person can do next in the programme, most pressing first; at most one query."""
    programme, can = work.programme, work.access.can
    has_notes = MapNote.objects.current().filter(programme=programme).exists()
    is_public = programme.published_at is not None
    has_dates = any(phase.starts_on for phase in phases)
    is_decided = programme.state in {ProgrammeState.DECIDED, ProgrammeState.UNDER_WAY, ProgrammeState.EXIT}
    candidates = [
        (_mission_step, can(Permission.EDIT_PROGRAMME) and not programme.mission),
        (_dates_step, can(Permission.EDIT_PROGRAMME) and not has_dates and not programme.starts_on),
        (_phases_step, can(Permission.EDIT_PROGRAMME) and not has_dates and programme.starts_on),
        (_decision_step, can(Permission.EDIT_PROGRAMME) and is_decided and not programme.deciding_body_id),
        (_note_step, can(Permission.EDIT_MAP) and not has_notes),
        (_publish_step, can(Permission.PUBLISH) and has_notes and not is_public),
        (_glance_step, not can(Permission.TICK_OFF)),
        (_print_step, can(Permission.ORDER_DOCUMENTS) and can(Permission.TICK_OFF) and has_notes and is_public),
    ]
    return [make(programme.slug) for make, is_due in candidates if is_due]


def _mission_step(slug: str) -> NextStep:
    return NextStep(
        _("Write what it is for"),
        _("One or two sentences that everyone in the area understands."),
        reverse("programmes:programme_edit_mission", args=[slug]),
        _("Write the mission"),
    )


def _dates_step(slug: str) -> NextStep:
    return NextStep(
        _("Say when it starts"),
        _("A year is enough. You can be more exact later."),
        reverse("programmes:programme_edit_decision", args=[slug]),
        _("Fill in the dates"),
    )


def _phases_step(slug: str) -> NextStep:
    return NextStep(
        _("Say when the phases begin"),
        _("A year is enough. Then the timeline is drawn."),
        reverse("programmes:programme_planning", args=[slug]),
        _("Look at the phases"),
    )


def _decision_step(slug: str) -> NextStep:
    return NextStep(
        _("Say who decided"),
        _("Which body, and on which day."),
        reverse("programmes:programme_edit_decision", args=[slug]),
        _("Fill in the decision"),
    )


def _note_step(slug: str) -> NextStep:
    return NextStep(
        _("Write the first note for the process map"),
        _("What has happened, what is planned, and what nobody knows yet."),
        reverse("programmes:map_note_create", args=[slug]),
        _("Write a note"),
    )


def _publish_step(slug: str) -> NextStep:
    return NextStep(
        _("Publish the programme"),
        _("Look at it first as residents will see it. You can take it back."),
        reverse("programmes:programme_publish", args=[slug]),
        _("Publish"),
    )


def _glance_step(slug: str) -> NextStep:
    return NextStep(
        _("See how it stands"),
        _("Where we are, what waits and what was decided last. It takes four minutes."),
        reverse("overview:glance", args=[slug]),
        _("How it stands, in four minutes"),
    )


def _print_step(slug: str) -> NextStep:
    return NextStep(
        _("Print the process map"),
        _("As a poster for the stairwell, the library and the shop window."),
        reverse("documents:document_order", args=[slug, "process_map_poster"]),
        _("Order a poster"),
    )


def start_steps(programme: Programme | None, current: str) -> list[dict]:
    """Return the steps of starting a programme as {label, state, url}, for the steps component."""
    steps = [
        ("basics", _("Name and area"), "programmes:programme_edit_basics"),
        ("mission", _("Mission and contact"), "programmes:programme_edit_mission"),
        ("decision", _("Decision and dates"), "programmes:programme_edit_decision"),
        ("phases", _("Look at the phases"), "programmes:programme_planning"),
    ]
    position = [key for key, _label, _name in steps].index(current)
    return [
        {
            "label": label,
            "state": "done" if index < position else "current" if index == position else "next",
            "url": f"{reverse(name, args=[programme.slug])}?steg" if programme else "",
        }
        for index, (_key, label, name) in enumerate(steps)
    ]
