"""The jobs of this app."""

from kraftsamling.jobs.services import JobRun, daily, handles


@daily("overview.queue_poster_check")
def queue_poster_check(run: JobRun) -> None:
    """Queue the month's look at the printed posters, once its first working day has come."""
    from kraftsamling.overview.posters.checks import queue_check

    queue_check()


@handles("overview.check_posters")
def check_posters(run: JobRun, month: str) -> None:
    """Tell which printed posters no longer agree with the map."""
    from kraftsamling.overview.posters.checks import check_posters

    check_posters(month)


@handles("overview.redraw")
def redraw(run: JobRun, programme_id: int, version: int) -> None:
    """Draw a public map after a change, so that the next visitor need not wait, and keep the map of today."""
    from kraftsamling.overview.services.redrawing import redraw

    redraw(programme_id, version=version)


@daily("overview.redraw_all")
def redraw_all(run: JobRun) -> None:
    """Queue the drawing of all public maps for the new day; those that look otherwise than the day before are kept."""
    from kraftsamling.overview.services.redrawing import queue_redraw_of_all

    queue_redraw_of_all()
