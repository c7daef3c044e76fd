"""What is public of a booking, changed by its own people; it holds at once."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bookings import rights
from bookings.actions.set_listing import set_listing
from bookings.exceptions import BookingError
from bookings.forms.listing import ListingForm
from bookings.views.answers import see_other
from bookings.views.own_page import acting, own_page


@require_http_methods(["GET", "HEAD", "POST"])
@own_page
def listing(request: HttpRequest, ref: str) -> HttpResponse:
    """Not there for a household's booking or a confidential one: of these nothing is ever public."""
    booking = rights.booking_for(request.user, ref, "bookings:listing")
    if not booking.may_be_public:
        raise Http404
    now = {"listed": booking.listed, "open_to_anyone": booking.open_to_anyone}
    form = ListingForm(request.POST if request.method == "POST" else None, initial=now)
    context = {"booking": booking, "venue": booking.venue, "form": form}
    if not form.is_valid():
        return render(request, "bookings/listing.html", context, status=422 if form.is_bound else 200)
    try:
        set_listing(booking, **form.cleaned_data, by=acting(request, booking), at=timezone.now())
    except BookingError as refusal:
        form.add_error(None, str(refusal))
        return render(request, "bookings/listing.html", context, status=409)
    messages.success(request, _("Saved. It holds at once."))
    return see_other(booking)
