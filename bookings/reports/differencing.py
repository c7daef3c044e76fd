"""Whether a report may leave the house beside those that did: nobody shall be found by subtracting one from another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from operator import add

from django.utils.translation import gettext as _

from accounts.clock import day_words
from bookings.models import IssuedReport
from bookings.reports.building import compose
from bookings.reports.disclosure import FEWEST_HIRERS, FEWEST_PERSONS
from bookings.reports.freezing import frozen_figures, values_of
from bookings.reports.load import load
from bookings.reports.span import Span
from bookings.reports.subtracting import Small, Stretch, overlapping, small_part, stretches
from bookings.reports.values import Edition, Report, Value
from venues.models import Venue

Key = tuple[str, ...]
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Printed:
    """The days that some printed values are about, as far as they were over."""

    days: Stretch
    keys: frozenset[Key]
    number: int | None = None  # of the report that was issued


def why_not(venue: Venue, report: Report) -> str:
    """Why this report cannot be issued, in words; nothing where it can. One that stays in the house always can.

    The days of all issued reports that share days with it are looked at, and those of last year printed beside; what
    each stretch of them really holds is counted anew.
    """
    if report.edition is Edition.DESK:
        return ""
    mine = list(_printed(report.span, frozen_figures(report)))
    before = [each for issued in _earlier(venue) for each in _of_issued(issued, venue)]
    mine = [replace(each, keys=each.keys - _told_of(each.days, before)) for each in mine]
    near = overlapping([each.days for each in mine if each.keys], [each.days for each in before])
    others = [each for each in before if each.days in near]
    if not others:
        return ""
    cut = stretches(near)
    inside = [part for part in cut if any(days[0] <= part[0] and part[1] <= days[1] for days in near)]
    held = {part: _values(venue, part, report) for part in inside}
    for key in sorted(frozenset[Key]().union(*(each.keys for each in mine))):
        spans = list({each.days for each in (*mine, *others) if key in each.keys})
        if len(spans) > 1 and (small := _small(key, spans, cut, held)):
            return _words(_names(report)[key], small, others)
    return ""


def _told_of(days: Stretch, before: Sequence[Printed]) -> frozenset[Key]:
    """What was printed of just these days: to say it again tells nothing new."""
    return frozenset[Key]().union(*(each.keys for each in before if each.days == days))


def _names(report: Report) -> dict[Key, str]:
    """Each value as people find it: its figure, and its line."""
    return {
        (value.id, value.unit.value, value.room, value.category): f"{figure.name}: {value.label}"
        for figure in report.figures
        for value in (*figure.values, *(row for table in figure.tables for row in table.rows))
    }


def _earlier(venue: Venue) -> Sequence[IssuedReport]:
    return list(venue.issued_reports.for_outside().only("number", "first", "until", "as_at", "figures"))


def _of_issued(issued: IssuedReport, venue: Venue) -> Iterator[Printed]:
    span = Span(issued.first, issued.until, issued.as_at, venue.tz)
    return _printed(span, issued.figures, issued.number)


def _printed(span: Span, figures: dict[str, object], number: int | None = None) -> Iterator[Printed]:
    for part, of in (("values", span), ("before", span.a_year_earlier())):
        keys = frozenset(value.key for value in values_of(figures, part) if value.is_told)
        if keys and of.done:
            yield Printed((of.first, min(of.until, of.cut.astimezone(of.zone).date())), keys, number)


def _values(venue: Venue, part: Stretch, report: Report) -> dict[Key, Value]:
    """What these days really hold."""
    found = compose(load(venue, Span(*part, report.span.as_at, venue.tz)))
    return {(value.id, value.unit.value, value.room, value.category): value for value in found.all_values()}


def _small(
    key: Key, spans: Sequence[Stretch], cut: Sequence[Stretch], held: Mapping[Stretch, Mapping[Key, Value]]
) -> list[Stretch]:
    values = {part: found[key] for part, found in held.items() if key in found}
    persons = {part: Small(value.persons, FEWEST_PERSONS) for part, value in values.items() if value.persons}
    hirers = {part: Small(value.behind.hirers, FEWEST_HIRERS) for part, value in values.items() if value.behind.hirers}
    return small_part(spans, cut, persons, add) or small_part(spans, cut, hirers, max)


def _words(label: str, small: Sequence[Stretch], others: Sequence[Printed]) -> str:
    numbers = sorted({each.number for each in others if each.number})
    return _(
        "Beside report %(numbers)s, this one would give somebody away: one less the other tells “%(label)s” of too "
        "few people or groups, between %(first)s and %(last)s. Choose the same days as there, or days that it has not."
    ) % {
        "numbers": ", ".join(map(str, numbers)),
        "label": label,
        "first": day_words(small[0][0]),
        "last": day_words(small[-1][1] - DAY),
    }
