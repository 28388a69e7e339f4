"""The event log as people read it: who, what, which record, which fields, why."""

import datetime as dt
from dataclasses import dataclass

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from kraftsamling.accounts.models import User
from kraftsamling.audit.models import AuditEntry
from kraftsamling.audit.verbs import FIELD_WORDS, VERBS, describe_verb
from programmes.models import RoleAssignment

ENTRIES_PER_PAGE = 50


@dataclass(frozen=True)
class LogRow:
    """One event in words; ``target`` is what the record is called today, empty when it has no name."""

    at: dt.datetime
    who: str
    sentence: str
    number: str
    target: str
    fields: str
    reason: str


def filter_entries(
    entries: QuerySet[AuditEntry],
    *,
    verb: str = "",
    person: User | None = None,
    first: dt.date | None = None,
    last: dt.date | None = None,
) -> QuerySet[AuditEntry]:
    """Narrow ``entries`` by what was done, by whom, and by the days it was done on, both included."""
    if verb:
        entries = entries.filter(verb=verb)
    if person:
        entries = entries.filter(actor=person)
    if first and first > _FIRST_DAY:
        entries = entries.filter(at__gte=_midnight(first))
    if last and last < _LAST_DAY:
        entries = entries.filter(at__lt=_midnight(last + dt.timedelta(days=1)))
    return entries


# Nothing has happened outside these days, and a moment beyond the calendar's ends cannot be told in another time zone.
_FIRST_DAY, _LAST_DAY = dt.date(1900, 1, 1), dt.date(9000, 1, 1)


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


def verbs_in(entries: QuerySet[AuditEntry]) -> list[tuple[str, Promise]]:
    """Return (verb, words) of what has been done at all in ``entries``, as choices in the order of the words."""
    found = set(entries.order_by().values_list("verb", flat=True).distinct())
    choices = [(verb, words) for verb, words in VERBS.items() if verb in found]
    return sorted(choices, key=lambda choice: str(choice[1]).casefold())


def people_in(entries: QuerySet[AuditEntry]) -> QuerySet[User]:
    """Return the people who have done anything in ``entries``."""
    return User.objects.filter(pk__in=entries.order_by().values("actor")).order_by("name")


def log_page(entries: QuerySet[AuditEntry], number: str | None) -> Page:
    """Return one page of LogRow; the number of queries does not grow with the number of entries."""
    page = Paginator(entries, ENTRIES_PER_PAGE).get_page(number)
    shown = list(page.object_list)
    names = _target_names(shown)
    page.object_list = [_describe(entry, names) for entry in shown]
    return page


def _describe(entry: AuditEntry, names: dict[tuple[str, str], str]) -> LogRow:
    return LogRow(
        at=entry.at,
        who=entry.actor.display_name if entry.actor else _("The system"),
        sentence=describe_verb(entry.verb),
        number=entry.target_label,
        target=names.get((entry.target_type, entry.target_id), ""),
        fields=", ".join(_field_word(entry.target_type, name) for name in entry.fields),
        reason=entry.reason,
    )


def _target_names(entries: list[AuditEntry]) -> dict[tuple[str, str], str]:
    ids: dict[str, set[str]] = {}
    for entry in entries:
        ids.setdefault(entry.target_type, set()).add(entry.target_id)
    names = {}
    for target_type, keys in ids.items():
        model = apps.get_model(target_type)
        targets = model._default_manager.filter(pk__in=keys)
        if model is RoleAssignment:
            targets = targets.select_related("user")
        names |= {(target_type, str(target.pk)): _name(target) for target in targets}
    return names


def _name(target: Model) -> str:
    if isinstance(target, RoleAssignment):
        return f"{target.role_name}: {target.user.display_name}"
    return str(target) if type(target).__name__ in _NAMED else ""


# Records whose text form is a name that people know them by; the others are known by their running number alone.
_NAMED = {"MapNote", "Municipality", "Organisation", "Phase", "Programme", "RetentionClass", "StoredFile"}


def _field_word(target_type: str, name: str) -> str:
    if name in FIELD_WORDS:
        return str(FIELD_WORDS[name])
    try:
        words = apps.get_model(target_type)._meta.get_field(name).verbose_name
    except FieldDoesNotExist:
        return name
    return str(words)
