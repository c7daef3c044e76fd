"""Bars drawn by hand: where each goes, for a page and for paper alike. The numbers stand in a table beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from bookings.reports.printing import shown
from bookings.reports.values import Value

LABEL, BAR, NUMBER = 198, 182, 70  # how wide each is; legible on a phone too, and with spaced letters
STEP, THICK = 24, 16


@dataclass(frozen=True)
class Bar:
    label: str
    shown: str
    y: int
    text_y: int
    width: int
    number_x: int


@dataclass(frozen=True)
class Chart:
    title: str
    summary: str
    bars: tuple[Bar, ...]
    bar_x: int
    width: int
    height: int
    thick: int = THICK


def bars(values: Sequence[Value], title: str, currency: str) -> Chart:
    """A bar for each share; the longest of 10, 25, 50 or 100% that holds them all is the full width."""
    shares = [value.amount or Fraction(0) for value in values]
    full = next(whole for whole in (10, 25, 50, 100) if all(share <= whole for share in shares) or whole == 100)
    drawn = tuple(
        _bar(value, share, n * STEP, full, currency)
        for n, (value, share) in enumerate(zip(values, shares, strict=True))
    )
    summary = "; ".join(f"{bar.label}: {bar.shown}" for bar in drawn)
    return Chart(title, summary, drawn, LABEL, LABEL + BAR + NUMBER, len(drawn) * STEP + 4)


def _bar(value: Value, share: Fraction, top: int, full: int, currency: str) -> Bar:
    width = int(min(share, Fraction(full)) / full * BAR)
    return Bar(
        label=value.label,
        shown=shown(value, currency) if value.bottom else "–",
        y=top + (STEP - THICK) // 2,
        text_y=top + STEP // 2 + 5,
        width=width,
        number_x=LABEL + width + 8,
    )
