"""Turning the example's rows into records: names become rows, written dates become dates."""

import datetime as dt
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from django.db import models

from kraftsamling.accounts.models import User
from kraftsamling.shared import clock
from kraftsamling.shared.dates import ImpreciseDate, parse_imprecise
from kraftsamling.shared.fields import ImpreciseDateField
from programmes.example.rows import InDays
from programmes.models import Phase, Programme
from programmes.services.keeping import add_record


class ExampleWriter:
    """Adds rows to ``programme`` as ``by`` and remembers them by model and key, for rows that point at them."""

    def __init__(self, programme: Programme, *, by: User, users: Iterable[User]):
        self.programme, self.by = programme, by
        self.rows: dict[tuple[type[models.Model], str], models.Model] = {}
        for user in users:
            self.remember(user, user.email.partition("@")[0])
        for phase in programme.phases.all():
            self.remember(phase, phase.kind)

    def remember(self, row: models.Model, key: str) -> None:
        self.rows[type(row), key] = row

    def get(self, model: type[models.Model], key: str) -> Any:
        """Return the row written down as ``key``; raises KeyError."""
        return self.rows[model, key]

    def add(
        self, model: type[models.Model], entries: Iterable[dict], add: Callable[..., models.Model] | None = None
    ) -> None:
        """Add each entry by the service ``add``, or as any record of the programme."""
        act = partial(add or partial(add_record, model), programme=self.programme)
        for entry in entries:
            self.remember(act(by=self.by, **self.read(model, entry)), entry["key"])

    def read(self, model: type[models.Model], entry: dict) -> dict[str, Any]:
        """Return the fields of ``entry`` as the services take them."""
        return {name: self._read(model._meta.get_field(name), value) for name, value in entry.items() if name != "key"}

    def _read(self, field: models.Field, value: Any) -> Any:
        if isinstance(value, InDays):
            day = clock.today() + dt.timedelta(days=value.days)
            return ImpreciseDate(day) if isinstance(field, ImpreciseDateField) else day
        if field.is_relation:
            return self._find(field.related_model, value)
        if isinstance(field, ImpreciseDateField):
            return parse_imprecise(value)
        return dt.date.fromisoformat(value) if isinstance(field, models.DateField) else value

    def _find(self, model: type[models.Model], value: str | list[str]) -> Any:
        return [self.get(model, key) for key in value] if isinstance(value, list) else self.get(model, value)

    def phase(self, kind: str) -> Phase:
        return self.get(Phase, kind)
