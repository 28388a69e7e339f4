"""A programme, its phases, and the notes written by hand for its process map."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionBase

from kraftsamling.shared.fields import ImpreciseDateField
from kraftsamling.shared.models import Record, RecordQuerySet, TextVersion, Versioned
from programmes.enums import Initiative, LabelSide, NoteKind, NoteState, PhaseKind, ProgrammeState
from programmes.enums.planning import Impact
from programmes.models.municipality import Municipality, Organisation
from programmes.roles import PROGRAMME_ROLES


class Programme(Record):
    """A Kraftsamling: people and resources gathered around one area for several years."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="programmes")
    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(_("address"), max_length=60, unique=True)
    code = models.CharField(_("short code"), max_length=20, unique=True)
    area_name = models.CharField(_("area"), max_length=80)
    mission = models.TextField(_("mission"), max_length=600, blank=True)
    now_text = models.CharField(_("what is going on just now"), max_length=120, blank=True)
    initiative = models.CharField(_("who took the initiative"), max_length=20, choices=Initiative, blank=True)
    deciding_body = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="decided_programmes",
        verbose_name=_("deciding body"),
    )  # fmt: skip
    responsible_board = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="responsible_programmes",
        verbose_name=_("responsible board"),
    )  # fmt: skip
    decided_on = ImpreciseDateField(_("decided"))
    starts_on = ImpreciseDateField(_("start"))
    exit_starts_on = ImpreciseDateField(_("start of the exit part"))
    ends_on = ImpreciseDateField(_("end"))
    state = models.CharField(_("state"), max_length=12, choices=ProgrammeState, default=ProgrammeState.PROPOSED)
    state_reason = models.CharField(_("reason for the state"), max_length=300, blank=True)
    state_since = models.DateField(_("in this state since"), null=True, blank=True)
    contact_function = models.CharField(_("who answers questions (function)"), max_length=120, blank=True)
    contact_phone = models.CharField(_("telephone"), max_length=40, blank=True)
    contact_email = models.EmailField(_("e-mail"), blank=True)
    communicator = models.ForeignKey(
        "programmes.Responsibility", on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("who answers for communication"),
    )  # fmt: skip
    impact_state = models.CharField(
        _("assessment of data protection"), max_length=12, choices=Impact, default=Impact.MISSING
    )
    impact_on = models.DateField(_("date of the assessment"), null=True, blank=True)
    impact_note = models.TextField(_("where it is kept, or why none is needed"), max_length=1000, blank=True)
    is_example = models.BooleanField(_("example"), default=False)
    example_note = models.CharField(_("what kind of example it is"), max_length=300, blank=True)

    PUBLIC_TEXT_FIELDS = (
        "name", "area_name", "mission", "now_text", "contact_function", "contact_phone", "contact_email",
        "example_note",
    )  # fmt: skip
    INTERNAL_TEXT_FIELDS = ("state_reason", "impact_note")

    class Meta(Record.Meta):
        permissions = [(role.codename, str(role.key)) for role in PROGRAMME_ROLES.values()]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("overview:programme_public", args=[self.slug])


class ProgrammeRolePermission(UserObjectPermissionBase):
    """Guardian's store for roles in a programme, with a real foreign key."""

    content_object = models.ForeignKey(Programme, on_delete=models.CASCADE)

    class Meta(UserObjectPermissionBase.Meta):
        pass


class ProgrammeVersion(TextVersion):
    record = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="versions")


class FormerSlug(models.Model):
    """An address a programme had before; it redirects for ever."""

    slug = models.SlugField(max_length=60, unique=True)
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="former_slugs")

    def __str__(self):
        return self.slug


class ShortAddress(models.Model):
    """A permanent short address (/k/<code>) for what is printed; posters outlive every other address."""

    code = models.CharField(max_length=12, unique=True)
    programme = models.OneToOneField(Programme, on_delete=models.CASCADE, related_name="short_address")

    def __str__(self):
        return self.code


class ProgrammeRecordQuerySet(RecordQuerySet):
    def public(self):
        """Rows anyone may see; nothing of a programme is public unless the programme is."""
        return self.public_with_programme().filter(programme__in=Programme.objects.public())

    def public_with_programme(self):
        """Rows that anyone may see once their programme is published; for previews."""
        return super().public()


class ProgrammeRecord(Record):
    """A record that belongs to one programme."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="%(class)ss")
    responsible_board = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("responsible board"),
    )  # fmt: skip

    # Of a kind that stands on the process map: what the keys of its stations begin with, and which columns the texts
    # of a station come from.
    MAP_PREFIX = ""
    MAP_TEXTS = {"title": "title", "text": "text", "asked": "asked"}

    objects = ProgrammeRecordQuerySet.as_manager()

    class Meta(Record.Meta):
        abstract = True

    @property
    def map_key(self) -> str:
        """What the record's station on the process map is known by; empty for a kind that has none."""
        return f"{self.MAP_PREFIX}-{self.pk}" if self.MAP_PREFIX else ""


