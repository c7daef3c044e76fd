"""The funder's report: figures with published definitions, computed from what was booked and used."""

from bookings.reports.building import build
from bookings.reports.matched import Window
from bookings.reports.packs import Pack
from bookings.reports.values import Edition, Figure, Report, Value

__all__ = ["Edition", "Figure", "Pack", "Report", "Value", "Window", "build"]
