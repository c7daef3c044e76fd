"""The two calendars of a venue: the public one, and the one of its own desk."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.clock import date_words, day_words
from bookings import rights
from bookings.desk.frame import Frame
from bookings.forms.desk import DayForm, MonthForm, SevenDaysForm, WeekForm
from bookings.views.calendars.asked import DAY, EVER, MONTH, WEEK, Asked, NoSuchDays, Reach, asked_for, this
from bookings.views.calendars.day import day_page
from bookings.views.calendars.month import month_page
from bookings.views.calendars.telling import Desk, Public, Reader
from bookings.views.calendars.week import week_page
from venues.models import Room, Venue
from venues.rights import venue_to_see

FORMS = {DAY: DayForm, WEEK: SevenDaysForm, MONTH: MonthForm}
DESK_FORMS = {**FORMS, WEEK: WeekForm}


@require_safe
def public(request: HttpRequest, slug: str) -> HttpResponse:
    """From today to the last day that can be booked: what is past cannot be had."""
    venue = venue_to_see(request.user, slug)
    at = timezone.now()
    today = at.astimezone(venue.tz).date()
    last = today + timedelta(days=venue.furthest_days)
    reach = Reach(today, last, weeks_from_monday=False, looks_back=False)
    context = _calendar(request, venue, Public(), reach, today=today, at=at)
    return render(request, "bookings/calendar.html", context, status=400 if context["no_such_days"] else 200)


@require_safe
@login_required
def desk(request: HttpRequest, slug: str) -> HttpResponse:
    """With names, and whatever was; the diary is the same as a list."""
    venue = rights.venue_for(request.user, slug, "desk:calendar")
    frame = Frame.of(request.user, venue, "desk:calendar")
    at = timezone.now()
    today = at.astimezone(venue.tz).date()
    context = _calendar(request, venue, Desk(frame), EVER, today=today, at=at)
    context["frame"] = frame
    return render(request, "bookings/desk_calendar.html", context, status=400 if context["no_such_days"] else 200)


def _calendar(
    request: HttpRequest, venue: Venue, reader: Reader, reach: Reach, *, today: date, at: datetime
) -> dict[str, Any]:
    """What was asked for; the week of today, and a word about it, where there are no such days."""
    try:
        asked, no_such_days = asked_for(request.GET, today, reach), False
    except NoSuchDays:
        asked, no_such_days = this(WEEK, today, reach), True
    is_now = asked.first <= today <= asked.last
    anchor = today if is_now else max(asked.first, reach.first)
    end = today if is_now else min(asked.last, reach.last)  # of a week in two months, the later
    rooms = _rooms(venue)
    return {
        "venue": venue,
        "asked": asked,
        "title": _title(asked),
        "kinds": [
            (Asked(DAY, anchor, reach), _("Day")),
            (this(WEEK, today, reach) if is_now else Asked(WEEK, anchor, reach), _("Week")),
            (Asked(MONTH, end, reach), _("Month")),
        ],
        "earlier": asked.earlier,
        "earlier_is_now": asked.earlier is not None and asked.earlier.last >= today,
        "now": this(asked.kind, today, reach),
        "later": asked.later,
        "form": (DESK_FORMS if reader.looks_back else FORMS)[asked.kind](initial={asked.kind: anchor}),
        "no_such_days": no_such_days,
        "today": today,
        "rooms": rooms,
        **_shown(rooms, asked, reader, today=today, at=at),
    }


def _shown(rooms: list[Room], asked: Asked, reader: Reader, *, today: date, at: datetime) -> dict[str, Any]:
    if asked.kind == DAY:
        return {"day": day_page(rooms, asked.day, reader, at=at)}
    if asked.kind == MONTH:
        return {"month": month_page(rooms, asked.first, asked.number, today=today, at=at)}
    as_list = isinstance(reader, Public)  # the desk has its diary
    return {"week": week_page(rooms, asked.first, reader, today=today, at=at, as_list=as_list)}


def _title(asked: Asked) -> str:
    """Tuesday 3 March 2026; 2 March 2026 to 8 March 2026; March 2026."""
    if asked.kind == DAY:
        return day_words(asked.day)
    if asked.kind == MONTH:
        return date_format(asked.first, "F Y")
    return _("%(first)s to %(last)s") % {"first": date_words(asked.first), "last": date_words(asked.last)}


def _rooms(venue: Venue) -> list[Room]:
    rooms = list(venue.rooms.filter(retired_on=None).prefetch_related("cells"))
    for room in rooms:
        room.venue = venue
    return rooms
