"""The link of a booking made without an account, as the desk may make it anew or end it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.rights import signed_in
from bookings import rights
from bookings.actions.send_link import end_link, send_new_link
from bookings.desk import one_booking
from bookings.desk.frame import Frame
from bookings.views.answers import see_other


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def link(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    found = rights.desk_booking_for(request.user, slug, ref, "desk:link")
    at = timezone.now()
    whole = one_booking.whole(found.ref, at=at)
    if whole.link is None:
        raise Http404
    if request.method == "POST" and request.POST.get("do") in ("send", "end"):
        if request.POST["do"] == "send":
            send_new_link(found, by=signed_in(request), at=at)
            messages.success(request, _("A new link is on its way; the one before no longer works."))
        else:
            end_link(found, by=signed_in(request), at=at)
            messages.success(request, _("The link has ended. Whoever has it gets nothing by it any more."))
        return see_other(reverse("desk:booking", args=[slug, ref]))
    context = {"frame": Frame.of(request.user, found.venue, "desk:booking"), "whole": whole}
    return render(request, "bookings/desk_link.html", context, status=422 if request.method == "POST" else 200)
