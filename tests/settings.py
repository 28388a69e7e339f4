"""Settings of the test-suite: the real ones, with folders of its own and without slow hashing."""

import os
import tempfile
from pathlib import Path

_folder = Path(tempfile.mkdtemp(prefix="kraftsamling-test-"))
# Each process of the suite empties "its" Redis database, so each has one of its own.
_worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw-1").removeprefix("gw")) + 1
if os.environ.get("REDIS_URL"):
    _base, _slash, _number = os.environ["REDIS_URL"].rpartition("/")
    os.environ["REDIS_URL"] = f"{_base}/{(int(_number) + 2 * _worker) % 16}"
os.environ.update(
    ENVIRONMENT="test",
    SECRET_KEY="insecure-for-tests-only",
    PUBLIC_URL=os.environ.get("PUBLIC_URL", "http://localhost:8000"),
    DATA_DIR=str(_folder),
)

from kraftsamling.settings import *  # noqa: E402, F403
from kraftsamling.settings import DATABASES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Manifest names would need a collectstatic run; without one, pages would come unstyled and tests still pass.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT = _folder / "static"
STATIC_ROOT.mkdir()
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
# The live server's threads would keep connections open, and a test of restoring needs the database for itself.
DATABASES["default"]["CONN_MAX_AGE"] = 0
_on_sqlite = DATABASES["default"]["ENGINE"] == "kraftsamling.shared.sqlite"
if _on_sqlite:
    # A file, not memory: other processes (workers, web servers under test) open the same database.
    DATABASES["default"]["TEST"] = {"NAME": str(_folder / "test.sqlite3")}

# How many inputs each form is tried with; more in a long run: FORM_EXAMPLES=200 make test. SQLite takes nearly
# anything, PostgreSQL refuses what is too long, too large or has a zero byte.
FORM_EXAMPLES = int(os.environ.get("FORM_EXAMPLES", "3" if _on_sqlite else "8"))
