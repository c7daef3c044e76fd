"""What a calendar program gets by a secret address: no more than its owner may see on that day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import cached_property
from hashlib import sha256
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts import rights as accounts_rights
from bookings import rights
from bookings.feeds.dates import Dates, Row, dates_of, shown
from bookings.feeds.writing import (
    CANCELLED,
    TENTATIVE,
    Event,
    calendar_file,
    changed_at,
    marked,
    sequence_of,
    status_of,
    uid_of,
)
from bookings.models import FeedLink, Session, SessionRoom
from bookings.price_words import extra_words
from venues.models import Venue


def followed(link: FeedLink, *, at: datetime) -> Feed | None:
    """None where the owner may see it no longer: a post that ended, somebody who left the group."""
    if link.ended_at is not None or not link.owner.is_active:
        return None
    sessions = _sessions(link)
    if sessions is None:
        return None
    dates = dates_of(shown(sessions, at))
    venues = Venue.objects.in_bulk({row.venue for row in dates.rows})
    return Feed(link, dates, {pk: _Place.of(venue, link) for pk, venue in venues.items()}, at)


def name_of(link: FeedLink) -> str:
    if link.room:
        return f"{link.room.name}, {link.room.venue.name}"
    if link.venue:
        return link.venue.name
    return link.hirer.name if link.hirer else _("Our bookings")


@dataclass(frozen=True)
class Feed:
    """What is told, and by what one knows whether it is still the same."""

    link: FeedLink
    dates: Dates
    places: dict[int, _Place]
    at: datetime

    @property
    def etag(self) -> str:
        """Of all that the file is made of: much sooner told than the file is written."""
        made_of = (name_of(self.link), get_language(), settings.PUBLIC_URL, self.dates, self.places)
        return f'"{sha256(repr(made_of).encode()).hexdigest()}"'

    @property
    def last_modified(self) -> datetime:
        """Not before the day began: a new name, or what was cancelled long ago and is left out, has no moment."""
        moments = (_changed_at(row) for row in self.dates.rows)
        day = datetime.combine(self.at.astimezone(UTC).date(), time(), UTC)
        return max([day, self.link.made_at, *(moment for moment in moments if moment <= self.at)]).replace(
            microsecond=0
        )

    def as_file(self) -> bytes:
        tellers = {venue: _Teller(self.link, self.dates, place) for venue, place in self.places.items()}
        events = [tellers[row.venue].event(row) for row in self.dates.rows]
        return calendar_file(name_of(self.link), events, is_followed=True)


def _sessions(link: FeedLink) -> QuerySet[Session] | None:
    """Those that the owner may see: rights are asked anew each time."""
    owner, sessions = link.owner, Session.objects.all()
    if link.kind == FeedLink.Kind.PERSON:
        return sessions.filter(booking__hirer__in=rights.groups_whose_bookings_to_see(owner))
    if link.hirer:
        seen = rights.allows(accounts_rights.roles_in(owner, link.hirer), "bookings:booking")
        return sessions.filter(booking__hirer=link.hirer) if seen else None
    venue = link.room.venue if link.room else link.venue
    if venue is None or not rights.may(owner, venue, "desk:diary"):
        return None
    if link.room is None:
        return sessions.filter(venue=venue)
    # The room as such, and whatever takes a part of it or has it for a part.
    takes = SessionRoom.objects.filter(room__cells__in=link.room.cells.filter(shared=False), session__venue=venue)
    return sessions.filter(pk__in=takes.values("session"))


@dataclass(frozen=True)
class _Place:
    """A venue as one reader knows it; the full address stands with what is booked."""

    slug: str
    name: str
    zone: str
    address: str
    full_address: str

    @classmethod
    def of(cls, venue: Venue, link: FeedLink) -> _Place:
        return cls(venue.slug, venue.name, venue.zone, rights.address_for(link.owner, venue), venue.full_address)


@dataclass(frozen=True)
class _Teller:
    """What is told of the dates at one venue.

    A confidential booking is its room and its time and nothing else, whoever follows: the file is kept by
    programs of which the hall knows nothing.
    """

    link: FeedLink
    dates: Dates
    place: _Place

    def event(self, row: Row) -> Event:
        status = status_of(row.booking_status, row.status)
        return Event(
            uid=uid_of(row.ref, row.pk),
            sequence=sequence_of(status, row.times_changed),
            status=status,
            changed_at=_changed_at(row),
            created_at=row.made_at,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            zone=self._zone,
            summary=marked(status, self._summary(row)),
            location=", ".join(filter(None, [self._rooms(row), self.place.name, self._address(row)])),
            description="" if row.confidential else self._description(row),
            url="" if row.confidential else settings.PUBLIC_URL + self._page(row),
        )

    @cached_property
    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.place.zone)

    @cached_property
    def _is_of_the_house(self) -> bool:
        return self.link.kind in (FeedLink.Kind.ROOM, FeedLink.Kind.VENUE)

    def _summary(self, row: Row) -> str:
        if row.confidential:
            return _("Confidential") if self._is_of_the_house else self._rooms(row)
        return f"{row.title}, {row.hirer}" if self._is_of_the_house else row.title

    def _rooms(self, row: Row) -> str:
        return _(" and ").join(self.dates.rooms.get(row.pk, []))

    def _address(self, row: Row) -> str:
        is_booked = status_of(row.booking_status, row.status) not in (TENTATIVE, CANCELLED)
        return self.place.full_address if is_booked else self.place.address

    def _description(self, row: Row) -> str:
        told = [_("People: %(people)s") % {"people": row.people}] if self._is_of_the_house else [row.hirer]
        extras = "; ".join(extra_words(*extra) for extra in self.dates.extras.get(row.pk, ()))
        return "\n".join([*told, *([_("Beside the room: %(extras)s") % {"extras": extras}] if extras else [])])

    def _page(self, row: Row) -> str:
        """The house has the day of its diary, which every post may read."""
        if not self._is_of_the_house:
            return reverse("bookings:booking", args=[row.ref])
        day = row.starts_at.astimezone(self._zone).date()
        return f"{reverse('desk:diary', args=[self.place.slug])}?day={day}#session-{row.pk}"


def _changed_at(row: Row) -> datetime:
    return changed_at(row.status_at, row.decided_at, row.requested_at, row.made_at)
