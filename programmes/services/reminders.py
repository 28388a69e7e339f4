"""Reminding people of what waits, once for each cause and at most once a day for each programme."""

from collections import defaultdict

from django.db import transaction

from kraftsamling.accounts.models import User
from kraftsamling.notices.models import Notice
from kraftsamling.notices.services import notify
from kraftsamling.shared import clock
from programmes.queries.waiting import by_person, due_things, programmes_at_work
from programmes.queries.waiting_letters import WAITING


def remind_everybody() -> int:
    """Tell each person of what has come to wait for them since they were last told; return how many were told.

    Looks at everything that is due, so a day on which nothing ran is made up for, and running twice tells nobody twice.
    """
    found = by_person(due_things(programmes_at_work()))
    told = _told({user_id for user_id, _programme in found})
    users = User.objects.in_bulk({user_id for user_id, _programme in found})
    day, count = clock.today().isoformat(), 0
    for (user_id, programme_id), dues in sorted(found.items()):
        causes = sorted({due.cause for due in dues} - told[user_id])
        if not causes:
            continue
        with transaction.atomic():
            notice = notify(
                kind=WAITING, cause=f"waiting:{programme_id}:{day}", context={"causes": causes}, user=users[user_id],
                programme_id=programme_id,
            )  # fmt: skip
        # A second run on the same day finds the day's notice; what came up in between waits until tomorrow.
        count += notice.context["causes"] == causes
    return count


def _told(user_ids: set[int]) -> dict[int, set[str]]:
    told = defaultdict(set)
    earlier = Notice.objects.filter(kind=WAITING, user__in=user_ids)
    for user_id, context in earlier.values_list("user_id", "context"):
        told[user_id].update(context["causes"])
    return told
