"""The house itself: what may not stand in any committed file.

Files are the same beside either kind of database: looked at once.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parent.parent
LONGEST_MODULE = 350


def committed(*patterns: str) -> list[Path]:
    """Files that are, or are about to be, part of the project."""
    ask = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--"]
    names = subprocess.run([*ask, *patterns], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in names.split("\0") if (ROOT / name).is_file()]


def lines_with(pattern: str, files: list[Path]) -> list[str]:
    """Each place in those files where the pattern is found."""
    expression = re.compile(pattern, re.IGNORECASE)
    return [
        f"{file.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
        for file in files
        for number, line in enumerate(file.read_text(encoding="utf-8", errors="ignore").splitlines(), 1)
        if expression.search(line)
    ]


def outside(pattern: str, files: list[Path]) -> list[Path]:
    return [file for file in files if not re.search(pattern, str(file.relative_to(ROOT)))]


# Each has a letter in brackets so that this file does not find itself.
@pytest.mark.parametrize(
    "pattern",
    [
        r"pypi\.o[r]g|pythonhosted\.o[r]g",
        r"registry\.npm[j]s|registry\.yarn[p]kg",
        r"(deb|security|snapshot)\.debi[a]n\.org|archive\.ubunt[u]\.com",
        r"(^|[\s\"'`=(:/])/(wor[k]|far[m]|roo[t]|hom[e]|User[s])/\w",
    ],
)
def test_no_file_names_a_registry_or_a_path_of_one_machine(pattern: str) -> None:
    assert lines_with(pattern, committed()) == []


def test_the_locked_packages_name_no_address() -> None:
    locked = committed("requirements")
    assert locked
    assert lines_with(r"://", locked) == []


def test_every_locked_package_is_pinned_with_its_hashes() -> None:
    for file in committed("requirements/*.txt"):
        packages = re.split(r"\n(?=\w)", file.read_text())[1:]
        unpinned = [package.splitlines()[0] for package in packages if "==" not in package or "--hash=" not in package]
        assert (file.name, unpinned) == (file.name, [])


def test_every_module_can_be_read_in_one_sitting() -> None:
    modules = outside(r"(^|/)migrations/", committed("*.py"))
    lengths = {str(file.relative_to(ROOT)): len(file.read_text().splitlines()) for file in modules}
    assert {name: length for name, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_every_migration_is_named_for_what_it_does() -> None:
    assert [file.name for file in committed("*/migrations/*.py") if "_auto_" in file.name] == []


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("a style attribute", r"<[^>]*\sstyle\s*="),
        ("an event handler", r"<[^>]*\son[a-z]+\s*="),
        ("a script of its own", r"<script(?![^>]*\b(src=|type=\"application/(ld\+)?json\"))"),
    ],
)
def test_no_template_holds_what_the_content_policy_forbids(what: str, pattern: str) -> None:
    assert (what, lines_with(pattern, committed("*.html"))) == (what, [])


def test_no_page_brings_its_own_styles() -> None:
    """A printed document may: it is made without a browser."""
    assert lines_with(r"<style", outside(r"templates/documents/", committed("*.html"))) == []
