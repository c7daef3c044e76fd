"""Which rooms fit what somebody asks for: wholly, in part, perhaps, or not and why."""

from bookings.finding.found import FoundDate, FoundRoom, LeftOut, OtherTimes, Section
from bookings.finding.ground import Ground
from bookings.finding.near import Change, NearMiss, ground_about, near_misses
from bookings.finding.search import Findings, not_known, search
from bookings.finding.where import Miles, NoSuchPlace, Place, place_of
from bookings.finding.wish import Wish

__all__ = [
    "Change",
    "Findings",
    "FoundDate",
    "FoundRoom",
    "Ground",
    "LeftOut",
    "Miles",
    "NearMiss",
    "NoSuchPlace",
    "OtherTimes",
    "Place",
    "Section",
    "Wish",
    "ground_about",
    "near_misses",
    "not_known",
    "place_of",
    "search",
]
