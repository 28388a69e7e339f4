"""One row of everything about dialogues, for the tests that look at all there is."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from dialogues.models import (
    Contribution,
    ContributionVersion,
    Dialogue,
    DialogueAddress,
    DialogueSettings,
    DialogueVersion,
    Influence,
    InfluenceVersion,
    InvitationText,
    LadderStep,
    LevelChange,
    Method,
    MethodCase,
    Occasion,
    OccasionVersion,
    Promise,
    PromiseVersion,
    Registration,
    TargetGroup,
    Theme,
)
from dialogues.queries.public_list import PER_PAGE
from dialogues.services.follow_codes import add_code
from kraftsamling.notices.models import ContactPoint
from kraftsamling.shared import records
from programmes.models import Programme
from programmes.services.keeping import add_record, update_record
from tests.house_rows import MARCH, Rows

NOON = dt.datetime(2035, 3, 9, 11, tzinfo=dt.UTC)


@dataclass
class DialogueRows:
    """What the tests point at, by the name that begins its addresses."""

    dialogue: Any
    influence: Any
    level_change: Any
    target_group: Any
    method: Any
    method_case: Any
    ladder_step: Any
    promise: Any
    occasion: Any
    registration: Any
    invitation_text: Any
    theme: Any
    contribution: Any
    follow_code: Any


def add_dialogue_rows(programme: Programme, rows: Rows, *, by) -> DialogueRows:
    """Add a dialogue that everyone can see, with one row of each kind."""

    def add(model, **fields):
        return add_record(model, programme=programme, by=by, **fields)

    municipality = programme.municipality
    method = Method.objects.create(
        municipality=municipality, name="Prov av metod", line="Man pratar", purposes=["gather"], levels=["dialogue"],
        forms=["learning"], span="days", cost="low",
    )  # fmt: skip
    # When it was made, published and changed, and by whom.
    made = {"replaced_at": programme.arrived_at, "replaced_by": by}
    dialogue = _add_dialogue(add, method, rows, made)
    occasion = _add_occasion(add, dialogue, rows, made)
    _add_closed(programme, by=by)
    DialogueSettings.objects.create(municipality=municipality)
    theme = add(Theme, dialogue=dialogue, name="Ljus på torget")
    contribution = _add_contribution(add, occasion, theme, made)
    return DialogueRows(
        dialogue=dialogue,
        influence=_add_influence(dialogue, made),
        level_change=LevelChange.objects.create(
            dialogue=dialogue, form="consultation", level="consultation", reason="Mer blev möjligt",
            changed_at=programme.arrived_at, changed_by=by,
        ),
        target_group=TargetGroup.objects.create(dialogue=dialogue, name="De som arbetar kvällar", is_missing=True),
        method=method,
        method_case=add(MethodCase, method=method, title="På torget i mars"),
        ladder_step=LadderStep.objects.create(
            municipality=municipality, level="dialogue", name="Samtal", sentence="Vi pratar om det"
        ),
        promise=_add_promise(add, dialogue, made),
        occasion=occasion,
        registration=_sign_up(occasion, at=programme.arrived_at),
        invitation_text=InvitationText.objects.create(
            dialogue=dialogue, language="ar", title="ماذا ينقص الساحة؟", status="reviewed"
        ),
        theme=theme,
        contribution=contribution,
        follow_code=contribution.follow_code,
    )  # fmt: skip


def _add_dialogue(add, method: Method, rows: Rows, made: dict[str, Any]) -> Dialogue:
    dialogue = add(
        Dialogue, title="Vad behövs på torget?", slug="torget", question="Vad saknas?", form="learning",
        level="dialogue", inviters=[rows.actor.organisation], places=[rows.place], methods=[method],
        challenges=[rows.challenge], responsible=rows.responsibility, starts_on=MARCH, is_matter_open="yes",
        are_deciders_open="yes",
    )  # fmt: skip
    changes = {"question": "Vad saknas på torget?"}
    update_record(dialogue, changes=changes, expected_version=1, by=made["replaced_by"], keep=DialogueVersion)
    Dialogue.objects.filter(pk=dialogue.pk).update(state="open", published_at=made["replaced_at"])
    dialogue.refresh_from_db()
    DialogueAddress.objects.create(code="d2345", dialogue=dialogue)
    return dialogue


def _add_influence(dialogue: Dialogue, made: dict[str, Any]) -> Influence:
    influence = Influence.objects.create(
        dialogue=dialogue, question="Var ska bänken stå?", state="open", change_reason="Fler frågar om det", version=2
    )
    InfluenceVersion.objects.create(
        record=influence, version=1, texts={"question": "Var ska bänkarna stå?"}, state="partly", **made
    )
    return influence


def _add_promise(add, dialogue: Dialogue, made: dict[str, Any]) -> Promise:
    promise = add(
        Promise, dialogue=dialogue, to_whom="Alla som var med", what="Vad vi gör med svaren", channels=["web"],
        due_on=dt.date(2035, 3, 9), responsible=dialogue.responsible,
    )  # fmt: skip
    Promise.objects.filter(pk=promise.pk).update(published_at=made["replaced_at"], change_reason="Fler svarade")
    PromiseVersion.objects.create(
        record=promise, version=1, texts={"what": "Vad ni sa"}, channels=["web"], due_on=dt.date(2034, 3, 9), **made
    )
    return Promise.objects.get(pk=promise.pk)


def _add_occasion(add, dialogue: Dialogue, rows: Rows, made: dict[str, Any]) -> Occasion:
    occasion = add(
        Occasion, dialogue=dialogue, kind="meeting", starts_at=NOON, ends_at=NOON + dt.timedelta(hours=2),
        place=rows.place, method=dialogue.methods.get(), needs_registration=True, capacity=20,
    )  # fmt: skip
    Occasion.objects.filter(pk=occasion.pk).update(published_at=made["replaced_at"])
    OccasionVersion.objects.create(
        record=occasion, version=1, texts={"address": "Storgatan 4"}, starts_at=NOON, ends_at=NOON, is_all_day=False,
        **made,
    )  # fmt: skip
    return Occasion.objects.get(pk=occasion.pk)


def _sign_up(occasion: Occasion, *, at: dt.datetime) -> Registration:
    point = ContactPoint.objects.create(email="anmald@example.org", purpose="registration", purge_on="2035-01-01")
    return Registration.objects.create(
        occasion=occasion, point=point, name="En granne", needs="Hörslinga", secret_hash="f" * 64, state="seated",
        queued_at=at,
    )  # fmt: skip


def _add_contribution(add, occasion: Occasion, theme: Theme, made: dict[str, Any]) -> Contribution:
    code = add_code(programme=occasion.programme, occasion=occasion, by=None)
    point = ContactPoint.objects.create(email="rost@example.org", purpose="contribution", purge_on="2035-01-01")
    contribution = add(
        Contribution, dialogue=occasion.dialogue, occasion=occasion, theme=theme, text="Det är mörkt vid bänken",
        place=occasion.place, matter="criticism", people=2, follow_code=code, point=point,
    )  # fmt: skip
    ContributionVersion.objects.create(record=contribution, version=1, texts={"text": "Det är mörkt"}, **made)
    Contribution.objects.filter(pk=contribution.pk).update(
        version=2, state="published", published_at=made["replaced_at"], public_text="Det är mörkt"
    )
    return Contribution.objects.get(pk=contribution.pk)


def _add_closed(programme: Programme, *, by) -> None:
    """Add so many closed dialogues that what is past has a second page; none is on the map."""
    closed = [
        Dialogue(
            programme=programme, title=f"Samtal {number}", slug=f"samtal-{number}", state="closed",
            published_at=programme.arrived_at, map_visibility=False,
        )
        for number in range(PER_PAGE + 1)
    ]  # fmt: skip
    records.fill_many(closed, prefix=programme.code, by=by)
    Dialogue.objects.bulk_create(closed)
