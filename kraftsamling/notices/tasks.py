"""Sending letters, and the daily letter and clearing."""

from kraftsamling.jobs.services import JobRun, daily, handles


def _give_up(error: str, notice_id: int) -> None:
    from kraftsamling.notices.services import give_up_notice

    give_up_notice(notice_id, error)


@handles("notices.send", on_failed=_give_up)
def send(run: JobRun, notice_id: int) -> None:
    """Send one notice."""
    from kraftsamling.notices.services import send_notice

    send_notice(notice_id)


@handles("notices.digest")
def digest(run: JobRun, user_id: int, day: str) -> None:
    """Send one person's daily letter."""
    from kraftsamling.notices.services import send_digest

    send_digest(user_id, day)


@daily("notices.queue_digests")
def digests(run: JobRun) -> None:
    """Queue the daily letters."""
    from kraftsamling.notices.services import queue_digests

    queue_digests()


@daily("notices.purge_contacts")
def purge(run: JobRun) -> None:
    """Blank the addresses whose day has come."""
    from kraftsamling.notices.services import purge_old_contacts

    purge_old_contacts()
