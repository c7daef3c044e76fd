"""Whom groups serve, as they said themselves: with coverage, without persons, in words where few groups come."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Postcode
from bookings.counting import Counting
from bookings.models import Verdict
from bookings.reports import build
from bookings.reports.answers.sentences import whom_they_serve
from bookings.reports.building import compose
from bookings.reports.disclosure import disclose
from bookings.reports.load import Ground, served
from bookings.reports.rows import ServedRow
from bookings.reports.span import Span
from bookings.reports.values import Report, State
from tests.bookings.reports.rows import a_session, some_rows
from tests.make import LONDON, a_booking, move, soon


def a_report(*said: ServedRow | None, hours: dict[int, int] | None = None, **fields: Any) -> Report:
    """Each group was there for two hours, or for as many as `hours` says by its number; None: it never said."""
    sessions = [
        a_session(end=f"2026-03-02 {18 + (hours or {}).get(number, 2)}:00", key=number, hirer=number)
        for number in range(len(said))
    ]
    rows = {number: row for number, row in enumerate(said) if row is not None}
    return compose(some_rows(*sessions, served=rows, **fields))


def lines(report: Report, figure: str) -> dict[str, Any]:
    return {row.id: row for table in report.figure(figure).tables for row in table.rows}


OLDER, CARERS = ServedRow(audience=frozenset({"older"})), ServedRow(audience=frozenset({"carers", "older"}))


def test_hours_of_groups_that_name_a_tag_over_those_of_groups_that_answered():
    report = a_report(OLDER, CARERS, ServedRow(skipped=True), None, hours={1: 4})
    coverage, found = report.figure("B7").value, lines(report, "B7")
    assert (coverage.top, coverage.bottom, coverage.behind.n, coverage.behind.missing) == (6, 10, 2, 2)
    assert (found["B7.older"].top, found["B7.older"].bottom) == (6, 6)
    assert (found["B7.carers"].top, found["B7.carers"].bottom) == (4, 6)
    assert found["B7.women"].top == 0
    nobody = a_report(None, ServedRow(skipped=True))
    assert lines(nobody, "B7")["B7.older"].state is State.NOTHING


@pytest.mark.parametrize(("figure", "field"), [("F2l", "low_income"), ("A12", "small_income")])
def test_yes_over_those_that_said_yes_or_no(figure, field):
    value = a_report(ServedRow(**{field: "yes"}), ServedRow(**{field: "no"}), ServedRow(), None).figure(figure).value
    assert (value.top, value.bottom, value.behind.missing) == (2, 4, 2)


def test_between_generations_takes_young_and_old_and_the_wish_to_mix():
    said = [ServedRow(ages=ages, mixes=mixes) for ages, mixes in (
        (("under_5", "65_to_79"), True), (("under_5", "65_to_79"), False), (("18_to_24", "25_to_49"), True),
    )]  # fmt: skip
    found = lines(a_report(*said), "F6")
    assert (found["F6.intergenerational"].top, found["F6.intergenerational"].bottom) == (2, 6)
    assert found["F6.under_5"].top == 4


def test_groups_from_the_area_over_groups_whose_area_is_known():
    value = a_report(ServedRow(near=True), ServedRow(near=False), ServedRow(), None).figure("B8").value
    assert (value.top, value.bottom, value.behind.missing) == (1, 2, 2)
    assert a_report(ServedRow()).figure("B8").value.state is State.NOT_KNOWN


@pytest.mark.parametrize(("near", "far", "state"), [(1, 9, "[c]"), (9, 1, "[c]"), (5, 5, "ok"), (0, 9, "ok")])
def test_by_areas_that_the_hall_listed_few_from_there_or_from_elsewhere_give_away(near, far, state):
    """A list may be a single area: one group of it would be found. What lies within three miles asks for nobody."""
    said = [ServedRow(near=True)] * near + [ServedRow(near=False)] * far
    listed = disclose(a_report(*said, counting=Counting(areas=("E01000001",))))
    assert listed.figure("B8").value.state == state
    assert disclose(a_report(*said)).figure("B8").value.state is State.OK


def test_a_small_hall_tells_in_words_what_three_groups_or_more_say():
    public = disclose(a_report(*[OLDER] * 3, CARERS, *[ServedRow(low_income="yes")] * 2))
    figure = public.figure("B7")
    assert figure.flags == ("Said by three groups or more: Older people. Most groups have answered.",)
    assert {row.state for row in lines(public, "B7").values()} == {State.CONFIDENTIAL}
    assert (figure.value.state, figure.value.behind.missing) == (State.IN_WORDS, 0)  # no number at all
    assert "Older people" in whom_they_serve(public)
    assert public.figure("F2l").value.state is State.CONFIDENTIAL
    words = "Too few groups say the same to tell of it. Not even half of the groups have answered."
    assert public.figure("F2l").flags == (words,)


def test_in_a_large_hall_few_groups_one_nearly_alone_and_all_or_none_give_away():
    said = [OLDER] * 4 + [CARERS] * 6 + [ServedRow(audience=frozenset({"carers", "families"}))] * 11
    public = lines(disclose(a_report(*said)), "B7")
    shown = {id for id, row in public.items() if row.state is State.OK}
    assert {"B7.older", "B7.carers", "B7.families", "B7.learners"} <= shown
    assert public["B7.women"].state is State.CONFIDENTIAL  # that there are none tells about everybody
    few = lines(disclose(a_report(*[OLDER] * 17, *[CARERS] * 4)), "B7")
    assert few["B7.carers"].state is State.CONFIDENTIAL
    assert few["B7.older"].state is State.CONFIDENTIAL  # all of them
    alone = [ServedRow(low_income="yes")] * 6 + [ServedRow(low_income="no")] * 15
    assert disclose(a_report(*alone)).figure("F2l").value.state is State.OK
    sessions = [a_session(key=n, hirer=n) for n in range(21)]
    sessions += [
        a_session(f"2026-03-0{day} 00:00", f"2026-03-0{day} 23:00", key=day + 30, hirer=0) for day in range(3, 8)
    ]
    rows = compose(some_rows(*sessions, served=dict(enumerate(alone))))
    assert disclose(rows).figure("F2l").value.state is State.CONFIDENTIAL


@pytest.mark.parametrize(
    ("verdicts", "state", "top", "missing"),
    [
        ((), State.NOT_RECORDED, None, 0),
        ((5, 4, None), State.FEW, None, 1),
        ((5, 4, 4, 3, 1, None, None), State.OK, 3, 2),
    ],
)
def test_the_users_verdict_is_given_from_five_answers_on_with_how_many_were_asked(verdicts, state, top, missing):
    value = a_report(OLDER, verdicts=verdicts).figure("D5").value
    assert (value.state, value.top, value.behind.missing) == (state, top, missing)


@pytest.mark.django_db
def test_a_report_of_last_year_reads_what_was_said_by_then():
    booking = a_booking(on=soon(20), confirmed=True)
    venue, hirer = booking.venue, booking.hirer
    venue.latitude, venue.longitude = 52, -2
    venue.save()
    for code, north, area in (("ZZ1 1ZZ", 52.01, "E01000001"), ("ZZ9 1ZZ", 53.0, "E01000009")):
        Postcode.objects.create(code=code, latitude=north, longitude=-2, district=code[:3], area=area)
    hirer.served.create(said_on=date(2025, 11, 3), audience=["older"], area="E01000001")
    hirer.served.create(said_on=date(2026, 11, 3), audience=["carers"], area="ZZ9")
    for year, tag, near in ((2025, "older", True), (2026, "carers", False)):
        span = Span(date(year, 1, 1), date(year + 1, 1, 1), datetime(2027, 1, 5, tzinfo=LONDON), LONDON)
        with CaptureQueriesContext(connection) as asked:
            ground = Ground(venue, (span,))
            row = served.read(ground.served, ground.near, ground.fifths, span)[hirer.pk]
        assert (row.audience, row.near, len(asked)) == ({tag}, near, 2)
    begins = datetime(2026, 3, 3, 19, tzinfo=LONDON)
    move(booking, to=begins)
    for month, score in ((3, 5), (7, None)):
        Verdict.objects.create(booking=booking, month=date(2026, month, 1), asked_at=begins + timedelta(1), score=score)
    report = build(venue, date(2026, 1, 1), date(2027, 1, 1), as_at=datetime(2027, 1, 5, tzinfo=LONDON))
    assert report.figure("D5").value.behind.missing == 1
    assert lines(report, "B7")["B7.carers"].top == 2
