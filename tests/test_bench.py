"""`make bench` at a tiny size, on this run's own database: what it writes, and that both sides fetch the same."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from bookings.desk.diary import days
from bookings.finding import search
from bookings.models import Booking, Occupancy, Session
from bookings.reports.load import load
from bookings.reports.span import Span
from tests.bench.cases import booking, finding, full, pages, portfolio, renewal, report, seeking, tariffs
from tests.bench.district import BIG
from tests.bench.loading import fill, overlaps
from tests.bench.measuring import Measured, compare
from tests.bench.sizes import Size
from tests.bench.table import markdown
from venues.models import Venue

SHAPE = {"name", "median_ms", "sql_ms", "ratio", "queries", "per_second", "note"}

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def district(transactional_db) -> Venue:
    """A thousand sessions, and the big place among its halls."""
    fill(Size.read("1k"), timezone.localdate().year)
    return Venue.objects.select_related("operator").get(slug=BIG)


def test_the_run_measures_every_case_and_writes_it_down(district, monkeypatch):
    monkeypatch.setattr("tests.bench.measuring.ROUNDS", 1)
    monkeypatch.setattr("tests.bench.measuring.AT_LEAST", 1)
    monkeypatch.setattr("tests.bench.measuring.ENOUGH_MS", 1)
    before = Booking.objects.count()
    found = [*booking.measured(rounds=1), *finding.measured(), *pages.measured(), *report.measured()]
    found += portfolio.measured()
    found += [*renewal.measured(rounds=1, regulars=2), *tariffs.measured(rounds=1, quotes=20)]
    found += [*full.measured(rounds=1, sessions=40, years=1), *seeking.measured(rounds=1)]
    assert tariffs.all_searched(tariffs.real_halls(), 0) > 90  # of 144: the rest asks something first
    rows = [{**each.as_row(), "database": connection.vendor} for each in found]
    assert all(set(row) == SHAPE | {"database"} for row in json.loads(json.dumps(rows)))
    assert all(row["ratio"] > 0 and row["queries"] > 0 for row in rows if row["sql_ms"])
    assert Booking.objects.count() == before
    table = markdown(rows, {connection.vendor: "1.0"}, 1000)
    assert all(row["name"] in table for row in rows)
    the_generated_data_keeps_the_guard_and_the_same_rows_are_fetched(district)


def the_generated_data_keeps_the_guard_and_the_same_rows_are_fetched(venue: Venue) -> None:
    """One filling serves both: it is what takes the time."""
    assert overlaps() == 0
    assert Session.objects.count() >= 800
    twice = Occupancy.objects.all()[0]
    twice.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        twice.save()

    on, at = pages.a_tuesday(), timezone.now()
    sessions, _closures = pages.day_in_sql(venue, on)
    [day] = days(venue, on, 1, at=at, sees_everything=True)
    assert len(day.entries) == len(sessions)

    span = Span(*report.last_year(), at, venue.tz)
    assert len(load(venue, span).sessions) == len(report.rows(venue, span)[0]) > 0

    wish = finding.wish_for(1)
    findings = search(wish, at=at)
    assert len(findings.rooms) + len(findings.left_out) == len(finding.plain(wish, at)[0])

    here = seeking.the_middle()
    for wish in (replace(seeking.an_afternoon(here), within=60), seeking.tuesdays(here), seeking.tuesdays(None)):
        ours = {found.room.pk: len(found.free) for found in search(wish, at=at).rooms}
        assert ours == {row[0]: row[-1] for row in seeking.plain(wish, at)} != {}


def test_a_comparison_takes_both_in_turns_and_the_middle_of_each():
    turns: list[str] = []
    found = compare("both", lambda: turns.append("ours"), lambda: turns.append("plain"), rounds=3)
    assert turns == ["ours", "plain"] * 4  # the first of each only warms up
    assert found.queries == 0
    assert Measured("twice", 6.0, 3.0).as_row()["ratio"] == 2


@pytest.mark.parametrize(
    ("word", "sessions", "rooms"), [("1m", 1_000_000, 2000), ("10M", 10_000_000, 2000), ("100k", 100_000, 200)]
)
def test_a_size_is_a_number_of_sessions(word, sessions, rooms):
    size = Size.read(word)
    assert (size.sessions, size.rooms) == (sessions, rooms)
    assert size.in_the_big_place + 4 * size.halls <= rooms


def test_a_size_may_be_of_each_of_three_years():
    size = Size.read("2m-a-year")
    assert (size.sessions, size.rooms, size.years) == (6_000_000, 2000, 3)


def test_each_database_can_have_as_many_rooms_as_it_is_meant_for():
    million, more = Size.read("1m"), Size.read("10m")
    assert [million.meant_for(database).rooms for database in ("sqlite", "postgresql")] == [200, 10_000]
    assert [million.meant_for(database).years for database in ("sqlite", "postgresql")] == [10, 3]
    assert more.meant_for("sqlite").is_too_full
    assert not more.meant_for("postgresql").is_too_full


@pytest.mark.parametrize("word", ["", "many", "0", "-1m", "1g", "1.5m"])
def test_anything_else_is_no_size(word):
    with pytest.raises(ValueError, match="SIZE is a number of sessions"):
        Size.read(word)
