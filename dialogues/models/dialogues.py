"""A dialogue: its plan from purpose to feedback, what can be influenced in it, and whom it is to reach."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dialogues.enums import (
    INFORMATION_STATES,
    Answer,
    DecisionTiming,
    DialogueState,
    Facilitation,
    Form,
    FormalLink,
    Group,
    InfluenceState,
    Level,
    PlanSize,
    Purpose,
    Venue,
)
from dialogues.models.methods import Method
from dialogues.models.told import Told
from kraftsamling.shared.fields import ImpreciseDateField, LinksField
from kraftsamling.shared.models import TextVersion, Versioned
from programmes.models import Body, Challenge, Organisation, Phase, Place, Programme, ProgrammeRecord, Responsibility
from programmes.models.legal import is_web_address


class Dialogue(ProgrammeRecord):
    """A process of one or more occasions, planned from purpose to feedback (domain.md 3, sweden.md 7.2).

    Everything may stay empty while it is planned; ``queries.readiness`` tells what publishing needs.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="dialogues")
    title = models.CharField(_("title"), max_length=80)
    slug = models.SlugField(_("address"), max_length=60, editable=False)
    size = models.CharField(_("plan"), max_length=6, choices=PlanSize, default=PlanSize.SHORT)
    # What it is about
    question = models.CharField(_("the question you ask"), max_length=200, blank=True)
    summary = models.TextField(_("what it is about"), max_length=600, blank=True)
    inviters = LinksField(Organisation, blank=True, related_name="dialogues", verbose_name=_("who invites"))
    organiser = models.CharField(_("who arranges it, if somebody else"), max_length=160, blank=True)
    places = LinksField(Place, blank=True, related_name="dialogues", verbose_name=_("which places it is about"))
    challenges = LinksField(Challenge, blank=True, related_name="dialogues", verbose_name=_("challenges"))
    phase = models.ForeignKey(
        Phase, on_delete=models.PROTECT, null=True, blank=True, related_name="dialogues", verbose_name=_("phase")
    )
    follows = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="followed_by",
        verbose_name=_("goes on from"),
    )  # fmt: skip
    # Question -> a digest of the answer that came along from another plan: what still stands so is told, until people
    # are invited.
    copied = models.JSONField(default=dict, blank=True, editable=False)
    # The two tests
    is_matter_open = models.CharField(
        _("can the matter be influenced?"), max_length=3, choices=Answer, blank=True, default=""
    )
    matter_reason = models.TextField(_("why you think so"), max_length=1000, blank=True)
    are_deciders_open = models.CharField(
        _("can those who decide be influenced?"), max_length=3, choices=Answer, blank=True, default=""
    )
    deciders_reason = models.TextField(_("how you know"), max_length=1000, blank=True)
    # The three questions before inviting
    why_invite = models.TextField(_("why do you invite?"), max_length=1000, blank=True)
    value_created = models.TextField(_("what should it be worth, and for whom?"), max_length=1000, blank=True)
    why_it_matters = models.TextField(_("why does it matter to those you invite?"), max_length=1000, blank=True)
    # The nine planning questions, where rows and choices do not answer them
    wanted_result = models.TextField(_("purpose and wanted result"), max_length=1500, blank=True)
    preconditions = models.TextField(_("what is given beforehand"), max_length=1500, blank=True)
    timing = models.TextField(_("is the time ripe?"), max_length=1000, blank=True)
    venue_reason = models.TextField(_("where, and is the place neutral?"), max_length=1000, blank=True)
    perspectives = models.TextField(_("how do you widen the perspectives?"), max_length=1000, blank=True)
    reach_how = models.TextField(_("how do you reach those you want to reach?"), max_length=1000, blank=True)
    use_of_results = models.TextField(_("how are the results used, and what comes next?"), max_length=1500, blank=True)
    # What the adviser goes by
    purpose = models.CharField(_("most of all you want to"), max_length=8, choices=Purpose, blank=True, default="")
    decision_timing = models.CharField(
        _("how far has the decision come?"), max_length=8, choices=DecisionTiming, blank=True, default=""
    )
    # 1 to 5, as challenges are placed: how well one can tell what leads to what, and how far people agree.
    predictability = models.PositiveSmallIntegerField(_("how predictable is the matter?"), null=True, blank=True)
    agreement = models.PositiveSmallIntegerField(_("how agreed are those concerned?"), null=True, blank=True)
    expected_people = models.PositiveIntegerField(_("how many people do you expect?"), null=True, blank=True)
    weeks = models.PositiveSmallIntegerField(
        _("weeks from now until the conversations are over"), null=True, blank=True
    )
    facilitation = models.CharField(
        _("who leads the conversations?"), max_length=10, choices=Facilitation, blank=True, default=""
    )
    venue = models.CharField(_("on whose ground?"), max_length=8, choices=Venue, blank=True, default="")
    # What a person chose, and why if it was against the advice
    form = models.CharField(_("form of conversation"), max_length=12, choices=Form, blank=True, default="")
    level = models.CharField(_("level of participation"), max_length=14, choices=Level, blank=True, default="")
    methods = LinksField(Method, blank=True, related_name="dialogues", verbose_name=_("methods"))
    advice_reason = models.TextField(_("why you choose otherwise than advised"), max_length=1000, blank=True)
    # The project plan
    starts_on = ImpreciseDateField(_("from"))
    ends_on = ImpreciseDateField(_("until"))
    timeline = models.TextField(_("important dates"), max_length=2000, blank=True)
    planning_group = models.TextField(_("planning group"), max_length=1000, blank=True)
    budget_hours = models.PositiveIntegerField(_("hours of work"), null=True, blank=True)
    budget_kronor = models.PositiveIntegerField(_("money, in kronor"), null=True, blank=True)
    facts_by = models.CharField(_("who provides the facts"), max_length=200, blank=True)
    channels = models.TextField(_("how people are told, where and when"), max_length=1000, blank=True)
    documentation = models.TextField(_("how it is documented"), max_length=1000, blank=True)
    follow_up = models.TextField(_("how it is followed up"), max_length=1000, blank=True)
    success = models.TextField(_("how you will know that it went well"), max_length=1000, blank=True)
    risks = models.TextField(_("risks and conflicts"), max_length=1500, blank=True)
    personal_data = models.TextField(_("personal data: what, why and how long"), max_length=1000, blank=True)
    responsible = models.ForeignKey(
        Responsibility, on_delete=models.PROTECT, null=True, blank=True, related_name="dialogues",
        verbose_name=_("who answers for it"),
    )  # fmt: skip
    # The statutory link (sweden.md D-4, D-5)
    formal_link = models.CharField(_("formal link"), max_length=20, choices=FormalLink, blank=True, default="")
    formal_act = models.CharField(_("which act, and what it asks for"), max_length=200, blank=True)
    plan_name = models.CharField(_("name of the plan"), max_length=160, blank=True)
    plan_number = models.CharField(_("registry number of the plan"), max_length=60, blank=True)
    plan_area = models.CharField(_("area that the plan covers"), max_length=200, blank=True)
    plan_deviation = models.CharField(
        _("how the plan deviates from the comprehensive plan"), max_length=300, blank=True
    )
    plan_where = models.CharField(_("where the proposal can be seen"), max_length=300, blank=True)
    formal_from = models.DateField(_("the official time begins"), null=True, blank=True)
    formal_until = models.DateField(_("the official time ends"), null=True, blank=True)
    official_channel = models.TextField(_("where formal views are sent"), max_length=400, blank=True)
    official_url = models.CharField(
        _("web address of the official page"), max_length=500, blank=True, validators=[is_web_address]
    )

    state = models.CharField(_("state"), max_length=10, choices=DialogueState, default=DialogueState.PLANNED)
    state_reason = models.CharField(_("why"), max_length=300, blank=True)
    state_since = models.DateField(_("since"), null=True, blank=True)

    MAP_PREFIX = "dialogue"
    MAP_TEXTS = {"title": "title", "text": "summary", "asked": "question"}

    # No column: the service that has just cancelled it says here how many hear of it.
    told: Told | None = None

    PUBLIC_TEXT_FIELDS = (
        "title", "question", "summary", "organiser", "why_it_matters", "plan_name", "plan_number", "plan_area",
        "plan_deviation", "plan_where", "formal_act", "official_channel", "official_url", "state_reason",
    )  # fmt: skip
    INTERNAL_TEXT_FIELDS = (
        "matter_reason", "deciders_reason", "why_invite", "value_created", "wanted_result", "preconditions", "timing",
        "venue_reason", "perspectives", "reach_how", "use_of_results", "advice_reason", "timeline", "planning_group",
        "facts_by", "channels", "documentation", "follow_up", "success", "risks", "personal_data",
    )  # fmt: skip

    class Meta(ProgrammeRecord.Meta):
        ordering = ["-pk"]
        verbose_name = _("dialogue")
        constraints = [
            *ProgrammeRecord.Meta.constraints,
            models.UniqueConstraint(fields=["programme", "slug"], name="dialogues_dialogue_slug_once"),
            models.CheckConstraint(
                condition=Q(predictability__isnull=True, agreement__isnull=True)
                | Q(predictability__range=(1, 5), agreement__range=(1, 5)),
                name="dialogues_dialogue_placed_1_5",
            ),
            # What cannot be influenced is information, and is called that (sweden.md G-3).
            models.CheckConstraint(
                condition=~(Q(is_matter_open="no") | Q(are_deciders_open="no"))
                | Q(form__in=["", "information"], level__in=["", "information"]),
                name="dialogues_dialogue_no_is_information",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def is_information(self) -> bool:
        """Whether people are told something rather than asked; it is called information wherever they meet it (G-3)."""
        return self.form == Form.INFORMATION or self.level == Level.INFORMATION

    @property
    def is_information_only(self) -> bool:
        """Whether one of the two tests was answered with no."""
        return Answer.NO in (self.is_matter_open, self.are_deciders_open)

    @property
    def tells_only(self) -> bool:
        """Whether its plan is one of information: nothing can be influenced, or telling is all that is wanted."""
        is_chosen = self.form == Form.INFORMATION and self.purpose in ("", Purpose.TELL)
        return self.is_information_only or is_chosen

    @property
    def state_words(self) -> str:
        """Its state; of what is only told, in words of information."""
        words = INFORMATION_STATES.get(self.state) if self.tells_only else None
        return str(words or self.get_state_display())

    def get_work_url(self):
        return reverse("dialogues:dialogue_detail", args=[self.programme.slug, self.pk])

    def get_absolute_url(self):
        return reverse("dialogues:dialogue_public", args=[self.programme.slug, self.slug])


class DialogueVersion(TextVersion):
    record = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="versions")


class DialogueAddress(models.Model):
    """A permanent short address (/k/<code>) for what is printed about a dialogue."""

    code = models.CharField(max_length=12, unique=True)
    dialogue = models.OneToOneField(Dialogue, on_delete=models.CASCADE, related_name="short_address")

    def __str__(self):
        return self.code


class LevelChange(Versioned):
    """A promise of form and level that was changed after publishing: it stays visible, with the reason (G-4)."""

    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="level_changes")
    form = models.CharField(max_length=12, choices=Form)
    level = models.CharField(max_length=14, choices=Level)
    reason = models.CharField(_("why it was changed"), max_length=300)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    PUBLIC_TEXT_FIELDS = ("reason",)

    class Meta:
        ordering = ["changed_at", "pk"]
        verbose_name = _("earlier form and level")

    def __str__(self):
        return f"{self.get_form_display()}, {self.get_level_display()}"

    @property
    def programme_id(self) -> int:
        return self.dialogue.programme_id


