"""Say yes to some dates of a request and no to the others."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.rights import signed_in
from bookings import actions, rights
from bookings.desk import one_booking
from bookings.desk.frame import Frame
from bookings.exceptions import BookingError
from bookings.forms.desk import SomeDatesForm
from bookings.models import DeskAct
from bookings.views.answers import see_other
from bookings.views.desk import back_to_requests


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def some(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """To ask for the page shows every date with a tick."""
    found = rights.desk_booking_for(request.user, slug, ref, "desk:some")
    at, by = timezone.now(), signed_in(request)
    whole = one_booking.whole(found.ref, at=at)
    typed, asked = request.POST if request.method == "POST" else None, whole.request
    form = SomeDatesForm(typed, dates=asked.dates_to_tick, why_not=asked.why_not_the_others)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            actions.accept_some(found, **form.cleaned_data, by=by, at=at)
        except BookingError as refusal:
            if not DeskAct.objects.open(at).filter(booking=found, kind=DeskAct.Kind.PARTLY, by=by).exists():
                form.add_error(None, str(refusal))
                status = 409
        if not form.errors:
            return see_other(back_to_requests(found))
    frame = Frame.of(request.user, found.venue, "desk:booking")
    return render(request, "bookings/desk_some.html", {"frame": frame, "whole": whole, "form": form}, status=status)
