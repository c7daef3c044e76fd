"""Well used: hours used of hours on offer."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from bookings.reports.cover import Cover
from bookings.reports.dayparts import WEEK, DayPart, fixed_hours
from bookings.reports.evidence import Evidence
from bookings.reports.figures.own_use import own_use_flags
from bookings.reports.figures.words import WEEKDAY_CODES
from bookings.reports.making import Line, amount, share
from bookings.reports.nouns import What
from bookings.reports.space import CellHours, bookable, cell_hours, hours_of, used, used_in_hours
from bookings.reports.tally import together
from bookings.reports.values import Behind, Figure, Table, Unit, Value
from venues.periods import Period

TEN_PER_CENT = Fraction(10, 100)


def used_hours(e: Evidence) -> Figure:
    outside = together(cell_hours(e.everywhere, used), less=cell_hours(e.everywhere, used_in_hours))
    return Figure(
        "E1",
        _("Used hours"),
        _(
            "Hours in which a space was used, inside its opening hours. A hire of a hall of two halves uses two hours "
            "every hour. Use outside opening hours stands apart."
        ),
        (amount(Line("E1", _("All spaces")), cell_hours(e.space, used_in_hours), unit=Unit.HOURS),),
        (
            Table(
                _("By space"),
                tuple(amount(_of_cell("E1", c), cell_hours([c], used_in_hours), unit=Unit.HOURS) for c in e.space),
                adds_up=True,
            ),
            Table(
                _("Apart, not in the total"),
                (amount(Line("E1.out_of_hours", _("Used outside opening hours")), outside, unit=Unit.HOURS),),
            ),
        ),
    )


def occupancy(e: Evidence, before: Evidence | None) -> Figure:
    external = cell_hours(e.space, lambda cell: cell.external_in_hours)
    there = cell_hours(e.space, bookable)
    by_others = Line("E2.without_own", _("Used by others"))
    return Figure(
        "E2",
        _("Occupancy"),
        _(
            "Hours in which a space was used inside its opening hours, divided by the hours in which it could be "
            "booked (opening hours less closures). It can never pass 100%."
        ),
        (_occupied(Line("E2", _("All spaces")), e.space),),
        (
            Table(_("By space"), tuple(_occupied(_of_cell("E2", cell), [cell]) for cell in e.space)),
            Table(
                _("By weekday and part of the day"),
                tuple(
                    _occupied(
                        Line(f"E2.{WEEKDAY_CODES[day]}_{part}", part_of_week(day, part)), e.space, e.week[day, part]
                    )
                    for day, part in WEEK
                ),
            ),
            Table(
                _("Without the venue's own use"),
                (share(by_others, external, there, Behind(what=What.BOOKABLE_HOURS), of=Unit.HOURS),),
            ),
        ),
        (*own_use_flags(e, before), *_hours_changed(e, before)),
    )


def part_of_week(day: int, part: DayPart) -> str:
    if part is DayPart.WEEKEND:
        return str(WEEKDAYS[day])
    words = _("%(day)s, evening") if part is DayPart.EVENING else _("%(day)s, daytime")
    return words % {"day": WEEKDAYS[day]}


def of_fixed_hours(e: Evidence) -> Figure:
    fixed = fixed_hours(e.span)
    taken = cell_hours(e.everywhere, used, fixed)
    there = cell_hours(e.space, lambda cell: Cover.of(cell.cell.in_service), fixed)
    return Figure(
        "E2f",
        _("Occupancy of 8am to 10pm, every day, whatever is on offer"),
        _(
            "Hours used between 8am and 10pm, divided by 14 hours a day for every space, whatever opening hours "
            "are published and without taking closures off. It stands beside occupancy so that offering fewer hours "
            "does not help."
        ),
        (share(Line("E2f", _("All spaces")), taken, there, Behind(what=What.FIXED_HOURS), of=Unit.HOURS),),
    )


def in_the_peak(e: Evidence) -> Figure:
    return Figure(
        "E3",
        _("Peak occupancy"),
        _(
            "Occupancy within the peak: Monday to Friday 5pm to 10pm, Saturday and Sunday 9am to 5pm, unless this hall "
            "set other hours."
        ),
        (_occupied(Line("E3", _("All spaces")), e.space, e.peak),),
    )


def _occupied(line: Line, cells: Collection[CellHours], within: list[Period] | None = None) -> Value:
    taken = cell_hours(cells, used_in_hours, within)
    on_offer = cell_hours(cells, bookable, within)
    return share(line, taken, on_offer, Behind(what=What.BOOKABLE_HOURS), of=Unit.HOURS)


def _of_cell(figure: str, cell: CellHours) -> Line:
    named = cell.cell.named
    return Line(f"{figure}.{named.suffix}", named.name, room=named.name)


def _hours_changed(e: Evidence, before: Evidence | None) -> list[str]:
    if before is None:
        return []
    now, then = (hours_of(cell.bookable for cell in some.space) for some in (e, before))
    if not then or abs(now - then) / then < TEN_PER_CENT:
        return []
    return [_("The hours on offer differ from last year's by 10% or more.")]
