"""What every test stands on: one database that all threads and processes share."""

from __future__ import annotations

import gc
import shutil
from pathlib import Path
from typing import Any

import pytest
import weasyprint
from django.db import connection
from pytest_django import DjangoDbBlocker

from tests.reach import keep_away, reaches_none
from tests.spread import ByFile

HERE = Path(__file__).parent
gc.disable()  # until all tests are read

SLOW_FIRST = ("browser", "http", "engine", "operations", "test_rights.py", "privacy")  # the long ones do not come last
LONG = ("test_lists_typed_by_page.py", "test_demo.py", "test_real_price_lists.py", "test_tariffs_all_laws.py")
DRAWN: dict[str, bytes] = {}
LEFT_OUT = pytest.StashKey[int]()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A test's folder says what it needs; what is about a server is no test where there is none."""
    for item in items:
        for folder in ("browser", "engine", "http"):
            if HERE / folder in item.path.parents:
                item.add_marker(folder)
    is_here = {
        "of_a_server": connection.vendor == "postgresql",
        "of_a_file": connection.vendor == "sqlite",
        "of_systemd": shutil.which("systemd-analyze") is not None,
    }
    absent = [marker for marker, here in is_here.items() if not here]
    left_out = [item for item in items if any(map(item.get_closest_marker, absent))]
    if connection.vendor == "postgresql":  # these have proved on SQLite all that they can prove
        "of_khal": shutil.which("khal") is not None,
        once = [item for item in items if reaches_none(item) or item.get_closest_marker("once")]
        config.stash[LEFT_OUT] = len(once)
        left_out += once
    config.hook.pytest_deselected(items=left_out)
    gone = set(left_out)
    items[:] = sorted((item for item in items if item not in gone), key=_turn)


def pytest_collection_finish() -> None:
    """What has been read stays: looking through all of it for rubbish, again and again, took a tenth of the time."""
    gc.freeze()
    gc.set_threshold(50_000, 10, 10)
    gc.enable()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFile:
    return ByFile(config, log)


def _turn(item: pytest.Item) -> int:
    if item.path.name in LONG:
        return SLOW_FIRST.index("http")
    begins = item.path.relative_to(HERE).parts[0]
    return SLOW_FIRST.index(begins) if begins in SLOW_FIRST else len(SLOW_FIRST)


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    if told := getattr(session.config, "workeroutput", None):  # a worker's; it travels to the process that reports
        told["left_out"] = session.config.stash.get(LEFT_OUT, 0)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    node.config.stash[LEFT_OUT] = node.workeroutput["left_out"] if hasattr(node, "workeroutput") else 0


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if number := config.stash.get(LEFT_OUT, 0):
        terminalreporter.write_line(
            f"Left out here, as they can prove no more than they did on SQLite: {number} tests."
        )


@pytest.fixture(autouse=True)
def _stays_away(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, django_db_blocker: DjangoDbBlocker
) -> None:
    """What is left out on PostgreSQL is held to having no database here."""
    if reaches_none(request.node):
        keep_away(monkeypatch, django_db_blocker)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Give each worker of this run an SQLite file of its own, which no power cut threatens."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "hearth.sqlite3")
        options = connection.settings_dict["OPTIONS"]
        options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")


@pytest.fixture
def drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A PDF takes a second: the first of the run is drawn, and handed out again for every other."""
    draw = weasyprint.HTML.write_pdf

    def once(self: weasyprint.HTML, *args: object, **options: object) -> bytes:
        return DRAWN.get("first") or DRAWN.setdefault("first", draw(self, *args, **options))

    monkeypatch.setattr(weasyprint.HTML, "write_pdf", once)
