"""What every service does to a record: number it, save an edit without losing a colleague's, withdraw, redact."""

import datetime as dt
import re
from collections.abc import Callable, Iterable
from typing import Any

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from kraftsamling.shared import clock
from kraftsamling.shared.errors import EditConflict, RuleViolation, StateConflict
from kraftsamling.shared.forms import MIN_PHONE_DIGITS
from kraftsamling.shared.models import FormDraft, NumberSeries, Record, TextVersion, Versioned

# Apps add what removes copies of a redacted text that only they know of (search rows, files, waiting mail).
RedactionHandler = Callable[[Versioned, dict[str, str]], None]
_redaction_handlers: list[RedactionHandler] = []


def take_number(prefix: str, *, now: dt.datetime | None = None) -> str:
    """Return the next running number "PREFIX-2026-0042" of the series; call inside the transaction that uses it.

    The increment is one UPDATE, so two callers never get the same number on either database (sweden.md B-1).
    """
    return take_numbers(prefix, 1, now=now)[0]


def take_numbers(prefix: str, count: int, *, now: dt.datetime | None = None) -> list[str]:
    """Return the next ``count`` running numbers of the series, in order; see ``take_number``."""
    year = timezone.localdate(now or clock.now()).year
    NumberSeries.objects.get_or_create(prefix=prefix, year=year)
    series = NumberSeries.objects.filter(prefix=prefix, year=year)
    series.update(last=F("last") + count)
    last = series.values_list("last", flat=True).get()
    return [f"{prefix}-{year}-{number:04d}" for number in range(last - count + 1, last + 1)]


def fill_new(record: Record, *, prefix: str, by, channel: str | None = None, now: dt.datetime | None = None) -> None:
    """Give an unsaved ``record`` its running number, arrival time and creator."""
    moment = now or clock.now()
    record.number = take_number(prefix, now=moment)
    record.arrived_at = moment
    record.created_by = record.updated_by = by
    if channel is not None:
        record.channel = channel


def fill_many(new: list[Record], *, prefix: str, by, now: dt.datetime | None = None) -> None:
    """Give many unsaved records what ``fill_new`` gives one, with one take from the series."""
    moment = now or clock.now()
    for record, number in zip(new, take_numbers(prefix, len(new), now=moment), strict=True):
        record.number, record.arrived_at = number, moment
        record.created_by = record.updated_by = by


def save_edit(
    record: Versioned, changes: dict[str, Any], *, expected_version: int, by, keep: type[TextVersion] | None = None
) -> list[str]:
    """Write ``changes`` (field -> value) if row and ``record`` still have ``expected_version``; return what changed.

    A many-to-many field is given as the rows it shall hold. With ``keep``, the earlier texts among the record's
    ``free_texts`` go into a version row of that class.
    Raises EditConflict when somebody else saved in between.
    """
    model = type(record)
    with transaction.atomic():
        before = model._default_manager.get(pk=record.pk)
        linked = {name for name in changes if model._meta.get_field(name).many_to_many}
        changed = [name for name, value in changes.items() if _read(before, name) != _as_stored(value, name in linked)]
        # What was decided of the row before it is saved was decided of the version that ``record`` holds.
        if not before.version == record.version == expected_version:
            raise EditConflict()
        if not changed:
            return []
        now = clock.now()
        values = {name: changes[name] for name in changed if name not in linked}
        rows = model._default_manager.filter(pk=record.pk, version=expected_version).update(
            **values, version=expected_version + 1, updated_at=now, updated_by=by
        )
        if not rows:
            raise EditConflict()
        texts = {name: getattr(before, name) for name in changed if name in record.free_texts}
        if keep is not None and texts:
            keep.objects.create(record=record, version=expected_version, texts=texts, replaced_at=now, replaced_by=by)
        for name in linked.intersection(changed):
            getattr(before, name).set(changes[name])
    record.refresh_from_db()
    return changed


def _read(row: Versioned, name: str) -> Any:
    if row._meta.get_field(name).many_to_many:
        return set(getattr(row, name).values_list("pk", flat=True))
    return getattr(row, name)


def _as_stored(value: Any, is_linked: bool) -> Any:
    return {row.pk for row in value} if is_linked else value


def move_state(record: Versioned, field: str, *, expected: str, to: str, by, **also: Any) -> None:
    """Set ``field`` from ``expected`` to ``to`` (and ``also``) in one conditional UPDATE.

    Raises StateConflict when the row is no longer in ``expected``, or is not the version that ``record`` holds: what
    was checked before the move must still be true when it is made.
    """
    values = {field: to, "updated_at": clock.now(), "updated_by": by, **also}
    rows = (
        type(record)
        ._default_manager.filter(pk=record.pk, version=record.version, **{field: expected})
        .update(**values, version=F("version") + 1)
    )
    if not rows:
        raise StateConflict()
    record.refresh_from_db()


def hold(row: Versioned) -> None:
    """Let others who hold ``row`` too wait until the commit; call before a check that spans several rows.

    An UPDATE that changes nothing holds the row on either database: of two whose changes are each in order but not
    together (two groups that lift matters to each other), the second sees what the first has done.
    """
    type(row)._default_manager.filter(pk=row.pk).update(version=F("version"))


def set_withdrawn(record: Record, *, by, reason: str, now: dt.datetime | None = None) -> None:
    """Mark the record as withdrawn: it leaves every list and public page, and stays on file (sweden.md B-7).

    Raises RuleViolation without a reason, StateConflict when it is withdrawn already.
    """
    if not reason.strip():
        raise RuleViolation(_("Say why it is withdrawn. The reason is kept with it."), field="reason")
    rows = (
        type(record)
        ._default_manager.filter(pk=record.pk, withdrawn_at__isnull=True)
        .update(
            withdrawn_at=now or clock.now(),
            withdrawn_by=by,
            withdrawn_reason=reason.strip(),
            version=F("version") + 1,
            updated_at=clock.now(),
        )
    )
    if not rows:
        raise StateConflict()
    record.refresh_from_db()


