"""The operator's own use, which is in no price and among no requests: much of it is said beside price and occupancy."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from django.utils.translation import gettext as _

from bookings.reports.evidence import Evidence
from bookings.reports.figures.on_record import OF_REQUESTS
from bookings.reports.space import hours_of
from bookings.reports.values import Figure

MUCH = Fraction(25, 100)
TEN_POINTS = Fraction(10, 100)
REQUESTS_OF_OTHERS = OF_REQUESTS | {"B6"}


def said_of_requests(figure: Figure) -> Figure:
    """As it is; the definition of one over requests says that the operator's own are left out."""
    if figure.id not in REQUESTS_OF_OTHERS:
        return figure
    return replace(figure, definition=f"{figure.definition} {_('What the hall asks for itself is not counted here.')}")


def own_use_flags(e: Evidence, before: Evidence | None) -> list[str]:
    """Over a quarter of the hours used, or ten points more than last year."""
    part, earlier = _own_part(e), _own_part(before) if before else None
    flags = []
    if part is not None and part > MUCH:
        flags.append(_("More than a quarter of the hours used were the venue's own use."))
    if part is not None and earlier is not None and part - earlier >= TEN_POINTS:
        flags.append(_("The venue's own use is 10 points up on last year."))
    return flags


def _own_part(e: Evidence) -> Fraction | None:
    everyone = hours_of(cell.used for cell in e.everywhere)
    external = hours_of(cell.external for cell in e.everywhere)
    return (everyone - external) / everyone if everyone else None
