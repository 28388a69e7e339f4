"""The filter above a list of records; its values stand in the address."""

from django import forms
from django.db.models import Model, Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from programmes.models import Programme


class RecordFilterForm(forms.Form):
    """Narrows ``rows`` by words in any of ``words_in`` and by ``choices``, the columns that have choices."""

    hide_optional = True

    ord = forms.CharField(label=_("Words"), required=False, max_length=100)

    def __init__(
        self, data, *, programme: Programme, rows: QuerySet, words_in: tuple[str, ...], choices: tuple[str, ...]
    ):
        super().__init__(data)
        self.user = None  # the asking person, set by the list
        self.programme = programme
        self._rows, self._words_in, self._choices = rows, words_in, choices
        for name in choices:
            self.fields[name] = _choice_of(rows.model, name)

    def rows(self) -> QuerySet:
        """Return the narrowed rows; what could not be understood narrows nothing."""
        rows = self._rows
        if not self.is_valid():
            return rows
        for word in self.cleaned_data["ord"].split()[:8]:
            matches = Q()
            for column in self._words_in:
                matches |= Q(**{f"{column}__icontains": word})
            rows = rows.filter(matches)
        for name in self._choices:
            if self.cleaned_data[name]:
                rows = rows.filter(**{name: self.cleaned_data[name]})
        return rows


def _choice_of(model: type[Model], name: str) -> forms.ChoiceField:
    column = model._meta.get_field(name)
    return forms.ChoiceField(
        label=capfirst(column.verbose_name), required=False, choices=[("", _("All")), *column.choices]
    )
