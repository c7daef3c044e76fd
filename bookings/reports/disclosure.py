"""Disclosure control: the one door through which every copy that leaves the house has passed."""

from __future__ import annotations

from dataclasses import replace

from bookings.reports.values import Edition, Report


def disclose(report: Report) -> Report:
    return replace(report, edition=Edition.PUBLIC)
