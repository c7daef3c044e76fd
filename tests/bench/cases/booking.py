"""One date and fifty-two, asked for as the page does, against the bare inserts of the very rows they wrote."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from statistics import median

from django.db import connection, transaction
from django.db.models import Model, QuerySet
from django.utils import timezone
from schedule.models import Event, Occurrence

from accounts.models import JournalEntry, Letter, User
from bookings import calendars
from bookings.actions import request_booking
from bookings.changing import ALL, Wish, plan_change
from bookings.changing.planning import rooms_of
from bookings.changing.ways import other_times
from bookings.models import Booking, Occupancy, RefusedDate, Session, SessionRoom, Stretch
from bookings.planning import plan
from bookings.plans import Ask
from bookings.recurrence import Times
from bookings.ways_out import ways_out
from tests.bench.district import PEOPLE
from tests.bench.measuring import Measured, statements, timed
from tests.make import an_ask, the_room
from venues.models import Room, Venue

KEY = "bench"  # of the submission: each is taken away before the next
LATE = 22  # an hour at which the generated bookings are over in every room
Written = list[tuple[str, list[str], list[tuple]]]


def measured(rounds: int = 21) -> Iterator[Measured]:
    for booking in Booking.objects.filter(submission_key=KEY):  # of a run that broke off
        forget(booking)
    yield one_way("Book one date", weeks=1, rounds=rounds)
    yield one_way("Book a series of 52", weeks=52, rounds=rounds // 2 + 1)
    yield preview(rounds)
    yield preview_of_moving(rounds)


def one_way(name: str, *, weeks: int, rounds: int) -> Measured:
    """Every round books, takes the rows away, inserts them again in plain SQL, and takes them away again."""
    ask = late_in_a_hall(weeks)
    by = User.objects.get(email=PEOPLE)
    calendars.calendar_of(ask.room)
    ours: list[float] = []
    plain: list[float] = []
    queries = 0
    for turn in range(-1, rounds):  # the first does not count: it warms up, and tells the statements
        made: list[Booking] = []
        request = requesting(ask, by, made, KEY)
        if turn < 0:
            queries = statements(request)
        else:
            ours.append(timed(request))
        written = rows_of(made[0])
        forget(made[0])
        took = timed(lambda rows=written: insert(rows))  # type: ignore[misc]
        forget(made[0])
        if turn >= 0:
            plain.append(took)
    return Measured(name, median(ours), median(plain), queries)


def preview(rounds: int) -> Measured:
    """A year of busy evenings as the page shows it before anything is asked for, with what each clash can have."""
    ask, at = late_in_a_hall(52), timezone.now()
    ask = replace(ask, pattern=replace(ask.pattern, times=Times(time(18), time(20))))
    rooms = Room.objects.on_offer().filter(venue=ask.room.venue).select_related("venue__operator")

    def look() -> None:
        found = plan(ask, at=at)
        ways_out(found, list(rooms.prefetch_related("cells", "layouts")), at=at)

    return Measured("Preview of 52 dates", median(timed(look) for _round in range(rounds)), queries=statements(look))


def preview_of_moving(rounds: int) -> Measured:
    """A year of late evenings as the page shows it before they are moved into busier hours."""
    made: list[Booking] = []
    requesting(late_in_a_hall(52), User.objects.get(email=PEOPLE), made, KEY)()
    at, times = timezone.now(), Times(time(18), time(20))
    first = made[0].sessions.earliest("starts_at").pk

    def look() -> None:
        booking = Booking.objects.select_related("venue__operator", "hirer", "category", "layout").get(pk=made[0].pk)
        wish = Wish(ALL, first, times=times)
        other_times(plan_change(booking, wish, at=at, rooms=rooms_of(booking.venue)))

    took = Measured(
        "Preview of moving 52 dates", median(timed(look) for _round in range(rounds)), queries=statements(look)
    )
    forget(made[0])
    return took


def late_in_a_hall(weeks: int) -> Ask:
    """An hour when the room is free in every week, in one of the halls of four rooms."""
    venue = Venue.objects.filter(slug__startswith="hall-").order_by("pk")[0]
    on = a_tuesday()
    until = {"until": on + timedelta(weeks=weeks - 1)} if weeks > 1 else {}
    hirer = venue.bookings.all()[0].hirer
    return an_ask(the_room(venue, "front"), on, hirer=hirer, start=LATE, end=LATE + 1, people=20, **until)


def a_tuesday(weeks: int = 3) -> date:
    today = timezone.localdate()
    return today + timedelta(days=(1 - today.weekday()) % 7, weeks=weeks)


def requesting(ask: Ask, by: User, made: list[Booking], key: str) -> Callable[[], None]:
    """The act of asking for what the page has shown; what comes of it is put into `made`."""
    at = timezone.now()
    seen = plan(ask, at=at)

    def request() -> None:
        booking = request_booking(
            ask,
            by=by,
            at=at,
            shown_dates=seen.dates_print,
            shown_prices=seen.price_print,
            submission_key=key,
        )
        made.append(booking)

    return request


def tables_of(booking: Booking) -> list[QuerySet]:
    """Every row that asking wrote, in the order in which they may be inserted."""
    stretches = Stretch.objects.filter(booking=booking)
    events = list(stretches.values_list("event", flat=True))
    sessions = list(Session.objects.filter(booking=booking).values_list("pk", flat=True))
    return [
        Event.objects.filter(pk__in=events),
        Occurrence.objects.filter(event__in=events),
        Booking.objects.filter(pk=booking.pk),
        stretches,
        Session.objects.filter(pk__in=sessions),
        SessionRoom.objects.filter(session__in=sessions),
        Occupancy.objects.filter(session__in=sessions),
        RefusedDate.objects.filter(booking=booking),
        JournalEntry.objects.filter(subject_kind="booking", subject_ref=booking.ref),
        Letter.objects.filter(key__contains=booking.ref),
    ]


def rows_of(booking: Booking) -> Written:
    """Table, columns and rows, as they stand in the database."""
    found: Written = []
    with connection.cursor() as cursor:
        for rows in tables_of(booking):
            keys = list(rows.order_by("pk").values_list("pk", flat=True))
            if not keys:
                continue
            marks = ", ".join(["%s"] * len(keys))
            cursor.execute(f"SELECT * FROM {table(rows.model)} WHERE id IN ({marks}) ORDER BY id", keys)
            found.append((table(rows.model), [column[0] for column in cursor.description], cursor.fetchall()))
    return found


def insert(written: Written) -> None:
    """One statement a table, all in one transaction: what writing these rows costs at least."""
    with transaction.atomic(), connection.cursor() as cursor:
        for name, columns, rows in written:
            row = "(" + ", ".join(["%s"] * len(columns)) + ")"
            quoted = ", ".join(connection.ops.quote_name(column) for column in columns)
            for some in in_batches(rows, most(len(columns))):
                values = [kept(value) for each in some for value in each]
                cursor.execute(f"INSERT INTO {name} ({quoted}) VALUES {', '.join([row] * len(some))}", values)


def kept(value: object) -> object:
    """What was read, as it may be written again: JSON told as JSON, and a time of day as SQLite keeps it."""
    if isinstance(value, (list, dict)):
        return connection.ops.adapt_json_value(value, None)
    return str(value) if isinstance(value, time) else value


def most(columns: int) -> int:
    """How many rows go into one statement: SQLite limits its parameters."""
    return max(1, (connection.features.max_query_params or 10**9) // columns)


def in_batches(rows: Sequence[tuple], size: int) -> Iterator[Sequence[tuple]]:
    return (rows[start : start + size] for start in range(0, len(rows), size))


def forget(booking: Booking) -> None:
    """Take away every row of it, last written first."""
    with transaction.atomic():
        for rows in reversed(tables_of(booking)):
            rows._raw_delete(rows.db)


def table(model: type[Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)
