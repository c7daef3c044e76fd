"""What small halls tell only together: whom their groups serve, from where, and whether few have most of the hours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from django.utils.translation import gettext as _

from bookings.counting import USUAL
from bookings.models import WhomServed
from bookings.reports.disclosure import MANY_GROUPS, disclose
from bookings.reports.evidence import Evidence
from bookings.reports.figures import whom
from bookings.reports.figures.concentration import concentration, largest_of
from bookings.reports.figures.deprived import figures as of_areas
from bookings.reports.load import deprived, served
from bookings.reports.making import Line, amount
from bookings.reports.rows import Catchment, History, Named, Rows, ServedRow, SessionRow
from bookings.reports.together.hall import Hall
from bookings.reports.values import Edition, Figure, Report
from venues.at_one_go import at_one_go
from venues.models import Venue
from venues.periods import Period
from venues.points import points_of

OF_GROUPS = ("B7", "F2l", "F6", "A12")
NOWHERE = Named("", "")
A_DAY = timedelta(hours=24)


@dataclass(frozen=True)
class Pool:
    """Halls that do not tell it themselves; no figures where they are in no pool, or come to too little."""

    halls: tuple[Hall, ...]
    figures: tuple[Figure, ...] = ()
    by_quarter: bool = False  # these days are no quarter, of which alone it is told

    @property
    def groups(self) -> int:
        return len(_hours(self.halls))


def pool_of(venues: Sequence[Venue], halls: Sequence[Hall]) -> Pool:
    """Of small halls of one nation that were put together, in the same order; through disclosure control.

    Six questions at most.
    """
    groups = _hours(halls)
    if len(groups) < MANY_GROUPS:
        return Pool(tuple(halls))
    span = halls[0].report.span
    said = list(WhomServed.objects.filter(hirer__in=groups, said_on__lte=span.last_covered).order_by("said_on", "pk"))
    indices = at_one_go({"indices": deprived.indices_of(venues[0], span.as_at.date())})["indices"]
    index = deprived.newest(indices)
    served_by = served.read(said, {}, deprived.fifths(index, {row.area for row in said if row.area}), span)
    around = deprived.around_all(points_of(venues).values(), index) if index else None
    return Pool(tuple(halls), figures_of(halls, served_by, around))


def figures_of(
    halls: Sequence[Hall], served: Mapping[int, ServedRow], around: Catchment | None = None
) -> tuple[Figure, ...]:
    """As of one hall to which all their groups came; it tells of no fewer persons than the strictest of them."""
    e = _as_one(halls, served, around)
    told = [figure for figure in whom.figures(e) if figure.id in OF_GROUPS]
    groups = Figure("F1", _("Groups reached"), "", (amount(Line("F1", _("Groups")), len(_hours(halls))),))
    figures = (groups, *told, *of_areas(e), concentration(e), _newcomers(halls))
    public = disclose(replace(_report(halls), figures=figures))
    return public.figures[1:]


def _newcomers(halls: Sequence[Hall]) -> Figure:
    peak = Counter[int]()
    for hall in halls:
        peak.update(hall.peak)
    value = largest_of(peak)
    return Figure(
        "C9",
        _("Hours in the peak that few hirers have"),
        _("The hours in the peak that the five hirers with most of them used, divided by those of all hirers."),
        (value,),
    )


def _hours(halls: Sequence[Hall]) -> Counter[int]:
    """Minutes of each group, at all of them together."""
    found = Counter[int]()
    for hall in halls:
        found.update(hall.hours)
    return found


def _as_one(halls: Sequence[Hall], served: Mapping[int, ServedRow], around: Catchment | None) -> Evidence:
    """Each group with its hours, whenever they were."""
    report = halls[0].report
    sessions = [
        _session(hirer, piece)
        for hirer, minutes in _hours(halls).items()
        for piece in _pieces(Period(report.span.start, report.span.start + timedelta(minutes=minutes)))
    ]
    return Evidence(
        Rows(
            *("", "", "", "", report.span),
            cells=(),
            rooms=(),
            sessions=tuple(sessions),
            requests=(),
            history=History(),
            hirers_from=None,
            use_from=None,
            served=served,
            catchment=around,
        )
    )


def _pieces(whole: Period) -> Iterator[Period]:
    """No longer than a day, and all at the same time: in the span, however many hours a group had in it."""
    left = whole.length
    while left > timedelta(0):
        yield Period(whole.start, whole.start + min(left, A_DAY))
        left -= A_DAY


def _session(hirer: int, period: Period) -> SessionRow:
    return SessionRow(
        key=0,
        booking=0,
        hirer=hirer,
        household=False,
        own=False,
        category=NOWHERE,
        room=NOWHERE,
        cells=frozenset({0}),
        period=period,
    )


def _report(halls: Sequence[Hall]) -> Report:
    """As careful as the most careful of them."""
    fewest = max(hall.report.counting.fewest_persons for hall in halls)
    counting = replace(USUAL, fewest_persons=fewest)
    return replace(halls[0].report, edition=Edition.DESK, figures=(), before=None, counting=counting)
