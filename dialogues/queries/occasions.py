"""Occasions: which there are, when and where in words, what people need to know, and whether one can sign up."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Prefetch, Q, QuerySet, Sum, prefetch_related_objects
from django.http import Http404
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dialogues.enums import Facility, OccasionKind, OccasionState, RegistrationState
from dialogues.models import Dialogue, Occasion, OccasionVersion
from kraftsamling.shared import clock
from kraftsamling.shared.enums import Openness
from kraftsamling.shared.holidays import holidays
from programmes.models import Programme
from programmes.queries.map_items import Audience

# What concerns a room, and is not asked of what happens at home.
_OF_THE_PLACE = ("step_free", "toilet", "hearing_loop", "quiet_space", "childcare")
_OF_THE_TALK = ("sign_language", "interpreter")
_AT_HOME = (OccasionKind.ONLINE, OccasionKind.SURVEY)
# What people were told before.
_VERSIONS = Prefetch("versions", OccasionVersion.objects.select_related("place"))
_IN_BRIEF = {
    Facility.YES: gettext_lazy("Available"),
    Facility.ON_REQUEST: gettext_lazy("There if one asks for it"),
    Facility.NO: gettext_lazy("Not there"),
    Facility.UNKNOWN: Facility.UNKNOWN.label,
}


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
        names = facilities_of(self.occasion)
        return ", ".join(filter(None, (_there_words(self.occasion, name) for name in names)))


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


def when_words(occasion: Occasion) -> str:
    """Return when it is, in words of the active language and in Stockholm's time."""
    first = date_format(occasion.day, "l j F Y")
    if occasion.last_day:
        last = date_format(occasion.last_day, "l j F Y")
        if occasion.is_all_day:
            return _("%(first)s to %(last)s") % {"first": first, "last": last}
        return _("%(first)s at %(begins)s to %(last)s at %(ends)s") % {
            "first": first, "last": last, "begins": _clock_time(occasion.begins), "ends": _clock_time(occasion.ends),
        }  # fmt: skip
    if occasion.is_all_day:
        return first
    return _("%(day)s at %(begins)s–%(ends)s") % {
        "day": first, "begins": _clock_time(occasion.begins), "ends": _clock_time(occasion.ends),
    }  # fmt: skip


def _clock_time(time: dt.time) -> str:
    return date_format(dt.datetime.combine(dt.date.min, time), "TIME_FORMAT")


def place_and_address(occasion: Occasion) -> tuple[str, str]:
    """Return where it is, each empty when not known. A place that may be secret or is withdrawn is not named."""
    place = occasion.place
    is_named = place is not None and place.openness == Openness.OPEN and place.withdrawn_at is None
    return str(place) if is_named else "", occasion.address


def where_words(occasion: Occasion) -> str:
    """Return where it is in one line; empty when nothing is known."""
    parts = [part for part in place_and_address(occasion) if part]
    if not parts and occasion.is_online:
        return _("online")
    return ", ".join(parts)


def bare(text: str) -> str:
    """Return a text as it is compared: more spaces, or a full stop at its end, make no other place of it."""
    return " ".join(text.split()).rstrip(".")


def practical_facts(occasion: Occasion) -> list[tuple[str, str]]:
    """Return (label, words) of all that those who come need to know; what nobody knows yet is named in one line."""
    facts = [(_label(name), _facility_words(occasion, name)) for name in facilities_of(occasion)]
    texts = [(_label(name), getattr(occasion, name)) for name in ("food", "cost", "plan_b")]
    not_known = str(Facility.UNKNOWN.label)
    known = [fact for fact in facts if fact[1] != not_known]
    missing = ", ".join(label for label, words in facts if words == not_known)
    open_ones = [(not_known, missing)] if missing else []
    return [*known, *(fact for fact in texts if fact[1]), *open_ones, *_support(occasion)]


def facts_in_brief(occasion: Occasion) -> list[tuple[str, str]]:
    """Return the same facts with the facilities gathered by whether they are there, for paper."""
    names, told = facilities_of(occasion), []
    for answer in (Facility.YES, Facility.ON_REQUEST, Facility.NO, Facility.UNKNOWN):
        found = [_with_languages(occasion, name) for name in names if getattr(occasion, name) == answer]
        told.append((str(_IN_BRIEF[answer]), ", ".join(found)))
    texts = [(_label(name), getattr(occasion, name)) for name in ("food", "cost", "plan_b")]
    return [fact for fact in (*told, *texts, *_support(occasion)) if fact[1]]


def _with_languages(occasion: Occasion, name: str) -> str:
    languages = occasion.interpreter_languages if name == "interpreter" else ""
    return f"{_label(name)} ({languages})" if languages else _label(name)


def facilities_of(occasion: Occasion) -> tuple[str, ...]:
    """Return the names of the facilities that are asked of an occasion of its kind."""
    return _OF_THE_TALK if occasion.kind in _AT_HOME else (*_OF_THE_PLACE, *_OF_THE_TALK)


