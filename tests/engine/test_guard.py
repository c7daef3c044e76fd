"""The database refuses two occupancies of one cell at one time, whoever asks and however."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import IntegrityError, connection, models, transaction

from bookings.guard import speaks_in
from bookings.models import Occupancy, Session
from tests.engine.control import put_the_guard_back, take_the_guard_away
from tests.make import a_booking, a_venue, the_room
from venues.models import Cell

MORNING = datetime(2027, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def session(db) -> Session:
    room = the_room(a_venue(cells=("front", "back")), "front")
    session = a_booking(room).sessions.get()
    Occupancy.objects.all().delete()
    return session


def taken(session: Session, start: int, end: int, cell: str = "front", **fields) -> Occupancy:
    """Not saved: the cell from one hour of the morning to another."""
    return Occupancy(
        session=session,
        cell=Cell.objects.get(venue=session.venue, code=cell),
        venue=session.venue,
        starts_at=MORNING + timedelta(hours=start),
        ends_at=MORNING + timedelta(hours=end),
        **fields,
    )


@pytest.mark.parametrize(
    ("start", "end"), [(0, 2), (1, 3), (-1, 1), (-1, 3), (0, 1)], ids=["same", "late", "early", "round", "inside"]
)
def test_an_overlap_is_refused(session, start, end):
    taken(session, 0, 2).save()
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        taken(session, start, end).save()
    assert speaks_in(refusal.value)
    assert Occupancy.objects.count() == 1


def test_neighbours_and_other_cells_are_not(session):
    taken(session, 0, 2).save()
    taken(session, 2, 4).save()
    taken(session, -2, 0).save()
    taken(session, 0, 2, cell="back").save()
    assert Occupancy.objects.count() == 4


def test_an_overlap_by_moving_is_refused(session):
    taken(session, 0, 2).save()
    other = taken(session, 2, 4)
    other.save()
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        Occupancy.objects.filter(pk=other.pk).update(starts_at=MORNING + timedelta(hours=1))
    assert speaks_in(refusal.value)
    Occupancy.objects.filter(pk=other.pk).update(starts_at=MORNING + timedelta(hours=3))


def test_rows_of_one_statement_are_held_against_each_other(session):
    with pytest.raises(IntegrityError), transaction.atomic():
        Occupancy.objects.bulk_create([taken(session, 0, 2), taken(session, 1, 3)])
    assert not Occupancy.objects.exists()


def test_a_long_hire_is_cut_and_none_may_be_longer_than_a_day(session):
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        taken(session, 0, 25).save()
    assert not speaks_in(refusal.value)
    taken(session, 0, 24).save()


def test_leaving_out_what_clashes_is_forbidden(session):
    with pytest.raises(ValueError, match="never left out"):
        Occupancy.objects.bulk_create([taken(session, 0, 1)], ignore_conflicts=True)


def test_the_polite_question_says_the_same(session):
    taken(session, 0, 2).save()
    with pytest.raises(ValidationError):
        taken(session, 1, 3).validate_constraints()
    taken(session, 2, 3).validate_constraints()


@pytest.mark.django_db(transaction=True)
def test_the_guard_survives_the_rebuilding_of_its_table():
    """Django rebuilds a SQLite table for such a change; PostgreSQL keeps it."""
    room = the_room(a_venue(cells=("front", "back")), "front")
    session = a_booking(room).sessions.get()
    Occupancy.objects.all().delete()
    column = models.CharField(max_length=5, default="")
    column.set_attributes_from_name("extra")
    with connection.schema_editor() as editor:
        editor.add_field(Occupancy, column)
        editor.remove_field(Occupancy, column)
    call_command("check", databases=["default"])
    taken(session, 0, 2).save()
    with pytest.raises(IntegrityError) as refusal:
        taken(session, 1, 3).save()
    assert speaks_in(refusal.value)


@pytest.mark.django_db(transaction=True)
def test_a_database_without_its_guard_is_told():
    call_command("check", databases=["default"])
    take_the_guard_away()
    try:
        with pytest.raises(SystemCheckError, match="share a cell"):
            call_command("check", databases=["default"])
    finally:
        put_the_guard_back()
    call_command("check", databases=["default"])
