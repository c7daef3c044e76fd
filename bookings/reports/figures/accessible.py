"""Accessible: what is known of getting in, hours without a step, and how it went for those who said what they need."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from bookings.reports.cover import Cover
from bookings.reports.evidence import Evidence
from bookings.reports.figures import outcomes
from bookings.reports.figures.on_record import not_on_record
from bookings.reports.figures.upkeep import since_when
from bookings.reports.making import Line, amount, share, unsaid
from bookings.reports.nouns import What
from bookings.reports.rows import StepFree
from bookings.reports.space import CellHours, bookable, cell_hours, used_in_hours
from bookings.reports.tally import Number, Tally, said, together
from bookings.reports.values import Behind, Figure, State, Table, Unit, Value


def figures(e: Evidence) -> list[Figure]:
    """Of days before the venue's first access claim the first three say only that nothing is on record."""
    known = [_information(e), _step_free_on_offer(e), _step_free_used(e)]
    known = known if e.access_on_record else [not_on_record(figure) for figure in known]
    return [*known, outcomes.of_stated_needs(e), outcomes.turned_away(e)]


def _information(e: Evidence) -> Figure:
    rooms, core = e.rows.rooms, e.rows.core_facts
    complete = said(*((room.named.name, 1) for room in rooms if room.facts == core))
    every_room = said(*((room.named.name, 1) for room in rooms))
    answered = said(*((room.named.name, room.facts) for room in rooms))
    asked = said(*((room.named.name, core) for room in rooms))
    return Figure(
        "B1",
        _("Access information complete"),
        _(
            "Rooms that can be booked for which all twelve core access facts are answered and in date on the last day "
            "of the period, divided by all rooms that can be booked. A no is an answer; “we do not know” is none."
        ),
        (share(Line("B1", _("Rooms complete")), complete, every_room, Behind(len(rooms), What.ROOMS)),),
        (
            Table(
                _("Core facts answered and in date"),
                (
                    share(Line("B1.facts", _("All rooms")), answered, asked, Behind(int(asked), What.FACTS)),
                    *(
                        share(
                            Line(f"B1.{room.named.suffix}", room.named.name, room=room.named.name),
                            said((room.named.name, room.facts)),
                            said((room.named.name, core)),
                            Behind(core, What.FACTS),
                        )
                        for room in rooms
                    ),
                ),
            ),
        ),
    )


def _step_free_on_offer(e: Evidence) -> Figure:
    def hours(answer: StepFree, label: str) -> Value:
        return amount(Line(f"B2.{answer}", label), _hours(e, answer, bookable), unit=Unit.HOURS)

    return Figure(
        "B2",
        _("Step-free hours on offer"),
        _(
            "Bookable hours of spaces that can be reached without a step, with a toilet that a wheelchair user can "
            "get into, divided by all bookable hours. What is only partly so, not known or not so stands beside it. "
            "Where nothing at all is known there is no figure. Hours of days on which a lift or that toilet was out of "
            "order stand beside it."
        ),
        (_step_free(Line("B2", _("Hours without a step, with a toilet for wheelchair users")), e, bookable),),
        (
            Table(
                _("The other hours"),
                (
                    hours(StepFree.IN_PART, _("Partly")),
                    hours(StepFree.NOT_KNOWN, _("Not known")),
                    hours(StepFree.NO, _("Not step-free")),
                ),
            ),
        ),
        tuple(since_when(e)),
    )


def _step_free_used(e: Evidence) -> Figure:
    return Figure(
        "B3",
        _("Step-free hours used"),
        _("The same test over the hours used inside opening hours, divided by all of these."),
        (_step_free(Line("B3", _("Hours without a step, with a toilet for wheelchair users")), e, used_in_hours),),
    )


def _step_free(line: Line, e: Evidence, of: Callable[[CellHours], Cover]) -> Value:
    every = cell_hours(e.space, of)
    if every and every == _hours(e, StepFree.NOT_KNOWN, of):
        return unsaid(line, Unit.PERCENT, State.NOT_KNOWN)  # 0% would read as a no
    return share(line, _hours(e, StepFree.YES, of), every, Behind(what=What.HOURS), of=Unit.HOURS)


def _hours(e: Evidence, answer: StepFree, of: Callable[[CellHours], Cover]) -> Tally:
    """What was out of order adds to this answer for some days, or takes from it."""
    usual = cell_hours([cell for cell in e.space if cell.cell.step_free is answer], of)
    changing = [cell for cell in e.space if cell.cell.meanwhile]
    otherwise: list[Number] = [
        cell_hours([cell], of, [each.period for each in cell.cell.meanwhile])
        for cell in changing
        if cell.cell.step_free is answer
    ]
    for_days: list[Number] = [
        cell_hours([cell], of, [each.period for each in cell.cell.meanwhile if each.step_free is answer])
        for cell in changing
    ]
    return together(usual, *for_days, less=together(*otherwise))
