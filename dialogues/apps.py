from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DialoguesConfig(AppConfig):
    name = "dialogues"
    label = "dialogues"
    verbose_name = _("Dialogues")

    def ready(self):
        import_module("dialogues.queries.registration_letters")  # registers what its notices say
        for module in (
            "promise_waiting",
            "promise_places",
            "responsible",
            "call_waiting",
        ):  # they register what waits for people, and for whom
            import_module(f"dialogues.queries.{module}")
        from dialogues.guidance import GUIDES, PARENTS
        from dialogues.prints.invitations import INVITATION_PRINT
        from dialogues.prints.plan_document import PLAN_DOCUMENT
        from dialogues.services.dialogues import forget_copied
        from dialogues.services.influences import remove_copied_reason, remove_from_versions
        from dialogues.services.methods import propose_methods
        from dialogues.services.texts import hide_translations
        from kraftsamling.documents.registry import register
        from kraftsamling.shared.records import register_redaction
        from programmes.guidance import register_guides
        from programmes.services.beginnings import register_beginning

        register(PLAN_DOCUMENT)
        register(INVITATION_PRINT)
        register_guides(GUIDES, PARENTS)
        register_beginning(propose_methods)
        register_redaction(remove_from_versions)
        register_redaction(remove_copied_reason)
        register_redaction(hide_translations)
        register_redaction(forget_copied)
