"""Accessible: the twelve core facts, one by one."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from bookings.reports.evidence import Evidence
from bookings.reports.making import Line, amount
from bookings.reports.nouns import What
from bookings.reports.space import CellHours, bookable, cell_hours
from bookings.reports.tally import Tally, said
from bookings.reports.values import Behind, Figure, Table, Unit, Value
from venues.access.values import Reading
from venues.access.vocabulary import CORE, Fact


def fact_by_fact(e: Evidence) -> Figure:
    return Figure(
        "B4",
        _("Access, fact by fact"),
        _(
            "For each of the twelve core access facts: of how many spaces the answer reads as yes, partly, no, not "
            "known or does not apply on the last day, and the hours in which those with a yes could be booked."
        ),
        (amount(Line("B4", _("Spaces")), _spaces(e.space)),),
        tuple(Table(fact.label, _lines(e, fact)) for fact in CORE),
    )


def _lines(e: Evidence, fact: Fact) -> tuple[Value, ...]:
    reads = [(cell, cell.cell.core.get(fact.code, str(Reading.NOT_KNOWN))) for cell in e.space]
    yes = cell_hours([cell for cell, said_of_it in reads if said_of_it == Reading.YES], bookable)
    behind = Behind(len(e.space), What.SPACES)
    names = {
        Reading.YES: _("Yes"),
        Reading.PARTLY: _("Partly"),
        Reading.NO: _("No"),
        Reading.NOT_KNOWN: _("Not known"),
        Reading.DOES_NOT_APPLY: _("Does not apply"),
    }
    counts = tuple(
        amount(
            Line(f"B4.{fact.code}_{reading.replace(' ', '_')}", name),
            _spaces(cell for cell, said_of_it in reads if said_of_it == reading),
            behind,
        )
        for reading, name in names.items()
    )
    return *counts, amount(Line(f"B4.{fact.code}_hours", _("Hours with a yes")), yes, unit=Unit.HOURS)


def _spaces(cells: Iterable[CellHours]) -> Tally:
    return said(*((cell.cell.named.name, 1) for cell in cells))
