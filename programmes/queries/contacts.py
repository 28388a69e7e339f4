"""When we were last in touch with whom, and who has gone quiet."""

import datetime as dt

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, TruncDate
from django.http import Http404

from kraftsamling.shared import clock
from programmes.models import Contact, ContactEvent, Programme


def with_last_contact(contacts: QuerySet[Contact]) -> QuerySet[Contact]:
    """Add ``in_touch_on`` (None: never noted), ``waiting_since`` (that day, or the day the contact was noted) and
    ``actor_left_on``."""
    events = ContactEvent.objects.filter(contact=OuterRef("pk"), withdrawn_at__isnull=True)
    latest = events.order_by("-happened_on", "-pk").values("happened_on")[:1]
    return contacts.annotate(in_touch_on=Subquery(latest)).annotate(
        waiting_since=Coalesce(F("in_touch_on"), TruncDate("arrived_at")), actor_left_on=F("actor__left_on")
    )


def contacts_of(programme: Programme) -> QuerySet[Contact]:
    """Return the programme's contacts, quiet longest first, with what a list shows."""
    contacts = Contact.objects.current().filter(programme=programme)
    return (
        with_last_contact(contacts)
        .select_related("programme", "actor__organisation", "keeper")
        .order_by("waiting_since", "pk")
    )


def quiet_only(contacts: QuerySet[Contact]) -> QuerySet[Contact]:
    """Narrow contacts (with ``waiting_since``) to present ones that nobody has spoken to for longer than was meant."""
    today = clock.today()
    # Each contact has its own number of days; the few numbers in use become plain comparisons on either database.
    days = contacts.order_by().values_list("quiet_after_days", flat=True).distinct()
    is_quiet = Q(pk__in=[])
    for number in days:
        is_quiet |= Q(quiet_after_days=number, waiting_since__lt=today - dt.timedelta(days=number))
    return contacts.filter(is_quiet, left_on__isnull=True, actor__left_on="")


def mark_quiet(contacts: list[Contact]) -> None:
    """Give each contact ``quiet_days`` (since when nobody has been in touch) and ``is_quiet``, for a list."""
    today = clock.today()
    for contact in contacts:
        contact.quiet_days = (today - contact.waiting_since).days
        is_present = contact.left_on is None and not contact.actor_left_on
        contact.is_quiet = is_present and contact.quiet_days > contact.quiet_after_days


def get_contact(programme: Programme, pk: int) -> Contact:
    """Return one contact with everything its page shows; raises Http404."""
    contact = contacts_of(programme).select_related("point", "created_by").filter(pk=pk).first()
    if contact is None:
        raise Http404
    mark_quiet([contact])
    return contact


def get_contact_event(programme: Programme, pk: int, *, also_withdrawn: bool = False) -> ContactEvent:
    """Return one time in touch, with its contact; raises Http404 for one that is withdrawn or belongs elsewhere."""
    events = ContactEvent.objects.filter(contact__programme=programme)
    if not also_withdrawn:
        events = events.filter(withdrawn_at__isnull=True, contact__withdrawn_at__isnull=True)
    event = events.select_related("contact__programme", "contact__actor__organisation").filter(pk=pk).first()
    if event is None:
        raise Http404
    return event


def events_of(contact: Contact) -> list[ContactEvent]:
    """Return the times we were in touch, latest first."""
    return list(contact.events.filter(withdrawn_at__isnull=True).select_related("updated_by"))
