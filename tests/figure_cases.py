"""Figures that somebody waits for, and the letter about them, brought about; imported where all letters are."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from bookings.actions.keep_figures import ask_for_figures
from bookings.actions.pool_halls import pool_halls
from bookings.reports.together.waiting import work_off
from tests.letter_cases import Cast, writes
from tests.make import a_post, a_venue


@writes("figures_made")
def somebody_waits_for_figures(cast: Cast) -> None:
    quarter = date(2025, 1, 1), date(2025, 4, 1)
    far = a_venue(name="Far Hall", slug="far-hall")
    a_post(far, "funder", cast.ada)
    ask_for_figures(cast.ada, *quarter, code="2025-1", at=timezone.now())
    work_off(timezone.now())
    pool_halls({cast.hall.pk, far.pk}, *quarter)
