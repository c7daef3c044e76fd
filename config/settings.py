"""Every setting, read once from the environment, typed, and complaining by name."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from config.database import tuned
from config.environment import MISSING, NEEDED, read_environment
from config.logs import logging_as

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = BASE_DIR / "var"
VAR.mkdir(exist_ok=True)

read_environment()  # from the file that HEARTH_ENV names, if it names one
env = environ.Env()
VERSION: str = tomllib.loads((BASE_DIR / "pyproject.toml").read_text())["project"]["version"]

MODE = env.str("HEARTH_MODE", default="demo")
if MODE not in {"demo", "test", "production"}:
    raise ImproperlyConfigured("HEARTH_MODE is demo, test or production.")
DEMO = MODE == "demo"
PRODUCTION = MODE == "production"

DEBUG = False
if DEMO and env.str("ALLOWED_HOSTS", default=""):
    raise ImproperlyConfigured("ALLOWED_HOSTS is set, so this is no demo: set HEARTH_MODE=production.")
for name in NEEDED if PRODUCTION else ():
    if not env.str(name, default=""):
        raise ImproperlyConfigured(MISSING.format(name=name))
PORT_FILE = VAR / "port"  # where the demo was served last: links in letters lead there, whichever command writes them
port = env.str("PORT", default="") or (PORT_FILE.read_text().strip() if DEMO and PORT_FILE.exists() else "8000")
PUBLIC_URL = env.str("PUBLIC_URL", default=f"http://localhost:{port}").rstrip("/")
KEY_FILE = VAR / "secret_key"  # made by the demo, for this machine alone
SECRET_KEY = env.str("SECRET_KEY", default="") or (
    KEY_FILE.read_text() if DEMO and KEY_FILE.exists() else "only-for-the-tests-and-the-first-minute-of-a-demo"
)
ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS", default=[] if PRODUCTION else ["localhost", "127.0.0.1", "[::1]", "testserver"]
)

DATABASES = {"default": tuned(env.db("DATABASE_URL", default=f"sqlite:///{VAR / 'hearth.sqlite3'}"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
POSTGRES_PROGRAMS = env.str("POSTGRES_PROGRAMS", default="")  # the folder of pg_dump, where it is an unusual one
# A watcher is told when the last backup is older than this; 0 where backups are made by other means.
BACKUP_LATE_HOURS = env.int("BACKUP_LATE_HOURS", default=36 if PRODUCTION else 0)

INSTALLED_APPS = [
    "bookings",
    "venues",
    "accounts",
    "schedule",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "django_tables2",
    "config.staff.StaffAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
]
MIDDLEWARE = [
    "config.requests.RequestId",
    "config.requests.Visitor",
    "config.requests.WhatBrowsersSend",
    "config.requests.NoBodyForHead",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.requests.SmallPages",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "config.requests.SizeLimit",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "config.requests.PrivatePages",
    "config.requests.Refusals",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
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
                "bookings.context.navigation",
                "config.requests.to_quote",
                "config.demonstration.to_sign_in_as",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Who signs in, and how.
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "find"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]  # without a password, by a code each time
ACCOUNT_SIGNUP_FORM_CLASS = "accounts.forms.SignUpName"
ACCOUNT_FORMS = {
    "login": "accounts.account_forms.Login",
    "signup": "accounts.account_forms.SignUp",
    "add_email": "accounts.account_forms.AddEmail",
    "reset_password": "accounts.account_forms.ResetPassword",
    "reset_password_from_key": "accounts.account_forms.ResetPasswordKey",
    "request_login_code": "accounts.account_forms.RequestLoginCode",
    "confirm_login_code": "accounts.account_forms.ConfirmLoginCode",
    "reauthenticate": "accounts.account_forms.Reauthenticate",
    "change_password": "accounts.account_forms.ChangePassword",
    "set_password": "accounts.account_forms.SetPassword",
}
MFA_FORMS = {"authenticate": "accounts.account_forms.SecondStep"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a letter tells of every change to how one signs in
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if PRODUCTION else "http"
ACCOUNT_RATE_LIMITS = False if MODE == "test" else {"login": "30/m/ip", "signup": "20/m/ip"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
MFA_TOTP_ISSUER = "Hearth"

# Who runs this machine, for the privacy notices: a name, and an e-mail or postal address.
HOST_NAME = env.str("HOST_NAME", default="")
HOST_CONTACT = env.str("HOST_CONTACT", default="")

# Words and clocks. Pages always tell the venue's own time; this is only the site's: what is "today" for a search.
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = env.str("TIME_ZONE", default="Europe/London")
USE_TZ = True

# Files.
STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "config" / "static"]
MEDIA_URL = "media/"
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(VAR / "media")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if MODE == "test"
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True  # pages name no others: half to compress at a first start, half to keep
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000  # the price list of forty rooms, at several times, is one form

# Letters: SMTP where a server is named, else kept in a folder (never in production).
EMAIL_TIMEOUT = 10  # seconds; a mail server that hangs must not hang us
DEFAULT_FROM_EMAIL = env.str("FROM_EMAIL", default="Hearth <hearth@localhost>")
LETTERS_FOLDER = Path(env.str("LETTERS_FOLDER", default=str(VAR / "letters")))
if env.str("EMAIL_URL", default=""):
    vars().update(env.email("EMAIL_URL"))
elif DEMO:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = str(LETTERS_FOLDER)

# Counters of rate limits hold across processes.
CACHE_TABLE = "cache"
CACHES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    if MODE == "test"
    else {
        "BACKEND": "config.counters.SharedCounters",
        "LOCATION": CACHE_TABLE,
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # with Django's 300, a busy hour would forget who tried too often
    },
    # Documents as they were drawn, for an hour and in memory alone: nothing to erase, nothing in a backup.
    "drawn": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "drawn",
        "TIMEOUT": 60 * 60,
        "OPTIONS": {"MAX_ENTRIES": 12},
    },
}
RATELIMIT_ENABLE = MODE != "test"
SILENCED_SYSTEM_CHECKS = [
    *("django_ratelimit.E003", "django_ratelimit.W001"),  # they do not know that our cache is shared
    *("security.W005", "security.W021"),  # what else stands under the hall's name is not ours to bind for a year
]

# Safety.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)  # how many stand between the visitor and us
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "config.errors.forbidden_form"
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
if PRODUCTION:
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    if not SECURE_SSL_REDIRECT:
        SILENCED_SYSTEM_CHECKS.append("security.W008")  # the web server in front does it
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # asked by machines on the spot
    SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

DJANGO_TABLES2_TEMPLATE = "components/table.html"

LOG_FORMAT = env.str("LOG_FORMAT", default="json" if PRODUCTION else "plain")
if LOG_FORMAT not in {"json", "plain"}:
    raise ImproperlyConfigured("LOG_FORMAT is json or plain.")
LOGGING = logging_as(LOG_FORMAT, every_request=PRODUCTION)
