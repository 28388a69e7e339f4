"""Promises: what people will be told, how and when; and how it was worded before."""

import datetime as dt

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dialogues.enums import PromiseState
from dialogues.models.dialogues import Dialogue
from kraftsamling.shared.models import TextVersion
from programmes.models import Programme, ProgrammeRecord, Responsibility


class Promise(ProgrammeRecord):
    """What those who took part are told, by when or under which condition, and which function answers for it.

    ``channels`` holds values of FeedbackChannel: the answer comes in all of them.
    With a condition there is a day of the next message instead of, or beside, the day of the answer. ``change_reason``
    is why it reads as it does since it was last changed or taken up again; the versions hold those of earlier changes.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="promises")
    dialogue = models.ForeignKey(Dialogue, on_delete=models.PROTECT, related_name="promises")
    to_whom = models.CharField(_("to whom"), max_length=160)
    what = models.TextField(_("what they will be told"), max_length=400)
    channels = models.JSONField(_("how"), default=list)
    channel_note = models.CharField(_("where, more exactly"), max_length=160, blank=True)
    due_on = models.DateField(_("at the latest"), null=True, blank=True)
    condition = models.CharField(_("or when what has happened"), max_length=200, blank=True)
    next_message_on = models.DateField(_("then we will be in touch again at the latest"), null=True, blank=True)
    responsible = models.ForeignKey(
        Responsibility, on_delete=models.PROTECT, null=True, blank=True, related_name="promises",
        verbose_name=_("function that answers for it"),
    )  # fmt: skip
    state = models.CharField(_("state"), max_length=8, choices=PromiseState, default=PromiseState.OPEN)
    # How it was kept, or why not: everyone may read it.
    state_reason = models.CharField(_("how it was kept, or why not"), max_length=300, blank=True)
    # The day of the answer, which may have been given before anybody noted it here.
    state_since = models.DateField(_("since"), null=True, blank=True)
    noted_on = models.DateField(null=True, blank=True, editable=False)
    # The moment of the same: whoever signed up before it has not been told.
    noted_at = models.DateTimeField(null=True, blank=True, editable=False)

    change_reason = models.CharField(_("why it was changed"), max_length=300, blank=True)

    PUBLIC_TEXT_FIELDS = ("to_whom", "what", "channel_note", "condition", "state_reason", "change_reason")

    class Meta(ProgrammeRecord.Meta):
        ordering = ["pk"]
        verbose_name = _("promise")
        constraints = [
            *ProgrammeRecord.Meta.constraints,
            models.CheckConstraint(
                condition=Q(condition="", due_on__isnull=False) | (~Q(condition="") & Q(next_message_on__isnull=False)),
                name="dialogues_promise_has_a_day",
            ),
            models.CheckConstraint(condition=~Q(channels=[]), name="dialogues_promise_says_how"),
            models.CheckConstraint(
                condition=Q(state="open") | ~Q(state_reason=""), name="dialogues_promise_outcome_told"
            ),
        ]

    def __str__(self):
        return self.what

    @property
    def next_day(self) -> dt.date:
        """The day by which people will hear something: of the answer or of the next message, whichever comes first."""
        return min(day for day in (self.due_on, self.next_message_on) if day)

    def get_work_url(self):
        return reverse("dialogues:promise_detail", args=[self.programme.slug, self.pk])


class PromiseVersion(TextVersion):
    """How a promise was worded and dated before it was changed, or what had become of it before it was taken up again;
    public as the promise is."""

    record = models.ForeignKey(Promise, on_delete=models.CASCADE, related_name="versions")
    channels = models.JSONField()
    due_on = models.DateField(null=True)
    next_message_on = models.DateField(null=True)
    state = models.CharField(max_length=8, choices=PromiseState, default=PromiseState.OPEN)
    state_since = models.DateField(null=True)
    noted_on = models.DateField(null=True)
    noted_at = models.DateTimeField(null=True)
