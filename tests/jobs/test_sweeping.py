import datetime as dt

import pytest

from kraftsamling.jobs.enums import JobState
from kraftsamling.jobs.models import Job
from kraftsamling.jobs.queries import get_sweep_age
from kraftsamling.jobs.services import daily, sweep, sweeping

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kinds")]

NOW = dt.datetime(2026, 6, 15, 12, 0, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def woken(monkeypatch):
    calls = []
    monkeypatch.setattr(sweeping, "wake", lambda job_id: calls.append(job_id) or True)
    monkeypatch.setattr(sweeping, "count_waiting_messages", lambda: 0)
    return calls


def add_job(state=JobState.QUEUED, due_at=NOW, lease_until=None, attempts=0):
    return Job.objects.create(
        kind="test.work", state=state, due_at=due_at, lease_until=lease_until, attempts=attempts
    ).pk


def test_sweep_wakes_for_due_and_orphaned_jobs_longest_waiting_first(woken):
    orphaned = add_job(JobState.RUNNING, due_at=NOW - 9 * MINUTE, lease_until=NOW - MINUTE, attempts=1)
    due = add_job(due_at=NOW - 10 * MINUTE)
    add_job(due_at=NOW + MINUTE)
    add_job(JobState.RUNNING, lease_until=NOW + MINUTE, attempts=1)
    add_job(JobState.DONE)
    add_job(JobState.FAILED)
    assert sweep(now=NOW) == 2
    assert woken == [due, orphaned]


def test_sweep_wakes_for_a_job_whose_last_attempt_was_lost(woken):
    lost = add_job(JobState.RUNNING, lease_until=NOW - MINUTE, attempts=5)
    sweep(now=NOW)
    assert woken == [lost]


def test_sweep_leaves_its_time_behind(woken):
    assert get_sweep_age(now=NOW) is None
    sweep(now=NOW)
    sweep(now=NOW + MINUTE)
    assert get_sweep_age(now=NOW + 2 * MINUTE) == 60


def test_sweep_does_not_bury_a_busy_worker(woken, monkeypatch):
    monkeypatch.setattr(sweeping, "MAX_WAITING_MESSAGES", 3)
    monkeypatch.setattr(sweeping, "count_waiting_messages", lambda: 2)
    oldest = add_job(due_at=NOW - 3 * MINUTE)
    add_job(due_at=NOW - 2 * MINUTE)
    assert sweep(now=NOW) == 1
    assert woken == [oldest]


def test_daily_job_is_queued_once_per_day_in_stockholm(woken):
    daily("test.tidy")(lambda run: None)
    for hour in (0, 10, 21):  # 21:30 UTC is 23:30 in Stockholm, 22:30 UTC the next day
        sweep(now=dt.datetime(2026, 6, 15, hour, 30, tzinfo=dt.UTC))
    assert list(Job.objects.values_list("key", flat=True)) == ["test.tidy:2026-06-15"]
    sweep(now=dt.datetime(2026, 6, 15, 22, 30, tzinfo=dt.UTC))
    assert Job.objects.filter(key="test.tidy:2026-06-16").count() == 1


def test_daily_jobs_cost_no_query_more_each(woken, django_assert_num_queries):
    for name in ("a", "b", "c"):
        daily(f"test.{name}")(lambda run: None)
    sweep(now=NOW)
    Job.objects.update(state=JobState.DONE)
    with django_assert_num_queries(6):
        sweep(now=NOW)
