"""Telling the communicator once a month which posters no longer agree with the map."""

import datetime as dt

from kraftsamling.accounts.models import User
from kraftsamling.documents.queries.hanging import printed_documents
from kraftsamling.jobs.services import enqueue
from kraftsamling.notices.services import notify
from kraftsamling.overview.posters.letters import POSTER_DIFFERS, describe_difference
from kraftsamling.overview.posters.poster import PROCESS_MAP_POSTER
from kraftsamling.shared import clock
from kraftsamling.shared.holidays import is_working_day
from programmes.models import Programme, RoleAssignment
from programmes.roles import RoleKey

CHECK_JOB = "overview.check_posters"


def first_working_day(day: dt.date) -> dt.date:
    """Return the first working day of the month that ``day`` lies in."""
    day = day.replace(day=1)
    while not is_working_day(day):
        day += dt.timedelta(days=1)
    return day


def queue_check(today: dt.date | None = None) -> None:
    """Queue the month's check from its first working day on; once a month, also when nothing ran on that very day."""
    today = today or clock.today()
    if today >= first_working_day(today):
        month = f"{today:%Y-%m}"
        enqueue(CHECK_JOB, {"month": month}, key=f"{CHECK_JOB}:{month}")


def check_posters(month: str) -> int:
    """Tell of each poster that no longer agrees with the map; return how many posters that is.

    Whoever was told of a poster in this month is not told again, so it may run twice.
    """
    count = 0
    for document in printed_documents(PROCESS_MAP_POSTER.key):
        if not describe_difference(document):
            continue
        count += 1
        for user in whom_to_tell(document.programme):
            notify(
                kind=POSTER_DIFFERS, cause=f"poster:{document.pk}:{month}", context={"document_id": document.pk},
                user=user, programme_id=document.programme_id,
            )  # fmt: skip
    return count


def whom_to_tell(programme: Programme) -> list[User]:
    """Return the programme's communicators; where there is none, those who lead it."""
    held = RoleAssignment.objects.active(clock.today()).filter(programme=programme)
    for role in (RoleKey.COMMUNICATOR, RoleKey.PROCESS_LEADER):
        people = User.objects.filter(is_active=True, role_assignments__in=held.filter(role=role)).distinct()
        if people:
            return list(people.order_by("pk"))
    return []
