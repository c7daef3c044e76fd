"""A price on application: the hall sends it, its hirer accepts it or says no, by themselves or through the desk."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.rights import SEES_MONEY, signed_in
from bookings import rights
from bookings.accepting import accepted_with
from bookings.actions.accept_price import accept_price, accept_price_for_them, refuse_price
from bookings.actions.send_price import send_price
from bookings.desk import one_booking
from bookings.desk.frame import Frame
from bookings.exceptions import BookingError, PriceChanged, ThingsGone
from bookings.forms.desk import TellPriceForm
from bookings.models import Booking
from bookings.told_prices import print_of, to_be_told
from bookings.views.answers import see_other
from bookings.views.changed_price import CHANGED, UNSAID, change_priced, price_of_change, unanswered
from bookings.views.desk import back_to_requests, page_and_act
from bookings.views.own_page import acting, own_page
from bookings.views.your_booking import your_booking
from venues.money import Money


@page_and_act
@own_page
def price(request: HttpRequest, ref: str) -> HttpResponse:
    """What the hall asks for, line by line, and two buttons; to look changes nothing."""
    found, roles = rights.booking_and_roles_for(request.user, ref, "bookings:price")
    sees_money = SEES_MONEY in roles
    if change := change_priced(found, request.POST.get("change", "")):
        return price_of_change(request, found, change, sees_money=sees_money)
    refusal = unanswered(request)
    if request.method == "POST" and not sees_money:
        raise Http404
    if request.method == "POST" and not refusal:
        try:
            messages.success(request, _answer(request, found))
            return see_other(found)
        except BookingError as cannot:
            if _was_answered(found, request.POST["action"]):  # the same button twice
                return see_other(found)
            refusal = _changed() if isinstance(cannot, PriceChanged) else str(cannot)
            found.refresh_from_db(fields=["status", "price_told_at", "hold_until"])
    yours = your_booking(found, at=timezone.now())
    sessions = [date.session for date in yours.dates if not date.session.is_cancelled]
    context = {
        "booking": found,
        "venue": found.venue,
        "yours": yours,
        "shown": print_of(sessions),
        "accepted": accepted_with(found),
        "sees_money": sees_money,
        "refusal": refusal,
    }
    status = UNSAID if unanswered(request) else CHANGED if refusal else 200
    return render(request, "bookings/price.html", context, status=status)


def _answer(request: HttpRequest, found: Booking) -> str:
    """What was done, in words."""
    by, at = acting(request, found), timezone.now()
    if request.POST["action"] == "refuse":
        refuse_price(found, by=by, at=at)
        return _("You have said no. It costs you nothing.")
    accept_price(found, shown=request.POST.get("shown", ""), by=by, at=at)
    return _("It is booked.")


def _was_answered(found: Booking, action: str) -> bool:
    done = Booking.Status.WITHDRAWN if action == "refuse" else Booking.Status.CONFIRMED
    return Booking.objects.filter(pk=found.pk, status=done).exclude(price_told_at=None).exists()


def _changed() -> str:
    return _("The hall has sent another price since you looked. Nothing was booked. This is the price now.")


@page_and_act
@login_required
def tell(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """Say what it costs, for the first time or anew; the letter asks them whether they accept it."""
    found = rights.desk_booking_for(request.user, slug, ref, "desk:tell_price")
    dates = to_be_told(found.sessions.filter(status="planned"))
    if not found.is_waiting or not dates:
        return _desk_page(request, found, "bookings/desk_tell_price.html", {})
    form = TellPriceForm(request.POST if request.method == "POST" else None, dates=len(dates))
    more: dict[str, Any] = {"form": form}
    if not form.is_valid():
        return _desk_page(request, found, "bookings/desk_tell_price.html", more, status=422 if form.is_bound else 200)
    told = Money(form.cleaned_data["price"], found.venue.operator.currency)
    seen: dict[str, Any] = {"shown": request.POST.get("shown", ""), "gone": request.POST.getlist("gone")}
    try:
        send_price(found, told, **seen, by=signed_in(request), at=timezone.now())
    except BookingError as refusal:
        more |= _refused(refusal)
        return _desk_page(request, found, "bookings/desk_tell_price.html", more, status=409)
    return see_other(back_to_requests(found))


@page_and_act
@login_required
def accepted(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """They ring, or have no e-mail: the desk notes that they accept what it costs."""
    found = rights.desk_booking_for(request.user, slug, ref, "desk:price_accepted")
    more: dict[str, Any] = {}
    if request.method == "POST":
        by, gone = signed_in(request), request.POST.getlist("gone")
        shown = request.POST.get("shown", "")
        try:
            accept_price_for_them(found, shown=shown, by=by, at=timezone.now(), gone=gone)
        except BookingError as refusal:
            more = _refused(refusal)
        if not more or Booking.objects.filter(pk=found.pk, status=Booking.Status.CONFIRMED, decided_by=by).exists():
            return see_other(reverse("desk:booking", args=[slug, ref]))
    return _desk_page(request, found, "bookings/desk_price_accepted.html", more, status=409 if more else 200)


def _refused(refusal: BookingError) -> dict[str, Any]:
    if isinstance(refusal, ThingsGone):
        return {"gone": refusal}
    if isinstance(refusal, PriceChanged):
        return {"refusal": _("Its price has changed since you looked: it stands below. Nothing was done.")}
    return {"refusal": str(refusal)}


def _desk_page(
    request: HttpRequest, found: Booking, template: str, more: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    whole = one_booking.whole(found.ref, at=timezone.now())
    context = {
        "frame": Frame.of(request.user, found.venue, "desk:booking"),
        "whole": whole,
        "shown": print_of(whole.facts.planned),
        **more,
    }
    return render(request, template, context, status=status)
