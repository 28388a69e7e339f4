"""The invitation in other languages than the one it was written in."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dialogues.enums import TextStatus, language_choices
from dialogues.models.dialogues import Dialogue
from kraftsamling.shared.models import Versioned


class InvitationTextQuerySet(models.QuerySet):
    """Invitations in other languages."""

    def public(self) -> "InvitationTextQuerySet":
        """Return those that everyone may read once the dialogue is published: reviewed ones, and machine ones, which
        say that they are."""
        return self.filter(status__in=[TextStatus.REVIEWED, TextStatus.MACHINE])


class InvitationText(Versioned):
    """A dialogue's invitation in one language. Outdated when what it was made from (``source_digest``) has changed;
    that is empty when a text of it was removed for good."""

    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=16, choices=language_choices)
    title = models.CharField(_("title"), max_length=120)
    question = models.CharField(_("the question you ask"), max_length=300, blank=True)
    summary = models.TextField(_("what it is about"), max_length=900, blank=True)
    influence = models.TextField(_("what can be influenced and what cannot"), max_length=1500, blank=True)
    decided = models.TextField(_("who decides, and when"), max_length=600, blank=True)
    promise = models.TextField(_("when and how people will hear back"), max_length=900, blank=True)
    practical = models.TextField(_("where, when and what is there"), max_length=1500, blank=True)
    status = models.CharField(_("status"), max_length=8, choices=TextStatus, default=TextStatus.DRAFT)
    translator = models.CharField(_("who translated it (function or agency)"), max_length=120, blank=True)
    source_digest = models.CharField(max_length=64, blank=True, editable=False)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True, blank=True, editable=False)

    PART_OF = "dialogue"
    PUBLIC_TEXT_FIELDS = ("title", "question", "summary", "influence", "decided", "promise", "practical")
    INTERNAL_TEXT_FIELDS = ("translator",)

    objects = InvitationTextQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("invitation in another language")
        constraints = [models.UniqueConstraint(fields=["dialogue", "language"], name="dialogues_invitationtext_once")]

    def __str__(self):
        return f"{self.dialogue_id} {self.language}"

    @property
    def programme_id(self) -> int:
        return self.dialogue.programme_id

    def redact_url_in(self, slug: str) -> str:
        """Return where its texts are removed for good, in the programme with this slug."""
        return reverse("dialogues:text_redact", args=[slug, self.dialogue_id, self.language])
