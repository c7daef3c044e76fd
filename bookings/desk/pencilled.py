"""What is pencilled in at a venue, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.clock import day_words, hours_words, span_words, time_words
from bookings.models import Hold
from venues.models import Venue
from venues.periods import Period


@dataclass(frozen=True)
class Pencilled:
    """A hold in words."""

    hold: Hold

    @property
    def when(self) -> str:
        return span_words(self.hold.starts_at, self.hold.ends_at, self.hold.venue.tz)

    @property
    def hours(self) -> str:
        return hours_words(self.hold.starts_at, self.hold.ends_at, self.hold.venue.tz)

    @property
    def until(self) -> str:
        """How long the hours are kept: “until it begins” where that comes first, or when they are free."""
        if self.hold.is_let_go:
            return _("let go, free at %(time)s") % {"time": self.hold.free_at}
        if self.hold.expires_at == self.hold.starts_at:
            return _("until it begins")
        zone = self.hold.venue.tz
        local = self.hold.expires_at.astimezone(zone)
        return _("until %(day)s, %(time)s") % {"day": day_words(local.date()), "time": time_words(local.time())}


@dataclass(frozen=True)
class LetGo:
    """What the desk let go of a moment ago, in the words that it reads after it; the hold comes with its venue."""

    hold: Hold

    @property
    def by_id(self) -> int | None:
        return self.hold.let_go_by_id

    @property
    def at(self) -> datetime:
        assert self.hold.let_go_at is not None, "it was let go"
        return self.hold.let_go_at

    @property
    def words(self) -> str:
        return _("Let go: %(title)s, %(when)s.") % {"title": self.hold.title, "when": Pencilled(self.hold).when}

    @property
    def letter_words(self) -> str:
        return _("The hours are free at %(time)s; nobody gets a letter.") % {"time": self.hold.free_at}

    @property
    def question(self) -> str:
        return _("Keep “%(title)s” pencilled in after all?") % {"title": self.hold.title}

    @property
    def undone_words(self) -> str:
        return _("Taken back: %(title)s is pencilled in as before.") % {"title": self.hold.title}

    @property
    def undo_link(self) -> str:
        return reverse("desk:let_go_undo", args=[self.hold.venue.slug, self.hold.pk])

    @property
    def look_link(self) -> str:
        return reverse("desk:requests", args=[self.hold.venue.slug]) + "#pencilled"


def let_go_of(found: Iterable[Pencilled]) -> list[LetGo]:
    """Those of them that can still be taken back."""
    return [LetGo(each.hold) for each in found if each.hold.is_let_go]


def pencilled_at(venue: Venue, *, at: datetime, within: Period | None = None) -> list[Pencilled]:
    """All that is pencilled in and still stands, or was let go a moment ago, soonest first; one question."""
    found = Hold.objects.pencilled().standing(at).filter(venue=venue)
    holds = list((found.overlapping(within) if within else found).select_related("room"))
    for hold in holds:
        hold.venue = venue
    return [Pencilled(hold) for hold in holds]
