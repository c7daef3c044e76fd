"""Every price list that a place has published: who did, when, and what each says otherwise than the one before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import JournalEntry
from bookings.actions.import_venue.prices import PUBLISHED
from bookings.desk.place import who_words
from bookings.desk.price_changes import Changes
from venues import tariffs
from venues.files import VenueFile
from venues.models import Tariff


@dataclass(frozen=True)
class Version:
    row: Tariff
    who: str  # nothing where no person did it, or nobody wrote it down
    changes: Changes

    @property
    def key(self) -> str:
        return self.row.valid_from.isoformat()


def versions(rows: Sequence[Tariff], before: Tariff | None, file: VenueFile) -> list[Version]:
    """These rows, newest first, each against the next; the last against `before`. In one question."""
    refs = [str(row.pk) for row in rows]
    published = JournalEntry.objects.filter(subject_kind="tariff", subject_ref__in=refs, verb=PUBLISHED)
    by = {entry.subject_ref: who_words(entry) for entry in published.exclude(by=None).select_related("by")}
    said = [tariffs.read(row.document, file.operator.currency) for row in (*rows, *([before] if before else []))]
    return [
        Version(
            row, by.get(str(row.pk), ""), Changes.between(said[at + 1] if at + 1 < len(said) else None, said[at], file)
        )
        for at, row in enumerate(rows)
    ]
