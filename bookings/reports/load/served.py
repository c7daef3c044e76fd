"""What groups said of themselves and of the space: whom they serve as it stood on the last day, and verdicts."""

from __future__ import annotations

from collections.abc import Mapping

from accounts.areas import miles_between
from bookings.home_areas import middles_of
from bookings.models import Booking, Verdict, WhomServed
from bookings.reports.rows import ServedRow
from bookings.reports.span import Span
from venues.models import Venue
from venues.points import points_of

NEAR = 3  # miles: an area belongs to the venue's where its middle lies so near


def load(venue: Venue, span: Span) -> Mapping[int, ServedRow]:
    """By hirer, the last that was said by then; one question, and up to three for where areas lie."""
    here = Booking.objects.at(venue).order_by().values("hirer")
    rows = WhomServed.objects.filter(hirer__in=here, said_on__lte=span.last_covered).order_by("said_on", "pk")
    last = {row.hirer_id: row for row in rows}
    near = _near(venue, {row.area for row in last.values() if row.area})
    return {
        hirer: ServedRow(
            skipped=row.skipped,
            audience=frozenset(row.audience),
            ages=tuple(row.ages),
            mixes=row.mixes,
            near=near.get(row.area),
            low_income=row.low_income,
            small_income=row.small_income,
        )
        for hirer, row in last.items()
    }


def _near(venue: Venue, areas: set[str]) -> dict[str, bool]:
    """Of those whose middle is known, where the venue's place is."""
    here = points_of([venue]).get(venue.pk) if areas else None
    if here is None:
        return {}
    return {area: miles_between(here, middle) <= NEAR for area, middle in middles_of(areas).items()}


def verdicts(venue: Venue, span: Span) -> tuple[int | None, ...]:
    """Of each that was asked for with a month that begins in the span: from 1 to 5, or nothing yet; one question."""
    asked = Verdict.objects.filter(booking__venue=venue, asked_at__lte=span.as_at)
    asked = asked.filter(month__gte=span.first, month__lt=span.until)
    return tuple(asked.order_by().values_list("score", flat=True))
