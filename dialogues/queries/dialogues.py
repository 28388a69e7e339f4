"""Dialogues of a programme: the list, one of them, its rows, and others that ask the same people."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, DateField, Exists, F, Min, OuterRef, Prefetch, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce, Least, NullIf, Substr, TruncDate
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate

from dialogues.enums import DialogueState, InfluenceState, OccasionState, PromiseState
from dialogues.models import Dialogue, DialogueAddress, Influence, LevelChange, Occasion, Promise, TargetGroup
from dialogues.queries.ladder import ladder_steps, step_of
from dialogues.queries.periods import Period, period_of
from dialogues.queries.promises import is_late
from kraftsamling.shared import clock
from kraftsamling.shared.dates import add_months
from programmes.models import Municipality, Place, Programme
from programmes.queries.programmes import visible_programmes
from programmes.queries.records import get_record

MONTHS_BETWEEN = 6
# What goes on comes first; all else is over.
_IN_ORDER = (DialogueState.OPEN, DialogueState.COMPILING, DialogueState.PLANNED)


def get_dialogue(programme: Programme, pk: int, *, also_withdrawn: bool = False) -> Dialogue:
    """Return one of the programme's dialogues with what its page names; raises Http404 for what is not there."""
    return get_record(
        Dialogue, programme, pk, "programme__municipality", "phase", "responsible", "follows__programme", "created_by",
        also_withdrawn=also_withdrawn,
    )  # fmt: skip


def dialogue_rows(programme: Programme) -> QuerySet[Dialogue]:
    """Return the programme's dialogues for a list, what somebody must see to first.

    Those with a late answer, then what goes on, what is being compiled, what is planned, each by when it begins and
    those without a day last; then what is over, latest first. ``has_late`` tells that an answer is late;
    ``current_occasions`` are its occasions.
    """
    order = Case(*(When(state=state, then=place) for place, state in enumerate(_IN_ORDER)), default=len(_IN_ORDER))
    is_over = ~Q(state__in=_IN_ORDER)
    late = Promise.objects.current().filter(is_late(clock.today()), dialogue=OuterRef("pk"))
    return (
        Dialogue.objects.current()
        .filter(programme=programme)
        .select_related("programme__municipality")
        .annotate(has_late=Exists(late), first_day=_first_day())
        .prefetch_related(Prefetch("occasions", Occasion.objects.current(), to_attr="current_occasions"))
        .order_by(
            "-has_late",
            order,
            Case(When(is_over, then="first_day")).desc(nulls_last=True),
            F("first_day").asc(nulls_last=True),
            "pk",
        )
    )


def _first_day() -> Coalesce:
    """Return when a dialogue begins, as ``period_of`` has it: by its plan or its first occasion, whichever comes first;
    NULL if none says."""
    day_of_plan = Cast(NullIf(Substr("starts_on", 1, 10), Value("")), DateField())
    held = Occasion.objects.current().filter(dialogue=OuterRef("pk")).exclude(state=OccasionState.CANCELLED)
    day_of_occasion = TruncDate(Subquery(held.order_by("starts_at").values("starts_at")[:1]))
    # The lesser of two is NULL on SQLite when one of them is.
    return Coalesce(Least(day_of_plan, day_of_occasion), day_of_plan, day_of_occasion)


def name_levels(rows: Iterable[Dialogue | LevelChange], municipality: Municipality) -> None:
    """Give each row ``level_name``, its step as the municipality words it; "" for one without a step."""
    names = {step.level: step.name for step in ladder_steps(municipality)}
    for row in rows:
        if row.level and row.level not in names:
            names[row.level] = step_of(municipality, row.level).name
        row.level_name = names.get(row.level, "")


def level_changes_of(dialogue: Dialogue) -> list[LevelChange]:
    """Return what was promised before of form and level, latest first, with the steps' names."""
    changes = list(dialogue.level_changes.select_related("changed_by").order_by("-changed_at", "-pk"))
    name_levels(changes, dialogue.programme.municipality)
    return changes


def get_level_change(programme: Programme, pk: int) -> LevelChange:
    """Return an earlier form and level of one of the programme's dialogues; raises Http404."""
    changes = LevelChange.objects.filter(dialogue__programme=programme).select_related("dialogue__programme")
    return get_object_or_404(changes, pk=pk)


def visible_influences(dialogue: Dialogue) -> QuerySet[Influence]:
    """Return what can and cannot be influenced, row by row, with who decides."""
    rows = Influence.objects.filter(dialogue=dialogue, withdrawn_at__isnull=True)
    return rows.select_related("decided_by", "place", "carried_from__dialogue__programme").order_by("pk")


def visible_target_groups(dialogue: Dialogue) -> QuerySet[TargetGroup]:
    """Return the groups the dialogue is to reach, those who are usually missing first."""
    return TargetGroup.objects.filter(dialogue=dialogue, withdrawn_at__isnull=True).order_by("-is_missing", "pk")


