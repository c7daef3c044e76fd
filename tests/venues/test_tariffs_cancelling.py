"""What comes back when a hire is given up: how notice is counted, what each step gives, and how it is told."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.venues.price_lists import LONDON, pounds
from venues.bank_holidays import bank_holidays, holidays_of
from venues.money import Money
from venues.tariffs.cancelling import Scale, last_moment, percent_back, refund
from venues.tariffs.cancelling_rows import read_scale, write_scale
from venues.tariffs.document import Row
from venues.tariffs.faults import Fault
from venues.tariffs.words.cancelling import charge_words, scale_words

FORTNIGHT = [
    {"at_least": 14, "refund": "100"},
    {"at_least": 7, "refund": "50"},
    {"at_least": 0, "refund": "0"},
]


def a_scale(steps: list[dict[str, Any]], notice: str = "days", **more: Any) -> Scale:
    scale, faults = read_with_faults({"notice": notice, "steps": steps, **more})
    assert faults == []
    return scale


def read_with_faults(table: dict[str, Any]) -> tuple[Scale, list[Fault]]:
    faults: list[Fault] = []
    return read_scale(Row(table, "cancellation", faults)), faults


def at(text: str, zone: ZoneInfo = LONDON) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def back(scale: Scale, starts: str, given_up: str, paid: str = "100.00", nation: str = "ENG") -> str:
    return str(refund(scale, pounds(paid), at(starts), at(given_up), LONDON, bank_holidays(nation)))


@pytest.mark.parametrize(("notice", "percent"), [(40, 100), (14, 100), (13, 50), (7, 50), (6, 0), (0, 0)])
def test_the_longer_the_notice_the_more_comes_back(notice: int, percent: int) -> None:
    assert percent_back(a_scale(FORTNIGHT), notice) == percent


def test_less_notice_than_the_last_step_asks_for_gives_nothing() -> None:
    assert percent_back(a_scale([{"at_least": 14, "refund": "75"}]), 13) == 0


@pytest.mark.parametrize(
    ("given_up", "comes_back"),
    [
        ("2025-02-10T09:00", "£210.00"),  # 26 whole days
        ("2025-02-22T11:00", "£210.00"),  # fourteen to the minute
        ("2025-02-22T11:01", "£105.00"),  # thirteen whole days, and most of a fourteenth
        ("2025-02-26T09:00", "£105.00"),
        ("2025-03-01T11:00", "£105.00"),
        ("2025-03-05T09:00", "£0.00"),
        ("2025-03-08T12:00", "£0.00"),  # when it had begun
    ],
)
def test_days_are_whole_days_on_the_clock(given_up: str, comes_back: str) -> None:
    assert back(a_scale(FORTNIGHT), "2025-03-08T11:00", given_up, "210.00") == comes_back


@pytest.mark.parametrize(
    ("counted", "given_up", "comes_back"),
    [
        ("full", "2026-03-06T23:00", "£0.00"),
        ("dates", "2026-03-06T23:00", "£100.00"),
        ("dates", "2026-03-07T00:00", "£0.00"),
        ("clear", "2026-03-06T00:00", "£0.00"),
        ("clear", "2026-03-05T23:59", "£100.00"),
    ],
)
def test_a_scale_may_go_by_dates_or_by_clear_days(counted: str, given_up: str, comes_back: str) -> None:
    scale = a_scale([{"at_least": 14, "refund": "100"}], counted=counted)
    assert back(scale, "2026-03-20T10:00", given_up) == comes_back


@pytest.mark.parametrize("counted", ["full", "dates", "clear"])
def test_at_least_nothing_means_any_time_before_it_begins(counted: str) -> None:
    scale = a_scale([{"at_least": 0, "refund": "100"}], counted=counted)
    assert back(scale, "2026-03-20T10:00", "2026-03-20T10:00") == "£100.00"
    assert back(scale, "2026-03-20T10:00", "2026-03-20T10:01") == "£0.00"


def test_the_week_of_the_clock_change_has_seven_days_and_one_hour_less() -> None:
    """The clocks go forward on 29 March 2026: seven days on the clock are 167 hours."""
    days, hours = a_scale([{"at_least": 7, "refund": "100"}]), a_scale([{"at_least": 168, "refund": "100"}], "hours")
    assert back(days, "2026-03-30T10:00", "2026-03-23T10:00") == "£100.00"
    assert back(hours, "2026-03-30T10:00", "2026-03-23T10:00") == "£0.00"
    assert back(hours, "2026-03-30T10:00", "2026-03-23T09:00") == "£100.00"


@pytest.mark.parametrize(
    ("starts", "given_up", "comes_back"),
    [
        ("2026-03-31T10:00", "2026-02-28T10:00", "£100.00"),  # February has no 31st
        ("2026-03-31T10:00", "2026-02-28T10:01", "£0.00"),
        ("2024-03-31T10:00", "2024-02-29T10:00", "£100.00"),
        ("2026-01-15T10:00", "2025-12-15T10:00", "£100.00"),
        ("2026-01-15T10:00", "2025-12-16T09:00", "£0.00"),  # thirty days, and no month
    ],
)
def test_months_go_by_the_date(starts: str, given_up: str, comes_back: str) -> None:
    assert back(a_scale([{"at_least": 1, "refund": "100"}], "months"), starts, given_up) == comes_back


def test_weeks_are_seven_days() -> None:
    scale = a_scale([{"at_least": 2, "refund": "100"}], "weeks")
    assert back(scale, "2026-03-20T10:00", "2026-03-06T10:00") == "£100.00"
    assert back(scale, "2026-03-20T10:00", "2026-03-06T10:01") == "£0.00"


@pytest.mark.parametrize(
    ("nation", "given_up", "comes_back"),
    [
        ("ENG", "2026-04-01T10:00", "£100.00"),  # Good Friday, the weekend and Easter Monday do not count
        ("ENG", "2026-04-02T10:00", "£0.00"),
        ("SCT", "2026-04-02T10:00", "£100.00"),  # where Easter Monday is a working day
    ],
)
def test_working_days_leave_out_weekends_and_the_nations_bank_holidays(
    nation: str, given_up: str, comes_back: str
) -> None:
    scale = a_scale([{"at_least": 3, "refund": "100"}], "working_days")
    assert back(scale, "2026-04-08T10:00", given_up, nation=nation) == comes_back


def test_working_days_of_another_country() -> None:
    """Twenty of them lie between two Fridays four weeks apart, unless the October holiday is among them."""
    dublin, scale = (
        ZoneInfo("Europe/Dublin"),
        a_scale([{"at_least": 20, "refund": "100"}, {"at_least": 15, "refund": "50"}], "working_days"),
    )
    irish = bank_holidays("IE")
    autumn = refund(scale, pounds("200"), at("2026-10-16T10:00", dublin), at("2026-09-18T10:00", dublin), dublin, irish)
    winter = refund(scale, pounds("200"), at("2026-11-13T10:00", dublin), at("2026-10-16T10:00", dublin), dublin, irish)
    assert (autumn, winter) == (pounds("200"), pounds("100"))


@pytest.mark.parametrize(
    ("step", "paid", "comes_back"),
    [
        ({"refund": "75"}, "55.44", "£41.58"),
        ({"refund": "25"}, "55.46", "£13.87"),  # 13.865
        ({"refund": "66.67"}, "210.00", "£140.01"),
        ({"refund": "2/3"}, "210.00", "£140.00"),
        ({"refund": "100", "fee": "15.00"}, "100.00", "£85.00"),
        ({"refund": "100", "fee": "15.00"}, "10.00", "£0.00"),
        ({"refund": "90", "least_kept": "5.00", "most_kept": "15.00"}, "20.00", "£15.00"),
        ({"refund": "90", "least_kept": "5.00", "most_kept": "15.00"}, "100.00", "£90.00"),
        ({"refund": "90", "least_kept": "5.00", "most_kept": "15.00"}, "400.00", "£385.00"),
        ({"refund": "90", "least_kept": "5.00"}, "3.00", "£0.00"),
    ],
)
def test_a_step_gives_a_share_less_a_fee_and_keeps_within_bounds(
    step: dict[str, Any], paid: str, comes_back: str
) -> None:
    scale = a_scale([{"at_least": 0, **step}])
    assert back(scale, "2026-03-20T10:00", "2026-03-01T10:00", paid) == comes_back


def test_a_moment_later_is_the_next_step() -> None:
    scale = a_scale(FORTNIGHT)
    assert last_moment(scale, scale.steps[0], at("2026-03-20T10:00"), LONDON, ()) == at("2026-03-06T10:00")
    assert last_moment(scale, scale.steps[2], at("2026-03-20T10:00"), LONDON, ()) == at("2026-03-20T10:00")


@pytest.mark.parametrize(
    ("table", "found"),
    [
        ({"steps": FORTNIGHT}, [("cancellation.notice", "missing")]),
        ({"notice": "fortnights", "steps": FORTNIGHT}, [("cancellation.notice", "not_a_choice")]),
        ({"notice": "hours", "counted": "clear", "steps": FORTNIGHT}, [("cancellation.counted", "hours_are_counted")]),
        ({"notice": "days"}, [("cancellation.steps", "not_so_many_steps")]),
        ({"notice": "days", "steps": [*FORTNIGHT, FORTNIGHT[1]]}, [("cancellation.steps[3].at_least", "step_twice")]),
        ({"notice": "days", "steps": [{"at_least": 7, "refund": "100"}, {"at_least": 14, "refund": "50"}]},
         [("cancellation.steps[0].refund", "refund_rises")]),
        ({"notice": "days", "steps": [{"at_least": -1, "refund": "101", "fee": "1.5"}]},
         [("cancellation.steps[0].at_least", "not_whole"), ("cancellation.steps[0].fee", "not_a_price"),
          ("cancellation.steps[0].refund", "not_a_refund")]),
        ({"notice": "days", "steps": [{"at_least": 7, "refund": 50, "back": "50"}]},
         [("cancellation.steps[0].back", "unknown_key"), ("cancellation.steps[0].refund", "not_a_name")]),
        ({"notice": "days", "steps": [{"at_least": True, "refund": "4/3"}]},
         [("cancellation.steps[0].at_least", "not_whole"), ("cancellation.steps[0].refund", "not_a_refund")]),
        ({"notice": "days", "steps": [{"at_least": 7, "refund": "90", "least_kept": "5.00", "most_kept": "4.00"}]},
         [("cancellation.steps[0].most_kept", "most_below_least")]),
        ({"notice": "days", "by": "letter", "steps": FORTNIGHT}, [("cancellation.by", "unknown_key")]),
    ],
)  # fmt: skip
def test_every_fault_of_a_scale_is_named_by_place(table: dict[str, Any], found: list[tuple[str, str]]) -> None:
    _scale, faults = read_with_faults(table)
    assert sorted((fault.place, fault.code) for fault in faults) == found


@pytest.mark.parametrize(
    ("scale", "words"),
    [
        (
            a_scale(FORTNIGHT),
            "Cancel at least 14 days before and all of it comes back; at least 7 days: half; later: nothing.",
        ),
        (
            a_scale([{"at_least": 31, "refund": "100", "fee": "15.00"}, {"at_least": 14, "refund": "75"}]),
            "Cancel at least 31 days before and all of it comes back, less a fee of £15.00; "
            "at least 14 days: 75%; later: nothing.",
        ),
        (
            a_scale([{"at_least": 0, "refund": "2/3"}]),
            "Cancel at any time before it begins and two thirds comes back.",
        ),
        (
            a_scale([{"at_least": 30, "refund": "90", "least_kept": "5.00", "most_kept": "15.00"}]),
            "Cancel at least 30 days before and 90% comes back, at least £5.00 is kept, at most £15.00 is kept; "
            "later: nothing.",
        ),
        (
            a_scale([{"at_least": 15, "refund": "50"}], "working_days", counted="clear"),
            "Cancel at least 15 clear working days before and half comes back; later: nothing. Neither the day you "
            "tell us nor the day of the hire counts. Working days are Monday to Friday without bank holidays.",
        ),
        (a_scale([{"at_least": 1, "refund": "0"}], "months"), "Nothing comes back, however early you cancel."),
    ],
)
def test_a_scale_is_told_in_a_sentence(scale: Scale, words: str) -> None:
    assert scale_words(scale) == words


scales = st.builds(
    lambda notice, counted, steps: a_scale(
        [{"at_least": least, "refund": str(share)} for least, share in zip(*map(sorted, steps), strict=True)],
        notice,
        **({"counted": counted} if notice != "hours" else {}),
    ),
    st.sampled_from(["hours", "days", "weeks", "months", "working_days"]),
    st.sampled_from(["full", "dates", "clear"]),
    st.integers(1, 5).flatmap(
        lambda count: st.tuples(
            st.lists(st.integers(0, 40), min_size=count, max_size=count, unique=True),
            st.lists(st.integers(0, 100), min_size=count, max_size=count),
        )
    ),
)
moments = st.datetimes(datetime(2025, 1, 1), datetime(2027, 1, 1), timezones=st.just(LONDON))


@settings(max_examples=60, deadline=None)
@given(scales, moments, moments, moments, st.integers(0, 100_000))
def test_giving_up_earlier_never_brings_back_less(
    scale: Scale, starts: datetime, one: datetime, other: datetime, pence: int
) -> None:
    paid = pounds("0.01") * pence
    sooner, later = sorted((one, other), key=lambda moment: moment.timestamp())
    early, late = (refund(scale, paid, starts, when, LONDON, bank_holidays("ENG")) for when in (sooner, later))
    assert pounds("0") <= late <= early <= paid


@settings(max_examples=60, deadline=None)
@given(scales)
def test_a_scale_written_is_the_scale_read(scale: Scale) -> None:
    assert read_with_faults(write_scale(scale)) == (scale, [])


def test_a_country_is_asked_where_the_nation_lies_in_another() -> None:
    scottish, irish = holidays_of("SCT", "GB"), holidays_of("ENG", "IE")
    assert scottish is not None
    assert irish is not None
    assert date(2026, 4, 6) not in scottish
    assert date(2026, 10, 26) in irish
    assert holidays_of("ENG", "ZZ") is None


@pytest.mark.parametrize(
    ("scale", "notice", "due", "words"),
    [
        (
            a_scale([{"at_least": 14, "refund": "100"}, {"at_least": 7, "refund": "50"}]),
            20,
            0,
            "More than 14 days: no charge. You are 20 days away: no charge.",
        ),
        (
            a_scale([{"at_least": 14, "refund": "100"}, {"at_least": 7, "refund": "2/3"}]),
            9,
            800,
            "More than 14 days: no charge. You are 9 days away: a third, £8.00.",
        ),
        (
            a_scale([{"at_least": 14, "refund": "100"}, {"at_least": 7, "refund": "50"}]),
            3,
            2400,
            "More than 14 days: no charge. More than 7 days: 50%. You are 3 days away: the whole price, £24.00.",
        ),
        (a_scale([{"at_least": 14, "refund": "87.5"}]), 20, 300, "You are 20 days away: 12.5%, £3.00."),
        (
            a_scale([{"at_least": 14, "refund": "100"}], counted="dates"),
            3,
            2400,
            "At least 14 days: no charge. You are 3 days away: the whole price, £24.00.",
        ),
    ],
)
def test_what_is_charged_is_told_in_a_line_with_the_steps_that_were_missed(
    scale: Scale, notice: int, due: int, words: str
) -> None:
    assert charge_words(scale, notice, Money(due), f"{notice} days") == words


@pytest.mark.parametrize("said", [{}, {"unless_relet": True}, {"as_credit": True, "unless_relet": True}])
def test_what_lets_a_charge_off_is_kept_with_the_scale_and_told(said: dict[str, bool]) -> None:
    document = {"notice": "days", **said, "steps": [{"at_least": 7, "refund": "50"}]}
    scale, faults = read_with_faults(document)
    assert (faults, write_scale(scale)) == ([], document)
    words = scale_words(scale)
    assert ("If somebody else books the hours, nothing is charged." in words) is scale.unless_relet
    assert ("a credit for your next hire" in words) is scale.as_credit
