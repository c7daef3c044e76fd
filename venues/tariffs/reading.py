"""A price list from plain data, as a file or the database keeps it."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from venues.tariffs.document import Row
from venues.tariffs.faults import Fault, TariffFaults
from venues.tariffs.rows import DAY, Band, Rate
from venues.tariffs.tariff import Tariff


def read(document: Mapping[str, object], currency: str = "GBP") -> Tariff:
    """The tariff a document describes; raises TariffFaults with everything wrong in it.

    Only the form is judged here. Whether the prices leave holes or contradict is for `check`.
    """
    faults: list[Fault] = []
    row = Row(document, "", faults)
    bands = _bands(row.rows("bands"))
    tariff = Tariff(
        name=row.text("name"),
        valid_from=row.calendar_date("valid_from"),
        valid_to=row.maybe("valid_to", row.calendar_date),
        standard=row.code("standard"),
        minimum_minutes=row.maybe("minimum_minutes", row.minutes) or 0,
        bands=bands,
        rates=_rates(row.rows("rates"), {band.code for band in bands}, currency),
        currency=currency,
    )
    if tariff.valid_to and tariff.valid_to < tariff.valid_from:
        row.fault("valid_to", "ends_before_it_starts", value=tariff.valid_to.isoformat())
    row.nothing_else()

    if faults:
        raise TariffFaults(faults)
    return tariff


def _bands(rows: list[Row]) -> tuple[Band, ...]:
    bands: list[Band] = []
    for row in rows:
        band = _band(row)
        if band.code in {earlier.code for earlier in bands if earlier.code}:
            row.fault("code", "code_twice", value=band.code)
        bands.append(band)
    return tuple(bands)


def _band(row: Row) -> Band:
    code, name, days = row.code("code"), row.text("name"), row.days("days")
    start, end = row.minute_of_day("from"), row.minute_of_day("to")
    if start == DAY:
        row.fault("from", "not_a_time", value="24:00")
    if end <= start:
        end += DAY
    row.nothing_else()
    return Band(code, name, days, start, end)


def _rates(rows: list[Row], bands: Collection[str], currency: str) -> tuple[Rate, ...]:
    rates = []
    for row in rows:
        rate = Rate(
            category=row.code("category"),
            room=row.code("room"),
            band=row.maybe("band", row.code),
            per_hour=row.price("per_hour", currency),
            minimum_minutes=row.maybe("minimum_minutes", row.minutes),
        )
        if rate.band and rate.band not in bands:
            row.fault("band", "no_such_band", value=rate.band)
        row.nothing_else()
        rates.append(rate)
    return tuple(rates)
