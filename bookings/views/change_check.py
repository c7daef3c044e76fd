"""What the page before the button says of a change: each date before and after, and what cannot be had."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.clock import day_words, span_words, time_words
from bookings.changing.dates import ChangedDate, ChangePlan
from bookings.changing.deciding import why_the_hall_decides
from bookings.changing.ways import other_times
from bookings.changing.words import after_words, before_words
from bookings.forms.changing import ALONG, LEAVE, WAY
from bookings.models import RefusedDate, Session
from bookings.recurrence import Times
from bookings.series_words import times_words
from venues.money import Money


@dataclass(frozen=True)
class Row:
    """One date: what was and what would be."""

    date: ChangedDate
    before: str
    after: str

    @property
    def price_before(self) -> str:
        return _price_words(self.date.before)

    @property
    def price_after(self) -> str:
        return _price_words(self.date.after)

    @property
    def is_as_dear(self) -> bool:
        return self.date.before == self.date.after


@dataclass(frozen=True)
class Option:
    value: str
    words: str


@dataclass(frozen=True)
class Clash:
    """A date that cannot be had as wished and why, with its choices."""

    session: Session
    when: str
    why: str
    options: list[Option]
    chosen: str

    @property
    def name(self) -> str:
        return f"{WAY}{self.session.pk}"


@dataclass(frozen=True)
class Apart:
    """A date at a time of its own, that goes along only where it is ticked."""

    session: Session
    when: str
    is_ticked: bool
    name: str = ALONG


@dataclass(frozen=True)
class ChangeCheck:
    plan: ChangePlan
    is_desk: bool
    sees_money: bool

    @property
    def rows(self) -> list[Row]:
        return [Row(date, before_words(date), after_words(date)) for date in self.plan.changed]

    @cached_property
    def clashes(self) -> list[Clash]:
        times = other_times(self.plan)
        return [self._clash(date, times.get(date.session.pk, [])) for date in self.plan.clashes]

    @property
    def left(self) -> list[Clash]:
        """Those that stay where they are."""
        return [clash for clash in self.clashes if clash.chosen == LEAVE]

    @cached_property
    def apart(self) -> list[Apart]:
        """None of them is changed, or left as it is, in silence."""
        along = self.plan.wish.along
        return [Apart(each.session, _own_words(each), each.session.pk in along) for each in self.plan.apart]

    @property
    def has_choices(self) -> bool:
        return bool(self.apart) or any(clash.options for clash in self.clashes)

    @property
    def is_taken(self) -> bool:
        return any(date.reason == RefusedDate.Reason.TAKEN for date in self.plan.clashes)

    @cached_property
    def why_the_hall_decides(self) -> str:
        """Nothing where it is made at once."""
        return "" if self.is_desk else why_the_hall_decides(self.plan)

    @property
    def castle_words(self) -> str:
        """When a bouncy castle would be there, where that is another time than was answered."""
        comes, goes = self.plan.party.castle_from, self.plan.party.castle_until
        if not (self.plan.moves_the_castle and comes and goes):
            return ""
        words = _("The bouncy castle then comes at %(comes)s and is gone by %(goes)s.")
        return words % {"comes": time_words(comes), "goes": time_words(goes)}

    @property
    def is_as_dear(self) -> bool:
        return all(row.is_as_dear for row in self.rows)

    @property
    def agreed_by_hand(self) -> bool:
        return bool(self.plan.was_agreed_by_a_person)

    @property
    def count(self) -> int:
        return len(self.plan.changed)

    @property
    def button(self) -> str:
        """Change these 12 dates: £96.00 instead of £80.00."""
        dates = ngettext("Change this date", "Change these %(count)d dates", self.count) % {"count": self.count}
        return self._with_price(dates)

    @property
    def ask_button(self) -> str:
        dates = ngettext("Ask to change this date", "Ask to change these %(count)d dates", self.count)
        return self._with_price(dates % {"count": self.count})

    def _with_price(self, dates: str) -> str:
        before, after = self.plan.before, self.plan.after
        if not self.sees_money or self.is_as_dear or after is None:
            return dates
        if before is None:
            return _("%(dates)s: %(after)s") % {"dates": dates, "after": after}
        return _("%(dates)s: %(after)s instead of %(before)s") % {"dates": dates, "after": after, "before": before}

    def _clash(self, date: ChangedDate, times: list[Times]) -> Clash:
        zone = date.session.venue.tz
        wished = date.asked.period
        when = span_words(wished.start, wished.end, zone) if wished else _no_such_time(date)
        why = _("You chose %(times)s instead.") % {"times": times_words(date.way)} if date.way else date.reason_words
        return Clash(date.session, when, why, list(_options(date, times)), _value(date.way))


def _no_such_time(date: ChangedDate) -> str:
    return _("%(day)s, %(times)s") % {"day": day_words(date.asked.on), "times": times_words(date.asked.times)}


def _options(date: ChangedDate, times: list[Times]) -> Iterator[Option]:
    """Where it is, and other times of that day; none where there is nothing to choose."""
    values = [_value(each) for each in times]
    if date.way and _value(date.way) not in values:
        times = [*times, date.way]
    if times:
        yield Option(LEAVE, _("Leave it where it is: %(when)s") % {"when": _own_words(date)})
    for each in times:
        yield Option(_value(each), _("That day, %(times)s") % {"times": times_words(each)})


def _own_words(date: ChangedDate) -> str:
    own = date.session.period
    return span_words(own.start, own.end, date.session.venue.tz)


def _value(times: Times | None) -> str:
    return f"at {times.start:%H:%M}" if times else LEAVE


def _price_words(price: Money | None) -> str:
    return _("not known") if price is None else str(price)