class InfluenceQuerySet(models.QuerySet):
    """What can be influenced in dialogues, row by row."""

    def public(self) -> "InfluenceQuerySet":
        """Return the rows that everyone sees as soon as their dialogue is published."""
        return self.filter(withdrawn_at__isnull=True)


class Influence(Versioned):
    """One question of a dialogue: whether it can be influenced, and who decides it, when.

    ``change_reason`` is why it reads as it does since people were told of it, or why it was taken away; the versions
    hold those of earlier changes.
    """

    dialogue = models.ForeignKey(Dialogue, on_delete=models.PROTECT, related_name="influences")
    question = models.CharField(_("question"), max_length=200)
    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, null=True, blank=True, related_name="influences",
        verbose_name=_("which place it is about"),
    )  # fmt: skip
    state = models.CharField(_("can it be influenced?"), max_length=8, choices=InfluenceState)
    limits = models.CharField(_("what can and what cannot be changed"), max_length=300, blank=True)
    decided_by = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="influences", verbose_name=_("who decides")
    )
    decided_by_other = models.CharField(_("who decides, if not a group here"), max_length=120, blank=True)
    decided_on = ImpreciseDateField(_("when it is decided"))
    carried_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="carried_to", editable=False
    )
    change_reason = models.CharField(_("why it was changed"), max_length=300, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)

    PART_OF = "dialogue"
    PUBLIC_TEXT_FIELDS = ("question", "limits", "decided_by_other", "change_reason")

    objects = InfluenceQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("what can be influenced")

    def __str__(self):
        return self.question

    @property
    def programme_id(self) -> int:
        return self.dialogue.programme_id


