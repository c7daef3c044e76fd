"""What anybody may come to this week: a public page, a poster of it, and a calendar to follow."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import get_conditional_response, set_response_etag
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django_ratelimit.decorators import ratelimit

from accounts.clock import day_words, hours_words
from bookings.availability.board import midnight
from bookings.documents import NoPdf, drawn
from bookings.feeds.just_come import just_come_calendar
from bookings.models import Session
from bookings.rights import address_for
from bookings.views.calendars.asked import WEEK, Asked, NoSuchDays, Reach, asked_for
from bookings.views.guides import depends
from venues.access.guide import Guide
from venues.access.outages import Outage
from venues.access.words import line_words, out_words
from venues.guides import guides_of
from venues.models import Venue
from venues.outages import outages_at
from venues.periods import Period
from venues.rights import venue_to_see

AHEAD = timedelta(weeks=8)


@dataclass(frozen=True)
class Item:
    """When, where, who, and what is known of the ways in."""

    hours: str
    title: str
    who: str
    rooms: str
    cost: str
    access: str


@require_safe
def this_week(request: HttpRequest, slug: str) -> HttpResponse:
    """What is to come in the next seven days, or in those from a day of the next weeks: `?week=` names it."""
    venue = venue_to_see(request.user, slug)
    context = _week(request, venue, at=timezone.now())
    return render(request, "bookings/this_week.html", context, status=400 if context["no_such_days"] else 200)


@require_safe
@ratelimit(key="ip", rate="20/m", block=True)
def poster(request: HttpRequest, slug: str) -> HttpResponse:
    """The same week on a sheet of A4; where this machine cannot draw one, as a page to print."""
    venue = venue_to_see(request.user, slug)
    context = _week(request, venue, at=timezone.now())
    if context["no_such_days"]:
        raise Http404
    context["how_full"] = _how_full(context["days"])
    try:
        document = drawn("documents/this_week.html", "hearth/poster.css", context)
    except NoPdf:
        context |= {"language": get_language(), "to_print": True}
        return render(request, "documents/this_week.html", context)
    answer = HttpResponse(document, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{venue.slug}-{context["asked"].first}.pdf"'
    return answer


@require_safe
@ratelimit(key="ip", rate="60/m", block=True)
def feed(request: HttpRequest, slug: str) -> HttpResponse:
    """From this week's Monday on, as far as the page leads."""
    venue = venue_to_see(request.user, slug)
    if not venue.published:
        raise Http404  # its own people have the diary; a program does not sign in
    at = timezone.now()
    monday = Asked(WEEK, at.astimezone(venue.tz).date()).first
    sessions = _sessions(venue, _days(venue, monday, monday + AHEAD))
    answer = HttpResponse(just_come_calendar(venue, sessions), content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "no-cache"  # what is unticked is gone at once
    set_response_etag(answer)
    same = get_conditional_response(request, etag=answer["ETag"], response=answer)
    assert same is not None
    return same


def _week(request: HttpRequest, venue: Venue, *, at: datetime) -> dict[str, Any]:
    today = at.astimezone(venue.tz).date()
    named = {WEEK: request.GET.get(WEEK, "")}
    reach = Reach(today, today + AHEAD, weeks_from_monday=False)
    try:
        asked, no_such_days = asked_for(named, today, reach), False
    except NoSuchDays:
        asked, no_such_days = Asked(WEEK, today, reach), True
    sessions = _sessions(venue, _days(venue, asked.first, asked.last + timedelta(days=1)))
    guides = _guides(venue) if sessions else {}
    outages = outages_at([venue], since=asked.first)[venue.pk] if sessions else []
    over = [session for session in sessions if session.ends_at <= at]
    to_come = [session for session in sessions if session.ends_at > at]
    return {
        "venue": venue,
        "address": address_for(None, venue),
        "asked": asked,
        "first": asked.first,
        "last": asked.last,
        "is_this_week": asked.first <= today <= asked.last,
        "earlier": asked.earlier,
        "later": asked.later,
        "no_such_days": no_such_days,
        "days": _by_day(venue, asked.first, to_come, guides, outages),
        "over": _by_day(venue, asked.first, over if named[WEEK] and not no_such_days else [], guides, outages),
    }


def _by_day(
    venue: Venue, first: date, sessions: Sequence[Session], guides: dict[int, Guide], outages: Sequence[Outage]
) -> list[tuple[str, list[Item]]]:
    """The days on which there is something, in order; what began before the first of them stands on that."""
    start, found = midnight(first, venue.tz), defaultdict[date, list[Item]](list)
    for session in sessions:
        on = max(session.starts_at, start).astimezone(venue.tz).date()
        found[on].append(_item(venue, session, guides, outages, on))
    return [(day_words(on), items) for on, items in sorted(found.items())]


def _how_full(days: Sequence[tuple[str, list[Item]]]) -> str:
    """So that it all stands on one sheet: a class of the poster's look."""
    lines = sum(2.3 + 4.1 * len(items) for _day, items in days)
    steps = ((26, "roomy"), (36, "full"), (46, "fuller"), (62, "crowded"))
    return next((name for most, name in steps if lines <= most), "packed")


def _item(venue: Venue, session: Session, guides: dict[int, Guide], outages: Sequence[Outage], on: date) -> Item:
    rooms = session.rooms.all()
    return Item(
        hours=hours_words(session.starts_at, session.ends_at, venue.tz),
        title=session.booking.title,
        who=session.booking.hirer.name,
        rooms=_(" and ").join(room.name for room in rooms),
        cost=_cost(session),
        access="; ".join([*_out_of_order(session, guides, outages, on), line_words(guides[room.pk] for room in rooms)]),
    )


def _out_of_order(session: Session, guides: dict[int, Guide], outages: Sequence[Outage], on: date) -> list[str]:
    """What does not work that day, where one of the rooms may depend on it."""
    rooms = session.rooms.all()
    out = (outage for outage in outages if outage.counts(on) is not None)
    return [out_words(outage, on=on) for outage in out if any(depends(guides[room.pk], room, outage) for room in rooms)]


def _cost(session: Session) -> str:
    words = {"free": _("Free of charge"), "pay-what-you-can": _("Pay what you can")}
    return words.get(session.booking.open_to_anyone, _("There may be a charge"))


def _sessions(venue: Venue, span: Period) -> Sequence[Session]:
    """Confirmed, ticked, and nobody's private matter: asked anew each time, so that unticking holds at once."""
    found = Session.objects.counted().at(venue).for_anybody().overlapping(span)
    return list(found.select_related("booking__hirer").prefetch_related("rooms").order_by("starts_at", "pk"))


def _days(venue: Venue, first: date, end: date) -> Period:
    return Period(midnight(first, venue.tz), midnight(end, venue.tz))


def _guides(venue: Venue) -> dict[int, Guide]:
    rooms = venue.rooms.all()
    return guides_of(list(rooms), rooms.cells_of_each())
