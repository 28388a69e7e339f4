"""Everything that is known in a programme, searched as one.

Each kind of record answers with the same columns, and the database puts them together: one query for the rows of a
page and one for the counts, however many there are.
"""

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.db.models import Case, CharField, Count, F, Model, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Left
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from kraftsamling.shared.dates import ImpreciseDate
from programmes.enums.knowledge import (
    AssetKind,
    ChallengeState,
    PictureState,
    PlaceKind,
    SourceKind,
    StoryState,
)
from programmes.enums.planning import GoalState
from programmes.models import (
    Asset,
    Basis,
    Challenge,
    Figure,
    Goal,
    Lesson,
    Place,
    ProblemPicture,
    Programme,
    ProgrammeRecord,
    Source,
    Story,
)
from programmes.queries.pictures import BUILDS_ON_GONE

_EXCERPT = 300


@dataclass(frozen=True)
class Kind:
    """One kind of knowledge: the columns its words stand in, and how it lies in places and phases (None: not)."""

    name: str
    label: str | Promise
    model: type[ProgrammeRecord]
    title: str
    text: str
    words_in: tuple[str, ...]
    # The column that tells the kinds or states apart, and their words.
    mark: str | None = None
    marks: type | None = None
    in_places: Callable[[Collection[int]], Q] | None = None
    has_phase: bool = False
    has_picture: bool = False
    # Rows of its parts that hold words of their own: (part, the part's column for the record, columns with words).
    parts: tuple[type[Model], str, tuple[str, ...]] | None = None


def _through(model: type[ProgrammeRecord], own: str) -> Callable[[Collection[int]], Q]:
    return lambda places: Q(pk__in=model.places.through.objects.filter(place__in=places).values(own))


KINDS = {
    kind.name: kind
    for kind in [
        Kind(
            "picture", _("Problem pictures"), ProblemPicture, "title", "statement",
            ("title", "statement", "took_part", "end_reason", "effect"), "state", PictureState,
            parts=(Basis, "picture", ("text",)),
        ),
        Kind(
            "challenge", _("Challenges"), Challenge, "title", "description", ("title", "description", "placed_why"),
            "state", ChallengeState, in_places=_through(Challenge, "challenge"), has_picture=True,
        ),
        Kind(
            "asset", _("Assets"), Asset, "title", "description", ("title", "description", "known_from"),
            "kind", AssetKind, in_places=lambda places: Q(place__in=places),
        ),
        Kind(
            "source", _("Sources"), Source, "title", "summary", ("title", "summary", "publisher", "caution"),
            "kind", SourceKind, parts=(Figure, "source", ("label", "value", "comparison")),
            in_places=lambda places: Q(
                pk__in=Figure.objects.filter(withdrawn_at=None, place__in=places).values("source")
            ),
        ),
        Kind(
            "story", _("Stories"), Story, "title", "text", ("title", "text", "teller"), "state", StoryState,
            in_places=lambda places: Q(place__in=places), has_phase=True,
        ),
        Kind(
            "lesson", _("Lessons"), Lesson, "title", "text",
            ("title", "text", "came_from", "what_changed", "who_should_know"), has_phase=True, has_picture=True,
            in_places=lambda places: Q(
                challenge__in=Challenge.places.through.objects.filter(place__in=places).values("challenge")
            ),
        ),
        Kind(
            "place", _("Places"), Place, "name", "description", ("name", "other_names", "address", "description"),
            "kind", PlaceKind, in_places=lambda places: Q(pk__in=places),
        ),
        Kind(
            "goal", _("Goals"), Goal, "title", "description", ("title", "description", "known_by"), "state", GoalState,
            has_picture=True,
        ),
    ]
}  # fmt: skip


@dataclass(frozen=True)
class Search:
    """What is looked for; whatever is empty narrows nothing. ``places`` are the keys of those it may lie in."""

    words: str = ""
    kind: str = ""
    places: Collection[int] = ()
    phase: str = ""
    when: ImpreciseDate | None = None


@dataclass(frozen=True)
class Known:
    """One row of the list."""

    kind: str
    title: str
    excerpt: str
    mark: str
    added_at: dt.datetime
    url: str
    picture_is_gone: bool


def count_known(programme: Programme, search: Search) -> dict[str, int]:
    """Return how many rows of each kind fit, whichever kind is looked for; one query."""
    counts = []
    for kind in KINDS.values():
        rows = _fitting(kind, programme, search).order_by().annotate(_kind=Value(kind.name, output_field=CharField()))
        counts.append(rows.values("_kind").annotate(_rows=Count("pk")).values_list("_kind", "_rows"))
    found = dict(counts[0].union(*counts[1:], all=True))
    return {name: found.get(name, 0) for name in KINDS}


def list_known(programme: Programme, search: Search) -> QuerySet:
    """Return what fits as raw rows, newest first; ``read_known`` makes a slice of them readable."""
    kinds = [kind for kind in KINDS.values() if search.kind in ("", kind.name)]
    rows = [_raw_rows(kind, programme, search) for kind in kinds]
    return rows[0].union(*rows[1:], all=True).order_by("-_added", "_kind", "-_pk")


def read_known(programme: Programme, rows) -> list[Known]:
    """Return the raw rows as they are shown; no query of its own."""
    return [
        Known(
            kind=capfirst(KINDS[name].model._meta.verbose_name),
            title=title,
            excerpt=excerpt,
            mark=str(dict(KINDS[name].marks.choices)[mark]) if KINDS[name].marks else "",
            added_at=added,
            url=reverse(f"programmes:{name}_detail", args=[programme.slug, pk]),
            picture_is_gone=bool(is_gone),
        )
        for name, pk, title, excerpt, mark, added, is_gone in rows
    ]


def _fitting(kind: Kind, programme: Programme, search: Search) -> QuerySet:
    rows = kind.model.objects.current().filter(programme=programme)
    for word in search.words.split()[:8]:
        rows = rows.filter(_holds_word(kind, word))
    if search.places:
        rows = rows.filter(kind.in_places(search.places)) if kind.in_places else rows.none()
    if search.phase:
        rows = rows.filter(phase__kind=search.phase) if kind.has_phase else rows.none()
    if search.when:
        rows = rows.filter(arrived_at__gte=_midnight(search.when.first))
        rows = rows.filter(arrived_at__lt=_midnight(search.when.last + dt.timedelta(days=1)))
    return rows


def _holds_word(kind: Kind, word: str) -> Q:
    fits = Q(number__iexact=word)
    for column in kind.words_in:
        fits |= Q(**{f"{column}__icontains": word})
    if kind.parts:
        part, owner, columns = kind.parts
        in_part = Q.create([Q(**{f"{column}__icontains": word}) for column in columns], connector=Q.OR)
        fits |= Q(pk__in=part.objects.filter(in_part, withdrawn_at=None).values(owner))
    return fits


def _raw_rows(kind: Kind, programme: Programme, search: Search) -> QuerySet:
    gone = Case(When(BUILDS_ON_GONE, then=True), default=False) if kind.has_picture else Value(False)
    rows = _fitting(kind, programme, search).order_by()
    return rows.annotate(
        _kind=Value(kind.name, output_field=CharField()),
        _pk=F("pk"),
        _title=F(kind.title),
        _excerpt=Left(kind.text, _EXCERPT, output_field=TextField()),
        _mark=F(kind.mark) if kind.mark else Value("", output_field=CharField()),
        _added=F("arrived_at"),
        _gone=gone,
    ).values_list("_kind", "_pk", "_title", "_excerpt", "_mark", "_added", "_gone")


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))
