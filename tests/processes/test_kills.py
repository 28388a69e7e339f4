"""Processes die, stop and lose their messages; nothing is lost and nothing is made twice."""

import datetime as dt
import json
import os
import signal
import threading
from urllib.parse import urlencode

import pytest

from kraftsamling.jobs.enums import JobState
from kraftsamling.jobs.models import Heartbeat, Job
from kraftsamling.shared import clock
from kraftsamling.shared.models import FormReceipt
from kraftsamling.shared.receipts import make_form_key
from tests.processes.conftest import effects

pytestmark = pytest.mark.processes

HOUR = dt.timedelta(hours=1)


def add_job(kind, name, **values):
    return Job.objects.create(kind=kind, arguments={"name": name}, **{"due_at": clock.now(), **values})


def test_worker_killed_in_the_middle_of_a_job(site):
    job = add_job("test.slow", "poster")
    worker = site.start("worker")
    site.wait_for_mark("poster-1")
    site.kill(worker)
    assert (Job.objects.get(pk=job.pk).state, effects()) == (JobState.RUNNING, [])
    site.start("beat")
    site.start("worker")
    site.wait_for_mark("poster-2")
    site.let_go("poster")
    site.wait_until_done(job)
    assert effects() == ["poster by attempt 2"]


def test_broker_emptied_while_a_job_waits(site):
    job = add_job("test.quick", "letter")
    site.send_wake_up(job)
    assert site.count_messages() == 1
    site.empty_broker()
    assert site.count_messages() == 0
    site.start("worker")
    site.start("beat")
    site.wait_until_done(job)
    assert effects() == ["letter by attempt 1"]


def test_web_killed_in_the_middle_of_a_save(site):
    form = urlencode({"form_key": make_form_key(None), "name": "form"}).encode()
    web = site.start("web")
    site.wait_for(lambda: site.get("/halsa/")[0])
    sender = threading.Thread(target=site.get, args=("/test/save/", form))
    sender.start()
    site.wait_for_mark("save-1")
    site.kill(web)
    sender.join()
    assert (Job.objects.count(), FormReceipt.objects.count()) == (0, 0)
    site.let_go("save")
    site.start("web")
    site.start("worker")
    site.wait_for(lambda: site.get("/halsa/")[0])
    first, second = site.get("/test/save/", form), site.get("/test/save/", form)
    job = Job.objects.get(kind="test.quick")
    assert first == second == (302, f"/saved/{job.pk}/")
    site.wait_until_done(job)
    assert effects() == ["form by attempt 1"]


def test_beat_dead_for_an_hour(site):
    site.start("web")
    site.start("worker")
    site.wait_for_sweep()
    site.wait_for(lambda: site.get("/halsa/")[0] == 200)
    Heartbeat.objects.update(at=clock.now() - HOUR)
    waiting = add_job("test.quick", "waiting", due_at=clock.now() - HOUR)
    orphan = add_job("test.quick", "orphan", state="running", attempts=1, lease_until=clock.now() - HOUR)
    status, body = site.get("/halsa/")
    assert (status, json.loads(body)["sweep_age_seconds"] >= 3600) == (503, True)
    site.start("beat")
    site.wait_until_done(waiting, orphan)
    site.wait_for(lambda: site.get("/halsa/")[0] == 200)
    assert effects() == ["orphan by attempt 2", "waiting by attempt 1"]


def test_worker_finds_what_waited_before_it_started_without_beat(site):
    job = add_job("test.quick", "early", due_at=clock.now() - HOUR)
    site.start("worker")
    site.wait_until_done(job)
    assert effects() == ["early by attempt 1"]
    assert Job.objects.filter(key__startswith="jobs.purge_aids:").count() == 1


def test_two_workers_claiming_at_once(site):
    jobs = [add_job("test.quick", f"{number:02}") for number in range(20)]
    for _turn in range(4):
        for job in jobs:
            site.send_wake_up(job)
    site.start("worker")
    site.start("worker")
    site.wait_until_done(*jobs)
    site.wait_for(lambda: site.count_messages() == 0)
    assert effects() == [f"{number:02} by attempt 1" for number in range(20)]


def test_worker_that_wakes_after_its_lease_ran_out(site):
    job = add_job("test.slow", "poster")
    sleeper = site.start("worker")
    site.wait_for_mark("poster-1")
    os.killpg(sleeper.pid, signal.SIGSTOP)
    site.start("beat")
    site.start("worker")
    site.wait_for_mark("poster-2")
    site.let_go("poster")
    site.wait_until_done(job)
    os.killpg(sleeper.pid, signal.SIGCONT)
    site.wait_for(lambda: f"Job {job.pk} was taken over" in site.read_log(sleeper))
    assert effects() == ["poster by attempt 2"]


def test_worker_that_wakes_while_another_is_at_its_job(site):
    job = add_job("test.slow", "poster")
    sleeper = site.start("worker")
    site.wait_for_mark("poster-1")
    os.killpg(sleeper.pid, signal.SIGSTOP)
    site.start("beat")
    site.start("worker")
    site.wait_for_mark("poster-2")
    os.killpg(sleeper.pid, signal.SIGCONT)
    site.let_go("poster-1")
    site.wait_for(lambda: f"Job {job.pk} was taken over" in site.read_log(sleeper))
    assert (Job.objects.get(pk=job.pk).state, effects()) == (JobState.RUNNING, [])
    site.let_go("poster-2")
    site.wait_until_done(job)
    assert effects() == ["poster by attempt 2"]
