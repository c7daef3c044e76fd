"""Available: who could not be fitted in, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from django.utils.translation import gettext as _

from bookings.models import Booking
from bookings.reports import asking
from bookings.reports.cover import Cover
from bookings.reports.dayparts import DayPart
from bookings.reports.evidence import Evidence
from bookings.reports.figures.words import day_part_words, reason_word
from bookings.reports.making import Line, amount, one_each
from bookings.reports.nouns import What
from bookings.reports.rows import AskRow, How, Outcome, RequestRow
from bookings.reports.space import hours_of
from bookings.reports.tally import Tally, added, count, said
from bookings.reports.values import Behind, Figure, Table, Unit, Value
from venues.periods import Period, total_minutes

TAKEN = "slot_taken"
NO_ANSWER = "no_answer"


def why_not(e: Evidence) -> Figure:
    reasons: dict[str, list[RequestRow]] = {}
    for request in e.failed:
        reasons.setdefault(_reason(request), []).append(request)
    by_size = sorted(reasons.items(), key=lambda entry: (-len(entry[1]), entry[0]))

    found = [_of_reason(reason, some) for reason, some in by_size]
    return Figure(
        "C4",
        _("Why not"),
        _(
            "Requests refused, left unanswered, or withdrawn after our reply, by the reason on record, with the hours "
            "asked for. A withdrawal takes the reason given in our reply."
        ),
        _count_and_hours(Line("C4", _("Requests that came to nothing")), _("Hours they asked for"), list(e.failed)),
        (
            Table(_("Requests by reason"), tuple(count for count, _asked in found), adds_up=True),
            Table(_("Hours by reason"), tuple(asked for _count, asked in found)),
        ),
    )


def unmet(e: Evidence) -> Figure:
    slots = asking.lost(e.rows.asks, TAKEN)
    dates = [ask for ask in e.rows.asks if ask.how is How.DATE]
    behind, apart = Behind(len(dates), What.DATES), "C5.refused_dates"
    return Figure(
        "C5",
        _("Unmet hours"),
        _(
            "Hours that were asked for and could not be had because somebody else had them: requests refused, left "
            "unanswered or withdrawn after our reply with that reason. What one hirer asked for twice counts once. "
            "Single dates that a series could not have stand apart and are never added; so do calls for which nothing "
            "was free, and anonymous searches that found no room, each question once a visit and day. It is counted "
            "from rows of their own, which say when and why and not who, by the day on which it was settled."
        ),
        (
            amount(
                Line("C5", _("Hours asked for that somebody else had")),
                added(slots, lambda ask: total_minutes(slots[ask]), 60),
                Behind(len(slots), What.DATES),
                unit=Unit.HOURS,
            ),
        ),
        (
            Table(
                _("By part of the week"),
                tuple(
                    amount(
                        Line(f"C5.{part}", day_part_words(part, e.counting)), _within(slots, e, part), unit=Unit.HOURS
                    )
                    for part in DayPart
                ),
                adds_up=True,
            ),
            Table(
                _("Apart, not in the total"),
                (
                    amount(Line(apart, _("Dates of series that somebody else had")), count(dates), behind),
                    amount(
                        Line(apart, _("Hours of those dates")),
                        added(dates, lambda ask: ask.minutes, 60),
                        behind,
                        unit=Unit.HOURS,
                    ),
                    *phoned_full("C5", e),
                    one_each(
                        Line("C5.searches", _("Searches that found nothing")),
                        said((_("Searches, of nobody"), e.rows.searches)),
                    ),
                ),
            ),
        ),
    )


def phoned_full(figure: str, e: Evidence) -> tuple[Value, Value]:
    """A tally of the desk, without a person: how many calls, and hours."""
    line, calls, nobody = f"{figure}.phoned", e.rows.phoned, _("Calls, of nobody")
    return (
        amount(Line(line, _("Calls for which nothing was free")), said((nobody, len(calls)))),
        amount(Line(line, _("Hours they asked for")), said((nobody, Fraction(sum(calls), 60))), unit=Unit.HOURS),
    )


def _count_and_hours(line: Line, hours_label: str, some: list[RequestRow]) -> tuple[Value, Value]:
    behind = Behind(len(some), What.REQUESTS)
    asked = added(some, lambda request: request.minutes, 60)
    return amount(line, count(some), behind), amount(Line(line.id, hours_label), asked, behind, unit=Unit.HOURS)


def _of_reason(reason: str, some: list[RequestRow]) -> tuple[Value, Value]:
    """A count and its hours, of which neither stays where the other is hidden. Want of access tells of people."""
    line = Line(f"C4.{reason or 'none'}", reason_word(reason))
    requests, asked = _count_and_hours(line, line.label, some)
    persons, elsewhere = len(some) if reason == Booking.Reason.ACCESS else None, reason == TAKEN
    return (
        replace(requests, persons=persons, stands_elsewhere=elsewhere, takes_along=frozenset({asked.key})),
        replace(asked, persons=persons, takes_along=frozenset({requests.key})),
    )


def _reason(request: RequestRow) -> str:
    return request.reason or (NO_ANSWER if request.outcome is Outcome.EXPIRED else "")


def _within(slots: Mapping[AskRow, list[Period]], e: Evidence, part: DayPart) -> Tally:
    return added(slots, lambda ask: sum((_part_of(slot, e, part) for slot in slots[ask]), Fraction(0)))


def _part_of(slot: Period, e: Evidence, part: DayPart) -> Fraction:
    week = asking.week_around(slot, e.span, e.counting)
    return hours_of([Cover.of([slot])], [p for (_day, which), some in week.items() if which is part for p in some])
