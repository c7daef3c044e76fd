"""Every price list that a place has published: who did, when, and what each says otherwise than the one before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from accounts.models import JournalEntry
from bookings.actions.import_venue.prices import CHANGED_IN_PLACE, PUBLISHED
from bookings.desk.place import who_words
from bookings.desk.price_changes import Changes
from venues import tariffs
from venues.files import VenueFile
from venues.models import Tariff


@dataclass(frozen=True)
class Correction:
    """A change to a published list while nobody had booked by it; `words` tell what it says instead of what."""

    at: datetime
    who: str
    words: str


@dataclass(frozen=True)
class Version:
    row: Tariff
    who: str  # nothing where no person did it, or nobody wrote it down
    changes: Changes
    in_place: list[Correction]

    @property
    def key(self) -> str:
        return self.row.valid_from.isoformat()


def versions(rows: Sequence[Tariff], before: Tariff | None, file: VenueFile) -> list[Version]:
    """These rows, newest first, each against the next; the last against `before`. In one question."""
    refs = [str(row.pk) for row in rows]
    entries = JournalEntry.objects.filter(subject_kind="tariff", subject_ref__in=refs).select_related("by")
    by: dict[str, str] = {}
    in_place: dict[str, list[Correction]] = defaultdict(list)
    for entry in entries.filter(verb__in=(PUBLISHED, CHANGED_IN_PLACE)).order_by("at", "pk"):
        if entry.verb == CHANGED_IN_PLACE:
            in_place[entry.subject_ref].append(Correction(entry.at, who_words(entry), entry.why))
        elif entry.by:
            by[entry.subject_ref] = who_words(entry)
    said = [tariffs.read(row.document, file.operator.currency) for row in (*rows, *([before] if before else []))]
    return [
        Version(
            row,
            by.get(str(row.pk), ""),
            Changes.between(said[at + 1] if at + 1 < len(said) else None, said[at], file),
            in_place[str(row.pk)],
        )
        for at, row in enumerate(rows)
    ]
