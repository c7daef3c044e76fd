"""What every page's navigation needs to know of the person."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from bookings import rights


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The venues whose desk or report this person may open; nothing is asked for a visitor."""
    user = getattr(request, "user", None)
    venues = rights.venues_with_each(user, ["desk:diary", "desk:requests", "desk:report"])
    return {
        "is_demo": settings.DEMO,
        "desk_venues": venues["desk:diary"],
        "request_venues": venues["desk:requests"],
        "report_venues": venues["desk:report"],
    }
