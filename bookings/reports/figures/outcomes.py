"""Accessible: how it went for those who said what they need, and who was turned away for want of access."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _

from bookings.models import AccessOutcome, Booking
from bookings.outcomes import month_of
from bookings.reports.evidence import Evidence
from bookings.reports.making import FEW, Line, amount, one_each, share, unsaid
from bookings.reports.nouns import What
from bookings.reports.rows import Outcome, RequestRow
from bookings.reports.tally import count, said, together
from bookings.reports.values import Behind, Figure, State, Table, Unit, Value


def of_stated_needs(e: Evidence) -> Figure:
    ways = {outcome: said((str(outcome.label), e.rows.ended.get(outcome, 0))) for outcome in AccessOutcome.Outcome}
    every = together(*ways.values())
    behind = Behind(int(every), What.NEEDS_STATED)
    line = Line("B5", _("Bookings for which somebody said what they need"))

    def row(outcome: AccessOutcome.Outcome) -> Value:
        some = ways[outcome]
        return replace(share(Line(f"B5.{outcome}", str(outcome.label)), some, every, behind), persons=int(some))

    return Figure(
        "B5",
        _("Outcome of stated needs"),
        _(
            "Bookings for which somebody said what those who come need of access, by how it went: what the hirer "
            "answered to “did it work?” (of a series, the last time), not known where nobody answered. One that was "
            "refused for want of access, or given up once the hall could not, counts as not met. Counted in the "
            "month in which it ended; whole months only. What was needed is deleted; how it went stays as a number."
        ),
        (one_each(line, every) if e.span.whole_months else unsaid(line, Unit.COUNT, State.NOTHING, _no_month()),),
        (
            Table(
                _("How it went"),
                tuple(row(outcome) for outcome in AccessOutcome.Outcome) if e.span.whole_months else (),
                adds_up=True,
                tells_of_all=True,
            ),
        ),
    )


def turned_away(e: Evidence) -> Figure:
    line = Line("B6", _("Requests turned away for want of access"))
    found = [request for request in e.failed if _for_want_of_access(request, e)]
    others = sum(request.reason == Booking.Reason.ACCESS for request in e.failed) - len(found)
    few_others = bool(found) and 0 < others < FEW  # which the lines of C4 less these would tell
    counted = amount(line, count(found), Behind(len(found), What.REQUESTS))
    counted = replace(counted, persons=len(found), gives_away=few_others)
    return Figure(
        "B6",
        _("Turned away for access"),
        _(
            "Requests refused, or withdrawn after our reply, where access is the reason on record; by the month of "
            "the decision, whole months only. In the venue’s own copy and its funder’s."
        ),
        (counted if e.span.whole_months else unsaid(line, Unit.COUNT, State.NOTHING, _no_month()),),
    )


def _for_want_of_access(request: RequestRow, e: Evidence) -> bool:
    """Of a whole month; one that nobody answered was turned away for no reason."""
    if request.reason != Booking.Reason.ACCESS or request.outcome is Outcome.EXPIRED or request.moment is None:
        return False
    return month_of(request.moment, e.span.zone) in e.span.whole_months


def _no_month() -> Behind:
    return Behind(what=What.WHOLE_MONTHS)
