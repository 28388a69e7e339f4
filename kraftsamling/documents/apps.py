from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    name = "kraftsamling.documents"
    label = "documents"
    verbose_name = _("Documents")

    def ready(self):
        # Needs the models, which stand once all apps are loaded.
        from kraftsamling.documents.services.orders import remove_redacted
        from kraftsamling.shared.records import register_redaction

        register_redaction(remove_redacted)
