"""Whom to sign in as in the demo, told on its own sign-in page; nowhere else is there such a password."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from bookings.demo.cast import PASSWORD, the_cast


def to_sign_in_as(request: HttpRequest) -> dict[str, Any]:
    """The people and their password for the page that asks; nothing outside the demo."""
    if not settings.DEMO:
        return {}
    return {"demo_people": the_cast().to_sign_in_as, "demo_password": PASSWORD}
