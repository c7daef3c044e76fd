"""Who runs the venue, what it is, and what can be hired in it, from a venue file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from accounts.models import Hirer
from venues.files.contents import (
    NOT_FOR_ROOMS,
    CategoryRow,
    CellRow,
    EntranceRow,
    LayoutRow,
    OperatorRow,
    RoomRow,
    VenueRow,
)
from venues.files.table import NAME, TEXT, Table, once
from venues.models import Room, Venue

CATEGORIES, CELLS, ENTRANCES, ROOMS, LAYOUTS = 50, 200, 50, 200, 30
MOST_PEOPLE = 20_000
MOST_DATES = 1000
DAY = 24 * 60
LONGEST_WHO = 300
LONGEST_SHORTEST, LONGEST = 7 * DAY, 366 * DAY  # minutes: whoever lets by the week, or by the year
CURRENCY = re.compile(r"[A-Z]{3}")
PHONE = re.compile(r"\+?[0-9][0-9 ()-]{4,28}")
POSTCODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9 -]{1,9}")


def read_operator(table: Table) -> OperatorRow:
    currency = table.text("currency", 3)
    if currency and not CURRENCY.fullmatch(currency):
        table.fault("currency", _("“%(value)s” is not the code of a currency, such as GBP.") % {"value": currency})
    rows = table.tables("categories", CATEGORIES)
    operator = OperatorRow(
        slug=table.code("slug"),
        name=table.text("name", 120),
        currency=currency,
        categories=tuple(_category(row) for row in rows),
    )
    table.nothing_else()
    once(rows, "code", _("Two categories have the code “%(value)s”."))

    standard = [category.name for category in operator.categories if category.standard]
    if not standard and all(row.is_sound for row in rows):
        table.fault(
            "categories", _("No category has standard = true; the price that others are measured by needs one.")
        )
    if len(standard) > 1:
        words = _("More than one category has standard = true: %(names)s. Only one can be the standard price.")
        table.fault("categories", words % {"names": ", ".join(standard)})
    return operator


def _category(table: Table) -> CategoryRow:
    row = CategoryRow(
        code=table.code("code"),
        name=table.text("name"),
        standard=table.maybe("standard", table.flag) or False,
        kinds=table.maybe("kinds", lambda key: table.several(key, Hirer.Kind.values)) or (),
        who=table.words("who"),
        proof=table.words("proof"),
    )
    table.nothing_else()
    return row


def read_venue(table: Table) -> VenueRow:
    row = VenueRow(
        slug=table.code("slug"),
        name=table.text("name", 120),
        kind=table.choice("kind", Venue.Kind.values),
        summary=table.words("summary", TEXT, lines=True),
        street=table.text("street", 120),
        town=table.text("town"),
        postcode=_like(table, "postcode", table.text("postcode", 10), POSTCODE, _("“%(value)s” is not a postcode.")),
        latitude=table.maybe("latitude", lambda key: table.degrees(key, 90)),
        longitude=table.maybe("longitude", lambda key: table.degrees(key, 180)),
        zone=_zone(table),
        nation=table.choice("nation", Venue.Nation.values),
        email=_email(table),
        phone=_phone(table, "phone"),
        text_number=_phone(table, "text_number"),
        turnaround_minutes=_setting(table, "turnaround_minutes", DAY),
        hold_days=_setting(table, "hold_days", 365),
        offer_hours=_setting(table, "offer_hours", 365 * 24, least=1),
        free_cancel_hours=_setting(table, "free_cancel_hours", 366 * 24),
        notice_hours=_setting(table, "notice_hours", 366 * 24),
        furthest_days=_setting(table, "furthest_days", 3660),
        shortest_minutes=_setting(table, "shortest_minutes", LONGEST_SHORTEST),
        longest_minutes=table.maybe("longest_minutes", lambda key: table.whole(key, 1, LONGEST)),
        address_shown=table.maybe("address_shown", lambda key: table.choice(key, Venue.AddressShown.values))
        or Venue.AddressShown.ALWAYS.value,
        published=table.maybe("published", table.flag) or False,
        proof_after=_setting(table, "proof_after", MOST_DATES),
        proof_days=_setting(table, "proof_days", 366),
        prices_of=table.maybe("prices_of", lambda key: table.choice(key, Venue.PricesOf.values))
        or Venue.PricesOf.EVENT.value,
        quiet_from=table.maybe("quiet_from", table.clock),
        quiet_until=table.maybe("quiet_until", table.clock),
        quiet_days=table.maybe("quiet_days", table.days) or (),
        digest=table.maybe("digest", lambda key: table.choice(key, Venue.Digest.values)) or Venue.Digest.NEVER.value,
        **_parties(table),
        election_on=table.maybe("election_on", table.day),
        election_days=_setting(table, "election_days", 366),
        election_rule=table.words("election_rule", TEXT, lines=True),
        who_is_there=table.words("who_is_there", LONGEST_WHO),
        emergency_phone=_phone(table, "emergency_phone"),
    )
    table.nothing_else()
    _check_quiet(table, row)
    if (row.latitude is None) != (row.longitude is None):
        absent = "latitude" if row.latitude is None else "longitude"
        table.fault(absent, _("Latitude and longitude come together: this one is missing."))
    if row.longest_minutes is not None and row.longest_minutes < row.shortest_minutes:
        table.fault("longest_minutes", _("The longest hire is shorter than the shortest one."))
    return row


def _parties(table: Table) -> dict[str, Any]:
    """What is asked of a party, when a deposit goes back, and what is to be done before leaving."""
    asked = [value for value in Venue.Asked.values if value]
    found: dict[str, Any] = {
        name: table.maybe(name, lambda key: table.choice(key, asked)) or ""
        for name in ("music", "bouncy_castle", "candles")
    }
    kinds = [value for value in Venue.Alcohol.values if value]
    found["alcohol"] = table.maybe("alcohol", lambda key: table.choice(key, kinds)) or ""
    for name in ("has_bar", "asks_food", "asks_ages"):
        found[name] = table.maybe(name, table.flag) or False
    for name in ("alcohol_days", "bond_days"):
        found[name] = _setting(table, name, 366)
    return {**found, "leaving": table.words("leaving", TEXT, lines=True)}


def _check_quiet(table: Table, row: VenueRow) -> None:
    """There is some time at which letters arrive."""
    if (row.quiet_from is None) != (row.quiet_until is None):
        absent = "quiet_from" if row.quiet_from is None else "quiet_until"
        table.fault(absent, _("Quiet hours have a beginning and an end: this one is missing."))
    elif row.quiet_from is not None and row.quiet_from == row.quiet_until:
        table.fault("quiet_until", _("Quiet hours end at another time than they begin."))
    if len(row.quiet_days) == 7:
        table.fault("quiet_days", _("One day of the week, at least, is not quiet: else no letter would ever arrive."))


def read_cells(top: Table, today: date) -> tuple[CellRow, ...]:
    tables = top.tables("cells", CELLS)
    if not tables:
        top.fault("cells", _("There is not one cell: a venue has at least one space that can be let alone."))
    rows = []
    for table in tables:
        row = CellRow(
            code=table.code("code"),
            name=table.text("name"),
            in_service_from=table.maybe("in_service_from", table.day),
            retired_on=_retired(table, today),
            shared=table.maybe("shared", table.flag) or False,
        )
        if table.is_sound and row.in_service_from and row.retired_on and row.retired_on < row.in_service_from:
            table.fault("retired_on", _("It is retired before it comes into service."))
        table.nothing_else()
        rows.append(row)
    once(tables, "code", _("Two cells have the code “%(value)s”."))
    return tuple(rows)


def read_entrances(top: Table) -> tuple[EntranceRow, ...]:
    tables = top.tables("entrances", ENTRANCES)
    rows = []
    for table in tables:
        rows.append(EntranceRow(code=table.code("code"), name=table.text("name")))
        table.nothing_else()
    once(tables, "code", _("Two entrances have the code “%(value)s”."))
    return tuple(rows)


def read_rooms(top: Table, cells: Sequence[CellRow], today: date) -> tuple[RoomRow, ...]:
    tables = top.tables("rooms", ROOMS)
    if not tables:
        top.fault("rooms", _("There is not one room: nothing could be hired."))
    rows = tuple(_room(table, cells, today) for table in tables)
    once(tables, "code", _("Two rooms have the code “%(value)s”."))
    once(tables, "name", _("Two rooms have the name “%(value)s”; people could not tell them apart."))
    return rows


def _room(table: Table, cells: Sequence[CellRow], today: date) -> RoomRow:
    layouts = table.tables("layouts", LAYOUTS)
    row = RoomRow(
        code=table.code("code"),
        name=table.text("name"),
        summary=table.words("summary", TEXT, lines=True),
        cells=cells_named(table, [cell.code for cell in cells]),
        turnaround_minutes=table.maybe("turnaround_minutes", lambda key: table.whole(key, 0, DAY)),
        turnaround=table.maybe("turnaround", lambda key: table.choice(key, Room.Turnaround.values))
        or Room.Turnaround.SHARED.value,
        confirms_at_once=table.maybe("confirms_at_once", table.flag) or False,
        requests_wait_together=table.maybe("requests_wait_together", table.flag) or False,
        retired_on=_retired(table, today),
        layouts=tuple(_layout(layout, today) for layout in layouts),
    )
    table.nothing_else()
    once(layouts, "name", _("Two layouts of this room have the name “%(value)s”."))
    if not row.cells and table.data.get("cells") == []:
        table.fault("cells", _("A room is made of at least one cell."))
    if row.code in NOT_FOR_ROOMS and not row.retired_on:
        words = _("“%(value)s” is the address of another page of the venue: choose another code for this room.")
        table.fault("code", words % {"value": row.code})
    if row.confirms_at_once and row.requests_wait_together:
        words = _("A room is booked at once, or its requests wait together: not both.")
        table.fault("requests_wait_together", words)
    if not row.retired_on:
        if row.cells and all(cell.shared for cell in cells if cell.code in row.cells):
            words = _("Every cell of this room is shared: nothing would keep two hires of it apart.")
            table.fault("cells", words)
        for cell in cells:
            if cell.code in row.cells and cell.retired_on:
                words = _(
                    "The cell “%(cell)s” is no longer in use, so the room cannot be either, unless it has retired_on."
                )
                table.fault("cells", words % {"cell": cell.code})
    return row


def cells_named(table: Table, cells: Sequence[str]) -> tuple[str, ...]:
    """The cells that a table uses, each one of the venue's."""
    found = table.items("cells")
    for index, code in enumerate(found):
        facts = {"name": table.subject, "cell": str(code)[:60], "cells": ", ".join(cells)}
        if code not in cells:
            words = _("This uses the cell “%(cell)s”, which is not among the cells: %(cells)s.")
            if table.subject:
                words = _("The room “%(name)s” uses the cell “%(cell)s”, which is not among the cells: %(cells)s.")
            table.fault(f"cells[{index}]", words % facts)
        elif code in found[:index]:
            table.fault(f"cells[{index}]", _("The cell “%(cell)s” stands here twice.") % facts)
    return tuple(dict.fromkeys(code for code in found if code in cells))


