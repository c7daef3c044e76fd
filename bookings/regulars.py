"""Who has the same hours every week, and what these would be next year."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property

from django.db.models import Max, Min

from bookings.availability import Finding, Hours, survey
from bookings.fair_use import judge_each
from bookings.models import Booking, RefusedDate, Session, SessionRoom
from bookings.recurrence import AskedDate, Pattern, TermDays, Times, asked_dates, from_document
from bookings.renewing import A_YEAR, Season, next_year
from bookings.room_names import room_names
from venues.models import Room, Venue
from venues.periods import Period


@dataclass(frozen=True)
class Regular:
    """A series of this year, in one room or in several at once; no pattern where no date of it lies in the next."""

    booking: Booking
    rooms: tuple[Room, ...]
    pattern: Pattern | None
    findings: Sequence[Finding] = ()
    past_fair_use: Collection[Period] = ()  # free, but more than one group may have, or kept for others

    @property
    def room_names(self) -> str:
        return room_names(self.rooms)

    @cached_property
    def asked(self) -> list[AskedDate]:
        """Without those that they leave out by wish."""
        dates = asked_dates(self.pattern, self.rooms[0].venue.tz) if self.pattern else []
        return [date for date in dates if not date.skipped]

    @property
    def periods(self) -> list[Period]:
        return [date.period for date in self.asked if date.period]

    @property
    def free(self) -> list[Period]:
        return [seen.period for seen in self.findings if seen.is_free and seen.period not in self.past_fair_use]

    @property
    def clashes(self) -> int:
        """Dates that somebody has already, that are shut, whose time does not exist, or that would be unfair."""
        return len(self.asked) - len(self.free)


def regulars(venue: Venue, *, starts_on: date, ends_on: date, at: datetime) -> list[Regular]:
    """Booked series that are not over and end before the new year does, the longest here first; seven questions."""
    rows = Booking.objects.at(venue).filter(status=Booking.Status.CONFIRMED, pattern__isnull=False)
    rows = rows.filter(hirer__forgotten_at=None).select_related("hirer", "category").order_by("requested_at", "pk")
    last = _usual_dates(venue, rows, at)
    terms, seasons = _terms(venue, starts_on, ends_on), _seasons(venue, rows, starts_on, ends_on)
    rooms = {room.pk: room for room in Room.objects.filter(venue=venue, retired_on=None).prefetch_related("cells")}
    for room in rooms.values():
        room.venue = venue
    found = []
    for booking in rows:
        usual = last.get(booking.pk)
        pattern = from_document(booking.pattern or {})
        if usual is None or usual.last >= starts_on or not pattern.is_a_rule or not rooms.keys() >= set(usual.rooms):
            continue
        season = seasons.get(booking.pk)
        new = next_year(pattern, usual.times, starts_on=starts_on, ends_on=ends_on, terms=terms, season=season)
        found.append(Regular(booking, tuple(rooms[key] for key in usual.rooms), new))
    return found


def looked_at(found: Sequence[Regular], *, at: datetime) -> list[Regular]:
    """With what stands in the way of each date; two questions more where there are rules of fair use, however many."""
    periods = list(dict.fromkeys(period for regular in found for period in regular.periods))
    rooms = list({room.pk: room for regular in found for room in regular.rooms}.values())
    if not periods:
        return list(found)
    cells = {room.pk: [cell.pk for cell in room.cells.all()] for room in rooms}
    whole = Period(min(period.start for period in periods), max(period.end for period in periods))
    hours = Hours.load({room.venue for room in rooms}, whole)
    looked = []
    by_room: dict[int, dict[Period, Finding]] = {}
    for room in rooms:
        wanted = list(dict.fromkeys(period for each in found if room in each.rooms for period in each.periods))
        seen = survey([room], cells, wanted, at=at, hours=hours)
        by_room[room.pk] = {finding.period: finding for finding in seen.of(room)}
    for each in found:
        in_each = ([by_room[room.pk][period] for room in each.rooms] for period in each.periods)
        looked.append(replace(each, findings=[_of_all(findings) for findings in in_each]))
    return _within_fair_use(looked, at=at)


def _within_fair_use(found: Sequence[Regular], *, at: datetime) -> list[Regular]:
    """Whoever has been here longest goes first, but only as far as any group may; of a group, its oldest series."""
    theirs: dict[int, list[Regular]] = defaultdict(list)
    for each in found:
        theirs[each.booking.hirer_id].append(each)
    wanted = [
        (some[0].booking.hirer, [(each.rooms, period) for each in some for period in each.free])
        for some in theirs.values()
    ]
    past: dict[int, set[Period]] = defaultdict(set)
    for some, refused in zip(theirs.values(), judge_each(found[0].rooms[0].venue, wanted, at=at), strict=True):
        dates = [(each.booking.pk, period) for each in some for period in each.free]
        for (booking, period), why in zip(dates, refused, strict=True):
            if why:
                past[booking].add(period)
    return [replace(each, past_fair_use=past[each.booking.pk]) for each in found]


def _of_all(findings: Sequence[Finding]) -> Finding:
    """What stands in the way in some room stands in the way of the date."""
    return next((finding for finding in findings if not finding.is_free), findings[0])


@dataclass(frozen=True)
class _Usual:
    """What most of the dates to come are like: one that was moved by itself does not make another rule."""

    last: date
    times: Times
    rooms: tuple[int, ...]


def _usual_dates(venue: Venue, bookings: Iterable[Booking], at: datetime) -> dict[int, _Usual]:
    """By booking, of those with dates to come; of two that are as frequent, the later."""
    rows = SessionRoom.objects.filter(
        session__venue=venue,
        session__booking__in=[booking.pk for booking in bookings],
        session__status=Session.Status.PLANNED,
        session__ends_at__gt=at,
    ).order_by("session__starts_at", "room")
    dates: dict[int, dict[int, _Usual]] = defaultdict(dict)
    for booking, session, room, starts_at, ends_at in rows.values_list(
        "session__booking", "session", "room", "session__starts_at", "session__ends_at"
    ):
        local = Period(starts_at, ends_at).local(venue.tz)
        before = dates[booking].get(session)
        times = Times(local.start.time(), local.end.time())
        dates[booking][session] = _Usual(local.start.date(), times, (*(before.rooms if before else ()), room))
    return {booking: _most(list(found.values())) for booking, found in dates.items()}


def _most(found: Sequence[_Usual]) -> _Usual:
    counted = Counter((each.times, each.rooms) for each in reversed(found))
    [((times, rooms), _number)] = counted.most_common(1)
    return _Usual(found[-1].last, times, rooms)


def _terms(venue: Venue, starts_on: date, ends_on: date) -> list[TermDays]:
    if venue.term_calendar is None:
        return []
    rows = venue.term_calendar.terms.filter(ends_on__gte=starts_on, starts_on__lte=ends_on)
    return [TermDays(term.starts_on, term.ends_on) for term in rows]


def _seasons(venue: Venue, bookings: Iterable[Booking], starts_on: date, ends_on: date) -> dict[int, Season]:
    """By booking, of those with dates in the same days a year before; what they gave up is no part of it."""
    keys = {booking.pk: booking for booking in bookings}
    first, last = starts_on - A_YEAR, ends_on - A_YEAR
    year = Period(*(datetime.combine(day, time(), venue.tz) for day in (first, last + timedelta(days=1))))
    sessions = Session.objects.filter(booking__in=list(keys), starts_at__gte=year.start, starts_at__lt=year.end)
    sessions = sessions.exclude(status__in=[Session.Status.CANCELLED_IN_TIME, Session.Status.CANCELLED_LATE])
    spans = sessions.order_by().values_list("booking").annotate(Min("starts_at"), Max("starts_at"))
    left_out = defaultdict[int, set[date]](set)
    refused = RefusedDate.objects.filter(booking__in=list(keys), reason=RefusedDate.Reason.LEFT_OUT)
    for key, on in refused.filter(on__range=(first, last)).values_list("booking", "on"):
        left_out[key].add(on)
    return {
        key: Season(
            begins.astimezone(venue.tz).date(),
            ends.astimezone(venue.tz).date(),
            frozenset(left_out[key] | from_document(keys[key].pattern or {}).skip),
        )
        for key, begins, ends in spans
    }
