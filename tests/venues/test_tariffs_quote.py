"""What a hire costs: worked examples."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from tests.venues.price_lists import (
    AFFILIATED,
    EVERY_DAY,
    LIST_OF_2023,
    LIST_OF_2024,
    LONDON,
    a_document,
    a_tariff,
    band,
    between,
    hire,
    parts,
    pounds,
    rate,
)
from venues.tariffs import Line, NoPrice, Request, Tariff, TariffFaults, quote, read

PUBLISHED = [
    (AFFILIATED, "hall", "2026-03-03T12:00", "2026-03-03T15:00", "24.60"),
    (AFFILIATED, "whole-building", "2026-03-06T17:00", "2026-03-06T21:00", "57.10"),
    (AFFILIATED, "club-room", "2026-03-04T10:00", "2026-03-04T12:00", "6.40"),
    (AFFILIATED, "committee-room", "2026-03-05T19:00", "2026-03-05T21:00", "7.00"),
    (AFFILIATED, "hall", "2026-03-07T12:00", "2026-03-07T19:00", "64.40"),
    (LIST_OF_2023, "main-hall", "2023-06-10T14:00", "2023-06-10T18:00", "84.00"),
    (LIST_OF_2024, "main-hall", "2024-06-08T14:00", "2024-06-08T18:00", "88.00"),
    (LIST_OF_2024, "committee-room", "2024-06-11T19:00", "2024-06-11T20:00", "12.00"),
]


@pytest.mark.parametrize(("tariff", "room", "start", "end", "price"), PUBLISHED)
def test_published_lists_give_their_published_prices(
    tariff: Tariff, room: str, start: str, end: str, price: str
) -> None:
    priced = hire(tariff, room, start, end, tariff.standard)
    assert priced.total == pounds(price)
    assert sum(line.amount.pence for line in priced.lines) == priced.total.pence


FLAT = a_tariff([rate("standard", "hall", "20.00"), rate("community", "hall", "8.50")])
NIGHTS = a_tariff(
    [rate("standard", "hall", "10.00"), rate("standard", "hall", "15.00", "night")],
    [band("night", "22:00", "02:00", ["fri", "sat"])],
)


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("2026-03-28T22:00", "2026-03-29T03:00", 240),
        ("2026-10-24T22:00", "2026-10-25T03:00", 360),
        ("2026-06-27T22:00", "2026-06-28T03:00", 300),
        ("2026-03-01T00:00", "2026-04-01T00:00", 31 * 1440 - 60),
    ],
)
def test_what_is_charged_is_the_time_that_passes(start: str, end: str, minutes: int) -> None:
    assert parts(hire(FLAT, "hall", start, end)) == [("hire", None, minutes, f"£{minutes * 20 // 60:,}.00")]


def test_a_band_edge_in_an_hour_that_comes_twice_is_the_first() -> None:
    tariff = a_tariff(
        [rate("standard", "hall", "6.00"), rate("standard", "hall", "12.00", "small-hours")],
        [band("small-hours", "01:30", "05:00")],
    )
    priced = hire(tariff, "hall", "2026-10-25T00:00", "2026-10-25T03:00")
    assert parts(priced) == [("hire", None, 90, "£9.00"), ("hire", "small-hours", 150, "£30.00")]


def test_a_band_edge_in_an_hour_that_never_comes_is_the_change_itself() -> None:
    tariff = a_tariff(
        [rate("standard", "hall", "6.00"), rate("standard", "hall", "12.00", "small-hours")],
        [band("small-hours", "01:30", "05:00")],
    )
    priced = hire(tariff, "hall", "2026-03-29T00:00", "2026-03-29T03:00")
    assert parts(priced) == [("hire", None, 60, "£6.00"), ("hire", "small-hours", 60, "£12.00")]


def test_a_band_past_midnight_belongs_to_the_day_it_starts_on() -> None:
    into_saturday = hire(NIGHTS, "hall", "2026-06-05T21:00", "2026-06-06T03:00")
    assert parts(into_saturday) == [
        ("hire", None, 60, "£10.00"),
        ("hire", "night", 240, "£60.00"),
        ("hire", None, 60, "£10.00"),
    ]
    assert hire(NIGHTS, "hall", "2026-06-05T00:00", "2026-06-05T02:00").total == pounds("20.00")
    assert hire(NIGHTS, "hall", "2026-06-07T00:00", "2026-06-07T02:00").total == pounds("30.00")


def test_the_weekday_is_the_one_on_the_wall_not_in_utc() -> None:
    """00:30 on a summer Saturday is still Friday in UTC."""
    tariff = a_tariff(
        [rate("standard", "hall", "10.00"), rate("standard", "hall", "30.00", "saturday")],
        [band("saturday", "00:00", "24:00", ["sat"])],
    )
    assert hire(tariff, "hall", "2026-06-06T00:30", "2026-06-06T01:00").total == pounds("15.00")


def test_a_hire_of_several_days_is_told_part_by_part() -> None:
    priced = hire(NIGHTS, "hall", "2026-06-05T18:00", "2026-06-07T12:00")
    assert [(line.band, line.quantity) for line in priced.lines] == [
        (None, 240),
        ("night", 240),
        (None, 1200),
        ("night", 240),
        (None, 600),
    ]


@pytest.mark.parametrize(
    ("minutes", "per_hour", "amount"),
    [
        (50, "8.50", "7.08"),  # 7.0833…
        (35, "8.50", "4.96"),  # 4.9583…
        (30, "8.51", "4.26"),  # 4.255: half a penny goes up
        (1, "0.30", "0.01"),  # 0.005
        (1, "0.29", "0.00"),
        (90, "0.00", "0.00"),
    ],
)
def test_each_line_is_rounded_half_up_to_the_penny(minutes: int, per_hour: str, amount: str) -> None:
    tariff = a_tariff([rate("standard", "hall", per_hour)])
    hours, rest = divmod(minutes, 60)
    assert hire(tariff, "hall", "2026-06-01T10:00", f"2026-06-01T{10 + hours}:{rest:02d}").total == pounds(amount)


def test_nothing_but_lines_is_rounded() -> None:
    """Two lines of 4.255 make 8.52, not 8.51."""
    tariff = a_tariff([rate("standard", "hall", "8.51"), rate("standard", "lounge", "8.51")])
    assert hire(tariff, "hall+lounge", "2026-06-01T10:00", "2026-06-01T10:30").total == pounds("8.52")


MINIMUMS = a_tariff(
    [
        rate("standard", "hall", "10.00", "day"),
        rate("standard", "hall", "16.00", "evening", least=180),
        rate("standard", "lounge", "4.00", least=0),
    ],
    [band("day", "08:00", "18:00"), band("evening", "18:00", "24:00")],
    minimum_minutes=120,
)


@pytest.mark.parametrize(
    ("room", "start", "end", "lines"),
    [
        ("hall", "09:00", "11:00", [("hire", "day", 120, "£20.00")]),
        ("hall", "09:00", "10:30", [("hire", "day", 90, "£15.00"), ("minimum", "day", 30, "£5.00")]),
        ("hall", "19:00", "20:00", [("hire", "evening", 60, "£16.00"), ("minimum", "evening", 120, "£32.00")]),
        # the longest minimum that the hire touches, against the whole hire, at the rate of the last part
        (
            "hall",
            "17:00",
            "19:00",
            [("hire", "day", 60, "£10.00"), ("hire", "evening", 60, "£16.00"), ("minimum", "evening", 60, "£16.00")],
        ),
        ("hall", "16:00", "19:00", [("hire", "day", 120, "£20.00"), ("hire", "evening", 60, "£16.00")]),
        ("lounge", "09:00", "09:30", [("hire", None, 30, "£2.00")]),
    ],
)
def test_the_minimum_hire_is_a_line_of_its_own(
    room: str, start: str, end: str, lines: list[tuple[str, str | None, int, str]]
) -> None:
    assert parts(hire(MINIMUMS, room, f"2026-06-01T{start}", f"2026-06-01T{end}")) == lines


def test_rooms_are_priced_one_by_one_and_added() -> None:
    priced = hire(MINIMUMS, "hall+lounge", "2026-06-01T09:00", "2026-06-01T10:00")
    assert [(line.room, line.kind, line.amount) for line in priced.lines] == [
        ("hall", "hire", pounds("10.00")),
        ("hall", "minimum", pounds("10.00")),
        ("lounge", "hire", pounds("4.00")),
    ]
    assert priced.total == pounds("24.00")


def test_the_standard_price_stands_beside_the_price() -> None:
    priced = hire(FLAT, "hall", "2026-06-01T19:00", "2026-06-01T21:30", "community")
    assert (priced.category, priced.total, priced.standard) == ("community", pounds("21.25"), pounds("50.00"))


def test_a_rate_without_band_holds_wherever_no_band_of_its_own_does() -> None:
    tariff = a_tariff(
        [
            rate("standard", "hall", "20.00"),
            rate("community", "hall", "6.00"),
            rate("community", "hall", "8.50", "evening"),
        ],
        [band("evening", "17:00", "22:00")],
    )
    priced = hire(tariff, "hall", "2026-06-01T16:00", "2026-06-01T18:00", "community")
    assert parts(priced) == [("hire", None, 60, "£6.00"), ("hire", "evening", 60, "£8.50")]
    standard = hire(tariff, "hall", "2026-06-01T16:00", "2026-06-01T18:00")
    assert parts(standard) == [("hire", None, 120, "£40.00")]
    assert priced.standard == standard.total


def test_a_line_says_where_when_and_by_which_rate() -> None:
    line = hire(AFFILIATED, "hall", "2026-03-03T12:00", "2026-03-03T15:00", "affiliated").lines[1]
    assert (line.room, line.category, line.band) == ("hall", "affiliated", "afternoon")
    assert (line.quantity, line.unit_price, line.amount) == (120, pounds("9.40"), pounds("18.80"))
    assert line.period == between("2026-03-03T13:00", "2026-03-03T15:00")


@pytest.mark.parametrize(
    ("room", "category", "start", "end", "when"),
    [
        ("hall", "affiliated", "08:00", "10:00", ("08:00", "09:00")),
        ("attic", "affiliated", "09:00", "10:00", ("09:00", "10:00")),
        ("hall", "commercial", "12:00", "14:00", ("12:00", "13:00")),
    ],
)
def test_where_there_is_no_price_the_refusal_says_for_whom_where_and_when(
    room: str, category: str, start: str, end: str, when: tuple[str, str]
) -> None:
    with pytest.raises(NoPrice) as refusal:
        hire(AFFILIATED, room, f"2026-03-03T{start}", f"2026-03-03T{end}", category)
    first, last = when
    assert (refusal.value.room, refusal.value.category) == (room, category)
    assert refusal.value.when == between(f"2026-03-03T{first}", f"2026-03-03T{last}")


def test_where_the_list_has_no_standard_price_the_price_stands_beside_itself() -> None:
    tariff = a_tariff([rate("community", "hall", "6.00")])
    priced = hire(tariff, "hall", "2026-06-01T10:00", "2026-06-01T11:00", "community")
    assert (str(priced.total), str(priced.standard)) == ("£6.00", "£6.00")


def test_a_list_that_contradicts_itself_quotes_nothing() -> None:
    tariff = a_tariff(
        [rate("standard", "hall", "6.00")], [band("late", "18:00", "22:00"), band("night", "21:00", "23:00")]
    )
    with pytest.raises(TariffFaults, match="bands_overlap"):
        hire(tariff, "hall", "2026-06-01T10:00", "2026-06-01T11:00")


def test_prices_are_in_the_currency_of_the_list() -> None:
    tariff = read(a_document([rate("standard", "hall", "6.00", least=120)]), "EUR")
    priced = hire(tariff, "hall", "2026-06-01T10:00", "2026-06-01T11:00")
    assert [str(line.amount) for line in priced.lines] == ["€6.00", "€6.00"]
    assert (str(priced.total), str(priced.standard)) == ("€12.00", "€12.00")


@pytest.mark.parametrize(
    ("rooms", "start"), [((), "10:00"), (("hall", "hall"), "10:00"), (("hall",), "10:00:30"), (("hall",), "10:00:00.5")]
)
def test_a_request_names_each_room_once_and_whole_minutes(rooms: tuple[str, ...], start: str) -> None:
    period = between(f"2026-06-01T{start}", "2026-06-01T11:00")
    with pytest.raises(ValueError, match="a price is for"):
        Request(rooms, period, LONDON, "standard")


def test_lines_can_be_kept_and_told_again() -> None:
    """The night of the clock change keeps both its offsets."""
    priced = hire(MINIMUMS, "hall", "2026-10-25T18:00", "2026-10-25T19:00")
    over_the_change = hire(FLAT, "hall", "2026-10-24T22:00", "2026-10-25T03:00")
    for line in (*priced.lines, *over_the_change.lines):
        assert Line.from_row(line.as_row(), LONDON) == line


def test_a_quote_does_not_ask_what_clock_the_period_came_in() -> None:
    asked = between("2026-06-05T21:00", "2026-06-06T03:00")
    in_auckland = asked.local(ZoneInfo("Pacific/Auckland"))
    assert quote(NIGHTS, Request(("hall",), in_auckland, LONDON, "standard")) == quote(
        NIGHTS, Request(("hall",), asked, LONDON, "standard")
    )


def test_every_day_of_the_week_has_its_own_band() -> None:
    tariff = a_tariff(
        [rate("standard", "hall", f"{index}.00", day) for index, day in enumerate(EVERY_DAY, 1)],
        [band(day, "00:00", "24:00", [day]) for day in EVERY_DAY],
    )
    totals = [hire(tariff, "hall", f"2026-06-0{day}T10:00", f"2026-06-0{day}T11:00").total for day in range(1, 8)]
    assert totals == [pounds(f"{index}.00") for index in range(1, 8)]  # 1 June 2026 is a Monday


def test_a_short_hire_filled_up_to_an_hour_costs_just_the_hour() -> None:
    """Not a penny more: 15 minutes and 45 minutes of £4.50 an hour are £4.50, however the halves fall."""
    tariff = a_tariff([rate("standard", "hall", "4.50")], minimum_minutes=60)
    priced = hire(tariff, "hall", "2026-06-02T10:00", "2026-06-02T10:15")
    assert priced.total == pounds("4.50")
    assert sum(line.amount.pence for line in priced.lines) == 450