def _label(name: str) -> str:
    return str(Occasion._meta.get_field(name).verbose_name)


def _facility_words(occasion: Occasion, name: str) -> str:
    words = str(Facility(getattr(occasion, name)).label)
    is_there = getattr(occasion, name) in (Facility.YES, Facility.ON_REQUEST)
    if name == "interpreter" and is_there and occasion.interpreter_languages:
        return f"{words} ({occasion.interpreter_languages})"
    return words


def _there_words(occasion: Occasion, name: str) -> str:
    if getattr(occasion, name) not in (Facility.YES, Facility.ON_REQUEST):
        return ""
    words = _facility_words(occasion, name).removeprefix(str(Facility.YES.label)).strip(" ()")
    return f"{_label(name)} ({words})" if words else _label(name)


def _support(occasion: Occasion) -> list[tuple[str, str]]:
    if not occasion.support_how:
        return []
    if not occasion.support_until:
        return [(_label("support_how"), occasion.support_how)]
    return [
        (
            _label("support_how"),
            _("%(how)s – at the latest %(day)s")
            % {"how": occasion.support_how.rstrip("."), "day": date_format(occasion.support_until, "j F Y")},
        )
    ]


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
        others = _of_the_same_time(found)
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
        words = _say_moved(occasion, before)
        if words and timezone.localdate(before.ends_at) >= today:
            found.setdefault(words, before)
    return found


def is_at_another_time(occasion: Occasion, before: Occasion) -> bool:
    """Whether people were told another time before."""
    return when_words(before) != when_words(occasion)


def is_elsewhere(occasion: Occasion, before: Occasion) -> bool:
    """Whether people were told another place before; where there was none, nobody goes there."""
    return bare(where_words(before)) not in ("", bare(where_words(occasion)))


def _say_moved(occasion: Occasion, before: Occasion) -> str:
    words = {"when": when_words(before), "where": where_words(before).rstrip(".")}
    if not is_at_another_time(occasion, before):
        return _("New place. Before: %(where)s.") % words if is_elsewhere(occasion, before) else ""
    if is_elsewhere(occasion, before):
        return _("New time and place. Before: %(when)s, %(where)s.") % words
    return _("New time. Before: %(when)s.") % words


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


def need_not_sign_up(occasion: Occasion) -> str:
    """Return what stands where one does not sign up, in a sentence."""
    return _("You need not sign up.") if occasion.kind in _AT_HOME else _("You need not sign up. Just come.")


def get_public_occasion(programme: Programme, dialogue: str, pk: int) -> Occasion:
    """Return the published occasion ``pk`` of the programme's published dialogue with the address ``dialogue``.

    Raises Http404 when there is none.
    """
    found = public_occasions().filter(programme=programme, dialogue__slug=dialogue, pk=pk)
    occasion = found.select_related("dialogue", "programme", "programme__municipality", "place").first()
    if occasion is None:
        raise Http404
    return occasion


def warnings_for(occasion: Occasion, others: Iterable[Occasion]) -> list[str]:
    """Return what is worth a second look: it falls on a public holiday, or together with one of ``others``."""
    found = []
    last = occasion.last_day or occasion.day
    if occasion.kind != OccasionKind.SURVEY and _holidays_between(occasion.day, last):
        found.append(_("It falls on a public holiday or its eve. Fewer people can come, and buses run less often."))
    for other in others:
        if other.pk != occasion.pk and _clash(occasion, other):
            found.append(
                _("“%(other)s” in “%(dialogue)s” is at the same time (%(when)s). The same people may be asked twice.")
                % {"other": other, "dialogue": other.dialogue, "when": when_words(other)}
            )
    return found


def _holidays_between(first: dt.date, last: dt.date) -> bool:
    days = (first + dt.timedelta(days=number) for number in range(min((last - first).days, 31) + 1))
    return any(day in holidays(day.year) for day in days)


def _clash(one: Occasion, other: Occasion) -> bool:
    # A survey goes on for weeks; that people meet meanwhile is no clash.
    if OccasionKind.SURVEY in (one.kind, other.kind) or OccasionState.CANCELLED in (one.state, other.state):
        return False
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


def _of_the_same_time(occasions: list[Occasion]) -> list[Occasion]:
    if not occasions:
        return []
    first, last = min(one.starts_at for one in occasions), max(one.ends_at for one in occasions)
    return clashing_with(occasions[0].programme, first, last)


def clashing_with(programme: Programme, first: dt.datetime, last: dt.datetime) -> list[Occasion]:
    """Return the programme's occasions that touch the time from ``first`` to ``last``, cancelled ones left out."""
    return list(
        Occasion.objects.current()
        .filter(programme=programme, starts_at__lt=last, ends_at__gt=first)
        .exclude(state=OccasionState.CANCELLED)
        .select_related("dialogue")
    )
