from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DialoguesConfig(AppConfig):
    name = "dialogues"
    label = "dialogues"
    verbose_name = _("Dialogues")

    def ready(self):
        from dialogues.guidance import GUIDES, PARENTS
        from programmes.guidance import register_guides

        register_guides(GUIDES, PARENTS)
