"""The environment that production needs, read from a file where one is named: NAME=value, one a line."""

from __future__ import annotations

import os
import re
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

NEEDED = ("SECRET_KEY", "DATABASE_URL", "ALLOWED_HOSTS", "PUBLIC_URL", "EMAIL_URL", "FROM_EMAIL")
MISSING = "{name} must be set in production; docs/hosting.md says what each is."

WHOLE_NUMBER = (r"\d+", "a whole number, such as 3")
ON_OR_OFF = (r"(?i)on|off|yes|no|true|false|1|0", "on or off")
LOOKS_LIKE = {
    "DATABASE_URL": (r"(postgres(ql)?|psql|pgsql|sqlite)://.*", "postgres://… or sqlite:////path/to/file"),
    "EMAIL_URL": (
        r"(smtps?|smtp\+(tls|ssl)|(console|file|memory|dummy)mail)://.*",
        "smtp+tls://user:…@mail.example:587",
    ),
    "PUBLIC_URL": (r"https?://[^/\s]+(/\S*)?", "https://rooms.my-hall.example"),
    "FROM_EMAIL": (r".*\S@\S.*", "Alder Vale Hall <rooms@my-hall.example>"),
    "TIME_ZONE": (r"[A-Za-z_]+(/[\w+-]+)*", "Europe/London"),
    "WORKERS": WHOLE_NUMBER,
    "TRUSTED_PROXIES": WHOLE_NUMBER,
    "BACKUP_LATE_HOURS": WHOLE_NUMBER,
    "SECURE_HSTS_SECONDS": WHOLE_NUMBER,
    "SECURE_SSL_REDIRECT": ON_OR_OFF,
}


def read_environment() -> None:
    """What stands in the environment already goes before what the file says; raises ImproperlyConfigured in words."""
    named = os.environ.get("HEARTH_ENV")
    if named:
        _read(named)
    for name, (pattern, example) in LOOKS_LIKE.items():
        value = os.environ.get(name, "").strip()
        if value and not re.fullmatch(pattern, value):  # the value is not repeated: it may hold a password
            raise ImproperlyConfigured(f"{name} is not as it should be: {example}. docs/hosting.md says more.")


def _read(named: str) -> None:
    try:
        lines = Path(named).read_text(encoding="utf-8").splitlines()
    except OSError as fault:
        raise ImproperlyConfigured(f"HEARTH_ENV names {named}, which cannot be read: {fault.strerror}.") from fault
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.startswith("#") and "=" not in line:
            raise ImproperlyConfigured(f"Line {number} of {named} is neither NAME=value nor a comment.")
    environ.Env.read_env(named)
