"""Those who take part: actors and contacts, agreements, bodies with members, decisions and positions."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kraftsamling.notices.models import ContactPoint
from kraftsamling.shared import clock
from kraftsamling.shared.enums import Openness, RecordState
from kraftsamling.shared.fields import ImpreciseDateField, LinksField
from kraftsamling.shared.models import TextVersion, Versioned
from programmes.enums.actors import (
    ActorRole,
    AgreementKind,
    AgreementState,
    BodyKind,
    ContactForm,
    DecisionState,
    DecisionType,
    MemberRole,
)
from programmes.models.legal import is_web_address
from programmes.models.municipality import Organisation
from programmes.models.programme import Phase, Programme, ProgrammeRecord, ProgrammeRecordQuerySet

QUIET_AFTER_DAYS = 60
_IN_ORDER = Q(valid_until__isnull=True) | Q(valid_from__isnull=True) | Q(valid_until__gte=F("valid_from"))


class Actor(ProgrammeRecord):
    """An organisation's part in a programme, for a period."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="actors", verbose_name=_("organisation")
    )
    role = models.CharField(_("role"), max_length=12, choices=ActorRole)
    joined_on = ImpreciseDateField(_("takes part since"))
    left_on = ImpreciseDateField(_("took part until"))
    left_reason = models.CharField(_("why it left"), max_length=300, blank=True)
    mandate = models.TextField(_("mandate: what it may promise and decide"), max_length=1000, blank=True)
    resources = models.TextField(_("what it brings in"), max_length=1000, blank=True)
    needs = models.TextField(_("what it needs in order to act differently"), max_length=1000, blank=True)
    # Set when the organisation was reorganised: where its part in the programme went.
    continued_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="continues", editable=False
    )

    INTERNAL_TEXT_FIELDS = ("left_reason", "mandate", "resources", "needs")

    class Meta(ProgrammeRecord.Meta):
        ordering = ["pk"]
        verbose_name = _("actor")
        constraints = [
            *ProgrammeRecord.Meta.constraints,
            models.UniqueConstraint(
                fields=["programme", "organisation"],
                condition=Q(left_on="", withdrawn_at__isnull=True),
                name="programmes_actor_takes_part_once",
            ),
        ]

    def __str__(self):
        return str(self.organisation)

    def get_work_url(self):
        return reverse("programmes:actor_detail", args=[self.programme.slug, self.pk])


