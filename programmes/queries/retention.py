"""How long each type of record is kept."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kraftsamling.shared.collation import Swedish
from kraftsamling.shared.models import RetentionClass


def retention_classes() -> QuerySet[RetentionClass]:
    """Return all types of record in Swedish order."""
    return RetentionClass.objects.order_by(Swedish("name"))


def get_retention_class(pk: int) -> RetentionClass:
    """Return one type of record; raises Http404."""
    return get_object_or_404(RetentionClass, pk=pk)


def find_retention_class(key: str) -> RetentionClass | None:
    """Return the type of record with this key, None where the municipality has no such type."""
    return RetentionClass.objects.filter(key=key).first()


def describe_rule(retention_class: RetentionClass) -> str:
    """Return the rule in words: kept for ever, or disposed of after so many years, or not set yet."""
    if retention_class.is_kept_forever:
        return _("Kept for ever")
    if retention_class.years is None:
        return _("Disposed of, time not set yet")
    return ngettext("Disposed of after %(years)d year", "Disposed of after %(years)d years", retention_class.years) % {
        "years": retention_class.years
    }


@dataclass(frozen=True)
class RetentionRow:
    """A type of record with its rule in words."""

    retention_class: RetentionClass
    rule: str


def retention_rows() -> list[RetentionRow]:
    """Return the whole table in Swedish order."""
    return [RetentionRow(found, describe_rule(found)) for found in retention_classes()]
