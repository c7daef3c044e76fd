"""The environment that production needs, read from a file where one is named: NAME=value, one a line."""

from __future__ import annotations

import os
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

NEEDED = ("SECRET_KEY", "DATABASE_URL", "ALLOWED_HOSTS", "PUBLIC_URL", "EMAIL_URL", "FROM_EMAIL")
MISSING = "{name} must be set in production; docs/hosting.md says what each is."


def read_environment() -> None:
    """What stands in the environment already goes before what the file says."""
    named = os.environ.get("HEARTH_ENV")
    if not named:
        return
    try:
        lines = Path(named).read_text(encoding="utf-8").splitlines()
    except OSError as fault:
        raise ImproperlyConfigured(f"HEARTH_ENV names {named}, which cannot be read: {fault.strerror}.") from fault
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.startswith("#") and "=" not in line:
            raise ImproperlyConfigured(f"Line {number} of {named} is neither NAME=value nor a comment.")
    environ.Env.read_env(named)
