"""Available: hours on offer, hours still free in the peak, and hours lost to closures."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

from django.utils.translation import gettext as _

from bookings.reports.dayparts import DayPart
from bookings.reports.evidence import Evidence
from bookings.reports.figures.words import DAY_PARTS, cause_word
from bookings.reports.making import Line, a_week_of, share
from bookings.reports.nouns import What
from bookings.reports.rows import ClosureRow
from bookings.reports.space import CellHours, hours, hours_of
from bookings.reports.values import Behind, Figure, Table, Unit, Value
from venues.periods import Period, overlap, subtract, total_minutes

PLANNED_NOTICE = timedelta(days=14)
MANY_CLOSURES = Fraction(5, 100)


def on_offer(e: Evidence) -> Figure:
    def a_week(line: Line, cells: tuple[CellHours, ...], within: list[Period] | None = None) -> Value:
        return a_week_of(line, hours_of((cell.bookable for cell in cells), within), e.span.days / 7)

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
                    a_week(Line(f"C1.{part}", str(DAY_PARTS[part])), e.space, within) for part, within in parts.items()
                ),
                adds_up=True,
            ),
        ),
    )


def free_in_the_peak(e: Evidence) -> Figure:
    bookable = hours_of((cell.bookable for cell in e.space), e.peak)
    taken = hours_of((cell.used_in_hours for cell in e.space), e.peak)
    behind = Behind(what=What.PEAK_HOURS)
    return Figure(
        "C2",
        _("Still free in the peak"),
        _(
            "Hours in the peak (Monday to Friday 5pm to 10pm, Saturday and Sunday 9am to 5pm) that could be booked "
            "and were not used, divided by all hours in the peak that could be booked."
        ),
        (share(Line("C2", _("Free hours in the peak")), bookable - taken, bookable, behind, of=Unit.HOURS),),
    )


def closed(e: Evidence) -> Figure:
    opening = hours_of(cell.opening for cell in e.space)
    taken: dict[str, Fraction] = {}
    planned = Fraction(0)
    for cell in e.space:
        for closure, minutes in taken_by(cell):
            taken[closure.cause] = taken.get(closure.cause, Fraction(0)) + hours(minutes)
            planned += hours(minutes) if is_planned(closure) else 0
    total = sum(taken.values(), Fraction(0))

    def line(line: Line, part: Fraction) -> Value:
        return share(line, part, opening, Behind(what=What.OPENING_HOURS), of=Unit.HOURS)

    many = bool(opening) and total / opening > MANY_CLOSURES
    return Figure(
        "C8",
        _("Closures"),
        _(
            "Opening hours taken by closures, divided by the opening hours before. An hour under two closures counts "
            "once. A closure is planned when it was announced 14 days or more before it began."
        ),
        (line(Line("C8", _("Closed")), total),),
        (
            Table(
                _("By cause"),
                tuple(line(Line(f"C8.{cause}", cause_word(cause)), part) for cause, part in sorted(taken.items())),
                adds_up=True,
            ),
            Table(
                _("Announced or not"),
                (
                    line(Line("C8.planned", _("Announced 14 days before")), planned),
                    line(Line("C8.unplanned", _("Announced later")), total - planned),
                ),
                adds_up=True,
            ),
        ),
        (_("Closures took more than 5% of the opening hours."),) if many else (),
    )


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
