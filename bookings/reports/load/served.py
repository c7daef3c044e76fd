"""What groups said of themselves and of the space: whom they serve as it stood on the last day, and verdicts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from operator import itemgetter

from django.db.models import QuerySet

from accounts.areas import Point, district_of, full_postcode, is_district, miles_between
from accounts.models import Postcode
from bookings.counting import USUAL, Counting, is_small
from bookings.home_areas import middles_of
from bookings.models import Booking, Verdict, WhomServed
from bookings.reports.load.deprived import NEAR
from bookings.reports.rows import ServedRow
from bookings.reports.span import Span
from venues.at_one_go import Question, rows_of
from venues.models import Venue


def said(venue: Venue, span: Span) -> QuerySet[WhomServed]:
    """All that hirers of the place said of themselves by the last day of a span."""
    here = Booking.objects.at(venue).order_by().values("hirer")
    return WhomServed.objects.filter(hirer__in=here, said_on__lte=span.last_covered)


def read(
    rows: Iterable[WhomServed],
    near: Mapping[str, bool],
    fifths: Mapping[str, int],
    span: Span,
    counting: Counting = USUAL,
) -> Mapping[int, ServedRow]:
    """By hirer, the last that was said by then of these, which come in the order in which they were said."""
    last = {row.hirer_id: row for row in rows if row.said_on <= span.last_covered}
    return {
        hirer: ServedRow(
            skipped=row.skipped,
            audience=frozenset(row.audience),
            ages=tuple(row.ages),
            mixes=row.mixes,
            near=near.get(row.area),
            fifth=fifths.get(row.area),
            low_income=row.low_income,
            small_income=is_small(row.small_income, row.income_asked, counting.small_income),
        )
        for hirer, row in last.items()
    }


def near(venue: Venue, here: Point | None, areas: set[str]) -> dict[str, bool]:
    """Of those whose middle is known whether that is near; the venue's own postal district, however large, is its area.

    One question, none where nothing is asked.
    """
    own = _own_district(venue, areas)
    if here is None or not areas - own:
        return dict.fromkeys(own, True)
    found = {area: miles_between(here, middle) <= NEAR for area, middle in middles_of(areas - own).items()}
    return found | dict.fromkeys(own, True)


def among(venue: Venue, areas: set[str], named: Collection[str]) -> dict[str, bool]:
    """The same by the areas that the hall named: a postal district lies there as a whole, not at all, or is not told.

    One question, none where nobody named a district but the venue's own.
    """
    own = _own_district(venue, areas)
    districts = {area for area in areas - own if is_district(area)}
    lies: dict[str, set[bool]] = defaultdict(set)
    within = Postcode.objects.filter(district__in=districts).exclude(area="").order_by()
    for district, area in within.values_list("district", "area").distinct() if districts else ():
        lies[district].add(area in named)
    of_districts = {district: some == {True} for district, some in lies.items() if len(some) == 1}
    return {area: area in named for area in areas - own - districts} | of_districts | dict.fromkeys(own, True)


def _own_district(venue: Venue, areas: set[str]) -> set[str]:
    code = full_postcode(venue.postcode)
    return {district_of(code)} & areas if code else set()


def verdicts(venue: Venue, span: Span) -> Question:
    """Of each that was asked for with a month that begins in the span: from 1 to 5, or nothing yet."""
    asked = Verdict.objects.filter(booking__venue=venue, asked_at__lte=span.as_at)
    asked = asked.filter(month__gte=span.first, month__lt=span.until)
    return rows_of(asked, "score", made=itemgetter(0))
