"""What is done once a day for the dialogues."""

from kraftsamling.jobs.services import JobRun, daily


@daily("dialogues.remind_participants")
def remind(run: JobRun) -> None:
    """Remind those who have signed up of what is tomorrow."""
    from dialogues.services.registrations import ask_to_remind_by_phone, remind_participants

    remind_participants()
    ask_to_remind_by_phone()


@daily("dialogues.purge")
def purge(run: JobRun) -> None:
    """Remove what those who signed up have told about themselves, when its day has come."""
    from dialogues.services.registrations import forget_participants

    forget_participants()
