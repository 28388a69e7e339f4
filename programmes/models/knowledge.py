"""What the programme knows: places, sources, stories, problem pictures, challenges, assets and lessons."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kraftsamling.shared.enums import Openness, RecordState
from kraftsamling.shared.fields import ImpreciseDateField, LinksField
from kraftsamling.shared.models import TextVersion, Versioned
from programmes.enums.knowledge import (
    PICTURES_GONE,
    AssetKind,
    BasisKind,
    ChallengeState,
    Consent,
    PictureState,
    PlaceKind,
    SourceKind,
    StoryState,
)
from programmes.models.legal import is_web_address
from programmes.models.municipality import Organisation
from programmes.models.programme import Phase, Programme, ProgrammeRecord, ProgrammeRecordQuerySet


class PlaceQuerySet(ProgrammeRecordQuerySet):
    def public_with_programme(self):
        """Places that may be named beside what everyone may see, ``may_be_named`` of one row."""
        return self.current().filter(openness=Openness.OPEN).exclude(record_state=RecordState.DRAFT)


class Place(ProgrammeRecord):
    """A part of the area or a spot in it, known by its name; drawn when its outline or point is known."""

    name = models.CharField(_("name"), max_length=120)
    other_names = models.CharField(_("also called"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=PlaceKind)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("lies in")
    )
    address = models.CharField(_("address or how to find it"), max_length=200, blank=True)
    description = models.TextField(_("what is there"), max_length=2000, blank=True)
    # A GeoJSON geometry in WGS 84 (longitude, latitude), at most six decimals; None when nobody has drawn it.
    geometry = models.JSONField(_("outline or point"), null=True, blank=True, editable=False)

    PUBLIC_TEXT_FIELDS = ("name",)
    INTERNAL_TEXT_FIELDS = ("other_names", "address", "description")

    objects = PlaceQuerySet.as_manager()

    class Meta(ProgrammeRecord.Meta):
        ordering = ["pk"]
        verbose_name = _("place")

    def __str__(self):
        return self.name

    @property
    def may_be_named(self) -> bool:
        """The same rule as ``public_with_programme()``, for one row already fetched."""
        return not self.withdrawn_at and self.openness == Openness.OPEN and self.record_state != RecordState.DRAFT

    def get_work_url(self):
        return reverse("programmes:place_detail", args=[self.programme.slug, self.pk])


class Source(ProgrammeRecord):
    """Where something is known from."""

    kind = models.CharField(_("kind"), max_length=12, choices=SourceKind)
    title = models.CharField(_("title"), max_length=200)
    publisher = models.CharField(_("who made it"), max_length=160, blank=True)
    dated_on = ImpreciseDateField(_("date"))
    url = models.CharField(_("web address"), max_length=500, blank=True, validators=[is_web_address])
    summary = models.TextField(_("what it says that matters here"), max_length=3000, blank=True)
    caution = models.CharField(_("what to be careful about"), max_length=300, blank=True)

    INTERNAL_TEXT_FIELDS = ("title", "publisher", "url", "summary", "caution")

    class Meta(ProgrammeRecord.Meta):
        ordering = ["pk"]
        verbose_name = _("source")

    def __str__(self):
        return self.title

    def get_work_url(self):
        return reverse("programmes:source_detail", args=[self.programme.slug, self.pk])


class Figure(Versioned):
    """A figure from a source, written as the source gives it ("drygt 50", "12,4 procent")."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="figures")
    label = models.CharField(_("what is counted"), max_length=160)
    value = models.CharField(_("figure, with its unit"), max_length=60)
    measured_on = ImpreciseDateField(_("for when"))
    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, null=True, blank=True, related_name="figures", verbose_name=_("for where")
    )
    comparison = models.CharField(_("compared with"), max_length=200, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)

    PART_OF = "source"
    INTERNAL_TEXT_FIELDS = ("label", "value", "comparison")

    class Meta:
        ordering = ["pk"]
        verbose_name = _("figure")

    def __str__(self):
        return self.label

    @property
    def programme_id(self) -> int:
        return self.source.programme_id


