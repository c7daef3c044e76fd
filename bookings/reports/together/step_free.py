"""Where and when no step-free space was free: by weekday and part of the day, and in the peak."""

from __future__ import annotations

from django.utils.translation import gettext as _

from bookings.reports.cover import Cover
from bookings.reports.dayparts import WEEK
from bookings.reports.evidence import Evidence
from bookings.reports.figures.occupancy import part_of_week
from bookings.reports.figures.words import WEEKDAY_CODES
from bookings.reports.making import Line, share, unsaid
from bookings.reports.nouns import What
from bookings.reports.rows import StepFree
from bookings.reports.space import CellHours, hours
from bookings.reports.values import Behind, Figure, State, Table, Unit, Value
from venues.periods import Period, subtract

ID = "C2.step_free"
BEHIND = Behind(what=What.STEP_FREE_HOURS)


def none_free(e: Evidence) -> Figure:
    """Where nothing is known that alone is said; where there is no such space, that there were no such hours."""
    offered, free = _hours(e)
    unknown = _unknown(e)

    def line(line: Line, within: list[Period], *, left: bool) -> Value:
        if unknown is not None:
            return unsaid(line, Unit.PERCENT, unknown)
        whole, still = offered.minutes_in(within), free.minutes_in(within)
        return share(line, hours(still if left else whole - still), hours(whole), BEHIND, of=Unit.HOURS)

    return Figure(
        ID,
        _("Still free in the peak, without a step"),
        _(
            "Of the hours in the peak in which a step-free space could be booked, those in which one was still free. "
            "Step-free: reached without a step, with a toilet that a wheelchair user can get into. Below it, by "
            "weekday and part of the day: of the hours in which such a space could be booked, those in which every "
            "one was taken."
        ),
        (line(Line(ID, _("Hours in the peak with one still free")), e.peak, left=True),),
        (
            Table(
                _("No step-free space was free"),
                tuple(
                    line(Line(code_of(day, part), part_of_week(day, part)), e.week[day, part], left=False)
                    for day, part in WEEK
                ),
            ),
        ),
    )


def code_of(day: int, part: str) -> str:
    return f"C2.no_step_free_{WEEKDAY_CODES[day]}_{part}"


def _hours(e: Evidence) -> tuple[Cover, Cover]:
    """When some step-free space could be booked, and when one of them was not taken."""
    offered = [(cell, cell.bookable.within(Cover.of(_step_free(cell, e)))) for cell in e.space]
    free = (cover.without(cell.used) for cell, cover in offered)
    return Cover.union(cover for _cell, cover in offered), Cover.union(free)


def _step_free(cell: CellHours, e: Evidence) -> list[Period]:
    """When the cell met the need: always, but for days on which something was out of order, or only on some."""
    if e.span.done is None:
        return []
    if cell.cell.step_free is StepFree.YES:
        return subtract([e.span.done], [each.period for each in cell.cell.meanwhile])
    return [each.period for each in cell.cell.meanwhile if each.step_free is StepFree.YES]


def _unknown(e: Evidence) -> State | None:
    """Why nothing can be said: a space of which it is not known is no space without a step, and none with one."""
    if not e.access_on_record:
        return State.NOT_ON_RECORD
    answers = {cell.cell.step_free for cell in e.space}
    return State.NOT_KNOWN if StepFree.NOT_KNOWN in answers and StepFree.YES not in answers else None
