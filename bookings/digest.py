"""What waits at a venue's desk, in one reading: for the letter that says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from accounts.models import Letter
from bookings.left_wishes import wishes_near
from bookings.models import Booking, Hold, Session, Thread
from venues.models import Venue
from venues.periods import Period

LAPSES_SOON = timedelta(days=2)
AHEAD = timedelta(days=14)
NEW = timedelta(days=7)


@dataclass(frozen=True)
class Request:
    booking: Booking
    days: int  # that it has waited


@dataclass(frozen=True)
class Shut:
    period: Period
    note: str


@dataclass(frozen=True)
class Digest:
    requests: list[Request]  # oldest first
    questions: int
    wishes: int  # left near by, which the hall has neither answered nor put aside
    new_wishes: int
    lapsing: list[Request]  # of the requests those that soon hold no hours
    pencilled: list[Hold]  # that end soon
    not_sent: int
    to_print: int
    closures: list[Shut]
    today: list[Session]

    @property
    def waits(self) -> bool:
        """Whether somebody has to do something; closures and today's dates alone are no reason for a letter.

        Nobody has to answer a wish: it is a reason in its first week.
        """
        counted = self.questions or self.new_wishes or self.not_sent or self.to_print
        return bool(self.requests or self.pencilled or counted)


def digest_of(venue: Venue, *, at: datetime) -> Digest:
    """In eight questions, nine where somebody left a wish."""
    zone = venue.tz
    today = at.astimezone(zone).date()
    midnight = datetime.combine(today, time(), zone)
    day = Period(midnight, datetime.combine(today + timedelta(days=1), time(), zone))
    waiting = Booking.objects.at(venue).for_the_hall().select_related("hirer")
    requests = [Request(booking, _days(booking, venue, at)) for booking in waiting]
    letters = Letter.objects.of_place(venue.slug)
    wishes = wishes_near(venue, on=today)
    closures = venue.closures.filter(ends_at__gt=at, starts_at__lt=at + AHEAD).order_by("starts_at", "pk")
    return Digest(
        requests=requests,
        questions=Thread.objects.at(venue).waiting_for_the_desk().count(),
        wishes=len(wishes),
        new_wishes=sum(at - wish.since < NEW for wish in wishes),
        lapsing=[each for each in requests if _lapses_soon(each.booking.hold_until, at)],
        pencilled=list(
            venue.holds.pencilled()
            .standing(at)
            .filter(expires_at__lte=at + LAPSES_SOON, stood_until=None)
            .select_related("room")
        ),
        not_sent=letters.stuck().count(),
        to_print=letters.to_print(at).count(),
        closures=[Shut(Period(row.starts_at, row.ends_at), row.note) for row in closures],
        today=list(Session.objects.counted().at(venue).overlapping(day).for_lists().order_by("starts_at", "pk")),
    )


def _days(booking: Booking, venue: Venue, at: datetime) -> int:
    since = booking.requested_at or booking.made_at
    return (at.astimezone(venue.tz).date() - since.astimezone(venue.tz).date()).days


def _lapses_soon(until: datetime | None, at: datetime) -> bool:
    return until is not None and at < until <= at + LAPSES_SOON
