"""Settings of the processes under test: the real ones from the environment, plus an app that can be made to wait."""

from kraftsamling.settings import *  # noqa: F403
from kraftsamling.settings import INSTALLED_APPS, STORAGES

INSTALLED_APPS = [*INSTALLED_APPS, "tests.processes.slow"]
ROOT_URLCONF = "tests.processes.slow.urls"
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
