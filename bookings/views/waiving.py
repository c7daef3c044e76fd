"""What is due of a date that was given up, and the page on which the hall takes it off."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.rights import signed_in
from bookings import rights
from bookings.actions.take_off_charge import waive_charge
from bookings.desk.frame import Frame
from bookings.exceptions import BookingError
from bookings.forms.waiving import WaiveForm
from bookings.models import DeskAct
from bookings.views.answers import see_other
from bookings.views.desk import page_and_act
from venues.money import Money


@page_and_act
@login_required
def waive(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Charge nothing, or less, with a reason; the same button twice is once."""
    session = rights.desk_session_for(request.user, slug, pk, "desk:waive")
    due = Money(session.cancellation_pence, session.venue.operator.currency)
    back = reverse("desk:booking", args=[slug, session.booking.ref])
    user, at = signed_in(request), timezone.now()
    posted = request.method == "POST"
    if posted and not due and _did_it(session.booking_id, user.pk):
        return see_other(back)
    form = WaiveForm(request.POST if posted else None, due=due)
    refusal = None
    if due and form.is_valid():
        try:
            waive_charge(session, **form.cleaned_data, by=user, at=at)
        except BookingError as found:
            refusal = found
        else:
            messages.success(request, _done_words(rights.may(user, session.venue, "desk:undo")))
            return see_other(back)
    context = {
        "frame": Frame.of(request.user, session.venue, "desk:waive"),
        "session": session,
        "booking": session.booking,
        "due": due,
        "form": form if due else None,
        "refusal": refusal,
    }
    status = 409 if refusal or (posted and not due) else 422 if posted else 200
    return render(request, "bookings/desk_waive.html", context, status=status)


def _done_words(may_undo: bool) -> str:
    if may_undo:
        return _("Taken off. A letter tells them in five minutes; until then you can undo it.")
    return _("Taken off. A letter tells them in five minutes; until then the secretary or the manager can undo it.")


def _did_it(booking: int, user: int) -> bool:
    """Whether this person has just done so."""
    return DeskAct.objects.filter(booking=booking, by=user, kind=DeskAct.Kind.WAIVED).exists()
