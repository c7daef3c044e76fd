"""The database refuses two occupancies of one cell at one time, whoever asks and however."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import IntegrityError, connection, models, transaction

from bookings.guard import speaks_in
from bookings.models import Equipment, EquipmentUse, Occupancy, Session
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


@pytest.mark.of_a_file
def test_times_that_cannot_be_compared_as_they_are_written_are_refused(session):
    taken(session, 0, 2).save()
    things = Equipment.objects.create(venue=session.venue, code="projector")
    hours = {"starts_at": MORNING, "ends_at": MORNING + timedelta(hours=2)}
    EquipmentUse.objects.create(
        session=session, venue=session.venue, equipment=things, first_unit=1, last_unit=1, stock=1, **hours
    )
    for model in (Occupancy, EquipmentUse):
        for start, end in ODDLY_WRITTEN:
            for write in (insert_as_it_stands, update_as_it_stands):
                with pytest.raises(IntegrityError, match="needs times in UTC, written as"), transaction.atomic():
                    write(model, start, end)
        insert_as_it_stands(model, "2027-03-02 11:00:00", "2027-03-02 12:00:00.000001")
        with pytest.raises(IntegrityError, match=r"at_a_time$"), transaction.atomic():
            insert_as_it_stands(model, "2027-03-02 12:00:00", "2027-03-02 13:00:00")
        assert model.objects.count() == 2


Written = str | bytes | float

ODDLY_WRITTEN: list[tuple[Written, Written]] = [
    ("2027-03-02T12:00:00", "2027-03-02T13:00:00"),
    ("2027-03-02 12:00:00", "2027-03-02T13:00:00"),
    ("2027-03-02T12:00:00", "2027-03-02 13:00:00"),
    ("2027-03-02 12:00:00+01:00", "2027-03-02 13:00:00+01:00"),
    ("2027-03-02 12:00:00Z", "2027-03-02 13:00:00Z"),
    ("2027-03-02 12:00:00.000", "2027-03-02 13:00:00.000"),
    ("2027-03-02 12:00", "2027-03-02 13:00"),
    ("2027-02-29 12:00:00", "2027-02-29 13:00:00"),
    ("now", "now"),
    (2461467.0, 2461467.125),
    ("2461467.0", "2461467.125"),
    (1803988800, 1803992400),
    (b"2027-03-02 12:00:00", b"2027-03-02 13:00:00"),
]


def insert_as_it_stands(model: type[models.Model], start: Written, end: Written) -> None:
    """A row like the first, of these times, in SQL."""
    table, kept = model._meta.db_table, [field.column for field in model._meta.concrete_fields[1:]]
    kept = [name for name in kept if name not in ("starts_at", "ends_at")]
    others = ", ".join(kept)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({others}, starts_at, ends_at) SELECT {others}, %s, %s FROM {table} LIMIT 1",
            [start, end],
        )


def update_as_it_stands(model: type[models.Model], start: Written, end: Written) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {model._meta.db_table} SET starts_at = %s, ends_at = %s", [start, end])


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
