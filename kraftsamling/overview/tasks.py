"""The jobs of this app."""

from kraftsamling.jobs.services import JobRun, daily, handles


@daily("overview.queue_poster_check")
def queue_poster_check(run: JobRun) -> None:
    """Queue the month's look at the printed posters, once its first working day has come."""
    from kraftsamling.overview.poster_checks import queue_check

    queue_check()


@handles("overview.check_posters")
def check_posters(run: JobRun, month: str) -> None:
    """Tell which printed posters no longer agree with the map."""
    from kraftsamling.overview.poster_checks import check_posters

    check_posters(month)
