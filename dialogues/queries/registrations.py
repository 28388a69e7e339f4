"""Registrations: who has a place, who waits, what a person's own link leads to, and the list for the door.

A link's secret is stored nowhere. It is computed from the registration's own number and the installation's SECRET_KEY
when a letter or a page is written, so neither a waiting letter nor a copy of the database gives it away. The row holds
only its hash, by which the link is found.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet, Sum
from django.http import Http404
from django.utils.crypto import salted_hmac

from dialogues.enums import CallState, RegistrationState
from dialogues.models import Occasion, Registration
from dialogues.queries.occasions import public_occasions
from kraftsamling.shared import clock
from programmes.models import Programme

LIVE = (RegistrationState.SEATED, RegistrationState.WAITING)


def link_secret(registration: Registration) -> str:
    """Return the secret of the registration's own link (64 hexadecimal digits)."""
    return salted_hmac("dialogues.registration", registration.uuid.hex, algorithm="sha256").hexdigest()


def hash_secret(secret: str) -> str:
    """Return what is stored of a link's secret. The secret is 256 random bits, so a plain hash cannot be undone."""
    return hashlib.sha256(secret.encode()).hexdigest()


def find_registration(secret: str) -> Registration:
    """Return the registration that a link leads to, with its occasion; ``is_shown`` tells if everyone may see that one.

    An occasion that is taken off the public pages takes nobody's own page with it: they are to read there that it is
    cancelled. Raises Http404 when there is none, and when what people said of themselves has been removed since.
    """
    related = ("point", "occasion__dialogue", "occasion__programme__municipality", "occasion__place")
    is_shown = Exists(public_occasions().filter(pk=OuterRef("occasion")))
    found = Registration.objects.filter(purged_at=None).select_related(*related).annotate(is_shown=is_shown)
    registration = found.filter(secret_hash=hash_secret(secret)).first()
    if registration is None:
        raise Http404
    return registration


def live_registrations(occasions: Iterable[Occasion]) -> QuerySet[Registration]:
    """Return those who have a place or wait for one."""
    return Registration.objects.filter(occasion__in=occasions, state__in=LIVE)


def reachable_registrations(occasions: Iterable[Occasion]) -> QuerySet[Registration]:
    """Return those among them to whom a letter can be sent."""
    found = live_registrations(occasions).filter(point__isnull=False).exclude(point__email="")
    return found.select_related("point", "occasion")


def phone_only(occasions: Iterable[Occasion]) -> QuerySet[Registration]:
    """Return those among them whom no letter reaches, but a call."""
    found = live_registrations(occasions).filter(point__email="").exclude(point__phone="")
    return found.select_related("point", "occasion")


def calls_in(programmes: Iterable[int]) -> QuerySet[Registration]:
    """Return those in the programmes who are to be called, of what is not over yet, in the order of the occasions."""
    coming = Occasion.objects.current().filter(programme__in=programmes, ends_at__gt=clock.now())
    found = phone_only(coming).filter(call_state=CallState.WANTED)
    return found.select_related("point", "occasion__dialogue", "occasion__programme", "occasion__place").order_by(
        "occasion__starts_at", "occasion", "call_since", "pk"
    )


def count_seated(occasion: Occasion) -> int:
    """Return how many people have a place."""
    return _count_people(occasion, RegistrationState.SEATED)


def count_waiting(occasion: Occasion) -> int:
    """Return how many people wait for a place."""
    return _count_people(occasion, RegistrationState.WAITING)


def _count_people(occasion: Occasion, state: RegistrationState) -> int:
    return occasion.registrations.filter(state=state).aggregate(people=Sum("people"))["people"] or 0


def count_free(occasion: Occasion) -> int | None:
    """Return how many places are left, never below 0; None when there is no limit."""
    return None if occasion.capacity is None else max(0, occasion.capacity - count_seated(occasion))


def count_ahead(registration: Registration) -> int:
    """Return how many parties joined the waiting list before this one."""
    waiting = registration.occasion.registrations.filter(state=RegistrationState.WAITING)
    return waiting.filter(queued_at__lt=registration.queued_at).count()


@dataclass(frozen=True)
class Participants:
    """The list for the door. ``needs`` are told without names; ``to_ring`` are those whom no letter reaches, those who
    are to be called now first."""

    seated: list[Registration]
    waiting: list[Registration]
    needs: list[str]
    to_ring: list[Registration]
    seated_people: int
    waiting_people: int
    came_people: int
    cancelled: int


def participants_of(occasion: Occasion) -> Participants:
    """Return everyone who has signed up for the occasion: those with a place by name, the others as they wait."""
    rows = list(occasion.registrations.select_related("point").order_by("queued_at", "pk"))
    seated = [row for row in rows if row.state == RegistrationState.SEATED]
    waiting = [row for row in rows if row.state == RegistrationState.WAITING]
    live = [*seated, *waiting]
    return Participants(
        # Those without a name stand last, in the order in which they came.
        seated=sorted(seated, key=lambda row: (not row.name, row.name.casefold())),
        waiting=waiting,
        needs=[row.needs for row in live if row.needs],
        to_ring=sorted(
            (row for row in live if row.point and row.point.phone and not row.point.email),
            key=lambda row: row.call_state != CallState.WANTED,
        ),
        seated_people=sum(row.people for row in seated),
        waiting_people=sum(row.people for row in waiting),
        came_people=sum(row.people for row in seated if row.came),
        cancelled=len(rows) - len(live),
    )


def get_registration(programme: Programme, pk: int, *, also_withdrawn: bool = False) -> Registration:
    """Return a registration for one of the programme's occasions, for a work page; Http404 when there is none, and
    when the occasion is withdrawn unless ``also_withdrawn``."""
    found = Registration.objects.filter(pk=pk, occasion__programme=programme)
    if not also_withdrawn:
        found = found.filter(occasion__withdrawn_at=None)
    registration = found.select_related("point", "occasion__programme", "occasion__dialogue").first()
    if registration is None:
        raise Http404
    return registration
