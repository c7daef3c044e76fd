"""The results as people read them: a Markdown table, both databases side by side, and the machine."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import django

Row = Mapping[str, Any]
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
AIM = 3.0


def markdown(rows: Iterable[Row], versions: Mapping[str, str], sessions: int) -> str:
    """One line a case: for each database the median, the same rows in plain SQL, how many times that, the queries."""
    found = list(rows)
    heads = [f"{NAMES[database]} {version}" for database, version in versions.items()]
    lines = [
        f"Measured on {machine()}, over {sessions:,} sessions.",
        "Medians; “SQL” is the same rows in statements written by hand, over the same connection.",
        "",
        "| | " + " | ".join(f"{head} | SQL | times | queries" for head in heads) + " |",
        "|---|" + "---:|---:|---:|---:|" * len(heads),
    ]
    for name in dict.fromkeys(row["name"] for row in found):
        cells = [
            _cells(next((row for row in found if (row["name"], row["database"]) == (name, database)), None))
            for database in versions
        ]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    lines += [line for note in dict.fromkeys(row["note"] for row in found if row["note"]) for line in ("", note)]
    slow = [
        f"{row['name']} ({NAMES[row['database']]}, {row['ratio']:.1f})" for row in found if (row["ratio"] or 0) > AIM
    ]
    lines += ["", f"Slower than {AIM:.0f} times plain SQL: " + ("; ".join(slow) if slow else "nothing") + "."]
    return "\n".join(lines) + "\n"


def machine() -> str:
    """Cores, memory, system, Python and Django."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    parts = [
        f"{os.cpu_count()} cores ({_processor()})",
        f"{memory:.0f} GB of memory",
        f"Python {platform.python_version()}",
        f"Django {django.get_version()}",
    ]
    return ", ".join(parts)


def _cells(row: Row | None) -> str:
    if row is None:
        return " | | | "
    median = _milliseconds(row["median_ms"])
    if row["per_second"]:
        median += f" ({row['per_second']:,.0f} a second)"
    sql = _milliseconds(row["sql_ms"]) if row["sql_ms"] else ""
    ratio = f"{row['ratio']:.1f}" if row["ratio"] else ""
    return f"{median} | {sql} | {ratio} | {row['queries'] or ''}"


def _milliseconds(value: float) -> str:
    return f"{value:,.0f} ms" if value >= 100 else f"{value:.1f} ms" if value >= 1 else f"{value:.2f} ms"


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else platform.machine()
