"""All settings; every value that differs between installations comes from the environment (docs/configuration.md)."""

from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.conf import global_settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from kraftsamling.shared import env

BASE_DIR = Path(__file__).resolve().parent.parent

# --- Which installation this is -------------------------------------------------------------------------------------
ENVIRONMENT = env.read("ENVIRONMENT", "production", env.parse_choice("production", "demo", "development", "test"))
IS_PRODUCTION = ENVIRONMENT == "production"
DEBUG = env.read("DEBUG", False, env.parse_bool)
SECRET_KEY = env.read("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.read("SECRET_KEY_FALLBACKS", [], env.parse_list)
PUBLIC_URL = env.read("PUBLIC_URL", parse=lambda raw: raw.rstrip("/"))
DATA_DIR = env.read("DATA_DIR", BASE_DIR / "var", env.parse_path)
RELEASE = env.read("RELEASE", "1")

if IS_PRODUCTION and DEBUG:
    raise ImproperlyConfigured("DEBUG must be off in production.")
if IS_PRODUCTION and (len(SECRET_KEY) < 50 or SECRET_KEY.startswith("insecure")):
    raise ImproperlyConfigured("SECRET_KEY must be a random string of at least 50 characters in production.")
if IS_PRODUCTION and not PUBLIC_URL.startswith("https://"):
    raise ImproperlyConfigured("PUBLIC_URL must start with https:// in production.")

ALLOWED_HOSTS = env.read("ALLOWED_HOSTS", [urlsplit(PUBLIC_URL).hostname, "127.0.0.1", "localhost"], env.parse_list)
BEHIND_PROXY = env.read("BEHIND_PROXY", False, env.parse_bool)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = IS_PRODUCTION and BEHIND_PROXY
SECURE_REDIRECT_EXEMPT = [r"^halsa/$"]
SECURE_HSTS_SECONDS = 31_536_000 if IS_PRODUCTION else 0
SECURE_REFERRER_POLICY = "same-origin"

# --- Applications ---------------------------------------------------------------------------------------------------
# Ours, floor by floor: an app imports only from those before it (docs/architecture.md). The tests read this list.
OUR_APPS = [
    "kraftsamling.shared",
    "kraftsamling.audit",
    "kraftsamling.jobs",
    "kraftsamling.accounts",
    "kraftsamling.notices",
    "programmes",
    "kraftsamling.documents",
    "kraftsamling.search",
    "dialogues",
    "citizenlab",
    "actionplans",
    "governance",
    "kraftsamling.overview",
]
INSTALLED_APPS = [
    *OUR_APPS,
    "guardian",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "csp",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
]

MIDDLEWARE = [
    "kraftsamling.shared.middleware.PublicPageMiddleware",
    "kraftsamling.shared.middleware.KeepingMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "kraftsamling.shared.middleware.PathLanguageMiddleware",
    "kraftsamling.shared.middleware.OneEncodingMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "kraftsamling.shared.middleware.ReceiptMiddleware",
    "kraftsamling.accounts.middleware.WorkAccessMiddleware",
    "programmes.middleware.SecondFactorMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "kraftsamling.urls"
WSGI_APPLICATION = "kraftsamling.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "kraftsamling.shared.described.FormRenderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "programmes.context_processors.site",
            ],
        },
    }
]

# --- Data ------------------------------------------------------------------------------------------------------------
DATABASE_URL = env.read("DATABASE_URL", f"sqlite:///{DATA_DIR / 'kraftsamling.sqlite3'}")
DATABASES = {"default": environ.Env.db_url_config(DATABASE_URL)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["ENGINE"] = "kraftsamling.shared.sqlite"
    # Immediate transactions and write-ahead logging: read-then-write never fails with "database is locked".
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=20000; "
        "PRAGMA cache_size=-20000; PRAGMA mmap_size=134217728; PRAGMA foreign_keys=ON;",
    }
    # SQLite makes the file but not its folder, and Django's checks open the file before any command runs. Letters with
    # links, uploaded files and the database lie there: other accounts on the machine have no business with them.
    Path(DATABASES["default"]["NAME"]).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"]["CONN_MAX_AGE"] = 600

REDIS_URL = env.read("REDIS_URL", "")
# "default" is shared by all processes (throttling needs that); "pages" is each process's own, its keys carry versions;
# "drawings" is shared and may be lost: maps that the worker draws after a change, too large for a table.
CACHES = {
    "default": {
        "BACKEND": "kraftsamling.shared.redis_cache.ForgivingRedisCache",
        "LOCATION": REDIS_URL,
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1},
    }
    if REDIS_URL
    else {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        # With Django's 300, a few hundred strangers would make it forget who tries too often.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 500},
    },
    "drawings": {
        "BACKEND": "kraftsamling.shared.redis_cache.ForgivingRedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "drawings",
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1},
    }
    if REDIS_URL
    else {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA_DIR / "drawings",
        "OPTIONS": {"MAX_ENTRIES": 2000},
    },
}

MEDIA_ROOT = DATA_DIR / "files"
STATIC_URL = "static/"
STATIC_ROOT = env.read("STATIC_ROOT", BASE_DIR / "staticfiles", env.parse_path)
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if ENVIRONMENT == "development":
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
# Where style sheets are being written, they are served from where they lie.
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = ENVIRONMENT in ("development", "test")
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
UPLOAD_MAX_BYTES = 20_000_000
REQUEST_MAX_BYTES = 100_000_000  # enough to be told in words that a file is too large
FILE_UPLOAD_HANDLERS = ["kraftsamling.shared.uploads.FloodGate", *global_settings.FILE_UPLOAD_HANDLERS]