class InfluenceVersion(TextVersion):
    """What people were told of a question before it was changed or taken away; public as its dialogue is."""

    record = models.ForeignKey(Influence, on_delete=models.CASCADE, related_name="versions")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=8, choices=InfluenceState)
    decided_by = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="+")
    decided_on = ImpreciseDateField()

    @property
    def decided_by_other(self) -> str:
        return self.texts.get("decided_by_other", "")


class TargetGroup(Versioned):
    """A group the dialogue is to reach; if it is usually missing, what hinders it and how that is removed."""

    dialogue = models.ForeignKey(Dialogue, on_delete=models.PROTECT, related_name="target_groups")
    name = models.CharField(_("group"), max_length=120)
    kind = models.CharField(_("it is about"), max_length=14, choices=Group, blank=True, default="")
    planned = models.PositiveIntegerField(_("how many you want to reach"), null=True, blank=True)
    is_missing = models.BooleanField(_("is usually missing"), default=False)
    hindrance = models.CharField(_("what hinders them"), max_length=300, blank=True)
    removal = models.CharField(_("how you remove it"), max_length=300, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)

    PART_OF = "dialogue"
    INTERNAL_TEXT_FIELDS = ("name", "hindrance", "removal")

    class Meta:
        ordering = ["pk"]
        verbose_name = _("group to reach")

    def __str__(self):
        return self.name

    @property
    def programme_id(self) -> int:
        return self.dialogue.programme_id
