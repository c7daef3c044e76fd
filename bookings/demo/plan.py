"""Everything that happened and will happen at the imagined halls, before any of it is written down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from random import Random

from bookings.availability import State
from bookings.demo import seasons
from bookings.demo.cast import Cast, Group, Use
from bookings.demo.diary import Diary
from bookings.demo.fates import Fate, fate_of
from bookings.models import Booking
from bookings.recurrence import NoSuchTime, Pattern, Times, period_on
from venues.models import Room
from venues.periods import Period

PAST, AHEAD = timedelta(weeks=104), timedelta(weeks=26)

Rooms = Mapping[tuple[str, str], Room]  # by the slug of the venue and the code of the room


@dataclass(frozen=True)
class Answer:
    """When a booking was asked for, and what came of that."""

    status: str = Booking.Status.CONFIRMED
    entered: str = Booking.Entered.ONLINE
    requested_at: datetime | None = None
    answered_at: datetime | None = None
    decided_at: datetime | None = None
    at_once: bool = False
    lapsed: bool = False
    reason: str = ""
    words: str = ""


@dataclass(frozen=True)
class Missed:
    """A date that was asked for and could not be had."""

    on: date
    period: Period
    state: State


@dataclass
class Agreement:
    """One booking to be: who, what, where, its dates with their fates, and those it could not have."""

    group: Group
    use: Use
    room: Room
    answer: Answer
    pattern: Pattern
    message: str = ""
    dates: list[tuple[Period, Fate]] = field(default_factory=list)
    missed: list[Missed] = field(default_factory=list)

    @property
    def as_said(self) -> Pattern:
        """The series without the days on which the group rests."""
        zone = self.room.venue.tz
        days = {period.start.astimezone(zone).date() for period, _fate in self.dates} | {one.on for one in self.missed}
        return replace(self.pattern, skip=frozenset(self.pattern.rule_dates()) - days)

    @property
    def own_use(self) -> bool:
        return self.group.own_use_of == self.room.venue.operator.slug

    @property
    def waits_together(self) -> bool:
        """With whoever else asks for the same hours: it keeps them from nobody."""
        return self.answer.status == Booking.Status.REQUESTED and self.room.requests_wait_together

    @property
    def keeps_its_hours(self) -> bool:
        waiting = self.answer.status == Booking.Status.REQUESTED and not self.answer.lapsed
        return (waiting and not self.waits_together) or self.answer.status == Booking.Status.CONFIRMED


@dataclass(frozen=True)
class Setting:
    """What every part of the plan needs to know."""

    cast: Cast
    rooms: Rooms
    diary: Diary
    random: Random
    now: datetime

    @property
    def today(self) -> date:
        return self.now.date()

    def room_of(self, use: Use) -> Room:
        return self.rooms[use.venue, use.room]

    def agree(
        self, group: Group, use: Use, days: list[date], answer: Answer, *, every_weeks: int = 0, message: str = ""
    ) -> Agreement | None:
        """Enter the days that can be had in the diary; None where there are none."""
        room = self.room_of(use)
        times = Times(use.start, use.end)
        until = days[-1] if every_weeks and len(days) > 1 else None
        agreement = Agreement(
            group, use, room, answer, Pattern(days[0], times, until, every_weeks or 1), message=message
        )
        for day in days:
            try:
                self._enter(agreement, day, period_on(day, times, room.venue.tz))
            except NoSuchTime:
                continue
        return agreement if agreement.dates else None

    def _enter(self, agreement: Agreement, day: date, period: Period) -> None:
        room = agreement.room
        if not (agreement.keeps_its_hours or agreement.waits_together):
            agreement.dates.append((period, Fate()))
            return
        state = self.diary.state(room, period)
        if state is not State.FREE:
            agreement.missed.append(Missed(day, period, state))
            return
        fate = fate_of(agreement, period, shut_for=self.diary.hit_by(room, period), now=self.now, random=self.random)
        agreement.dates.append((period, fate))
        if not fate.is_cancelled and not agreement.waits_together:
            self.diary.take(room, period)


def regulars(setting: Setting) -> Iterator[Agreement]:
    """The groups that come every week, every fortnight or once a month, a booking for each year of theirs."""
    for group in setting.cast.groups:
        for use in group.uses:
            yield from _years_of(setting, group, use)


def _years_of(setting: Setting, group: Group, use: Use) -> Iterator[Agreement]:
    first = setting.today + max(-PAST, timedelta(weeks=use.since))
    last = setting.today + min(AHEAD, timedelta(weeks=use.until))
    for start, end in seasons.seasons(first, last):
        days = [day for day in seasons.days(start, end) if seasons.meets_on(use, day)]
        if not days:
            continue
        weeks = {"week": 1, "fortnight": 2}.get(use.every, 0)
        answer = _yearly_answer(setting, use, days[0])
        if answer is None:
            continue
        agreement = setting.agree(group, use, days, answer, every_weeks=weeks, message=use.message)
        if agreement:
            yield agreement


def _yearly_answer(setting: Setting, use: Use, first: date) -> Answer | None:
    """The oldest came in from the paper diary; the others asked some weeks before."""
    if first < setting.today - PAST + timedelta(days=35):
        return Answer(entered=Booking.Entered.IMPORTED)
    return asked_before(setting, setting.room_of(use), first, setting.random.randint(12, 48))


def asked_before(setting: Setting, room: Room, first: date, days: int) -> Answer | None:
    """A yes to a request made so many days before its first date; None where that would still be to come."""
    random = setting.random
    asked_on = min(first - timedelta(days=days), setting.today - timedelta(days=random.randint(3, 20)))
    asked = datetime.combine(asked_on, seasons.hour_of_day(random, 8, 21), room.venue.tz)
    if asked.date() < setting.today - PAST:
        return Answer(entered=Booking.Entered.IMPORTED)
    if room.confirms_at_once:
        return Answer(requested_at=asked, decided_at=asked, at_once=True)
    if random.random() < 0.22:
        return Answer(entered=Booking.Entered.DESK, requested_at=asked, answered_at=asked, decided_at=asked)
    latest = min(setting.now, datetime.combine(first, seasons.NOON, room.venue.tz) - timedelta(days=2))
    waited = min(timedelta(hours=random.lognormvariate(2.7, 1.0)), timedelta(days=6))
    answered = seasons.waking(asked + min(waited, (latest - asked) / 2))
    decided = seasons.waking(answered + random.choice([0, 0, 0, 0.3, 0.6]) * (latest - answered) / 10)
    return Answer(requested_at=asked, answered_at=answered, decided_at=decided)
