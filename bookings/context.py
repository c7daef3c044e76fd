"""What every page's navigation needs to know of the person."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from bookings import rights


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The venues whose desk or report this person may open; nothing is asked for a visitor."""
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    desks = rights.venues_with(user, "desk:diary") if signed_in else []
    return {
        "is_demo": settings.DEMO,
        "desk_venues": desks,
        "request_venues": rights.venues_with(user, "desk:requests") if desks else [],
        "report_venues": rights.venues_with(user, "desk:report") if signed_in else [],
    }
