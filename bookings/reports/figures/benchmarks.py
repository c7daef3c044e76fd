"""Affordable: what four usual hires cost all in, so that halls can be set side by side."""

from __future__ import annotations

from fractions import Fraction

from django.utils.translation import gettext as _

from bookings.reports.evidence import Evidence
from bookings.reports.making import Line, amount, unsaid
from bookings.reports.rows import BenchmarkRow, NotPriced
from bookings.reports.tally import said
from bookings.reports.values import Figure, State, Table, Unit, Value

STATES = {
    NotPriced.ON_APPLICATION: State.ON_APPLICATION,
    NotPriced.MORE_IS_ASKED: State.MORE_IS_ASKED,
    NotPriced.NOT_OFFERED: State.NOT_OFFERED,
}


def usual_hires(e: Evidence) -> Figure:
    titles = {
        "a": _("2 hours on a Wednesday evening, 12 people"),
        "b": _("An hour and a half on 12 Wednesday mornings of a term, 25 people"),
        "c": _("3 hours on a Saturday afternoon, 40 people, with the kitchen"),
        "d": _("4 hours on a Saturday evening, 80 people, with the bar"),
    }
    tables = [
        Table(title, tuple(line for row in e.rows.benchmarks if row.benchmark.code == code for line in _lines(row)))
        for code, title in titles.items()
    ]
    return Figure(
        "A5",
        _("What four usual hires cost, all in"),
        _(
            "By the price list in force on the last day, for every category: hire, what cannot be left out, the "
            "shortest hire there is, VAT in, in the smallest room known to take so many. What is held against damage "
            "and given back stands beside it, in no price. Where the list has no price for a kitchen or a bar, it "
            "costs nothing more."
        ),
        (_standard(e),),
        tuple(table for table in tables if table.rows),
    )


def _standard(e: Evidence) -> Value:
    """How many of them the hall prices at all."""
    line = Line("A5", _("Hires with a price on the list"))
    if not e.rows.benchmarks:
        return unsaid(line, Unit.COUNT, State.NOT_RECORDED)
    priced = sorted({row.benchmark.code for row in e.rows.benchmarks if row.pence is not None})
    return amount(line, said(*((_("Hire %(letter)s") % {"letter": code}, 1) for code in priced)))


def _lines(row: BenchmarkRow) -> list[Value]:
    room = row.room.name if row.room else ""
    label = _("%(category)s, in %(room)s") % {"category": row.category.name, "room": room} if room else ""
    id = f"A5.{row.benchmark.code}_{row.category.suffix}"
    line = Line(id, label or row.category.name, room=room, category=row.category.name)
    if row.pence is None:
        return [unsaid(line, Unit.POUNDS, STATES[row.why_not])]
    held = Line(f"{id}_held", _("%(what)s: held, and given back") % {"what": line.label}, room, row.category.name)
    listed, bond = (
        said((_("By the price list: %(what)s") % {"what": line.label}, Fraction(pence, 100)))
        for pence in (row.pence, row.bond)
    )
    found = [amount(line, listed, unit=Unit.POUNDS)]
    return [*found, amount(held, bond, unit=Unit.POUNDS)] if row.bond else found
