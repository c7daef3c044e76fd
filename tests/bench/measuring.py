"""Two ways of doing the same thing, taken in turns, so that what else the machine does hits both alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from statistics import median
from time import perf_counter, process_time
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

ROUNDS = 21
AT_LEAST, ENOUGH_MS = 3, 10_000  # a slow thing is not done again and again
BOOKKEEPING = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")


@dataclass(frozen=True)
class Measured:
    """One line of the table; `sql_ms` is None where there is nothing to compare with."""

    name: str
    median_ms: float
    sql_ms: float | None = None
    queries: int = 0
    per_second: float | None = None
    note: str = ""  # stands once below the table

    def as_row(self) -> dict[str, Any]:
        ratio = self.median_ms / self.sql_ms if self.sql_ms else None
        return {**asdict(self), "ratio": ratio}


def compare(
    name: str, ours: Callable[[], object], plain: Callable[[], object], rounds: int | None = None, note: str = ""
) -> Measured:
    """Medians of both, after each has run once unmeasured; and how many questions ours asks."""
    queries = statements(ours)
    plain()
    our_times: list[float] = []
    plain_times: list[float] = []
    while len(our_times) < (rounds or ROUNDS) and (len(our_times) < AT_LEAST or sum(our_times) < ENOUGH_MS):
        our_times.append(timed(ours))
        plain_times.append(timed(plain))
    return Measured(name, median(our_times), median(plain_times), queries, note=note)


def timed(act: Callable[[], object]) -> float:
    """Milliseconds that one call took."""
    started = perf_counter()
    act()
    return (perf_counter() - started) * 1000


def worked(act: Callable[[], object]) -> float:
    """Milliseconds of one core that a call took: what else the machine does meanwhile is no matter of arithmetic."""
    started = process_time()
    act()
    return (process_time() - started) * 1000


def statements(act: Callable[[], object]) -> int:
    """How many statements it sends, transaction control not counted."""
    with CaptureQueriesContext(connection) as asked:
        act()
    return sum(not query["sql"].startswith(BOOKKEEPING) for query in asked.captured_queries)


def fetched(sql: str, *parameters: object) -> list[tuple]:
    """Rows of a statement written by hand, over the connection that the pages use."""
    with connection.cursor() as cursor:
        cursor.execute(sql, [stored(value) for value in parameters])
        return cursor.fetchall()


def all_fetched(asked: Iterable[tuple[str, Sequence[object]]]) -> list[list[tuple]]:
    """The rows of some statements in a row."""
    return [fetched(sql, *parameters) for sql, parameters in asked]


def stored(value: Any) -> Any:
    """A moment as this database keeps it."""
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value
