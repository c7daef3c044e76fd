"""django-scheduler carries the definition of when, and agrees with our sessions; each of its traps has a test."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from importlib import import_module
from unittest.mock import ANY
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.db.models import ProtectedError
from django.utils import timezone
from schedule.models import Event, Occurrence, Rule

from bookings import calendars
from bookings.actions import cancel_session, decline_booking
from bookings.models import Booking, Stretch
from bookings.recurrence import Pattern, TermDays, Times, asked_dates
from tests.make import a_booking, a_group, a_user, a_venue, soon, the_room
from venues.periods import Period

LONDON = ZoneInfo("Europe/London")
TERMS = (TermDays(date(2026, 2, 23), date(2026, 7, 22)), TermDays(date(2026, 9, 3), date(2026, 10, 23)))

pytestmark = pytest.mark.django_db


@pytest.fixture
def booking() -> Booking:
    """A booking to hang stretches of any date on; its own single date is far away."""
    return a_booking(the_room(a_venue(), "main"))


def a_stretch(booking: Booking, pattern: Pattern) -> tuple[Stretch, list[Period]]:
    kept = [found.period for found in asked_dates(pattern, LONDON) if found.period and not found.skipped]
    return calendars.write_stretch(booking, booking.sessions.get().rooms.get(), pattern, kept, LONDON), kept


def weekly(first: date, weeks: int, start: time, end: time, **fields) -> Pattern:
    return Pattern(first, Times(start, end), until=first + timedelta(weeks=weeks - 1), **fields)


@pytest.mark.parametrize(
    "pattern",
    [
        weekly(date(2026, 3, 15), 6, time(19), time(21)),
        weekly(date(2026, 10, 11), 6, time(19), time(21)),
        weekly(date(2026, 3, 14), 5, time(22), time(3)),
        weekly(date(2026, 3, 28), 5, time(22), time(3)),
        weekly(date(2026, 10, 24), 5, time(22), time(3)),
        weekly(date(2026, 3, 15), 6, time(1, 30), time(4)),
        weekly(date(2026, 9, 1), 20, time(10), time(12), skip=frozenset([date(2026, 10, 27)])),
        weekly(date(2026, 9, 1), 20, time(10), time(12), every_weeks=2),
        weekly(date(2026, 9, 1), 1, time(10), time(12)),
        Pattern(date(2026, 10, 24), Times(time(22), time(3))),
        weekly(date(2026, 3, 10), 8, time(18), time(20), weekdays=frozenset([1, 3, 6])),
        weekly(date(2026, 10, 1), 9, time(18), time(20), weekdays=frozenset([0, 3]), every_weeks=2),
        weekly(date(2026, 2, 5), 52, time(10), time(12), nth=1),
        weekly(date(2026, 1, 30), 52, time(19, 30), time(22), nth=-1),
        weekly(date(2026, 9, 1), 30, time(18), time(20), terms=TERMS, skip=frozenset([date(2026, 11, 3)])),
        weekly(date(2026, 4, 20), 12, time(18), time(20), nation="ENG"),
        weekly(date(2026, 3, 6), 30, time(19), time(21), nth=1, terms=TERMS),
    ],
    ids=[
        "spring", "autumn", "nights over spring", "first night is the short one", "first night is the long one",
        "a time that does not exist", "but not", "every second week", "a series of one", "a single night",
        "three days a week", "two days of every second week", "the first of the month", "the last of the month",
        "in term time", "not on bank holidays", "of the month in term time",
    ],
)  # fmt: skip
def test_the_librarys_calendar_says_the_same_as_ours(booking, pattern):
    stretch, kept = a_stretch(booking, pattern)
    assert calendars.dates_of(stretch, LONDON) == kept


def test_picked_dates_are_an_event_each(booking):
    pattern = Pattern(date(2026, 3, 3), Times(time(18), time(20)), picked=(date(2026, 3, 3), date(2026, 3, 31)))
    kept = [found.period for found in asked_dates(pattern, LONDON) if found.period]
    stretches = calendars.write_dates(booking, booking.sessions.get().rooms.get(), kept)
    assert [calendars.dates_of(stretch, LONDON) for stretch in stretches] == [[period] for period in kept]
    assert {stretch.rule for stretch in stretches} == {None}


def test_a_date_at_another_time_is_moved_there(booking):
    """And stays its own, so that it can be cancelled by the date first asked."""
    pattern = weekly(date(2026, 3, 15), 4, time(19), time(21))
    kept = [found.period for found in asked_dates(pattern, LONDON) if found.period]
    later = Period(kept[1].start + timedelta(hours=1), kept[1].end + timedelta(hours=1))
    stretch = calendars.write_stretch(
        booking, booking.sessions.get().rooms.get(), pattern, kept, LONDON, moved={kept[1].start: later}
    )
    assert calendars.dates_of(stretch, LONDON) == [kept[0], later, *kept[2:]]


def test_a_cancelled_date_is_cancelled_there_too():
    room = the_room(a_venue(), "main")
    booking = a_booking(room, on=soon(), until=soon() + timedelta(weeks=5), confirmed=True)
    given_up = booking.sessions.all()[2]
    cancel_session(given_up, shown=ANY, by=a_user(), at=timezone.now())
    left = [session.period for session in booking.sessions.exclude(pk=given_up.pk)]
    assert calendars.dates_of(booking.stretches.get(), LONDON) == left


def test_a_declined_request_leaves_no_date_there():
    booking = a_booking(on=soon(), until=soon() + timedelta(weeks=5))
    decline_booking(booking, reason="policy", words="We are painting.", by=a_user(), at=timezone.now())
    assert calendars.dates_of(booking.stretches.get(), LONDON) == []


def test_trap_a_window_in_utc_moves_the_evening(booking):
    """Why every window is in the venue's zone."""
    stretch, kept = a_stretch(booking, weekly(date(2026, 3, 15), 6, time(19), time(21)))
    window = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 5, 1, tzinfo=UTC)
    in_utc = stretch.event.get_occurrences(*window)
    assert in_utc[-1].start.astimezone(LONDON).time() == time(20)
    assert calendars.dates_of(stretch, LONDON)[-1].start.astimezone(LONDON).time() == time(19)
    assert len(kept) == 6


