import datetime as dt

import pytest

from kraftsamling.jobs.enums import JobState
from kraftsamling.jobs.models import Heartbeat, Job
from kraftsamling.jobs.services import JobRun, LeaseLost, enqueue, handles, run
from kraftsamling.jobs.services.running import DISAPPEARED
from kraftsamling.shared import clock
from kraftsamling.shared.errors import RuleViolation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kinds")]

MINUTE = dt.timedelta(minutes=1)


def queue(handler, *, on_failed=None, arguments=None, **values):
    """Register ``handler`` and return a job for it, with columns set to ``values``."""
    handles("test.work", on_failed=on_failed)(handler)
    job = enqueue("test.work", arguments or {})
    Job.objects.filter(pk=job.pk).update(**values)
    job.refresh_from_db()
    return job


def do_nothing(run, **arguments):
    pass


def fail(run, **arguments):
    raise ValueError("what a resident wrote")


def test_run_gives_the_handler_its_arguments_and_marks_the_job_done():
    seen = []
    job = queue(lambda run, number: seen.append((run.attempt, number)), arguments={"number": 7})
    assert run(job.pk) is True
    job.refresh_from_db()
    assert seen == [(1, 7)]
    assert (job.state, job.progress, job.lease_until) == (JobState.DONE, 100, None)
    assert job.finished_at is not None


@pytest.mark.parametrize(
    "values",
    [
        {"state": JobState.DONE},
        {"state": JobState.FAILED},
        {"due_at": clock.now() + dt.timedelta(days=1)},
        {"state": JobState.RUNNING, "attempts": 1, "lease_until": clock.now() + dt.timedelta(days=1)},
    ],
)
def test_run_leaves_alone_what_cannot_be_claimed(values):
    job = queue(fail, **values)
    assert run(job.pk) is False
    unchanged = Job.objects.get(pk=job.pk)
    assert (unchanged.state, unchanged.attempts) == (job.state, job.attempts)


def test_run_tolerates_a_job_that_is_gone():
    assert run(12345) is False


def test_run_takes_over_from_a_worker_that_fell_silent():
    job = queue(do_nothing, state=JobState.RUNNING, attempts=1, lease_until=clock.now() - MINUTE)
    assert run(job.pk) is True
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.DONE, 2)


@pytest.mark.parametrize(("attempts", "seconds"), [(0, 5), (1, 10), (2, 20), (3, 40), (11, 3600)])
def test_failure_puts_the_job_back_with_a_pause_that_doubles(attempts, seconds):
    job = queue(fail, attempts=attempts, max_attempts=20)
    before = clock.now()
    with pytest.raises(ValueError, match="what a resident wrote"):
        run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.lease_until) == (JobState.QUEUED, None)
    assert dt.timedelta(seconds=seconds) <= job.due_at - before < dt.timedelta(seconds=seconds + 5)


def test_failure_is_stored_without_what_people_wrote():
    job = queue(fail)
    with pytest.raises(ValueError, match="what a resident wrote"):
        run(job.pk)
    job.refresh_from_db()
    assert job.error.startswith("ValueError in test_running.fail, line ")


def test_last_failure_marks_the_job_and_tells_its_app():
    told = []
    job = queue(fail, on_failed=lambda error, number: told.append((error[:10], number)),
                arguments={"number": 7}, attempts=4)  # fmt: skip
    with pytest.raises(ValueError, match="what a resident wrote"):
        run(job.pk)
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert told == [("ValueError", 7)]


def test_broken_rule_ends_the_job_at_once_with_its_sentence():
    def refuse(run):
        raise RuleViolation("The programme has no area.")

    job = queue(refuse)
    assert run(job.pk) is True
    job.refresh_from_db()
    assert (job.state, job.error, job.attempts) == (JobState.FAILED, "The programme has no area.", 1)


def test_worker_lost_in_the_last_attempt_is_a_failure():
    told = []
    job = queue(do_nothing, on_failed=told.append, state=JobState.RUNNING, attempts=5,
                lease_until=clock.now() - MINUTE)  # fmt: skip
    assert run(job.pk) is False
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.FAILED, DISAPPEARED)
    assert told == [DISAPPEARED]


def test_finishing_commits_effects_and_end_together():
    def handler(run):
        with run.finishing():
            Heartbeat.objects.create(name="effect", at=clock.now())

    job = queue(handler)
    run(job.pk)
    job.refresh_from_db()
    assert (job.state, Heartbeat.objects.count()) == (JobState.DONE, 1)


def test_finishing_that_breaks_off_leaves_no_effects():
    def handler(run):
        with run.finishing():
            Heartbeat.objects.create(name="effect", at=clock.now())
            raise ValueError("no")

    job = queue(handler)
    with pytest.raises(ValueError, match="no"):
        run(job.pk)
    job.refresh_from_db()
    assert (job.state, Heartbeat.objects.count()) == (JobState.QUEUED, 0)


def test_late_worker_can_neither_finish_nor_put_back():
    def handler(run):
        Job.objects.filter(pk=run.job_id).update(attempts=2)
        with run.finishing():
            Heartbeat.objects.create(name="effect", at=clock.now())

    job = queue(handler)
    assert run(job.pk) is True
    job.refresh_from_db()
    assert (job.state, job.attempts, Heartbeat.objects.count()) == (JobState.RUNNING, 2, 0)


@pytest.mark.parametrize("act", [JobRun.renew, JobRun.finish, lambda run: run.report(50)])
def test_older_attempt_has_lost_its_lease(act):
    job = queue(do_nothing, state=JobState.RUNNING, attempts=2, lease_until=clock.now() + MINUTE)
    with pytest.raises(LeaseLost):
        act(JobRun(job.pk, 1))


def test_report_shows_progress_within_bounds_and_renews():
    job = queue(do_nothing, state=JobState.RUNNING, attempts=1, lease_until=clock.now())
    JobRun(job.pk, 1).report(140)
    job.refresh_from_db()
    assert job.progress == 100
    assert job.lease_until > clock.now()
