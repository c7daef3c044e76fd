"""The page on which the desk gives up one date of a booking, for somebody who rings or because the hall cannot."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.rights import signed_in
from bookings import rights
from bookings.actions.cancel_for_them import cancel_as_they_ask, cancel_for_the_hall
from bookings.cancelling import terms_of
from bookings.desk.frame import Frame
from bookings.exceptions import BookingError
from bookings.forms.cancelling import CancelDateForm
from bookings.views.answers import see_other
from bookings.views.desk import page_and_act
from bookings.views.giving_up import losses, steps_of
from bookings.views.your_booking import sessions_of, still_to_come
from venues.money import Money


@page_and_act
@login_required
def cancel_date(request: HttpRequest, slug: str, ref: str, pk: int) -> HttpResponse:
    """The sum by the booking's own scale, as its hirer reads it, and one button; twice is once."""
    booking = rights.desk_booking_for(request.user, slug, ref, "desk:cancel_date")
    session = next((each for each in sessions_of(booking) if each.pk == pk), None)
    if session is None:
        raise Http404
    at, by, posted = timezone.now(), signed_in(request), request.method == "POST"
    back = reverse("desk:booking", args=[slug, ref])
    if posted and session.is_cancelled:
        messages.info(request, _("This is cancelled already."))
        return see_other(back)
    lost = losses(still_to_come(booking, [session], at=at), at=at) if booking.is_confirmed else []
    due = Money(sum(loss.pence for loss in lost), booking.venue.operator.currency)
    form = CancelDateForm(request.POST if posted else None, due=due)
    refusal = None
    if posted and form.is_valid():
        said = form.cleaned_data
        try:
            if form.is_the_halls:
                cancel_for_the_hall(session, cause=said["cause"], reason=said["reason"], by=by, at=at)
            else:
                cancel_as_they_ask(session, shown=said["shown"], by=by, at=at)
        except BookingError as found:
            refusal = found
            form = CancelDateForm({**request.POST.dict(), "shown": due.pence}, due=due)
        else:
            messages.success(request, _("Cancelled. A letter tells them in five minutes; until then you can undo it."))
            return see_other(back)
    context = {
        "frame": Frame.of(request.user, booking.venue, "desk:cancel_date"),
        "booking": booking,
        "venue": booking.venue,
        "session": session,
        "losses": lost,
        "due": due,
        "terms": terms_of(booking),
        "steps": steps_of(session, at),
        "form": form,
        "refusal": refusal,
    }
    status = 409 if refusal else 422 if posted else 200
    return render(request, "bookings/desk_cancel_date.html", context, status=status)
