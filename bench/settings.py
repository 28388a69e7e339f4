"""The real settings for the site that is measured, or as little as possible for the view it is compared with."""

import os

from kraftsamling.settings import *  # noqa: F403

SITE = os.environ["BENCH_SITE"]
LOGGING = {"version": 1, "disable_existing_loggers": False, "root": {"level": "ERROR"}}

if SITE == "bare":
    # One view that answers with bytes it holds in memory: what Django itself costs.
    ROOT_URLCONF = "bench.bare"
    MIDDLEWARE = []
    INSTALLED_APPS = []
elif SITE in ("cold", "undrawn"):
    # Public pages are never kept, so each request makes the page anew; "undrawn" also lays out and draws the map anew.
    CACHES["pages"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}  # noqa: F405
    if SITE == "undrawn":
        CACHES["drawings"] = CACHES["pages"]  # noqa: F405
