"""What small halls tell only together: whom their groups serve, and whether few have most of the hours."""

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
from bookings.reports.load import served
from bookings.reports.making import Line, amount
from bookings.reports.rows import History, Named, Rows, ServedRow, SessionRow
from bookings.reports.span import Span
from bookings.reports.together.hall import Hall
from bookings.reports.values import Edition, Figure, Report
from venues.periods import Period

FEWEST_HALLS = 3
OF_GROUPS = ("B7", "F2l")
NOWHERE = Named("", "")
A_DAY = timedelta(hours=24)


@dataclass(frozen=True)
class Pool:
    """Halls that do not tell it themselves; no figures where they are too few."""

    halls: tuple[Hall, ...]
    figures: tuple[Figure, ...]

    @property
    def groups(self) -> int:
        return len(_hours(self.halls))


def pool_of(halls: Sequence[Hall]) -> Pool:
    """Of the small ones among these: from three halls on with twenty groups together, through disclosure control.

    Two questions at most.
    """
    small = tuple(hall for hall in halls if hall.is_small and hall.hours)
    if len(small) < FEWEST_HALLS or len(_hours(small)) < MANY_GROUPS:
        return Pool(small, ())
    span = small[0].report.span
    return Pool(small, figures_of(small, _served(_hours(small), span)))


def figures_of(halls: Sequence[Hall], served: Mapping[int, ServedRow]) -> tuple[Figure, ...]:
    """As of one hall to which all their groups came."""
    hours, e = _hours(halls), _as_one(halls, served)
    told = [figure for figure in whom.figures(e) if figure.id in OF_GROUPS]
    groups = Figure("F1", _("Groups reached"), "", (amount(Line("F1", _("Groups")), len(hours)),))
    public = disclose(replace(_report(halls), figures=(groups, *told, concentration(e), _newcomers(halls))))
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


def _served(hirers: Mapping[int, int], span: Span) -> Mapping[int, ServedRow]:
    said = WhomServed.objects.filter(hirer__in=hirers, said_on__lte=span.last_covered).order_by("said_on", "pk")
    return served.read(said, {}, {}, span)


def _as_one(halls: Sequence[Hall], served: Mapping[int, ServedRow]) -> Evidence:
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