def test_trap_the_repetition_ends_with_the_end_of_the_last_date(booking):
    """Its start would drop the last date."""
    stretch, kept = a_stretch(booking, weekly(date(2026, 9, 1), 5, time(10), time(12)))
    assert stretch.event.end_recurring_period == kept[-1].end
    Event.objects.filter(pk=stretch.event_id).update(end_recurring_period=kept[-1].start)
    shortened = Stretch.objects.get(pk=stretch.pk)
    assert calendars.dates_of(shortened, LONDON) == kept[:-1]


def test_trap_moving_an_event_would_orphan_its_exceptions(booking):
    """So an event is never moved: a cancelled date would come back."""
    stretch, kept = a_stretch(
        booking, weekly(date(2026, 9, 1), 5, time(10), time(12), skip=frozenset([date(2026, 9, 15)]))
    )
    assert len(calendars.dates_of(stretch, LONDON)) == 4
    event = stretch.event
    event.start, event.end = event.start + timedelta(hours=1), event.end + timedelta(hours=1)
    event.end_recurring_period += timedelta(hours=1)
    event.save()
    assert len(calendars.dates_of(stretch, LONDON)) == 5
    assert len(kept) == 4


def test_trap_a_rule_in_use_cannot_be_deleted(booking):
    """The library would turn the series into one date, without a word."""
    stretch, _kept = a_stretch(booking, weekly(date(2026, 9, 1), 5, time(10), time(12)))
    with pytest.raises(ProtectedError):
        stretch.rule.delete()
    assert Rule.objects.count() == 1


def test_trap_reading_a_stretch_asks_once(booking, django_assert_num_queries):
    """With the rule loaded, only its exceptions are asked for."""
    stretch, kept = a_stretch(booking, weekly(date(2026, 9, 1), 52, time(10), time(12)))
    loaded = Stretch.objects.select_related("event__rule").get(pk=stretch.pk)
    with django_assert_num_queries(1):
        assert calendars.dates_of(loaded, LONDON) == kept


def test_one_rule_serves_all_who_meet_weekly():
    venue = a_venue(cells=("front", "back"))
    hirer = a_group()
    for code in ("front", "back"):
        a_booking(the_room(venue, code), hirer=hirer, on=soon(), until=soon() + timedelta(weeks=3))
    assert Rule.objects.get().params == "interval:1"
    assert not Occurrence.objects.exists()


def test_two_halls_that_wrote_the_rule_at_the_same_moment_hinder_nobody():
    for _hall in range(2):
        Rule.objects.create(name="Every week", description="Every week", frequency="WEEKLY", params="interval:1")
    for day in (14, 42):
        a_booking(on=soon(day), until=soon(day) + timedelta(weeks=3))
    assert Stretch.objects.values("rule").distinct().count() == 1


def test_the_library_keeps_the_number_of_a_booking_and_nothing_that_was_typed(booking):
    stretch, _kept = a_stretch(
        booking, weekly(date(2026, 9, 1), 4, time(10), time(12), skip=frozenset([date(2026, 9, 8)]))
    )
    assert (stretch.event.title, stretch.event.creator) == (booking.ref, None)
    assert set(Occurrence.objects.filter(event=stretch.event).values_list("title", flat=True)) == {booking.ref}


def test_what_was_typed_into_it_before_is_taken_out(booking):
    stretch, _kept = a_stretch(
        booking, weekly(date(2026, 9, 1), 4, time(10), time(12), skip=frozenset([date(2026, 9, 8)]))
    )
    Event.objects.update(title="Quillon is forty", creator=booking.made_by)
    Occurrence.objects.update(title="Quillon is forty")
    migration = import_module("bookings.migrations.0008_calendar_names_bookings_by_number")
    migration.name_by_number(apps, None)
    titles = {*Event.objects.values_list("title", "creator"), *Occurrence.objects.values_list("title", "event")}
    assert titles == {(booking.ref, None), (booking.ref, stretch.event_id)}