class Story(ProgrammeRecord):
    """Somebody's story of the area; public only with consent and after somebody else has read it."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="stories")
    title = models.CharField(_("title"), max_length=80)
    text = models.TextField(_("the story"), max_length=6000)
    teller = models.CharField(_("who tells it"), max_length=120, blank=True)
    told_on = ImpreciseDateField(_("told when"))
    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, null=True, blank=True, related_name="stories", verbose_name=_("place")
    )
    phase = models.ForeignKey(
        Phase, on_delete=models.PROTECT, null=True, blank=True, related_name="stories", verbose_name=_("phase")
    )
    consent = models.CharField(_("consent"), max_length=10, choices=Consent, default=Consent.NOT_ASKED)
    consent_note = models.CharField(_("what was agreed, and where it is kept"), max_length=300, blank=True)
    consent_on = models.DateField(_("date of the consent"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=StoryState, default=StoryState.DRAFT)
    state_reason = models.CharField(_("why"), max_length=300, blank=True)
    state_since = models.DateField(_("since"), null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    MAP_PREFIX = "story"
    PUBLIC_TEXT_FIELDS = ("title", "text", "teller")
    INTERNAL_TEXT_FIELDS = ("consent_note", "state_reason")

    class Meta(ProgrammeRecord.Meta):
        ordering = ["pk"]
        verbose_name = _("story")
        constraints = [
            *ProgrammeRecord.Meta.constraints,
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(consent="given", state="approved"),
                name="programmes_story_public_consent",
            ),
        ]

    def __str__(self):
        return self.title

    def get_work_url(self):
        return reverse("programmes:story_detail", args=[self.programme.slug, self.pk])


class StoryVersion(TextVersion):
    record = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="versions")


class ProblemPicture(ProgrammeRecord):
    """The shared understanding of what the problem is; it may be rejected, or replaced by another."""

    title = models.CharField(_("the problem in one sentence"), max_length=160)
    statement = models.TextField(_("the problem picture"), max_length=6000)
    took_part = models.TextField(_("who took part"), max_length=1000, blank=True)
    organisations = LinksField(
        Organisation, blank=True, related_name="problem_pictures", verbose_name=_("organisations that took part")
    )
    state = models.CharField(_("state"), max_length=12, choices=PictureState, default=PictureState.DRAFT)
    established_on = ImpreciseDateField(_("established"))
    ended_on = ImpreciseDateField(_("held until"))
    end_reason = models.TextField(_("why it no longer holds"), max_length=2000, blank=True)
    effect = models.TextField(_("what that means for what builds on it"), max_length=2000, blank=True)
    replaced_by = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaces", editable=False
    )

    INTERNAL_TEXT_FIELDS = ("title", "statement", "took_part", "end_reason", "effect")

    class Meta(ProgrammeRecord.Meta):
        ordering = ["-pk"]
        verbose_name = _("problem picture")
        constraints = [
            *ProgrammeRecord.Meta.constraints,
            models.UniqueConstraint(
                fields=["programme"], condition=Q(state="established"), name="programmes_problempicture_one_holds"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["replaced", "rejected"]) | ~Q(end_reason=""),
                name="programmes_problempicture_end_why",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def no_longer_holds(self) -> bool:
        """Whether it was replaced, rejected or withdrawn; what still builds on it is marked wherever it is listed."""
        return self.state in PICTURES_GONE or self.withdrawn_at is not None

    def get_work_url(self):
        return reverse("programmes:picture_detail", args=[self.programme.slug, self.pk])


class ProblemPictureVersion(TextVersion):
    record = models.ForeignKey(ProblemPicture, on_delete=models.CASCADE, related_name="versions")


class Basis(Versioned):
    """One thing a problem picture builds on: a fact, a judgement, an experience or a story."""

    picture = models.ForeignKey(ProblemPicture, on_delete=models.PROTECT, related_name="bases")
    kind = models.CharField(_("kind"), max_length=12, choices=BasisKind)
    text = models.TextField(_("what we build on"), max_length=1500)
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, null=True, blank=True, related_name="bases", verbose_name=_("source")
    )
    story = models.ForeignKey(
        Story, on_delete=models.PROTECT, null=True, blank=True, related_name="bases", verbose_name=_("story")
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)

    PART_OF = "picture"
    INTERNAL_TEXT_FIELDS = ("text",)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("basis of a problem picture")

    def __str__(self):
        return self.text[:60]

    @property
    def programme_id(self) -> int:
        return self.picture.programme_id


class Challenge(ProgrammeRecord):
    """Something to be tackled; its place on Stacey's matrix advises how (source text 004)."""

    title = models.CharField(_("challenge"), max_length=160)
    description = models.TextField(_("what it is about"), max_length=3000, blank=True)
    problem_picture = models.ForeignKey(
        ProblemPicture, on_delete=models.PROTECT, null=True, blank=True, related_name="challenges",
        verbose_name=_("problem picture it belongs to"),
    )  # fmt: skip
    # 1 to 5; how well one can tell what a measure leads to, and how far those concerned agree. None: not placed yet.
    predictability = models.PositiveSmallIntegerField(_("how predictable"), null=True, blank=True)
    agreement = models.PositiveSmallIntegerField(_("how agreed"), null=True, blank=True)
    placed_why = models.CharField(_("why we place it there"), max_length=300, blank=True)
    places = LinksField(Place, blank=True, related_name="challenges", verbose_name=_("places"))
    goals = LinksField(
        "programmes.Goal", blank=True, related_name="challenges", verbose_name=_("goals it stands in the way of")
    )
    state = models.CharField(_("state"), max_length=10, choices=ChallengeState, default=ChallengeState.OPEN)
    state_reason = models.CharField(_("why"), max_length=300, blank=True)
    state_since = models.DateField(_("since"), null=True, blank=True)

    INTERNAL_TEXT_FIELDS = ("title", "description", "placed_why", "state_reason")

    class Meta(ProgrammeRecord.Meta):
        ordering = ["pk"]
        verbose_name = _("challenge")
        constraints = [
            *ProgrammeRecord.Meta.constraints,
            models.CheckConstraint(
                condition=Q(predictability__isnull=True, agreement__isnull=True)
                | Q(predictability__range=(1, 5), agreement__range=(1, 5)),
                name="programmes_challenge_placed_1_5",
            ),
        ]

    def __str__(self):
        return self.title

    def get_work_url(self):
        return reverse("programmes:challenge_detail", args=[self.programme.slug, self.pk])


