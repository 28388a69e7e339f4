"""What stands beside a question belongs to it, also for those who hear the form."""

from django.forms import BoundField
from django.forms.renderers import TemplatesSetting


class DescribedField(BoundField):
    """Tie everything that templates/django/forms/field.html shows at a question to its answer.

    A screen reader goes from answer to answer; what is not tied to one is never heard. The error comes first, and what
    somebody else saved meanwhile before the advice.
    """

    @property
    def aria_describedby(self) -> str | None:
        described = super().aria_describedby
        if described is None or not self.auto_id or self.is_hidden:
            return described
        parts = {
            "error": bool(self.errors),
            "theirs": getattr(self.field, "theirs", None) is not None,
            "helptext": bool(self.help_text),
            "example": bool(getattr(self.field, "example", "")),
            "criterion": bool(getattr(self.field, "criterion", "")),
        }
        return " ".join(f"{self.auto_id}_{part}" for part, is_shown in parts.items() if is_shown)


class FormRenderer(TemplatesSetting):
    """The project's own templates for forms, and its own tie between a question and what stands beside it."""

    bound_field_class = DescribedField