class Phase(Versioned):
    """One of the four phases; phases may overlap, and their dates may be as vague as what is known."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="phases")
    kind = models.CharField(_("phase"), max_length=20, choices=PhaseKind)
    position = models.PositiveSmallIntegerField()
    starts_on = ImpreciseDateField(_("start"))
    ends_on = ImpreciseDateField(_("end"))
    aim = models.CharField(_("what the phase should lead to"), max_length=300, blank=True)

    note = models.TextField(_("note"), max_length=2000, blank=True)

    PUBLIC_TEXT_FIELDS = ("aim",)
    INTERNAL_TEXT_FIELDS = ("note",)

    class Meta:
        ordering = ["position"]
        verbose_name = _("phase")
        constraints = [models.UniqueConstraint(fields=["programme", "position"], name="programmes_phase_position_once")]

    def __str__(self):
        return self.get_kind_display()


class MapNote(ProgrammeRecord):
    """A station on the process map, written by hand."""

    kind = models.CharField(_("kind"), max_length=12, choices=NoteKind)
    state = models.CharField(_("state"), max_length=14, choices=NoteState)
    phase = models.ForeignKey(
        Phase, on_delete=models.PROTECT, null=True, blank=True, related_name="map_notes", verbose_name=_("phase")
    )
    happens_on = ImpreciseDateField(_("when"))
    position = models.PositiveIntegerField(_("order among undated notes"), default=0)
    title = models.CharField(_("title"), max_length=80)
    text = models.TextField(_("text"), max_length=600, blank=True)
    # Of a dialogue. Whether the promised answer is late is told by the clock and never stored.
    asked = models.CharField(_("what was asked"), max_length=200, blank=True)
    voices = models.PositiveIntegerField(
        _("how many people were heard"), null=True, blank=True, validators=[MaxValueValidator(100_000)]
    )
    answer_due_on = ImpreciseDateField(_("when the answer is promised"))
    answered_on = ImpreciseDateField(_("when the answer was given"))
    # Of a decision.
    decided_by = models.CharField(_("who decided"), max_length=120, blank=True)

    MAP_PREFIX = "note"
    PUBLIC_TEXT_FIELDS = ("title", "text", "asked", "decided_by")

    class Meta(ProgrammeRecord.Meta):
        ordering = ["pk"]
        verbose_name = _("note on the process map")

    def __str__(self):
        return self.title

    def get_work_url(self):
        return f"{reverse('programmes:map_note_list', args=[self.programme.slug])}#note-{self.pk}"


class MapNoteVersion(TextVersion):
    record = models.ForeignKey(MapNote, on_delete=models.CASCADE, related_name="versions")


class MapAdjustment(models.Model):
    """How one station is to be drawn: a step in its history, of which the last one counts.

    Rows are only added. An undo is a row of its own that says again what held before the one it undoes. A short title
    holds for the title it was written for (`title_mark`); the text itself is emptied when a text of the station's
    record is removed for good.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="map_adjustments")
    item_key = models.CharField(max_length=40)
    step = models.PositiveIntegerField()
    short_title = models.CharField(_("short title"), max_length=60, blank=True)
    title_mark = models.CharField(max_length=16, blank=True)
    weight = models.PositiveSmallIntegerField(_("weight"), null=True, blank=True)
    is_hidden = models.BooleanField(_("hidden on the drawings"), default=False)
    side = models.CharField(_("place of the label"), max_length=5, choices=LabelSide, blank=True)
    undoes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="undone_by")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    PUBLIC_TEXT_FIELDS = ("short_title",)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("look of a station on the process map")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "item_key", "step"], name="programmes_mapadjustment_step_once"
            ),
            models.CheckConstraint(
                condition=models.Q(weight__isnull=True) | models.Q(weight__gte=1, weight__lte=5),
                name="programmes_mapadjustment_weight_1_5",
            ),
        ]

    def __str__(self):
        return f"{self.item_key} {self.step}"


class Responsibility(Versioned):
    """A function in the programme and the person who holds it at present, if anybody does."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="responsibilities")
    function = models.CharField(_("function"), max_length=120)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="responsibilities",
        verbose_name=_("organisation"),
    )  # fmt: skip
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="responsibilities",
        verbose_name=_("person at present"),
    )  # fmt: skip

    INTERNAL_TEXT_FIELDS = ("function",)

    class Meta:
        verbose_name = _("function in the programme")
        constraints = [models.UniqueConstraint(fields=["programme", "function"], name="programmes_responsibility_once")]

    def __str__(self):
        return self.function
