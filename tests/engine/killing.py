"""Kill an action at each of its writes, and see that nothing of it is left; then let it do its work."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator, Sequence
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
    """Lets so many writes through, and kills before the next, or at the very end; looks at each table first."""

    def __init__(self, lets: int = MOST_WRITES) -> None:
        self.lets, self.writes = lets, list[str]()
        self.before: dict[str, list[Any]] = {}

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if found := WRITES.match(sql):
            if len(self.writes) == self.lets:
                raise Killed
            self.writes.append(sql)
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
            self.killed[name] = self._at_every_write(name, act, args, kwargs)
        finally:
            self._inside = False
        return self._once(act, *args, **kwargs)

    def _at_every_write(self, name: str, act: Callable[..., Any], args: Any, kwargs: Any) -> int:
        """How much it writes: it was killed once before each of its writes but the first, and once after the last.

        Of the same write again and again, as a loop has it, after the first and after the last. On PostgreSQL after
        the very first and at the end: where its transaction begins and ends is said in the same line of Python.
        """
        writes = self._killed(Killer(), name, act, args, kwargs)
        moments = [lets for lets in range(1, len(writes)) if is_another(writes, lets) or is_another(writes, lets - 1)]
        for lets in moments[:1] if connection.vendor == "postgresql" else moments:
            self._killed(Killer(lets), name, act, args, kwargs)
        return len(writes)

    def _killed(self, killer: Killer, name: str, act: Callable[..., Any], args: Any, kwargs: Any) -> list[str]:
        """What it wrote; the tables that are not as they were are noted, and everything is put back."""
        with transaction.atomic():
            try:
                with connection.execute_wrapper(killer):
                    self._once(killer.watched(act), *copy.deepcopy(args), **copy.deepcopy(kwargs))
            except (Killed, BookingError):
                pass
            transaction.set_rollback(False)  # without its transaction an action leaves what it wrote
            written = len(killer.writes)
            self.left += [
                f"{name}, killed after write {written}, left something in {table}" for table in killer.changed()
            ]
            transaction.set_rollback(True)
        return killer.writes


def is_another(writes: Sequence[str], place: int) -> bool:
    """Whether the write in this place is not the same as the one before it."""
    return place == 0 or writes[place] != writes[place - 1]


def rows_of(table: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}" ORDER BY 1')
        return cursor.fetchall()


@contextmanager
def killing(patch: pytest.MonkeyPatch, once: Callable[..., Any] = whole.once) -> Iterator[Harness]:
    """While this lasts, every action is killed at each of its writes the first time that it is called."""
    harness = Harness(once)
    with patch.context() as while_it_lasts:
        while_it_lasts.setattr(whole, "once", harness.once)
        yield harness
