"""A dialogue: its plan written part by part, its states, and what is taken away."""

from copy import copy
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dialogues.enums import DIALOGUE_MOVES, DialogueState, FormalLink, PlanSize
from dialogues.models import Dialogue, DialogueVersion, Occasion, Promise
from dialogues.queries.dialogues import count_open_promises, may_be_hidden, promised_since, was_published
from dialogues.queries.plan import digests_of
from dialogues.services.influences import decide_all
from dialogues.services.levels import note_level_change, with_gates
from dialogues.services.occasions import cancel_occasions, hide_occasions, withdraw_occasion
from dialogues.services.parts import carry_over, copy_rows
from dialogues.services.telling import tell_of_change
from dialogues.words.plan_sections import ALL_FORMAL, COPIED, FORMAL_QUESTIONS, GIVEN, lacking_formal
from kraftsamling.audit.models import AuditEntry
from kraftsamling.audit.verbs import LOG_REASONS
from kraftsamling.shared import records
from kraftsamling.shared.enums import Openness
from kraftsamling.shared.errors import EditConflict, RuleViolation
from kraftsamling.shared.models import Versioned
from programmes.models import Programme
from programmes.services import keeping

_LONGEST_SLUG = 60
_SECRECY = ("openness", "secrecy_provision", "secrecy_marked_at", "secrecy_marked_by")


def add_dialogue(
    *, programme: Programme, by, title: str, question: str = "", size: str = PlanSize.SHORT,
    copy_from: Dialogue | None = None, follows: Dialogue | None = None,
) -> Dialogue:  # fmt: skip
    """Begin a dialogue; its address is made from the title and never changes by itself.

    With ``copy_from`` it takes over the plan of an earlier one, from another programme without what belongs there.
    With ``follows`` it goes on from an earlier one of the programme and takes over its questions that are still open.
    What it takes over from one that may be secret may be so here too. Raises RuleViolation when the one it follows
    belongs to another programme.
    """
    fields = _copied_fields(copy_from, programme) if copy_from else {}
    sources = [each for each in (copy_from, follows) if each and each.openness != Openness.OPEN]
    if sources:
        secret = next((each for each in sources if each.openness == Openness.MARKED), sources[0])
        fields |= {name: getattr(secret, name) for name in _SECRECY}
    with transaction.atomic():
        # Two who begin a dialogue of the same title at once must not choose the same address.
        records.hold(programme)
        dialogue = keeping.add_record(
            Dialogue, programme=programme, by=by, title=title, question=question, size=size, follows=follows,
            slug=_free_slug(programme, title), **fields,
        )  # fmt: skip
        if copy_from:
            dialogue.copied = digests_of(dialogue)
            dialogue.save(update_fields=["copied"])
            copy_rows(copy_from, dialogue, with_influences=follows is None, by=by)
        if follows:
            carry_over(follows, dialogue, by=by)
    return dialogue


def _free_slug(programme: Programme, title: str) -> str:
    wanted = slugify(title)[: _LONGEST_SLUG - 5].strip("-") or "dialog"
    taken = set(Dialogue.objects.filter(programme=programme, slug__startswith=wanted).values_list("slug", flat=True))
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return wanted if wanted not in taken else next(slug for slug in numbered if slug not in taken)


def _copied_fields(source: Dialogue, programme: Programme) -> dict[str, Any]:
    # What follows from a no is chosen anew where the two questions are asked anew.
    given = GIVEN if source.is_information_only else ()
    copied = {name: getattr(source, name) for name in COPIED if name not in given}
    if source.programme_id == programme.pk:
        copied |= {"phase": source.phase, "responsible": source.responsible}
        copied |= {"places": list(source.places.current()), "challenges": list(source.challenges.current())}
    if source.programme.municipality_id == programme.municipality_id:
        copied |= {"inviters": list(source.inviters.all()), "methods": list(source.methods.all())}
    return copied


