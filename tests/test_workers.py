"""Workers take the tests a file at a time, and each test is run once."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from tests.workers import in_files, run_all

NAMES = ["b.py::one", "a.py::one", "b.py::two", "browser/test_every_page.py::x", "browser/test_every_page.py::y"]


def test_each_test_is_run_once_and_knows_which_comes_next():
    """What both stand on is ended where nothing follows: so the last of all knows that it is."""
    run = []

    def protocol(item, nextitem) -> None:
        run.append((item.nodeid, nextitem and nextitem.nodeid))

    session = SimpleNamespace(config=SimpleNamespace(hook=SimpleNamespace(pytest_runtest_protocol=protocol)))
    items: list[Any] = [SimpleNamespace(nodeid=name) for name in NAMES]
    work = in_files(items)
    assert [len(piece) for piece in work] == [2, 1, 1, 1]
    turns = iter([*range(len(work)), None])
    run_all(session, work, lambda: next(turns))
    order = ["b.py::one", "b.py::two", "a.py::one", *NAMES[3:]]
    assert run == list(zip(order, [*order[1:], None], strict=True))
