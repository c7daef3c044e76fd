"""What somebody might try, to make a report look better: flagged, or without effect."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from accounts.models import Hirer
from bookings import reports
from bookings.actions import merge_groups, tell_apart
from bookings.models import Session
from bookings.reports.building import compose
from bookings.reports.load import load
from bookings.reports.rows import CellRow, ClosureRow, Named, Outcome, RequestRow, Rows, SessionRow
from bookings.reports.span import Span
from tests.bookings.reports.example import AS_AT, FROM, LONDON, UNTIL, Week, at, printed
from tests.bookings.reports.rows import a_session, asks_of, some_rows
from venues.periods import Period

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows() -> Rows:
    return load(Week().venue, Span(FROM, UNTIL, AS_AT, LONDON))


def sessions(rows: Rows, **changes: object) -> Rows:
    """Every session with some fields changed; a callable is asked of each."""

    def changed(session: SessionRow) -> SessionRow:
        return replace(session, **{name: change(session) for name, change in changes.items() if callable(change)})

    return replace(rows, sessions=tuple(changed(session) for session in rows.sessions))


def cells(rows: Rows, **changes: object) -> Rows:
    """Both cells with some fields changed, asked of each."""

    def changed(cell: CellRow) -> CellRow:
        return replace(cell, **{name: change(cell) for name, change in changes.items() if callable(change)})

    return replace(rows, cells=tuple(changed(cell) for cell in rows.cells))


def test_raising_the_standard_price_says_that_few_pay_it(rows: Rows) -> None:
    raised = sessions(
        rows,
        standard=lambda s: s.standard and 2 * (s.standard - s.extras) + s.extras,
        category_gap=lambda s: 0 if s.waiver_gap else 10_000,
        waiver_gap=lambda s: 10_000 if s.waiver_gap else 0,
    )
    report = compose(raised)

    assert printed(report, "A4") == ["£161.00", "55.1%"]
    assert printed(report, "A2s") == ["0.0%"]
    assert report.figure("A4").flags == report.figure("A2").flags
    assert report.figure("A4").flags == ("Few pay the standard price: it may be a fiction.",)
    assert "A2s" in report.headlines
    assert "A4" not in report.headlines
    assert printed(report, "A1") == ["£11.72 an hour"]
    assert printed(report, "F5") == ["33.3%"]


def test_publishing_fewer_hours_leaves_fixed_hours_alone(rows: Rows) -> None:
    def hours(cell: CellRow) -> tuple[Period, ...]:
        if cell.named.code == "meeting-room":
            return ()
        return tuple(Period(open_.start + timedelta(hours=5), open_.end) for open_ in cell.opening)

    report = compose(cells(rows, opening=hours))
    assert (printed(report, "E2"), printed(report, "E2f")) == (["16.1%"], ["7.1%"])


def test_moving_the_price_to_compulsory_extras_changes_only_the_net_charge(rows: Rows) -> None:
    def moved(session: SessionRow) -> int:
        return 200 * session.minutes // 60 if session.extras else 0

    shifted = sessions(rows, hire=lambda s: s.hire and s.hire - moved(s), extras=lambda s: s.extras + moved(s))
    report = compose(shifted)
    assert printed(report, "A1n") == ["£8.42 an hour"]
    assert printed(report, "A1") == ["£11.72 an hour"]
    assert printed(report, "A4") == ["£20.00", "13.2%"]
    assert printed(report, "F5") == ["33.3%"]


def test_an_extra_that_nearly_every_hire_has_is_part_of_the_price_whatever_it_is_called():
    urn, projector = (Named("urn", "Tea urn"), 480), (Named("projector", "Projector"), 240)
    alone = {"optional": 400, "optional_vat": 80, "asked_for": (urn,)}
    both = {"optional": 600, "optional_vat": 120, "asked_for": (urn, projector)}
    price = {"hire": 1000, "standard": 1500, "category_gap": 500}
    ten = [a_session(key=n, **price, **extras) for n, extras in enumerate([alone] * 4 + [both] * 5 + [{}])]

    report = compose(some_rows(*ten))
    assert report.figure("A1").flags == (
        "Nearly every hire of Main has “Tea urn”, which is called optional: it counts as part of the price.",
    )
    assert printed(report, "A1") == ["£7.16 an hour"]
    assert printed(report, "A4") == ["£50.00", "26.9%"]
    assert (printed(report, "E12.compulsory"), printed(report, "E12.optional")) == (["£36.00"], ["£10.00"])
    too_few, too_seldom = ten[:9], [a_session(key=10, **price), *ten]
    for some in (too_few, too_seldom):
        report = compose(some_rows(*some))
        assert (report.figure("A1").flags, printed(report, "A1")) == ((), ["£5.00 an hour"])


def test_talking_people_into_withdrawing_is_seen(rows: Rows) -> None:
    requests = tuple(
        replace(r, outcome=Outcome.WITHDRAWN) if r.outcome is Outcome.DECLINED else r for r in rows.requests
    )
    report = compose(replace(rows, requests=requests, asks=asks_of(requests, rows.span)))
    assert printed(report, "C3") == ["3 of 4 requests"]
    assert printed(report, "C3w") == ["50.0%"]
    assert printed(report, "C5") == ["1.5 h"]
    assert report.figure("C3").flags


def test_confirming_by_machine_does_not_make_people_quicker(rows: Rows) -> None:
    [machine] = [request for request in rows.requests if request.at_once]
    more = tuple(replace(machine, key=-n) for n in range(1, 6))
    report = compose(replace(rows, requests=rows.requests + more))
    assert printed(report, "C3") == ["80.0%"]
    assert printed(report, "C3.by_person") == ["2 of 4 requests"]
    assert printed(report, "C6") == ["24.0 h"]


def test_closing_rooms_on_quiet_days_is_flagged(rows: Rows) -> None:
    shut = {
        "main-hall": [Period(at(8, 13), at(11, 0))],
        "meeting-room": [Period(at(6, 0), at(9, 0)), Period(at(10, 0), at(11, 0))],
    }
    closed = cells(
        rows,
        closures=lambda cell: (
            *cell.closures,
            *(ClosureRow(period, "other", at(1, 9)) for period in shut[cell.named.code]),
        ),
    )
    report = compose(closed)
    assert [printed(report, id) for id in ("E2", "C8", "E2f")] == [["17.2%"], ["57.6%"], ["7.1%"]]
    assert report.figure("C8").flags == ("Closures took more than 5% of the opening hours.",)
    assert compose(rows).figure("C8").flags == ()


def test_much_own_use_is_said_beside_price_and_occupancy(rows: Rows) -> None:
    ours = sessions(rows, own=lambda s: s.room.code == "whole-hall", hire=lambda s: None if s.own else s.hire)
    report = compose(ours)
    words = "More than a quarter of the hours used were the venue's own use."
    assert words in report.figure("A1").flags
    assert words in report.figure("E2").flags
    assert printed(report, "E2") == ["7.5%"]
    assert printed(report, "E2.without_own") == ["5.4%"]
    assert words not in compose(rows).figure("A1").flags


def test_own_use_ten_points_up_on_last_year_is_said(rows: Rows) -> None:
    a_little = sessions(rows, own=lambda s: s.period.start == at(9, 10))
    report = compose(a_little, last_year=rows)
    assert report.figure("E2").flags == ("The venue's own use is 10 points up on last year.",)


def test_guesses_are_not_heads(rows: Rows) -> None:
    guessed = sessions(rows, counted=lambda s: None)
    report = compose(guessed)
    assert printed(report, "E6.counted") == ["0"]
    assert printed(report, "E6.expected") == ["163"]
    assert report.figure("E6").flags == ("People were counted at fewer than half of the sessions.",)
    assert compose(rows).figure("E6").flags == ()


def test_an_empty_reply_does_not_hide_a_late_outcome(rows: Rows) -> None:
    def answered_soon(request: RequestRow) -> RequestRow:
        if request.at_once or request.moment is None or request.outcome is Outcome.EXPIRED:
            return request
        return replace(request, answered_at=request.requested_at + timedelta(hours=1))

    report = compose(replace(rows, requests=tuple(answered_soon(request) for request in rows.requests)))
    assert printed(report, "C6") == ["1.0 h"]
    assert printed(report, "C6.to_outcome") == ["48.0 h"]
    assert report.figure("C6").flags == ("The outcome took more than five times as long as the first answer.",)


def test_a_bored_searcher_adds_nothing_to_the_hours_that_were_wanting(rows: Rows) -> None:
    """That the same question of one visit counts once a day is proved where searches are counted."""
    report = compose(replace(rows, searches=203))
    assert (printed(report, "C5"), printed(report, "C5.searches")) == (["1.5 h"], ["203"])


def test_only_what_the_hall_does_itself_without_charge_is_its_own_use() -> None:
    """Neither another hirer's session, however free, nor what was charged, or charged to somebody else."""
    week = Week()
    operator = week.venue.operator
    operator.own_hirer = week.hirers["G1"]
    operator.save()

    def told() -> list[list[str]]:
        report = reports.build(week.venue, FROM, UNTIL, as_at=AS_AT)
        return [printed(report, id) for id in ("E4.own_use", "F1", "A1")]

    assert told() == [["0"], ["4"], ["£11.72 an hour"]]
    monday = Session.objects.filter(pk=week.sessions["Mon"].pk)
    monday.update(hire_pence=0, compulsory_pence=0, category_gap_pence=0, payer="A fund", payer_pence=1600)
    assert told()[0] == ["0"]
    monday.update(payer="", payer_pence=None)
    assert told() == [["1"], ["3"], ["£12.26 an hour"]]


