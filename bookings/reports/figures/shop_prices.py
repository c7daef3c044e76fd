"""Affordable: by how much prices in the shops rose, beside the change in the community rate."""

from __future__ import annotations

from fractions import Fraction

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from bookings.reports.evidence import Evidence
from bookings.reports.making import Line, share, unsaid
from bookings.reports.span import year_before
from bookings.reports.tally import said
from bookings.reports.typed import TypedRow
from bookings.reports.values import Behind, State, Table, Unit
from venues.models import ReportFact


def shop_prices(e: Evidence) -> Table:
    """The last month of the span that is on record, against the same month a year before."""
    typed = {row.starts_on: row for row in e.rows.typed if row.what == ReportFact.What.SHOP_PRICES}
    first = e.span.first.replace(day=1)
    pairs = [(typed[day], typed.get(year_before(day))) for day in sorted(typed) if first <= day <= e.span.last]
    now, then = next(((now, then) for now, then in reversed(pairs) if then), (None, None))
    if now is None or then is None:
        line = Line("A10.cpi", _("Prices in the shops"))
        return Table(_("Beside it"), (unsaid(line, Unit.PERCENT, State.NOT_RECORDED),))
    (today, index), (before, last_year) = ((_month(row), Fraction(row.amount or 0, 10)) for row in (now, then))
    line = Line("A10.cpi", _("Prices in the shops, %(month)s against %(before)s") % {"month": today, "before": before})
    change = said((today, index), (before, -last_year))
    value = share(line, change, said((before, last_year)), Behind(), of=Unit.RATIO)
    return Table(_("Beside it"), (value,), note=_("Source: %(source)s") % {"source": now.source})


def _month(row: TypedRow) -> str:
    return f"{MONTHS[row.starts_on.month]} {row.starts_on.year}"