def update_plan(
    dialogue: Dialogue, *, changes: dict[str, Any], expected_version: int, by, reason: str = ""
) -> Dialogue:
    """Save answers of the plan; earlier texts are kept as versions.

    A no to one of the two questions makes form and level information. After publishing another form or level needs a
    reason, leaves a row that stays visible, and those concerned are told; when it becomes information, every question
    becomes decided with it. Raises EditConflict when somebody else saved
    in between, RuleViolation for what does not hold together, at the field it concerns.
    """
    if dialogue.version != expected_version:
        raise EditConflict()
    _check_formal_time(dialogue, changes)
    _check_formal_link(dialogue, changes)
    with transaction.atomic():
        # Nobody decides the last open question while form and level are chosen.
        records.hold(dialogue)
        changes = with_gates(dialogue, changes)
        was_information = dialogue.is_information
        change = note_level_change(dialogue, changes, reason=reason, by=by)
        keeping.update_record(dialogue, changes=changes, expected_version=expected_version, by=by, keep=DialogueVersion)
        if change:
            if dialogue.is_information and not was_information:
                decide_all(dialogue, by=by, reason=reason)
            tell_of_change(dialogue, change)
    return dialogue


def _check_formal_time(dialogue: Dialogue, changes: dict[str, Any]) -> None:
    first = changes.get("formal_from", dialogue.formal_from)
    last = changes.get("formal_until", dialogue.formal_until)
    if first and last and last < first:
        raise RuleViolation(_("The last day lies before the first."), field="formal_until")


def _check_formal_link(dialogue: Dialogue, changes: dict[str, Any]) -> None:
    """Raise RuleViolation when people who are invited would be told half of a procedure in law, or be told no more of
    the one in which they may lose the right to appeal."""
    if not dialogue.published_at or not {"formal_link", *ALL_FORMAL} & changes.keys():
        return
    link = changes.get("formal_link", dialogue.formal_link)
    if dialogue.formal_link not in ("", FormalLink.NONE, link):
        raise RuleViolation(
            _(
                "People have been told of this procedure, and go by it. Go on in a new dialogue when the next step "
                "begins; cancel this one if what it says is wrong."
            ),
            field="formal_link",
        )
    wanted = copy(dialogue)
    for name in ("formal_link", *FORMAL_QUESTIONS.get(link, ())):
        setattr(wanted, name, changes.get(name, getattr(dialogue, name)))
    for name in lacking_formal(wanted):
        raise RuleViolation(_("The invitation is published: people must be told this too."), field=name)


def move_dialogue(dialogue: Dialogue, *, to: str, by, reason: str = "") -> Dialogue:
    """Move the dialogue along DIALOGUE_MOVES, but for publishing, which has a service of its own.

    Taking the invitation back closes the public page; cancelling cancels what is planned, and those who have signed up
    are told, how many is in ``told``. Raises RuleViolation without a needed reason, on closing while a promise is open,
    and on taking back while people have signed up or after the day of publishing: what is promised must stay readable,
    most of all when it is late. StateConflict when there is no such move from where it stands.
    """
    if (dialogue.state, to) == (DialogueState.PLANNED, DialogueState.OPEN):
        raise RuleViolation(_("Publish it from the page that tells what is missing."))
    also = {"published_at": None} if to == DialogueState.PLANNED else {}
    with transaction.atomic():
        # A promise that is given at the same moment waits until it is known whether the dialogue is closed.
        records.hold(dialogue)
        if to == DialogueState.CLOSED:
            _check_promises(dialogue)
        elif to == DialogueState.PLANNED:
            _refuse_to_hide_promises(dialogue)
            hide_occasions(dialogue, by=by)
        elif to == DialogueState.CANCELLED and reason.strip():
            dialogue.told = cancel_occasions(dialogue, by=by, reason=reason)
        return keeping.move_record(dialogue, moves=DIALOGUE_MOVES, to=to, by=by, reason=reason, **also)


def _refuse_to_hide_promises(dialogue: Dialogue) -> None:
    dialogue.refresh_from_db(fields=["published_at"])
    if may_be_hidden(dialogue):
        return
    if dialogue.state == DialogueState.CANCELLED:
        raise RuleViolation(_("People can read that it is cancelled. Go on in a new dialogue: then they still can."))
    raise RuleViolation(
        _(
            "People have been promised an answer since %(day)s. Cancel the dialogue, or go on in a new one: then "
            "everyone can still read what was promised."
        )
        % {"day": date_format(promised_since(dialogue), "j F Y")}
    )


