"""Loading the examples' dialogues through the services that people use, and dating back what lies in the past."""

import datetime as dt
from typing import Any

from django.db.models import Model, QuerySet
from django.utils import timezone

from dialogues.enums import DialogueState, FormalLink, OccasionState, PromiseState
from dialogues.example import bjorkangen, bjorkangen_contributions, bjorkangen_occasions, bjorkangen_rows, sjobo
from dialogues.models import (
    Contribution,
    Dialogue,
    Influence,
    InvitationText,
    Method,
    Occasion,
    Promise,
    TargetGroup,
    Theme,
)
from dialogues.queries.invitations import source_of
from dialogues.services.contributions import add_contribution, add_theme, keep_internal, publish_contribution
from dialogues.services.dialogues import add_dialogue, move_dialogue, update_plan
from dialogues.services.occasions import add_occasion, move_occasion
from dialogues.services.parts import add_part
from dialogues.services.promises import add_promise, move_promise
from dialogues.services.publishing import publish_dialogue
from dialogues.services.registrations import sign_up
from dialogues.services.texts import save_text
from kraftsamling.accounts.models import User
from kraftsamling.shared import clock
from kraftsamling.shared.enums import Channel
from programmes.example.bjorkangen import actors, governing, places, planning
from programmes.example.bjorkangen.programme import SLUG
from programmes.example.rows import InDays
from programmes.example.sjobo import SLUG as SJOBO
from programmes.models import Body, Organisation, Place, Programme, Responsibility
from programmes.services.example.writing import ExampleWriter

INVITED_BEFORE = dt.timedelta(days=21)  # how long before it began an invitation of the past was published
_BEGUN_WITH = ("title", "question", "size", "follows")
# Of a row in the example: what becomes of it, and not one of its columns.
_STORY = (
    "path", "path_reason", "kept", "kept_on", "not_kept", "at", "held", "signed_up", "said_on", "published", "internal",
    "why",
)  # fmt: skip
READ_AFTER = dt.timedelta(days=2)  # how long after it was said something of the past was read


def load_dialogues(*, by: User) -> int:
    """Write the dialogues of both example programmes that have none yet; return how many there are.

    ``by`` is the person who writes them. A programme of the example that is not there is left out.
    """
    for slug, load in ((SJOBO, _load_sjobo), (SLUG, _load_bjorkangen)):
        programme = Programme.objects.current().filter(slug=slug, is_example=True).first()
        if programme is not None and not programme.dialogues.exists():
            load(_make_writer(programme, by))
    return Dialogue.objects.filter(programme__is_example=True).count()


def _make_writer(programme: Programme, by: User) -> ExampleWriter:
    """Return a writer that knows the rows of the programme by the keys they are written down under."""
    writer = ExampleWriter(programme, by=by, users=())
    municipality = programme.municipality
    for method in Method.objects.filter(municipality=municipality).exclude(key=""):
        writer.remember(method, method.key)
    if programme.slug == SLUG:
        _remember(writer, Organisation.objects.filter(municipality=municipality), "name", actors.ORGANISATIONS)
        _remember(writer, Place.objects.filter(programme=programme), "name", places.PLACES)
        _remember(writer, Body.objects.filter(programme=programme), "name", governing.BODIES)
        functions = Responsibility.objects.filter(programme=programme)
        _remember(writer, functions, "function", planning.RESPONSIBILITIES)
    return writer


def _remember(writer: ExampleWriter, rows: QuerySet, column: str, entries: list[dict]) -> None:
    found = {getattr(row, column): row for row in rows}
    for entry in entries:
        writer.remember(found[entry[column]], entry["key"])


def _load_sjobo(writer: ExampleWriter) -> None:
    for entry in sjobo.DIALOGUES:
        _begin(writer, entry)


def _load_bjorkangen(writer: ExampleWriter) -> None:
    for entry in bjorkangen.DIALOGUES:
        _begin(writer, entry)
        # At once, since the next of the series takes over what is open in this one.
        for model, parts in ((Influence, bjorkangen_rows.INFLUENCES), (TargetGroup, bjorkangen_rows.GROUPS)):
            for part in parts:
                if part["dialogue"] == entry["key"]:
                    add_part(model, by=writer.by, **_columns(writer, model, part))
    writer.add(Promise, [_bare(entry) for entry in bjorkangen_rows.PROMISES], add_promise)
    for entry in bjorkangen_occasions.OCCASIONS:
        _write_occasion(writer, entry)
    for entry in bjorkangen_occasions.TEXTS:
        fields = _columns(writer, InvitationText, entry)
        text = InvitationText(dialogue=fields.pop("dialogue"), language=fields.pop("language"))
        digest = source_of(text.dialogue).digest
        save_text(text, changes=fields, is_machine=True, digest=digest, expected_version=1, by=writer.by)
    for entry in bjorkangen.DIALOGUES:
        _go_through(writer, entry)
    for entry in bjorkangen_contributions.THEMES:
        writer.remember(add_theme(by=writer.by, **_columns(writer, Theme, entry)), entry["key"])
    for entry in bjorkangen_contributions.CONTRIBUTIONS:
        _write_contribution(writer, entry)


