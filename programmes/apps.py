from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgrammesConfig(AppConfig):
    name = "programmes"
    label = "programmes"
    verbose_name = _("Programmes")

    def ready(self):
        # They register what waits for people, and what the app's notices say.
        for module in ("waiting_kinds", "letters", "role_letters", "waiting_letters"):
            import_module(f"programmes.queries.{module}")
        # Needs the models, which stand once all apps are loaded.
        from kraftsamling.shared.records import register_redaction
        from programmes.services.map_adjustments import remove_short_titles

        register_redaction(remove_short_titles)
