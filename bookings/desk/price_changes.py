"""What one price list of a venue says otherwise than another, as pages show it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import ngettext

from bookings.desk.price_grid import names_in
from venues.files import VenueFile
from venues.tariffs import Tariff
from venues.tariffs.words import Section
from venues.tariffs.words.changes import what_changed
from venues.tariffs.words.price_changes import rise_words

FEW = 12  # that are read at a glance


@dataclass(frozen=True)
class Changes:
    """`against` is the list before; None where there is none."""

    against: Tariff | None
    new: Tariff
    sections: tuple[Section, ...]

    @classmethod
    def between(cls, old: Tariff | None, new: Tariff, file: VenueFile) -> Changes:
        return cls(old, new, tuple(what_changed(old, new, names_in(file, new))) if old else ())

    @property
    def number(self) -> int:
        return sum(len(section.sentences) for section in self.sections)

    @property
    def is_short(self) -> bool:
        return self.number <= FEW

    @property
    def headline(self) -> str:
        """How many prices go up and down, and by how much."""
        return rise_words(self.against, self.new) if self.against else ""

    @property
    def count(self) -> str:
        return ngettext("%(count)d change", "%(count)d changes", self.number) % {"count": self.number}


@dataclass(frozen=True)
class Meanwhile:
    """A list that somebody else saved while one typed, against what one typed oneself."""

    saved: Tariff
    mine: Tariff
    changes: Changes

    @classmethod
    def of(cls, saved: Tariff, mine: Tariff, file: VenueFile) -> Meanwhile:
        return cls(saved, mine, Changes.between(mine, saved, file))

    @property
    def is_called_otherwise(self) -> bool:
        return self.saved.name != self.mine.name
