"""Contributions that nobody has read: whom they wait for, and what reminders of them say."""

import datetime as dt

from django.db.models import Min
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from dialogues.enums import ContributionState
from dialogues.models import Contribution, Dialogue
from kraftsamling.shared.mail import absolute_url
from programmes.models import RoleAssignment
from programmes.queries.waiting import Due, Told, WaitingKind
from programmes.roles import ROLES, Permission

UNREAD = "contribution.unread"
# Whoever answers for the dialogue is reminded when the oldest has waited for so many days, the leaders after some more.
DAYS, DAYS_UNTIL_LEADERS = 2, 7


def contributions_due(within: list[int], today: dt.date) -> list[Due]:
    """Return a thing that waits for each dialogue of the programmes ``within`` with something unread for some days; two
    queries.

    It waits for whoever answers for the dialogue, or for the process leaders when that person may not publish.
    """
    roles = [key for key, role in ROLES.items() if Permission.PUBLISH_DIALOGUES in role.permissions]
    held = RoleAssignment.objects.active(today).filter(programme__in=within, role__in=roles)
    may_read = set(held.values_list("user_id", "programme_id"))
    unread = Contribution.objects.current().filter(programme__in=within, state=ContributionState.NEW)
    waiting = unread.values("dialogue", "programme", "dialogue__responsible__holder").annotate(oldest=Min("arrived_at"))
    found = []
    for row in waiting.order_by("dialogue"):
        first_day, programme = timezone.localdate(row["oldest"]), row["programme"]
        days, holder = (today - first_day).days, row["dialogue__responsible__holder"]
        if days >= DAYS:
            owner = holder if (holder, programme) in may_read else None
            cause = f"{UNREAD}:{row['dialogue']}:{first_day}"
            found.append(Due(programme, UNREAD, cause, owner, also_leaders=days >= DAYS_UNTIL_LEADERS))
    return found


def tell_unread(causes: list[str]) -> dict[str, Told]:
    """Return for each cause which dialogue it is about, and since when; no words of anybody's go into a letter."""
    keys = {cause: int(cause.split(":")[1]) for cause in causes}
    rows = Dialogue.objects.current().select_related("programme").in_bulk(set(keys.values()))
    return {cause: _tell(rows[pk], cause) for cause, pk in keys.items() if pk in rows}


def _tell(dialogue: Dialogue, cause: str) -> Told:
    day = dt.date.fromisoformat(cause.rpartition(":")[2])
    words = {"dialogue": dialogue.title, "day": date_format(day, "j F")}
    page = absolute_url("dialogues:contribution_queue", dialogue.programme.slug)
    return Told(_("In “%(dialogue)s” people have said things that nobody has read since %(day)s.") % words, page)


WAITING = (
    WaitingKind(
        UNREAD,
        ngettext_lazy(
            "Read what people have said in %(count)d dialogue",
            "Read what people have said in %(count)d dialogues",
            "count",
        ),
        "dialogues:contribution_queue",
        "",
        tell_unread,
    ),
)