# --- Background work --------------------------------------------------------------------------------------------------
BROKER_DIR = DATA_DIR / "broker"
CELERY_BROKER_URL = REDIS_URL or "embedded://localhost"
CELERY_BROKER_TRANSPORT_OPTIONS = (
    # A message is only a wake-up call: it may come twice or never. A broker that hangs must not make people wait.
    {
        **{"visibility_timeout": 3600, "socket_connect_timeout": 3, "socket_timeout": 10},
        **{"max_retries": 1, "interval_start": 0, "interval_step": 0, "interval_max": 0},
    }
    if REDIS_URL
    else {"data_folder": str(BROKER_DIR), "polling_interval": 0.2}
)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_ENABLE_REMOTE_CONTROL = False
CELERY_TIMEZONE = "Europe/Stockholm"
JOB_LEASE_SECONDS = env.read("JOB_LEASE_SECONDS", 60, int)
JOB_SWEEP_SECONDS = env.read("JOB_SWEEP_SECONDS", 10, int)
CELERY_BEAT_SCHEDULE = {"sweep": {"task": "jobs.sweep", "schedule": JOB_SWEEP_SECONDS}}
WEB_WORKERS = env.read("WEB_WORKERS", 3, int)
PORT = env.read("PORT", 8000, int)
# A trial on one's own machine is nobody else's business; in production a proxy or a container's port stands in front.
BIND_ADDRESS = env.read("BIND_ADDRESS", "0.0.0.0" if IS_PRODUCTION else "127.0.0.1")  # noqa: S104

# --- Mail -------------------------------------------------------------------------------------------------------------
EMAIL_URL = env.read("EMAIL_URL", f"filemail:///{DATA_DIR / 'mail'}")
globals().update(environ.Env.email_url_config(EMAIL_URL))
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.read("EMAIL_FROM", "Kraftsamling <kraftsamling@example.invalid>")
if IS_PRODUCTION and DEFAULT_FROM_EMAIL.endswith("@example.invalid>"):
    raise ImproperlyConfigured("EMAIL_FROM must be set in production.")

# --- Sign-in ----------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "guardian.backends.ObjectPermissionBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ANONYMOUS_USER_NAME = None  # guardian: anonymous visitors hold no rights, so they need no row
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "overview:my_page"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "kraftsamling.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an account begins with an invitation that was mailed to the address
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # or anybody could have us write to any address
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105  a class
PASSWORD_RESET_TIMEOUT = 60 * 60 * 24
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_PROXY else 0  # else everybody behind the proxy would be throttled as one
ACCOUNT_FORMS = {
    "login": "kraftsamling.accounts.forms.SignInForm",
    "reset_password": "kraftsamling.accounts.forms.ForgottenPasswordForm",
    "reset_password_from_key": "kraftsamling.accounts.forms.NewPasswordForm",
    "set_password": "kraftsamling.accounts.forms.SetPasswordForm",
    "change_password": "kraftsamling.accounts.forms.ChangePasswordForm",
    "reauthenticate": "kraftsamling.accounts.forms.ConfirmPasswordForm",
}
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key", "reset_password": "20/m/ip,5/m/key"}
MFA_ADAPTER = "kraftsamling.accounts.adapter.MfaAdapter"
MFA_FORMS = {
    "authenticate": "kraftsamling.accounts.forms.CodeForm",
    "reauthenticate": "kraftsamling.accounts.forms.ConfirmCodeForm",
    "activate_totp": "kraftsamling.accounts.forms.ConnectAppForm",
    "authenticate_webauthn": "kraftsamling.accounts.forms.PasskeySecondStepForm",
    "reauthenticate_webauthn": "kraftsamling.accounts.forms.ConfirmPasskeyForm",
    "login_webauthn": "kraftsamling.accounts.forms.PasskeySignInForm",
    "add_webauthn": "kraftsamling.accounts.forms.AddPasskeyForm",
    "edit_webauthn": "kraftsamling.accounts.forms.RenamePasskeyForm",
}
MFA_ALLOW_UNVERIFIED_EMAIL = True  # the address was proved when the invitation sent to it was accepted
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Kraftsamling"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not IS_PRODUCTION
REQUIRE_MFA_FOR_ADMINISTRATORS = env.read("REQUIRE_MFA_FOR_ADMINISTRATORS", IS_PRODUCTION, env.parse_bool)
SESSION_COOKIE_AGE = 60 * 60 * 10
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PUBLIC_URL.startswith("https://")
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]

# --- Browser security -------------------------------------------------------------------------------------------------
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "img-src": [SELF, "data:"],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# --- Language and time ------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", _("Swedish")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["kraftsamling.formats"]
TIME_ZONE = "Europe/Stockholm"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "kraftsamling.shared.log_masks.MaskingFormatter",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        # These write addresses, and would else do so by handlers of their own, secrets and all.
        "django": {"handlers": [], "level": "INFO"},
        "django.server": {"handlers": ["console"], "propagate": False},
        "gunicorn.access": {"handlers": ["console"], "propagate": False},
        "gunicorn.error": {"handlers": ["console"], "propagate": False},
        "fontTools": {"level": "WARNING"},
        "weasyprint": {"level": "ERROR"},
        # A sweep every few seconds is not news; what came of a job is logged by kraftsamling.jobs.
        "celery.worker.strategy": {"level": "WARNING"},
        "celery.app.trace": {"level": "WARNING"},
    },
}
