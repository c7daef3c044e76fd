"""Cells and entrances of an imported venue: what has a history is never deleted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from bookings.actions.import_venue.findings import Findings, sessions_words
from bookings.actions.import_venue.sharing import keep_apart, let_go_of
from bookings.models import Session
from venues.files.contents import CellRow, EntranceRow
from venues.models import Cell, Entrance, Venue


def bring_cells(venue: Venue, rows: Sequence[CellRow], found: Findings) -> dict[str, Cell]:
    """The venue's cells by code; those that the file leaves out are still among them."""
    cells = {cell.code: cell for cell in venue.cells.all()}
    for index, row in enumerate(rows):
        values = {
            "name": row.name,
            "in_service_from": row.in_service_from,
            "retired_on": row.retired_on,
            "shared": row.shared,
        }
        held = cells.get(row.code)
        if held is None:
            cells[row.code] = Cell.objects.create(venue=venue, code=row.code, position=len(cells), **values)
            found.changed_cells(_("Added the cell “%(name)s”.") % {"name": row.name})
        elif held.shared and not row.shared and not keep_apart(held, f"cells[{index}].shared", found):
            continue
        elif write_differences(held, values):
            if row.shared:
                let_go_of(held, found)
            found.changed_cells(_("Changed the cell “%(name)s”.") % {"name": row.name})
    if put_in_order(cells, [row.code for row in rows]):
        found.changed_cells(_("Put the cells in another order."))
    return cells


def leave_out_cells(venue: Venue, kept: Sequence[CellRow], found: Findings) -> None:
    """Those not in the file go: deleted without a history, retired with one, kept where still needed.

    Rooms and closures have gone before: one that still has the cell is retired, or over.
    """
    gone = venue.cells.filter(retired_on=None).exclude(code__in=[row.code for row in kept])
    for cell in gone:
        sessions = sessions_to_come(venue, Q(rooms__cells=cell), found)
        if sessions:
            words = _("The cell “%(name)s” is not in the file, but it is booked: %(sessions)s.")
            facts = {"name": cell.name, "sessions": sessions_words(sessions, found.zone)}
            found.refused("cells", words % facts, cell.name)
        elif cell.occupancies.exists() or cell.rooms.exists() or cell.closures.exists():
            cell.retired_on = found.today
            cell.save(update_fields=["retired_on"])
            found.changed_cells(_("Retired the cell “%(name)s”.") % {"name": cell.name})
        else:
            cell.delete()
            found.changed_cells(_("Deleted the cell “%(name)s”.") % {"name": cell.name})


def bring_entrances(venue: Venue, rows: Sequence[EntranceRow], found: Findings) -> dict[str, Entrance]:
    entrances = {entrance.code: entrance for entrance in venue.entrances.all()}
    for row in rows:
        held = entrances.get(row.code)
        if held is None:
            entrances[row.code] = Entrance.objects.create(
                venue=venue, code=row.code, name=row.name, position=len(entrances)
            )
            found.changed(_("Added the entrance “%(name)s”.") % {"name": row.name})
        elif write_differences(held, {"name": row.name}):
            found.changed(_("Changed the entrance “%(name)s”.") % {"name": row.name})

    kept = [row.code for row in rows]
    for code in [code for code in entrances if code not in kept]:
        _leave_out_entrance(entrances.pop(code), found)
    if put_in_order(entrances, kept):
        found.changed(_("Put the entrances in another order."))
    return entrances


def _leave_out_entrance(entrance: Entrance, found: Findings) -> None:
    if entrance.access_claims.exists():
        words = _(
            "The entrance “%(name)s” is not in the file, but answers about it are kept for ever. "
            "Leave it in the file; its name can say that it is out of use."
        )
        found.refused("entrances", words % {"name": entrance.name}, entrance.name)
        return
    entrance.delete()
    found.changed(_("Deleted the entrance “%(name)s”.") % {"name": entrance.name})


def sessions_to_come(venue: Venue, of: Q, found: Findings) -> list[Session]:
    """Sessions that take their hours and are not over, soonest first, with their rooms."""
    sessions = Session.objects.at(venue).blocking().to_come(found.at).filter(of)
    return list(sessions.distinct().order_by("starts_at", "pk").prefetch_related("rooms"))


def write_differences(held: Any, values: Mapping[str, Any]) -> bool:
    """Save those values that differ; whether there were any."""
    differing = [name for name, value in values.items() if getattr(held, name) != value]
    for name in differing:
        setattr(held, name, values[name])
    if differing:
        held.save(update_fields=differing)
    return bool(differing)


def put_in_order(things: Mapping[str, Any], codes: Sequence[str]) -> bool:
    """Number them as the file has them, those left out last; whether the order was another."""
    wanted = [*codes, *(code for code in things if code not in codes)]
    if wanted == sorted(things, key=lambda code: (things[code].position, things[code].pk)):
        return False
    for position, code in enumerate(wanted):
        write_differences(things[code], {"position": position})
    return True
