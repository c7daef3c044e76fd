"""Ask a hall something, or to look round, before any booking; no account."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django_ratelimit.decorators import ratelimit

from accounts.models import User
from bookings import rights
from bookings.actions.ask_before_booking import ask_before_booking
from bookings.forms.threads import AskForm
from bookings.models import Thread
from bookings.thread_links import address_of
from bookings.views.answers import see_other
from venues.rights import venue_to_see

FROM_THE_ADDRESS = {"room": "room", "on": "on", "from": "starts", "to": "ends", "people": "people"}


@require_http_methods(["GET", "HEAD", "POST"])
@ratelimit(key="ip", rate="10/h", method="POST")
@ratelimit(key=lambda group, request: request.path, rate="200/d", method="POST")
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """A letter with a secret link goes to the address that was typed; it alone leads to the answers."""
    venue, at = venue_to_see(request.user, slug), timezone.now()
    user = request.user if isinstance(request.user, User) else None
    form = AskForm(
        request.POST if request.method == "POST" else None,
        venue=venue,
        rooms=list(venue.rooms.filter(retired_on=None).prefetch_related("cells")),
        groups=rights.groups_to_book_for(request.user),
        today=at.astimezone(venue.tz).date(),
        initial={field: request.GET[said] for said, field in FROM_THE_ADDRESS.items() if said in request.GET},
    )
    if user:
        form.know_who_asks()
    if not form.is_valid():
        context = {"form": form, "venue": venue, "kept_months": Thread.KEPT_MONTHS}
        return render(request, "bookings/ask.html", context, status=422 if form.is_bound else 200)
    thread = ask_before_booking(venue, **_asked(form, user), at=at)
    if user:
        messages.success(request, _("Sent. The hall has a letter; its answer stands here, and comes by letter."))
        return see_other(address_of(thread))
    words = _("Sent to %(venue)s. A letter to %(email)s has the page where the answer will stand.")
    messages.success(request, words % {"venue": venue.name, "email": thread.email})
    return see_other(venue)


def _asked(form: AskForm, user: User | None) -> dict[str, Any]:
    found = form.cleaned_data
    known = {name: found[name] for name in ("text", "to_look", "title", "room", "period", "people")}
    who = {"name": user.name, "email": user.email} if user else {"name": found["name"], "email": found["email"]}
    return {**known, **who, "user": user, "hirer": found.get("group")}
