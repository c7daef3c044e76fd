"""Requests whose hours have gone to somebody else: one button says no to all of them."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.rights import signed_in
from bookings import rights
from bookings.actions.decline_the_others import decline_the_others
from bookings.desk import waiting
from bookings.desk.frame import Frame
from bookings.views.answers import see_other


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def decline_gone(request: HttpRequest, slug: str) -> HttpResponse:
    """To ask for the page names them; only those that were named are refused."""
    venue, at = rights.venue_for(request.user, slug, "desk:decline_gone"), timezone.now()
    gone = waiting.whose_hours_have_gone(waiting.requests(list(waiting.waiting_at(venue)), at=at))
    if request.method == "POST":
        named = set(request.POST.getlist("ref"))
        refs = [each.booking.ref for each in gone if each.booking.ref in named]
        number = len(decline_the_others(venue, refs, by=signed_in(request), at=at))
        words = ngettext("Refused: %(number)d request.", "Refused: %(number)d requests.", number)
        messages.success(request, words % {"number": number} if number else _("None of them waits any more."))
        return see_other(reverse("desk:requests", args=[slug]))
    context = {"frame": Frame.of(request.user, venue, "desk:decline_gone"), "gone": gone}
    return render(request, "bookings/desk_gone.html", context)
