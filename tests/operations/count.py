"""Count up in the shared cache: run as `python -m tests.operations.count KEY TIMES`; says "ready", waits for a line."""

from __future__ import annotations

import os
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
django.setup()

from django.core.cache import cache  # noqa: E402

OTHERS = 120  # with those of the other processes, more than Django's own cache would remember

if __name__ == "__main__":
    _program, key, times = sys.argv
    for visitor in range(OTHERS):
        cache.add(f"{os.getpid()}-{visitor}", 1)
    cache.add(key, 0)
    print("ready", flush=True)
    sys.stdin.readline()
    for _turn in range(int(times)):
        cache.incr(key)
    print(cache.get(key))
