"""No more after a day: what it costs to give up the later dates is said before the button."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from bookings import rights
from bookings.actions import end_booking
from bookings.cancelling import terms_of
from bookings.desk.frame import Frame
from bookings.exceptions import BookingError
from bookings.forms.ending import LastDayForm
from bookings.models import Booking
from bookings.views.answers import see_other
from bookings.views.giving_up import losses
from bookings.views.own_page import acting, own_page
from bookings.views.your_booking import sessions_of, still_to_come
from venues.money import Money

page_and_act = require_http_methods(["GET", "HEAD", "POST"])


@page_and_act
@own_page
def end(request: HttpRequest, ref: str) -> HttpResponse:
    """For the group's people who may cancel."""
    found = rights.booking_for(request.user, ref, "bookings:end")
    return _answer(request, found, found.get_absolute_url(), None, sees_money=rights.sees_money(request.user, found))


@page_and_act
@login_required
def end_at_the_desk(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """For somebody who rang: by the same terms."""
    found = rights.desk_booking_for(request.user, slug, ref, "desk:end")
    back = reverse("desk:booking", args=[slug, ref])
    return _answer(request, found, back, Frame.of(request.user, found.venue, "desk:end"), sees_money=True)


def _answer(request: HttpRequest, found: Booking, back: str, frame: Frame | None, *, sees_money: bool) -> HttpResponse:
    at, zone = timezone.now(), found.venue.tz
    sessions = sessions_of(found)
    form = LastDayForm(request.POST if request.method == "POST" else None, today=at.astimezone(zone).date())
    context: dict[str, Any] = {
        "booking": found,
        "venue": found.venue,
        "back": back,
        "frame": frame,
        "sees_money": sees_money,
        "form": form,
        "has_dates": bool(still_to_come(found, sessions, at=at)),
    }
    if request.method != "POST" or not form.is_valid():
        return render(request, "bookings/end.html", context, status=422 if form.is_bound else 200)
    after = form.cleaned_data["after"]
    later = [each for each in sessions if each.starts_at.astimezone(zone).date() > after]
    to_go, pressed = still_to_come(found, later, at=at), request.POST.get("action") == "end"
    if not to_go:
        if pressed:  # the same button twice
            messages.info(request, _("It is so already."))
            return see_other(back)
        form.add_error("after", _("There is no date after that day."))
        return render(request, "bookings/end.html", context, status=422)
    lost = losses(to_go, at=at)
    due = Money(sum(loss.pence for loss in lost), found.venue.operator.currency)
    said = str(due.pence) if sees_money else salted_hmac("bookings.end", str(due.pence)).hexdigest()
    context |= {"losses": lost, "due": due, "due_print": said, "after": after, "count": len(to_go)}
    context["terms"] = terms_of(found)
    if not pressed:
        return render(request, "bookings/end_check.html", context)
    if request.POST.get("due") != said or request.POST.get("count") != str(len(to_go)):
        context["refusal"] = _("What it costs has changed since you looked. Nothing was cancelled. Please check again.")
        return render(request, "bookings/end_check.html", context, status=409)
    try:
        end_booking(found, after, by=acting(request, found), at=at)
    except BookingError as refused:
        return render(request, "bookings/end_check.html", {**context, "refusal": str(refused)}, status=409)
    words = ngettext("%(count)d date is given up.", "%(count)d dates are given up.", len(to_go))
    messages.success(request, words % {"count": len(to_go)})
    return see_other(back)
