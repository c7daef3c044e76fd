"""Available: who asked and who got it, and whether newcomers have the same chance."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from fractions import Fraction

from django.utils.translation import gettext as _

from bookings.models import RefusedDate
from bookings.reports import asking
from bookings.reports.asking import Acquaintance
from bookings.reports.evidence import Evidence
from bookings.reports.figures.unmet import phoned_full
from bookings.reports.making import FEW, Line, amount, share, unsaid
from bookings.reports.nouns import What
from bookings.reports.printing import half_up
from bookings.reports.rows import Outcome, RequestRow
from bookings.reports.span import midnight
from bookings.reports.tally import added, count, said
from bookings.reports.values import Behind, Figure, State, Table, Unit, Value

WIDE_APART = Fraction(5, 100)


def succeeded(e: Evidence) -> Figure:
    confirmed, decided = _c3(e.requests)
    dates = added(confirmed, lambda request: len(request.asks))
    asked = added(decided, lambda request: len(request.asks) + _refused(request))
    in_part = count(request for request in confirmed if _refused(request))
    before = count(r for r in e.requests if r.outcome is Outcome.WITHDRAWN and not asking.is_decided(r))
    by_person = _c3([request for request in e.requests if not request.at_once])
    stand = Behind(len(confirmed), What.REQUESTS)
    at_once = count(request for request in confirmed if request.at_once)
    return Figure(
        "C3",
        _("Requests that succeeded"),
        _(
            "Requests confirmed, divided by those confirmed, refused or left unanswered until their first date came. "
            "Each request counts in the period of its decision. It stands beside the same figure counting withdrawals. "
            "Some of those confirmed had dates refused; of some the hall had changed when or where it is, or what it "
            "costs. What hirers change of their own requests does not count as such, nor does a price that the list "
            "leaves to the hall. Of requests made before this was kept it is not recorded."
        ),
        (_of(Line("C3", _("Confirmed")), confirmed, decided),),
        (
            Table(
                _("By date asked for"),
                (share(Line("C3.sessions", _("Dates confirmed")), dates, asked, Behind(int(asked), What.DATES)),),
            ),
            Table(
                _("Confirmed otherwise than asked for"),
                (
                    amount(Line("C3.in_part", _("With some dates refused")), in_part, stand),
                    _changed(Line("C3.changed", _("After the hall changed dates, room or price")), confirmed),
                ),
            ),
            Table(
                _("Who decided"),
                (
                    _of(Line("C3.by_person", _("Confirmed, where a person decided")), *by_person),
                    amount(Line("C3.at_once", _("Confirmed at once, without a person")), at_once, stand),
                ),
            ),
            Table(
                _("Apart, in neither"),
                (amount(Line("C3.withdrawn_before", _("Withdrawn before our reply")), before),),
            ),
        ),
        tuple(_withdrawals_matter(e)),
    )


def counting_withdrawals(e: Evidence) -> Figure:
    confirmed = [request for request in e.counted if request.outcome is Outcome.CONFIRMED]
    return Figure(
        "C3w",
        _("Requests that succeeded, counting withdrawals"),
        _(
            "Requests confirmed, divided by those confirmed, refused, left unanswered, or withdrawn after our reply. "
            "Five points or more under the figure beside it is flagged: people may have been talked into withdrawing."
        ),
        (_of(Line("C3w", _("Confirmed")), confirmed, e.counted),),
        (Table(_("Apart, not in the share"), phoned_full("C3w", e)),),
    )


def _c3(requests: Iterable[RequestRow]) -> tuple[list[RequestRow], list[RequestRow]]:
    decided = [r for r in requests if r.outcome in (Outcome.CONFIRMED, Outcome.DECLINED, Outcome.EXPIRED)]
    return [r for r in decided if r.outcome is Outcome.CONFIRMED], decided


def _changed(line: Line, confirmed: Collection[RequestRow]) -> Value:
    missing = sum(request.changed_by_hall is None for request in confirmed)
    behind = Behind(len(confirmed) - missing, What.REQUESTS, missing, among=len(confirmed) if missing else None)
    if missing and not behind.n:
        return unsaid(line, Unit.COUNT, State.NOT_RECORDED, behind)
    return amount(line, count(request for request in confirmed if request.changed_by_hall), behind)


def _refused(request: RequestRow) -> int:
    """Dates that were not to be had; those that the hirer left out were not asked for."""
    return sum(1 for date in request.refused if date.reason != RefusedDate.Reason.LEFT_OUT)


def _of(line: Line, some: Collection[RequestRow], among: Collection[RequestRow]) -> Value:
    return share(line, count(some), count(among), Behind(len(among), What.REQUESTS))


def _withdrawals_matter(e: Evidence) -> list[str]:
    confirmed, decided = _c3(e.requests)
    if not decided:
        return []
    apart = Fraction(len(confirmed), len(decided)) - Fraction(len(confirmed), len(e.counted))
    if apart < WIDE_APART:
        return []
    words = _("Counting withdrawals, the share is %(points)s points lower: people may have been talked out of it.")
    return [words % {"points": half_up(100 * apart, 1)}]


def newcomers_chance(e: Evidence) -> Figure:
    known_from = midnight(e.rows.hirers_from, e.span.zone) if e.rows.hirers_from else None
    groups = [request for request in e.counted if request.group]
    known = {r: asking.acquaintance(r, e.rows.history, known_from, e.span.zone) for r in groups}
    in_peak = [r for r in groups if asking.mostly_peak(r.asks, e.span.zone, e.counting)]

    def chance(line: Line, who: Acquaintance, among: list[RequestRow]) -> Value:
        some = [request for request in among if known[request] is who]
        return _of(line, [request for request in some if request.outcome is Outcome.CONFIRMED], some)

    def lines(suffix: str, among: list[RequestRow]) -> tuple[Value, Value]:
        return (
            chance(Line(f"N1.first_time{suffix}", _("First-time groups")), Acquaintance.FIRST_TIME, among),
            chance(Line(f"N1.regular{suffix}", _("Regular groups")), Acquaintance.REGULAR, among),
        )

    def missing(among: list[RequestRow]) -> int:
        return sum(known[request] is Acquaintance.NOT_KNOWN for request in among)

    everywhere, peak = lines("", groups), lines("_peak", in_peak)
    return Figure(
        "N1",
        _("Newcomer's chance"),
        _(
            "The share of first-time groups' requests that were confirmed, divided by the same share of regular "
            "groups; 1 means the same chance. First-time: nothing was confirmed here for them before they asked. "
            "Regular: they used the place in three months running, or ten times, in the year before. Under five on "
            "either side there is no ratio."
        ),
        (_ratio(Line("N1", _("First-time against regular")), *everywhere, missing(groups)),),
        (
            Table(_("Requests confirmed"), everywhere),
            Table(
                _("Where half or more of the hours were in the peak"),
                (*peak, _ratio(Line("N1.peak", _("Ratio in the peak")), *peak, missing(in_peak))),
            ),
        ),
    )


def _ratio(line: Line, newcomers: Value, regulars: Value, missing: int) -> Value:
    counts = [value.behind.n or 0 for value in (newcomers, regulars)]
    behind = Behind(min(counts), What.ONE_SIDE, missing)
    if missing and not any(counts):
        return unsaid(line, Unit.RATIO, State.NOT_KNOWN, behind)
    if min(counts) < FEW:
        return unsaid(line, Unit.RATIO, State.FEW, behind)
    if not regulars.amount:  # none of them was confirmed
        return unsaid(line, Unit.RATIO, State.NOT_APPLICABLE, behind)
    top, bottom = (said((value.label, value.amount or 0)) for value in (newcomers, regulars))
    return Value(line.id, line.label, Unit.RATIO, top, bottom, behind)
