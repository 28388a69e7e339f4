"""What is planned: passages of phases, what must be in place, goals, structures that live on, communication."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kraftsamling.shared.fields import ImpreciseDateField, LinksField
from kraftsamling.shared.models import TextVersion, Versioned
from programmes.enums.planning import (
    CheckState,
    CommunicationChannel,
    CommunicationState,
    GoalLevel,
    GoalState,
    HandoverState,
    PassageState,
    StructureState,
)
from programmes.handover_questions import get_question
from programmes.models.municipality import Organisation
from programmes.models.programme import Phase, Programme, ProgrammeRecord, Responsibility


class PhasePassageQuerySet(models.QuerySet):
    """Times of going through phases."""

    def public(self) -> "PhasePassageQuerySet":
        """Return those that the public map of a programme shows: all that were not called off."""
        return self.exclude(state=PassageState.CANCELLED)


class PhasePassage(Versioned):
    """One time of going through a phase. The first is starting it, every later one taking it up again, with why."""

    phase = models.ForeignKey(Phase, on_delete=models.PROTECT, related_name="passages")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(_("state"), max_length=10, choices=PassageState, default=PassageState.OPEN)
    started_on = ImpreciseDateField(_("began"), blank=False)
    finished_on = ImpreciseDateField(_("finished"))
    reason = models.CharField(_("why the phase is taken up again"), max_length=200, blank=True)
    outcome = models.TextField(_("what came of it"), max_length=2000, blank=True)

    # The process map shows a phase taken up again as a loop, labelled why.
    PUBLIC_TEXT_FIELDS = ("reason",)
    INTERNAL_TEXT_FIELDS = ("outcome",)

    objects = PhasePassageQuerySet.as_manager()

    class Meta:
        ordering = ["phase", "number"]
        constraints = [
            models.UniqueConstraint(fields=["phase", "number"], name="programmes_passage_number_once"),
            models.UniqueConstraint(fields=["phase"], condition=Q(state="open"), name="programmes_passage_open_once"),
            models.CheckConstraint(condition=Q(number=1) | ~Q(reason=""), name="programmes_passage_again_why"),
            models.CheckConstraint(
                condition=~Q(state="finished") | ~Q(finished_on=""), name="programmes_passage_finished_when"
            ),
        ]

    def __str__(self):
        return f"{self.phase} {self.number}"

    @property
    def programme_id(self) -> int:
        return self.phase.programme_id


class ChecklistItem(ProgrammeRecord):
    """Something that must be in place in a phase."""

    phase = models.ForeignKey(Phase, on_delete=models.PROTECT, related_name="checklist_items", verbose_name=_("phase"))
    # The proposed item it came from; empty for the programme's own. Keeps a proposal from being added twice.
    key = models.CharField(max_length=60, blank=True, editable=False)
    position = models.PositiveIntegerField(_("order"), default=0)
    text = models.CharField(_("what must be in place"), max_length=200)
    responsibility = models.ForeignKey(
        Responsibility, on_delete=models.PROTECT, null=True, blank=True, related_name="checklist_items",
        verbose_name=_("responsible function"),
    )  # fmt: skip
    due_on = ImpreciseDateField(_("by when"))
    state = models.CharField(_("state"), max_length=12, choices=CheckState, default=CheckState.OPEN)
    state_reason = models.CharField(_("why"), max_length=300, blank=True)
    state_since = models.DateField(_("since"), null=True, blank=True)
    note = models.TextField(_("note"), max_length=2000, blank=True)

    INTERNAL_TEXT_FIELDS = ("text", "note", "state_reason")

    class Meta(ProgrammeRecord.Meta):
        ordering = ["phase__position", "position", "pk"]
        verbose_name = _("item on a checklist")
        constraints = [
            *ProgrammeRecord.Meta.constraints,
            models.UniqueConstraint(
                fields=["programme", "key"], condition=~Q(key=""), name="programmes_checklistitem_key_once"
            ),
        ]

    def __str__(self):
        return self.text

    def get_work_url(self):
        return f"{reverse('programmes:phase_detail', args=[self.programme.slug, self.phase_id])}#punkt-{self.pk}"


class Goal(ProgrammeRecord):
    """A goal or part-goal; what it serves stands above it, up to the programme's mission."""

    level = models.CharField(_("level"), max_length=10, choices=GoalLevel, default=GoalLevel.GOAL)
    title = models.CharField(_("goal"), max_length=160)
    description = models.TextField(_("what it means"), max_length=2000, blank=True)
    known_by = models.CharField(_("how we see that we are getting there"), max_length=300, blank=True)
    serves = LinksField(
        "self", symmetrical=False, blank=True, related_name="served_by", verbose_name=_("which goals it serves")
    )
    problem_picture = models.ForeignKey(
        "programmes.ProblemPicture", on_delete=models.PROTECT, null=True, blank=True, related_name="goals",
        verbose_name=_("problem picture it builds on"),
    )  # fmt: skip
    state = models.CharField(_("state"), max_length=10, choices=GoalState, default=GoalState.ACTIVE)
    state_reason = models.CharField(_("why"), max_length=300, blank=True)
    state_since = models.DateField(_("since"), null=True, blank=True)
    revision_reason = models.CharField(_("why it was changed"), max_length=300, blank=True)
    position = models.PositiveIntegerField(_("order"), default=0)

    INTERNAL_TEXT_FIELDS = ("title", "description", "known_by", "state_reason", "revision_reason")

    class Meta(ProgrammeRecord.Meta):
        ordering = ["level", "position", "pk"]
        verbose_name = _("goal")

    def __str__(self):
        return self.title

    def get_work_url(self):
        return reverse("programmes:goal_detail", args=[self.programme.slug, self.pk])


