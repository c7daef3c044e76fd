"""What a report leaves out so that nobody is given away beside what is printed already; no database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from bookings.reports.disclosure import disclose, hide
from bookings.reports.packs import ASKED_FOR
from bookings.reports.releases import POOLED, Reader, Release, beside, is_told_once, key_of, tells_of_people
from bookings.reports.set_by_the_hall import PAY, REGION
from bookings.reports.stretches import Stretch
from bookings.reports.values import Edition, Figure, Key, Report, State, Value


def what_to_leave_out(
    desk: Report, edition: Edition, old: Reader, around: Stretch | None = None
) -> tuple[set[date], frozenset[Key]]:
    """The days of which all of it would tell, and what to leave out so that nothing does; last year's is not looked at.

    Whole kinds of values go, and never one alone: from those that stayed it could be had. What this hall counts by a
    setting of its own goes first, and by itself: the quarters that funders read tell it by the usual one. `around`: the
    days of both sides of a change that it tells of.
    """
    days: set[date] = set()
    own = _counted_by_own_pay(desk)
    for left_out in _steps(desk, own):
        shown = disclose(replace(without(desk, left_out), before=None), edition)
        telling = beside(releases_of(desk, shown, around), old, desk.counting.fewest_persons)
        if not telling:
            return days, left_out
        if left_out >= own:
            days = days or telling
    raise AssertionError("what tells of nobody gives nobody away")


def _counted_by_own_pay(desk: Report) -> frozenset[Key]:
    """Of the main figures, which quarters tell too, the only one about hirers that a setting changes."""
    if not any(each.is_own(desk.counting) for each in (PAY, REGION)):
        return frozenset()
    return frozenset(
        key_of(value) for figure in desk.figures if figure.id in PAY.figures for value in figure.all_values()
    )


def _steps(desk: Report, own: frozenset[Key]) -> Iterator[frozenset[Key]]:
    """What to leave out of a report so that less and less tells of people: nothing, what is told once, lines, all."""
    every = [value for value in desk.all_values() if tells_of_people(value)]
    main = {key_of(value) for figure in desk.figures for value in figure.values if not is_told_once(value)}
    around = {key_of(value) for figure in desk.figures if figure.id == ASKED_FOR for value in figure.all_values()}
    yield frozenset()
    if own:
        yield own
    if around:
        yield own | (around & {key_of(value) for value in every})
    yield own | {key for key in map(key_of, every) if key[0].partition(".")[0] in POOLED}
    yield own | {key_of(value) for value in every if is_told_once(value)}
    yield own | ({key_of(value) for value in every} - main)
    yield own | {key_of(value) for value in every}


def with_why(report: Report, left_out: frozenset[Key]) -> Report:
    """What was left out without a word to whoever issues it says why in the report."""
    if not left_out:
        return report
    words = _("Not given: funders read the quarters by the usual hour's pay, and the two could be subtracted.")
    figures = (replace(each, flags=(*each.flags, words)) if each.id in PAY.figures else each for each in report.figures)
    return replace(report, figures=tuple(figures))


def releases_of(desk: Report, shown: Report, around: Stretch | None = None) -> list[Release]:
    """What is shown of a report of the desk: of its days, and of the days `around` a change if it tells of one."""
    found = [Release.of(desk, told(shown))]
    if around:
        change = desk.figure(ASKED_FOR)
        found.append(Release.around(around, change, _told(shown.figures, ASKED_FOR), desk.span.zone))
    return found


def told(report: Report, *, with_change: bool = False) -> set[Key]:
    """The values of which it gives a number; what stands around a change is about other days."""
    return _told(figure for figure in report.figures if with_change or figure.id != ASKED_FOR)


def _told(figures: Iterable[Figure], *ids: str) -> set[Key]:
    values = (value for figure in figures if not ids or figure.id in ids for value in figure.all_values())
    return {key_of(value) for value in values if value.top is not None and value.state in (State.OK, State.FEW)}


def without(report: Report, keys: frozenset[Key]) -> Report:
    """Without these: disclosure control then hides what they follow from, too. Last year's stays as it is."""
    return replace(report, figures=tuple(hidden(figure, keys) for figure in report.figures))


def hidden(figure: Figure, keys: frozenset[Key]) -> Figure:
    def mark(value: Value) -> Value:
        return hide(value) if key_of(value) in keys else value

    tables = tuple(replace(table, rows=tuple(map(mark, table.rows))) for table in figure.tables)
    return replace(figure, values=tuple(map(mark, figure.values)), tables=tables)
