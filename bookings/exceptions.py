"""Refusals, each a sentence for the person who asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.clock import date_words, span_words

if TYPE_CHECKING:
    from bookings.availability import Finding
    from bookings.plans import Plan
    from venues.models import Room
    from venues.money import Money
    from venues.periods import Period
    from venues.tariffs import Refusal


class BookingError(Exception):
    """Something asked for that cannot be; the text is for the person, `seen` is how things stood, if one was made."""

    seen: Plan | None = None


class RoomTaken(BookingError):
    """Somebody else has it; `findings` says which dates."""

    def __init__(self, findings: Sequence[Finding] = ()) -> None:
        super().__init__(_("Somebody else has booked the room for that time. Nothing was booked."))
        self.findings = list(findings)


class ThingsTaken(BookingError):
    """Somebody else has some of the things; where it is known, which, when and how many are free."""

    def __init__(self, thing: str = "", when: Period | None = None, free: int = 0) -> None:
        words = _("Somebody else has booked some of the things that you asked for. Nothing was booked.")
        if when is not None:
            zone = when.start.tzinfo
            assert isinstance(zone, ZoneInfo), "a time is told on the clock of a place"
            words = _("%(when)s: %(few)s. Nothing was booked.") % {
                "when": span_words(when.start, when.end, zone),
                "few": few_words(thing, free),
            }
        super().__init__(words)


class ThingsGone(BookingError):
    """Things that the price list has no more, so that nobody can tell whether they are free; `codes` says which."""

    def __init__(self, names: Mapping[str, str]) -> None:
        words = ngettext(
            "%(things)s is no longer in the price list, so nothing tells whether it is free. Nothing was booked.",
            "%(things)s are no longer in the price list, so nothing tells whether they are free. Nothing was booked.",
            len(names),
        )
        self.codes = frozenset(names)
        super().__init__(words % {"things": get_text_list([f"“{name}”" for name in names.values()], _("and"))})


class DatesChanged(BookingError):
    """Which dates are free has changed since the person looked."""

    def __init__(self) -> None:
        super().__init__(
            _("What is free has changed since you looked. Nothing was booked. Please check the dates again.")
        )


class NotAll(BookingError):
    """All or none was asked for, and these days have no way."""

    def __init__(self, days: Sequence[date]) -> None:
        words = _("All or none: choose another room or another time for %(days)s, or leave all. Nothing was booked.")
        super().__init__(words % {"days": get_text_list([date_words(day) for day in days], _("and"))})
        self.days = list(days)


class PriceChanged(BookingError):
    """The price differs from what was shown."""

    def __init__(self) -> None:
        super().__init__(
            _("The price has changed since you looked. Nothing was booked. Please check it and ask again.")
        )


class CostChanged(BookingError):
    """Giving dates up costs something else than was shown: now it is `due`."""

    def __init__(self, due: Money) -> None:
        super().__init__(
            _("What it costs has changed since you looked. Nothing was cancelled. Please check again."),
        )
        self.due = due


class ConditionsChanged(BookingError):
    """What was accepted is not what the hall asks to be accepted now."""

    def __init__(self) -> None:
        super().__init__(
            _("The hall has published other conditions of hire. Nothing was booked. Please read them first.")
        )


class NotPossible(BookingError):
    """Shut, too soon, too far, too many: the words say which."""


class NoPriceYet(NotPossible):
    """The price list has it on application: it can be had, and a person tells the price."""


class TooManyPeople(NotPossible):
    """More than the room takes safely, as it would be laid out."""

    def __init__(self, words: str, *, room: Room, people: int) -> None:
        super().__init__(words)
        self.room, self.people = room, people


class CastleOutside(NotPossible):
    """A bouncy castle would come or go outside the hire; `field` is the answer that has to be another."""

    def __init__(self, words: str, *, field: str) -> None:
        super().__init__(words)
        self.field = field


class Unanswered(NotPossible):
    """The price hangs on something that was not said; `refusal` is the price list's own question."""

    def __init__(self, refusal: Refusal, words: str) -> None:
        super().__init__(words)
        self.refusal = refusal


class TooEarly(BookingError):
    """Its day has not come yet."""


class TooLate(BookingError):
    """It is over, or somebody has already dealt with it."""


def few_words(thing: str, free: int) -> str:
    """“Projector”: only 2 are free."""
    if not free:
        return _("“%(thing)s”: none is free") % {"thing": thing}
    words = ngettext("“%(thing)s”: only %(free)d is free", "“%(thing)s”: only %(free)d are free", free)
    return words % {"thing": thing, "free": free}
