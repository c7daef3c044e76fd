"""Accessible: what is known of getting in, and hours without a step."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from django.utils.translation import gettext as _

from bookings.reports.evidence import Evidence
from bookings.reports.rows import StepFree
from bookings.reports.space import CellHours, hours_of
from bookings.reports.values import Figure, Table, Unit, Value, amount, share
from venues.periods import Period


def information(e: Evidence) -> Figure:
    rooms, core = e.rows.rooms, e.rows.core_facts
    complete = [room for room in rooms if room.facts == core]
    return Figure(
        "B1",
        _("Access information complete"),
        _(
            "Rooms that can be booked for which all twelve core access facts are answered and in date on the last day of "
            "the period, divided by all rooms that can be booked. A no is an answer; “we do not know” is none."
        ),
        (share("B1", _("Rooms complete"), len(complete), len(rooms), n=len(rooms), what=_("rooms")),),
        (
            Table(
                _("Fact by fact"),
                (
                    share("B1.facts", _("Core facts answered and in date"), sum(room.facts for room in rooms),
                          core * len(rooms), n=core * len(rooms), what=_("facts")),
                    *(
                        share(f"B1.{room.named.suffix}", room.named.name, room.facts, core, n=core, what=_("facts"),
                              room=room.named.name)
                        for room in rooms
                    ),
                ),
            ),
        ),
    )  # fmt: skip


def step_free_on_offer(e: Evidence) -> Figure:
    return Figure(
        "B2",
        _("Step-free hours on offer"),
        _(
            "Bookable hours of spaces that can be reached without a step, with a toilet that a wheelchair user can get into, "
            "divided by all bookable hours. What is only partly so, not known or not so stands beside it."
        ),
        (_step_free("B2", _("Hours without a step"), e, StepFree.YES, lambda cell: cell.bookable),),
        (Table(_("The other hours"), _others("B2", e, lambda cell: cell.bookable)),),
    )


def step_free_used(e: Evidence) -> Figure:
    return Figure(
        "B3",
        _("Step-free hours used"),
        _("The same test over the hours used inside opening hours, divided by all of these."),
        (_step_free("B3", _("Hours without a step"), e, StepFree.YES, lambda cell: cell.used_in_hours),),
    )


def _step_free(id: str, label: str, e: Evidence, answer: StepFree, of: Callable[[CellHours], list[Period]]) -> Value:
    some = hours_of(of(cell) for cell in e.space if cell.cell.step_free is answer)
    return share(id, label, some, hours_of(of(cell) for cell in e.space), of=Unit.HOURS, n=None, what=_("hours"))


def _others(id: str, e: Evidence, of: Callable[[CellHours], list[Period]]) -> tuple[Value, ...]:
    def line(answer: StepFree, label: str) -> Value:
        some: Fraction = hours_of(of(cell) for cell in e.space if cell.cell.step_free is answer)
        return amount(f"{id}.{answer}", label, some, unit=Unit.HOURS)

    return (
        line(StepFree.IN_PART, _("Partly")),
        line(StepFree.NOT_KNOWN, _("Not known")),
        line(StepFree.NO, _("Not step-free")),
    )


def figures(e: Evidence) -> list[Figure]:
    return [information(e), step_free_on_offer(e), step_free_used(e)]
