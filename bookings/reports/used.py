"""Which sessions count: used, due, or still ahead. A hire longer than a day is one use a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bookings.reports.rows import Held, SessionRow
from bookings.reports.span import Span
from venues.periods import Period

A_DAY = timedelta(hours=24)
MONEY = (
    "hire", "extras", "vat", "optional", "optional_vat", "payer", "standard", "category_gap", "discount_gap",
    "waiver_gap", "cancellation",
)  # fmt: skip


def by_day(session: SessionRow, zone: ZoneInfo) -> list[SessionRow]:
    """A hire of more than 24 hours as one use a local day: hours by the clock, odd pennies on the last day."""
    pieces = days_of(session.period, zone)
    if len(pieces) == 1:
        return [session]
    shares = {name: _by_time(getattr(session, name), pieces) for name in MONEY}
    return [
        replace(session, period=piece, **{name: share[n] for name, share in shares.items()})
        for n, piece in enumerate(pieces)
    ]


def days_of(period: Period, zone: ZoneInfo) -> list[Period]:
    """Itself, or where it is longer than 24 hours what lies in each local day."""
    return [piece for _, piece in period.by_local_day(zone)] if period.length > A_DAY else [period]


def _by_time(pence: int | None, pieces: list[Period]) -> list[Any]:
    """A sum in proportion to time, in whole pennies; what is odd goes last. Not recorded stays so."""
    if pence is None:
        return [None] * len(pieces)
    whole = sum(piece.minutes for piece in pieces)
    parts = [pence * piece.minutes // whole for piece in pieces[:-1]]
    return [*parts, pence - sum(parts)]


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
