"""Which rooms fit what somebody asks for: wholly, in part, perhaps, or not and why."""

from bookings.finding.found import FoundDate, FoundRoom, Section
from bookings.finding.search import Findings, LeftOut, not_known, search
from bookings.finding.where import Miles, NoSuchPlace, Place, place_of
from bookings.finding.wish import Wish

__all__ = [
    "Findings",
    "FoundDate",
    "FoundRoom",
    "LeftOut",
    "Miles",
    "NoSuchPlace",
    "Place",
    "Section",
    "Wish",
    "not_known",
    "place_of",
    "search",
]
