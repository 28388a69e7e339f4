"""Who takes part in a programme, and who works with whom."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Prefetch, QuerySet

from kraftsamling.shared import clock
from kraftsamling.shared.collation import Swedish
from programmes.chains import follow
from programmes.enums.actors import AgreementState
from programmes.models import Actor, Agreement, Body, Contact, Decision, Membership, Organisation, Programme
from programmes.queries.contacts import mark_quiet, with_last_contact


def actors_of(programme: Programme) -> QuerySet[Actor]:
    """Return the programme's actors, also those who have left, in Swedish order."""
    actors = Actor.objects.current().filter(programme=programme).select_related("organisation", "programme")
    return actors.order_by(Swedish("organisation__name"), "pk")


def _present_contacts() -> QuerySet[Contact]:
    contacts = Contact.objects.current().filter(left_on__isnull=True)
    return with_last_contact(contacts).select_related("programme", "keeper").order_by("pk")


def add_last_contact(actors: list[Actor]) -> None:
    """Give each actor ``present_contacts``, ``in_touch_on`` (latest with any of them) and ``quiet_contacts``."""
    by_actor = defaultdict(list)
    for contact in _present_contacts().filter(actor__in=actors):
        by_actor[contact.actor_id].append(contact)
    for actor in actors:
        found = by_actor[actor.pk]
        mark_quiet(found)
        actor.present_contacts = found
        actor.in_touch_on = max((contact.in_touch_on for contact in found if contact.in_touch_on), default=None)
        actor.quiet_contacts = [contact for contact in found if contact.is_quiet]


@dataclass
class ActorSheet:
    """What stands on an actor's page beside its own facts."""

    contacts: list[Contact]
    agreements: list[Agreement]
    memberships: list[Membership]
    decisions: list[Decision]
    continues: list[Actor]
    successors: list[Organisation]


def describe_actor(actor: Actor) -> ActorSheet:
    """Return contacts, agreements, seats, decisions and history of the actor, whose organisation is fetched."""
    contacts = Contact.objects.current().filter(actor=actor)
    found = list(with_last_contact(contacts).select_related("programme", "keeper").order_by("left_on", "pk"))
    mark_quiet(found)
    same = {"programme": actor.programme}
    organisation = actor.organisation
    seats = Membership.objects.filter(body__programme=actor.programme, body__withdrawn_at__isnull=True)
    open_seats = seats.filter(organisation=organisation).exclude(valid_until__lt=clock.today())
    return ActorSheet(
        contacts=found,
        agreements=list(Agreement.objects.current().filter(**same, parties=organisation).select_related("programme")),
        memberships=list(open_seats.select_related("body__programme")),
        decisions=list(
            Decision.objects.current().filter(**same, organisation=organisation).select_related("programme")[:20]
        ),
        continues=list(actor.continues.current().select_related("organisation", "programme")),
        successors=successors_of(organisation),
    )


def register_of(municipality_id: int) -> dict[int, Organisation]:
    """Return the municipality's register of organisations by key."""
    return {row.pk: row for row in Organisation.objects.filter(municipality=municipality_id)}


def successors_of(organisation: Organisation, register: Mapping[int, Organisation] | None = None) -> list[Organisation]:
    """Return what the organisation became, step by step, until one that goes on.

    One query, or none for those who ask for several and have read the ``register`` of its municipality.
    """
    register = register or register_of(organisation.municipality_id)
    links = {pk: row.successor_id for pk, row in register.items()}
    return [register[pk] for pk in follow(organisation.pk, links)][1:]


@dataclass
class Together:
    """One organisation: with whom it works, and through what."""

    organisation: Organisation
    actor: Actor | None
    partners: dict[Organisation, list[str]] = field(default_factory=lambda: defaultdict(list))

    @property
    def count(self) -> int:
        """With how many others it works."""
        return len(self.partners)

    def rows(self) -> list[tuple[Organisation, list[str]]]:
        """Return each partner with what joins them, in the order of the alphabet."""
        return sorted(self.partners.items(), key=lambda item: item[0].name)


def who_works_with_whom(programme: Programme) -> list[Together]:
    """Return the organisations that take part, most connected first: joined by agreements that hold and by bodies."""
    actors = {actor.organisation_id: actor for actor in actors_of(programme).filter(left_on="")}
    found = {pk: Together(actor.organisation, actor) for pk, actor in actors.items()}
    for name, organisations in _meeting_places(programme):
        for one in organisations:
            own = found.setdefault(one.pk, Together(one, actors.get(one.pk)))
            for other in organisations:
                if other.pk != one.pk and name not in own.partners[other]:
                    own.partners[other].append(name)
    return sorted(found.values(), key=lambda each: (-each.count, each.organisation.name))


def _at_present(programme: Programme) -> dict[int, Organisation]:
    """Return each organisation of the municipality as what it is today, as far as that is known."""
    today = clock.today()
    register = register_of(programme.municipality_id)
    present = {}
    for pk, organisation in register.items():
        seen = {pk}
        while organisation.successor_id not in {None, *seen} and organisation.valid_until < today:
            organisation = register[organisation.successor_id]
            seen.add(organisation.pk)
        present[pk] = organisation
    return present


def _meeting_places(programme: Programme) -> list[tuple[str, set[Organisation]]]:
    agreements = Agreement.objects.current().filter(programme=programme).exclude(state=AgreementState.TERMINATED)
    present = _at_present(programme)
    places = [
        (str(agreement), {present[party.pk] for party in agreement.parties.all()})
        for agreement in agreements.prefetch_related("parties")
    ]
    today = clock.today()
    seats = Membership.objects.exclude(valid_until__lt=today)
    bodies = Body.objects.current().filter(programme=programme).exclude(valid_until__lt=today)
    members = Prefetch("memberships", queryset=seats, to_attr="present_seats")
    for body in bodies.prefetch_related(members):
        joined = {body.organisation_id, *(seat.organisation_id for seat in body.present_seats)} - {None}
        places.append((str(body), {present[pk] for pk in joined}))
    return [(name, organisations) for name, organisations in places if len(organisations) > 1]
