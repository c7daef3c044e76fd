"""How it went for those who said what they need (B5), and who was turned away for it (B6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import product
from typing import Any

import pytest

from bookings.models import AccessOutcome, Booking, DidItWork, Session, StatedNeed
from bookings.outcomes import ended_at, outcome_of
from bookings.reports import Figure, Report
from bookings.reports.building import compose
from bookings.reports.disclosure import disclose, is_hidden
from bookings.reports.evidence import Evidence
from bookings.reports.figures.outcomes import of_stated_needs
from bookings.reports.load import outcomes
from bookings.reports.rows import Outcome
from bookings.reports.span import Span
from tests.bookings.reports.example import LONDON, printed
from tests.bookings.reports.rows import a_request, a_span, local, some_rows
from tests.bookings.reports.test_disclosure import recovered
from tests.make import a_group, a_venue
from venues.at_one_go import at_one_go

SPRING = a_span(date(2026, 2, 15), 59)  # to 14 April: March is its one whole month
HOW = ("met", "in_part", "not_met", "unknown")


def report(span: Span = SPRING, **fields: Any) -> Report:
    return compose(some_rows(span=span, **fields))


def test_b5_counts_by_outcome_and_b6_the_requests_turned_away_in_whole_months() -> None:
    def turned(on: str, outcome: Outcome = Outcome.DECLINED, reason: str = "access") -> Any:
        answered = local("2026-02-01 10:00")
        return a_request("2026-02-01 09:00", answered_at=answered, moment=local(on), outcome=outcome, reason=reason)

    asked = (
        turned("2026-03-01 00:30"),
        turned("2026-03-31 23:30", Outcome.WITHDRAWN),
        turned("2026-03-10 10:00", Outcome.EXPIRED),
        turned("2026-03-10 10:00", reason="price"),
        turned("2026-02-28 23:30"),
        turned("2026-04-01 00:30"),
    )
    found = report(ended={"met": 6, "in_part": 1, "not_met": 1}, requests=asked)
    assert printed(found, "B5") == ["8"]
    assert [printed(found, f"B5.{how}") for how in HOW] == [["75.0%"], ["12.5%"], ["12.5%"], ["0.0%"]]
    assert printed(found, "B6") == ["2"]
    assert printed(report(ended={"met": 3}), "B5.met") == ["3 of 3 bookings with a stated need"]
    week = report(a_span())
    assert printed(week, "B5") == printed(week, "B6") == ["none, as there were no whole months"]


@pytest.mark.parametrize(
    ("first", "until", "as_at", "months"),
    [
        ("2026-01-01", "2026-03-01", "2026-06-01", [1, 2]),
        ("2026-01-02", "2026-02-28", "2026-06-01", []),
        ("2026-01-01", "2026-03-01", "2026-02-20", [1]),
        ("2026-03-01", "2026-04-01", "2026-02-01", []),
    ],
)
def test_a_month_is_whole_where_the_span_holds_it_and_it_is_over(
    first: str, until: str, as_at: str, months: list[int]
) -> None:
    span = Span(date.fromisoformat(first), date.fromisoformat(until), local(f"{as_at} 00:00"), LONDON)
    assert [month.month for month in span.whole_months] == months


def test_outside_nothing_tells_of_few_or_of_all_and_nothing_can_be_had_by_subtraction() -> None:
    whole = report()
    for counts in product((0, 1, 4, 5, 9), repeat=4):
        figure = report_b5(counts)
        public = disclose(replace(whole, figures=(figure,)))
        total, rows = public.figures[0].value, public.figures[0].tables[0].rows
        hidden = [is_hidden(row) for row in rows]
        assert is_hidden(total) is (0 < sum(counts) < 5)
        assert not any(0 < count < 5 and not gone for count, gone in zip(counts, hidden, strict=True)), counts
        assert hidden.count(True) != 1, counts
        if is_hidden(total) or sum(map(bool, counts)) == 1:
            assert all(hidden), counts
    public = disclose(report(ended={"met": 9, "in_part": 3}))
    assert "B5.in_part" not in recovered(public)
    with pytest.raises(KeyError):
        public.figure("B6")


def report_b5(counts: tuple[int, ...]) -> Figure:
    return of_stated_needs(Evidence(some_rows(span=SPRING, ended=dict(zip(HOW, counts, strict=True)))))


@pytest.mark.django_db
def test_live_bookings_and_the_numbers_of_those_forgotten_are_read_together_each_once(
    django_assert_num_queries: Any,
) -> None:
    hall = a_venue()
    category, march = hall.operator.categories.get(code="standard"), datetime(2026, 3, 10, 19, tzinfo=LONDON)

    def a_booking(status: str = "confirmed", *, answer: str = "", need: bool = True, **fields: Any) -> Booking:
        about = {"venue": hall, "hirer": a_group(), "category": category, "title": "Tea", "purpose": "social"}
        made = Booking.objects.create(**about, people=20, free_cancel_hours=48, status=status, **fields)
        for weeks in (0, 1):
            start = march + timedelta(weeks=weeks)
            hours = {"starts_at": start, "ends_at": start + timedelta(hours=2), "first_starts_at": start}
            Session.objects.create(booking=made, venue=hall, **hours)
        if need:
            StatedNeed.objects.create(booking=made, need="step_free", answer=answer, stated_at=march)
        return made

    def said(booking: Booking, *answers: str, **fields: Any) -> None:
        for session, outcome in zip(booking.sessions.order_by("starts_at"), answers, strict=False):
            DidItWork.objects.create(booking=booking, session=session, outcome=outcome, asked_at=march, **fields)

    said(a_booking(), "not_met", "met")
    said(a_booking(), "in_part", "")
    said(a_booking(), "met", counted_at=march)  # a number stands for it
    a_booking()
    a_booking(need=False)
    a_booking("declined", reason_code="access", decided_at=march)
    a_booking("declined", reason_code="policy", decided_at=march)
    a_booking("withdrawn", answer="cannot", decided_at=march + timedelta(days=40))
    for month, count in ((date(2026, 3, 1), 5), (date(2026, 2, 1), 7)):
        AccessOutcome.objects.create(venue=hall, month=month, outcome="met", reason="answered", count=count)
    with django_assert_num_queries(1):
        found = outcomes.read(at_one_go(outcomes.questions(hall, SPRING)), SPRING)
    assert found == {"met": 6, "in_part": 1, "unknown": 1, "not_met": 1}
    assert outcomes.questions(hall, a_span()) == {}
    one_by_one = [
        ended[0]
        for booking in Booking.objects.exclude(asked_whether_it_worked__counted_at__isnull=False)
        if (ended := outcome_of(booking, list(booking.stated_needs.all()), list(booking.asked_whether_it_worked.all())))
        and ended_at(booking, list(booking.sessions.all())) < march + timedelta(days=20)
    ]
    assert sorted(one_by_one) == ["in_part", "met", "not_met", "unknown"]
