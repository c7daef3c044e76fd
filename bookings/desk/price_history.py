"""Every price list that a place has published: who did, when, and what each says otherwise than the one before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import ngettext

from accounts.models import JournalEntry
from bookings.actions.import_venue.prices import PUBLISHED
from bookings.desk.place import who_words
from bookings.desk.price_grid import names_in
from venues import tariffs
from venues.files import VenueFile
from venues.models import Tariff
from venues.tariffs.words import Section
from venues.tariffs.words.changes import what_changed

FEW = 12  # changes that are read at a glance


@dataclass(frozen=True)
class Version:
    row: Tariff
    who: str  # nothing where nobody wrote it down
    at: datetime
    changes: tuple[Section, ...]
    is_first: bool

    @property
    def key(self) -> str:
        return self.row.valid_from.isoformat()

    @property
    def number(self) -> int:
        return sum(len(section.sentences) for section in self.changes)

    @property
    def is_short(self) -> bool:
        return self.number <= FEW

    @property
    def count(self) -> str:
        return ngettext("%(count)d change", "%(count)d changes", self.number) % {"count": self.number}


def versions(rows: Sequence[Tariff], before: Tariff | None, file: VenueFile) -> list[Version]:
    """These rows, newest first, each against the next; the last against `before`. In one question."""
    refs = [str(row.pk) for row in rows]
    published = JournalEntry.objects.filter(subject_kind="tariff", subject_ref__in=refs, verb=PUBLISHED)
    by = {entry.subject_ref: who_words(entry) for entry in published.select_related("by")}
    older = [*rows[1:], before]
    return [
        Version(row, by.get(str(row.pk), ""), row.published_at, _changes(last, row, file), last is None)
        for row, last in zip(rows, older, strict=True)
    ]


def _changes(before: Tariff | None, row: Tariff, file: VenueFile) -> tuple[Section, ...]:
    if before is None:
        return ()
    old, new = (tariffs.read(each.document, file.operator.currency) for each in (before, row))
    return tuple(what_changed(old, new, names_in(file, new)))
