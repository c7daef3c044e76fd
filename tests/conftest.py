"""What every test stands on: one database that all threads and processes share."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import weasyprint
from _pytest import runner
from django.db import connection
from django.db.models.expressions import Col
from django.template import Context, RequestContext, Template
from django.test.signals import template_rendered
from hypothesis import settings
from pytest_django import DjangoDbBlocker
from pytest_django.plugin import blocking_manager_key

from bookings import documents
from config.room import with_room
from tests import migrated
from tests.reach import keep_away, reaches_none
from tests.shared import copied, made_once
from tests.spread import ByFile

__all__ = ["copied", "made_once"]  # fixtures that stand elsewhere

HERE = Path(__file__).parent

# A law is tried on so many cases, unless its test says how many; `--hypothesis-profile=long` tries more.
settings.register_profile("suite", max_examples=50, deadline=None)  # how long one takes tells of the machine
settings.register_profile("long", max_examples=1000, deadline=None)
settings.load_profile("suite")

SLOW_FIRST = ("browser", "http", "engine", "operations", "test_rights.py", "privacy")  # the long ones do not come last
LONG = ("test_lists_typed_by_page.py", "test_demo.py", "test_real_price_lists.py", "test_tariffs_all_laws.py")
DRAWN: dict[str, bytes] = {}
LEFT_OUT = pytest.StashKey[int]()
MIGRATED = pytest.StashKey[str]()


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
        "of_khal": shutil.which("khal") is not None,
    }
    absent = [marker for marker, here in is_here.items() if not here]
    left_out = [item for item in items if any(map(item.get_closest_marker, absent))]
    if connection.vendor == "postgresql":  # these have proved on SQLite all that they can prove
        once = [item for item in items if reaches_none(item) or _is_once(item)]
        config.stash[LEFT_OUT] = len(once)
        left_out += once
    config.hook.pytest_deselected(items=left_out)
    gone = set(left_out)
    items[:] = sorted((item for item in items if item not in gone), key=_turn)


def _is_once(item: pytest.Item) -> bool:
    """Of a file that is, what asks more than the rest is marked to be run on PostgreSQL all the same."""
    is_marked = item.get_closest_marker("once") and not item.get_closest_marker("on_postgres")
    return bool(is_marked) and "EVERYTHING" not in os.environ


def pytest_collection_finish() -> None:
    """What has been read stays: looking through all of it for rubbish, again and again, took a tenth of the time."""
    gc.freeze()
    gc.set_threshold(200_000, 20, 100)
    gc.enable()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFile:
    return ByFile(config, log)


def _turn(item: pytest.Item) -> int:
    if item.path.name in LONG:
        return SLOW_FIRST.index("http")
    begins = item.path.relative_to(HERE).parts[0]
    return SLOW_FIRST.index(begins) if begins in SLOW_FIRST else len(SLOW_FIRST)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Each worker is told where there will be a database to copy."""
    folder = node.config._tmp_path_factory.getbasetemp()
    node.workerinput["migrated"] = node.config.stash.setdefault(MIGRATED, migrated.a_place(folder))


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> None:
    """It is made here, while the workers read the tests: none is given one before."""
    if place := session.config.stash.get(MIGRATED, None):
        with session.config.stash[blocking_manager_key].unblock():
            migrated.make(place)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> object:
    return with_room(runner.pytest_runtest_protocol)(item, nextitem)


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    if told := getattr(session.config, "workeroutput", None):  # a worker's; it travels to the process that reports
        told["left_out"] = session.config.stash.get(LEFT_OUT, 0)
    if place := session.config.stash.get(MIGRATED, None):
        with session.config.stash[blocking_manager_key].unblock():
            migrated.drop(place)


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


@pytest.fixture(scope="session", autouse=True)
def _only_pages_are_kept(django_test_environment: None) -> Iterator[None]:
    """`answer.context` is that of the page: to copy it for each box and label too took a twentieth of the time.

    Letters are told of as well: their test is about which were written.
    """

    def render(self: Template, context: Context) -> str:
        is_page = isinstance(context, RequestContext) and context.template is self
        if is_page or str(self.name).endswith(".txt"):
            template_rendered.send(sender=self, template=self, context=context)
        return self.nodelist.render(context)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "_render", render)
        yield


@pytest.fixture(scope="session", autouse=True)
def _columns_are_told_apart_quickly() -> Iterator[None]:
    """An ordered query keeps its columns by their hash: Django bound the arguments of each anew to work one out."""

    def of_name_and_table(self: Col) -> int:
        return hash((self.alias, self.target.name))  # those that are equal have both in common

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Col, "__hash__", of_name_and_table)
        yield


@pytest.fixture(scope="session")
def migrated_database(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker
) -> Iterator[str]:
    """Where there is one to copy: that of the whole run, or, where all is done in this process, one of our own."""
    if told := getattr(request.config, "workerinput", {}).get("migrated"):
        yield told
        return
    place = migrated.a_place(tmp_path_factory.mktemp("migrated"))
    with django_db_blocker.unblock():
        migrated.make(place)
    yield place
    with django_db_blocker.unblock():
        migrated.drop(place)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, migrated_database: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """Each worker's own is a copy, on SQLite a file which no power cut threatens."""
    if connection.vendor == "postgresql":
        connection.settings_dict["TEST"]["TEMPLATE"] = migrated_database
        yield
        return
    migrated.without_fear_of_power_cuts()
    place = str(tmp_path_factory.mktemp("database") / "hearth.sqlite3")
    migrated.copy(migrated_database, place)
    connection.settings_dict["TEST"]["NAME"] = place
    yield
    connection.close()
    migrated.drop(place)


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """A file that was copied is not to be made anew."""
    return connection.vendor == "sqlite"


@pytest.fixture
def drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A PDF takes a second: the first of the run is drawn, and handed out again for every other."""
    draw = weasyprint.HTML.write_pdf

    def once(self: weasyprint.HTML, *args: object, **options: object) -> bytes:
        return DRAWN.get("first") or DRAWN.setdefault("first", draw(self, *args, **options))

    monkeypatch.setattr(weasyprint.HTML, "write_pdf", once)


@pytest.fixture
def each_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same page gives the same bytes: whoever reads it after the first is handed what the first one read."""
    monkeypatch.setattr(documents, "drawn_from", cache(documents.drawn_from))
