"""The answer on the phone: whether it is free, what it costs, and what else is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.clock import hours_words, span_words
from bookings.availability import Finding, Hours, State, survey
from bookings.availability.board import midnight
from bookings.availability.gaps_of_day import FreeTimes
from bookings.availability.survey import guarded
from bookings.clerk_line import line_of
from bookings.models import Occupancy
from bookings.phone_box import Call, Unheard
from bookings.price_words import names_at
from bookings.prices import PriceLists
from bookings.recurrence import NoSuchTime, Times, period_on
from venues import tariffs
from venues.models import Category, Room, Venue
from venues.periods import Period
from venues.tariffs.words import refusal_words

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Possible:
    """A room at a time, and what each category pays for it: in words."""

    room: Room
    period: Period
    prices: list[str]

    @property
    def when(self) -> str:
        return span_words(self.period.start, self.period.end, self.room.venue.tz)

    @property
    def line(self) -> str:
        """What the desk would type to book it for somebody."""
        local = self.period.local(self.room.venue.tz)
        return line_of(local.start.date(), Times(local.start.time(), local.end.time()), self.room.name)

    @property
    def hours(self) -> str:
        return hours_words(self.period.start, self.period.end, self.room.venue.tz)


@dataclass(frozen=True)
class Answer:
    """What was asked for; if it cannot be had, why not, and what can be instead, the nearest first."""

    wish: Possible
    why_not: list[str]
    is_outside_hours: bool = False
    instead: list[Possible] = field(default_factory=list)

    @property
    def is_free(self) -> bool:
        return not self.why_not


def rooms_of(venue: Venue) -> list[Room]:
    """Those that can be hired, each with its parts and with this venue; two questions."""
    rooms = list(Room.objects.filter(venue=venue, retired_on=None).prefetch_related("cells"))
    for room in rooms:
        room.venue = venue
    return rooms


def answer(rooms: Sequence[Room], call: Call, *, at: datetime) -> Answer:
    """The same few questions however full the house is; raises Unheard for a time that there is not."""
    room = next(room for room in rooms if room.code == call.room)
    zone = room.venue.tz
    try:
        period = period_on(call.on, call.times, zone)
    except NoSuchTime:
        raise Unheard(_("The clocks go forward then: there is no such time on that day.")) from None
    day = Period(midnight(call.on, zone), max(midnight(call.on + A_DAY, zone), period.last))
    hours = Hours.load([room.venue], day.widened(A_DAY, A_DAY))
    cells = {each.pk: [cell.pk for cell in each.cells.all()] for each in rooms}
    seen = survey(rooms, cells, [period], at=at, desk=True, hours=hours)
    opened = [each for each in rooms if hours.are_open(cells[each.pk], each.venue, period)]
    why_not = _why_not(room, seen.of(room)[0], at)
    others: list[tuple[Room, Period]] = []
    if why_not:
        near = FreeTimes.load([room], [day], hours, at=at).nearest([room], period, day)
        others = [*((room, when) for when in near), *((each, period) for each in opened if seen.is_free(each))]
    lists = PriceLists([room.venue])
    return Answer(
        _possible(room, period, lists),
        why_not,
        is_outside_hours=room not in opened,
        instead=[_possible(each, when, lists) for each, when in others if when.first >= at],
    )


def _possible(room: Room, period: Period, lists: PriceLists) -> Possible:
    return Possible(room, period, list(prices_by_category(room, period, lists).values()))


def _why_not(room: Room, finding: Finding, at: datetime) -> list[str]:
    """Nothing where it can be had."""
    if finding.period.first < at:
        return [_("That time has begun, or is past.")]
    if finding.state is State.CLOSED:
        return [finding.note or _("The hall is shut then.")]
    return [] if finding.is_free else _whose(room, finding.period, at)


def _whose(room: Room, period: Period, at: datetime) -> list[str]:
    """Who has some of it then, or is so near that the room could not be made ready."""
    rows = (
        Occupancy.objects.overlapping(guarded(room, period))
        .filter(Q(expires_at=None) | Q(expires_at__gt=at), cell__in=room.cells.all())
        .select_related("session__booking__hirer", "hold")
        .order_by("starts_at", "pk")
    )
    zone = room.venue.tz
    words = _("%(hours)s: %(whose)s")
    found = [words % {"hours": hours_words(*_ends(row.period), zone), "whose": row.whose} for row in rows]
    return list(dict.fromkeys(found))


def _ends(period: Period) -> tuple[datetime, datetime]:
    return period.start, period.end


def prices_by_category(room: Room, period: Period, lists: PriceLists | None = None) -> dict[Category, str]:
    """What every category would pay that has a price then, by the usual engine, in words."""
    venue = room.venue
    lists = lists or PriceLists([venue])
    told: dict[Category, str] = {}
    for category in lists.categories(venue):
        words = _("%(category)s %(price)s")
        try:
            [offer] = lists.offers([room], [period], category)
            price = str(offer.quote.total)
        except tariffs.NoPrice:
            continue  # it is not for them
        except tariffs.AskThem:
            price = _("on application")
        except tariffs.Refusal as refusal:
            words, price = _("%(category)s: %(price)s"), refusal_words(refusal, names_at(venue), venue.tz)
        told[category] = words % {"category": category.name, "price": price}
    return told
