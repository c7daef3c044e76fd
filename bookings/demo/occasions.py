"""Days out of the ordinary: yearly events, parties, and the requests that wait or came to nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import cycle
from math import exp

from bookings.availability import State
from bookings.demo import seasons
from bookings.demo.cast import Group, Party, Request, Use
from bookings.demo.plan import AHEAD, PAST, Agreement, Answer, Setting, asked_before
from bookings.models import Booking
from bookings.recurrence import Times, period_on


@dataclass(frozen=True)
class PartyPlace:
    """A room that families take, and how many parties it has in an ordinary week."""

    venue: str
    room: str
    holds: int
    a_week: float


PARTY_PLACES = (
    PartyPlace("great-tolverton-village-hall", "whole-hall", 96, 0.45),
    PartyPlace("great-tolverton-village-hall", "front-half", 40, 0.2),
    PartyPlace("sallowfield-community-centre", "main-hall", 80, 0.5),
    PartyPlace("sallowfield-community-centre", "orchard-room", 32, 0.25),
    PartyPlace("st-oswins-church-hall", "main-hall", 48, 0.35),
    PartyPlace("marsh-dunnock-hut", "main-room", 45, 0.3),
    PartyPlace("the-woolstore", "gallery", 55, 0.12),
)


def yearly_events(setting: Setting) -> Iterator[Agreement]:
    """The pantomime, giving blood, the flower show: first in the diary, so that others make way."""
    first, last = setting.today - PAST, setting.today + AHEAD
    for event in setting.cast.events:
        group = setting.cast.by_name[event.group]
        for year in range(first.year, last.year + 1):
            for month in event.months:
                day = seasons.nth_weekday(year, month, event.use.weekday, event.nth)
                answer = first <= day <= last and asked_before(
                    setting, setting.room_of(event.use), day, setting.random.randint(60, 150)
                )
                agreement = setting.agree(group, event.use, [day], answer) if answer else None
                if agreement:
                    yield agreement


def parties(setting: Setting) -> Iterator[Agreement]:
    """Weekend by weekend and hall by hall, what families took."""
    families = cycle(setting.random.sample(setting.cast.households, len(setting.cast.households)))
    monday = setting.today - PAST
    monday += timedelta(days=7 - monday.weekday())
    while monday < setting.today + AHEAD:
        weeks_ahead = max(0, (monday - setting.today).days / 7)
        for place in PARTY_PLACES:
            if setting.random.random() < place.a_week * exp(-weeks_ahead / 8):
                agreement = _party(setting, place, monday, families)
                if agreement:
                    yield agreement
        monday += timedelta(weeks=1)


def _party(setting: Setting, place: PartyPlace, monday: date, families: Iterator[Group]) -> Agreement | None:
    random = setting.random
    fitting = [party for party in setting.cast.parties if place.holds / 3 < party.people <= place.holds]
    party = random.choices(fitting, [each.weight for each in fitting])[0]
    day = monday + timedelta(days=random.choice([5, 5, 5, 6, 6]))
    use = _use(place, party, day.weekday(), random.choice(party.starts))
    room = setting.room_of(use)
    if setting.diary.state(room, period_on(day, Times(use.start, use.end), room.venue.tz)) is not State.FREE:
        return None
    answer = asked_before(setting, room, day, random.randint(9, 80))
    if answer is None or (answer.decided_at and answer.decided_at >= setting.now):
        return None
    if day < setting.today and not answer.at_once and answer.requested_at:
        answer = _perhaps_not(setting, party, answer, datetime.combine(day, use.start, room.venue.tz))
    return setting.agree(next(families), use, [day], answer)


def _perhaps_not(setting: Setting, party: Party, answer: Answer, first: datetime) -> Answer:
    """One party in eight does not come about."""
    chance, random = setting.random.random(), setting.random
    if chance < 0.06:
        reason, words = random.choice(party.refusals)
        return replace(answer, status=Booking.Status.DECLINED, reason=reason, words=words)
    if chance < 0.1 and answer.answered_at:
        withdrawn = answer.answered_at + timedelta(hours=random.randint(1, 40))
        return replace(answer, status=Booking.Status.WITHDRAWN, decided_at=min(withdrawn, first - timedelta(hours=3)))
    if chance < 0.12:
        return Answer(Booking.Status.EXPIRED, requested_at=answer.requested_at, reason=Booking.Reason.NO_ANSWER)
    return answer


def _use(place: PartyPlace, party: Party, weekday: int, start: time) -> Use:
    minutes = start.hour * 60 + start.minute + int(party.hours * 60)
    return Use(
        title=party.title,
        venue=place.venue,
        room=place.room,
        category="standard",
        purpose="private",
        weekday=weekday,
        start=start,
        end=time(minutes // 60, minutes % 60),
        people=party.people,
        rest="always",
    )


def requests(setting: Setting) -> Iterator[Agreement]:
    """Those written down one by one: asked, and waiting, or refused, withdrawn, forgotten."""
    for request in setting.cast.requests:
        group = setting.cast.by_name[request.group]
        days = _days_of(setting, request)
        asked = seasons.waking(setting.now - timedelta(days=request.asked))
        answer = _outcome(setting, request, asked)
        agreement = setting.agree(
            group, request.use, days, answer, every_weeks=1 if len(days) > 1 else 0, message=request.message
        )
        if agreement:
            yield agreement


def _days_of(setting: Setting, request: Request) -> list[date]:
    """Its dates; those that wait begin on the first such weekday from then on that is free."""
    first = setting.today + timedelta(weeks=request.starts_in)
    first += timedelta(days=(request.use.weekday - first.weekday()) % 7)
    room, times = setting.room_of(request.use), Times(request.use.start, request.use.end)
    while request.waits and (
        seasons.at_christmas(first)
        or setting.diary.state(room, period_on(first, times, room.venue.tz)) is not State.FREE
    ):
        first += timedelta(weeks=1)
    return [first + timedelta(weeks=week) for week in range(request.weeks)]


def _outcome(setting: Setting, request: Request, asked: datetime) -> Answer:
    if request.waits:
        hold_days = setting.room_of(request.use).venue.hold_days
        return Answer(Booking.Status.REQUESTED, requested_at=asked, lapsed=request.asked > hold_days)
    if request.outcome == Booking.Status.EXPIRED:
        return Answer(request.outcome, requested_at=asked, reason=Booking.Reason.NO_ANSWER)
    answered = seasons.waking(asked + timedelta(hours=setting.random.randint(5, 90)))
    return Answer(
        request.outcome,
        requested_at=asked,
        answered_at=answered,
        decided_at=answered,
        reason=request.reason,
        words=request.words,
    )
