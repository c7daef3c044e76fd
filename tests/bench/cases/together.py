"""How many bookings a second eight processes get done at once, each in halls of its own choosing."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from bookings.models import Booking
from tests.bench.cases.booking import forget
from tests.bench.measuring import Measured
from tests.engine import fleet

PROCESSES = 8
SECONDS = 6.0
KEY = "bench at once "  # begins the submission key of what they book


def measured(seconds: float = SECONDS, processes: int = PROCESSES) -> Iterator[Measured]:
    """Single dates, late in the evening; taken away again afterwards."""
    try:
        clients = [fleet.start(KEY, number, seconds, module="tests.bench.client") for number in range(processes)]
        fleet.go(clients)
        told = list(fleet.said(clients))
    finally:
        for booking in Booking.objects.filter(submission_key__startswith=KEY).iterator():
            forget(booking)
    took = [milliseconds for each in told for milliseconds in each["took"]]
    rate = sum(len(each["took"]) / each["seconds"] for each in told)
    name = f"Book one date, {processes} processes at once"
    yield Measured(name, median(took), queries=told[0]["queries"], per_second=rate)
