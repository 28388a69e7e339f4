"""Choosing form, level and methods with what each means beside it, and what is advised first."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from dialogues.enums import Form
from dialogues.models import Method
from dialogues.queries.advice import AdvicePage, Option


class _Said:
    """A widget whose answers each have a line of their own. ``said`` is by value; answers without one have no line."""

    option_template_name = "dialogues/_said_option_part.html"

    def __init__(self, said: dict[str, Option], **kwargs: Any):
        super().__init__(**kwargs)
        self.said = said

    def create_option(self, name, value, label, selected, index, subindex=None, attrs=None) -> dict[str, Any]:
        option = super().create_option(name, value, label, selected, index, subindex=subindex, attrs=attrs)
        said = self.said.get(str(value))
        if said:
            option["said"] = said
            option["attrs"]["aria-describedby"] = f"{option['attrs']['id']}_said"
        return option


class SaidRadio(_Said, forms.RadioSelect):
    """One of a few, each with its line."""


class MethodChoice(_Said, forms.CheckboxSelectMultiple):
    """Methods in groups: those advised, and chosen beside them, are seen at once; the others are unfolded."""

    template_name = "dialogues/_method_choice_part.html"

    def get_context(self, name, value, attrs) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        groups = [(title, options) for title, options, _index in context["widget"]["optgroups"]]
        seen = {_advised(), _also_chosen()}
        context["widget"]["seen"] = [group for group in groups if group[0] in seen]
        context["widget"]["folded"] = [
            (title, options, any(option["selected"] for option in options))
            for title, options in groups
            if title not in seen
        ]
        return context


def _advised() -> str:
    return _("Suits your plan best")


def _also_chosen() -> str:
    return _("Chosen besides")


def tell_choices(form: forms.ModelForm, advice: AdvicePage) -> None:
    """Put beside each form, level and method of ``form`` what it means, and the methods advised first, with why."""
    for name, options in (("form", advice.forms), ("level", advice.levels)):
        if field := form.fields.get(name):
            field.widget = SaidRadio({option.value: option for option in options}, choices=field.choices)
    field = form.fields["methods"]
    methods = list(field.queryset)
    said = {str(method.pk): Option(str(method.pk), method.name, method.line, (), False) for method in methods}
    said |= {option.value: option for option in advice.methods}
    field.widget = MethodChoice(said, choices=_grouped(methods, advice, dict(field.choices)))


def _grouped(methods: list[Method], advice: AdvicePage, labels: dict[Any, str]) -> list[tuple[str, list]]:
    """Return the advised ones, those chosen besides, and the others by the first form each belongs to."""
    by_key = {str(method.pk): method for method in methods}
    advised = [by_key.pop(option.value) for option in advice.methods if option.is_advised]
    chosen = [by_key.pop(option.value) for option in advice.methods if not option.is_advised]
    groups = [(_advised(), advised), (_also_chosen(), chosen)]
    groups += [
        (str(each.label), [method for method in by_key.values() if method.forms[:1] == [each.value]]) for each in Form
    ]
    return [(title, [(method.pk, labels[method.pk]) for method in found]) for title, found in groups if found]
