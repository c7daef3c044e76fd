"""How much work it is: to ask for a room, and to make a report."""

from __future__ import annotations

from fractions import Fraction

from django.utils.translation import gettext as _

from bookings.reports.evidence import Evidence
from bookings.reports.making import Line, amount, percentile
from bookings.reports.nouns import What
from bookings.reports.tally import said
from bookings.reports.values import Figure, Table, Unit

MUST_SAY = 9  # boxes of the form that cannot stay empty; a test counts them


def of_asking(e: Evidence) -> Figure:
    sent = [request for request in e.rows.requests if e.span.covers(request.requested_at)]
    took = [(request, Fraction(request.minutes_to_ask)) for request in sent if request.minutes_to_ask is not None]
    half = percentile(Line("F8", _("Half asked within")), took, 50, what=What.REQUESTS, unit=Unit.MINUTES)
    return Figure(
        "F8",
        _("Work of asking"),
        _(
            "Minutes from opening the form that asks for a room to sending it, of requests sent in these days; the "
            "middle value, from five on. Whoever took more than a day, and what the desk typed, is left out. Beside it "
            "the boxes that must be filled in, and the reports that were issued: made from what is on record, with "
            "nothing typed."
        ),
        (half,),
        (
            Table(
                _("Beside it"),
                (
                    amount(Line("F8.boxes", _("Boxes that must be filled in")), said((_("Boxes"), MUST_SAY))),
                    amount(
                        Line("F8.issued", _("Reports issued without typing")),
                        said((_("Reports issued"), e.rows.issued)),
                    ),
                ),
            ),
        ),
    )