def get_part(
    model: type[Influence] | type[TargetGroup], programme: Programme, pk: int, *, also_withdrawn: bool = False
) -> Influence | TargetGroup | None:
    """Return a row of one of the programme's dialogues, None for one that is withdrawn or belongs elsewhere."""
    rows = model.objects.select_related("dialogue__programme").filter(dialogue__programme=programme, pk=pk)
    if not also_withdrawn:
        rows = rows.filter(withdrawn_at__isnull=True, dialogue__withdrawn_at__isnull=True)
    return rows.first()


def was_published(dialogue: Dialogue) -> bool:
    """Whether people have been told of the dialogue, now or before the invitation was taken back."""
    return bool(dialogue.published_at) or DialogueAddress.objects.filter(dialogue=dialogue).exists()


def promised_since(dialogue: Dialogue) -> dt.date | None:
    """Return the day since which people have been promised an answer, None for a dialogue that is not published.

    One that was taken back and published again has been promised since the first time.
    """
    if not dialogue.published_at:
        return None
    given = Promise.objects.filter(dialogue=dialogue).aggregate(first=Min("published_at"))["first"]
    return localdate(min(given or dialogue.published_at, dialogue.published_at))


def may_be_hidden(dialogue: Dialogue) -> bool:
    """Whether its page may still be taken away: not after the first day, when people go by what it has promised."""
    since = promised_since(dialogue)
    return since is None or since >= clock.today()


def open_influences(dialogue: Dialogue) -> QuerySet[Influence]:
    """Return the questions that a dialogue which goes on from this one takes over: all that are not decided."""
    return visible_influences(dialogue).exclude(state=InfluenceState.FIXED)


def count_open_promises(dialogue: Dialogue) -> int:
    """Return how many promises are neither kept nor closed as not kept."""
    return Promise.objects.current().filter(dialogue=dialogue, state=PromiseState.OPEN).count()


def copyable_dialogues(user) -> QuerySet[Dialogue]:
    """Return the dialogues that a new one can be copied from: of every programme the person sees, latest first."""
    programmes = visible_programmes(user).order_by().values("pk")
    return Dialogue.objects.current().filter(programme__in=programmes).select_related("programme").order_by("-pk")


def series_of(dialogue: Dialogue) -> list[Dialogue]:
    """Return the dialogues that go on from this one, first to last."""
    return list(dialogue.followed_by.current().select_related("programme").order_by("pk"))


@dataclass(frozen=True)
class Similar:
    """Another dialogue at about the same time, its places where this one is held too, and whom it is to reach.

    ``period`` is None for one that goes on without anybody knowing from when.
    """

    dialogue: Dialogue
    period: Period | None
    places: list[str]
    groups: list[str]


def similar_dialogues(dialogue: Dialogue, today: dt.date) -> list[Similar]:
    """Return others within six months of this one, so that the same people are not asked too often: those at the same
    places first, in or around them too, then those nearest in time.

    Without dates this one is taken to be held today, and one without dates is left out unless it goes on.
    Seven queries.
    """
    groups = TargetGroup.objects.filter(withdrawn_at__isnull=True).order_by("pk")
    others = (
        dialogue_rows(dialogue.programme)
        .exclude(pk=dialogue.pk)
        .exclude(state=DialogueState.CANCELLED)
        .prefetch_related("places", Prefetch("target_groups", groups))
    )
    lies_in = dict(Place.objects.filter(programme=dialogue.programme).values_list("pk", "parent"))
    here = {place.pk for place in dialogue.places.all()}
    around = {pk for place in here for pk in _with_what_it_lies_in(place, lies_in)}
    mine = _days(period_of(dialogue, dialogue.occasions.current()), today)
    found: list[tuple[dt.timedelta, Similar]] = []
    for other in others:
        period = period_of(other, other.current_occasions)
        goes_on = other.state in (DialogueState.OPEN, DialogueState.COMPILING)
        theirs = _days(period, today)
        if not (period or goes_on) or not _are_near(mine, theirs):
            continue
        shared = [
            place.name for place in other.places.all()
            if place.pk in around or here & _with_what_it_lies_in(place.pk, lies_in)
        ]  # fmt: skip
        groups_there = [group.name for group in other.target_groups.all()]
        found.append((_between(mine, theirs), Similar(other, period, shared, groups_there)))
    return [similar for _apart, similar in sorted(found, key=lambda each: (not each[1].places, each[0]))]


def _with_what_it_lies_in(place: int | None, lies_in: dict[int, int | None]) -> set[int]:
    """Return the place and every place around it; whoever drew them in a ring gets each once."""
    found: set[int] = set()
    while place is not None and place not in found:
        found.add(place)
        place = lies_in.get(place)
    return found


def _days(period: Period | None, today: dt.date) -> tuple[dt.date, dt.date]:
    return (period.first, period.last) if period else (today, today)


def _between(one: tuple[dt.date, dt.date], other: tuple[dt.date, dt.date]) -> dt.timedelta:
    """Return how long one is over before the other begins; nothing when they are held at the same time."""
    return max(other[0] - one[1], one[0] - other[1], dt.timedelta())


def _are_near(one: tuple[dt.date, dt.date], other: tuple[dt.date, dt.date]) -> bool:
    return other[0] <= add_months(one[1], MONTHS_BETWEEN) and one[0] <= add_months(other[1], MONTHS_BETWEEN)
