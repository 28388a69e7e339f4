"""The container files, as far as they can be checked without an engine."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands, load_command_class
from ruamel.yaml import YAML

from kraftsamling.shared import env

ROOT = Path(settings.BASE_DIR)
COMPOSE = ROOT / "docker-compose.yml"
OURS = ["beat", "migrate", "web", "worker"]
# Read by docker-compose.yml itself, which makes DATABASE_URL of it.
FOR_COMPOSE_ONLY = {"POSTGRES_PASSWORD"}


@pytest.fixture(scope="module")
def services():
    return YAML(typ="safe").load(COMPOSE)["services"]


def test_compose_file_follows_the_schema():
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", str(COMPOSE)]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stderr) == (0, "")


def test_compose_has_all_services(services):
    assert sorted(services) == ["beat", "migrate", "postgres", "redis", "web", "worker"]


def test_commands_exist_and_accept_their_arguments(services):
    for name in OURS:
        health = services[name].get("healthcheck", {"test": ["CMD", "python", "manage.py", "health"]})["test"][1:]
        for python, manage, command, *arguments in (services[name]["command"], health):
            assert (python, (ROOT / manage).exists()) == ("python", True)
            parser = load_command_class(get_commands()[command], command).create_parser(manage, command)
            parser.parse_args(arguments)


@pytest.mark.parametrize("name", OURS)
def test_our_services_run_without_privileges(services, name):
    service = services[name]
    assert service["user"] == "10001:10001"
    assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])
    assert service["security_opt"] == ["no-new-privileges:true"]


def test_every_lasting_service_has_a_health_check(services):
    assert [name for name, service in services.items() if "healthcheck" not in service] == ["migrate"]


def test_volumes_are_declared(services):
    declared = YAML(typ="safe").load(COMPOSE)["volumes"]
    used = {volume.partition(":")[0] for service in services.values() for volume in service.get("volumes", [])}
    assert used == set(declared)


def test_variables_are_known_to_the_settings(services):
    given = {name for service in OURS for name in services[service]["environment"]}
    example = set(re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert given - env.declared == set()
    assert example - env.declared == FOR_COMPOSE_ONLY


def test_compose_reads_no_variable_that_the_example_lacks():
    read = set(re.findall(r"\$\{([A-Z_]+)", COMPOSE.read_text()))
    example = set(re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert read - example == set()


def test_secrets_stand_in_no_file_of_ours(services):
    values = dict(re.findall(r"^([A-Z_]+)=(.*)$", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert (values["SECRET_KEY"], values["POSTGRES_PASSWORD"]) == ("", "")
    assert "SECRET_KEY" not in services["web"]["environment"]


def test_image_runs_as_a_user_and_keeps_out_what_is_not_ours():
    lines = (ROOT / "Dockerfile").read_text().splitlines()
    assert lines.index("USER kraftsamling") < lines.index('CMD ["python", "manage.py", "serve"]')
    assert {".env", ".git", ".venv", "var"} <= set((ROOT / ".dockerignore").read_text().splitlines())
