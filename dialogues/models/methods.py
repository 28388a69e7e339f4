"""The catalogue of methods, own cases of them, and the ladder of participation as the municipality words it."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dialogues.enums import Cost, Ladder, Level, Span
from kraftsamling.shared.models import Versioned
from programmes.models import Municipality, Programme, ProgrammeRecord
from programmes.models.legal import is_web_address


class DialogueSettings(Versioned):
    """How a municipality talks about participation; without a row: SKR's five steps."""

    municipality = models.OneToOneField(Municipality, on_delete=models.PROTECT, related_name="dialogue_settings")
    ladder = models.CharField(_("ladder of participation"), max_length=12, choices=Ladder, default=Ladder.SKR)
    # Where residents are led whose words are about one person, or about something broken.
    own_case_contact = models.CharField(_("whom to turn to in one's own matter"), max_length=300, blank=True)
    fault_service = models.CharField(
        _("web address for reporting what is broken"), max_length=500, blank=True, validators=[is_web_address]
    )

    PUBLIC_TEXT_FIELDS = ("own_case_contact", "fault_service")

    class Meta:
        verbose_name = _("settings for dialogues")

    def __str__(self):
        return self.get_ladder_display()


class LadderStep(Versioned):
    """The municipality's own name for a step and its own sentence on what it means; without a row: ours."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="ladder_steps")
    level = models.CharField(_("step"), max_length=14, choices=Level)
    language = models.CharField(_("language"), max_length=16, default="sv")
    name = models.CharField(_("name"), max_length=60)
    sentence = models.CharField(_("what it means for those who take part"), max_length=300)

    PUBLIC_TEXT_FIELDS = ("name", "sentence")

    class Meta:
        ordering = ["pk"]
        verbose_name = _("step of the ladder")
        constraints = [
            models.UniqueConstraint(fields=["municipality", "level", "language"], name="dialogues_ladderstep_once")
        ]

    def __str__(self):
        return self.name


class Method(Versioned):
    """A way to hold a conversation. Shipped ones have a ``key`` and may be reworded; a municipality adds its own.

    ``purposes``, ``levels``, ``forms`` and ``groups`` hold values of the enums of the same names; the checklists have
    one thing a line.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="methods")
    key = models.SlugField(max_length=40, blank=True, editable=False)
    name = models.CharField(_("name"), max_length=80)
    synonyms = models.CharField(_("also called"), max_length=200, blank=True)
    line = models.CharField(_("in one line"), max_length=200)
    purposes = models.JSONField(_("good for"), default=list)
    levels = models.JSONField(_("steps of the ladder"), default=list)
    forms = models.JSONField(_("forms of conversation"), default=list)
    groups = models.JSONField(_("reaches in particular"), default=list, blank=True)
    people_min = models.PositiveIntegerField(_("people, at least"), default=1)
    people_max = models.PositiveIntegerField(_("people, at most"), null=True, blank=True)
    time_event = models.CharField(_("time for the conversation"), max_length=120, blank=True)
    time_preparation = models.CharField(_("time to prepare"), max_length=120, blank=True)
    span = models.CharField(_("from start to end"), max_length=8, choices=Span)
    cost = models.CharField(_("cost"), max_length=8, choices=Cost)
    needs_facilitator = models.BooleanField(_("needs an impartial facilitator"), default=False)
    staff = models.CharField(_("who is needed"), max_length=300, blank=True)
    needs = models.CharField(_("what is needed (room, interpreter, material)"), max_length=300, blank=True)
    strengths = models.TextField(_("strengths"), max_length=1000, blank=True)
    weaknesses = models.TextField(_("weaknesses and risks"), max_length=1000, blank=True)
    personal_data = models.CharField(_("risks with personal data"), max_length=300, blank=True)
    accessibility = models.CharField(_("so that everyone can take part"), max_length=300, blank=True)
    before = models.TextField(_("before"), max_length=2000, blank=True)
    during = models.TextField(_("during"), max_length=2000, blank=True)
    after = models.TextField(_("after"), max_length=2000, blank=True)
    note_template = models.TextField(_("headings for the notes"), max_length=2000, blank=True)
    is_retired = models.BooleanField(_("no longer offered"), default=False)

    INTERNAL_TEXT_FIELDS = (
        "synonyms", "line", "time_event", "time_preparation", "staff", "needs", "strengths", "weaknesses",
        "personal_data", "accessibility", "before", "during", "after", "note_template",
    )  # fmt: skip
    # The name stands on invitations.
    PUBLIC_TEXT_FIELDS = ("name",)

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("method")
        constraints = [
            models.UniqueConstraint(fields=["municipality", "name"], name="dialogues_method_name_once"),
            models.UniqueConstraint(
                fields=["municipality", "key"], condition=~Q(key=""), name="dialogues_method_key_once"
            ),
            models.CheckConstraint(
                condition=Q(people_max__isnull=True) | Q(people_max__gte=F("people_min")),
                name="dialogues_method_people",
            ),
        ]

    def __str__(self):
        return self.name

    @classmethod
    def offered_to(cls, programme: Programme) -> models.QuerySet:
        """Return the methods that a form of ``programme`` offers: its municipality's, but for those no longer used."""
        return cls.objects.filter(municipality=programme.municipality_id, is_retired=False)


class MethodCase(ProgrammeRecord):
    """How it went when a method was used here, and what we would do differently (sweden.md G-17).

    A case that another municipality has shared tells which (``shared_by``) and keeps the uuid it has there.
    """

    method = models.ForeignKey(Method, on_delete=models.PROTECT, related_name="cases", verbose_name=_("method"))
    title = models.CharField(_("title"), max_length=160)
    held_on = models.CharField(_("when and where"), max_length=160, blank=True)
    how = models.TextField(_("how we did it"), max_length=2000, blank=True)
    outcome = models.TextField(_("what came of it"), max_length=2000, blank=True)
    differently = models.TextField(_("what we would do differently"), max_length=2000, blank=True)

    shared_by = models.CharField(_("shared by"), max_length=120, blank=True, editable=False)
    shared_uuid = models.UUIDField(null=True, editable=False)

    INTERNAL_TEXT_FIELDS = ("title", "held_on", "how", "outcome", "differently")

    class Meta(ProgrammeRecord.Meta):
        ordering = ["-pk"]
        verbose_name = _("own case of a method")
        constraints = [
            *ProgrammeRecord.Meta.constraints,
            models.UniqueConstraint(fields=["shared_uuid"], name="dialogues_methodcase_shared_once"),
            models.CheckConstraint(
                condition=Q(shared_by="", shared_uuid__isnull=True) | (~Q(shared_by="") & Q(shared_uuid__isnull=False)),
                name="dialogues_methodcase_shared_by_whom",
            ),
        ]

    def __str__(self):
        return self.title

    def get_work_url(self):
        return reverse("dialogues:method_detail", args=[self.programme.slug, self.method_id]) + f"#fall-{self.pk}"
