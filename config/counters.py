"""The cache that all processes share, in which counting up loses no count."""

from __future__ import annotations

import zlib
from typing import Any

from django.core.cache.backends.db import DatabaseCache
from django.db import connections, router, transaction

COUNTERS = 73_002  # the class of our advisory locks


class SharedCounters(DatabaseCache):
    """Django's own reads, adds and writes back: two at once would count as one."""

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        database = router.db_for_write(self.cache_model_class)
        with transaction.atomic(using=database):  # on SQLite this alone is a queue
            if connections[database].vendor == "postgresql":
                place = zlib.crc32(self.make_key(key, version).encode()) - 2**31
                with connections[database].cursor() as cursor:
                    cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [COUNTERS, place])
            return int(super().incr(key, delta, version))
