import datetime as dt
import time

import pytest

from kraftsamling.jobs.enums import JobState
from kraftsamling.jobs.models import Job
from kraftsamling.jobs.services.leases import JobRun, keep_lease
from kraftsamling.shared import clock


@pytest.mark.django_db(transaction=True)
def test_lease_is_renewed_while_the_work_goes_on(settings):
    settings.JOB_LEASE_SECONDS = 0.3
    begin = clock.now()
    job = Job.objects.create(kind="test.work", state=JobState.RUNNING, attempts=1, due_at=begin, lease_until=begin)
    with keep_lease(JobRun(job.pk, 1)):
        time.sleep(0.8)
    job.refresh_from_db()
    assert job.lease_until > begin + dt.timedelta(seconds=0.8)


@pytest.mark.django_db(transaction=True)
def test_lease_that_was_lost_is_not_taken_back(settings):
    settings.JOB_LEASE_SECONDS = 0.3
    begin = clock.now()
    job = Job.objects.create(kind="test.work", state=JobState.RUNNING, attempts=2, due_at=begin, lease_until=begin)
    with keep_lease(JobRun(job.pk, 1)):
        time.sleep(0.3)
    job.refresh_from_db()
    assert job.lease_until == begin
