"""The rank of a row, which says that it goes first."""

from __future__ import annotations

from venues.tariffs.document import Row

HIGHEST_RANK = 1000


def read_rank(row: Row) -> int:
    return row.maybe("rank", lambda key: row.whole(key, -HIGHEST_RANK, HIGHEST_RANK)) or 0
