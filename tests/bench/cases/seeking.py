"""Who looks for a room near a place, and for one on thirty Tuesdays, beside one statement that answers the same.

It runs where each database has as many rooms as it is meant for. The statement says which rooms; Hearth also says what
each costs, what is known of access, why the others are left out, and when they could be had instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from math import cos, radians
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.areas import EARTH_MILES, Point, middle, miles_between
from accounts.models import Postcode
from bookings.availability.taken import taken_moments
from bookings.finding import Place, Wish, search
from bookings.recurrence import Pattern, Times
from tests.bench.cases.booking import a_tuesday
from tests.bench.cases.finding import moment_type
from tests.bench.cases.full import one
from tests.bench.cases.pages import fine
from tests.bench.measuring import Measured, compare, fetched
from venues.models import Room, Venue
from venues.periods import Period

LONDON = ZoneInfo("Europe/London")
AFTERNOON, EVENING = Times(time(14), time(17)), Times(time(19), time(21))
SEATS, MILES, WEEKS = 40, 6, 30  # 6 miles are 9.7 km
ON_THE_PAGE = 5  # miles, of those that the form offers the next smaller
TURNAROUND = timedelta(minutes=15)  # of every hall of the district, after each hire
A_DAY = timedelta(days=1)
POSTCODE = "ZZ9 9ZZ"

NOTE = (
    "Beside a search “SQL” is one statement that answers it: which rooms are near, large enough, open and free,"
    " their price lists, and for how many of the dates; step-free by the claims that say no. It prices nothing."
)
AWAY = f"""
    2 * {EARTH_MILES} * asin(sqrt(power(sin(radians(CAST(v.latitude AS double precision) - %s) / 2), 2)
    + cos(radians(%s)) * cos(radians(CAST(v.latitude AS double precision)))
    * power(sin(radians(CAST(v.longitude AS double precision) - %s) / 2), 2)))"""
NEAR = f"v.latitude BETWEEN %s AND %s AND v.longitude BETWEEN %s AND %s AND {AWAY} <= %s"
STEP_FREE = """
    NOT EXISTS (SELECT 1 FROM venues_accessclaim a WHERE a.venue_id = v.id AND (a.room_id IS NULL OR a.room_id = r.id)
    AND a.state = 'known' AND (a.fact IN ('ent_step_free', 'mov_step_free') AND a.value = 'no'
    OR a.fact = 'mov_lift' AND a.value = 'none')
    AND NOT EXISTS (SELECT 1 FROM venues_accessclaim newer WHERE newer.supersedes_id = a.id))"""
# What holds on all of the dates is asked once, what they are refused for is counted.
ANSWER = """
    WITH dates (starts, ends, reach) AS (VALUES {dates}),
    wanted AS (
        SELECT r.id, r.name, v.id AS venue, v.name AS hall, v.slug, v.town, t.document,
               (SELECT max(l.capacity) FROM venues_layout l WHERE l.room_id = r.id) AS seats
        FROM venues_room r JOIN venues_venue v ON v.id = r.venue_id
        JOIN venues_tariff t ON t.venue_id = v.id AND t.valid_from <= %s AND (t.valid_to IS NULL OR t.valid_to >= %s)
        WHERE r.retired_on IS NULL AND v.published AND {where} AND EXISTS (
            SELECT 1 FROM venues_openinghours h WHERE h.venue_id = v.id AND h.weekday = %s
            AND h.opens_minute <= %s AND h.closes_minute >= %s)),
    refused AS (
        SELECT w.id AS room_id, dates.starts FROM wanted w JOIN venues_room_cells rc ON rc.room_id = w.id
        CROSS JOIN dates JOIN bookings_occupancy o ON o.cell_id = rc.cell_id AND o.starts_at > dates.reach
        AND o.starts_at < dates.ends AND o.ends_at > dates.starts AND (o.expires_at IS NULL OR o.expires_at > %s)
        UNION SELECT w.id, dates.starts FROM dates
        JOIN venues_closure c ON c.starts_at < dates.ends AND c.ends_at > dates.starts
        JOIN wanted w ON w.venue = c.venue_id)
    SELECT w.id, w.name, w.hall, w.slug, w.town, w.seats, w.document,
           (SELECT count(*) FROM dates) - count(refused.starts) AS free
    FROM wanted w LEFT JOIN refused ON refused.room_id = w.id WHERE w.seats >= %s
    GROUP BY w.id, w.name, w.hall, w.slug, w.town, w.seats, w.document
    HAVING count(refused.starts) < (SELECT count(*) FROM dates)"""


def measured(rounds: int = 11) -> Iterator[Measured]:
    rooms, here = Room.objects.on_offer().count(), the_middle()
    filtered, of = an_afternoon(here), f"of {rooms:,}"
    yield case(f"{SEATS} seats, step-free, within 10 km, a Saturday 2–5pm, {of}", filtered)
    yield case(f"{WEEKS} Tuesdays, within 10 km, {of}", tuesdays(here))
    yield case(f"{WEEKS} Tuesdays anywhere, {of}", tuesdays(None))
    yield whats_taken(f"What is taken of {rooms:,} rooms on {WEEKS} Tuesdays", tuesdays(None))
    with transaction.atomic():
        Postcode.objects.create(code=POSTCODE, latitude=here.north, longitude=here.east, district="ZZ9")
        yield the_page(f"The same within {ON_THE_PAGE} miles, {of}: the whole page", filtered, rounds)
        transaction.set_rollback(True)


def case(name: str, wish: Wish) -> Measured:
    at = timezone.now()
    return compare(name, lambda: search(wish, at=at), lambda: plain(wish, at), note=NOTE)


def an_afternoon(here: Point) -> Wish:
    saturday = a_tuesday() + timedelta(days=4)
    needs = frozenset({"step_free"})
    return Wish(Pattern(saturday, AFTERNOON), people=SEATS, kind="club", needs=needs, near=a_place(here), within=MILES)


def tuesdays(here: Point | None) -> Wish:
    first = a_tuesday()
    weekly = Pattern(first, EVENING, until=first + timedelta(weeks=WEEKS - 1))
    near = a_place(here) if here else None
    return Wish(weekly, people=25, kind="club", near=near, within=MILES if here else None)


def the_middle() -> Point:
    """Where the hall is that lies nearest to the middle of the district."""
    points = [point for venue in Venue.objects.public() if (point := venue.point)]
    centre = middle(points)
    return min(points, key=lambda point: miles_between(point, centre))


def a_place(point: Point) -> Place:
    return Place(POSTCODE, point)


def plain(wish: Wish, at: datetime) -> list[tuple]:
    """The rooms that fit, by one statement: the last column says on how many of the dates."""
    times, days = wish.pattern.times, list(wish.pattern.rule_dates())
    where, near = "true", []
    if wish.near is not None and wish.within is not None:
        where, near = NEAR, around(wish.near.point, wish.within)
    if wish.needs:
        where = f"{where} AND {STEP_FREE}"
    row = "(CAST(%s AS {0}), CAST(%s AS {0}), CAST(%s AS {0}))".format(moment_type())
    sql = ANSWER.format(dates=", ".join([row] * len(days)), where=where)
    dates = [moment for period in periods_of(days, times) for moment in reaching(period)]
    hours = (days[0].weekday(), minute(times.start), minute(times.end))
    return fetched(sql, *dates, days[0], days[0], *near, *hours, at, wish.people)


def around(place: Point, miles: int) -> list[float]:
    """The parameters of NEAR: a square first, since the circle is slower to reckon."""
    up = miles / EARTH_MILES * 57.3
    across = up / cos(radians(place.north))
    square = [place.north - up, place.north + up, place.east - across, place.east + across]
    return [*square, place.north, place.north, place.east, miles]


def periods_of(days: Sequence[date], times: Times) -> list[Period]:
    return [Period(datetime.combine(on, times.start, LONDON), datetime.combine(on, times.end, LONDON)) for on in days]


def reaching(period: Period) -> tuple[datetime, datetime, datetime]:
    return period.start, period.end + TURNAROUND, period.start - A_DAY


def minute(of_day: time) -> int:
    return of_day.hour * 60 + of_day.minute


def whats_taken(name: str, wish: Wish) -> Measured:
    """The one question that availability takes, whatever the number of rooms and dates."""
    at, wanted = timezone.now(), periods_of(list(wish.pattern.rule_dates()), wish.pattern.times)
    cells = {cell for some in Room.objects.on_offer().cells_of_each().values() for cell in some}
    row = "(CAST(%s AS {0}), CAST(%s AS {0}), CAST(%s AS {0}))".format(moment_type())
    sql = f"""
        WITH dates (starts, ends, reach) AS (VALUES {", ".join([row] * len(wanted))})
        SELECT o.cell_id, o.starts_at, o.ends_at FROM dates JOIN bookings_occupancy o ON o.starts_at > dates.reach
        AND o.starts_at < dates.ends AND o.ends_at > dates.starts AND (o.expires_at IS NULL OR o.expires_at > %s)"""
    dates = [moment for period in wanted for moment in reaching(period)]
    return compare(name, lambda: taken_moments(cells, wanted, at=at), lambda: fetched(sql, *dates, at))


def the_page(name: str, wish: Wish, rounds: int) -> Measured:
    """As somebody sees it who has ticked the need and sent the form."""
    on, times, visitor = wish.pattern.first, wish.pattern.times, Client()
    asked = {"on": on, "from": f"{times.start:%H:%M}", "to": f"{times.end:%H:%M}", "people": wish.people}
    asked |= {"kind": wish.kind, "near": POSTCODE, "within": ON_THE_PAGE}
    sent = visitor.post(reverse("find"), asked | {"needs": list(wish.needs), "repeat": "once"})
    assert sent.status_code == 303, sent.status_code
    address = f"{reverse('find')}?{urlencode(asked)}"
    return one(name, lambda: fine(visitor.get(address)), rounds)
