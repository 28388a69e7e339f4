"""The municipality that runs the installation, and the organisations that take part."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionBase

from kraftsamling.shared.models import Versioned
from programmes.enums import OrganisationKind, Palette
from programmes.roles import MUNICIPAL_ROLES


def logo_path(municipality, filename):
    """Return where a logo is stored; the name the user gave the file is not kept."""
    return f"municipality/logo-{municipality.version + 1}{filename[filename.rfind('.') :].lower()}"


class Municipality(Versioned):
    """One row: an installation belongs to one municipality (docs/decisions)."""

    name = models.CharField(_("name of the municipality"), max_length=120)
    code = models.SlugField(
        _("short code"), max_length=20, help_text=_("Begins running numbers that belong to no programme.")
    )
    logo = models.ImageField(_("logo"), upload_to=logo_path, blank=True)
    palette = models.CharField(_("colours"), max_length=12, choices=Palette, default=Palette.TEAL)
    registry_pattern = models.CharField(
        _("how your registry numbers look"), max_length=60, blank=True, help_text=_("For example KS 2026-00123.")
    )
    contact_email = models.EmailField(_("e-mail for questions"), blank=True)
    contact_phone = models.CharField(_("telephone for questions"), max_length=40, blank=True)
    data_protection_contact = models.CharField(_("data protection officer's address"), max_length=200, blank=True)
    embedding_sites = models.TextField(_("sites that may show the process map"), blank=True)
    report_days = models.PositiveSmallIntegerField(_("working days to answer an accessibility report"), default=10)

    PUBLIC_TEXT_FIELDS = ("name", "contact_email", "contact_phone", "data_protection_contact", "embedding_sites")

    class Meta:
        permissions = [(role.codename, str(role.key)) for role in MUNICIPAL_ROLES.values()]

    def __str__(self):
        return self.name


class MunicipalityRolePermission(UserObjectPermissionBase):
    """Guardian's store for municipality-wide roles, with a real foreign key."""

    content_object = models.ForeignKey(Municipality, on_delete=models.CASCADE)

    class Meta(UserObjectPermissionBase.Meta):
        pass


class OrganisationQuerySet(models.QuerySet):
    """The organisations of a municipality."""

    def public(self) -> "OrganisationQuerySet":
        """Return those that anyone may read of: all, since their names are public."""
        return self.all()


class Organisation(Versioned):
    """A department, board, association, company or authority, for as long as it exists."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="organisations")
    kind = models.CharField(_("kind"), max_length=20, choices=OrganisationKind)
    name = models.CharField(_("name"), max_length=160)
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_until = models.DateField(_("until"), null=True, blank=True)
    successor = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="predecessors", verbose_name=_("became")
    )

    PUBLIC_TEXT_FIELDS = ("name",)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "name"], name="programmes_organisation_name_once"),
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True)
                | models.Q(valid_from__isnull=True)
                | models.Q(valid_until__gte=models.F("valid_from")),
                name="programmes_organisation_period",
            ),
        ]

    def __str__(self):
        return self.name
