"""Letters about one's sign-in."""

from kraftsamling.jobs.services import JobRun, handles


@handles("accounts.send_reset")
def send_reset(run: JobRun, user_id: int) -> None:
    """Send a link with which a person sets a new password."""
    from kraftsamling.accounts.services import send_reset_letter

    send_reset_letter(user_id, unique=run.job_id)


@handles("accounts.send_change")
def send_change(run: JobRun, user_id: int, change: str, at: str) -> None:
    """Tell a person that something about their sign-in was changed."""
    from kraftsamling.accounts.services import send_change_letter

    send_change_letter(user_id, change, at, unique=run.job_id)