class Contact(ProgrammeRecord):
    """The person at an actor whom the programme turns to; the address lies in a table of its own."""

    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="contacts", verbose_name=_("actor"))
    name = models.CharField(_("name"), max_length=120)
    function = models.CharField(_("function"), max_length=120, blank=True)
    point = models.OneToOneField(
        ContactPoint, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="contact"
    )
    keeper = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="kept_contacts",
        verbose_name=_("who of us keeps the contact"),
    )  # fmt: skip
    quiet_after_days = models.PositiveSmallIntegerField(_("days until it counts as quiet"), default=QUIET_AFTER_DAYS)
    next_step = models.CharField(_("next step"), max_length=200, blank=True)
    next_step_on = models.DateField(_("next step by"), null=True, blank=True)
    left_on = models.DateField(_("no longer our contact since"), null=True, blank=True)

    INTERNAL_TEXT_FIELDS = ("name", "function", "next_step")

    class Meta(ProgrammeRecord.Meta):
        ordering = ["pk"]
        verbose_name = _("contact")
        constraints = [
            *ProgrammeRecord.Meta.constraints,
            models.CheckConstraint(
                condition=Q(next_step_on__isnull=True) | ~Q(next_step=""), name="programmes_contact_step_named"
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def is_step_due(self) -> bool:
        """Whether the day of the next step has come."""
        return self.next_step_on is not None and self.next_step_on <= clock.today()

    def get_work_url(self):
        return reverse("programmes:contact_detail", args=[self.programme.slug, self.pk])


class ContactEvent(Versioned):
    """One time we were in touch."""

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="events")
    happened_on = models.DateField(_("when"))
    form = models.CharField(_("how"), max_length=10, choices=ContactForm)
    note = models.TextField(_("what it was about"), max_length=2000, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)

    PART_OF = "contact"
    INTERNAL_TEXT_FIELDS = ("note",)

    class Meta:
        ordering = ["-happened_on", "-pk"]
        verbose_name = _("time in touch")
        indexes = [models.Index(fields=["contact", "-happened_on"])]

    def __str__(self):
        return f"{self.contact_id} {self.happened_on}"

    @property
    def programme_id(self) -> int:
        return self.contact.programme_id


class Agreement(ProgrammeRecord):
    """An agreement between parties, with what they bring in and for how long (sweden.md D-16)."""

    kind = models.CharField(_("kind"), max_length=12, choices=AgreementKind)
    title = models.CharField(_("title"), max_length=160)
    parties = LinksField(Organisation, related_name="agreements", verbose_name=_("parties"))
    purpose = models.TextField(_("purpose"), max_length=2000, blank=True)
    resources = models.TextField(_("what each party brings in"), max_length=2000, blank=True)
    signed_on = models.DateField(_("signed"), null=True, blank=True)
    starts_on = ImpreciseDateField(_("from"))
    ends_on = ImpreciseDateField(_("until"))
    termination = models.CharField(_("how it can be terminated or prolonged"), max_length=300, blank=True)
    remind_days = models.PositiveSmallIntegerField(_("days before the end to be reminded"), default=120)
    keeper = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="kept_agreements",
        verbose_name=_("who of us looks after it"),
    )  # fmt: skip
    state = models.CharField(_("state"), max_length=10, choices=AgreementState, default=AgreementState.DRAFT)
    state_reason = models.CharField(_("why"), max_length=300, blank=True)
    state_since = models.DateField(_("since"), null=True, blank=True)

    INTERNAL_TEXT_FIELDS = ("title", "purpose", "resources", "termination", "state_reason")

    class Meta(ProgrammeRecord.Meta):
        ordering = ["pk"]
        verbose_name = _("agreement")

    def __str__(self):
        return self.title

    @property
    def days_left(self) -> int | None:
        """Days until a signed agreement ends, negative when it has ended; None when it has no end, or does not hold."""
        if self.state != AgreementState.SIGNED or self.ends_on is None:
            return None
        return (self.ends_on.last - clock.today()).days

    @property
    def ends_soon(self) -> bool:
        """Whether it is time to be reminded of the end."""
        return self.days_left is not None and 0 <= self.days_left <= self.remind_days

    def get_work_url(self):
        return reverse("programmes:agreement_detail", args=[self.programme.slug, self.pk])


class BodyQuerySet(ProgrammeRecordQuerySet):
    def public_with_programme(self):
        """Groups whose name may stand beside what they settled; a group is not published by itself."""
        return self.current().filter(openness=Openness.OPEN).exclude(record_state=RecordState.DRAFT)


