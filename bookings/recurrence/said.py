"""What was understood of a sentence: its parts, and what keeps them from being the whole of a series. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, time
from enum import StrEnum

from bookings.recurrence.pattern import Pattern, TermDays, first_on
from bookings.recurrence.times import Times

ANY_TIMES = Times(time(0), time(1))


class Trouble(StrEnum):
    """What keeps a sentence from being a pattern."""

    UNREAD = "unread"  # these words mean nothing to us
    HALF = "half"  # morning or evening?
    NO_TIMES = "no_times"
    TWO_TIMES = "two_times"
    ENDS_BEFORE = "ends_before"
    NO_SUCH_DAY = "no_such_day"
    WRONG_WEEKDAY = "wrong_weekday"
    HOW_OFTEN = "how_often"
    SECOND = "second"  # every second Tuesday: of the fortnight, or of the month?
    TWO_OF_MONTH = "two_of_month"
    NO_DATE = "no_date"
    NO_LAST = "no_last"
    LAST_BEFORE = "last_before"
    MANY_DATES = "many_dates"


@dataclass(frozen=True)
class Said:
    """The parts as they were said; `skip` may be single days or stretches of them."""

    today: date
    times: Times | None = None
    every_weeks: int | None = None
    weekdays: frozenset[int] = frozenset()
    nth: int | None = None
    start: date | None = None
    until: date | None = None
    picked: tuple[date, ...] = ()
    skip: tuple[TermDays, ...] = ()
    in_term: bool = False
    not_bank_holidays: bool = False
    troubles: tuple[tuple[Trouble, str], ...] = field(default=())

    @property
    def repeats(self) -> bool:
        return bool(self.every_weeks or self.weekdays or self.nth or self.until) and not self.picked

    @property
    def first(self) -> date | None:
        """The first day that fits, from the day that was said on, or from today."""
        if self.picked:
            return self.picked[0]
        start = self.start or (self.today if self.repeats and self.weekdays else None)
        if start is None or not self.weekdays:
            return start
        return first_on(start, self.weekdays, self.nth)

    @property
    def several(self) -> frozenset[int]:
        return self.weekdays if len(self.weekdays) > 1 else frozenset()

    def rule_dates(self, last: date) -> list[date]:
        """Every date of the rule until then, whatever is left out; the first, where nothing says how often."""
        whole = replace(
            self, until=last, times=self.times or ANY_TIMES, skip=(), in_term=False, not_bank_holidays=False
        )
        rule = replace(whole, troubles=()).pattern()
        return rule.rule_dates() if rule else []

    @property
    def left_out(self) -> list[date]:
        """Single days as they were said; of a stretch those that the rule gives."""
        days = {span.first for span in self.skip if span.first == span.last}
        spans = [span for span in self.skip if span.first != span.last]
        if spans and self.first and self.times:
            dates = self.rule_dates(self.until) if self.until else self.picked or [self.first]
            days |= {day for day in dates if any(day in span for span in spans)}
        return sorted(days)

    def pattern(self, terms: tuple[TermDays, ...] | None = None, nation: str = "") -> Pattern | None:
        """The whole of it; None where something is missing. Terms and nation are those of the place."""
        if self.troubles or self.first is None or self.times is None:
            return None
        return Pattern(
            self.first,
            self.times,
            until=None if self.picked else self.until,
            every_weeks=self.every_weeks or 1,
            skip=frozenset(self.left_out),
            weekdays=self.several,
            nth=self.nth,
            picked=self.picked,
            terms=terms if self.in_term else None,
            nation=nation if self.not_bank_holidays else "",
        )
