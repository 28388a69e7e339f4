"""What stands around the pages: error pages, the health page, jobs and messages, the folder of data, the settings."""

import json

import pytest
from celery import current_app
from django.test import Client
from django.urls import reverse

from kraftsamling.accounts import urls as account_urls
from kraftsamling.jobs.enums import JobState
from kraftsamling.jobs.models import Job
from kraftsamling.jobs.services import run
from kraftsamling.shared import clock
from programmes.forms.programmes import ProgrammeCreateForm
from tests.addresses import named_patterns
from tests.test_configuration import load_settings

pytestmark = pytest.mark.once


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/finns/ej/", {}, 404),
        ("/finns/ej.svg", {}, 404),
        ("/static/finns-ej.css", {}, 404),
        ("/halsa/", {"host": "evil.example"}, 400),
        ("/", {"host": "testserver:80:80"}, 400),
        ("/", {"host": "testserver@evil.example"}, 400),
    ],
)
def test_no_error_page_is_kept_by_a_proxy(path, headers, status):
    answer = Client().get(path, headers=headers)
    assert (answer.status_code, answer["Cache-Control"]) == (status, "private, no-cache")
    assert "evil" not in answer.content.decode()


@pytest.mark.django_db
def test_page_that_breaks_tells_nothing_and_is_kept_by_nobody(programme, monkeypatch):
    def breaks(*args, **kwargs):
        raise ValueError("hemligt ord")

    monkeypatch.setattr("kraftsamling.overview.views.public.public_programmes", breaks)
    answer = Client(raise_request_exception=False).get("/")
    assert (answer.status_code, answer["Cache-Control"]) == (500, "private, no-cache")
    assert "hemligt" not in answer.content.decode()
    assert "Traceback" not in answer.content.decode()
    monkeypatch.undo()
    assert Client().get("/").status_code == 200


@pytest.mark.django_db
def test_port_in_the_host_does_not_get_into_what_is_kept(programme):
    address = reverse("overview:programme_public", args=[programme.slug])
    poisoned = Client().get(address, headers={"host": "testserver:6666"})
    assert b"6666" not in poisoned.content + str(poisoned.headers).encode()
    assert Client().get(address).content == poisoned.content


@pytest.mark.django_db
def test_health_page_tells_how_the_machine_feels_and_nothing_else(process_leader):
    Job.objects.create(kind="accounts.send_reset", arguments={"user_id": 7}, due_at=clock.now(), error="hemligt ord")
    told = json.loads(Client().get(reverse("health")).content)
    assert all(isinstance(value, bool | int | str | None) for value in told.values())
    assert not [word for word in ("hemligt", "send_reset", process_leader.email, "/") if word in json.dumps(told)]


def test_only_pages_of_signing_in_are_open_before_the_second_factor():
    """``SecondFactorMiddleware`` tells them by how their names begin, whatever app they stand in."""
    found = {name for name in named_patterns() if name.rpartition(":")[2].startswith(("mfa_", "account_"))}
    assert found == {entry.name for entry in account_urls.urlpatterns if getattr(entry, "name", None)}


@pytest.mark.django_db
def test_forged_message_makes_no_job_run_twice_and_none_out_of_nothing():
    now = clock.now()
    done = Job.objects.create(kind="jobs.purge_aids", due_at=now, state=JobState.DONE, attempts=1)
    later = Job.objects.create(kind="jobs.purge_aids", due_at=now.replace(year=now.year + 1))
    for job_id in (done.pk, later.pk, 0, -1, 10**18):
        assert run(job_id) is False
    assert set(Job.objects.values_list("state", flat=True)) == {JobState.DONE, JobState.QUEUED}


@pytest.mark.django_db
def test_row_of_a_kind_nobody_knows_runs_nothing():
    job = Job.objects.create(kind="os.system", arguments={"command": "true"}, due_at=clock.now(), max_attempts=1)
    with pytest.raises(LookupError):
        run(job.pk)
    job.refresh_from_db()
    assert job.state == JobState.FAILED


def test_messages_carry_no_objects():
    """A message that could be unpacked into an object would run whatever its sender wrote."""
    assert set(current_app.conf.accept_content) == {"json"}


@pytest.mark.parametrize(
    "slug", ["kommun\u0435n", "\uff50rovet", "pro\u200bvet", "prov\u00e9t", "../arbete", "a b", "a/b"]
)
def test_address_that_only_looks_like_another_is_refused(slug):
    form = ProgrammeCreateForm({"name": "Kraftsamling", "area_name": "Området", "starts_on": "", "slug": slug})
    assert "slug" in form.errors


def test_other_accounts_on_the_machine_do_not_read_the_data(tmp_path):
    folder = tmp_path / "data"
    assert load_settings(DATA_DIR=str(folder)).returncode == 0
    assert folder.stat().st_mode & 0o077 == 0
