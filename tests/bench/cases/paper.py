"""A year's report of a hall drawn as a PDF: how long it takes, and how much memory a process of its own needs."""

from __future__ import annotations

import os
import resource
from collections.abc import Iterator
from multiprocessing import get_context
from multiprocessing.connection import Connection

from django.utils import timezone

from bookings.documents import NoPdf
from bookings.reports import build
from bookings.reports.pdf import as_pdf
from bookings.reports.values import Report
from tests.bench.cases.report import last_year
from tests.bench.measuring import Measured, statements, timed
from venues.models import Venue

AIM_MB, AIM_SECONDS = 300, 3
KB_OF_A_MB = 1_000_000 / 1024


def measured() -> Iterator[Measured]:
    """Worked out from its rows and drawn; nothing on a machine that draws none."""
    hall = Venue.objects.select_related("operator").filter(slug__startswith="hall-").order_by("pk")[0]
    reports: list[Report] = []

    def worked_out() -> None:
        reports.append(build(hall, *last_year(), as_at=timezone.now()))

    asked = statements(worked_out)
    built = timed(worked_out)
    drawn, megabytes = by_itself(reports[-1])
    if drawn is not None:
        note = f"The process that drew the PDF had at most {megabytes:.0f} MB of memory, what it began with in it"
        aims = f"(aims: {AIM_SECONDS} s, {AIM_MB} MB)."
        yield Measured("A year's report as a PDF: built and drawn", built + drawn, None, asked, note=f"{note} {aims}")


def by_itself(report: Report) -> tuple[float | None, float]:
    """Milliseconds, none where it cannot be drawn, and megabytes at the most: in a child, which asks no database."""
    here, there = get_context("fork").Pipe(duplex=False)
    child = get_context("fork").Process(target=_draw, args=(report, there))
    child.start()
    there.close()
    took, most = here.recv()
    child.join()
    return took, most


def _draw(report: Report, told: Connection) -> None:
    try:
        took: float | None = timed(lambda: as_pdf(report))
    except NoPdf:
        took = None
    told.send((took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KB_OF_A_MB))
    told.close()
    os._exit(0)  # the connections of its parent are not its own to close
