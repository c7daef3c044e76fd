"""django-scheduler: the definition of when. The only place that speaks to it.

Session is the truth; what is written here lets the library's calendar say the same
(decision 19). Its traps, each with a test: the window must be in the venue's zone;
`end_recurring_period` is the end of the last date; a date that was refused, moved or
cancelled is an Occurrence that matches the library's own start and end exactly;
a rule is never changed or deleted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q, prefetch_related_objects
from schedule.models import Calendar, Event, Occurrence, Rule

from bookings.models import Booking, RoomCalendar, Session, SessionRoom, Stretch
from bookings.recurrence import Pattern
from venues.models import Room
from venues.periods import Period

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FAR = timedelta(days=1500)  # no date is moved further from where its stretch has it
NOWHERE: Mapping[datetime, Period] = {}


def calendar_of(room: Room) -> Calendar:
    """The room's calendar; made when first asked for."""
    held = RoomCalendar.objects.select_related("calendar").filter(room=room).first()
    if held is None:
        calendar = Calendar.objects.create(name=f"{room.venue}: {room}"[:200], slug=f"room-{room.pk}")
        held = RoomCalendar.objects.create(room=room, calendar=calendar)
    return held.calendar


def write_stretch(
    booking: Booking,
    room: Room,
    pattern: Pattern,
    kept: Sequence[Period],
    zone: ZoneInfo,
    moved: Mapping[datetime, Period] = NOWHERE,
) -> Stretch:
    """One Event for the kept dates of a rule, or for a single date; dates of the rule that are not kept are cancelled.

    `kept` is as the pattern has it; what was moved begins, by where it stood, at another time of that day.
    """
    repeats = pattern.is_a_rule and len(kept) > 1
    return write_by_rule(booking, room, rule_of(pattern) if repeats else None, kept, zone, moved)


def write_by_rule(
    booking: Booking,
    room: Room,
    rule: Rule | None,
    kept: Sequence[Period],
    zone: ZoneInfo,
    moved: Mapping[datetime, Period] = NOWHERE,
) -> Stretch:
    """The same by a rule that is there already, as another stretch of the booking has it."""
    first, repeats = kept[0], rule is not None and len(kept) > 1
    event = Event.objects.create(
        title=booking.ref,  # never what was typed: the booking alone keeps that, and forgets it in time
        start=first.start,
        end=first.end,
        calendar=calendar_of(room),
        rule=rule if repeats else None,
        end_recurring_period=kept[-1].end if repeats else None,
    )
    if repeats or moved:
        _write_exceptions(event, kept, zone, moved)
    return Stretch.objects.create(booking=booking, room=room, event=event, rule=event.rule)


def write_dates(
    booking: Booking, room: Room, dates: Sequence[Period], moved: Mapping[datetime, Period] = NOWHERE
) -> list[Stretch]:
    """An Event for each of these dates, which no rule gives."""
    calendar = calendar_of(room)
    events = Event.objects.bulk_create(
        Event(title=booking.ref, start=date.start, end=date.end, calendar=calendar) for date in dates
    )
    Occurrence.objects.bulk_create(
        _exception(event, event.start, moved[event.start], cancelled=False) for event in events if event.start in moved
    )
    return Stretch.objects.bulk_create(Stretch(booking=booking, room=room, event=event) for event in events)


def write_elsewhere(dates: Iterable[tuple[Session, Room]]) -> list[Stretch]:
    """An Event for each of these dates in the room that it is moved to; another time that it had before stays."""
    found = list(dates)
    calendars = {room: calendar_of(room) for room in {room for _session, room in found}}
    events = Event.objects.bulk_create(
        Event(
            title=session.booking.ref,
            start=session.first_starts_at,
            end=session.first_starts_at + session.period.length,
            calendar=calendars[room],
        )
        for session, room in found
    )
    Occurrence.objects.bulk_create(
        _exception(event, event.start, session.period, cancelled=False)
        for event, (session, _room) in zip(events, found, strict=True)
        if session.first_starts_at != session.starts_at
    )
    return Stretch.objects.bulk_create(
        Stretch(booking=session.booking, room=room, event=event)
        for event, (session, room) in zip(events, found, strict=True)
    )


def rule_of(pattern: Pattern) -> Rule:
    """The library's rule for a pattern, never changed.

    Weekdays go by their names: numbers the library compares with the weekday of the first date, and drops the
    others. Two halls that book their first such series at the same moment may each write one, for the
    library has no constraint against it: they say the same, and the older is used from then on.
    """
    frequency, params, name = _rule(pattern)
    older = Rule.objects.filter(name=name, frequency=frequency, params=params).order_by("pk").first()
    return older or Rule.objects.create(name=name, description=name, frequency=frequency, params=params)


