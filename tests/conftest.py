"""What every test stands on: one database that all threads and processes share."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import weasyprint
from django.db import connection

HERE = Path(__file__).parent


SLOW_FIRST = ("browser", "http", "engine", "operations", "test_rights.py", "privacy")  # the long ones do not come last
APART = "test_every_page.py"  # its tests share nothing, and are the longest: each goes where there is time


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
    config.hook.pytest_deselected(items=left_out)
    items[:] = sorted((item for item in items if item not in left_out), key=_turn)
    for item in items:
        if item.path.name != APART:
            item.add_marker(pytest.mark.xdist_group(str(item.path.relative_to(HERE))))


def _turn(item: pytest.Item) -> int:
    begins = item.path.relative_to(HERE).parts[0]
    return SLOW_FIRST.index(begins) if begins in SLOW_FIRST else len(SLOW_FIRST)


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
    """A PDF takes a second: the first is drawn, and handed out again for every other."""
    draw = weasyprint.HTML.write_pdf
    drawn: dict[str, bytes] = {}

    def once(self: weasyprint.HTML, *args: object, **options: object) -> bytes:
        return drawn.get("first") or drawn.setdefault("first", draw(self, *args, **options))

    monkeypatch.setattr(weasyprint.HTML, "write_pdf", once)
