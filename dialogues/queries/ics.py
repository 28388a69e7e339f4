"""Calendar files (RFC 5545): one for an occasion, one that a calendar subscribes to for a whole programme.

The same content gives the same bytes: the stamp is that of the row's latest change. A calendar knows an event again by
its UID, and takes over a change when SEQUENCE has grown.
"""

import datetime as dt
from collections.abc import Iterable
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone

from dialogues.enums import LANGUAGES, OccasionKind, OccasionState
from dialogues.models import Occasion
from dialogues.queries.occasion_words import practical_facts, when_words, where_words
from dialogues.queries.occasions import public_occasions
from kraftsamling.shared.mail import absolute_url
from programmes.models import Programme

_ZONE = ZoneInfo("Europe/Stockholm")
# The European Union's rule since 1996 (directive 2000/84/EC): the last Sundays of March and October, at 01.00 UTC.
_TIMEZONE = """BEGIN:VTIMEZONE
TZID:Europe/Stockholm
BEGIN:DAYLIGHT
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""
_ASK_AGAIN_AFTER = dt.timedelta(hours=12)


def calendar_occasions(programme: Programme) -> QuerySet[Occasion]:
    """Return the programme's occasions that anyone may see, cancelled ones too: calendars must hear of it."""
    found = public_occasions().filter(programme=programme)
    return found.select_related("dialogue", "programme", "place").order_by("starts_at", "pk")


def write_calendar(occasions: Iterable[Occasion], *, name: str = "") -> bytes:
    """Return a calendar file with the occasions, in the active language. With ``name`` it is one to subscribe to."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{urlsplit(settings.PUBLIC_URL).hostname}//Kraftsamling//{get_language().upper()}")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    if name:
        calendar.add("name", name)
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", _ASK_AGAIN_AFTER, parameters={"value": "DURATION"})
    calendar.add_component(Timezone.from_ical(_TIMEZONE))
    for occasion in occasions:
        calendar.add_component(_event(occasion))
    return calendar.to_ical()


def _event(occasion: Occasion) -> Event:
    event = Event()
    event.add("uid", f"{occasion.uuid}@{urlsplit(settings.PUBLIC_URL).hostname}")
    event.add("dtstamp", occasion.updated_at)
    event.add("last-modified", occasion.updated_at)
    event.add("sequence", occasion.sequence)
    if occasion.is_all_day:
        event.add("dtstart", occasion.day)
        event.add("dtend", (occasion.last_day or occasion.day) + dt.timedelta(days=1))
    else:
        event.add("dtstart", occasion.starts_at.astimezone(_ZONE))
        event.add("dtend", occasion.ends_at.astimezone(_ZONE))
    is_cancelled = occasion.state == OccasionState.CANCELLED
    event.add("summary", _title(occasion, is_cancelled), parameters={"language": occasion.content_language})
    where = where_words(occasion)
    if where:
        event.add("location", where, parameters={"language": occasion.content_language})
    page = absolute_url("dialogues:dialogue_public", occasion.programme.slug, occasion.dialogue.slug)
    event.add("description", _description(occasion, page))
    event.add("url", page)
    event.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    # A survey or a cancelled meeting leaves the day free.
    event.add("transp", "TRANSPARENT" if is_cancelled or occasion.kind == OccasionKind.SURVEY else "OPAQUE")
    return event


def _title(occasion: Occasion, is_cancelled: bool) -> str:
    dialogue = occasion.dialogue
    parts = (_("Information") if dialogue.is_information else "", dialogue.title, occasion.title)
    # An occasion is often called what its dialogue is.
    title = ": ".join(dict.fromkeys(part for part in parts if part))
    return _("Cancelled: %(name)s") % {"name": title} if is_cancelled else title


def _description(occasion: Occasion, page: str) -> str:
    lines = []
    if occasion.state == OccasionState.CANCELLED:
        lines.append(" ".join(filter(None, [_("Cancelled."), occasion.state_reason])))
    if occasion.dialogue.is_information:
        lines.append(_("What is told here cannot be influenced. You are welcome to ask."))
    if occasion.dialogue.question:
        lines.append(occasion.dialogue.question)
    lines.append(when_words(occasion))
    if occasion.online_url:
        lines.append(_("Take part here: %(url)s") % {"url": occasion.online_url})
    if occasion.content_language in LANGUAGES:
        lines.append(_("Language: %(language)s") % {"language": LANGUAGES[occasion.content_language][0]})
    lines += [f"{label[:1].upper()}{label[1:]}: {words}" for label, words in practical_facts(occasion)]
    if occasion.needs_registration:
        lines.append(_("You need to sign up."))
    lines.append(_("Read more: %(url)s") % {"url": page})
    return "\n".join(lines)
