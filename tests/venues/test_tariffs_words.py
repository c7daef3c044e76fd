"""A price list and a price as people read them."""

from __future__ import annotations

import pytest

from tests.venues.price_lists import AFFILIATED, LONDON, a_tariff, band, hire, rate
from venues.tariffs import NoPrice
from venues.tariffs.words import Names, line_words, no_price_words, price_list_words

WEEKDAYS = ["mon", "tue", "wed", "thu"]
TARIFF = a_tariff(
    [
        rate("community", "lounge", "5.00"),
        rate("standard", "lounge", "7.00"),
        rate("community", "hall", "6.00"),
        rate("community", "hall", "8.50", "evening", least=120),
        rate("standard", "hall", "20.00"),
        rate("commercial", "hall", "30.00", "evening"),
        rate("commercial", "hall", "25.00", "weekend", least=90),
    ],
    [band("evening", "17:00", "22:00", WEEKDAYS), band("weekend", "00:00", "24:00", ["sat", "sun"])],
)
NAMES = Names(
    rooms={"hall": "Main hall", "lounge": "Lounge", "shed": "Shed"},
    categories={"standard": "Standard", "community": "Community group"},
    bands={"evening": "evenings", "weekend": "weekends"},
)


def test_each_room_has_a_table_of_categories_by_bands() -> None:
    hall, lounge = price_list_words(TARIFF, NAMES)
    assert (hall.code, hall.name, lounge.name) == ("hall", "Main hall", "Lounge")
    assert [column.heading for column in hall.columns] == [
        "Evening (Monday to Thursday, 5pm to 10pm)",
        "Weekend (Saturday and Sunday, all day)",
        "Any other time",
    ]
    table = {row.name: [str(price.per_hour) if price else None for price in row.prices] for row in hall.rows}
    assert table == {
        "Standard": ["£20.00", "£20.00", "£20.00"],
        "Community group": ["£8.50", "£6.00", "£6.00"],
        "commercial": ["£30.00", "£25.00", None],
    }
    assert [row.code for row in hall.rows if row.is_standard] == ["standard"]


def test_a_room_with_one_price_a_category_has_one_column() -> None:
    lounge = price_list_words(TARIFF, NAMES)[1]
    assert [column.heading for column in lounge.columns] == ["Any time"]
    assert lounge.range == "£5.00 to £7.00 an hour"
    assert [price.sentence for row in lounge.rows for price in row.prices if price] == [
        "Standard, Any time: £7.00 an hour",
        "Community group, Any time: £5.00 an hour",
    ]


def test_a_price_can_be_read_back_as_a_sentence() -> None:
    hall = price_list_words(TARIFF, NAMES)[0]
    community = next(row for row in hall.rows if row.code == "community")
    price = community.prices[0]
    assert price is not None
    assert price.minimum == "at least 2 hours"
    assert price.sentence == (
        "Community group, Evening (Monday to Thursday, 5pm to 10pm): £8.50 an hour, at least 2 hours"
    )


@pytest.mark.parametrize(
    ("days", "hours", "words"),
    [
        (["mon"], ("09:00", "12:00"), "Monday, 9am to midday"),
        (["sat", "sun"], ("18:00", "24:00"), "Saturday and Sunday, 6pm to midnight"),
        (["mon", "wed", "fri"], ("17:30", "01:00"), "Monday, Wednesday and Friday, 5:30pm to 1am"),
        (None, ("00:00", "08:00"), "every day, midnight to 8am"),
    ],
)
def test_a_band_tells_its_days_and_hours(days: list[str] | None, hours: tuple[str, str], words: str) -> None:
    tariff = a_tariff([rate("standard", "hall", "10.00", "x")], [band("x", *hours, days)])
    assert price_list_words(tariff, NAMES)[0].columns[0].hours == words


def test_a_line_says_what_it_charges_and_why() -> None:
    priced = hire(TARIFF, "hall", "2026-03-03T16:30", "2026-03-03T17:15", "community")
    assert [line_words(line, NAMES) for line in priced.lines] == [
        "Main hall, Tuesday 3 March 2026, 4:30pm to 5pm: 30 minutes at £6.00 an hour (Community group)",
        "Main hall, Tuesday 3 March 2026, 5pm to 5:15pm: 15 minutes at £8.50 an hour (Community group, evenings)",
        "Main hall: the shortest hire is 2 hours, so 1 hour 15 minutes more at £8.50 an hour"
        " (Community group, evenings)",
    ]


def test_a_line_over_the_clock_change_says_so() -> None:
    (line,) = hire(TARIFF, "lounge", "2026-03-28T22:00", "2026-03-29T03:00").lines
    assert line_words(line, NAMES) == (
        "Lounge, Saturday 28 March 2026, 10pm to Sunday 29 March 2026, 3am (the clocks change):"
        " 4 hours at £7.00 an hour (Standard)"
    )


def test_the_refusal_says_who_where_and_when() -> None:
    with pytest.raises(NoPrice) as refusal:
        hire(AFFILIATED, "hall", "2026-03-03T07:00", "2026-03-03T10:00", "affiliated")
    assert no_price_words(refusal.value, NAMES, LONDON) == (
        "The price list has no price for affiliated in Main hall, Tuesday 3 March 2026, 7am to 9am."
    )
