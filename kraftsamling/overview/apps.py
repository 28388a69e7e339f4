from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OverviewConfig(AppConfig):
    name = "kraftsamling.overview"
    label = "overview"
    verbose_name = _("Overview")

    def ready(self):
        # Needs the models, which stand once all apps are loaded.
        from kraftsamling.documents.registry import register
        from kraftsamling.notices.kinds import register_notices
        from kraftsamling.overview.documents.glance import GLANCE_DOCUMENT
        from kraftsamling.overview.documents.handover import HANDOVER_DOCUMENT
        from kraftsamling.overview.posters import letters
        from kraftsamling.overview.posters.poster import PROCESS_MAP_POSTER
        from kraftsamling.overview.services.redrawing import queue_redraw, remove_redacted
        from kraftsamling.shared.public_pages import register_bump
        from kraftsamling.shared.records import register_redaction

        register_notices(letters.NOTICES)
        register(PROCESS_MAP_POSTER)
        register(GLANCE_DOCUMENT)
        register(HANDOVER_DOCUMENT)
        register_bump(queue_redraw)
        register_redaction(remove_redacted)
