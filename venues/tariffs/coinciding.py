"""Which days of the year seasons and days with a name cover, and whether two of them can fall on one day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from venues.tariffs.rows import Calendar, NamedDays, Season

MonthDay = tuple[int, int]
EVERY_DAY = [date(2000, 1, 1) + timedelta(days=number) for number in range(366)]
NEVER_BOTH = frozenset({Calendar.TERM, Calendar.SCHOOL_HOLIDAYS})


@dataclass(frozen=True)
class DaysOfTheYear:
    """Days of every year, single dates, and calendars of which nobody knows beforehand what they hold."""

    yearly: frozenset[MonthDay]
    single: frozenset[date]
    calendars: frozenset[Calendar]

    @classmethod
    def of(cls, codes: Iterable[str], named: Mapping[str, Season | NamedDays]) -> DaysOfTheYear:
        some = [named[code] for code in codes]
        days = [each for each in some if isinstance(each, NamedDays)]
        in_season = {
            (on.month, on.day) for each in some if isinstance(each, Season) for on in EVERY_DAY if each.holds(on)
        }
        return cls(
            frozenset(in_season.union(*(each.yearly for each in days))),
            frozenset(on for each in days for on in each.on),
            frozenset(each.calendar for each in days if each.calendar),
        )

    def is_within(self, other: DaysOfTheYear) -> bool:
        return (
            self.yearly <= other.yearly
            and all(on in other.single or (on.month, on.day) in other.yearly for on in self.single)
            and self.calendars <= other.calendars
        )

    def meets(self, other: DaysOfTheYear) -> bool:
        """Whether some day may be of both, for all we know."""
        if self.calendars and other.calendars:
            if self.calendars | other.calendars != NEVER_BOTH or self.calendars & other.calendars:
                return True
        elif (self.calendars and (other.yearly or other.single)) or (other.calendars and (self.yearly or self.single)):
            return True
        return bool(
            self.yearly & other.yearly
            or self.single & other.single
            or any((on.month, on.day) in other.yearly for on in self.single)
            or any((on.month, on.day) in self.yearly for on in other.single)
        )
