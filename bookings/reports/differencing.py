"""Whether a report may leave the house beside those that did: nobody shall be found by subtracting one from another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property
from operator import add

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from accounts.clock import day_words
from bookings.models import IssuedReport
from bookings.reports.building import compose
from bookings.reports.disclosure import FEWEST_HIRERS, disclose, hide
from bookings.reports.freezing import frozen_figures, key_of, values_of
from bookings.reports.load import load
from bookings.reports.packs import ASKED_FOR
from bookings.reports.span import Span
from bookings.reports.subtracting import Small, Stretch, overlapping, small_part, stretches
from bookings.reports.values import Edition, Figure, Report, Value
from venues.models import Venue

Key = tuple[str, ...]
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Judged:
    """A report that somebody would issue; where it may not be, why, and what may be: without so many of its values."""

    report: Report
    refusal: str = ""
    instead: Report | None = None
    left_out: tuple[str, ...] = ()


def judged(venue: Venue, whole: Report, edition: Edition, window: Mapping[str, object] | None = None) -> Judged:
    """`whole` is the desk's report, which may always be issued as such; the venue comes with its operator, `window` is
    as `bookings.reports.freezing` writes one.

    The days of all reports issued for outside that share days with it are looked at, and those of last year printed
    beside; what each stretch of them really holds is counted anew.
    """
    if edition is Edition.DESK:
        return Judged(whole)
    report, beside = disclose(whole, edition), Beside(venue, whole)
    if window and beside.another_window(window):
        return Judged(
            report, _("Another change was set before and after in an issued report: the two could be subtracted.")
        )
    telling = beside.telling(report)
    if not telling:
        return Judged(report)
    hidden, instead = set(telling), report
    while (more := beside.telling(instead)) and (instead is report or not hidden.issuperset(more)):
        hidden.update(more)
        instead = disclose(_without(whole, hidden), edition)
    names = _names(report)
    gone = _told(report) - _told(instead)
    key, small = next(iter(telling.items()))
    left_out = tuple(name for each, name in names.items() if each in gone)
    return Judged(report, beside.words(names.get(key, key[0]), small), None if more else instead, left_out)


def _told(report: Report) -> set[Key]:
    return {value.key for value in values_of(frozen_figures(report)) if value.is_told}


@dataclass(frozen=True)
class Printed:
    """The days that some printed values are about, as far as they were over."""

    days: Stretch
    keys: frozenset[Key]
    number: int | None = None  # of the report that was issued


@dataclass(frozen=True)
class Beside:
    """What left the house of a venue already, beside a report."""

    venue: Venue
    whole: Report

    @cached_property
    def issued(self) -> list[IssuedReport]:
        every = self.venue.issued_reports.for_outside()
        return list(every.only("number", "first", "until", "as_at", "figures", "window").order_by("number"))

    @cached_property
    def printed(self) -> list[Printed]:
        return [
            printed
            for issued in self.issued
            for printed in _printed(
                Span(issued.first, issued.until, issued.as_at, self.venue.tz), issued.figures, issued.number
            )
        ]

    @cached_property
    def held(self) -> dict[Stretch, dict[Key, Value]]:
        """What days really hold, as far as somebody asked."""
        return {}

    def another_window(self, window: Mapping[str, object]) -> bool:
        return any(issued.window and issued.window != window for issued in self.issued)

    def telling(self, report: Report) -> dict[Key, list[Stretch]]:
        """The values of this report that would give somebody away, each with the days of which it would."""
        mine = [
            replace(each, keys=each.keys - self._told_of(each.days))
            for each in _printed(report.span, frozen_figures(report))
        ]
        near = overlapping([each.days for each in mine if each.keys], [each.days for each in self.printed])
        others = [each for each in self.printed if each.days in near]
        if not others:
            return {}
        cut = stretches(near)
        for part in cut:
            if part not in self.held and any(days[0] <= part[0] and part[1] <= days[1] for days in near):
                self.held[part] = self._values(part)
        found = {}
        for key in sorted(frozenset[Key]().union(*(each.keys for each in mine))):
            spans = list({each.days for each in (*mine, *others) if key in each.keys})
            if len(spans) > 1 and (small := self._small(key, spans, cut)):
                found[key] = small
        return found

    def words(self, name: str, small: Sequence[Stretch]) -> str:
        """Why not, with the reports that share days with it."""
        span = self.whole.span
        numbers = [str(each.number) for each in self.issued if each.first < span.until and each.until > span.first]
        before = span.a_year_earlier()
        numbers = numbers or [str(each.number) for each in self.issued if each.first < before.until]
        return _(
            "Beside report %(numbers)s, this one would give somebody away: one less the other tells “%(name)s” of "
            "too few people or groups, between %(first)s and %(last)s. Choose the same days as there, or days that "
            "it has not."
        ) % {
            "numbers": get_text_list(numbers, _("and")),
            "name": name,
            "first": day_words(small[0][0]),
            "last": day_words(small[-1][1] - DAY),
        }

    def _told_of(self, days: Stretch) -> frozenset[Key]:
        """What was printed of just these days: to say it again tells nothing new."""
        return frozenset[Key]().union(*(each.keys for each in self.printed if each.days == days))

    def _values(self, part: Stretch) -> dict[Key, Value]:
        found = compose(load(self.venue, Span(*part, self.whole.span.as_at, self.venue.tz)))
        return {key_of(value): value for value in found.all_values()}

    def _small(self, key: Key, spans: Sequence[Stretch], cut: Sequence[Stretch]) -> list[Stretch]:
        values = {part: found[key] for part, found in self.held.items() if key in found}
        fewest = self.whole.counting.fewest_persons
        persons = {part: Small(value.persons, fewest) for part, value in values.items() if value.persons}
        hirers = {
            part: Small(value.behind.hirers, FEWEST_HIRERS) for part, value in values.items() if value.behind.hirers
        }
        return small_part(spans, cut, persons, add) or small_part(spans, cut, hirers, max)


def _printed(span: Span, figures: dict[str, object], number: int | None = None) -> Iterator[Printed]:
    """This year's and last year's; what stands around a change is about other days."""
    for part, of in (("values", span), ("before", span.a_year_earlier())):
        told = (value for value in values_of(figures, part) if value.is_told and value.figure != ASKED_FOR)
        keys = frozenset(value.key for value in told)
        if keys and of.done:
            yield Printed((of.first, min(of.until, of.cut.astimezone(of.zone).date())), keys, number)


def _names(report: Report) -> dict[Key, str]:
    """Each value as people find it: its figure, and its line."""
    return {key_of(value): f"{figure.name}: {value.label}" for figure in report.figures for value in _of(figure)}


def _of(figure: Figure) -> Iterable[Value]:
    return (*figure.values, *(row for table in figure.tables for row in table.rows))


def _without(report: Report, keys: set[Key]) -> Report:
    """Without these: disclosure control then hides what they follow from, too."""

    def mark(value: Value) -> Value:
        return hide(value) if key_of(value) in keys else value

    figures = tuple(
        replace(
            figure,
            values=tuple(map(mark, figure.values)),
            tables=tuple(replace(table, rows=tuple(map(mark, table.rows))) for table in figure.tables),
        )
        for figure in report.figures
    )
    return replace(report, figures=figures, before=_without(report.before, keys) if report.before else None)
