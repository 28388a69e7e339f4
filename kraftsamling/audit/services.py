"""Writing the event log."""

from collections.abc import Iterable

from django.db import models

from kraftsamling.audit.models import AuditEntry


def record(
    verb: str,
    target: models.Model,
    *,
    by,
    programme_id: int | None = None,
    fields: Iterable[str] = (),
    reason: str = "",
) -> AuditEntry:
    """Add one row: ``by`` (None: the system itself) did ``verb`` to ``target``, touching ``fields``.

    ``verb`` is a fixed English word group ("programme.publish") that stands in ``verbs.VERBS`` with its
    translation. The label is the record's running number, never free text. ``reason`` is kept as written by the actor.
    """
    return AuditEntry.objects.create(
        actor=by if by is not None and by.pk else None,
        programme_id=programme_id,
        verb=verb,
        target_type=target._meta.label_lower,
        target_id=str(target.pk),
        target_label=getattr(target, "number", "") or "",
        fields=sorted(fields),
        reason=reason[:300],
    )


def remove_reasons(target: models.Model) -> None:
    """Empty the reasons of all that was logged about ``target`` so far; the caller logs that and why."""
    AuditEntry.objects.of(target).with_reason().remove_reasons()


def remove_reason(entry: AuditEntry, *, programme_id: int | None) -> None:
    """Empty the reason of ``entry``, and of its copies: the same words by the same person, in the programme or (None)
    wherever they stand. The caller logs that and why."""
    copies = AuditEntry.objects.filter(reason=entry.reason, actor=entry.actor)
    if programme_id is not None:
        copies = copies.filter(programme_id=programme_id)
    copies.with_reason().remove_reasons()


def record_many(
    verb: str, targets: Iterable[models.Model], *, by, programme_id: int, fields: Iterable[str] = ()
) -> None:
    """Add one row for each of ``targets``, as ``record`` would, in one statement."""
    names = sorted(fields)
    AuditEntry.objects.bulk_create(
        AuditEntry(
            actor=by,
            programme_id=programme_id,
            verb=verb,
            target_type=target._meta.label_lower,
            target_id=str(target.pk),
            target_label=getattr(target, "number", "") or "",
            fields=names,
        )
        for target in targets
    )
