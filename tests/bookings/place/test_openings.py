"""The openings of a day as people type them."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from bookings.desk.timetables import spans_words
from bookings.forms.place.openings import SAME, read_openings

NINE, TEN, FIVE, TEN_PM, ONE_AM = 540, 600, 1020, 1320, 1500


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("9am to 10pm", ((NINE, TEN_PM),)),
        ("09:00-22:00", ((NINE, TEN_PM),)),
        ("9 – 22.00", ((NINE, TEN_PM),)),
        ("from 9 till 5", ((NINE, FIVE),)),
        ("9.30am until 9.30pm", ((570, 1290),)),
        ("0900 to 2200", ((NINE, TEN_PM),)),
        ("9 to 12", ((NINE, 720),)),
        ("12 to 2pm", ((720, 840),)),
        ("12:30 to 5", ((750, FIVE),)),
        ("10:30-12:30", ((630, 750),)),
        ("8.30am till 10.30pm", ((510, 1350),)),
        ("08:30-10:30", ((510, 630),)),
        ("2pm to 10.30", ((840, 1350),)),
        ("10:30-17:00", ((630, FIVE),)),
        ("2 to 5pm", ((840, FIVE),)),
        ("10 to 10pm", ((TEN, TEN_PM),)),
        ("6pm to 1am", ((1080, ONE_AM),)),
        ("6pm until 1am next day", ((1080, ONE_AM),)),
        ("9pm to 1", ((1260, ONE_AM),)),
        ("7pm to midnight", ((1140, 1440),)),
        ("19:00 to 24:00", ((1140, 1440),)),
        ("10pm to 8am the next morning", ((1320, 1920),)),
        ("9am to 1pm and 2pm to 10pm", ((NINE, 780), (840, TEN_PM))),
        ("6pm-10pm, 9am-midday", ((NINE, 720), (1080, TEN_PM))),
        ("Closed", ()),
        ("shut.", ()),
        ("all day", ((0, 1440),)),
        ("same as above", SAME),
        ("  ", None),
    ],
)
def test_what_people_write_is_read(text, spans):
    assert read_openings(text) == spans


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("7 to 10pm", "half"),
        ("9am to 10", "half"),
        ("9.30 till 10", "half"),
        ("8.30 till 10.30", "half"),
        ("9:30 - 10:30", "half"),
        ("8:30am to 10:30", "half"),
        ("10:00-11:30", "half"),
        ("18:00-10:30", "ends_before"),
        ("2 to 5", "half"),
        ("9pm to 8am", "ends_before"),
        ("9am to 1pm and noon to 3pm", "overlap"),
        ("mornings", "invalid"),
        ("9am", "invalid"),
        ("25:00 to 26:00", "invalid"),
        ("9am to 10pm to 11pm", "invalid"),
        ("1am to 2am, " * 7, "too_many"),
    ],
)
def test_what_could_mean_two_things_is_asked_back(text, code):
    with pytest.raises(ValidationError) as refused:
        read_openings(text)
    assert refused.value.code == code


@pytest.mark.parametrize(
    "spans",
    [(), ((0, 1440),), ((NINE, TEN_PM),), ((1320, 1920),), ((NINE, 780), (1080, ONE_AM)), ((600, 2040),), ((0, 1),)],
)
def test_what_a_page_shows_can_be_read_again(spans):
    assert read_openings(spans_words(spans)) == spans
