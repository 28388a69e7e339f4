"""Settings come from the environment, fail loudly, and every variable is described."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from kraftsamling.shared import env

ROOT = Path(__file__).resolve().parent.parent
PRODUCTION = {
    "ENVIRONMENT": "production",
    "SECRET_KEY": "x" * 20 + "Kr4ftsamling-with-a-long-random-key" + "y" * 10,
    "PUBLIC_URL": "https://kraftsamling.example.org",
    "EMAIL_FROM": "Kraftsamling <no-reply@example.org>",
}


def load_settings(show: str = "", **changes) -> subprocess.CompletedProcess:
    values = {**PRODUCTION, **changes}
    return subprocess.run(
        [sys.executable, "-c", f"from kraftsamling import settings; print({show})"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **{k: v for k, v in values.items() if v is not None}},
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_settings_load():
    assert load_settings().returncode == 0


@pytest.mark.parametrize(
    ("changes", "address"),
    [
        ({}, "0.0.0.0"),
        ({"ENVIRONMENT": "demo"}, "127.0.0.1"),
        ({"ENVIRONMENT": "demo", "BIND_ADDRESS": "192.0.2.7"}, "192.0.2.7"),
    ],
)
def test_only_production_answers_other_machines_by_itself(changes, address):
    assert load_settings("settings.BIND_ADDRESS", **changes).stdout.strip() == address


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"SECRET_KEY": None}, "SECRET_KEY must be set"),
        ({"SECRET_KEY": "insecure" + "x" * 60}, "SECRET_KEY must be a random string"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY must be a random string"),
        ({"DEBUG": "true"}, "DEBUG must be off"),
        ({"DEBUG": "perhaps"}, "DEBUG is 'perhaps'"),
        ({"PUBLIC_URL": "http://kraftsamling.example.org"}, "must start with https"),
        ({"PUBLIC_URL": None}, "PUBLIC_URL must be set"),
        ({"ENVIRONMENT": "staging"}, "choose one of"),
        ({"DATA_DIR": "relative/folder"}, "absolute path"),
        ({"EMAIL_FROM": None}, "EMAIL_FROM must be set"),
    ],
)
def test_production_refuses(changes, words):
    result = load_settings(**changes)
    assert result.returncode != 0
    assert words in result.stderr


def test_every_variable_is_described_once():
    text = (ROOT / "docs/configuration.md").read_text()
    described = re.findall(r"^\| `([A-Z_]+)` ", text, re.MULTILINE)
    assert sorted(described) == sorted(env.declared)


def test_missing_variable_is_named():
    with pytest.raises(ImproperlyConfigured, match="NOT_THERE_AT_ALL"):
        env.read("NOT_THERE_AT_ALL")
    env.declared.discard("NOT_THERE_AT_ALL")
