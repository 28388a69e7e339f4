"""Saving a form: once, and without losing what a colleague saved in between.

An edit form carries the version it was made from and, signed, the values it showed. When somebody else saved first,
what only one of the two changed is merged by itself; where both changed the same field, both texts are shown and the
person decides. A view does

    form = NoteForm(sent_or_kept(request), instance=note)
    response, form = submit(request, form, lambda: update_note(...).get_absolute_url())
    return response or render(request, ..., {"form": form, "form_key": make_form_key(request.user.pk)})
"""

import copy
from collections.abc import Callable
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _

from kraftsamling.shared.errors import EditConflict, RuleViolation
from kraftsamling.shared.models import Versioned
from kraftsamling.shared.receipts import answer_once

_BASE = "edit-base"


def _with_plain_newlines(value: Any) -> Any:
    # Browsers send CR LF, whatever was there before; without this every text area would look changed.
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


def _column(model: type[Versioned], name: str) -> models.Field | None:
    """Return the column; None for what a row tells by a property, such as the day of a moment."""
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        return None


def _read(instance: Versioned, name: str) -> Any:
    """Return a field's value; of a many-to-many field the list of its rows."""
    value, column = getattr(instance, name), _column(type(instance), name)
    return list(value.all()) if column is not None and column.many_to_many else value


def read_base(signed: str) -> dict[str, str]:
    """Return field -> text of what a form showed, in its order, from its ``base``; empty when that is not ours."""
    try:
        return signing.loads(signed, salt=_BASE)
    except signing.BadSignature:
        return {}


class EditForm(forms.ModelForm):
    """A form for one row that two people may edit at once. Related choices are narrowed by the subclass."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    base = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, files=None, *, instance: Versioned, **kwargs):
        # A copy, since validating writes into it: the page around the form shows the row as it is stored.
        super().__init__(data, files, instance=copy.copy(instance), **kwargs)
        self._extra = {name: value for name, value in kwargs.items() if name not in ("initial", "prefix")}
        self.initial["version"] = instance.version
        self.initial["base"] = self._sign_base(instance)
        self.conflicts: list[dict[str, str]] = []

    @property
    def merged_fields(self) -> list[str]:
        """The names of the fields that take part in merging: those that are asked for, but for files."""
        asked = [name for name in self._meta.fields if name in self.fields]
        return [name for name in asked if not isinstance(self.fields[name], forms.FileField)]

    def changes(self) -> dict[str, Any]:
        """Return field -> cleaned value, as ``records.save_edit`` takes it."""
        return {name: self.cleaned_data[name] for name in self.merged_fields}

    def _as_text(self, name: str, value: Any) -> str:
        column = _column(self._meta.model, name)
        if column is not None and column.many_to_many:
            return " ".join(str(row.pk) for row in sorted(value, key=lambda row: row.pk))
        value = getattr(value, "pk", value)
        prepared = value if column is None else column.get_prep_value(value)
        return "" if prepared is None else _with_plain_newlines(str(prepared))

    def _sign_base(self, instance: Versioned) -> str:
        values = {name: self._as_text(name, _read(instance, name)) for name in self.merged_fields}
        return signing.dumps(values, salt=_BASE, compress=True)

    def merged_with(self, current: Versioned) -> "EditForm":
        """Return the form again, now against ``current``: what only they changed is taken over, clashes are listed."""
        base, data, conflicts = read_base(self.cleaned_data.get("base", "")), self.data.copy(), []
        for name in self.merged_fields:
            mine = self._as_text(name, self.cleaned_data[name])
            theirs = self._as_text(name, _read(current, name))
            if mine == theirs or base.get(name) == theirs:
                continue
            if base.get(name) == mine:
                self._take_over(data, name, current)
            else:
                conflicts.append(self._describe_conflict(name, current))
        form = type(self)(data, instance=current, **self._extra)
        form.data["version"], form.data["base"] = current.version, form.initial["base"]
        form.conflicts = conflicts
        for conflict in conflicts:
            form.fields[conflict["name"]].theirs = conflict["theirs"]
        return form

    def _take_over(self, data: QueryDict, name: str, current: Versioned) -> None:
        field = self.fields[name]
        value = _read(current, name)
        if isinstance(field, forms.ModelMultipleChoiceField):
            data.setlist(name, [str(row.pk) for row in value])
        elif isinstance(field, forms.MultipleChoiceField):
            data.setlist(name, value)
        elif isinstance(field, forms.BooleanField):
            data.pop(name, None)
            if value:
                data[name] = "on"
        else:
            shown = field.prepare_value(getattr(value, "pk", value))
            data[name] = "" if shown is None else str(shown)

    def _describe_conflict(self, name: str, current: Versioned) -> dict[str, str]:
        display = getattr(current, f"get_{name}_display", None)
        value = display() if display else _read(current, name)
        if isinstance(self.fields[name], forms.MultipleChoiceField):
            words = dict(self.fields[name].choices)
            value = [words.get(each, each) for each in value]
        if isinstance(value, list):
            value = ", ".join(str(row) for row in value)
        return {"name": name, "label": str(self.fields[name].label), "theirs": "" if value is None else str(value)}


def submit(
    request: HttpRequest, form: forms.BaseForm, act: Callable[[], str]
) -> tuple[HttpResponse | None, forms.BaseForm]:
    """Save a posted form by ``act``, which returns the address to go to.

    Returns (response, form): a redirect when it worked, else None and the form to show again, with what is wrong at
    the field it concerns, or with both texts when somebody else saved in between.
    """
    if request.method != "POST" or not form.is_valid():
        return None, form
    form.cleaned_data = {name: _with_plain_newlines(value) for name, value in form.cleaned_data.items()}
    try:
        return answer_once(request, act), form
    except EditConflict as conflict:
        current = None
        if isinstance(form, EditForm):
            current = form.instance._meta.default_manager.filter(pk=form.instance.pk).first()
        if current is None:
            form.add_error(None, conflict.message)
            return None, form
        form = form.merged_with(current)
        form.is_valid()
        form.was_merged = True
        form.add_error(None, _("Somebody else saved this while you were writing. Nothing is lost."))
        return None, form
    except RuleViolation as violation:
        form.add_error(violation.field if violation.field in form.fields else None, violation.message)
        return None, form