class GoalVersion(TextVersion):
    record = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="versions")


class Structure(ProgrammeRecord):
    """Something that is to live on after the programme, and who takes over (sweden.md J-11)."""

    name = models.CharField(_("what is to live on"), max_length=160)
    description = models.TextField(_("what it is and why it is kept"), max_length=2000, blank=True)
    owner = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="structures",
        verbose_name=_("who takes over"),
    )  # fmt: skip
    owner_function = models.CharField(_("function there"), max_length=120, blank=True)
    budget_line = models.CharField(_("how it is paid for"), max_length=160, blank=True)
    agreement = models.ForeignKey(
        "programmes.Agreement", on_delete=models.PROTECT, null=True, blank=True, related_name="structures",
        verbose_name=_("agreement"),
    )  # fmt: skip
    handover_on = ImpreciseDateField(_("handed over when"))
    state = models.CharField(_("state"), max_length=12, choices=StructureState, default=StructureState.PLANNED)
    state_reason = models.CharField(_("why"), max_length=300, blank=True)
    state_since = models.DateField(_("since"), null=True, blank=True)

    INTERNAL_TEXT_FIELDS = ("name", "description", "owner_function", "budget_line", "state_reason")

    class Meta(ProgrammeRecord.Meta):
        ordering = ["pk"]
        verbose_name = _("structure that lives on")

    def __str__(self):
        return self.name

    def get_work_url(self):
        return f"{reverse('programmes:structure_list', args=[self.programme.slug])}#struktur-{self.pk}"


class Communication(ProgrammeRecord):
    """One line of the communication plan: who is told what, when, how, and who does it."""

    audience = models.CharField(_("who is to know"), max_length=160)
    message = models.TextField(_("what we tell"), max_length=1000)
    channel = models.CharField(pgettext_lazy("communication", "channel"), max_length=12, choices=CommunicationChannel)
    channel_detail = models.CharField(_("where exactly"), max_length=160, blank=True)
    planned_on = ImpreciseDateField(_("when"))
    responsibility = models.ForeignKey(
        Responsibility, on_delete=models.PROTECT, null=True, blank=True, related_name="communications",
        verbose_name=_("who does it"),
    )  # fmt: skip
    state = models.CharField(_("state"), max_length=10, choices=CommunicationState, default=CommunicationState.PLANNED)
    state_reason = models.CharField(_("why"), max_length=300, blank=True)
    state_since = models.DateField(_("since"), null=True, blank=True)
    note = models.TextField(_("how it went"), max_length=1000, blank=True)

    INTERNAL_TEXT_FIELDS = ("audience", "message", "channel_detail", "note", "state_reason")

    class Meta(ProgrammeRecord.Meta):
        ordering = ["planned_on", "pk"]
        verbose_name = _("line of the communication plan")

    def __str__(self):
        return self.audience

    def get_work_url(self):
        return f"{reverse('programmes:communication_list', args=[self.programme.slug])}#kommunikation-{self.pk}"


class PersonHandover(ProgrammeRecord):
    """A person leaves, or hands over all they hold in a programme: what is open, and what only they know."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="person_handovers")
    leaver = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="handovers_from", verbose_name=_("from whom")
    )
    successor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="handovers_to",
        verbose_name=_("to whom"),
    )  # fmt: skip
    leaves_on = models.DateField(_("last day"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=HandoverState, default=HandoverState.PREPARING)
    state_reason = models.CharField(_("why"), max_length=300, blank=True)
    state_since = models.DateField(_("since"), null=True, blank=True)

    INTERNAL_TEXT_FIELDS = ("state_reason",)

    class Meta(ProgrammeRecord.Meta):
        ordering = ["-pk"]
        verbose_name = _("handing over")
        constraints = [
            *ProgrammeRecord.Meta.constraints,
            models.UniqueConstraint(
                fields=["programme", "leaver"], condition=Q(state="preparing"), name="programmes_personhandover_once"
            ),
        ]

    def __str__(self):
        return self.number

    def get_work_url(self):
        return reverse("programmes:handover_detail", args=[self.programme.slug, self.pk])


class HandoverAnswer(Versioned):
    """What the leaver answers to one of the questions about what is written nowhere."""

    handover = models.ForeignKey(PersonHandover, on_delete=models.PROTECT, related_name="answers")
    question = models.CharField(max_length=40)
    text = models.TextField(_("answer"), max_length=4000, blank=True)

    INTERNAL_TEXT_FIELDS = ("text",)

    class Meta:
        verbose_name = _("answer for a handover")
        constraints = [models.UniqueConstraint(fields=["handover", "question"], name="programmes_handoveranswer_once")]

    def __str__(self):
        return str(get_question(self.question).text)

    @property
    def programme_id(self) -> int:
        return self.handover.programme_id


class GuidanceText(Versioned):
    """The municipality's own wording of a piece of guidance; without a row the shipped wording is shown."""

    municipality = models.ForeignKey("programmes.Municipality", on_delete=models.PROTECT, related_name="guidance_texts")
    key = models.CharField(max_length=80)
    language = models.CharField(max_length=5)
    hint = models.TextField(_("hint"), max_length=1500, blank=True)
    example = models.TextField(_("example"), max_length=1500, blank=True)
    criterion = models.TextField(_("what good looks like"), max_length=1500, blank=True)

    INTERNAL_TEXT_FIELDS = ("hint", "example", "criterion")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "key", "language"], name="programmes_guidancetext_once")
        ]

    def __str__(self):
        return f"{self.key} {self.language}"


class GuidanceTextVersion(TextVersion):
    record = models.ForeignKey(GuidanceText, on_delete=models.CASCADE, related_name="versions")
