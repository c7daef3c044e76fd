"""Next year's hours: the desk asks its regulars, and each keeps, changes or gives up its own."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.rights import signed_in
from bookings import rights
from bookings.actions.answer_slot import give_up_slot, keep_slot
from bookings.actions.ask_regulars import ask_regulars
from bookings.actions.end_renewal import end_renewal
from bookings.actions.request_booking import confirms_at_once
from bookings.desk.frame import Frame
from bookings.desk.next_year import asking_undoable, ending_undoable, to_ask, year_asked
from bookings.desk.undoable import last_of, undoable_at
from bookings.exceptions import BookingError, NotPossible
from bookings.forms.accepting import AcceptForm
from bookings.forms.clerk import SeenForm
from bookings.forms.next_year import OtherHoursForm, RegularsForm, YearForm
from bookings.models import Renewal, Slot
from bookings.next_year import ask_of, is_the_same, planned, slot_at, slot_for
from bookings.plans import Ask, Plan
from bookings.price_words import names_at, why
from bookings.regulars import looked_at, regulars
from bookings.renewal_letters import months_words
from bookings.room_names import room_names
from bookings.sent_numbers import sent_number
from bookings.series_words import series_words
from bookings.views.answers import see_other
from venues.models import Conditions, Room, Venue

page_and_act = require_http_methods(["GET", "HEAD", "POST"])
WRONG, CHANGED = 422, 409


@page_and_act
@login_required
def desk(request: HttpRequest, slug: str) -> HttpResponse:
    """Who is asked and who has answered; or, where nobody is, whom to ask."""
    venue, at = rights.venue_for(request.user, slug, "desk:next_year"), timezone.now()
    frame = Frame.of(request.user, venue, "desk:next_year")
    asked = year_asked(venue)
    if request.method == "POST":
        rights.venue_for(request.user, slug, "desk:next_year_end")  # to look is for more people than to ask
        return _ask(request, frame, venue, at)
    if asked is not None and asked.renewal.closed_at is None:
        return render(
            request,
            "bookings/next_year_asked.html",
            {
                "frame": frame,
                "asked": asked,
                "may_answer": rights.allows(frame.roles, "desk:slot"),
                "done": ending_undoable(asked, at=at)
                or asking_undoable(asked, at=at)
                or last_of(undoable_at(venue, at=at), signed_in(request)),
            },
        )
    return _whom(request, frame, venue, at)


def _ask(request: HttpRequest, frame: Frame, venue: Venue, at: datetime) -> HttpResponse:
    year = YearForm(request.POST, today=at.astimezone(venue.tz).date())
    if not year.is_valid():
        return _whom(request, frame, venue, at, year=year)
    days = year.cleaned_data
    found = regulars(venue, starts_on=days["starts_on"], ends_on=days["ends_on"], at=at)
    form = RegularsForm(request.POST, found=found)
    if not form.is_valid():
        return _whom(request, frame, venue, at, year=year, form=form)
    try:
        ask_regulars(venue, form.cleaned_data["bookings"], **days, by=signed_in(request), at=at)
    except BookingError as refusal:
        form.add_error(None, str(refusal))
        return _whom(request, frame, venue, at, year=year, form=form, status=CHANGED)
    return see_other(reverse("desk:next_year", args=[venue.slug]))


def _whom(
    request: HttpRequest,
    frame: Frame,
    venue: Venue,
    at: datetime,
    *,
    year: YearForm | None = None,
    form: RegularsForm | None = None,
    status: int = 200,
) -> HttpResponse:
    today = at.astimezone(venue.tz).date()
    year = year or YearForm(request.GET if "starts_on" in request.GET else None, today=today)
    found = []
    if year.is_valid():
        days = year.cleaned_data
        found = looked_at(regulars(venue, starts_on=days["starts_on"], ends_on=days["ends_on"], at=at), at=at)
    context = {
        "frame": frame,
        "year": year,
        "form": form or RegularsForm(found=found),
        "found": to_ask(found, _ticked(request)),
        "last": year_asked(venue),
        "may_ask": rights.allows(frame.roles, "desk:next_year_end"),
    }
    wrong = year.errors or (form is not None and form.errors)
    return render(request, "bookings/next_year_whom.html", context, status=WRONG if wrong and status == 200 else status)


def _ticked(request: HttpRequest) -> set[int] | None:
    """Which boxes were ticked when the button was pressed; none where “untick all” is asked, and else nothing said."""
    if request.method == "POST":
        numbers = map(sent_number, request.POST.getlist("bookings"))
        return {number for number in numbers if number is not None}
    return set() if request.GET.get("tick") == "none" else None


@page_and_act
@login_required
def end(request: HttpRequest, slug: str) -> HttpResponse:
    """Let what nobody has kept be free in five minutes, before its time; twice is once."""
    venue, at = rights.venue_for(request.user, slug, "desk:next_year_end"), timezone.now()
    renewal = Renewal.objects.open().filter(venue=venue).first()
    if renewal is not None and request.method != "POST":
        asked = year_asked(venue)
        frame = Frame.of(request.user, venue, "desk:next_year_end")
        return render(request, "bookings/next_year_end.html", {"frame": frame, "asked": asked})
    if renewal is None or not end_renewal(renewal, by=signed_in(request), at=at):
        messages.info(request, _("Nobody is being asked about next year."))
    return see_other(reverse("desk:next_year", args=[slug]))


@page_and_act
@login_required
def hours(request: HttpRequest, ref: str) -> HttpResponse:
    """Keep, change or give up one's hours of next year."""
    return _answered(request, slot_for(request.user, ref, "bookings:next_year"))


