"""docs/hosting.md: every command, file, setting and answer that it names is there."""

from __future__ import annotations

import re
import subprocess
from configparser import RawConfigParser

import pytest
from django.core.management import get_commands

from config.environment import NEEDED
from tests.bookings.test_health import ALL_WELL
from tests.operations.site import ROOT

PAGE = (ROOT / "docs" / "hosting.md").read_text()
FOLDER = ROOT / "docs" / "hosting"
UNITS = sorted([*FOLDER.glob("*.service"), *FOLDER.glob("*.timer")])
ONLY_IN_THE_DEMO = {"PORT", "LETTERS_FOLDER", "HEARTH_ENV"}


def read_by_the_code() -> set[str]:
    code = "".join((ROOT / "config" / f"{name}.py").read_text() for name in ("settings", "server", "environment"))
    return set(re.findall(r"(?:env(?:\.\w+)?|environ\.get)\(\s*\"([A-Z_]+)\"", code)) | set(NEEDED)


def explained() -> set[str]:
    return set(re.findall(r"^\| `([A-Z_]+)` \|", PAGE, re.MULTILINE))


def test_every_command_is_one():
    named = set(re.findall(r"(?:sudo hearth|^    hearth|manage\.py) ([a-z_]+)", PAGE, re.MULTILINE))
    assert named >= {"backup", "restore", "release_letters", "migrate", "start_operator", "funder_report"}
    assert named - set(get_commands()) == set()


def test_every_target_of_make_is_one():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"make ([a-z-]+)$", PAGE, re.MULTILINE))
    assert "setup" in named
    assert named <= targets


def test_make_help_names_what_people_type():
    said = subprocess.run(["make", "--dry-run", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert {"run", "demo", "test"} <= set(re.findall(r"make ([a-z-]+)", said)) <= targets


def test_every_setting_is_explained_and_nothing_else():
    assert read_by_the_code() - explained() == ONLY_IN_THE_DEMO
    assert explained() <= read_by_the_code()
    example = set(re.findall(r"^(?:# )?([A-Z_]+)=", (FOLDER / "env").read_text(), re.MULTILINE))
    assert set(NEEDED) <= example <= explained()


def test_every_file_is_there():
    for link in re.findall(r"\]\(([^)#:]+)\)", PAGE):
        assert (ROOT / "docs" / link).exists(), link
    for name in re.findall(r"docs/hosting/([\w.]+)", PAGE):
        assert (FOLDER / name).exists(), name
    for unit in re.findall(r"hearth[\w-]*\.(?:service|timer)", PAGE):
        assert (FOLDER / unit).exists(), unit


def test_every_heading_that_is_linked_is_there():
    headings = {
        re.sub(r"[^\w -]", "", head).lower().replace(" ", "-") for head in re.findall(r"^##+ (.+)$", PAGE, re.M)
    }
    assert set(re.findall(r"\]\(#([^)]+)\)", PAGE)) == headings


def test_every_part_of_what_the_watcher_hears_is_explained():
    assert set(re.findall(r"^\| `([a-z]+)` \|", PAGE, re.MULTILINE)) == set(ALL_WELL) - {"status"}


@pytest.mark.parametrize("unit", UNITS, ids=[unit.name for unit in UNITS])
def test_every_unit_starts_what_is_there(unit):
    read = RawConfigParser(strict=False, comment_prefixes="#")
    read.optionxform = str  # type: ignore[assignment, method-assign]
    read.read_string(unit.read_text())
    if unit.suffix == ".timer":
        assert (FOLDER / f"{unit.stem}.service").exists()
        return
    service = read["Service"]
    assert (service["User"], service["NoNewPrivileges"], service["ProtectSystem"]) == ("hearth", "yes", "strict")
    python, script, *words = service["ExecStart"].split()
    assert python == "/srv/hearth/.venv/bin/python"
    assert (ROOT / script).exists()
    assert not words or words[0] in get_commands()


@pytest.mark.of_systemd
def test_systemd_understands_the_units(tmp_path):
    for unit in UNITS:
        (tmp_path / unit.name).write_text(unit.read_text().replace("/srv/hearth", str(ROOT)))
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *sorted(tmp_path.iterdir())],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("command", ["hearth"])
def test_the_command_is_a_shell_script_without_fault(command):
    assert subprocess.run(["sh", "-n", FOLDER / command], check=False).returncode == 0
    assert (FOLDER / command).stat().st_mode & 0o111
