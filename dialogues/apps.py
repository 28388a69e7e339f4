from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DialoguesConfig(AppConfig):
    name = "dialogues"
    label = "dialogues"
    verbose_name = _("Dialogues")

    def ready(self):
        # Needs the models, which stand once all apps are loaded.
        from dialogues.guidance import GUIDES, PARENTS
        from dialogues.prints.invitations import INVITATION_PRINT
        from dialogues.prints.plan_document import PLAN_DOCUMENT
        from dialogues.queries import (
            call_waiting,
            contribution_waiting,
            promise_places,
            promise_waiting,
            registration_letters,
            responsible,
        )
        from dialogues.services.dialogues import forget_copied
        from dialogues.services.influences import remove_copied_reason, remove_from_versions
        from dialogues.services.methods import propose_methods
        from dialogues.services.texts import hide_translations
        from kraftsamling.documents.registry import register
        from kraftsamling.notices.kinds import register_notices
        from kraftsamling.shared.records import register_redaction
        from programmes.guidance import register_guides
        from programmes.queries.hanging import register_hanging
        from programmes.queries.waiting import register_waiting
        from programmes.services.beginnings import register_beginning

        register_notices(registration_letters.NOTICES)
        register_waiting(promise_waiting.promises_due, promise_waiting.WAITING)
        register_waiting(call_waiting.calls_due, call_waiting.WAITING)
        register_waiting(contribution_waiting.contributions_due, contribution_waiting.WAITING)
        register_hanging(promise_places.HANGING)
        register_hanging(responsible.HANGING)
        register(PLAN_DOCUMENT)
        register(INVITATION_PRINT)
        register_guides(GUIDES, PARENTS)
        register_beginning(propose_methods)
        register_redaction(remove_from_versions)
        register_redaction(remove_copied_reason)
        register_redaction(hide_translations)
        register_redaction(forget_copied)
