"""The money that a file names, of each booking that would come of it: so that a wrong column is seen beforehand."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from bookings.going_live import telling
from bookings.going_live.planned import Agreement, Dated
from venues.money import Money, total


@dataclass(frozen=True)
class Told:
    """A booking in a line, what each of its dates costs by the file, and all of them; None where it says nothing."""

    words: str
    each: str
    whole: Money | None


def told(agreement: Agreement) -> Told:
    charges = [charge for date in agreement.dates if (charge := charged(date)) is not None]
    currency = agreement.first.rooms[0].venue.operator.currency
    whole = total(charges, currency) if charges else None
    return Told(telling.line(agreement), _each(charges, missing=len(agreement.dates) - len(charges)), whole)


def charged(date: Dated) -> Money | None:
    """The whole of a row, tax in; None where no sum is recorded."""
    said = date.row.money
    known = [sum_ for sum_ in (said.charge, said.extras, said.tax) if sum_ is not None]
    return Money(sum(known), date.rooms[0].venue.operator.currency) if known else None


def _each(charges: list[Money], *, missing: int) -> str:
    if not charges:
        return _("No price in the file")
    least, most = min(charges), max(charges)
    words = str(least) if least == most else _("%(least)s to %(most)s") % {"least": least, "most": most}
    return words if not missing else _("%(price)s; %(count)s without a price") % {"price": words, "count": missing}
