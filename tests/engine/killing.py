"""Kill an action between its writes, and see that nothing of it is left; then let it do its work."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
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
    """Lets so many writes through, and kills before the next, or at the very end; looks at each table first.

    And notes which transaction, of those begun since, each write lies in.
    """

    def __init__(self, lets: int = MOST_WRITES) -> None:
        self.lets, self.writes = lets, 0
        self.before: dict[str, list[Any]] = {}
        self.transactions = set[str | None]()  # None: in none of its own
        self._around = len(connection.savepoint_ids)

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if found := WRITES.match(sql):
            if self.writes == self.lets:
                raise Killed
            self.writes += 1
            self.transactions |= {*connection.savepoint_ids[self._around : self._around + 1]} or {None}
            if found[1] not in self.before:
                self.before[found[1]] = rows_of(found[1])
        return execute(sql, params, many, context)

    def watched(self, act: Callable[..., Any]) -> Callable[..., Any]:
        """The action, killed at its very end where it has come so far."""

        def done(*args: Any, **kwargs: Any) -> Any:
            act(*args, **kwargs)
            raise Killed

        return done

    def changed(self) -> list[str]:
        """The tables written to that are no longer as they were."""
        return [table for table, rows in self.before.items() if rows_of(table) != rows]


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
            self.killed[name] = self._between_writes(name, act, args, kwargs)
        finally:
            self._inside = False
        return self._once(act, *args, **kwargs)

    def _between_writes(self, name: str, act: Callable[..., Any], args: Any, kwargs: Any) -> int:
        """How much it writes: it was killed once after the first of its writes, and once after the last.

        That all of them lie in one transaction of the action's own says the same of every moment between.
        """
        writes = self._killed(MOST_WRITES, name, act, args, kwargs)
        if writes > 1:
            self._killed(1, name, act, args, kwargs)
        return writes

    def _killed(self, lets: int, name: str, act: Callable[..., Any], args: Any, kwargs: Any) -> int:
        """How much it wrote; what it would leave, if it were killed, is noted, and everything is put back."""
        with transaction.atomic():
            killer = Killer(lets)
            try:
                with connection.execute_wrapper(killer):
                    self._once(killer.watched(act), *copy.deepcopy(args), **copy.deepcopy(kwargs))
            except (Killed, BookingError):
                pass
            transaction.set_rollback(False)  # without its transaction an action leaves what it wrote
            if len(killer.transactions) > 1 or None in killer.transactions:
                self.left.append(f"{name} does not write in one transaction")
            self.left += [
                f"{name}, killed after write {killer.writes}, left something in {table}" for table in killer.changed()
            ]
            transaction.set_rollback(True)
        return killer.writes


def rows_of(table: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}" ORDER BY 1')
        return cursor.fetchall()


@contextmanager
def killing(patch: pytest.MonkeyPatch, once: Callable[..., Any] = whole.once) -> Iterator[Harness]:
    """While this lasts, every action is killed between its writes the first time that it is called."""
    harness = Harness(once)
    with patch.context() as while_it_lasts:
        while_it_lasts.setattr(whole, "once", harness.once)
        yield harness
