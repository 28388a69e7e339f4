"""Occasions by the clock: which there are, as they are shown, and whether one can sign up."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Prefetch, Q, QuerySet, Sum, prefetch_related_objects
from django.http import Http404
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dialogues.enums import OccasionKind, OccasionState, RegistrationState
from dialogues.models import Dialogue, Occasion, OccasionVersion
from dialogues.queries.occasion_clashes import of_the_same_time, warnings_for
from dialogues.queries.occasion_words import (
    need_not_sign_up,
    practical_facts,
    say_moved,
    what_is_there,
    when_words,
    where_words,
)
from kraftsamling.shared import clock
from programmes.models import Programme
from programmes.queries.map_items import Audience

# What people were told before.
_VERSIONS = Prefetch("versions", OccasionVersion.objects.select_related("place"))


@dataclass(frozen=True)
class OccasionRow:
    """An occasion as it is shown; ``when`` and ``where`` are in words.

    ``moved`` says, a sentence for each, what people were told before of when and where it is; ``earlier`` holds the
    same as it was told.
    """

    occasion: Occasion
    when: str
    where: str
    is_over: bool
    is_cancelled: bool
    is_open: bool
    seated: int = 0
    waiting: int = 0
    warnings: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    earlier: list[Occasion] = field(default_factory=list)

    @property
    def is_full(self) -> bool:
        """Whether whoever signs up now has to wait for a place."""
        return self.occasion.capacity is not None and self.seated >= self.occasion.capacity

    @property
    def has_room(self) -> bool:
        """Whether whoever wants to come can still get a place, or needs none; of what is ahead."""
        if not self.occasion.needs_registration:
            return self.occasion.kind != OccasionKind.SURVEY
        return self.is_open and not self.is_full

    @property
    def sign_up(self) -> str:
        """Whether those who want to come sign up, in a sentence; of what is ahead."""
        if not self.occasion.needs_registration:
            return need_not_sign_up(self.occasion)
        if not self.is_open:
            return _("One can no longer sign up.")
        return _("It is full, but you can join the waiting list.") if self.is_full else _("You need to sign up.")

    @property
    def facts(self) -> list[tuple[str, str]]:
        """(label, words) of all that those who come need to know."""
        return practical_facts(self.occasion)

    @property
    def there(self) -> str:
        """What is there for those who come, or comes if they ask; the whole stands among the facts."""
        return what_is_there(self.occasion)


class Coming:
    """What is told of occasions that one can still come to: ``coming``, nearest first."""

    coming: list[OccasionRow]

    @property
    def next_occasion(self) -> OccasionRow | None:
        return next(iter(self.coming), None)

    @property
    def with_room(self) -> OccasionRow | None:
        """The first occasion where there is room, when the nearest is full or closed."""
        nearest = self.next_occasion
        if nearest is None or nearest.has_room or not nearest.occasion.needs_registration:
            return None
        return next((row for row in self.coming[1:] if row.has_room), None)

    @property
    def more(self) -> int:
        """How many occasions come after the next one."""
        return max(len(self.coming) - 1, 0)


def with_seats(occasions: QuerySet[Occasion]) -> QuerySet[Occasion]:
    """Add how many people have a place and how many wait: ``seated`` and ``waiting``, None for nobody."""
    people = "registrations__people"
    counted = occasions.annotate(
        seated=Sum(people, filter=Q(registrations__state=RegistrationState.SEATED)),
        waiting=Sum(people, filter=Q(registrations__state=RegistrationState.WAITING)),
    )
    # Django leaves out the model's own order where it groups.
    return counted.order_by("starts_at", "pk")


def public_occasions() -> QuerySet[Occasion]:
    """Return the occasions that anyone may see: published, of a published dialogue."""
    return Occasion.objects.public().filter(dialogue__in=Dialogue.objects.public())


def occasions_of(dialogue: Dialogue, audience: Audience, *, now: dt.datetime | None = None) -> list[OccasionRow]:
    """Return the dialogue's occasions in their order; for the public only those that are published.

    Two queries for the public; for work three, and then with how many have signed up and what is worth a second look.
    """
    moment = now or clock.now()
    if audience == Audience.WORK:
        found = list(with_seats(dialogue.occasions.current().select_related("place", "programme", "dialogue")))
        others = of_the_same_time(found)
        return [_row(occasion, moment, warnings=warnings_for(occasion, others)) for occasion in found]
    shown = Occasion.objects.public() if audience == Audience.PUBLIC else Occasion.objects.public_with_programme()
    found = with_seats(shown.filter(dialogue=dialogue).select_related("place", "programme"))
    return [_row(occasion, moment, told=_told(occasion, moment)) for occasion in found.prefetch_related(_VERSIONS)]


def _told(occasion: Occasion, moment: dt.datetime) -> dict[str, Occasion]:
    """Return what people were told before of when and where it is, in a sentence and as it was, until the day they were
    told of has passed."""
    if occasion.state == OccasionState.CANCELLED:
        return {}
    today = timezone.localdate(moment)
    found: dict[str, Occasion] = {}
    for before in (version.as_told for version in occasion.versions.all()):
        words = say_moved(occasion, before)
        if words and timezone.localdate(before.ends_at) >= today:
            found.setdefault(words, before)
    return found


def _row(
    occasion: Occasion,
    moment: dt.datetime,
    *,
    warnings: list[str] | None = None,
    told: dict[str, Occasion] | None = None,
) -> OccasionRow:
    return OccasionRow(
        occasion=occasion,
        when=when_words(occasion),
        where=where_words(occasion),
        is_over=occasion.ends_at < moment,
        is_cancelled=occasion.state == OccasionState.CANCELLED,
        is_open=not why_closed(occasion, moment),
        seated=getattr(occasion, "seated", None) or 0,
        waiting=getattr(occasion, "waiting", None) or 0,
        warnings=warnings or [],
        moved=list(told or {}),
        earlier=list((told or {}).values()),
    )


def row_of(occasion: Occasion, *, now: dt.datetime | None = None) -> OccasionRow:
    """Return one occasion as it is shown."""
    return _row(occasion, now or clock.now())


def row_with_moves(occasion: Occasion) -> OccasionRow:
    """Return one occasion as it is shown, with what people were told before of when and where it is; one query."""
    moment = clock.now()
    prefetch_related_objects([occasion], _VERSIONS)
    return _row(occasion, moment, told=_told(occasion, moment))


def next_change(rows: Iterable[OccasionRow], *, now: dt.datetime | None = None) -> dt.datetime | None:
    """Return when the first of the occasions begins or ends, after which a page that shows them must be made anew."""
    moment = now or clock.now()
    turns = [at for row in rows for at in (row.occasion.starts_at, row.occasion.ends_at) if at > moment]
    return min(turns, default=None)


def why_closed(occasion: Occasion, moment: dt.datetime) -> str:
    """Return, in a sentence, why one cannot sign up at ``moment``; empty while one can."""
    if not occasion.needs_registration:
        return need_not_sign_up(occasion)
    if occasion.state == OccasionState.CANCELLED:
        return _("It is cancelled, so you cannot sign up.")
    if occasion.starts_at <= moment:
        return _("It has begun or is over, so you can no longer sign up.")
    last = occasion.registration_until
    if last and last < timezone.localdate(moment):
        return _("The last day to sign up was %(day)s.") % {"day": date_format(last, "j F Y")}
    return ""


def get_public_occasion(programme: Programme, dialogue: str, pk: int) -> Occasion:
    """Return the published occasion ``pk`` of the programme's published dialogue with the address ``dialogue``.

    Raises Http404 when there is none.
    """
    found = public_occasions().filter(programme=programme, dialogue__slug=dialogue, pk=pk)
    occasion = found.select_related("dialogue", "programme", "programme__municipality", "place").first()
    if occasion is None:
        raise Http404
    return occasion
