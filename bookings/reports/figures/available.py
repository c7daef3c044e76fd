"""Available: hours on offer, hours still free in the peak, and hours lost to closures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from fractions import Fraction

from django.utils.translation import gettext as _

from accounts.clock import span_words
from bookings.reports.dayparts import DayPart
from bookings.reports.evidence import Evidence
from bookings.reports.figures.words import cause_word, day_part_words
from bookings.reports.making import Line, a_week_of, share
from bookings.reports.nouns import What
from bookings.reports.rows import ClosureRow
from bookings.reports.space import CellHours, bookable, cell_hours, hours, opening, used_in_hours
from bookings.reports.tally import said, together
from bookings.reports.values import Behind, Figure, Table, Unit, Value
from venues.periods import Period, overlap, subtract, total_minutes

PLANNED_NOTICE = timedelta(days=14)
MANY_CLOSURES = Fraction(5, 100)


def on_offer(e: Evidence) -> Figure:
    def a_week(line: Line, cells: tuple[CellHours, ...], within: list[Period] | None = None) -> Value:
        return a_week_of(line, cell_hours(cells, bookable, within), e.span.days / 7)

    parts = {part: [p for (_day, which), some in e.week.items() if which is part for p in some] for part in DayPart}
    names = [cell.cell.named for cell in e.space]
    return Figure(
        "C1",
        _("Hours on offer"),
        _(
            "Hours a week in which a space can be booked: its opening hours less closures. Each space that can be let "
            "alone has its own hours, so a hall of two halves offers two hours every hour."
        ),
        (a_week(Line("C1", _("All spaces")), e.space),),
        (
            Table(
                _("By space"),
                tuple(
                    a_week(Line(f"C1.{named.suffix}", named.name, room=named.name), (cell,))
                    for named, cell in zip(names, e.space, strict=True)
                ),
                adds_up=True,
            ),
            Table(
                _("By part of the week"),
                tuple(
                    a_week(Line(f"C1.{part}", day_part_words(part, e.counting)), e.space, within)
                    for part, within in parts.items()
                ),
                adds_up=True,
            ),
        ),
    )


def free_in_the_peak(e: Evidence) -> Figure:
    there = cell_hours(e.space, bookable, e.peak)
    free = together(there, less=cell_hours(e.space, used_in_hours, e.peak))
    behind = Behind(what=What.PEAK_HOURS)
    return Figure(
        "C2",
        _("Still free in the peak"),
        _(
            "Hours in the peak (Monday to Friday 5pm to 10pm, Saturday and Sunday 9am to 5pm, unless this hall set "
            "others) that could be booked and were not used, divided by all hours in the peak that could be booked."
        ),
        (share(Line("C2", _("Free hours in the peak")), free, there, behind, of=Unit.HOURS),),
    )


def closed(e: Evidence) -> Figure:
    whole = cell_hours(e.space, opening)
    taken = [(cell, closure, hours(minutes)) for cell in e.space for closure, minutes in taken_by(cell)]
    total = sum((part for _cell, _closure, part in taken), Fraction(0))

    def line(line: Line, among: Callable[[ClosureRow], bool]) -> Value:
        some = ((closure_words(cell, closure, e), part) for cell, closure, part in taken if among(closure))
        return share(line, said(*some), whole, Behind(what=What.OPENING_HOURS), of=Unit.HOURS)

    many = bool(whole) and total / whole > MANY_CLOSURES
    causes = sorted({closure.cause for _cell, closure, _part in taken})
    return Figure(
        "C8",
        _("Closures"),
        _(
            "Opening hours taken by closures, divided by the opening hours before. An hour under two closures counts "
            "once. A closure is planned when it was announced 14 days or more before it began."
        ),
        (line(Line("C8", _("Closed")), lambda _closure: True),),
        (
            Table(
                _("By cause"),
                tuple(line(Line(f"C8.{cause}", cause_word(cause)), _is_for(cause)) for cause in causes),
                adds_up=True,
            ),
            Table(
                _("Announced or not"),
                (
                    line(Line("C8.planned", _("Announced 14 days before")), is_planned),
                    line(Line("C8.unplanned", _("Announced later")), lambda closure: not is_planned(closure)),
                ),
                adds_up=True,
            ),
        ),
        (_("Closures took more than 5% of the opening hours."),) if many else (),
    )


def _is_for(cause: str) -> Callable[[ClosureRow], bool]:
    return lambda closure: closure.cause == cause


def closure_words(cell: CellHours, closure: ClosureRow, e: Evidence) -> str:
    """Which space was shut, why and when, in the venue's time."""
    when = span_words(closure.period.start, closure.period.end, e.span.zone)
    return f"{cell.cell.named.name}: {cause_word(closure.cause)}, {when}"


def taken_by(cell: CellHours) -> list[tuple[ClosureRow, int]]:
    """Minutes that each closure takes; one under two goes to the unplanned, then to the earlier made."""
    left = list(cell.cell.opening)
    found = []
    for closure in sorted(cell.cell.closures, key=lambda c: (is_planned(c), c.made_at)):
        minutes = total_minutes(overlap(left, [closure.period]))
        if minutes:
            found.append((closure, minutes))
        left = subtract(left, [closure.period])
    return found


def is_planned(closure: ClosureRow) -> bool:
    return closure.period.start - closure.made_at >= PLANNED_NOTICE
