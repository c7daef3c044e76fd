"""The phone box: one line in, an answer with prices out, and one key to pencil it in."""

from __future__ import annotations

import secrets
from datetime import datetime
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.rights import signed_in
from bookings import actions, rights
from bookings.actions.count_call import count_call, do_not_count_call
from bookings.desk.frame import Frame
from bookings.desk.pencilled import Pencilled
from bookings.desk.phone import Answer, OfAll, answer, answer_of_all, rooms_of
from bookings.exceptions import BookingError
from bookings.forms.phone import CallForm, PencilForm, PhoneForm
from bookings.models import Hold, PhonedFull
from bookings.phone_box import Call, Unheard
from bookings.views.answers import see_other
from venues.models import Venue
from venues.periods import Period

page_and_act = require_http_methods(["GET", "HEAD", "POST"])


@page_and_act
@login_required
def phone(request: HttpRequest, slug: str) -> HttpResponse:
    """What was asked stands in the address, so that the answer after a refusal is of the same."""
    venue = rights.venue_for(request.user, slug, "desk:phone")
    at = timezone.now()
    if request.method != "POST":
        return _answered(request, Frame.of(request.user, venue, "desk:phone"))
    form = PencilForm(request.POST, rooms=rooms_of(venue))
    if not form.is_valid():
        return _answered(request, Frame.of(request.user, venue, "desk:phone"), pencil=form)
    found = form.cleaned_data
    try:
        hold = actions.pencil_in(found["room"], found["period"], found["title"], by=signed_in(request), at=at)
    except BookingError as refusal:
        form.add_error(None, str(refusal))
        return _answered(request, Frame.of(request.user, venue, "desk:phone"), pencil=form, status=409)
    kept = Pencilled(hold)
    facts = {"title": hold.title, "room": found["room"].name, "when": kept.when, "until": kept.until}
    messages.success(request, _("Pencilled in: %(title)s, %(room)s, %(when)s. It is kept %(until)s.") % facts)
    return see_other(reverse("desk:requests", args=[slug]) + "#pencilled")


@page_and_act
@login_required
def full(request: HttpRequest, slug: str) -> HttpResponse:
    """Count a call for which nothing was free, or take that back; the answer to the same line is shown again."""
    venue = rights.venue_for(request.user, slug, "desk:phone_full")
    if request.method != "POST":
        return _answered(request, Frame.of(request.user, venue, "desk:phone"))
    form = CallForm(request.POST)
    if not form.is_valid():
        return see_other(reverse("desk:phone", args=[slug]))
    found, by, at = form.cleaned_data, signed_in(request), timezone.now()
    box = _box(found["ask"], venue, at=at)
    if found["taken_back"]:
        do_not_count_call(venue, mark=found["mark"], by=by)
        messages.success(request, _("The call is not counted."))
    elif answer_to := _taken(box, at=at):
        count_call(venue, answer_to, mark=found["mark"], by=by, at=at)
        messages.success(request, _("The call is counted for your report, without a name."))
    else:
        messages.info(request, _("That is not taken now: nothing was counted."))
    query = urlencode({"ask": found["ask"], "mark": found["mark"]})
    return see_other(f"{reverse('desk:phone', args=[slug])}?{query}")


def _box(ask: str, venue: Venue, *, at: datetime) -> PhoneForm:
    return PhoneForm({"ask": ask}, rooms=rooms_of(venue), today=at.astimezone(venue.tz).date())


def _taken(box: PhoneForm, *, at: datetime) -> Period | None:
    """What was asked for, where others have it."""
    if not box.is_valid():
        return None
    call = box.cleaned_data["ask"]
    try:
        if len(call.rooms) == 1:
            found = answer(box.rooms, call, at=at)
            return found.wish.period if found.is_taken else None
        of_all = answer_of_all(box.rooms, call, at=at)
    except Unheard:
        return None
    return of_all.period if of_all.is_taken else None


@page_and_act
@login_required
def let_go(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Give the hours back, in five minutes or at once where these shall be over; twice is once."""
    venue = rights.venue_for(request.user, slug, "desk:let_go")
    hold = Hold.objects.pencilled().filter(venue=venue, pk=pk).select_related("venue", "room").first()
    if hold is not None and request.method != "POST":
        context = {"frame": Frame.of(request.user, venue, "desk:let_go"), "pencilled": Pencilled(hold)}
        return render(request, "bookings/pencilled_let_go.html", context)
    by, at = signed_in(request), timezone.now()
    if hold is not None and "at_once" in request.POST and actions.free_at_once(hold, by=by, at=at):
        messages.success(request, _("The hours of “%(title)s” are free.") % {"title": hold.title})
    elif hold is None or not actions.let_go_of_hold(hold, by=by, at=at):
        messages.info(request, _("It is no longer pencilled in."))
    return see_other(reverse("desk:requests", args=[slug]))


def _answered(
    request: HttpRequest, frame: Frame, *, pencil: PencilForm | None = None, status: int = 422
) -> HttpResponse:
    """The box, and the answer to whatever stands in it."""
    at = timezone.now()
    rooms, today = rooms_of(frame.venue), at.astimezone(frame.venue.tz).date()
    box = PhoneForm(request.GET if "ask" in request.GET else None, rooms=rooms, today=today)
    found: Answer | None = None
    of_all: OfAll | None = None
    call: Call | None = box.cleaned_data["ask"] if box.is_valid() else None
    if call:
        try:
            if len(call.rooms) == 1:
                found = answer(rooms, call, at=at)
            else:
                of_all = answer_of_all(rooms, call, at=at)
        except Unheard as trouble:
            box.add_error("ask", str(trouble))
    mark = request.GET.get("mark", "")
    context = {
        "frame": frame,
        "phone": box,
        "is_taken": bool((found and found.is_taken) or (of_all and of_all.is_taken)),
        "is_counted": bool(mark) and PhonedFull.objects.filter(venue=frame.venue, mark=mark).exists(),
        "mark": mark if CallForm({"ask": "-", "mark": mark}).is_valid() else secrets.token_urlsafe(16),
        "answer": found,
        "of_all": of_all,
        "unknown": "" if call is None or call.is_known else " ".join(call.said),
        "is_of_many": call is not None and call.is_of_many,
        "rooms": get_text_list([room.name for room in rooms], _("and")),
        "form": pencil or box,
    }
    return render(request, "bookings/phone.html", context, status=status if pencil or box.errors else 200)
