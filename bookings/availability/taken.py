"""What is taken of some cells in some stretches of time: one question, in SQL that both databases read alike.

The stretches go along as a table of their own, so that each is looked up in the index of each cell:
Django would write an OR of them all, which takes seconds for half a year of evenings in a whole district.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from django.db import connection

from bookings.models import Occupancy
from venues.periods import Period, merge

# None is longer than a day, so that nothing that began before `reach` is of interest.
QUESTION = """
    WITH spans (reach, starts, ends) AS (VALUES {spans})
    SELECT taken.cell_id, taken.starts_at, taken.ends_at FROM spans
    JOIN bookings_occupancy AS taken ON taken.starts_at > spans.reach AND taken.starts_at < spans.ends
    AND taken.ends_at > spans.starts
    WHERE taken.cell_id IN ({cells}) AND (taken.expires_at IS NULL OR taken.expires_at > %s)"""


def taken_moments(
    cells: Iterable[int], spans: Sequence[Period], *, at: datetime
) -> dict[int, set[tuple[datetime, datetime]]]:
    """By cell, from when to when somebody has it; a hold that has lapsed takes nothing."""
    found, asked = sorted(set(cells)), merge(spans)
    taken: dict[int, set[tuple[datetime, datetime]]] = defaultdict(set)
    if not found or not asked:
        return taken
    moments = [moment for span in asked for moment in (span.first - Occupancy.LONGEST, span.first, span.last)]
    question = QUESTION.format(
        spans=", ".join(["(%s, %s, %s)"] * len(asked)),
        cells=", ".join(["%s"] * len(found)),
    )
    store = connection.ops.adapt_datetimefield_value
    with connection.cursor() as cursor:
        cursor.execute(question, [*map(store, moments), *found, store(at)])
        for cell, starts_at, ends_at in cursor:
            taken[cell].add((_aware(starts_at), _aware(ends_at)))
    return taken


def taken_periods(cells: Iterable[int], spans: Sequence[Period], *, at: datetime) -> dict[int, list[Period]]:
    """By cell, what is taken inside the spans, in order."""
    taken = taken_moments(cells, spans, at=at)
    return {cell: [Period(*moments) for moments in sorted(some)] for cell, some in taken.items()}


def _aware(moment: datetime) -> datetime:
    """SQLite keeps moments in UTC and does not say so."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
