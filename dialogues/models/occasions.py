"""Occasions of a dialogue: when and where, who leads, what is there for those who come; and registrations."""

import datetime as dt
import uuid

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dialogues.enums import CallAbout, CallState, Facility, OccasionKind, OccasionState, RegistrationState
from dialogues.models.dialogues import Dialogue
from dialogues.models.methods import Method
from dialogues.models.told import Told
from kraftsamling.notices.models import ContactPoint
from kraftsamling.shared.models import TextVersion, Versioned
from kraftsamling.shared.screening import describe_hits, screen
from programmes.models import Place, Programme, ProgrammeRecord
from programmes.models.legal import is_web_address


def _facility(words: str) -> models.CharField:
    return models.CharField(words, max_length=10, choices=Facility, default=Facility.UNKNOWN)


class Occasion(ProgrammeRecord):
    """One meeting, walk, stand or survey of a dialogue. It is public when its dialogue is and it is published itself.

    ``sequence`` grows with every change that people's calendars must hear of. Of a survey, and of an occasion whose
    hours are not set, ``is_all_day`` tells that only the days hold: from the first moment of ``starts_at``'s day to the
    last of ``ends_at``'s, in Stockholm. ``registration_until`` is the last day on which one can sign up.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="occasions")
    dialogue = models.ForeignKey(Dialogue, on_delete=models.PROTECT, related_name="occasions")
    kind = models.CharField(_("kind"), max_length=8, choices=OccasionKind)
    title = models.CharField(_("title, if it has one of its own"), max_length=80, blank=True)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    is_all_day = models.BooleanField(_("whole days"), default=False)
    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, null=True, blank=True, related_name="occasions", verbose_name=_("place")
    )
    address = models.CharField(_("address and how to get there"), max_length=300, blank=True)
    neutrality = models.CharField(_("whose ground is it, and who might stay away?"), max_length=300, blank=True)
    online_url = models.CharField(
        _("web address to take part"), max_length=500, blank=True, validators=[is_web_address]
    )
    method = models.ForeignKey(
        Method, on_delete=models.PROTECT, null=True, blank=True, related_name="occasions", verbose_name=_("method")
    )
    facilitator = models.CharField(_("facilitator"), max_length=120, blank=True)
    is_impartial = models.BooleanField(_("the facilitator has no stake in the matter"), default=False)
    note_taker = models.CharField(_("who takes notes"), max_length=120, blank=True)
    agenda = models.TextField(_("what happens, in order"), max_length=2000, blank=True)
    material = models.TextField(_("what you must bring"), max_length=1000, blank=True)
    plan_b = models.CharField(_("if the weather or something else gets in the way"), max_length=300, blank=True)
    # What those who come need to know (sweden.md A-12)
    step_free = _facility(_("step-free all the way"))
    hearing_loop = _facility(_("hearing loop"))
    toilet = _facility(_("accessible toilet"))
    sign_language = _facility(_("sign language interpreter"))
    interpreter = _facility(_("interpreter"))
    interpreter_languages = models.CharField(_("interpreted into"), max_length=160, blank=True)
    childcare = _facility(_("childcare"))
    quiet_space = _facility(_("quiet room"))
    food = models.CharField(_("food and drink"), max_length=120, blank=True)
    cost = models.CharField(_("what it costs"), max_length=120, blank=True)
    support_how = models.CharField(_("how to ask for what you need"), max_length=200, blank=True)
    support_until = models.DateField(_("ask at the latest"), null=True, blank=True)
    # Registration
    needs_registration = models.BooleanField(_("people sign up"), default=False)
    capacity = models.PositiveIntegerField(_("number of places"), null=True, blank=True)
    registration_until = models.DateField(_("sign up at the latest"), null=True, blank=True)
    keep_days = models.PositiveSmallIntegerField(_("days afterwards that contact details are kept"), default=30)

    sequence = models.PositiveIntegerField(default=0, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=OccasionState, default=OccasionState.PLANNED)
    state_reason = models.CharField(_("why"), max_length=300, blank=True)
    state_since = models.DateField(_("since"), null=True, blank=True)

    PUBLIC_TEXT_FIELDS = (
        "title", "address", "online_url", "facilitator", "agenda", "plan_b", "interpreter_languages", "food", "cost",
        "support_how", "state_reason",
    )  # fmt: skip
    # No column: the service that has just changed it says here how many hear of it.
    told: Told | None = None

    INTERNAL_TEXT_FIELDS = ("neutrality", "note_taker", "material")

    class Meta(ProgrammeRecord.Meta):
        ordering = ["starts_at", "pk"]
        verbose_name = _("occasion")
        constraints = [
            *ProgrammeRecord.Meta.constraints,
            models.CheckConstraint(condition=Q(ends_at__gte=F("starts_at")), name="dialogues_occasion_period"),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(capacity__gt=0), name="dialogues_occasion_capacity"
            ),
        ]

    def __str__(self):
        return self.title or self.get_kind_display()

    @property
    def day(self) -> dt.date:
        """The first day, in Stockholm."""
        return timezone.localdate(self.starts_at)

    @property
    def last_day(self) -> dt.date | None:
        """The last day, in Stockholm; None when it is the first."""
        last = timezone.localdate(self.ends_at)
        return last if last != self.day else None

    @property
    def begins(self) -> dt.time | None:
        """When on the day it begins, in Stockholm; None when only the days hold."""
        return None if self.is_all_day else timezone.localtime(self.starts_at).time()

    @property
    def ends(self) -> dt.time | None:
        """When on the day it ends, in Stockholm; None when only the days hold."""
        return None if self.is_all_day else timezone.localtime(self.ends_at).time()

    @property
    def is_shown(self) -> bool:
        """Whether everyone can read of it now, so that people and their calendars know when and where it is."""
        return self.is_public and self.dialogue.is_public

    @property
    def is_online(self) -> bool:
        """Whether one can take part online, also when the address is not known yet."""
        return bool(self.online_url) or self.kind == OccasionKind.ONLINE

    @property
    def attendance(self) -> str:
        """How one takes part, as schema.org names it."""
        if self.kind in (OccasionKind.ONLINE, OccasionKind.SURVEY):
            return "Online"
        if self.online_url:
            return "Mixed" if self.place_id or self.address else "Online"
        return "Offline"

    @property
    def purge_day(self) -> dt.date:
        """The day on which what those who signed up said of themselves is removed."""
        return timezone.localdate(self.ends_at) + dt.timedelta(days=self.keep_days)

    def get_work_url(self):
        return reverse("dialogues:occasion_detail", args=[self.programme.slug, self.pk])


class OccasionVersion(TextVersion):
    """When and where people were told that an occasion is, before it was moved; public as the occasion is."""

    record = models.ForeignKey(Occasion, on_delete=models.CASCADE, related_name="versions")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    is_all_day = models.BooleanField()
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, related_name="+")

    @property
    def as_told(self) -> Occasion:
        """The occasion as people were told of it then; made to be read, not to be saved."""
        when = {"starts_at": self.starts_at, "ends_at": self.ends_at, "is_all_day": self.is_all_day}
        # Of what was kept before the web address was, it is not known.
        texts = {name: self.texts.get(name, "") for name in ("address", "online_url")}
        return Occasion(kind=self.record.kind, place=self.place, **texts, **when)


class Registration(Versioned):
    """Somebody who has signed up, or waits; the address lies in a table of its own and is purged on a date.

    The secret of the link to cancel is kept as its hash. Those who wait get places in the order of ``queued_at``.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, related_name="registrations")
    point = models.OneToOneField(
        ContactPoint, on_delete=models.SET_NULL, null=True, blank=True, related_name="registration"
    )
    name = models.CharField(_("name"), max_length=120, blank=True)
    people = models.PositiveSmallIntegerField(_("how many are coming"), default=1)
    needs = models.CharField(_("what you need in order to take part"), max_length=300, blank=True)
    language = models.CharField(max_length=16, default="sv")
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=RegistrationState)
    queued_at = models.DateTimeField()
    came = models.BooleanField(_("came"), null=True, blank=True)
    purged_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Of those whom no letter reaches: whether they are to be called, since when, what to tell them, and when they last
    # were called.
    call_state = models.CharField(_("call"), max_length=10, choices=CallState, default=CallState.NONE)
    call_about = models.CharField(max_length=10, choices=CallAbout, blank=True)
    call_since = models.DateTimeField(null=True, blank=True, editable=False)
    called_at = models.DateTimeField(null=True, blank=True, editable=False)

    INTERNAL_TEXT_FIELDS = ("name", "needs")

    class Meta:
        ordering = ["queued_at", "pk"]
        verbose_name = _("registration")
        indexes = [models.Index(fields=["occasion", "state", "queued_at"])]
        constraints = [models.CheckConstraint(condition=Q(people__gt=0), name="dialogues_registration_people")]

    def __str__(self):
        return self.name or str(self.pk)

    @property
    def needs_hits(self) -> str:
        """What there may be in the needs that should not be there, in words; empty for nothing."""
        return describe_hits(screen(self.needs))

    @property
    def holds_personal_data(self) -> bool:
        """Whether anything that somebody has told of themselves is still here."""
        return bool(self.name or self.needs or (self.point and not self.point.purged_at))

    @property
    def programme_id(self) -> int:
        return self.occasion.programme_id
