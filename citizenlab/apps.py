from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CitizenlabConfig(AppConfig):
    name = "citizenlab"
    label = "citizenlab"
    verbose_name = _("Citizen lab")
