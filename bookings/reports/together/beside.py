"""A hall beside the middle of the halls with which it shares an operator or a funder: none of them by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from bookings.reports.main_figures import MAIN
from bookings.reports.making import FEW
from bookings.reports.printing import shown
from bookings.reports.together.folding import wording
from bookings.reports.together.hall import Hall
from bookings.reports.together.presenting import middle
from bookings.reports.values import State
from venues.models import Post, Venue

FEWEST_HALLS = FEW


@dataclass(frozen=True)
class Beside:
    """One figure: the hall's own as everybody may know it, and what half of so many halls have at most."""

    name: str
    own: str
    middle: str
    halls: int


def portfolio_of(venue: Venue, on: date) -> list[Venue]:
    """The hall itself among them; two questions."""
    funders = Post.objects.filter(kind=Post.Kind.FUNDER).held_on(on)
    theirs = funders.filter(user__in=funders.filter(venue=venue).order_by().values("user"))
    together = Venue.objects.filter(Q(operator=venue.operator_id) | Q(pk__in=theirs.order_by().values("venue")))
    return list(together.select_related("operator").order_by("name", "pk"))


def beside(own: Hall, halls: Sequence[Hall]) -> tuple[Beside, ...]:
    """Of each main figure."""
    return tuple(_beside(id, own, halls) for id in MAIN)


def _beside(id: str, own: Hall, halls: Sequence[Hall]) -> Beside:
    report = own.report
    values = [hall.report.figure(id).value for hall in halls if id in hall.report.headlines]
    found = middle(values) if values else None
    has_one = found is not None and found.state is State.OK
    return Beside(
        wording()[id].name,
        shown(report.figure(id).value, report.currency) if id in report.headlines else "",
        shown(found, report.currency) if found is not None and has_one else "",
        found.behind.n or 0 if found is not None else 0,
    )
