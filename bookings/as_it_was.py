"""What an act changes of a booking, row by row, so that it can be put back as it was."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core import serializers
from django.db import connection, models
from django.db.models import Q
from schedule.models import Event, Occurrence

from bookings.exceptions import RoomTaken, TooLate
from bookings.locks import lock_things
from bookings.models import (
    AskedChange,
    Booking,
    EquipmentUse,
    Hold,
    Occupancy,
    RefusedDate,
    Session,
    SessionExtra,
    SessionRoom,
    Slot,
    Stretch,
)
from bookings.things import Shelves, Want
from venues.periods import Period

Rows = Mapping[str, Mapping[str, Mapping[str, Any]]]  # by model and by key, their fields
Changes = dict[str, Any]

WRITES = re.compile(r'(?:INSERT (?:OR \w+ )?INTO|UPDATE|DELETE FROM) "(\w+)"')
# Which rows are a booking's is told by those that they hang on, where these are not the booking itself.
HANG_ON: Mapping[type[models.Model], tuple[type[models.Model], ...]] = {
    Event: (Stretch,),
    Occurrence: (Stretch,),
    SessionRoom: (Session,),
    SessionExtra: (Session,),
    Hold: (AskedChange,),
    Occupancy: (Session, Hold, AskedChange),
}


@dataclass(frozen=True)
class AsItIs:
    """Every row of a booking, of its place in the library's calendar, and what it takes beside its rooms."""

    rows: Rows
    things: list[dict[str, Any]]

    @classmethod
    def of(cls, booking: Booking) -> AsItIs:
        """Read in a fixed number of questions."""
        return cls({_label(found.model): _rows(found) for found in _of(booking)}, _things(booking))

    def after(self, booking: Booking, written: Container[str]) -> Rows:
        """Its rows once an act wrote into these tables: what it did not touch is not read again."""
        return {
            _label(found.model): _rows(found) if _may_differ(found.model, written) else self.rows[_label(found.model)]
            for found in _of(booking)
        }


