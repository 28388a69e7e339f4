"""What people have said, written or shown in a dialogue; the codes by which they follow it; themes."""

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dialogues.enums import MINORS, AgeGroup, ContributionKind, ContributionState, Matter, Precision
from dialogues.models.dialogues import Dialogue
from dialogues.models.occasions import Occasion
from kraftsamling.notices.models import ContactPoint
from kraftsamling.shared.models import TextVersion
from programmes.models import Place, Programme, ProgrammeRecord


class Theme(ProgrammeRecord):
    """What several contributions of a dialogue are about, in a few words."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="themes")
    dialogue = models.ForeignKey(Dialogue, on_delete=models.PROTECT, related_name="themes")
    name = models.CharField(_("theme"), max_length=80)

    PUBLIC_TEXT_FIELDS = ("name",)

    class Meta(ProgrammeRecord.Meta):
        ordering = ["pk"]
        verbose_name = _("theme")

    def __str__(self):
        return self.name

    def get_work_url(self):
        return reverse("dialogues:theme_edit", args=[self.programme.slug, self.pk])


class FollowCode(models.Model):
    """A code on a slip of paper, by which somebody without account follows what they said, for years.

    Only its hash is stored: the code is computed from ``uuid`` and the installation's SECRET_KEY when it is shown or
    printed. It may be handed out first and tied to contributions later, to several who have more to say; ``tied_at``
    tells when it was used for the first time.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="follow_codes")
    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, null=True, blank=True, related_name="follow_codes")
    code_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    tied_at = models.DateTimeField(null=True, blank=True)

    def __str__(self):
        return self.code_hash[:8]


class Contribution(ProgrammeRecord):
    """What somebody said, wrote or showed. Nothing of it is public but what somebody has read and published.

    ``text`` is what was said, and is never public; ``public_text`` is what was published of it, the same or masked.
    ``people`` is how many stand behind it as exactly as it is known (``precision``), None when nobody knows: of a
    petition the names on its list, of a table those who sat there. ``flags`` holds what the screening found when it
    came (values of shared.screening.Hit). ``said_at`` is when it was said, as the one who noted it says; ``arrived_at``
    is when it reached us, and ``received_on`` the day on which a letter or an e-mail came.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="contributions")
    dialogue = models.ForeignKey(Dialogue, on_delete=models.PROTECT, related_name="contributions")
    occasion = models.ForeignKey(
        Occasion, on_delete=models.PROTECT, null=True, blank=True, related_name="contributions",
        verbose_name=_("occasion"),
    )  # fmt: skip
    kind = models.CharField(
        _("whom it speaks for"), max_length=14, choices=ContributionKind, default=ContributionKind.VOICE
    )
    matter = models.CharField(_("what it is"), max_length=10, choices=Matter, blank=True)
    text = models.TextField(_("what was said"), max_length=4000)
    translation = models.TextField(_("in Swedish, if it was said in another language"), max_length=4000, blank=True)
    translated_by = models.CharField(_("who translated it"), max_length=120, blank=True)
    public_text = models.TextField(_("what everyone can read"), max_length=4000, blank=True)
    public_translation = models.TextField(_("what everyone can read of it in Swedish"), max_length=4000, blank=True)
    speaks_for = models.CharField(_("the organisation, group or table it speaks for"), max_length=160, blank=True)
    people = models.PositiveIntegerField(_("how many stand behind it"), null=True, blank=True)
    precision = models.CharField(_("how exact the number is"), max_length=8, choices=Precision, default=Precision.EXACT)
    age_group = models.CharField(_("age"), max_length=12, choices=AgeGroup, blank=True)
    is_estimate = models.BooleanField(_("the age is our guess"), default=False)
    theme = models.ForeignKey(
        Theme, on_delete=models.PROTECT, null=True, blank=True, related_name="contributions", verbose_name=_("theme")
    )
    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, null=True, blank=True, related_name="contributions", verbose_name=_("place")
    )
    place_words = models.CharField(_("the place in their words"), max_length=120, blank=True)
    said_at = models.DateTimeField(_("when it was said"), null=True, blank=True)
    received_on = models.DateField(_("the day it came, if by post"), null=True, blank=True)
    wants_to_follow = models.BooleanField(_("wants to follow it"), default=False)
    follow_code = models.ForeignKey(
        FollowCode, on_delete=models.PROTECT, null=True, blank=True, related_name="contributions"
    )
    point = models.OneToOneField(
        ContactPoint, on_delete=models.SET_NULL, null=True, blank=True, related_name="contribution"
    )
    flags = models.JSONField(default=list)
    # Whether something was left out when it was published; the note may have been corrected since.
    is_masked = models.BooleanField(default=False, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=ContributionState, default=ContributionState.NEW)
    state_reason = models.CharField(_("why"), max_length=300, blank=True)
    state_since = models.DateField(_("since"), null=True, blank=True)

    PUBLIC_TEXT_FIELDS = ("public_text", "public_translation", "speaks_for")
    INTERNAL_TEXT_FIELDS = ("text", "translation", "translated_by", "place_words", "sender", "state_reason")

    class Meta(ProgrammeRecord.Meta):
        ordering = ["-pk"]
        verbose_name = _("contribution")
        indexes = [
            models.Index(fields=["dialogue", "state"]),
            models.Index(fields=["programme", "state", "arrived_at"]),
        ]
        constraints = [
            *ProgrammeRecord.Meta.constraints,
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | ~Q(public_text=""), name="dialogues_contribution_public_words"
            ),
            models.CheckConstraint(
                condition=Q(state="published", published_at__isnull=False)
                | (~Q(state="published") & Q(published_at__isnull=True)),
                name="dialogues_contribution_published",
            ),
            models.CheckConstraint(
                condition=Q(people__isnull=True) | Q(people__gt=0), name="dialogues_contribution_people"
            ),
            # Whoever speaks for many says for whom.
            models.CheckConstraint(
                condition=Q(kind="voice") | ~Q(speaks_for=""), name="dialogues_contribution_speaks_for"
            ),
        ]

    def __str__(self):
        return self.number

    @property
    def is_from_minor(self) -> bool:
        """Whether it was said by children or young people: it is read with special regard (sweden.md C-9)."""
        return self.age_group in MINORS

    def get_work_url(self):
        return reverse("dialogues:contribution_detail", args=[self.programme.slug, self.pk])


class ContributionVersion(TextVersion):
    """How a contribution was noted before somebody corrected it."""

    record = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="versions")
