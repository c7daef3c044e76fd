"""How many, how long, by when: what people type for it, and the range that a price list keeps."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from bookings.forms.place.rules.dates import read_year_day, year_day_text
from bookings.forms.place.rules.lines import StepsField, TiersField
from bookings.forms.place.rules.ranges import (
    COUNT,
    ENDING,
    LENGTH,
    MONEY,
    NUMBER_TOLD,
    STARTING,
    range_text,
    read_range,
)


@pytest.mark.parametrize(
    ("measure", "text", "ends"),
    [
        (COUNT, "20 or more", {"from": 20}),
        (COUNT, "at least 20", {"from": 20}),
        (COUNT, "20+", {"from": 20}),
        (COUNT, "from 4 on", {"from": 4}),
        (COUNT, "More than 20", {"after": 20}),
        (COUNT, "up to 50", {"to": 50}),
        (COUNT, "50 or fewer", {"to": 50}),
        (COUNT, "under 50", {"before": 50}),
        (COUNT, "20 to 50", {"from": 20, "to": 50}),
        (COUNT, "between 20 and 50", {"from": 20, "to": 50}),
        (COUNT, "20–50", {"from": 20, "to": 50}),
        (COUNT, "more than 20, up to 50", {"after": 20, "to": 50}),
        (COUNT, "more than 20 but less than 50", {"after": 20, "before": 50}),
        (COUNT, "3", {"from": 3, "to": 3}),
        (LENGTH, "more than 4 hours", {"after": 240}),
        (LENGTH, "up to 90 minutes", {"to": 90}),
        (LENGTH, "2 to 4", {"from": 120, "to": 240}),
        (MONEY, "over £100", {"after": "100.00"}),
        (NUMBER_TOLD, "2.5 or more", {"from": "2.5"}),
        (STARTING, "before 8am", {"before": "08:00"}),
        (STARTING, "from 6pm on", {"from": "18:00"}),
        (STARTING, "9am to 5pm", {"from": "09:00", "to": "17:00"}),
        (ENDING, "after 11pm", {"after": "23:00"}),
        (ENDING, "by midnight", {"to": "24:00"}),
        (ENDING, "after 1am", {"after": "25:00"}),
        (ENDING, "after 1am the next day", {"after": "25:00"}),
    ],
)
def test_a_range_is_read_as_it_is_said_and_written_so_that_it_is_read_again(measure, text, ends):
    assert read_range(text, measure) == ends
    assert read_range(range_text(ends, measure), measure) == ends


@pytest.mark.parametrize("text", ["lots", "20 or", "more than", "5 and 6 and 7", "to", "-5", "1.5", "²"])
def test_what_is_no_range_is_refused_with_an_example(text):
    with pytest.raises(ValidationError, match="Write it like this: 20 or more"):
        read_range(text, COUNT)


def test_a_time_says_whether_it_is_morning():
    with pytest.raises(ValidationError, match="8am or 8pm"):
        read_range("after 8", STARTING)


@pytest.mark.parametrize("text", ["1 October", "1st of October", "Oct 1", "1/10", "1 oct."])
def test_a_day_of_every_year_is_read_as_people_write_it(text):
    assert read_year_day(text) == "10-01"
    assert year_day_text("10-01") == "1 October"


def test_prices_by_number_and_by_length_are_typed_one_to_a_line():
    tiers = [{"from": 1, "each": "0.30"}, {"from": 40, "all": "10.00"}]
    assert TiersField().clean("1: 0.30 each\n\n40 or more: £10 all together") == tiers
    assert TiersField().clean(TiersField().prepare_value(tiers)) == tiers
    steps = [{"up_to": 120, "price": "40.00"}, {"up_to": 90, "price": "0.00"}]
    assert StepsField().clean("up to 2 hours = 40\n90 minutes: free") == steps
    assert StepsField().clean(StepsField().prepare_value(steps)) == steps


@pytest.mark.parametrize("text", ["0.30", "many: 0.30", "1: dear", "\n".join(["1: 2"] * 13)])
def test_lines_that_cannot_be_read_are_refused(text):
    with pytest.raises(ValidationError):
        TiersField().clean(text)
