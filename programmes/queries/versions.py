"""Earlier wordings of a record, for people to read."""

import datetime as dt
from dataclasses import dataclass

from django.utils.text import capfirst

from kraftsamling.accounts.models import User
from kraftsamling.shared.models import Record


@dataclass(frozen=True)
class EarlierText:
    """The texts that one edit replaced: (what the field is called, how it read), when and by whom."""

    texts: list[tuple[str, str]]
    replaced_at: dt.datetime
    replaced_by: User | None


def earlier_texts(record: Record) -> list[EarlierText]:
    """Return the record's earlier wordings, latest first; an edit that only filled an empty field is left out."""
    found = []
    # PostgreSQL does not keep the order of what is stored as JSON.
    in_order = [field.name for field in record._meta.concrete_fields]
    for version in record.versions.select_related("replaced_by"):
        texts = [
            (capfirst(str(record._meta.get_field(name).verbose_name)), version.texts[name])
            for name in in_order
            if version.texts.get(name)
        ]
        if texts:
            found.append(EarlierText(texts, version.replaced_at, version.replaced_by))
    return found
