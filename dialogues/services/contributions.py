"""Contributions: noted as they were said, corrected with history, and read by somebody before anyone else sees them."""

import uuid as uuids
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from dialogues.enums import CONTRIBUTION_MOVES, ContributionKind, ContributionState
from dialogues.models import Contribution, ContributionVersion, Dialogue, Theme
from dialogues.queries.contributions import hits_in
from dialogues.services.holding import hold_dialogue
from kraftsamling.shared import clock
from kraftsamling.shared.enums import Channel, Openness
from kraftsamling.shared.errors import EditConflict, RuleViolation, StateConflict
from kraftsamling.shared.models import Versioned
from kraftsamling.shared.screening import Hit
from programmes.models import Programme
from programmes.services import keeping

# What was said, and what everyone can read of it: one is a copy of the other, so they are removed together.
_COPIES = {"text": "public_text", "translation": "public_translation"}
# The texts that the screening looks through when they come.
_SCREENED = ("text", "translation", "speaks_for", "place_words")
# What everyone reads beside the text of what is published.
_SHOWN_BESIDE = ("kind", "speaks_for", "people", "precision", "matter", "place", "content_language")


def add_contribution(
    *, dialogue: Dialogue, by, uuid: uuids.UUID | None = None, channel: str = Channel.STAFF, **fields: Any
) -> Contribution:
    """Note what somebody said; it is internal until somebody has read and published it.

    ``uuid`` is the one that whoever noted it gave it. Raises RuleViolation for what belongs to another dialogue or
    programme, or speaks for many and does not say for whom; StateConflict when the dialogue has been withdrawn.
    """
    check_parts(dialogue, fields)
    given = {"uuid": uuid} if uuid else {}
    with transaction.atomic():
        hold_dialogue(dialogue)
        return keeping.add_record(
            Contribution, programme=dialogue.programme, dialogue=dialogue, channel=channel, by=by,
            flags=_flags(fields), **given, **fields,
        )  # fmt: skip


def update_contribution(record: Contribution, *, changes: dict[str, Any], expected_version: int, by) -> Contribution:
    """Correct how a contribution was noted; what it said before is kept. What everyone can read of it stays as it was
    published: changing that takes a reader. Raises what ``add_contribution`` does, and EditConflict."""
    _refuse_unread(record, changes)
    values = {name: changes.get(name, getattr(record, name)) for name in (*_SCREENED, "kind", "occasion", "theme")}
    check_parts(record.dialogue, values)
    return keeping.update_record(
        record, changes={**changes, "flags": _flags(values)}, expected_version=expected_version, by=by,
        keep=ContributionVersion,
    )  # fmt: skip


def _refuse_unread(record: Contribution, changes: dict[str, Any]) -> None:
    """Raise RuleViolation when everyone would read at once what nobody has read before."""
    for name in _SHOWN_BESIDE:
        if record.published_at and name in changes and changes[name] != getattr(record, name):
            raise RuleViolation(_("Everyone can read this. Take it off the public page first."), field=name)


def check_parts(dialogue: Dialogue, fields: dict[str, Any]) -> None:
    """Raise RuleViolation for an occasion or theme of another dialogue, and when it is not said for whom it speaks."""
    for name in ("occasion", "theme"):
        row = fields.get(name)
        if row is not None and row.dialogue_id != dialogue.pk:
            raise RuleViolation(_("Choose something that belongs to this dialogue."), field=name)
    if (
        fields.get("kind", ContributionKind.VOICE) != ContributionKind.VOICE
        and not fields.get("speaks_for", "").strip()
    ):
        raise RuleViolation(_("Say which organisation, group or table it speaks for."), field="speaks_for")


def _flags(fields: dict[str, Any]) -> list[str]:
    return [hit.value for hit in hits_in(*(fields.get(name, "") for name in _SCREENED))]


def publish_contribution(
    contribution: Contribution, *, public_text: str, public_translation: str, reason: str, expected_version: int, by
) -> Contribution:
    """Let everyone read a contribution as it was said, or as much of it as ``public_text`` holds.

    Raises RuleViolation for a personal identity number, and without a reason when it differs from what was said or
    holds what the screening finds; StateConflict or EditConflict when somebody else was faster.
    """
    if contribution.openness != Openness.OPEN:
        raise RuleViolation(_("What may be secret cannot be published."))
    shown = {"public_text": public_text.strip(), "public_translation": public_translation.strip()}
    _check_words(contribution, shown, reason)
    with transaction.atomic():
        if contribution.version != expected_version:
            raise EditConflict()
        return keeping.move_record(
            contribution, moves=CONTRIBUTION_MOVES, to=ContributionState.PUBLISHED, by=by, reason=reason,
            published_at=clock.now(), is_masked=_differs(contribution, shown), **shown,
        )  # fmt: skip