def _rule(pattern: Pattern) -> tuple[str, str, str]:
    """Its frequency, its parameters, and a name for the library's own lists."""
    if pattern.nth is not None:
        day = WEEKDAYS[pattern.first.weekday()]
        return "MONTHLY", f"byweekday:{day};bysetpos:{pattern.nth}", f"Every month, {day} {pattern.nth}"
    weeks = pattern.every_weeks
    name, params = (f"Every {weeks} weeks" if weeks > 1 else "Every week"), f"interval:{weeks}"
    if len(pattern.on_weekdays) > 1:
        days = [WEEKDAYS[number] for number in sorted(pattern.on_weekdays)]
        return "WEEKLY", f"{params};byweekday:{','.join(days)}", f"{name}, {''.join(map(str.title, days))}"
    return "WEEKLY", params, name


def cancel_dates(sessions: Iterable[Session]) -> None:
    """Mark these dates cancelled in the library's calendar."""
    cancel_held(held for session in sessions for held in session.session_rooms.all())


def cancel_held(some: Iterable[SessionRoom]) -> None:
    """The same of dates in some of their rooms."""
    rows, stands = [], {}
    for held in some:
        if held.stretch is not None:
            rows.append((held.stretch, held.session))
            stands[id(held.session), held.stretch.pk] = held.stands_at
    if not rows:
        return
    this_date = Q()
    for stretch, session in rows:
        this_date |= Q(event=stretch.event_id, original_start=stands[id(session), stretch.pk])
    written = list(Occurrence.objects.filter(this_date))
    Occurrence.objects.filter(pk__in=[row.pk for row in written]).update(cancelled=True)
    have = {(row.event_id, row.original_start) for row in written}
    Occurrence.objects.bulk_create(
        _exception(stretch.event, stands[id(session), stretch.pk], session.period, cancelled=True)
        for stretch, session in rows
        if (stretch.event_id, stands[id(session), stretch.pk]) not in have
    )


def rewrite(stand: Mapping[Stretch, Mapping[datetime, Period]], zone: ZoneInfo) -> None:
    """Of each of these stretches, let these dates stand and no others: by where it has them, when they are.

    A rule ends with the last of them. In a fixed number of questions.
    """
    events = [stretch.event for stretch in stand]
    Occurrence.objects.filter(event__in=events).delete()
    for stretch, dates in stand.items():
        event = stretch.event
        if event.rule_id is not None:
            event.end_recurring_period = max(dates, default=event.start) + (event.end - event.start)
    Event.objects.bulk_update(events, ["end_recurring_period"])
    prefetch_related_objects(events, "occurrence_set")
    Occurrence.objects.bulk_create(
        exception for stretch, dates in stand.items() for exception in _exceptions(stretch.event, dates, zone)
    )


def take_out(stretches: Sequence[Stretch]) -> None:
    """Let go of stretches that carry no date any more."""
    Stretch.objects.filter(pk__in=[stretch.pk for stretch in stretches]).delete()
    Event.objects.filter(pk__in=[stretch.event_id for stretch in stretches]).delete()


def dates_of(stretch: Stretch, zone: ZoneInfo) -> list[Period]:
    """What the library's calendar says of a stretch, in order: the dates that stand."""
    return [
        Period(found.start, found.end)
        for found in sorted(_expand(stretch.event, zone), key=lambda found: found.start)
        if not found.cancelled
    ]


def _write_exceptions(event: Event, kept: Sequence[Period], zone: ZoneInfo, moved: Mapping[datetime, Period]) -> None:
    ours = {**{period.start: period for period in kept}, **moved}
    Occurrence.objects.bulk_create(_exceptions(event, ours, zone))


def _exceptions(event: Event, dates: Mapping[datetime, Period], zone: ZoneInfo) -> Iterator[Occurrence]:
    """What keeps the library's own dates from being these."""
    for found in _expand(event, zone):
        period = dates.get(found.start)
        if period is None:
            yield _exception(event, found.start, Period(found.start, found.end), cancelled=True)
        elif period != Period(found.start, found.end):  # moved; or the night of a clock change: an hour more or less
            yield _exception(event, found.start, period, cancelled=False)


def _exception(event: Event, original_start: datetime, period: Period, *, cancelled: bool) -> Occurrence:
    return Occurrence(
        event=event,
        title=event.title,
        start=period.start,
        end=period.end,
        original_start=original_start,
        original_end=original_start + (event.end - event.start),
        cancelled=cancelled,
    )


def _expand(event: Event, zone: ZoneInfo) -> list[Occurrence]:
    """Every occurrence; the zone belongs to the window, not to the event."""
    last = event.end_recurring_period or event.end
    window = (event.start - FAR).astimezone(zone), (last + FAR).astimezone(zone)
    return list(event.get_occurrences(*window, clear_prefetch=False))
