"""Prices as data: a venue's list, and what a hire costs by it, line by line."""

from venues.tariffs.cancelling import as_document, from_document, scale_for
from venues.tariffs.checking import check
from venues.tariffs.engine import price, quote
from venues.tariffs.faults import Fault, TariffFaults
from venues.tariffs.priced import Price
from venues.tariffs.quotes import (
    AskThem,
    Calendars,
    ExtraAsked,
    FactMissing,
    Line,
    NoPrice,
    NoSuchExtra,
    ProductMissing,
    Quote,
    Refusal,
    Request,
)
from venues.tariffs.reading import read
from venues.tariffs.rows import Band, Rate
from venues.tariffs.scales import Scale
from venues.tariffs.tariff import Tariff
from venues.tariffs.writing import write

__all__ = [
    "AskThem",
    "Band",
    "Calendars",
    "ExtraAsked",
    "FactMissing",
    "Fault",
    "Line",
    "NoPrice",
    "NoSuchExtra",
    "Price",
    "ProductMissing",
    "Quote",
    "Rate",
    "Refusal",
    "Request",
    "Scale",
    "Tariff",
    "TariffFaults",
    "as_document",
    "check",
    "from_document",
    "price",
    "quote",
    "read",
    "scale_for",
    "write",
]
