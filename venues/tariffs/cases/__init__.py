"""Cases whose price is known, and whether a price list agrees with them."""

from venues.tariffs.cases.asking import CannotTell, Offered, asked
from venues.tariffs.cases.calling import CaseWords
from venues.tariffs.cases.judging import Verdict, judged, probed, refunded
from venues.tariffs.cases.reading import BadCases, Case, Cases, Probe, RefundCase, read_cases, read_scales

__all__ = [
    "BadCases",
    "CannotTell",
    "Case",
    "CaseWords",
    "Cases",
    "Offered",
    "Probe",
    "RefundCase",
    "Verdict",
    "asked",
    "judged",
    "probed",
    "read_cases",
    "read_scales",
    "refunded",
]
