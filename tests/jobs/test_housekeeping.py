import datetime as dt

import pytest
from django.contrib.sessions.models import Session

from kraftsamling.jobs.enums import JobState
from kraftsamling.jobs.models import Job
from kraftsamling.jobs.services.housekeeping import purge_aids
from kraftsamling.shared import clock
from kraftsamling.shared.models import FormDraft, FormReceipt
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def days_ago(days):
    return clock.now() - dt.timedelta(days=days)


def test_receipts_and_drafts_go_when_their_time_is_over():
    user = UserFactory()
    for table, limit, values in [(FormReceipt, 7, {}), (FormDraft, 14, {"owner": user, "path": "/", "fields": {}})]:
        for days in (limit - 1, limit + 1):
            row = table.objects.create(**values, **({"digest": str(days)} if table is FormReceipt else {}))
            table.objects.filter(pk=row.pk).update(created_at=days_ago(days))
    assert purge_aids() == {"receipts": 1, "drafts": 1, "jobs": 0}
    assert FormReceipt.objects.get().digest == "6"
    assert FormDraft.objects.get().created_at > days_ago(14)


def test_done_jobs_go_and_failed_ones_stay():
    for state, days in [(JobState.DONE, 91), (JobState.DONE, 89), (JobState.FAILED, 91)]:
        Job.objects.create(kind="test.work", state=state, due_at=days_ago(days), finished_at=days_ago(days))
    assert purge_aids()["jobs"] == 1
    assert sorted(Job.objects.values_list("state", flat=True)) == ["done", "failed"]


def test_expired_sessions_go():
    Session.objects.create(session_key="old", session_data="", expire_date=days_ago(1))
    Session.objects.create(session_key="new", session_data="", expire_date=days_ago(-1))
    purge_aids()
    assert Session.objects.get().session_key == "new"
