"""The regulars of a venue as the desk sees them once a year: whom to ask, and who has answered."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.clock import day_words, time_words
from bookings.actions.end_renewal import cannot_go_on
from bookings.actions.take_asking_back import cannot_take_back
from bookings.models import RefusedDate, Renewal, Slot
from bookings.planning import not_free
from bookings.regulars import Regular
from bookings.renewal_letters import months_words
from bookings.series_words import series_words
from bookings.undoing import UNDO_FOR
from venues.models import Venue


@dataclass(frozen=True)
class ToAsk:
    """A series of this year, what it would be next year, and whether its group is to be asked."""

    regular: Regular
    is_ticked: bool

    @property
    def words(self) -> str:
        return series_words(self.regular.pattern) if self.regular.pattern else ""

    @cached_property
    def not_kept(self) -> list[str]:
        """The dates that cannot be kept for them, each with the reason."""
        words = _("%(day)s (%(why)s)")
        return [words % {"day": day_words(on), "why": why} for on, why in self._troubles()]

    def _troubles(self) -> Iterator[tuple[date, str]]:
        findings = {finding.period: finding for finding in self.regular.findings}
        for asked in self.regular.asked:
            if asked.period is None:
                yield asked.on, str(RefusedDate.Reason.NO_SUCH_TIME.label)
            elif asked.period in self.regular.past_fair_use:
                yield asked.on, _("more than fair use gives one group")
            elif hindered := not_free(asked, findings[asked.period]):
                yield asked.on, hindered.reason_words


def to_ask(found: Sequence[Regular], ticked: Collection[int] | None) -> list[ToAsk]:
    """Those that can be asked, first; all of them are ticked unless somebody said which."""
    rows = [ToAsk(each, bool(each.pattern) and (ticked is None or each.booking.pk in ticked)) for each in found]
    return sorted(rows, key=lambda row: row.regular.pattern is None)


@dataclass(frozen=True)
class Asked:
    """A series, and what its group said."""

    slot: Slot

    @property
    def words(self) -> str:
        return series_words(self.slot.pattern)

    @property
    def is_unanswered(self) -> bool:
        return not self.slot.answer


@dataclass(frozen=True)
class YearAsked:
    """A year that is being asked about, or was."""

    renewal: Renewal
    rows: Sequence[Asked]

    @property
    def months(self) -> str:
        return months_words(self.renewal)

    @cached_property
    def unanswered(self) -> list[Asked]:
        return [row for row in self.rows if row.is_unanswered]

    @property
    def in_order(self) -> list[list[Asked]]:
        """Who has not answered first."""
        return [self.unanswered, self.answered]

    @property
    def answered(self) -> list[Asked]:
        return [row for row in self.rows if not row.is_unanswered]


@dataclass(frozen=True)
class AskingUndoable:
    """That the regulars were asked a moment ago, in the words that the desk reads after it."""

    asked: YearAsked

    @property
    def words(self) -> str:
        words = ngettext(
            "Asked about %(months)s: %(number)d series.", "Asked about %(months)s: %(number)d series.", self._number
        )
        return words % {"months": self.asked.months, "number": self._number}

    @property
    def letter_words(self) -> str:
        renewal = self.asked.renewal
        until = time_words((renewal.made_at + UNDO_FOR).astimezone(renewal.venue.tz).time())
        return _("The letters go at %(time)s; what can only be printed waits as long.") % {"time": until}

    @property
    def question(self) -> str:
        return _("Take back that the regulars were asked?")

    @property
    def undone_words(self) -> str:
        return _("Taken back: nobody is asked about %(months)s. No letter goes.") % {"months": self.asked.months}

    @property
    def undo_link(self) -> str:
        return reverse("desk:next_year_undo", args=[self.asked.renewal.venue.slug])

    @property
    def look_link(self) -> str:
        return reverse("desk:next_year", args=[self.asked.renewal.venue.slug])

    @property
    def _number(self) -> int:
        return len(self.asked.rows)


@dataclass(frozen=True)
class EndingUndoable:
    """That it shall end before its time, in the words that the desk reads after it."""

    asked: YearAsked

    @property
    def words(self) -> str:
        words = _("Asking about %(months)s ends at %(time)s.")
        return words % {"months": self.asked.months, "time": self.asked.renewal.answers_until}

    @property
    def letter_words(self) -> str:
        return _("Until then they may still answer; what nobody keeps is free then, and no letter goes.")

    @property
    def question(self) -> str:
        return _("Go on asking the regulars?")

    @property
    def undone_words(self) -> str:
        words = _("Taken back: the regulars may answer until %(day)s.")
        return words % {"day": day_words(self.asked.renewal.answer_by)}

    @property
    def undo_link(self) -> str:
        return reverse("desk:next_year_end_undo", args=[self.asked.renewal.venue.slug])

    @property
    def look_link(self) -> str:
        return reverse("desk:next_year", args=[self.asked.renewal.venue.slug])


def ending_undoable(asked: YearAsked, *, at: datetime) -> EndingUndoable | None:
    """Where the desk has said that it shall end, and can still think better of it."""
    ends = asked.renewal.is_ending and not cannot_go_on(asked.renewal, at=at)
    return EndingUndoable(asked) if ends else None


def asking_undoable(asked: YearAsked, *, at: datetime) -> AskingUndoable | None:
    """Where it can still be taken back."""
    return None if cannot_take_back(asked.renewal, at=at) else AskingUndoable(asked)


def year_asked(venue: Venue) -> YearAsked | None:
    """The one that is open, or the last; in two questions, however many there are."""
    renewal = Renewal.objects.filter(venue=venue).order_by("-made_at", "-pk").first()
    if renewal is None:
        return None
    renewal.venue = venue
    slots = renewal.slots.select_related("booking__hirer", "room", "became").prefetch_related("beside")
    rows = sorted(slots, key=lambda slot: (str(slot.booking.hirer).casefold(), slot.pk))
    return YearAsked(renewal, [Asked(slot) for slot in rows])


def open_year(venue: Venue) -> Renewal | None:
    """The year that is being asked about, with how many have not answered in `left`; one question."""
    unanswered = Count("slots", filter=Q(slots__answer=""))
    return Renewal.objects.open().filter(venue=venue).select_related("venue").annotate(left=unanswered).first()
