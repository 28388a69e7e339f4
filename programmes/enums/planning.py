"""States and kinds of what is planned: passages of phases, checklists, goals, structures, communication."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from programmes.enums.base import Move


class PassageState(models.TextChoices):
    """A passage is one time of going through a phase; several phases may have one open."""

    OPEN = "open", pgettext_lazy("passage", "going on")
    FINISHED = "finished", pgettext_lazy("passage", "finished")
    CANCELLED = "cancelled", pgettext_lazy("passage", "begun by mistake")


class CheckState(models.TextChoices):
    OPEN = "open", pgettext_lazy("checklist", "not begun")
    UNDER_WAY = "under_way", pgettext_lazy("checklist", "under way")
    IN_PLACE = "in_place", pgettext_lazy("checklist", "in place")
    NOT_NEEDED = "not_needed", pgettext_lazy("checklist", "not needed here")


CHECK_MOVES = [
    Move("open", "under_way", _("Begin")),
    Move("open", "in_place", _("It is in place")),
    Move("open", "not_needed", _("Not needed here"), needs_reason=True),
    Move("under_way", "in_place", _("It is in place")),
    Move("under_way", "open", _("Not begun after all")),
    Move("under_way", "not_needed", _("Not needed here"), needs_reason=True),
    Move("in_place", "under_way", _("It is not in place any more"), needs_reason=True),
    Move("not_needed", "open", _("It is needed after all"), needs_reason=True),
]
CHECKS_LEFT = (CheckState.OPEN, CheckState.UNDER_WAY)


class GoalLevel(models.TextChoices):
    GOAL = "goal", pgettext_lazy("goal level", "goal")
    PART_GOAL = "part_goal", pgettext_lazy("goal level", "part-goal")


class GoalState(models.TextChoices):
    ACTIVE = "active", pgettext_lazy("goal", "we work towards it")
    REACHED = "reached", pgettext_lazy("goal", "reached")
    DROPPED = "dropped", pgettext_lazy("goal", "given up")


GOAL_MOVES = [
    Move("active", "reached", _("It is reached")),
    Move("active", "dropped", _("Give it up"), needs_reason=True),
    Move("reached", "active", _("It is not reached after all"), needs_reason=True),
    Move("dropped", "active", _("Take the goal up again"), needs_reason=True),
]


class StructureState(models.TextChoices):
    """How far a structure that is to live on after the programme has come (sweden.md J-11)."""

    PLANNED = "planned", pgettext_lazy("structure", "planned")
    AGREED = "agreed", pgettext_lazy("structure", "agreed with the one who takes over")
    HANDED_OVER = "handed_over", pgettext_lazy("structure", "handed over")
    DROPPED = "dropped", pgettext_lazy("structure", "is not carried on")


STRUCTURE_MOVES = [
    Move("planned", "agreed", _("It is agreed")),
    Move("planned", "dropped", _("It is not carried on"), needs_reason=True),
    Move("agreed", "handed_over", _("It is handed over")),
    Move("agreed", "planned", _("The agreement no longer holds"), needs_reason=True),
    Move("agreed", "dropped", _("It is not carried on"), needs_reason=True),
    Move("handed_over", "agreed", _("It came back to us"), needs_reason=True),
    Move("dropped", "planned", _("Carry it on after all"), needs_reason=True),
]
STRUCTURES_LEFT = (StructureState.PLANNED, StructureState.AGREED)


class Impact(models.TextChoices):
    """Where the assessment of data protection stands; a programme is not under way without it (sweden.md C-13)."""

    MISSING = "missing", pgettext_lazy("impact assessment", "not noted yet")
    DONE = "done", pgettext_lazy("impact assessment", "done")
    NOT_NEEDED = "not_needed", pgettext_lazy("impact assessment", "not needed")


class CommunicationChannel(models.TextChoices):
    WEB = "web", pgettext_lazy("communication", "web site")
    SOCIAL = "social", pgettext_lazy("communication", "social media")
    PRESS = "press", pgettext_lazy("communication", "local press and radio")
    MEETING = "meeting", pgettext_lazy("communication", "meeting between people")
    LETTER = "letter", pgettext_lazy("communication", "letter or leaflet")
    POSTER = "poster", pgettext_lazy("communication", "poster or shop window")
    SCHOOL = "school", pgettext_lazy("communication", "school and preschool")
    INTERNAL = "internal", pgettext_lazy("communication", "inside the organisations")
    OTHER = "other", pgettext_lazy("communication", "other channel")


class CommunicationState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("communication state", "planned")
    DONE = "done", pgettext_lazy("communication state", "done")
    DROPPED = "dropped", pgettext_lazy("communication state", "called off")


COMMUNICATION_MOVES = [
    Move("planned", "done", _("It is done")),
    Move("planned", "dropped", _("Call it off"), needs_reason=True),
    Move("done", "planned", _("It is not done after all"), needs_reason=True),
    Move("dropped", "planned", _("Plan it again"), needs_reason=True),
]


class HandoverState(models.TextChoices):
    """A person's handing over of what they hold."""

    PREPARING = "preparing", pgettext_lazy("handover", "being prepared")
    DONE = "done", pgettext_lazy("handover", "handed over")
    CANCELLED = "cancelled", pgettext_lazy("handover", "called off")


HANDOVER_MOVES = [
    Move("preparing", "done", _("Hand over everything")),
    Move("preparing", "cancelled", _("Call off the handover"), needs_reason=True),
    Move("cancelled", "preparing", _("Prepare it after all"), needs_reason=True),
]
