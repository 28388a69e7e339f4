"""People who sign in."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager):
    def create_user(self, email: str, password: str | None = None, **fields):
        """Create a person; without ``password`` they set one through an invitation or a reset."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields):
        """Create a person who may use Django's support pages."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """A person with an account. Rights come from roles (programmes.permissions), never from ``is_staff``."""

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    title = models.CharField(_("function"), max_length=120, blank=True, help_text=_("For example area developer."))
    shows_function_only = models.BooleanField(
        _("show only the function to others"),
        default=False,
        help_text=_("For people whose name should not be seen. Your function is shown instead."),
    )
    language = models.CharField(_("language"), max_length=5, default="sv")
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    date_joined = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    def __str__(self):
        return self.display_name

    @property
    def display_name(self) -> str:
        """The name others see: the function alone where the person has chosen so."""
        return self.title if self.shows_function_only and self.title else self.name
