"""The price of a change that was asked for, on the page on which a price is answered: before, after, yes or no."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from bookings.actions import take_change_back
from bookings.actions.price_change import accept_change_price
from bookings.change_letters import told_lines
from bookings.desk.asked_changes import Wanted
from bookings.exceptions import BookingError, PriceChanged
from bookings.models import AskedChange, Booking
from bookings.sent_numbers import sent_number
from bookings.views.answers import see_other
from bookings.views.change_refusals import refusal_words
from bookings.views.own_page import acting
from venues.money import total

UNSAID, CHANGED = 422, 409


def unanswered(request: HttpRequest) -> str:
    """A sentence, where something was sent that is neither of the two buttons: it books nothing."""
    if request.method != "POST" or request.POST.get("action") in ("accept", "refuse"):
        return ""
    return _("Say yes or no: press one of the two buttons below.")


def change_priced(booking: Booking, pressed: str) -> AskedChange | None:
    """The one whose price waits, or that whose button was pressed, which may be answered since; one question."""
    asked = AskedChange.objects.filter(booking=booking)
    waiting = asked.filter(state=AskedChange.State.WAITING, price_told_at__isnull=False)
    number = sent_number(pressed)
    change = (waiting if number is None else asked.filter(pk=number)).first()
    if change is not None:
        change.booking = booking
    return change


def price_of_change(request: HttpRequest, booking: Booking, change: AskedChange, *, sees_money: bool) -> HttpResponse:
    """To look changes nothing; the same button twice leads to the first result."""
    refusal = unanswered(request)
    if request.method == "POST" and not sees_money:
        raise Http404
    if request.method == "POST" and not refusal:
        if not change.is_waiting:
            messages.info(request, _("This change was answered already, or taken back."))
            return see_other(booking)
        try:
            messages.success(request, _answer(request, booking, change))
            return see_other(booking)
        except BookingError as cannot:
            refusal = _changed() if isinstance(cannot, PriceChanged) else refusal_words(cannot)
            change = AskedChange.objects.get(pk=change.pk)
            change.booking = booking
    lines = told_lines(change)
    prices = [line.price_after for line in lines if line.price_after is not None]
    context = {
        "booking": booking,
        "venue": booking.venue,
        "wanted": Wanted(change, timezone.now()),
        "lines": lines,
        "total": total(prices) if len(prices) == len(lines) else None,
        "sees_money": sees_money,
        "refusal": refusal,
        "back": booking.get_absolute_url(),
    }
    status = UNSAID if unanswered(request) else CHANGED if refusal else 200
    return render(request, "bookings/change_price.html", context, status=status)


def _answer(request: HttpRequest, booking: Booking, change: AskedChange) -> str:
    """What was done, in words."""
    by, at = acting(request, booking), timezone.now()
    if request.POST["action"] == "refuse":
        take_change_back(change, by=by, at=at)
        return _("You have said no. Your booking stays as it is.")
    accept_change_price(change, shown=request.POST.get("shown", ""), by=by, at=at)
    return _("It is changed.")


def _changed() -> str:
    return _("The hall has sent another price since you looked. Nothing was changed. This is the price now.")
