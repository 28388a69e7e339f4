import datetime as dt

import pytest
from kombu.exceptions import OperationalError

from kraftsamling.audit.models import AuditEntry
from kraftsamling.jobs.enums import JobState
from kraftsamling.jobs.models import Job
from kraftsamling.jobs.services import enqueue, handles, queueing, retry
from kraftsamling.shared import clock
from kraftsamling.shared.errors import StateConflict

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kinds")]


@pytest.fixture
def woken(monkeypatch):
    calls = []
    monkeypatch.setattr(queueing, "wake", calls.append)
    return calls


@pytest.fixture(autouse=True)
def _one_kind(kinds):
    handles("test.work")(lambda run, **arguments: None)


def test_enqueue_wakes_a_worker_only_after_the_commit(woken, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job = enqueue("test.work", {"number": 7})
        assert woken == []
    assert woken == [job.pk]
    assert (job.state, job.arguments, job.attempts) == (JobState.QUEUED, {"number": 7}, 0)


def test_enqueue_with_the_same_key_makes_one_job(woken):
    first = enqueue("test.work", {}, key="once")
    second = enqueue("test.work", {"other": 1}, key="once")
    assert first == second
    assert Job.objects.count() == 1


def test_enqueue_for_later_leaves_the_wake_up_to_the_sweep(woken, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        enqueue("test.work", {}, due_at=clock.now() + dt.timedelta(hours=1))
    assert woken == []


def test_enqueue_refuses_a_kind_nobody_handles():
    with pytest.raises(LookupError, match=r"test\.unknown"):
        enqueue("test.unknown", {})
    assert not Job.objects.exists()


@pytest.mark.parametrize("error", [OperationalError("gone"), PermissionError("read-only")])
def test_wake_survives_a_broker_that_does_not_answer(monkeypatch, error):
    def send_task(*args, **kwargs):
        raise error

    monkeypatch.setattr(queueing.current_app, "send_task", send_task)
    assert queueing.wake(1) is False


def test_retry_gives_a_failed_job_new_attempts_and_writes_the_log(administrator):
    job = enqueue("test.work", {})
    Job.objects.filter(pk=job.pk).update(state=JobState.FAILED, attempts=5, error="ValueError", progress=30)
    job = retry(job=job, by=administrator)
    assert (job.state, job.attempts, job.max_attempts, job.error, job.progress) == (JobState.QUEUED, 5, 10, "", 0)
    assert AuditEntry.objects.get(verb="job.retry").actor == administrator


def test_retry_of_a_job_that_has_not_failed_is_refused(administrator):
    job = enqueue("test.work", {})
    with pytest.raises(StateConflict):
        retry(job=job, by=administrator)
    assert not AuditEntry.objects.filter(verb="job.retry").exists()
