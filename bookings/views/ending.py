"""No more after a day: what it costs to give up the later dates is said before the button."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from bookings.actions import end_booking
from bookings.cancelling import terms_of
from bookings.exceptions import BookingError
from bookings.forms.ending import LastDayForm
from bookings.models import Booking, Session
from bookings.views.answers import see_other
from bookings.views.giving_up import told
from bookings.views.own_page import Reader, desk_reader, own_page, own_reader
from bookings.views.your_booking import sessions_of, still_to_come

page_and_act = require_http_methods(["GET", "HEAD", "POST"])


@page_and_act
@own_page
def end(request: HttpRequest, ref: str) -> HttpResponse:
    """For the group's people who may cancel."""
    return _answer(own_reader(request, ref, "bookings:end"))


@page_and_act
@login_required
def end_at_the_desk(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """For somebody who rang: by the same terms; it can be undone for five minutes."""
    return _answer(desk_reader(request, slug, ref, "desk:end"))


def _answer(reader: Reader) -> HttpResponse:
    request, found, at = reader.request, reader.booking, timezone.now()
    sessions = sessions_of(found)
    today = at.astimezone(found.venue.tz).date()
    form = LastDayForm(request.POST if request.method == "POST" else None, today=today)
    context = {**reader.context, "form": form, "has_dates": bool(still_to_come(found, sessions, at=at))}
    if request.method != "POST" or not form.is_valid():
        return render(request, "bookings/end.html", context, status=422 if form.is_bound else 200)
    pressed = request.POST.get("action") == "end"
    if not _to_go(found, form, sessions, at):
        if pressed:  # the same button twice
            messages.info(request, _("It is so already."))
            return see_other(reader.back)
        form.add_error("after", _("There is no date after that day."))
        return render(request, "bookings/end.html", context, status=422)
    return _end(reader, form, at) if pressed else _check(reader, form, at)


def _end(reader: Reader, form: LastDayForm, at: datetime) -> HttpResponse:
    """Done where the sum and the dates are those that were shown; else they are shown as they are."""
    posted, booking = reader.request.POST, reader.booking
    to_go = _to_go(booking, form, sessions_of(booking), at)
    said, count = told(booking, to_go, at=at, sees_money=reader.sees_money), posted.get("count", "")
    dates = int(count) if count.isascii() and count.isdigit() and len(count) < 6 else 0
    try:
        shown = said.pence_shown(posted.get("due"))
        after = form.cleaned_data["after"]
        end_booking(booking, after, shown=shown, dates=dates, by=reader.by, at=at, desk=reader.is_desk)
    except BookingError as refused:
        booking.refresh_from_db(fields=["status"])
        return _check(reader, form, at, refusal=str(refused))
    words = ngettext("%(count)d date is given up.", "%(count)d dates are given up.", dates) % {"count": dates}
    if reader.is_desk:
        words += " " + _("A letter tells them in five minutes; until then you can undo it.")
    messages.success(reader.request, words)
    return see_other(reader.back)


def _check(reader: Reader, form: LastDayForm, at: datetime, *, refusal: str = "") -> HttpResponse:
    booking = reader.booking
    to_go = _to_go(booking, form, sessions_of(booking), at)
    said = told(booking, to_go, at=at, sees_money=reader.sees_money)
    context: dict[str, Any] = {
        **reader.context,
        "losses": said.losses,
        "due": said.due,
        "due_print": said.print,
        "after": form.cleaned_data["after"],
        "count": len(to_go),
        "terms": terms_of(booking),
        "refusal": refusal,
    }
    return render(reader.request, "bookings/end_check.html", context, status=409 if refusal else 200)


def _to_go(booking: Booking, form: LastDayForm, sessions: list[Session], at: datetime) -> list[Session]:
    """The dates after that day that can be given up."""
    after, zone = form.cleaned_data["after"], booking.venue.tz
    later = [each for each in sessions if each.starts_at.astimezone(zone).date() > after]
    return still_to_come(booking, later, at=at)
