"""A visitor's word that it was different: shown beside the claim, and after a while the claim is not known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from venues.access.claims import Claim

MAY_STAND_FOR = timedelta(days=14)


@dataclass(frozen=True)
class Report:
    """That a fact was found otherwise, at the venue, an entrance or a room by name; until the venue answers."""

    fact: str
    made_on: date
    place: str = ""
    by_hirer: bool = False  # somebody whose booking of that room had begun
    answered_on: date | None = None

    def is_open(self, on: date) -> bool:
        return self.made_on <= on and (self.answered_on is None or self.answered_on > on)

    def has_lapsed(self, on: date) -> bool:
        """Whether the claim is not known for it: at once where a hirer says so, else when nobody answered."""
        return self.is_open(on) and (self.by_hirer or on - self.made_on >= MAY_STAND_FOR)


def with_reports(claims: Iterable[Claim], reports: Iterable[Report], *, on: date) -> tuple[Claim, ...]:
    """The claims as they stand that day beside what visitors said."""
    told = tuple(report for report in reports if report.is_open(on))
    return tuple(_with_reports(claim, told, on) for claim in claims)


def _with_reports(claim: Claim, told: tuple[Report, ...], on: date) -> Claim:
    about = [report for report in told if (report.fact, report.place) == (claim.fact, claim.place)]
    if not about:
        return claim
    first = min(report.made_on for report in about)
    return replace(claim, reported_on=first, has_lapsed=any(report.has_lapsed(on) for report in about))
