"""Random hires under the random price lists of `tariff_strategies`: any hour, anything said or left unsaid."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from tests.venues.tariff_strategies import CATEGORIES, EXTRAS, ROOMS, Strategy
from venues.periods import Period
from venues.tariffs import Calendars, ExtraAsked, Request

ZONES = [ZoneInfo(name) for name in ("Europe/London", "America/Havana", "UTC")]
SOME_DAYS = [date(2026, 3, 29), date(2026, 10, 25), date(2026, 12, 25), date(2026, 12, 31), date(2023, 5, 6)]
HOLIDAYS = frozenset({date(2026, 12, 25), date(2027, 1, 1), date(2023, 5, 6)})
MINUTE = timedelta(minutes=1)

whole = st.integers(0, 200)
calendars = st.builds(Calendars, st.sampled_from([frozenset(), HOLIDAYS]), st.sampled_from([None, HOLIDAYS]))
facts = st.fixed_dictionaries(
    {},
    optional={
        "attendance": whole,
        "takings": st.integers(0, 100_000),
        "licensed": st.booleans(),
        "late-minutes": whole,
    },
)
extras = st.lists(
    st.builds(ExtraAsked, st.sampled_from(EXTRAS), st.integers(1, 60), st.none() | st.integers(1, 600)),
    max_size=2,
    unique_by=lambda extra: extra.code,
)


some_rooms = st.lists(st.sampled_from(ROOMS), min_size=1, unique=True)


@st.composite
def hires(draw: st.DrawFn, rooms: Strategy = some_rooms) -> Request:
    zone = draw(st.sampled_from(ZONES))
    on = draw(st.dates(date(2023, 1, 1), date(2031, 1, 1)) | st.sampled_from(SOME_DAYS))
    start = datetime(on.year, on.month, on.day, tzinfo=UTC) + draw(st.integers(0, 95)) * 15 * MINUTE
    length = draw(st.integers(1, 40).map(lambda quarters: quarters * 15) | st.integers(1, 3000)) * MINUTE
    period = Period(start.astimezone(zone), (start + length).astimezone(zone))
    dates_booked = draw(st.integers(1, 40))
    return Request(
        tuple(draw(rooms)),
        period,
        zone,
        draw(st.sampled_from(CATEGORIES)),
        occasion=draw(st.sampled_from([None, "wedding", "class"])),
        product=draw(st.sampled_from([None, None, "hour", "session", "day", "half-day"])),
        people=draw(st.none() | whole),
        extras=tuple(draw(extras)),
        facts=draw(facts),
        dates_booked=dates_booked,
        date_number=draw(st.integers(1, dates_booked)),
        calendars=draw(calendars),
        setting_up=(Period(period.first - 30 * MINUTE, period.first),) if draw(st.booleans()) else (),
    )