def _check_promises(dialogue: Dialogue) -> None:
    count = count_open_promises(dialogue)
    if count:
        raise RuleViolation(
            ngettext(
                "%d promise is still open. Give the answer, or say why it will not come, before you close the "
                "dialogue.",
                "%d promises are still open. Give the answers, or say why they will not come, before you close the "
                "dialogue.",
                count,
            )
            % count
        )


def withdraw_dialogue(dialogue: Dialogue, *, by, reason: str) -> Dialogue:
    """Take a dialogue out of every list, with its occasions and promises; it stays on file.

    Raises RuleViolation without a reason, and for one that people have been invited to: that is cancelled instead, so
    that nobody who was promised an answer finds an empty page. So it does while people have signed up for one of its
    occasions, as ``withdraw_occasion`` does; those who have been told that it is cancelled are forgotten.
    """
    with transaction.atomic():
        # Of two, one of whom publishes it while the other withdraws it, the second is refused.
        records.hold(dialogue)
        dialogue.refresh_from_db(fields=["published_at"])
        if was_published(dialogue):
            raise RuleViolation(
                _("People have been invited to it. Cancel the dialogue instead, and say why: then they can read it.")
            )
        for occasion in dialogue.occasions.current():
            withdraw_occasion(occasion, by=by, reason=reason)
        for promise in dialogue.promises.current():
            keeping.withdraw_record(promise, by=by, reason=reason)
        return keeping.withdraw_record(dialogue, by=by, reason=reason)


def redact_dialogue(dialogue: Dialogue, *, fields: list[str], by, reason: str) -> Dialogue:
    """Remove texts for good, in every copy; with the title goes the address that was made from it, and with a reason
    the same reason of what was cancelled or withdrawn together with the dialogue.

    Raises RuleViolation without a reason.
    """
    with transaction.atomic():
        records.hold(dialogue.programme)
        reasons = _reasons_among(dialogue, fields)
        keeping.redact_record(dialogue, fields=fields, by=by, reason=reason)
        for part in (*dialogue.occasions.all(), *dialogue.promises.all()):
            copied = _copies_of(reasons, part, fields)
            if copied:
                keeping.redact_record(part, fields=copied, by=by, reason=reason)
        if "title" in fields:
            Dialogue.objects.filter(pk=dialogue.pk).update(slug=_free_slug(dialogue.programme, "dialog"))
            dialogue.refresh_from_db()
    return dialogue


def _reasons_among(dialogue: Dialogue, fields: list[str]) -> set[str]:
    """Return the reasons that go with ``fields``: why it stands as it does, and what the event log says of it."""
    reasons = {dialogue.state_reason} if "state_reason" in fields else set()
    if LOG_REASONS in fields:
        # What it was cancelled for stands only there once it has moved on.
        reasons |= set(AuditEntry.objects.of(dialogue).with_reason().values_list("reason", flat=True))
    return reasons - {""}


def _copies_of(reasons: set[str], part: Occasion | Promise, fields: list[str]) -> list[str]:
    """Return where one of the removed ``reasons`` still stands in ``part``; what the dialogue goes on to say stays."""
    copied = []
    if part.state_reason in reasons and part.state_reason != part.dialogue.state_reason:
        copied.append("state_reason")
    if LOG_REASONS in fields and AuditEntry.objects.of(part).filter(reason__in=reasons).exists():
        copied.append(LOG_REASONS)
    return copied


def forget_copied(record: Versioned, removed: dict[str, str]) -> None:
    """Keep no digest of an answer that is removed for good: whoever guesses the words could tell that they stood there.
    Called by redaction."""
    if not isinstance(record, Dialogue):
        return
    copied = Dialogue.objects.values_list("copied", flat=True).get(pk=record.pk)
    if not copied.keys().isdisjoint(removed):
        kept = {name: digest for name, digest in copied.items() if name not in removed}
        Dialogue.objects.filter(pk=record.pk).update(copied=kept)
