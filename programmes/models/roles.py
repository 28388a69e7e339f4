"""Who holds which role, and invitations to one."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kraftsamling.notices.models import ContactPoint
from kraftsamling.shared import clock
from programmes.models.municipality import Municipality
from programmes.models.programme import Programme
from programmes.roles import ROLES


class RoleAssignmentQuerySet(models.QuerySet):
    def active(self, on):
        """Assignments that hold on the date ``on``."""
        return self.filter(
            Q(valid_until__isnull=True) | Q(valid_until__gte=on), valid_from__lte=on, revoked_at__isnull=True
        )


class RoleAssignment(models.Model):
    """A role held by a person in a programme, or (programme empty) in the whole municipality, for a period."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="role_assignments")
    role = models.CharField(_("role"), max_length=30)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="role_assignments")
    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, null=True, blank=True, related_name="role_assignments"
    )
    valid_from = models.DateField(_("from"))
    valid_until = models.DateField(_("until"), null=True, blank=True)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    granted_at = models.DateTimeField(auto_now_add=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = RoleAssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=models.F("valid_from")),
                name="programmes_roleassignment_period",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "programme"],
                condition=Q(revoked_at__isnull=True, programme__isnull=False),
                name="programmes_roleassignment_once",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "municipality"],
                condition=Q(revoked_at__isnull=True, programme__isnull=True),
                name="programmes_roleassignment_municipal_once",
            ),
        ]

    def __str__(self):
        return f"{self.user_id} {self.role}"

    @property
    def role_name(self) -> str:
        """The role's name in the reader's language."""
        return str(ROLES[self.role].name)


class Invitation(models.Model):
    """An invitation to a role, sent by e-mail; its link works once. Only a hash of the link's secret is stored."""

    contact = models.ForeignKey(ContactPoint, on_delete=models.PROTECT, related_name="invitations")
    name = models.CharField(_("name"), max_length=120)
    role = models.CharField(_("role"), max_length=30)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="invitations")
    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, null=True, blank=True, related_name="invitations"
    )
    role_valid_until = models.DateField(_("the role lasts until"), null=True, blank=True)
    secret_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="invitations_sent")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="invitations_accepted"
    )
    cancelled_at = models.DateTimeField(null=True, blank=True)

    def __str__(self):
        return f"{self.role} {self.pk}"

    @property
    def role_name(self) -> str:
        """The role's name in the reader's language."""
        return str(ROLES[self.role].name)

    @property
    def role_sentence(self) -> str:
        """What the role is for, in the reader's language."""
        return str(ROLES[self.role].sentence)

    @property
    def is_expired(self) -> bool:
        """Whether the link has become too old."""
        return self.expires_at <= clock.now()