def _layout(table: Table, today: date) -> LayoutRow:
    row = LayoutRow(
        name=table.text("name", 60),
        capacity=table.maybe("capacity", lambda key: table.whole(key, 1, MOST_PEOPLE)),
        assessed_by=table.words("assessed_by", NAME),
        assessed_on=table.maybe("assessed_on", table.day),
    )
    if row.assessed_on and row.assessed_on > today:
        table.fault("assessed_on", _("It cannot have been assessed on a day to come."))
    table.nothing_else()
    return row


def _retired(table: Table, today: date) -> date | None:
    day = table.maybe("retired_on", table.day)
    if day and day > today:
        table.fault("retired_on", _("It is retired from a day that has come, not from one to come."))
    return day


def _setting(table: Table, key: str, most: int, *, least: int = 0) -> int:
    """A whole number that the venue may leave to the usual."""
    usual: int = getattr(Venue(), key)
    found = table.maybe(key, lambda key: table.whole(key, least, most))
    return usual if found is None else found


def _zone(table: Table) -> str:
    zone = table.text("zone", 40)
    if zone and zone not in _zones():
        words = _("There is no time zone “%(value)s”. In the United Kingdom it is Europe/London.")
        table.fault("zone", words % {"value": zone})
        return "UTC"
    return zone or "UTC"


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _email(table: Table) -> str:
    email = table.text("email", 254)
    try:
        if email:
            validate_email(email)
    except ValidationError:
        table.fault("email", _("“%(value)s” is not an e-mail address.") % {"value": email})
    return email


def _phone(table: Table, key: str) -> str:
    return _like(table, key, table.words(key, 30), PHONE, _("“%(value)s” is not a telephone number."))


def _like(table: Table, key: str, value: str, pattern: re.Pattern[str], words: str) -> str:
    if value and not pattern.fullmatch(value):
        table.fault(key, words % {"value": value[:60]})
    return value
