"""The price lists of an imported venue: a published version never changes, a new one follows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from accounts import journal
from accounts.clock import day_words
from bookings.actions.import_venue.findings import Findings
from bookings.fixed_lists import is_fixed
from bookings.price_words import names_at
from venues import tariffs
from venues.files.prices import ended_by_the_next
from venues.models import Tariff, Venue
from venues.tariffs.words.changes import what_changed

PUBLISHED = "published"  # the journal's verb, of a price list
CHANGED_IN_PLACE = "changed in place"  # and of one by which nothing was booked yet
LONGEST = 500  # letters that the journal keeps


def bring_tariffs(venue: Venue, rows: Sequence[tariffs.Tariff], found: Findings) -> None:
    """Add new versions; one that the file leaves out stays, but for the end that a later one gives it."""
    currency = venue.operator.currency
    held = {row.valid_from: row for row in venue.tariffs.all()}
    stored = {day: tariffs.read(row.document, currency) for day, row in held.items()}
    wanted = {row.valid_from: row for row in rows}
    after = ended_by_the_next((stored | wanted).values(), {*stored, *wanted})
    places = {row.valid_from: f"tariffs[{index}]" for index, row in enumerate(rows)}

    for row in after:
        place = places.get(row.valid_from, "tariffs")
        if row.valid_from not in held:
            _add(venue, row, found)
        elif row != stored[row.valid_from]:
            _change(held[row.valid_from], stored[row.valid_from], row, place, found)
    _refuse_overlaps(after, places, found)


def _add(venue: Venue, row: tariffs.Tariff, found: Findings) -> None:
    made = Tariff.objects.create(
        venue=venue,
        name=row.name,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        published_at=found.at,
        document=tariffs.write(row),
    )
    journal.record(found.by, PUBLISHED, made)
    words = _("Added the price list “%(name)s”, from %(day)s.")
    found.changed(words % {"name": row.name, "day": day_words(row.valid_from)})


def _change(held: Tariff, stored: tariffs.Tariff, row: tariffs.Tariff, place: str, found: Findings) -> None:
    """An open end may be given a last day; anything else only while nothing was booked by it."""
    closed = stored.valid_to is None and replace(row, valid_to=None) == stored
    if not closed and is_fixed(held):
        words = _(
            "Bookings were priced by the version of %(day)s, so it cannot change. "
            "Give the new prices a later valid_from; the old version ends the day before."
        )
        found.refused(place, words % {"day": day_words(held.valid_from)}, row.name)
        return
    held.name, held.valid_to, held.document = row.name, row.valid_to, tariffs.write(row)
    held.save(update_fields=["name", "valid_to", "document"])
    if closed and row.valid_to:
        words = _("The price list “%(name)s” now ends on %(day)s.")
        found.changed(words % {"name": row.name, "day": day_words(row.valid_to)})
    else:
        journal.record(found.by, CHANGED_IN_PLACE, held, why=_as_it_was(stored, row, held.venue))
        found.changed(_("Changed the price list “%(name)s”, by which nothing was booked.") % {"name": row.name})


def _as_it_was(before: tariffs.Tariff, after: tariffs.Tariff, venue: Venue) -> str:
    """What it says now instead of what it said, as much as an entry of the journal takes."""
    named = [_("Called “%(name)s” before.") % {"name": before.name}] if before.name != after.name else []
    changes = what_changed(before, after, names_at(venue))
    told = [f"{words.rstrip('.')}." for section in changes for words in section.sentences]
    return Truncator(" ".join(named + told)).chars(LONGEST)


def _refuse_overlaps(rows: Sequence[tariffs.Tariff], places: dict[date, str], found: Findings) -> None:
    for earlier, later in pairwise(sorted(rows, key=lambda row: row.valid_from)):
        if earlier.valid_to is None or earlier.valid_to >= later.valid_from:
            words = _("“%(earlier)s” and “%(later)s” would both be in force on %(day)s.")
            facts = {"earlier": earlier.name, "later": later.name, "day": day_words(later.valid_from)}
            place = places.get(later.valid_from) or places.get(earlier.valid_from, "tariffs")
            found.refused(place, words % facts, later.name)