def register_redaction(handler: RedactionHandler) -> None:
    """Add a function that removes copies of redacted texts; called from an app's ``ready``."""
    if handler not in _redaction_handlers:
        _redaction_handlers.append(handler)


def removal_note(*, now: dt.datetime | None = None) -> str:
    """Return what stands where a text was removed for good."""
    return _("[Removed %(date)s]") % {"date": timezone.localdate(now or clock.now()).isoformat()}


def redact_texts(record: Versioned, fields: Iterable[str], *, by, now: dt.datetime | None = None) -> dict[str, str]:
    """Replace the texts in ``fields`` by a note of when they were removed, in the row and in every copy of it.

    Returns the removed texts (field -> text, "" where only earlier wordings were there), so that the caller can check
    that nothing is left. Copies: version rows here, and whatever the registered handlers know of (search, drafts,
    files, waiting mail). Raises ValueError for a field that is not a text.
    """
    names = list(fields)
    model = type(record)
    for name in names:
        if not isinstance(model._meta.get_field(name), models.CharField | models.TextField):
            raise ValueError(f"{name} is not a text field")
    note = removal_note(now=now)
    with transaction.atomic():
        # Nobody copies a text to somewhere else meanwhile.
        hold(record)
        before = model._default_manager.get(pk=record.pk)
        current = {name: getattr(before, name) for name in names if getattr(before, name)}
        removed = {name: current.get(name, "") for name in texts_of(before) if name in names}
        model._default_manager.filter(pk=record.pk).update(
            **{name: _that_fits(note, model._meta.get_field(name)) for name in current},
            version=F("version") + 1,
            updated_at=clock.now(),
            updated_by=by,
        )
        earlier = _redact_versions(record, names, note)
        _remove_drafts(record, names, [*current.values(), *earlier])
        for handler in _redaction_handlers:
            handler(record, removed)
    record.refresh_from_db()
    return removed


def texts_of(record: Versioned) -> list[str]:
    """Return the names of the columns that hold a text now, or did in an earlier version that is kept."""
    earlier = {name for version in _versions(record) for name, text in version.texts.items() if text}
    texts = [field.name for field in record._meta.fields if isinstance(field, models.CharField | models.TextField)]
    return [name for name in texts if name in earlier or getattr(record, name)]


def _versions(record: Versioned) -> list[TextVersion]:
    kinds = [relation.related_model for relation in record._meta.related_objects]
    return [row for kind in kinds if issubclass(kind, TextVersion) for row in kind.objects.filter(record=record)]


def _that_fits(note: str, field: models.Field) -> str:
    return note if field.max_length is None or len(note) <= field.max_length else "–"


def _redact_versions(record: Versioned, names: list[str], note: str) -> list[str]:
    earlier = []
    for version in _versions(record):
        earlier += [text for name, text in version.texts.items() if name in names and text]
        version.texts = {name: note if name in names and text else text for name, text in version.texts.items()}
        version.save(update_fields=["texts"])
    return earlier


def _remove_drafts(record: Versioned, names: list[str], texts: list[str]) -> None:
    """Delete kept forms that hold one of the removed texts, or that edit the same fields of the same record."""
    marks = [f"/{mark}/" for mark in (record.pk, getattr(record, "slug", None)) if mark]
    # What is signs alone names nobody, and stands in nearly every form.
    _remove_drafts_where([_text_pattern(text) for text in texts if any(letter.isalnum() for letter in text)])
    for draft in FormDraft.objects.all():
        if any(mark in draft.path for mark in marks) and any(name in draft.fields for name in names):
            draft.delete()


def remove_drafts_with_addresses(addresses: Iterable[str]) -> None:
    """Delete kept forms in which one of the e-mail addresses or telephone numbers was written, however spaced.

    Visitors write of themselves what they like: only whole addresses count, and no number of fewer than seven digits,
    or they would delete forms that have nothing to do with them.
    """
    _remove_drafts_where([pattern for pattern in map(_address_pattern, addresses) if pattern])


def _text_pattern(text: str) -> re.Pattern:
    # Between other letters a short text, such as a name of one letter, is another word. With an s it is the genitive of
    # what is written as a name; in small letters "hans" is his, and nobody called Han.
    before, after = r"(?<!\w)" if text[0].isalnum() else "", r"(?!\w)" if text[-1].isalnum() else ""
    words = re.escape(text)
    genitive = f"|{words}s" if after and text[0].isupper() else ""
    return re.compile(f"{before}(?:(?i:{words}){genitive}){after}")


def _address_pattern(address: str) -> re.Pattern | None:
    if "@" in address:
        return re.compile(rf"(?<![\w.+-]){re.escape(address)}(?![\w-]|\.\w)", re.IGNORECASE)
    digits = re.findall("[0-9]", address)
    if len(digits) < MIN_PHONE_DIGITS:
        return None
    number = r"[\s()/–-]*".join(digits)
    return re.compile(rf"(?<!\d){number}(?!\d)")


def _remove_drafts_where(patterns: list[re.Pattern]) -> None:
    if not patterns:
        return
    for draft in FormDraft.objects.all():
        written = [value for values in draft.fields.values() for value in values]
        if any(pattern.search(value) for pattern in patterns for value in written):
            draft.delete()
