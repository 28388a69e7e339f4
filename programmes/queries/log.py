"""The event log as people read it: who, what, which record, which fields, why."""

import datetime as dt
import re
from collections import defaultdict
from dataclasses import dataclass

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kraftsamling.accounts.models import User
from kraftsamling.audit.models import AuditEntry
from kraftsamling.audit.verbs import FIELD_WORDS, VERBS, describe_verb
from programmes.models import Programme, RoleAssignment

ENTRIES_PER_PAGE = 50


@dataclass(frozen=True)
class LogRow:
    """One event in words; ``target`` is what the record is called today, empty when it has no name.

    ``redact_url`` is where its texts are removed for good, when no other page leads there, and ``reason_url`` where the
    reason is, when the record has no page for its texts.
    """

    at: dt.datetime
    who: str
    sentence: str
    number: str
    target: str
    fields: str
    reason: str
    redact_url: str
    reason_url: str


def filter_entries(
    entries: QuerySet[AuditEntry],
    *,
    verb: str = "",
    person: User | None = None,
    first: dt.date | None = None,
    last: dt.date | None = None,
) -> QuerySet[AuditEntry]:
    """Narrow ``entries`` by what was done (verbs joined by commas), by whom, and by its days, both included."""
    if verb:
        entries = entries.filter(verb__in=verb.split(","))
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


def verbs_in(entries: QuerySet[AuditEntry]) -> list[tuple[str, str]]:
    """Return (verbs, words) of what has been done at all in ``entries``, as choices in the order of the words.

    Verbs that say the same to a reader ("Added: something") are one choice, joined by commas.
    """
    found = set(entries.order_by().values_list("verb", flat=True).distinct())
    by_words = defaultdict(list)
    for verb in VERBS:
        if verb in found:
            by_words[describe_verb(verb, _("something"))].append(verb)
    choices = [(",".join(verbs), words) for words, verbs in by_words.items()]
    return sorted(choices, key=lambda choice: choice[1].casefold())


def people_in(entries: QuerySet[AuditEntry]) -> QuerySet[User]:
    """Return the people who have done anything in ``entries``."""
    return User.objects.filter(pk__in=entries.order_by().values("actor")).order_by("name")


def log_page(
    entries: QuerySet[AuditEntry], number: str | None, *, programme: Programme | None, may_redact: bool
) -> Page:
    """Return one page of LogRow; the number of queries does not grow with the number of entries.

    ``programme`` is that of the entries, None for those of the municipality.
    """
    page = Paginator(entries, ENTRIES_PER_PAGE).get_page(number)
    shown = list(page.object_list)
    targets = _find_targets(shown)
    page.object_list = [
        _describe(entry, targets.get((entry.target_type, entry.target_id)), programme, may_redact) for entry in shown
    ]
    return page


def _describe(entry: AuditEntry, target: Model | None, programme: Programme | None, may_redact: bool) -> LogRow:
    return LogRow(
        at=entry.at,
        who=entry.actor.display_name if entry.actor else _("The system"),
        sentence=describe_verb(entry.verb, str(apps.get_model(entry.target_type)._meta.verbose_name)),
        number=entry.target_label,
        target=_name(target) if target else "",
        fields=", ".join(_field_word(entry.target_type, name) for name in entry.fields),
        reason=entry.reason,
        redact_url=_redact_url(target, programme) if target and programme and may_redact else "",
        reason_url=_reason_url(entry, programme) if may_redact else "",
    )


def _reason_url(entry: AuditEntry, programme: Programme | None) -> str:
    if not entry.reason or getattr(apps.get_model(entry.target_type), "free_texts", ()):
        return ""
    if programme is None:
        return reverse("programmes:municipality_log_reason", args=[entry.pk])
    return reverse("programmes:log_reason", args=[programme.slug, entry.pk])


def _find_targets(entries: list[AuditEntry]) -> dict[tuple[str, str], Model]:
    ids: dict[str, set[str]] = {}
    for entry in entries:
        ids.setdefault(entry.target_type, set()).add(entry.target_id)
    found = {}
    for target_type, keys in ids.items():
        model = apps.get_model(target_type)
        targets = model._default_manager.filter(pk__in=keys)
        needed = [link for link in (_NAMED_THROUGH.get(model.__name__), getattr(model, "PART_OF", "")) if link]
        targets = targets.select_related(*needed) if needed else targets
        found |= {(target_type, str(target.pk)): target for target in targets}
    return found


# Records whose name is that of another row.
_NAMED_THROUGH = {"RoleAssignment": "user", "Actor": "organisation"}
# Kinds whose page for removing texts is not named after the model.
_REDACT_PAGES = {
    "Basis": "programmes:picture_basis_redact",
    "ProblemPicture": "programmes:picture_redact",
    "StoredFile": "documents:file_redact",
}


def _redact_url(target: Model, programme: Programme) -> str:
    """Return where texts of something that is withdrawn, or part of it, are removed for good; empty for the rest."""
    if not getattr(target, "free_texts", ()):
        return ""
    rows = [target, getattr(target, target.PART_OF)] if target.PART_OF else [target]
    if not any(getattr(row, "withdrawn_at", None) for row in rows):
        return ""
    if hasattr(target, "redact_url_in"):
        return target.redact_url_in(programme.slug)
    # The addresses of an app have its name.
    kind = type(target).__name__
    words = re.sub("(?<!^)(?=[A-Z])", "_", kind).lower()
    page = _REDACT_PAGES.get(kind) or f"{target._meta.app_label}:{words}_redact"
    return reverse(page, args=[programme.slug, target.pk])


def _name(target: Model) -> str:
    if isinstance(target, RoleAssignment):
        return f"{target.role_name}: {target.user.display_name}"
    return str(target) if hasattr(target, "get_work_url") or type(target).__name__ in _NAMED else ""


# Records whose text form is a name that people know them by; the others are known by their running number alone.
_NAMED = {"Municipality", "Organisation", "Phase", "Programme", "Responsibility", "RetentionClass", "StoredFile"}


def _field_word(target_type: str, name: str) -> str:
    if name in FIELD_WORDS:
        return str(FIELD_WORDS[name])
    try:
        words = apps.get_model(target_type)._meta.get_field(name).verbose_name
    except FieldDoesNotExist:
        return name
    return str(words)
