"""What the desk answered a moment ago, and may still take back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.clock import time_words
from accounts.models import Letter, User
from bookings.models import Booking, DeskAct
from venues.models import Venue

DONE = DeskAct.Kind
ANSWERS = (DONE.CONFIRMED, DONE.PARTLY, DONE.DECLINED)


class Done(Protocol):
    """Something that somebody did at the desk, and when."""

    @property
    def by_id(self) -> int | None: ...

    @property
    def at(self) -> datetime: ...


D = TypeVar("D", bound=Done)


@dataclass(frozen=True)
class Undoable:
    """One such answer, in the words that the desk reads after it."""

    act: DeskAct

    @property
    def by_id(self) -> int | None:
        return self.act.by_id

    @property
    def at(self) -> datetime:
        return self.act.at

    @property
    def booking(self) -> Booking:
        return self.act.booking

    @property
    def words(self) -> str:
        done = {
            DONE.CONFIRMED: _("Booked: %(title)s."),
            DONE.MADE: _("Written down: %(title)s.") if self.booking.is_waiting else _("Booked: %(title)s."),
            DONE.PARTLY: _("Booked in part: %(title)s."),
            DONE.DECLINED: _("Refused: %(title)s."),
            DONE.CANCELLED: _("Cancelled: %(title)s."),
            DONE.ENDED: _("Ended earlier: %(title)s."),
            DONE.WAIVED: _("Let off: %(title)s."),
            DONE.CHANGED: _("Changed: %(title)s."),
            DONE.PRICED: _("Price sent: %(title)s."),
            DONE.GAVE_UP: _("Given up for next year: %(title)s."),
        }
        return done[DONE(self.act.kind)] % {"title": self.booking.title}

    @property
    def question(self) -> str:
        """Above the button that takes it back."""
        words = _("Undo what was done to “%(title)s”?")
        if self.act.kind == DONE.MADE:
            words = _("Take the booking “%(title)s” back?")
        elif self.act.kind in ANSWERS:
            words = _("Take the answer to “%(title)s” back?")
        return words % {"title": self.booking.title}

    @property
    def undo_link(self) -> str:
        return reverse("desk:undo", args=[self.booking.venue.slug, self.act.pk])

    @property
    def look_link(self) -> str:
        """Where it stands as it is."""
        return reverse("desk:booking", args=[self.booking.venue.slug, self.booking.ref])

    @property
    def undone_words(self) -> str:
        """Once it is taken back; what is on paper nobody can call back."""
        if self.act.kind != DONE.MADE:
            return _("Taken back: %(title)s is as it was before. No letter goes.") % {"title": self.booking.title}
        words = _("Taken back: %(title)s is not booked. No letter goes; a confirmation that is printed holds no more.")
        return words % {"title": self.booking.title}

    @property
    def letter_words(self) -> str:
        """Who is told of it, and when; or that nobody can be."""
        if self.act.kind == DONE.GAVE_UP:
            return _("No letter tells of it, and until the last day for answers it can still be kept.")
        if not Letter.objects.filter(key__in=self.act.letters).exclude(to="").exists():
            return _("%(hirer)s has no e-mail address: a letter waits to be printed.") % {"hirer": self.booking.hirer}
        until = time_words(self.act.until.astimezone(self.booking.venue.tz).time())
        return _("A letter goes to %(hirer)s at %(time)s.") % {"hirer": self.booking.hirer, "time": until}


def undoable_at(venue: Venue, *, at: datetime) -> list[Undoable]:
    """By whoever did it, the newest first; one question."""
    acts = DeskAct.objects.at(venue).open(at).select_related("booking__hirer", "booking__venue", "by")
    return [Undoable(act) for act in acts.defer("before")]


def last_of(found: Iterable[D], user: User) -> D | None:
    """What this person did last."""
    return max((each for each in found if each.by_id == user.pk), key=lambda each: each.at, default=None)
