"""A dialogue with an occasion, and a moment to look at it from, for the tests of occasions and registrations."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone

from dialogues.models import Dialogue, Occasion
from dialogues.queries.registrations import link_secret
from dialogues.services.registrations import sign_up
from kraftsamling.shared import clock
from programmes.services.keeping import add_record

# The evening of the occasion is a Thursday in spring, three weeks after the day on which the tests begin.
TODAY = dt.date(2026, 4, 2)
DAY = dt.date(2026, 4, 23)


def at(day: dt.date, hour: int = 12, minute: int = 0) -> dt.datetime:
    """Return a moment by the clock in Stockholm."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time(hour, minute)))


def let_it_be(monkeypatch, moment: dt.datetime) -> None:
    """Let the whole house believe that it is ``moment``."""
    monkeypatch.setattr(clock, "now", lambda: moment)


def add_dialogue(programme, *, is_public: bool = True, **fields) -> Dialogue:
    values = {"title": "Vad behövs på torget?", "slug": "torget", "question": "Vad saknas?", **fields}
    dialogue = add_record(Dialogue, programme=programme, by=None, **values)
    if is_public:
        Dialogue.objects.filter(pk=dialogue.pk).update(state="open", published_at=at(TODAY))
        dialogue.refresh_from_db()
    return dialogue


def add_evening(dialogue: Dialogue, *, day: dt.date = DAY, is_public: bool = True, **fields) -> Occasion:
    """Add an evening, 18.00 to 20.00, that one signs up for."""
    values = {
        "kind": "meeting", "starts_at": at(day, 18), "ends_at": at(day, 20), "needs_registration": True,
        "address": "Storgatan 4", **fields,
    }  # fmt: skip
    occasion = add_record(Occasion, programme=dialogue.programme, by=None, dialogue=dialogue, **values)
    if is_public:
        Occasion.objects.filter(pk=occasion.pk).update(published_at=at(TODAY))
        occasion.refresh_from_db()
    return occasion


def own_page(registration, name: str = "open") -> str:
    """Return the address of one's own page, or of what is sent from it."""
    return reverse(f"dialogues:registration_{name}", args=[link_secret(registration)])


def party(occasion: Occasion, people: int = 1, **fields):
    """Sign a party up."""
    return sign_up(occasion=occasion, people=people, **fields)


ORIGIN = {"origin": "http://testserver"}


def states(occasion) -> list[str]:
    return list(occasion.registrations.order_by("queued_at", "pk").values_list("state", flat=True))


def sign_up_address(occasion) -> str:
    return reverse("dialogues:registration_sign_up", args=["provet", occasion.dialogue.slug, occasion.pk])


def form_fields(client, address: str) -> dict:
    """Return what the form at the address shows, as a browser would send it."""
    form = client.get(address).context["form"]
    sent = {}
    for field in form:
        value = field.value()
        if value not in (None, False, ""):
            sent[field.html_name] = "on" if value is True else value
    return sent
