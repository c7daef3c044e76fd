"""Which database, and how Hearth speaks to it."""

from __future__ import annotations

from typing import Any

SQLITE_OPTIONS = {
    # A reader that turns writer in a deferred transaction fails at once; take the write lock first.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    # FULL: what was acknowledged survives a power cut.
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536; PRAGMA mmap_size=134217728;"
    ),
}


def tuned(database: dict[str, Any]) -> dict[str, Any]:
    """The database settings with what each engine needs; ATOMIC_REQUESTS stays off."""
    if database["ENGINE"] == "django.db.backends.sqlite3":
        database["OPTIONS"] = {**SQLITE_OPTIONS, **database.get("OPTIONS", {})}
        # A file, not memory: several processes and the browser's server thread share it.
        if database["NAME"] != ":memory:":
            database["TEST"] = {"NAME": f"{database['NAME']}-test"}
    else:
        database.setdefault("CONN_MAX_AGE", 60)
        # A server that is away says so at once; one that hangs is given up before the visitor does the same.
        database["OPTIONS"] = {"connect_timeout": 5, **database.get("OPTIONS", {})}
        database["CONN_HEALTH_CHECKS"] = True
    return database
