"""The bank holidays of each nation, from the `holidays` package. Pure."""

from __future__ import annotations

from collections.abc import Container
from datetime import date
from functools import cache

import holidays


@cache
def bank_holidays(nation: str) -> Container[date]:
    """Every bank holiday of a nation (ENG, WLS, SCT or NIR), worked out year by year as it is asked.

    The nation must be named: without one the package gives only the days common to all four.
    """
    return holidays.country_holidays("GB", subdiv=nation)


def bank_holidays_after(nation: str, day: date, number: int) -> list[tuple[date, str]]:
    """The next bank holidays of a nation, each with its name."""
    found = holidays.country_holidays("GB", subdiv=nation, years=[day.year, day.year + 1])
    return [(on, name) for on, name in sorted(found.items()) if on > day][:number]
