"""What is measured, in the order of the table: each case gives one line or more."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.bench.cases import (
    booking,
    finding,
    full,
    pages,
    paper,
    portfolio,
    renewal,
    report,
    seeking,
    tariffs,
    together,
)
from tests.bench.measuring import Measured

CASES: dict[str, Callable[[], Iterator[Measured]]] = {
    "booking": booking.measured,
    "finding": finding.measured,
    "pages": pages.measured,
    "full": full.measured,
    "renewal": renewal.measured,
    "report": report.measured,
    "paper": paper.measured,
    "portfolio": portfolio.measured,
    "together": together.measured,
    "tariffs": tariffs.measured,
    "seeking": seeking.measured,
}
