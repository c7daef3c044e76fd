"""Kill an action at each of its writes, and see that nothing of it is left; then let it do its work."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, transaction

from accounts import whole
from bookings.exceptions import BookingError

WRITES = re.compile(r'\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM)\s+"(\w+)"', re.IGNORECASE)
MOST_WRITES = 10_000


class Killed(BaseException):
    """What no `except Exception` catches, as a killed process is not."""


class Killer:
    """Lets so many writes through, and kills after the last of them."""

    def __init__(self, lets: int, *, dies: bool = False) -> None:
        self.lets, self.dies, self.tables = lets, dies, dict[str, None]()
        self.writes: list[str] = []

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        found = WRITES.match(sql)
        if found and len(self.writes) == self.lets:
            raise Killed
        if found:
            self.writes.append(sql)
            self.tables[found[1]] = None
        return execute(sql, params, many, context)

    def watched(self, act: Callable[..., Any]) -> Callable[..., Any]:
        """The action, killed at its very end where it has come so far."""

        def done(*args: Any, **kwargs: Any) -> Any:
            found = act(*args, **kwargs)
            if self.dies:
                raise Killed
            return found

        return done


class Harness:
    """Which actions were killed how often, and where something was left."""

    def __init__(self, once: Callable[..., Any]) -> None:
        self.killed: dict[str, int] = {}
        self.left: list[str] = []
        self._once, self._inside = once, False

    def once(self, act: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """In place of one try of an action. What it does inside another action is a part of that."""
        name = whole.name_of(act)
        if self._inside or self.killed.get(name):
            return self._once(act, *args, **kwargs)
        self._inside = True
        try:
            self.killed[name] = self._at_every_write(name, act, args, kwargs)
        finally:
            self._inside = False
        return self._once(act, *args, **kwargs)

    def _at_every_write(self, name: str, act: Callable[..., Any], args: Any, kwargs: Any) -> int:
        """How much it writes: it was killed once before each of its writes but the first, and once after the last.

        Of the same write again and again, as a loop has it, after the first and after the last. On PostgreSQL before
        every third: where its transaction begins and ends is said in the same line of Python.
        """
        reckoned = Killer(lets=MOST_WRITES)
        self._try(reckoned, act, args, kwargs, {})
        writes = reckoned.writes
        moments = [lets for lets in range(1, len(writes)) if is_another(writes, lets) or is_another(writes, lets - 1)]
        step = 3 if connection.vendor == "postgresql" else 1
        for lets in (*moments[::step], len(writes)) if writes else ():
            left = self._try(Killer(lets, dies=True), act, args, kwargs, reckoned.tables)
            self.left += [f"{name}, killed after write {lets}, left something in {table}" for table in left]
        return len(writes)

    def _try(self, killer: Killer, act: Callable[..., Any], args: Any, kwargs: Any, tables: Iterable[str]) -> list[str]:
        """The tables that are not as they were; then everything is put back."""
        with transaction.atomic():
            before = rows_of(tables)
            try:
                with connection.execute_wrapper(killer):
                    self._once(killer.watched(act), *copy.deepcopy(args), **copy.deepcopy(kwargs))
            except (Killed, BookingError):
                pass
            transaction.set_rollback(False)  # without its transaction an action leaves what it wrote
            changed = [table for table, rows in rows_of(tables).items() if rows != before[table]]
            transaction.set_rollback(True)
        return changed


def is_another(writes: Sequence[str], place: int) -> bool:
    """Whether the write in this place is not the same as the one before it."""
    return place == 0 or writes[place] != writes[place - 1]


def rows_of(tables: Iterable[str]) -> dict[str, list[Any]]:
    found = {}
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}" ORDER BY 1')
            found[table] = cursor.fetchall()
    return found


@contextmanager
def killing(patch: pytest.MonkeyPatch, once: Callable[..., Any] = whole.once) -> Iterator[Harness]:
    """While this lasts, every action is killed at each of its writes the first time that it is called."""
    harness = Harness(once)
    with patch.context() as while_it_lasts:
        while_it_lasts.setattr(whole, "once", harness.once)
        yield harness
