"""One typed sentence: "Every Tuesday 6pm to 8pm, term time only, 9 September to 14 July, not 28 October". Pure."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bookings.recurrence.days import Day
from bookings.recurrence.heard import Heard, hear
from bookings.recurrence.pattern import TermDays
from bookings.recurrence.said import Said, Trouble
from bookings.recurrence.tokens import tokens

A_DAY = timedelta(days=1)
MOST_WEEKS_OF_A_MONTH = 5
OF_HOURS = (Trouble.HALF, Trouble.ENDS_BEFORE, Trouble.TWO_TIMES)


def read(sentence: str, *, today: date) -> Said:
    """What it says, as far as it can be understood; a year that is not said is the next that fits."""
    heard = hear(list(tokens(sentence)))
    starts, ends, others = ([day for mode, day in heard.days if mode == each] for each in ("since", "until", ""))
    said = Said(
        today,
        times=heard.times,
        every_weeks=heard.every_weeks,
        weekdays=frozenset(heard.weekdays) - heard.off.keys(),
        nth=heard.nths[0] if heard.nths else None,
        in_term=heard.in_term,
        not_bank_holidays=heard.not_bank_holidays,
    )
    if not heard.repeats:
        return _judged(_with_days(said, [*starts, *others]), heard)
    if not starts:
        starts, others = others[:1], others[1:]
    if not ends:
        ends, others = others[:1], others[1:]
    if len(starts) > 1 or len(ends) + heard.lasts > 1 or others:
        heard.troubles.append((Trouble.MANY_DATES, ""))
    start = starts[0].after(today) if starts else None
    until = ends[0].after(start or today, last=True) if ends else None
    _check_weekday(heard, [(day, start) for day in starts[:1]] + [(day, until) for day in ends[:1]])
    return _judged(replace(said, start=start, until=until), heard)


def _with_days(said: Said, days: Sequence[Day]) -> Said:
    """A single date, or several in their order."""
    found: list[date] = []
    for day in days:
        found += [meant] if (meant := day.after(found[-1] if found else said.today)) else []
    if len(set(found)) > 1:
        return replace(said, start=min(found), picked=tuple(sorted(set(found))))
    return replace(said, start=found[0] if found else None)


def _judged(said: Said, heard: Heard) -> Said:
    """With the days to leave out, and with what still keeps it from being a pattern."""
    if not heard.repeats:
        plain = [day for _mode, day in heard.days]
        _check_weekday(heard, [(day, meant) for day in plain for meant in [day.after(said.today)]])
    said = _so_long(said, heard)
    said = _so_often(replace(said, skip=tuple(_skips(said, heard))), heard.so_often)
    found = [*heard.troubles]
    heard.unread += [words for number, words in heard.off.items() if number not in heard.weekdays]
    if heard.unread:
        found.append((Trouble.UNREAD, " ".join(heard.unread)))
    if len(set(heard.nths)) > 1:
        found.append((Trouble.TWO_OF_MONTH, ""))
    if heard.said_every and 2 in heard.nths and not heard.of_month:
        found.append((Trouble.SECOND, ""))
    if said.times is None and not any(trouble in OF_HOURS for trouble, _words in found):
        found.append((Trouble.NO_TIMES, heard.clock))
    if heard.repeats and not (said.every_weeks or said.weekdays):
        found.append((Trouble.HOW_OFTEN, ""))
    if said.first is None:
        found.append((Trouble.NO_DATE, ""))
    elif heard.repeats and said.until is None:
        found.append((Trouble.NO_LAST, ""))
    elif said.until is not None and said.until < said.first:
        found.append((Trouble.LAST_BEFORE, ""))
    return replace(said, troubles=tuple(dict.fromkeys(found)))


def _so_long(said: Said, heard: Heard) -> Said:
    """With the last date of so many days or calendar months from the first."""
    if not (heard.days_long or heard.months_long) or not said.first or said.until:
        return said
    last = said.first + timedelta(days=heard.days_long - 1)
    if heard.months_long:
        last = _months_from(said.first, heard.months_long, whole=said.nth is not None)
    return replace(said, until=said.rule_dates(last)[-1])


def _months_from(first: date, months: int, *, whole: bool) -> date:
    """The last day of so many: from the 9th to an 8th; a month’s last, of what is once a month or began on a 31st."""
    years, before = divmod(first.month - 1 + months - whole, 12)
    year, month = first.year + years, before + 1
    most = monthrange(year, month)[1]
    if whole or first.day > most:
        return date(year, month, most)
    return date(year, month, first.day) - A_DAY


def _so_often(said: Said, number: int) -> Said:
    """With the date that is the last of so many, those left out not counted; in term time nobody knows here which."""
    if not number or not said.first or said.until or said.in_term or said.not_bank_holidays:
        return said
    weeks = (number + len(said.skip)) * (said.every_weeks or 1) * (MOST_WEEKS_OF_A_MONTH if said.nth else 1)
    away = sum((span.last - span.first + A_DAY for span in said.skip), timedelta(weeks=weeks))
    days = [day for day in said.rule_dates(said.first + away) if not any(day in span for span in said.skip)]
    return replace(said, until=days[number - 1])


def _skips(said: Said, heard: Heard) -> list[TermDays]:
    start, last = said.start or said.today, said.picked[-1] if said.picked else said.until
    spans = []
    for first, end in heard.skips:
        day = first.between(start, last)
        _check_weekday(heard, [(first, day)])
        closes = end.after(day, last=True) if end and day else day
        if day and closes:
            spans.append(TermDays(day, max(day, closes)))
    return spans


def _check_weekday(heard: Heard, days: Sequence[tuple[Day, date | None]]) -> None:
    heard.troubles += [(Trouble.WRONG_WEEKDAY, day.words) for day, meant in days if day.is_wrong(meant)]
