"""Bring a venue file into the database: made where it is new, changed where it differs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from accounts import journal
from accounts.models import User
from bookings.actions.import_venue.cells import bring_cells, bring_entrances, leave_out_cells
from bookings.actions.import_venue.facts import bring_access
from bookings.actions.import_venue.fairness import bring_fair_use
from bookings.actions.import_venue.findings import ChangeRefused, Findings
from bookings.actions.import_venue.operator import bring_operator
from bookings.actions.import_venue.prices import bring_tariffs
from bookings.actions.import_venue.rooms import bring_rooms
from bookings.actions.import_venue.terms import bring_school_terms
from bookings.actions.import_venue.times import bring_closures, bring_hours
from bookings.actions.import_venue.venue import bring_venue
from bookings.locks import all_or_nothing, lock_cells
from venues.files import VenueFile
from venues.models import Venue

__all__ = ["ChangeRefused", "Findings", "Outcome", "bring_venue", "bring_what_it_has", "import_venue"]

PARTS = ("cells", "entrances", "rooms", "hours", "closures", "school_terms", "fair_use", "tariffs", "access")


@dataclass(frozen=True)
class Outcome:
    """The venue, whether it is new, and what changed, a sentence each."""

    venue: Venue
    created: bool
    changes: tuple[str, ...]


@all_or_nothing
def import_venue(file: VenueFile, *, by: User | None, at: datetime) -> Outcome:
    """Make the venue as the file has it; the same file twice changes nothing.

    Raises ChangeRefused, with every reason and nothing done, where the file would change what
    bookings, prices or claims rest on.
    """
    found = Findings(at=at, by=by, zone=file.venue.tz)
    operator = bring_operator(file.operator, found)
    venue, created = bring_venue(file.venue, operator, found)
    if venue.operator_id != operator.pk:
        raise ChangeRefused(found.refusals)

    bring_what_it_has(venue, file, found)
    if found.refusals:
        raise ChangeRefused(found.refusals)

    if found.changes:
        journal.record(by, "imported", venue, why=" ".join(found.changes))
    return Outcome(venue, created, tuple(found.changes))


def bring_what_it_has(venue: Venue, file: VenueFile, found: Findings, *, before: VenueFile | None = None) -> None:
    """Everything in and about the venue but its own settings; what may not change is noted, not done.

    Where it is known what the venue has `before`, only the parts that differ are looked at.
    """
    new = {part for part in PARTS if before is None or getattr(before, part) != getattr(file, part)}
    lock_cells(venue.cells.values_list("pk", flat=True))  # nobody books while hours and closures change
    cells = bring_cells(venue, file.cells, found) if new & {"cells", "rooms", "hours", "closures"} else {}
    rooms = bring_rooms(venue, file.rooms, cells, found) if new & {"rooms", "access"} else {}
    entrances = bring_entrances(venue, file.entrances, found) if new & {"entrances", "access"} else {}
    if "hours" in new:
        bring_hours(venue, file.hours, cells, found)
    if "closures" in new:
        bring_closures(venue, file.closures, cells, found)
    if "school_terms" in new:
        bring_school_terms(venue, file.school_terms, found)
    if "fair_use" in new:
        bring_fair_use(venue, file.fair_use, found)
    if "cells" in new:
        leave_out_cells(venue, file.cells, found)
    if "tariffs" in new:
        bring_tariffs(venue, file.tariffs, found)
    if "access" in new:
        bring_access(venue, file.access, entrances, rooms, found)
