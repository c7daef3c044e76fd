"""What is out of the ordinary in the demo just now: somebody away, a date that was moved, two things out of order."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from accounts.models import User
from bookings.actions.change_dates import change_dates
from bookings.changing import ONE, Wish, plan_change
from bookings.changing.planning import rooms_of
from bookings.demo.plan import Rooms
from bookings.models import Booking, Session
from venues.actions.be_away import be_away
from venues.actions.keep_outages import note_outage
from venues.models import Post, Venue

HALL, ARTS = "great-tolverton-village-hall", "the-woolstore"
WHO_IS_AWAY = "gwen.farrow@hearth.example"
MOVED = "Alder Vale Beekeepers"
DAY = timedelta(days=1)


def write_just_now(venues: Mapping[str, Venue], rooms: Rooms, secretaries: Mapping[str, User], now: datetime) -> None:
    hall = venues[HALL]
    be_away(hall, User.objects.get(email=WHO_IS_AWAY), until=now.date() + 12 * DAY, on=now.date())
    move_a_date(hall, secretaries[HALL], now - 2 * DAY)
    note_outage(
        hall,
        fact="hea_listening",
        rooms=[rooms[HALL, "committee-room"]],
        starts_on=now.date() - 4 * DAY,
        expected_on=now.date() + 10 * DAY,
        note="The portable loop hums. A new battery is ordered; the loop in the hall works.",
        by=_who_holds(hall, Post.Kind.CARETAKER),
        at=now - 4 * DAY,
    )
    note_outage(
        venues[ARTS],
        fact="mov_lift",
        rooms=[rooms[ARTS, "loft"]],
        starts_on=now.date() - DAY,
        expected_on=None,
        note="The lift stops between the floors. The engineer comes this week.",
        by=_who_holds(venues[ARTS], Post.Kind.MANAGER),
        at=now - DAY,
    )


def move_a_date(venue: Venue, by: User, at: datetime) -> None:
    """By the desk, so long ago that it can no longer be taken back: the group's next date, to the day after."""
    to_come = Session.objects.filter(venue=venue, booking__hirer__name=MOVED, starts_at__gt=at + 7 * DAY)
    session = to_come.filter(booking__status=Booking.Status.CONFIRMED, status=Session.Status.PLANNED).first()
    if session is None:
        return
    booking = Booking.objects.locked(session.booking_id)
    on, rooms = session.starts_at.astimezone(venue.tz).date(), rooms_of(venue)
    for later in (DAY, -DAY, 2 * DAY):
        wish = Wish(ONE, session.pk, on=on + later)
        plan = plan_change(booking, wish, at=at, rooms=rooms, desk=True)
        if plan.moved:
            dates, prices = plan.dates_print, plan.price_print
            change_dates(booking, wish, by=by, at=at, desk=True, shown_dates=dates, shown_prices=prices)
            return


def _who_holds(venue: Venue, kind: str) -> User:
    return Post.objects.filter(venue=venue, kind=kind).select_related("user").earliest("pk").user
