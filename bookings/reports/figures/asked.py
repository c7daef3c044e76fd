"""Available: who asked, who got it, how long the answer took, and who could not be fitted in."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from django.utils.translation import gettext as _

from bookings.models import RefusedDate
from bookings.reports import asking
from bookings.reports.asking import Acquaintance
from bookings.reports.dayparts import DayPart
from bookings.reports.evidence import Evidence
from bookings.reports.figures.words import DAY_PARTS, reason_word
from bookings.reports.rows import Outcome, RequestRow
from bookings.reports.space import hours, hours_of
from bookings.reports.span import midnight
from bookings.reports.values import FEW, Figure, State, Table, Unit, Value, amount, share, unsaid
from venues.periods import Period

TAKEN = "slot_taken"
NO_ANSWER = "no_answer"
WIDE_APART = Fraction(5, 100)


def succeeded(e: Evidence) -> Figure:
    confirmed, decided = _c3(e.requests)
    by_person = [request for request in e.requests if not request.at_once]
    sessions = sum(len(request.asks) for request in confirmed)
    refused = sum(1 for r in decided for date in r.refused if date.reason != RefusedDate.Reason.LEFT_OUT)
    asked = sum(len(request.asks) for request in decided) + refused
    in_part = sum(1 for r in confirmed if any(date.reason != RefusedDate.Reason.LEFT_OUT for date in r.refused))
    before = sum(1 for r in e.requests if r.outcome is Outcome.WITHDRAWN and not asking.is_decided(r))
    return Figure(
        "C3",
        _("Requests that succeeded"),
        _(
            "Requests confirmed, divided by those confirmed, declined or left unanswered until their first date came. Each "
            "request counts in the period of its decision. It stands beside the same figure counting withdrawals."
        ),
        (_of("C3", _("Confirmed"), confirmed, decided),),
        (
            Table(
                _("By date asked for"),
                (
                    share("C3.sessions", _("Dates confirmed"), sessions, asked, n=asked, what=_("dates")),
                    amount(
                        "C3.in_part",
                        _("Confirmed with some dates refused"),
                        in_part,
                        n=len(confirmed),
                        what=_("requests"),
                    ),
                ),
            ),
            Table(
                _("Who decided"),
                (
                    _of("C3.by_person", _("Confirmed, where a person decided"), *_c3(by_person)),
                    amount("C3.at_once", _("Confirmed at once, without a person"), sum(r.at_once for r in confirmed)),
                ),
            ),
            Table(
                _("Apart, in neither"),
                (
                    amount(
                        "C3.withdrawn_before",
                        _("Withdrawn before our reply"),
                        before,
                        n=len(e.requests),
                        what=_("requests"),
                    ),
                ),
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
            "Requests confirmed, divided by those confirmed, declined, left unanswered, or withdrawn after our reply. Five "
            "points or more under the figure beside it is flagged: people may have been talked into withdrawing."
        ),
        (_of("C3w", _("Confirmed"), confirmed, e.counted),),
    )


def _c3(requests: Iterable[RequestRow]) -> tuple[list[RequestRow], list[RequestRow]]:
    decided = [r for r in requests if r.outcome in (Outcome.CONFIRMED, Outcome.DECLINED, Outcome.EXPIRED)]
    return [r for r in decided if r.outcome is Outcome.CONFIRMED], decided


def _of(id: str, label: str, some: Iterable[RequestRow], among: Iterable[RequestRow]) -> Value:
    among = list(among)
    return share(id, label, len(list(some)), len(among), n=len(among), what=_("requests"))


def _withdrawals_matter(e: Evidence) -> list[str]:
    confirmed, decided = _c3(e.requests)
    if not decided or Fraction(len(confirmed), len(decided)) - Fraction(len(confirmed), len(e.counted)) < WIDE_APART:
        return []
    return [_("Counting withdrawals, the share is 5 points lower or more.")]


def why_not(e: Evidence) -> Figure:
    reasons: dict[str, list[RequestRow]] = {}
    for request in e.failed:
        reasons.setdefault(_reason(request), []).append(request)

    def line(reason: str, some: list[RequestRow]) -> tuple[Value, Value]:
        id, label = f"C4.{reason or 'none'}", reason_word(reason)
        return (
            amount(id, label, len(some), n=len(some), what=_("requests")),
            amount(id, label, hours(sum(r.minutes for r in some)), unit=Unit.HOURS, n=len(some), what=_("requests")),
        )

    lines = [
        line(reason, some) for reason, some in sorted(reasons.items(), key=lambda entry: (-len(entry[1]), entry[0]))
    ]
    total = hours(sum(request.minutes for request in e.failed))
    return Figure(
        "C4",
        _("Why not"),
        _(
            "Requests declined, left unanswered, or withdrawn after our reply, by the reason on record, with the hours "
            "asked for. A withdrawal takes the reason given in our reply."
        ),
        (
            amount("C4", _("Requests that came to nothing"), len(e.failed), n=len(e.failed), what=_("requests")),
            amount("C4", _("Hours asked for"), total, unit=Unit.HOURS, n=len(e.failed), what=_("requests")),
        ),
        (
            Table(_("Requests by reason"), tuple(count for count, _hours in lines)),
            Table(_("Hours by reason"), tuple(asked for _count, asked in lines)),
        ),
    )


def _reason(request: RequestRow) -> str:
    return request.reason or (NO_ANSWER if request.outcome is Outcome.EXPIRED else "")


def unmet(e: Evidence) -> Figure:
    lost = [request for request in e.failed if _reason(request) == TAKEN]
    slots = asking.united(lost)
    by_part = {part: _within(slots, e, part) for part in DayPart}
    refused = [date for request in e.requests for date in request.refused if date.reason == RefusedDate.Reason.TAKEN]
    return Figure(
        "C5",
        _("Unmet hours"),
        _(
            "Hours that were asked for and could not be had because somebody else had them: requests declined, left "
            "unanswered or withdrawn after our reply with that reason. What one hirer asked for twice counts once. Single "
            "dates that a series could not have stand apart and are never added."
        ),
        (
            amount("C5", _("Hours asked for and taken"), hours(sum(p.minutes for p in slots)), unit=Unit.HOURS,
                   n=len(lost), what=_("requests")),
        ),
        (
            Table(
                _("By part of the week"),
                tuple(
                    amount(f"C5.{part}", str(DAY_PARTS[part]), found, unit=Unit.HOURS) for part, found in by_part.items()
                ),
                adds_up=True,
            ),
            Table(
                _("Apart, not in the total"),
                (
                    amount("C5.refused_dates", _("Dates of series that somebody else had"), len(refused), what=_("dates"),
                           n=len(refused)),
                    amount("C5.refused_dates", _("Hours of those dates"), hours(sum(r.minutes for r in refused)),
                           unit=Unit.HOURS, n=len(refused), what=_("dates")),
                ),
            ),
        ),
    )  # fmt: skip


def _within(slots: list[Period], e: Evidence, part: DayPart) -> Fraction:
    found = Fraction(0)
    for slot in slots:
        week = asking.week_around(slot, e.span)
        found += hours_of([[slot]], [p for (_day, which), periods in week.items() if which is part for p in periods])
    return found


def newcomers_chance(e: Evidence) -> Figure:
    known_from = midnight(e.rows.hirers_from, e.span.zone) if e.rows.hirers_from else None
    groups = [request for request in e.counted if request.group]
    known = {r: asking.acquaintance(r, e.rows.history, known_from, e.span.zone) for r in groups}
    in_peak = [r for r in groups if asking.mostly_peak(r.asks, e.span)]

    def chance(id: str, label: str, who: Acquaintance, among: Iterable[RequestRow]) -> Value:
        some = [r for r in among if known[r] is who]
        return _of(id, label, [r for r in some if r.outcome is Outcome.CONFIRMED], some)

    def lines(suffix: str, among: list[RequestRow]) -> tuple[Value, Value]:
        return (
            chance(f"N1.first_time{suffix}", _("First-time groups"), Acquaintance.FIRST_TIME, among),
            chance(f"N1.regular{suffix}", _("Regular groups"), Acquaintance.REGULAR, among),
        )

    missing = sum(1 for who in known.values() if who is Acquaintance.NOT_KNOWN)
    return Figure(
        "N1",
        _("Newcomer's chance"),
        _(
            "The share of first-time groups' requests that were confirmed, divided by the same share of regular groups; 1 "
            "means the same chance. First-time: nothing was confirmed here for them before they asked. Regular: they used "
            "the place in three months running, or ten times, in the year before. Under five on either side there is no ratio."
        ),
        (_ratio("N1", _("First-time against regular"), *lines("", groups), missing),),
        (
            Table(_("Requests confirmed"), lines("", groups)),
            Table(
                _("Where half or more of the hours were in the peak"),
                (*lines("_peak", in_peak), _ratio("N1.peak", _("Ratio in the peak"), *lines("_peak", in_peak), 0)),
            ),
        ),
    )


def _ratio(id: str, label: str, newcomers: Value, regulars: Value, missing: int) -> Value:
    what = _("requests")
    if not newcomers.n and not regulars.n and missing:
        return unsaid(id, label, Unit.RATIO, State.NOT_KNOWN, what=what, missing=missing)
    least = min(newcomers.n or 0, regulars.n or 0)
    if least < FEW or newcomers.amount is None or not regulars.amount:
        return Value(id, label, Unit.RATIO, n=least, what=what, missing=missing, state=State.FEW)
    return Value(id, label, Unit.RATIO, newcomers.amount, regulars.amount, n=least, what=what, missing=missing)


def figures(e: Evidence) -> list[Figure]:
    """All of this question that speaks of requests, bar the waiting."""
    return [succeeded(e), counting_withdrawals(e), unmet(e), why_not(e), newcomers_chance(e)]
