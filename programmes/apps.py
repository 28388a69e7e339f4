from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgrammesConfig(AppConfig):
    name = "programmes"
    label = "programmes"
    verbose_name = _("Programmes")

    def ready(self):
        # Needs the models, which stand once all apps are loaded.
        from kraftsamling.notices.kinds import register_notices
        from kraftsamling.shared.records import register_redaction
        from programmes.queries import letters, role_letters, waiting_kinds, waiting_letters
        from programmes.queries.waiting import register_waiting
        from programmes.services.map_adjustments import remove_short_titles

        register_waiting(waiting_kinds.due_in_programmes, waiting_kinds.WAITING)
        register_notices(letters.NOTICES)
        register_notices(role_letters.NOTICES)
        register_notices(waiting_letters.NOTICES)
        register_redaction(remove_short_titles)
