"""What is done once a day in the programmes."""

from kraftsamling.jobs.services import JobRun, daily


@daily("programmes.remind")
def remind(run: JobRun) -> None:
    """Remind people of what waits for them."""
    from programmes.services.reminders import remind_everybody

    remind_everybody()
