"""Figures that somebody waits for, worked out while nobody looks."""

from __future__ import annotations

from datetime import datetime, timedelta

from bookings import rights
from bookings.actions.keep_figures import empty_what_changed, tell_that_figures_are_made
from bookings.models import FiguresAsked
from bookings.reports.together.keeping import halls_of

A_WHILE = 20.0  # seconds of each run
LONGEST = timedelta(days=7)  # nobody waits any more


def work_off(at: datetime, *, seconds: float = A_WHILE) -> int:
    """Go on with the first that waits, and write where it is done; how many were written to.

    What was kept of rows that were written to since is taken out in any case.
    """
    empty_what_changed()
    FiguresAsked.objects.filter(asked_at__lt=at - LONGEST).delete()
    told = 0
    for asked in list(FiguresAsked.objects.select_related("user")):
        if not _is_made(asked, at, seconds):
            break
        tell_that_figures_are_made(asked)
        told += 1
    return told


def _is_made(asked: FiguresAsked, at: datetime, seconds: float) -> bool:
    """Of the venues that they see now."""
    venues = rights.venues_reported_to(asked.user)
    return not halls_of(venues, asked.first, asked.until, as_at=at, seconds=seconds).missing