def test_one_group_under_several_names_counts_once_when_merged_and_is_told_of_until_then() -> None:
    week = Week()
    pair = [week.hirers["G1"], week.hirers["G6"]]
    both = Hirer.objects.filter(pk__in=[hirer.pk for hirer in pair])

    def told() -> list[list[str]]:
        report = reports.build(week.venue, FROM, UNTIL, as_at=AS_AT)
        return [printed(report, "F1"), printed(report, "F1.alike")]

    assert told() == [["4"], ["0"]]
    for sign, value in (("charity_number", "2098765"), ("contact_email", "office@hearth.example")):
        both.update(**{sign: value})
        assert told() == [["4"], ["1"]]
        both.update(**{sign: ""})
    Session.objects.filter(pk__in=[week.sessions[day].pk for day in ("Mon", "Sat")]).update(payer="Town council")
    assert told() == [["4"], ["1"]]
    apart = tell_apart(*pair, venue=week.venue, by=None, at=AS_AT)
    assert told() == [["4"], ["0"]]
    apart.delete()
    merge_groups(*pair, venue=week.venue, by=None, at=AS_AT)
    assert told() == [["3"], ["0"]]


def test_bumping_a_cheap_hirer_for_a_dearer_is_flagged(rows: Rows) -> None:
    def at_the_closure(session: SessionRow) -> Period:
        return Period(at(8, 10), at(8, 13)) if session.room.code == "whole-hall" else session.period

    report = compose(sessions(rows, period=at_the_closure))
    assert report.figure("C7").flags == (
        "1 of the sessions cancelled by the venue had their hour used by somebody dearer, or by the venue.",
    )
    assert compose(rows).figure("C7").flags == ()


def test_fewer_hours_than_last_year_are_flagged(rows: Rows) -> None:
    fewer = cells(rows, opening=lambda cell: cell.opening[:-1])
    assert compose(fewer, last_year=rows).figure("E2").flags == (
        "The hours on offer differ from last year's by 10% or more.",
    )
    assert compose(rows, last_year=rows).figure("E2").flags == ()
