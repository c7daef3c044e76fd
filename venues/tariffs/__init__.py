"""Prices as data: a venue's list, and what a hire costs by it, line by line."""

from venues.tariffs.checking import check
from venues.tariffs.engine import quote
from venues.tariffs.faults import Fault, TariffFaults
from venues.tariffs.quotes import Line, NoPrice, Quote, Request
from venues.tariffs.reading import read
from venues.tariffs.rows import Band, Rate
from venues.tariffs.tariff import Tariff
from venues.tariffs.writing import write

__all__ = [
    "Band",
    "Fault",
    "Line",
    "NoPrice",
    "Quote",
    "Rate",
    "Request",
    "Tariff",
    "TariffFaults",
    "check",
    "quote",
    "read",
    "write",
]