@page_and_act
@login_required
def for_them(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """The same, said by the desk for a group that rang, or that has no account."""
    venue = rights.venue_for(request.user, slug, "desk:slot")
    slot = slot_at(venue, ref)
    slot.at_the_desk = True
    return _answered(request, slot)


def _answered(request: HttpRequest, slot: Slot) -> HttpResponse:
    at = timezone.now()
    action = request.POST.get("action", "")
    if request.method != "POST" or not slot.renewal.is_open(at):
        return _page(request, slot, at, status=CHANGED if request.method == "POST" else 200)
    if action == "give_up":
        return _give_up(request, slot, at)
    other = None
    if action in ("look", "change"):
        other = _other(request, slot, at)
        if not other.is_valid():
            return _page(request, slot, at, other=other, status=WRONG)
    ask = ask_of(slot, pattern=other.cleaned_data["sentence"], rooms=other.together) if other else None
    if action == "look":
        return _page(request, slot, at, other=other, ask=ask)
    return _keep(request, slot, ask or ask_of(slot), other, at)


def _keep(request: HttpRequest, slot: Slot, ask: Ask, other: OtherHoursForm | None, at: datetime) -> HttpResponse:
    user, seen = signed_in(request), SeenForm(request.POST)
    conditions = Conditions.objects.current(slot.renewal.venue)
    accept = AcceptForm(request.POST, conditions=None if slot.at_the_desk else conditions)
    if not seen.is_valid() or not accept.is_valid():
        return _page(request, slot, at, other=other, ask=ask, accept=accept, status=WRONG)
    if slot.at_the_desk:
        accept.conditions = conditions if seen.cleaned_data["told"] else None
    prints = {name: seen.cleaned_data[name] for name in ("shown_dates", "shown_prices")}
    key = f"{user.pk}-{seen.cleaned_data['submission_key']}"
    try:
        booking = keep_slot(slot, ask, **prints, by=user, at=at, submission_key=key, accepts=accept.conditions)
    except BookingError as refusal:
        status = WRONG if isinstance(refusal, NotPossible) else CHANGED
        return _page(request, slot, at, other=other, ask=ask, refusal=str(refusal), status=status)
    if slot.at_the_desk:
        messages.success(request, _("Booked for next year: %(title)s.") % {"title": booking.title})
        return see_other(reverse("desk:booking", args=[slot.renewal.venue.slug, booking.ref]))
    if booking.is_confirmed:
        messages.success(request, _("Booked for next year. We have written to you with the dates."))
    else:
        messages.success(request, _("You have asked for it, and we have written to you. The hall answers soon."))
    return see_other(booking)


def _give_up(request: HttpRequest, slot: Slot, at: datetime) -> HttpResponse:
    try:
        give_up_slot(slot, by=signed_in(request), at=at)
    except BookingError as refusal:
        return _page(request, slot, at, refusal=str(refusal), status=CHANGED)
    if slot.at_the_desk:
        return see_other(reverse("desk:next_year", args=[slot.renewal.venue.slug]))
    messages.success(request, _("Thank you for saying so. Until the last day for answers you may still keep them."))
    return see_other(slot)


def _other(request: HttpRequest, slot: Slot, at: datetime, *, bound: bool = True) -> OtherHoursForm:
    venue = slot.renewal.venue
    rooms = list(Room.objects.filter(venue=venue, retired_on=None).prefetch_related("cells", "layouts"))
    for room in rooms:
        room.venue = venue
    own = [room for room in rooms if room in slot.rooms] or rooms[:1]
    own.sort(key=lambda room: room.pk != slot.room_id)
    return OtherHoursForm(request.POST if bound else None, now=slot.pattern, rooms=rooms, own=own, at=at)


def _page(
    request: HttpRequest,
    slot: Slot,
    at: datetime,
    *,
    other: OtherHoursForm | None = None,
    ask: Ask | None = None,
    accept: AcceptForm | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    """What is kept for them, with its dates and its price; or the other hours that they would rather have."""
    venue, is_open = slot.renewal.venue, slot.renewal.is_open(at)
    may_answer = is_open and slot.became is None
    found: Plan | None = None
    if may_answer:
        try:
            found = planned(slot, ask or ask_of(slot), at=at)
        except NotPossible as never:
            refusal = refusal or str(never)
    context: dict[str, Any] = {
        "slot": slot,
        "venue": venue,
        "rooms": room_names(ask.together if ask else slot.rooms),
        "months": months_words(slot.renewal),
        "words": series_words((ask or slot).pattern),
        "is_open": is_open,
        "may_answer": may_answer,
        "is_kept": may_answer and slot.holds.exists(),
        "plan": found,
        "is_other": ask is not None and not is_the_same(slot, ask),
        "ask": ask,
        "why": _why(found, venue),
        "other": other or (_other(request, slot, at, bound=False) if may_answer else None),
        "accept": accept or AcceptForm(conditions=None if slot.at_the_desk else Conditions.objects.current(venue)),
        "told": Conditions.objects.current(venue) if slot.at_the_desk else None,
        "at_once": slot.at_the_desk or (found is not None and confirms_at_once(found.ask)),
        "refusal": refusal,
        "submission_key": secrets.token_urlsafe(24),
    }
    return render(request, "bookings/next_year.html", context, status=status)


def _why(found: Plan | None, venue: Venue) -> list[str]:
    """How the price of the first date is made up."""
    quote = next((date.quote for date in found.kept if date.quote), None) if found else None
    return why(quote, names_at(venue)) if quote else []