class ChallengeVersion(TextVersion):
    record = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="versions")


class Asset(ProgrammeRecord):
    """Something good that is there already: what works, people, associations, places."""

    kind = models.CharField(_("kind"), max_length=12, choices=AssetKind)
    title = models.CharField(_("what it is"), max_length=160)
    description = models.TextField(_("why it matters"), max_length=2000, blank=True)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="assets",
        verbose_name=_("organisation"),
    )  # fmt: skip
    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, null=True, blank=True, related_name="assets", verbose_name=_("place")
    )
    known_from = models.CharField(_("how we know"), max_length=200, blank=True)

    INTERNAL_TEXT_FIELDS = ("title", "description", "known_from")

    class Meta(ProgrammeRecord.Meta):
        ordering = ["pk"]
        verbose_name = _("asset")

    def __str__(self):
        return self.title

    def get_work_url(self):
        return reverse("programmes:asset_detail", args=[self.programme.slug, self.pk])


class Lesson(ProgrammeRecord):
    """Something learnt on the way: where it came from, who should know, what changed because of it."""

    title = models.CharField(_("lesson in one sentence"), max_length=160)
    text = models.TextField(_("what we learnt"), max_length=3000, blank=True)
    learnt_on = ImpreciseDateField(_("when"))
    came_from = models.TextField(_("where it came from"), max_length=1000, blank=True)
    phase = models.ForeignKey(
        Phase, on_delete=models.PROTECT, null=True, blank=True, related_name="lessons", verbose_name=_("phase")
    )
    problem_picture = models.ForeignKey(
        ProblemPicture, on_delete=models.PROTECT, null=True, blank=True, related_name="lessons",
        verbose_name=_("problem picture"),
    )  # fmt: skip
    challenge = models.ForeignKey(
        Challenge, on_delete=models.PROTECT, null=True, blank=True, related_name="lessons", verbose_name=_("challenge")
    )
    decision = models.ForeignKey(
        "programmes.Decision", on_delete=models.PROTECT, null=True, blank=True, related_name="lessons",
        verbose_name=_("decision or position"),
    )  # fmt: skip
    who_should_know = models.CharField(_("who should know"), max_length=300, blank=True)
    told_on = ImpreciseDateField(_("told when"))
    what_changed = models.TextField(_("what changed because of it"), max_length=2000, blank=True)

    INTERNAL_TEXT_FIELDS = ("title", "text", "came_from", "who_should_know", "what_changed")

    class Meta(ProgrammeRecord.Meta):
        ordering = ["-learnt_on", "-pk"]
        verbose_name = _("lesson")

    def __str__(self):
        return self.title

    def get_work_url(self):
        return reverse("programmes:lesson_detail", args=[self.programme.slug, self.pk])


class LessonVersion(TextVersion):
    record = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="versions")
