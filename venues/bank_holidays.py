"""The bank holidays of each nation, from the `holidays` package. Pure."""

from __future__ import annotations

from collections.abc import Container, Sequence
from datetime import date
from functools import cache

import holidays

OF_THE_KINGDOM = ("ENG", "WLS", "SCT", "NIR")


@cache
def bank_holidays(nation: str) -> Container[date]:
    """Every bank holiday of a nation (ENG, or AU), worked out year by year as it is asked.

    Of a country that has other days in each of its states, only those that all of them keep.
    """
    return _kept(nation)


def bank_holidays_after(nation: str, day: date, number: int) -> list[tuple[date, str]]:
    """The next bank holidays of a nation, each with its name."""
    found = _kept(nation, (day.year, day.year + 1))
    return [(on, name) for on, name in sorted(found.items()) if on > day][:number]


def _kept(nation: str, years: Sequence[int] = ()) -> holidays.HolidayBase:
    """The days of a nation; the package wants the four of the United Kingdom named as parts of it."""
    if nation in OF_THE_KINGDOM:
        return holidays.country_holidays("GB", subdiv=nation, years=years)
    return holidays.country_holidays(nation, years=years)


def holidays_of(nation: str, country: str = "") -> Container[date] | None:
    """Those of the nation, or of another country that it does not lie in; None of a country that nobody knows."""
    home = "GB" if nation in OF_THE_KINGDOM else nation
    if country in ("", home):
        return bank_holidays(nation)
    try:
        return bank_holidays(country)
    except NotImplementedError:  # what the package says of a country it does not know
        return None
