"""How one begins here: what is due before the first date, how long before one asks, and whether newcomers get in."""

from __future__ import annotations

from fractions import Fraction

from django.utils.translation import gettext as _

from bookings.reports.evidence import Evidence
from bookings.reports.figures.concentration import largest_in_the_peak
from bookings.reports.figures.reach import new_groups
from bookings.reports.making import Line, percentile, share, unsaid
from bookings.reports.nouns import What
from bookings.reports.rows import Outcome, RequestRow
from bookings.reports.tally import Said, hirers
from bookings.reports.values import Behind, Figure, State, Table, Unit, Value


def up_front(e: Evidence) -> Figure:
    sums = [(Said(_("A first booking")), Fraction(pence, 100)) for pence in sorted(e.rows.up_front)]
    line = Line("A6", _("Half had to find no more than"))
    return Figure(
        "A6",
        _("Cash needed up front"),
        _(
            "What a hirer had to pay before the first date of their first booking here, confirmed in these days: money "
            "held against damage, and what is due on booking. The middle value is given, from five first bookings on; "
            "who had nothing to pay counts as nothing."
        ),
        (percentile(line, sums, 50, what=What.FIRST_BOOKINGS, unit=Unit.POUNDS),),
    )


def open_to_newcomers(e: Evidence) -> Figure:
    here, new = new_groups(e)
    line, behind = Line("C9", _("New groups")), Behind(len(here), What.GROUPS)
    return Figure(
        "C9",
        _("Open to newcomers"),
        _(
            "Groups that had never used the place before, divided by all groups that used it. And the hours in the "
            "peak that the five hirers with most of them used, divided by those of all hirers."
        ),
        (
            share(line, hirers(new), hirers(here), behind)
            if e.hirers_on_record
            else unsaid(line, Unit.PERCENT, State.NOT_KNOWN, behind),
        ),
        (Table(_("The other side"), (largest_in_the_peak(e),)),),
    )


def notice(e: Evidence) -> Figure:
    confirmed = [r for r in e.requests if r.outcome is Outcome.CONFIRMED and r.asks]

    def half(id: str, label: str, some: list[RequestRow]) -> Value:
        return percentile(Line(id, label), [(r, _days(r, e)) for r in some], 50, what=What.REQUESTS, unit=Unit.DAYS)

    return Figure(
        "C10",
        _("Notice"),
        _(
            "Days from the day a request was sent to the day of its first date, of requests that were confirmed. The "
            "middle value is given, from five on."
        ),
        (half("C10", _("Half were sent no more than so long before"), confirmed),),
        (
            Table(
                _("Apart"),
                (
                    half("C10.one_off", _("For one date"), [r for r in confirmed if _dates(r) == 1]),
                    half("C10.series", _("For several dates"), [r for r in confirmed if _dates(r) > 1]),
                ),
            ),
        ),
    )


def _dates(request: RequestRow) -> int:
    return len(request.asks) + len(request.refused)


def _days(request: RequestRow, e: Evidence) -> Fraction:
    first = min(ask.start for ask in request.asks).astimezone(e.span.zone).date()
    return Fraction((first - request.requested_at.astimezone(e.span.zone).date()).days)