def _bare(entry: dict) -> dict:
    return {name: value for name, value in entry.items() if name not in _STORY}


def _columns(writer: ExampleWriter, model: type[Model], entry: dict) -> dict[str, Any]:
    return writer.read(model, _bare(entry))


def _begin(writer: ExampleWriter, entry: dict) -> None:
    fields = _columns(writer, Dialogue, entry)
    if entry.get("path"):
        # Whoever is invited must know whether there is a procedure in law; what stands beside one says so itself.
        fields = {"formal_link": FormalLink.NONE} | fields
    begun = {name: fields.pop(name) for name in _BEGUN_WITH if name in fields}
    dialogue = add_dialogue(programme=writer.programme, by=writer.by, **begun)
    update_plan(dialogue, changes=fields, expected_version=dialogue.version, by=writer.by)
    writer.remember(dialogue, entry["key"])


def _write_occasion(writer: ExampleWriter, entry: dict) -> None:
    day, begins, ends = entry["at"]
    when = clock.today() + dt.timedelta(days=day.days) if isinstance(day, InDays) else dt.date.fromisoformat(day)
    occasion = add_occasion(
        by=writer.by, day=when, last_day=None, begins=dt.time.fromisoformat(begins), ends=dt.time.fromisoformat(ends),
        **_columns(writer, Occasion, entry),
    )  # fmt: skip
    writer.remember(occasion, entry["key"])


def _write_contribution(writer: ExampleWriter, entry: dict) -> None:
    """Note what somebody said, and let it be read; all of it on the days that the example tells of."""
    day = entry["said_on"]
    day = clock.today() + dt.timedelta(days=day.days) if isinstance(day, InDays) else dt.date.fromisoformat(day)
    by = None if entry["channel"] == Channel.WEB else writer.by
    contribution = add_contribution(by=by, **_columns(writer, Contribution, entry))
    read_on = min(day + READ_AFTER, clock.today())
    said_at, read_at = (timezone.make_aware(dt.datetime.combine(when, dt.time(13))) for when in (day, read_on))
    rows = Contribution.objects.filter(pk=contribution.pk)
    rows.update(arrived_at=said_at, said_at=said_at)
    why, version = entry.get("why", ""), contribution.version
    if entry.get("internal"):
        keep_internal(contribution, reason=why, expected_version=version, by=writer.by)
        rows.update(state_since=read_on)
    elif published := entry.get("published"):
        text = contribution.text if published is True else published
        publish_contribution(
            contribution, public_text=text, public_translation=contribution.translation, reason=why,
            expected_version=version, by=writer.by,
        )  # fmt: skip
        rows.update(state_since=read_on, published_at=read_at)


def _go_through(writer: ExampleWriter, entry: dict) -> None:
    """Let the dialogue go through its states, with what became of its promises and occasions on the way."""
    dialogue = Dialogue.objects.get(pk=writer.get(Dialogue, entry["key"]).pk)
    first, *later = [*entry["path"], ""]
    if first != DialogueState.OPEN:
        return
    publish_dialogue(dialogue, writer.by, now=_published_at(dialogue))
    _hold_occasions(writer, entry["key"])
    for state in filter(None, later):
        if state in (DialogueState.CLOSED, DialogueState.CANCELLED):
            _settle_promises(writer, entry["key"])
        move_dialogue(dialogue, to=state, by=writer.by, reason=entry.get("path_reason", ""))


def _published_at(dialogue: Dialogue) -> dt.datetime:
    """Return when it was published: what began in the past some time before that; the day of loading says nothing."""
    begins = dialogue.starts_on and dialogue.starts_on.first - INVITED_BEFORE
    if begins is None or begins >= clock.today():
        return clock.now()
    return timezone.make_aware(dt.datetime.combine(begins, dt.time(9)))


def _hold_occasions(writer: ExampleWriter, key: str) -> None:
    for entry in bjorkangen_occasions.OCCASIONS:
        if entry["dialogue"] != key:
            continue
        occasion = Occasion.objects.get(pk=writer.get(Occasion, entry["key"]).pk)
        for people in entry.get("signed_up", ()):
            sign_up(occasion=occasion, people=people)
        if entry.get("held"):
            move_occasion(occasion, to=OccasionState.HELD, by=writer.by)


def _settle_promises(writer: ExampleWriter, key: str) -> None:
    for entry in bjorkangen_rows.PROMISES:
        outcome = PromiseState.KEPT if "kept" in entry else PromiseState.NOT_KEPT if "not_kept" in entry else None
        if entry["dialogue"] == key and outcome:
            promise = Promise.objects.get(pk=writer.get(Promise, entry["key"]).pk)
            answered_on = dt.date.fromisoformat(entry["kept_on"]) if "kept_on" in entry else None
            reason = entry.get("kept") or entry["not_kept"]
            move_promise(promise, to=outcome, by=writer.by, reason=reason, answered_on=answered_on)
            # As the rest of what lies in the past: the day of loading says nothing.
            Promise.objects.filter(pk=promise.pk).update(noted_on=promise.state_since)
