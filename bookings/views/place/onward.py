"""Where to go when a part of a place was saved."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseRedirect

from bookings.desk.place import Place
from bookings.views.answers import see_other


def onward(request: HttpRequest, place: Place, back: str | None = None) -> HttpResponseRedirect:
    """To the next step of the path for "Save and go on", else `back`, or the same page as it is now."""
    if request.POST.get("then") == "next" and place.is_path:
        return see_other(place.next_address())
    return see_other(back or request.get_full_path())