@contextmanager
def tables_written() -> Iterator[set[str]]:
    """The tables that are written into meanwhile, by their names; complete as it ends."""
    written = set[str]()

    def look(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        written.update(WRITES.findall(sql))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        yield written


def _may_differ(model: type[models.Model], written: Container[str]) -> bool:
    own = [model._meta.db_table, *(field.m2m_db_table() for field in model._meta.many_to_many)]
    return any(table in written for table in [*own, *(other._meta.db_table for other in HANG_ON.get(model, ()))])


def _rows(found: models.QuerySet[Any]) -> Mapping[str, Mapping[str, Any]]:
    return {str(row["pk"]): row["fields"] for row in serializers.serialize("python", found.order_by("pk"))}


def _label(model: type[models.Model]) -> str:
    return model._meta.label_lower


def changes(before: AsItIs, after: Rows) -> Changes:
    """What is needed to go back: the fields that differ, whole rows that went, the keys of rows that came."""
    changed, gone, came = dict[str, Any](), dict[str, Any](), dict[str, Any]()
    for label, rows in before.rows.items():
        now = after[label]
        changed[label] = {
            key: {name: value for name, value in row.items() if now[key][name] != value}
            for key, row in rows.items()
            if key in now and now[key] != row
        }
        gone[label] = {key: row for key, row in rows.items() if key not in now}
        came[label] = [key for key in now if key not in rows]
    told = {"changed": changed, "gone": gone, "came": came}
    found: Changes = {what: {label: rows for label, rows in each.items() if rows} for what, each in told.items()}
    return {**found, "things": before.things}


def stood(before: Changes) -> list[Period]:
    """When the dates were that are at another time since, or in another room."""
    moment = Session._meta.get_field("starts_at").to_python
    rows = before["gone"].get("bookings.occupancy", {}).values()
    return [Period(moment(row["starts_at"]), moment(row["ends_at"])) for row in rows]


def cells_of(before: Changes) -> set[int]:
    """Those that it would take again."""
    return {row["cell"] for row in before["gone"].get("bookings.occupancy", {}).values()}


def put_back(booking: Booking, before: Changes, *, at: datetime) -> None:
    """Take away what came, bring back what went, and set what was changed; its cells are locked.

    Raises RoomTaken or ThingsTaken where the hours, or what it had beside its room, are somebody else's by now.
    """
    lock_things(booking.venue_id, {*_codes_of(booking), *(each["code"] for each in before["things"])})
    _take_away(Occupancy, before)  # two may not have the same hours, even on the way
    for rows in _of(booking):
        label = _label(rows.model)
        bring_back(rows.model, before["gone"].get(label, {}))
        _set(rows.model, before["changed"].get(label, {}))
    for rows in reversed(list(_of(booking))):
        if rows.model is not Occupancy:
            _take_away(rows.model, before)  # once nothing hangs on it any more
    _put_things_back(booking, before["things"], at)


def _of(booking: Booking) -> Iterator[models.QuerySet[Any]]:
    """Those that others hang on come first."""
    stretches = Stretch.objects.filter(booking=booking)
    events = stretches.values("event")
    yield Booking.objects.filter(pk=booking.pk)
    yield Event.objects.filter(pk__in=events)
    yield Occurrence.objects.filter(event__in=events)
    yield stretches
    yield Session.objects.filter(booking=booking)
    yield SessionRoom.objects.filter(session__booking=booking)
    yield SessionExtra.objects.filter(session__booking=booking)
    yield RefusedDate.objects.filter(booking=booking)
    yield Slot.objects.filter(booking=booking)
    changes_asked = AskedChange.objects.filter(booking=booking)
    yield changes_asked
    kept = Hold.objects.kept_of(booking)
    yield kept | Hold.objects.filter(change__booking=booking)
    yield Occupancy.objects.filter(Q(session__booking=booking) | Q(hold__change__booking=booking) | Q(hold__in=kept))


def _things(booking: Booking) -> list[dict[str, Any]]:
    """What each date takes of things that are few: how many, not which, for their numbers are dealt out anew."""
    uses = EquipmentUse.objects.its_own().filter(session__booking=booking)
    number = models.Sum(models.F("last_unit") - models.F("first_unit") + 1)
    keys = ("session", "equipment__code", "starts_at", "ends_at", "expires_at", "stock")
    rows = uses.order_by().values(*keys).annotate(number=number)
    return [{"code": row.pop("equipment__code"), **row} for row in rows]


def _codes_of(booking: Booking) -> set[str]:
    return set(EquipmentUse.objects.filter(session__booking=booking).values_list("equipment__code", flat=True))


def _put_things_back(booking: Booking, things: list[dict[str, Any]], at: datetime) -> None:
    """Those of a date that has the same still are kept for as long as before; others are taken anew."""
    uses = EquipmentUse.objects.filter(session__booking=booking)
    moment = EquipmentUse._meta.get_field("expires_at").to_python
    had, has = _by_date(things), _by_date(_things(booking))
    still = {key for key, rows in had.items() if has.get(key) == rows}
    uses.exclude(session__in=still).delete()
    lost = dict[datetime | None, list[Want]]()
    sessions = booking.sessions.select_related("venue").in_bulk(list(had))
    for row in things:
        until = moment(row["expires_at"])
        if row["session"] in still:
            uses.filter(session=row["session"]).update(expires_at=until)
        else:
            period = Period(moment(row["starts_at"]), moment(row["ends_at"]))
            want = Want(row["code"], row["code"], row["number"], row["stock"], period, sessions[row["session"]])
            lost.setdefault(until, []).append(want)
    for until, wants in lost.items():
        Shelves(booking.venue, wants, at=at).take(wants, expires_at=until)


def _by_date(things: list[dict[str, Any]]) -> dict[int, set[tuple[str, datetime, datetime, int]]]:
    """What each has, when, and how many."""
    found: dict[int, set[tuple[str, datetime, datetime, int]]] = {}
    moment = EquipmentUse._meta.get_field("starts_at").to_python
    for row in things:
        when = moment(row["starts_at"]), moment(row["ends_at"])
        found.setdefault(row["session"], set()).add((row["code"], *when, row["number"]))
    return found


def _take_away(model: type[models.Model], before: Changes) -> None:
    model._default_manager.filter(pk__in=before["came"].get(_label(model), [])).delete()


def bring_back(model: type[models.Model], rows: Mapping[str, Any]) -> None:
    """Rows that went, by their keys, which they have again."""
    made = [_filled(model(pk=model._meta.pk.to_python(key)), row) for key, row in rows.items()]
    model._default_manager.bulk_create(made)


def _set(model: type[models.Model], rows: Mapping[str, Any]) -> None:
    there = model._default_manager.in_bulk([model._meta.pk.to_python(key) for key in rows])
    if len(there) < len(rows):
        raise RoomTaken if model is Occupancy else TooLate
    found = [_filled(there[model._meta.pk.to_python(key)], row) for key, row in rows.items()]
    if found:
        model._default_manager.bulk_update(found, sorted({name for row in rows.values() for name in row}))


def _filled(row: models.Model, fields: Mapping[str, Any]) -> models.Model:
    for name, value in fields.items():
        field = row._meta.get_field(name)
        assert isinstance(field, models.Field)
        setattr(row, field.attname, field.to_python(value))
    return row
