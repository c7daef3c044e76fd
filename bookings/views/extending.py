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

from accounts.clock import date_words
from bookings.actions import extend_booking
from bookings.actions.extend_booking import why_it_is_to_be_asked_for
from bookings.changing.extending import further_ask, let_go_of_just_now, may_go_on
from bookings.exceptions import BookingError, NotPossible
from bookings.forms.ending import UntilForm
from bookings.forms.series_query import as_query, how_often
from bookings.forms.threads import MessageForm
from bookings.models import Booking
from bookings.planning import plan
from bookings.plans import Plan
from bookings.recurrence import from_document
from bookings.room_names import room_names
from bookings.views.answers import see_other
from bookings.views.change_refusals import refusal_words
from bookings.views.kept_needs import AFTER
from bookings.views.own_page import Reader, desk_reader, own_page, own_reader

page_and_act = require_http_methods(["GET", "HEAD", "POST"])


@page_and_act
@own_page
def extend(request: HttpRequest, ref: str) -> HttpResponse:
    """For the group's people who may book."""
    return _answer(own_reader(request, ref, "bookings:extend"))


@page_and_act
@login_required
def extend_at_the_desk(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    return _answer(desk_reader(request, slug, ref, "desk:extend"))


def _answer(reader: Reader) -> HttpResponse:
    request, found, context = reader.request, reader.booking, reader.context
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
            return see_other(reader.back)
        form.add_error("until", _("It goes on until then already. Choose a later day."))
        return render(request, "bookings/extend.html", context, status=422)
    return _check_or_act(reader, form, context)


def _check_or_act(reader: Reader, form: UntilForm, context: dict[str, Any]) -> HttpResponse:
    request, found, desk = reader.request, reader.booking, reader.is_desk
    at, until, refusal = timezone.now(), form.cleaned_data["until"], ""
    is_pressed = request.POST.get("action") == "extend"
    accept = reader.accepting(is_pressed=is_pressed)
    if is_pressed and accept.is_valid():
        seen: dict[str, Any] = {name: request.POST.get(name, "") for name in ("shown_dates", "shown_prices")}
        seen["accepts"] = None if desk and "told" not in request.POST else reader.newer
        try:
            done = extend_booking(found, until, by=reader.by, at=at, desk=desk, **seen)
        except BookingError as refused:
            refusal = refusal_words(refused)
        else:
            count = len(done.kept)
            words = ngettext("%(count)d date was added.", "%(count)d dates were added.", count)
            messages.success(request, words % {"count": count})
            return see_other(reader.back)
    try:
        further = plan(further_ask(found, until, at=at), at=at, desk=desk, own=let_go_of_just_now(found))
    except NotPossible as never:
        form.add_error("until", str(never))
        return render(request, "bookings/extend.html", context, status=422)
    why = why_it_is_to_be_asked_for(found, further, at=at, desk=desk)
    more = {"further": further, "rooms": room_names(further.ask.together), "book_link": _book_link(found, further)}
    more |= {"tell": MessageForm(initial={"text": _words_to_the_hall(further) if further.kept else ""})}
    more |= {"until": until, "refusal": refusal, "why": why, "accept": accept, "newer": reader.newer}
    status = 409 if refusal or not further.kept else 422 if accept.errors else 200
    return render(request, "bookings/extend_check.html", {**context, **more}, status=status)


def _words_to_the_hall(further: Plan) -> str:
    """What somebody would write who wants these dates and cannot add them."""
    days = [date.asked.on for date in further.kept]
    words = ngettext(
        "Please add the further date in %(rooms)s: %(first)s.",
        "Please add the %(number)d further dates in %(rooms)s, from %(first)s to %(last)s.",
        len(days),
    )
    told = {"first": date_words(days[0]), "last": date_words(days[-1])}
    return words % {"number": len(days), "rooms": room_names(further.ask.together), **told}


def _book_link(found: Booking, further: Plan) -> str:
    """The page to ask for them as a booking of their own, filled in; what is needed is looked up there, not sent."""
    ask, pattern = further.ask, further.ask.pattern
    if ask.beside:
        return ""  # that page is about one room
    query = as_query(pattern, in_term=pattern.terms is not None, not_bank_holidays=bool(pattern.nation))
    query |= {
        AFTER: found.ref,
        "every": how_often(pattern),
        "people": str(ask.people),
        "group": found.hirer.ref,
        "title": found.title,
    }
    return f"{reverse('bookings:book', args=[found.venue.slug, ask.room.code])}?{urlencode(query)}"
