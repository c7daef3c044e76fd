"""Changes that the hall decides: the desk answers them, and the hirer may take them back."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.rights import SEES_MONEY, Who, signed_in
from bookings import rights
from bookings.actions import agree_change, refuse_change, take_change_back
from bookings.actions.price_change import accept_change_price_for_them, send_change_price
from bookings.desk.asked_changes import Wanted
from bookings.desk.frame import Frame
from bookings.exceptions import BookingError, PriceChanged
from bookings.forms.asked_changes import AgreeForm, RefuseForm
from bookings.models import AskedChange, Booking
from bookings.views.answers import see_other
from bookings.views.change_refusals import refusal_words
from bookings.views.own_page import acting, own_page
from venues.models import Venue
from venues.money import Money

page_and_act = require_http_methods(["GET", "HEAD", "POST"])


@page_and_act
@login_required
def answer(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Agree, send a price, note that they accept it, or refuse; the same button twice leads to the first result."""
    venue = rights.venue_for(request.user, slug, "desk:asked_change")
    change = _change_at(venue, pk)
    action = request.POST.get("action") if change.is_waiting else None
    agreeing = AgreeForm(request.POST if action == "agree" else None, needs_a_price=change.lacks_a_price)
    refusing = RefuseForm(request.POST if action == "refuse" else None)
    refusal, back = "", reverse("desk:booking", args=[slug, change.booking.ref])
    try:
        if action == "agree" and agreeing.is_valid():
            _agree(request, change, agreeing.cleaned_data.get("price"))
            return see_other(back)
        if action == "accepted":
            shown = request.POST.get("shown", "")
            accept_change_price_for_them(change, shown=shown, by=signed_in(request), at=timezone.now())
            return see_other(back)
        if action == "refuse" and refusing.is_valid():
            words = refusing.cleaned_data["words"]
            refuse_change(change, words=words, by=signed_in(request), at=timezone.now())
            return see_other(back)
    except BookingError as refused:
        refusal, change = _in_words(refused), _change_at(venue, pk)
    if request.method == "POST" and not change.is_waiting:
        messages.info(request, _("This change was answered already, or taken back."))
        return see_other(back)
    context = {
        "frame": Frame.of(request.user, venue, "desk:asked_change"),
        "wanted": Wanted(change, timezone.now()),
        "booking": change.booking,
        "back": back,
        "agreeing": agreeing,
        "form": refusing if action == "refuse" else agreeing,
        "refusing": refusing,
        "refusal": refusal,
    }
    status = 409 if refusal else 422 if action else 200
    return render(request, "bookings/desk_asked_change.html", context, status=status)


def _agree(request: HttpRequest, change: AskedChange, pence: int | None) -> None:
    """At once, or as soon as they accept what it costs."""
    by, at = signed_in(request), timezone.now()
    if pence is None:
        agree_change(change, by=by, at=at)
    else:
        price = Money(pence, change.booking.venue.operator.currency)
        send_change_price(change, price, shown=request.POST.get("shown", ""), by=by, at=at)


def _in_words(refused: BookingError) -> str:
    if isinstance(refused, PriceChanged):
        return _("Its price has changed since you looked: it stands below. Nothing was done.")
    return refusal_words(refused)


@page_and_act
@own_page
def take_back(request: HttpRequest, ref: str) -> HttpResponse:
    """To ask for the page shows the button only."""
    found, roles = rights.booking_and_roles_for(request.user, ref, "bookings:change_back")
    wanted = wanted_of(found)
    if wanted is None:
        if request.method != "POST":
            return _page(request, found, None, roles)
        messages.info(request, _("No change waits for an answer."))
        return see_other(found)
    if request.method == "POST":
        try:
            take_change_back(wanted.change, by=acting(request, found), at=timezone.now())
        except BookingError as late:
            messages.info(request, str(late))
        else:
            messages.success(request, _("Taken back. Your dates stay as they are."))
        return see_other(found)
    return _page(request, found, wanted, roles)


def wanted_of(booking: Booking) -> Wanted | None:
    """The change of it that waits; one question."""
    change = AskedChange.objects.waiting().filter(booking=booking).first()
    if change is None:
        return None
    change.booking = booking
    return Wanted(change, timezone.now())


def _page(request: HttpRequest, booking: Booking, wanted: Wanted | None, roles: Who) -> HttpResponse:
    context = {
        "booking": booking,
        "venue": booking.venue,
        "wanted": wanted,
        "back": booking.get_absolute_url(),
        "sees_money": SEES_MONEY in roles,
    }
    return render(request, "bookings/change_back.html", context)


def _change_at(venue: Venue, pk: int) -> AskedChange:
    """Raises Http404 for one of another venue."""
    rows = AskedChange.objects.at(venue).select_related("booking__hirer", "booking__venue__operator", "asked_by")
    change = rows.filter(pk=pk).first()
    if change is None:
        raise Http404
    return change
