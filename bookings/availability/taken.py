"""What is taken of some cells in some stretches of time: one question, in SQL that both databases read alike.

The stretches go along as a table of their own, so that each is looked up in the index of each cell:
Django would write an OR of them all, which takes seconds for half a year of evenings in a whole district.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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
    WHERE taken.cell_id IN ({cells}) AND (taken.expires_at IS NULL OR taken.expires_at > %s){others}"""
NOT_THE_SESSIONS = " AND COALESCE(taken.session_id, 0) NOT IN ({marks})"
NOT_THE_HOLDS = " AND COALESCE(taken.hold_id, 0) NOT IN ({marks})"


@dataclass(frozen=True)
class Own:
    """What is in nobody's way, since it is to be moved itself: the keys of sessions, and of holds."""

    sessions: frozenset[int] = frozenset()
    holds: frozenset[int] = frozenset()


NOTHING_OWN = Own()


def taken_moments(
    cells: Iterable[int], spans: Sequence[Period], *, at: datetime, own: Own = NOTHING_OWN
) -> dict[int, set[tuple[datetime, datetime]]]:
    """By cell, from when to when somebody else has it; a hold that has lapsed takes nothing."""
    found, asked = sorted(set(cells)), merge(spans)
    taken: dict[int, set[tuple[datetime, datetime]]] = defaultdict(set)
    if not found or not asked:
        return taken
    moments = [moment for span in asked for moment in (span.first - Occupancy.LONGEST, span.first, span.last)]
    question = QUESTION.format(
        spans=", ".join(["(%s, %s, %s)"] * len(asked)),
        cells=", ".join(["%s"] * len(found)),
        others=_but(NOT_THE_SESSIONS, own.sessions) + _but(NOT_THE_HOLDS, own.holds),
    )
    store = connection.ops.adapt_datetimefield_value
    with connection.cursor() as cursor:
        cursor.execute(question, [*map(store, moments), *found, store(at), *sorted(own.sessions), *sorted(own.holds)])
        for cell, starts_at, ends_at in cursor:
            taken[cell].add((_aware(starts_at), _aware(ends_at)))
    return taken


def taken_periods(
    cells: Iterable[int], spans: Sequence[Period], *, at: datetime, own: Own = NOTHING_OWN
) -> dict[int, list[Period]]:
    """By cell, what is taken inside the spans, in order."""
    taken = taken_moments(cells, spans, at=at, own=own)
    return {cell: [Period(*moments) for moments in sorted(some)] for cell, some in taken.items()}


def _but(words: str, keys: frozenset[int]) -> str:
    return words.format(marks=", ".join(["%s"] * len(keys))) if keys else ""


def _aware(moment: datetime) -> datetime:
    """SQLite keeps moments in UTC and does not say so."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
