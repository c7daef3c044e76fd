"""Which sessions count: used, due, or still ahead. A hire longer than a day is one use a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from bookings.reports.rows import Held, SessionRow
from bookings.reports.span import Span

A_DAY = timedelta(hours=24)
MONEY = ("hire", "extras", "vat", "standard", "category_gap", "discount_gap", "waiver_gap", "cancellation")


def by_day(session: SessionRow, zone: ZoneInfo) -> list[SessionRow]:
    """A hire of more than 24 hours as one use a local day: hours by the clock, odd pennies on the last day."""
    if session.period.length <= A_DAY:
        return [session]
    pieces = [piece for _, piece in session.period.by_local_day(zone)]
    whole = session.minutes
    days = []
    given = dict.fromkeys(MONEY, 0)
    for piece in pieces:
        sums: dict[str, int | None] = {}
        for name in MONEY:
            pence = getattr(session, name)
            if pence is None:
                sums[name] = None
                continue
            sums[name] = pence - given[name] if piece is pieces[-1] else pence * piece.minutes // whole
            given[name] += sums[name] or 0
        days.append(replace(session, period=piece, **sums))
    return days


def due(sessions: Iterable[SessionRow], span: Span) -> tuple[SessionRow, ...]:
    """Of whatever status: those that start in the span and whose end is past. Equipment alone is none."""
    return tuple(s for s in sessions if s.cells and span.covers(s.period.start) and s.period.end <= span.as_at)


def used(sessions: Iterable[SessionRow], span: Span) -> tuple[SessionRow, ...]:
    """Planned, and over: nobody marks them."""
    return tuple(s for s in due(sessions, span) if s.held is Held.PLANNED)


def occupying(sessions: Iterable[SessionRow], span: Span) -> tuple[SessionRow, ...]:
    """Used sessions that take some hour of the span, wherever they began."""
    return tuple(
        s
        for s in sessions
        if s.cells
        and s.held is Held.PLANNED
        and s.period.end <= span.as_at
        and span.done
        and s.period.overlaps(span.done)
    )


def ahead(sessions: Iterable[SessionRow], span: Span) -> tuple[SessionRow, ...]:
    """Booked in the span, and not yet over at the instant from which we look."""
    return tuple(
        s
        for s in sessions
        if s.cells and s.held is Held.PLANNED and s.period.end > span.as_at and span.start <= s.period.start < span.end
    )
