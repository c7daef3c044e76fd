"""Change one part of a venue from a page, by the rules of its file: what a page saves can always be exported."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from accounts import journal
from accounts.models import User
from bookings.actions.import_venue import ChangeRefused, Findings, bring_venue, bring_what_it_has
from bookings.exceptions import BookingError
from bookings.locks import all_or_nothing
from venues import files
from venues.files import Fault, VenueFile, VenueFileFaults
from venues.models import Venue

CHANGED = "changed "  # the journal's verb is this and the name of the part


class ChangedMeanwhile(BookingError):
    """Somebody else saved the same part since the page was opened."""

    def __init__(self) -> None:
        super().__init__(
            _("Somebody else changed this while you had the page open. Nothing was saved. Look at what it says now.")
        )


def print_of(venue: Venue, part: str) -> str:
    """A short mark of what a part says now: a page carries it, so that two people cannot undo each other unseen."""
    return mark(files.from_database(venue), part)


@all_or_nothing
def change_venue(
    place: Venue, /, *, part: str, by: User | None, at: datetime, seen: str | None = None, **rows: Any
) -> tuple[str, ...]:
    """Put rows in the place of those the venue has; what changed, a sentence each.

    `part` names what the person edits (for the journal: details, rooms, hours, closures, prices, access);
    `rows` are fields of VenueFile: `venue=VenueRow`, `rooms=(RoomRow, …)`, several at once where they hang
    together. `seen` is the print of the first of them as the page showed it. Raises ChangedMeanwhile;
    ChangeRefused with a Fault for each thing wrong, nothing done: `rooms[1].layouts[0].capacity` and why.
    Faults that the venue had before, as a draft has, are no reason to refuse.
    """
    venue = Venue.objects.select_for_update(of=("self",), no_key=True).select_related("operator").get(pk=place.pk)
    before = files.from_database(venue)
    if seen is not None and seen != mark(before, next(iter(rows))):
        raise ChangedMeanwhile

    after = replace(before, **rows)
    faults = new_faults(before, after, at=at)
    if faults:
        raise ChangeRefused(faults)

    found = Findings(at=at, by=by, zone=after.venue.tz)
    venue, _made = bring_venue(after.venue, venue.operator, found)
    bring_what_it_has(venue, after, found, before=before)
    if found.refusals:
        raise ChangeRefused(found.refusals)

    changes = found.changes_for_all
    if changes:
        journal.record(by, CHANGED + part, venue, why=" ".join(changes))
    return changes


def new_faults(before: VenueFile, after: VenueFile, *, at: datetime) -> list[Fault]:
    """What the rules of the file find wrong with the one and not with the other."""
    found = _faults(after, at)
    had = set(_faults(before, at)) if found else set()
    return [fault for fault in found if fault not in had]


def _faults(file: VenueFile, at: datetime) -> tuple[Fault, ...]:
    try:
        files.read(files.write(file), today=at.astimezone(file.venue.tz).date())
    except VenueFileFaults as found:
        return found.faults
    return ()


def mark(file: VenueFile, part: str) -> str:
    """What print_of says, of a venue that has been read already."""
    return mark_of_rows(getattr(file, part))


def mark_of_rows(rows: object) -> str:
    """What print_of says, of the rows of a part; of the venue's own settings, its one row."""
    return hashlib.sha256(repr(rows).encode()).hexdigest()[:16]