def _check_words(contribution: Contribution, shown: dict[str, str], reason: str) -> None:
    if not shown["public_text"]:
        raise RuleViolation(_("Nothing would be left to read. Keep it internal instead."), field="public_text")
    for name, text in (*shown.items(), (None, contribution.speaks_for)):
        if Hit.IDENTITY_NUMBER in hits_in(text):
            raise RuleViolation(_("A personal identity number cannot be published. Take it away."), field=name)
    if _differs(contribution, shown) and not reason.strip():
        raise RuleViolation(_("Say why it is not shown as it was said."), field="reason")
    if hits_in(*shown.values(), contribution.speaks_for) and not reason.strip():
        raise RuleViolation(
            _("There may be something about a person in it. Take it away, or say why it can be read by everyone."),
            field="reason",
        )


def _differs(contribution: Contribution, shown: dict[str, str]) -> bool:
    return any(shown[copy] != getattr(contribution, name) for name, copy in _COPIES.items())


def keep_internal(contribution: Contribution, *, reason: str, expected_version: int, by) -> Contribution:
    """Let only those who work with the programme read it, or take it off the public page.

    Raises RuleViolation without a reason, StateConflict or EditConflict when somebody else was faster.
    """
    with transaction.atomic():
        if contribution.version != expected_version:
            raise EditConflict()
        return keeping.move_record(
            contribution, moves=CONTRIBUTION_MOVES, to=ContributionState.INTERNAL, by=by, reason=reason,
            published_at=None,
        )  # fmt: skip


@dataclass(frozen=True)
class Decided:
    """What came of deciding on several at once: how many were, how many somebody else had decided on or changed
    meanwhile, and how many must be read one by one."""

    done: int
    changed: int
    alone: int


def decide_many(*, programme: Programme, chosen: Iterable[tuple[int, int]], to: str, reason: str, by) -> Decided:
    """Publish several contributions as they were said, or keep them internal; each is (key, version shown).

    What may be about a person, speaks for others, or was said by the young, is never published together with others.
    Raises RuleViolation without a reason for keeping them internal.
    """
    counts = Counter()
    with transaction.atomic():
        # All of them first and in one order: whoever decides on one of them meanwhile waits, or is waited for, once.
        for pk, _version in sorted(chosen):
            Contribution.objects.filter(programme=programme, pk=pk).update(version=F("version"))
        for pk, version in chosen:
            counts[_decide_one(programme, pk, version, to, reason, by)] += 1
    return Decided(counts["done"], counts["changed"], counts["alone"])


def _decide_one(programme: Programme, pk: int, version: int, to: str, reason: str, by) -> str:
    unread = Contribution.objects.current().filter(programme=programme, state=ContributionState.NEW, version=version)
    row = unread.select_related("programme").filter(pk=pk).first()
    if row is None:
        return "changed"
    if to == ContributionState.PUBLISHED and (row.flags or row.is_from_minor or row.speaks_for):
        return "alone"
    with suppress(EditConflict, StateConflict), transaction.atomic():
        if to == ContributionState.PUBLISHED:
            publish_contribution(
                row, public_text=row.text, public_translation=row.translation, reason="", expected_version=version,
                by=by,
            )  # fmt: skip
        else:
            keep_internal(row, reason=reason, expected_version=version, by=by)
        return "done"
    return "changed"


def redact_contribution(contribution: Contribution, *, fields: list[str], by, reason: str) -> Contribution:
    """Remove texts for good; what everyone can read of a text goes with it. Raises RuleViolation without a reason."""
    copies = [copy for name, copy in _COPIES.items() if name in fields]
    return keeping.redact_record(contribution, fields=list(dict.fromkeys([*fields, *copies])), by=by, reason=reason)


def add_theme(*, dialogue: Dialogue, name: str, by) -> Theme:
    """Add a theme to a dialogue. Raises RuleViolation when it has one of that name."""
    with transaction.atomic():
        hold_dialogue(dialogue)
        _refuse_same_name(dialogue, name)
        return keeping.add_record(Theme, programme=dialogue.programme, dialogue=dialogue, by=by, name=name.strip())


def update_theme(record: Theme, *, changes: dict[str, Any], expected_version: int, by) -> Theme:
    """Save another name. Raises RuleViolation when the dialogue has a theme of that name, and EditConflict."""
    with transaction.atomic():
        hold_dialogue(record.dialogue)
        _refuse_same_name(record.dialogue, changes.get("name", record.name), besides=record)
        return keeping.update_record(record, changes=changes, expected_version=expected_version, by=by)


def _refuse_same_name(dialogue: Dialogue, name: str, *, besides: Versioned | None = None) -> None:
    others = Theme.objects.current().filter(dialogue=dialogue).exclude(pk=besides.pk if besides else None)
    # Compared here, since SQLite knows no small and capital letters beyond a-z.
    if name.strip().casefold() in {theme.name.casefold() for theme in others}:
        raise RuleViolation(_("The dialogue has a theme of that name already."), field="name")
