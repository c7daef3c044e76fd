"""Make rows of a report without a database: `a_session()`, `a_request()`, `some_rows()`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bookings.reports.asking import is_decided
from bookings.reports.rows import AskRow, CellRow, History, How, Named, Outcome, RequestRow, Rows, SessionRow
from bookings.reports.span import Span
from tests.bookings.reports.example import LONDON
from venues.periods import Period


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(UTC)


def stretch(start: str, end: str) -> Period:
    return Period(local(start), local(end))


def a_session(start: str = "2026-03-02 18:00", end: str = "2026-03-02 20:00", **fields: Any) -> SessionRow:
    defaults: dict[str, Any] = {
        "key": 1, "booking": 1, "hirer": 1, "household": False, "own": False, "category": Named("standard", "Standard"),
        "room": Named("main", "Main"), "cells": frozenset({1}), "period": stretch(start, end),
    }  # fmt: skip
    return SessionRow(**{**defaults, **fields})


def a_request(asked: str, **fields: Any) -> RequestRow:
    defaults: dict[str, Any] = {
        "key": 1, "hirer": 1, "group": True, "requested_at": local(asked), "answered_at": None, "moment": None,
        "outcome": Outcome.OPEN, "at_once": False, "reason": "",
        "asks": (stretch("2026-03-20 18:00", "2026-03-20 20:00"),),
    }  # fmt: skip
    return RequestRow(**{**defaults, **fields})


def asks_of(requests: Iterable[RequestRow], span: Span) -> tuple[AskRow, ...]:
    """What is written down of these when they are decided in such a span."""
    asks = (ask for request in requests for ask in _asks_of(request))
    return tuple(ask for ask in asks if span.first <= ask.decided_on <= span.last_covered)


def _asks_of(request: RequestRow) -> Iterator[AskRow]:
    if request.moment is None or not is_decided(request) or request.outcome == Outcome.CONFIRMED:
        return
    how, decided_on = How(request.outcome), request.moment.astimezone(LONDON).date()
    for ask in request.asks:
        for day, piece in ask.by_local_day(LONDON):
            yield AskRow(f"{request.hirer} on {day}", piece, decided_on, how, request.reason)


def a_span(first: date = date(2026, 3, 2), days: int = 7, as_at: datetime | None = None) -> Span:
    until = first + timedelta(days=days)
    return Span(first, until, as_at or datetime(2030, 1, 1, tzinfo=UTC), LONDON)


def some_rows(*sessions: SessionRow, span: Span | None = None, opening: tuple[Period, ...] = (), **fields: Any) -> Rows:
    span = span or a_span()
    service = (span.done,) if span.done else ()
    defaults: dict[str, Any] = {
        "venue": "Hall", "slug": "hall", "operator": "Trust",
        "contact": "hall@trust.example", "span": span,
        "cells": (CellRow(1, Named("main", "Main"), opening, service),), "rooms": (), "sessions": sessions,
        "requests": (), "asks": asks_of(fields.get("requests", ()), span), "history": History(),
        "hirers_from": date(2020, 1, 1), "use_from": date(2020, 1, 1),
    }  # fmt: skip
    return Rows(**{**defaults, **fields})
