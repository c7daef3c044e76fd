"""A household that asks the hall to forget it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.looks import keep_look
from accounts.rights import signed_in
from bookings import rights
from bookings.actions.erase_household import StillOpen, erase_household, why_not
from bookings.desk.frame import Frame
from bookings.views.answers import see_other


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def erase(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """What goes and what stays, and the button; or why it cannot go now."""
    venue, hirer = rights.desk_hirer_to_erase(request.user, slug, ref)
    at, by = timezone.now(), signed_in(request)
    context = {
        "frame": Frame.of(request.user, venue, "desk:requests"),
        "hirer": hirer,
        "refusal": why_not(hirer, venue, at=at),
    }
    if request.method != "POST":
        keep_look(by, hirer, page="desk:erase", at_place=venue.slug, at=at)
        return render(request, "privacy/erase_household.html", context)
    try:
        erase_household(hirer, venue, by=by, at=at)
    except StillOpen as refusal:
        return render(request, "privacy/erase_household.html", {**context, "refusal": refusal}, status=409)
    messages.success(request, _("The household’s name, contact and words are deleted. Its hours and prices stay."))
    return see_other(reverse("desk:requests", args=[slug]))
