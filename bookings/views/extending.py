"""Let a series go on until another day: every further date with its price is shown first."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from bookings import rights
from bookings.actions import extend_booking
from bookings.actions.extend_booking import why_it_is_to_be_asked_for
from bookings.changing.extending import further_ask, may_go_on
from bookings.desk.frame import Frame
from bookings.exceptions import BookingError, NotPossible
from bookings.forms.ending import UntilForm
from bookings.forms.series_query import as_query, how_often
from bookings.models import Booking
from bookings.planning import plan
from bookings.plans import Plan
from bookings.recurrence import from_document
from bookings.views.answers import see_other
from bookings.views.change_refusals import refusal_words
from bookings.views.own_page import acting, own_page

page_and_act = require_http_methods(["GET", "HEAD", "POST"])


@page_and_act
@own_page
def extend(request: HttpRequest, ref: str) -> HttpResponse:
    """For the group's people who may book."""
    found = rights.booking_for(request.user, ref, "bookings:extend")
    return _answer(request, found, found.get_absolute_url(), None, sees_money=rights.sees_money(request.user, found))


@page_and_act
@login_required
def extend_at_the_desk(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    found = rights.desk_booking_for(request.user, slug, ref, "desk:extend")
    back = reverse("desk:booking", args=[slug, ref])
    return _answer(request, found, back, Frame.of(request.user, found.venue, "desk:extend"), sees_money=True)


def _answer(request: HttpRequest, found: Booking, back: str, frame: Frame | None, *, sees_money: bool) -> HttpResponse:
    context: dict[str, Any] = {
        "booking": found,
        "venue": found.venue,
        "back": back,
        "frame": frame,
        "sees_money": sees_money,
    }
    if not may_go_on(found):
        return render(request, "bookings/extend.html", context)
    last = from_document(found.pattern or {}).until or timezone.localdate()
    form = UntilForm(request.POST if request.method == "POST" else None, after=last)
    context |= {"form": form, "last": last}
    if request.method != "POST" or not form.is_valid():
        return render(request, "bookings/extend.html", context, status=422 if form.is_bound else 200)
    if form.is_so_already:
        if request.POST.get("action") == "extend":  # the same button twice
            messages.info(request, _("It is so already."))
            return see_other(back)
        form.add_error("until", _("It goes on until then already. Choose a later day."))
        return render(request, "bookings/extend.html", context, status=422)
    return _check_or_act(request, found, form, context)


def _check_or_act(request: HttpRequest, found: Booking, form: UntilForm, context: dict[str, Any]) -> HttpResponse:
    at, until, desk, refusal = timezone.now(), form.cleaned_data["until"], context["frame"] is not None, ""
    if request.POST.get("action") == "extend":
        seen = {name: request.POST.get(name, "") for name in ("shown_dates", "shown_prices")}
        try:
            done = extend_booking(found, until, by=acting(request, found), at=at, desk=desk, **seen)
        except BookingError as refused:
            refusal = refusal_words(refused)
        else:
            count = len(done.kept)
            words = ngettext("%(count)d date was added.", "%(count)d dates were added.", count)
            messages.success(request, words % {"count": count})
            return see_other(context["back"])
    try:
        further = plan(further_ask(found, until, at=at), at=at, desk=desk)
    except NotPossible as never:
        form.add_error("until", str(never))
        return render(request, "bookings/extend.html", context, status=422)
    why = why_it_is_to_be_asked_for(found, further, at=at, desk=desk)
    more = {"further": further, "until": until, "refusal": refusal, "why": why, "book_link": _book_link(found, further)}
    status = 409 if refusal or not further.kept else 200
    return render(request, "bookings/extend_check.html", {**context, **more}, status=status)


def _book_link(found: Booking, further: Plan) -> str:
    """The page to ask for them as a booking of their own, filled in."""
    ask, pattern = further.ask, further.ask.pattern
    query = as_query(pattern, in_term=pattern.terms is not None, not_bank_holidays=bool(pattern.nation))
    query |= {"every": how_often(pattern), "people": str(ask.people), "group": found.hirer.ref, "title": found.title}
    return f"{reverse('bookings:book', args=[found.venue.slug, ask.room.code])}?{urlencode(query)}"