class Body(ProgrammeRecord):
    """A group that leads, decides or advises, for a period (sweden.md D-8)."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="bodies")
    kind = models.CharField(_("kind"), max_length=22, choices=BodyKind)
    name = models.CharField(_("name"), max_length=120)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="bodies",
        verbose_name=_("organisation it is or belongs to"),
    )  # fmt: skip
    reports_to = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="groups_below",
        verbose_name=_("lifts matters to"),
    )  # fmt: skip
    task = models.TextField(_("task"), max_length=1000, blank=True)
    meets = models.CharField(_("how often it meets"), max_length=120, blank=True)
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_until = models.DateField(_("until"), null=True, blank=True)

    # The name stands beside what the body settled, where that is shown to everyone.
    PUBLIC_TEXT_FIELDS = ("name",)
    INTERNAL_TEXT_FIELDS = ("task", "meets")

    objects = BodyQuerySet.as_manager()

    class Meta(ProgrammeRecord.Meta):
        ordering = ["pk"]
        verbose_name = _("body")
        constraints = [
            *ProgrammeRecord.Meta.constraints,
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_until__gte=F("valid_from")),
                name="programmes_body_period",
            ),
        ]

    def __str__(self):
        return self.name

    def get_work_url(self):
        return reverse("programmes:body_detail", args=[self.programme.slug, self.pk])

    @property
    def may_be_named(self) -> bool:
        """The same rule as ``public_with_programme()``, for one row already fetched."""
        return not self.withdrawn_at and self.openness == Openness.OPEN and self.record_state != RecordState.DRAFT


class Membership(Versioned):
    """A person's seat in a body, for a period."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="memberships")
    name = models.CharField(_("name"), max_length=120)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="memberships",
        verbose_name=_("account here"),
    )  # fmt: skip
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="memberships",
        verbose_name=_("organisation"),
    )  # fmt: skip
    function = models.CharField(_("function"), max_length=120, blank=True)
    party = models.CharField(_("party (for elected members)"), max_length=60, blank=True)
    role = models.CharField(_("role in the body"), max_length=12, choices=MemberRole, default=MemberRole.MEMBER)
    substitute_for = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="substitutes",
        verbose_name=_("substitute for"),
    )  # fmt: skip
    may_decide = models.BooleanField(_("may take part in what is settled"), default=True)
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_until = models.DateField(_("until"), null=True, blank=True)

    PART_OF = "body"
    INTERNAL_TEXT_FIELDS = ("name", "function", "party")

    class Meta:
        ordering = ["pk"]
        verbose_name = _("seat in a group")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_until__gte=F("valid_from")),
                name="programmes_membership_period",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def programme_id(self) -> int:
        return self.body.programme_id


class Decision(ProgrammeRecord):
    """What was settled: who, when, by which mandate (sweden.md D-9). A position is never called a decision."""

    type = models.CharField(_("by which mandate"), max_length=10, choices=DecisionType)
    title = models.CharField(_("title"), max_length=80)
    text = models.TextField(_("what was settled"), max_length=3000, blank=True)
    reasons = models.TextField(_("reasons"), max_length=3000, blank=True)
    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions", verbose_name=_("body")
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions",
        verbose_name=_("board or organisation"),
    )  # fmt: skip
    agreement = models.ForeignKey(
        Agreement, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions",
        verbose_name=_("agreement"),
    )  # fmt: skip
    delegate = models.CharField(_("delegate (function)"), max_length=120, blank=True)
    delegation_point = models.CharField(_("point in the rules of delegation"), max_length=60, blank=True)
    reported_on = models.DateField(_("reported to the board"), null=True, blank=True)
    settled_on = ImpreciseDateField(_("when"))
    paragraph = models.CharField(_("paragraph (§)"), max_length=20, blank=True)
    # Which formal decision carries the position is then asked for, and shown as missing until it is named.
    binds_across = models.BooleanField(_("it binds money or duties across boards"), default=False)
    carried_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="carries",
        verbose_name=_("formal decision that carries it"),
    )  # fmt: skip
    phase = models.ForeignKey(
        Phase, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions", verbose_name=_("phase")
    )
    url = models.CharField(_("web address of the minutes"), max_length=500, blank=True, validators=[is_web_address])
    state = models.CharField(_("state"), max_length=10, choices=DecisionState, default=DecisionState.MADE)
    state_reason = models.CharField(_("why"), max_length=300, blank=True)
    state_since = models.DateField(_("since"), null=True, blank=True)

    MAP_PREFIX = "decision"
    PUBLIC_TEXT_FIELDS = ("title", "text")
    INTERNAL_TEXT_FIELDS = ("reasons", "delegate", "delegation_point", "paragraph", "url", "state_reason")

    class Meta(ProgrammeRecord.Meta):
        ordering = ["-settled_on", "-pk"]
        verbose_name = _("decision or position")
        constraints = [
            *ProgrammeRecord.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(type="delegated") | ~Q(delegate=""), name="programmes_decision_delegate_named"
            ),
        ]

    def __str__(self):
        return self.title

    def get_work_url(self):
        return reverse("programmes:decision_detail", args=[self.programme.slug, self.pk])


class DecisionVersion(TextVersion):
    record = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="versions")
