"""The file of a backup: whole or refused, and nothing in it gets out of its folder; nothing is touched before."""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from bookings import keeping
from bookings.keeping import CannotKeep, backup_into, engines, programs, restore, take_backup
from bookings.keeping.archive import opened
from bookings.keeping.manifest import Manifest, Part, Taken
from tests.make import a_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def media(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    pictures = settings.MEDIA_ROOT / "pictures"
    pictures.mkdir(parents=True)
    (pictures / "one.webp").write_bytes(b"one" * 1000)
    (pictures / "two.webp").write_bytes(b"two" * 1000)
    return pictures


@pytest.fixture
def file(media, tmp_path) -> Path:
    take_backup(tmp_path / "all.tar")
    return tmp_path / "all.tar"


@pytest.fixture
def untouched(media, monkeypatch):
    """Whoever reaches for the database or the pictures has gone too far."""

    def too_far(*args: object, **named: object) -> None:
        raise AssertionError("something was touched")

    monkeypatch.setattr(engines.engine(), "put_back", too_far)
    before = sorted(media.parent.rglob("*"))
    yield
    assert sorted(media.parent.rglob("*")) == before


@pytest.mark.parametrize("part", [0.0, 0.1, 0.5, 0.9, 1.0])
def test_a_file_cut_short_is_refused(file, untouched, part):
    content = file.read_bytes()
    file.write_bytes(content[: int(content.rindex(b"}") * part)])  # what follows is padding
    with pytest.raises(CannotKeep, match="no whole backup"):
        restore(file, replace=True)


@pytest.mark.parametrize("what", [b"oneoneone", b'"rows"', b"database.", b"media/pictures/two"])
def test_a_file_in_which_a_byte_was_changed_is_refused(file, untouched, what):
    content = bytearray(file.read_bytes())
    at = content.index(what)
    content[at + 1] ^= 1
    file.write_bytes(content)
    with pytest.raises(CannotKeep, match="no whole backup"):
        restore(file, replace=True)


@pytest.mark.parametrize("content", [b"", b"not a tar at all", b"\0" * 10240])
def test_another_kind_of_file_is_refused(untouched, tmp_path, content):
    (tmp_path / "other").write_bytes(content)
    with pytest.raises(CannotKeep, match="no whole backup"):
        restore(tmp_path / "other", replace=True)


def test_no_file_is_told(untouched, tmp_path):
    with pytest.raises(CannotKeep, match="There is no file"):
        restore(tmp_path / "none.tar")


def test_a_folder_in_its_place_is_told(untouched, tmp_path):
    with pytest.raises(CannotKeep, match=r"cannot be read: Is a directory\.$"):
        restore(tmp_path)


def a_tar(file: Path, members: list[tuple[tarfile.TarInfo, bytes]], change: Callable[[Manifest], Manifest]) -> None:
    """A backup made by somebody who knows how: every hash is right."""
    parts = [Part(info.name, len(content), hashlib.sha256(content).hexdigest()) for info, content in members]
    taken = Taken("database.x", connection.vendor, 1, [], {}, 1)
    manifest = change(Manifest(timezone.now(), "0.1.0", taken, parts)).as_bytes()
    with tarfile.open(file, "w") as tar:
        for info, content in [*members, (tarfile.TarInfo("manifest.json"), manifest)]:
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))


def member(name: str, kind: bytes = tarfile.REGTYPE, link: str = "") -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, link
    return info


@pytest.mark.parametrize(
    "extra",
    [
        member("../outside"),
        member("media/../../outside"),
        member("/outside"),
        member("media/pictures/../../../outside"),
        member("media/.restoring/hidden"),
        member("media/pictures\\..\\outside"),
        member("elsewhere/file"),
        member("settings.py"),
        member("media/link", tarfile.SYMTYPE, "/etc/passwd"),
        member("media/link", tarfile.LNKTYPE, "database.x"),
        member("media/folder", tarfile.DIRTYPE),
        member("media/device", tarfile.CHRTYPE),
        member("database.x"),
    ],
    ids=lambda info: f"{info.name} {info.type!r}",
)
def test_nothing_in_it_can_reach_outside(untouched, tmp_path, extra):
    a_tar(tmp_path / "bad.tar", [(member("database.x"), b"rows"), (extra, b"")], lambda manifest: manifest)
    with pytest.raises(CannotKeep, match="no whole backup"):
        restore(tmp_path / "bad.tar", replace=True)
    assert not (tmp_path / "outside").exists()


GIVEN_WAY = [  # made databases at once, until others took their place
    "accounts.0001_squashed_0022_people_groups_and_letters",
    "venues.0001_squashed_0035_places_and_prices",
    "bookings.0001_squashed_0059_bookings_and_their_guard",
]
OF_ANOTHER = [*GIVEN_WAY, "bookings.0999_x", "bookings.0001_squashed_0999_x"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda told: replace(told, format=2), "reads form 1: put it back with Hearth 0.1.0"),
        (
            lambda told: replace(told, hearth="9.1", database=replace(told.database, migrations=OF_ANOTHER)),
            r"of a newer Hearth \(9.1\).*does not know bookings.0999_x, bookings.0001_squashed_0999_x. Install that",
        ),
        (lambda told: replace(told, database=replace(told.database, engine="oracle")), "same kind of database"),
        (lambda told: replace(told, parts=told.parts * 2), "no whole backup"),
        (lambda told: replace(told, parts=[]), "no whole backup"),
        (lambda told: replace(told, database=replace(told.database, migrations=5)), "no whole backup"),
        (lambda told: replace(told, database=replace(told.database, engine=["sqlite"])), "no whole backup"),
        (lambda told: replace(told, database=replace(told.database, part="media/one")), "no whole backup"),
    ],
    ids=["form", "newer", "another database", "twice", "nothing", "a number", "a list", "a picture"],
)
def test_what_does_not_fit_is_refused_in_words(untouched, tmp_path, change, words):
    a_tar(tmp_path / "other.tar", [(member("database.x"), b"rows"), (member("media/one"), b"one")], change)
    with pytest.raises(CannotKeep, match=words):
        restore(tmp_path / "other.tar", replace=True)


def test_a_database_in_use_is_refused(file, untouched):
    a_user("Ada")
    with pytest.raises(CannotKeep, match=r"not empty \(.*accounts_user.*\).*--replace"):
        restore(file)


def test_no_file_is_written_over_unless_told(file):
    was = file.read_bytes()
    with pytest.raises(CannotKeep, match="is there already"):
        take_backup(file)
    assert file.read_bytes() == was
    take_backup(file, overwrite=True)
    assert file.read_bytes() != was


def test_a_failed_backup_leaves_the_last_one_and_nothing_else(file, monkeypatch):
    was, there = file.read_bytes(), set(file.parent.iterdir())

    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("bookings.keeping.archive.Writer.finish", full)
    with pytest.raises(CannotKeep, match="No space left on device"):
        take_backup(file, overwrite=True)
    assert (file.read_bytes(), set(file.parent.iterdir())) == (was, there)


def test_a_picture_taken_down_meanwhile_does_not_stop_it(media, tmp_path, monkeypatch):
    take = engines.engine().take

    def take_and_lose_a_picture(folder: Path, **named: object) -> Taken:
        (media / "gone.webp").write_bytes(b"gone")
        pictures = keeping.backup._pictures

        def listed(root: Path):
            for picture in pictures(root):
                if picture.name == "gone.webp":
                    picture.unlink()
                yield picture

        monkeypatch.setattr("bookings.keeping.backup._pictures", listed)
        return take(folder, **named)

    monkeypatch.setattr(engines.engine(), "take", take_and_lose_a_picture)
    manifest = take_backup(tmp_path / "all.tar")
    assert [part.name for part in manifest.pictures] == ["media/pictures/one.webp", "media/pictures/two.webp"]


def test_so_many_backups_are_kept_and_nothing_else_goes(media, tmp_path, monkeypatch):
    folder = tmp_path / "kept"
    folder.mkdir()
    others = {"notes.txt", "hearth-old.tar"}
    for name in others:
        (folder / name).touch()
    for day in range(1, 5):
        (folder / f"hearth-2026010{day}-020000.tar").touch()
    file, _manifest = backup_into(folder, keep=2)
    assert {found.name for found in folder.iterdir()} == others | {file.name, "hearth-20260104-020000.tar"}


def test_no_key_of_a_door_is_in_it(file, media, tmp_path):
    """Who is signed in, and how often somebody tried, stay out; so does the way the site is set up."""
    with opened(file) as reader:
        assert {name: reader.manifest.database.rows.get(name, 0) for name in engines.LEFT_OUT} == dict.fromkeys(
            engines.LEFT_OUT, 0
        )
        assert {part.name.split("/")[0] for part in reader.manifest.parts} == {reader.manifest.database.part, "media"}
    assert json.loads(reader.manifest.as_bytes())["hearth"] == reader.manifest.hearth


def test_missing_programs_are_named(settings, tmp_path):
    settings.POSTGRES_PROGRAMS = str(tmp_path)
    with pytest.raises(CannotKeep, match="package postgresql-client-16; elsewhere, say in POSTGRES_PROGRAMS"):
        programs.programs_for(16)


def test_programs_too_old_for_the_server_are_told(settings, tmp_path):
    settings.POSTGRES_PROGRAMS = str(tmp_path)
    for name in programs.NEEDED:
        (tmp_path / name).write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 14.3'\n")
        (tmp_path / name).chmod(0o755)
    assert programs.programs_for(14) == (tmp_path, 14)
    with pytest.raises(CannotKeep, match="Here is only version 14"):
        programs.programs_for(16)


AWAY = [
    pytest.param("sqlite:////no/such/folder/hearth.sqlite3", marks=pytest.mark.of_a_file),
    pytest.param("postgres://nobody@127.0.0.1:9/none", marks=pytest.mark.of_a_server),
]


@pytest.mark.parametrize("url", AWAY)
def test_a_database_that_is_away_is_told_in_a_sentence(manage, tmp_path, file, url):
    for words in (["backup", tmp_path / "new.tar"], ["restore", file, "--replace"]):
        told = manage(url, *words, fails=True).stderr
        assert told.startswith("CommandError: ")
        assert "Traceback" not in told
    assert not (tmp_path / "new.tar").exists()


@pytest.mark.of_a_file
def test_a_damaged_database_makes_no_backup_and_can_be_replaced(manage, say, file, tmp_path):
    bad = tmp_path / "bad.sqlite3"
    bad.write_bytes(b"SQLite format 3\0" + b"nonsense" * 1000)
    told = manage(f"sqlite:///{bad}", "backup", tmp_path / "bad.tar", fails=True).stderr
    assert "CommandError: The database cannot be read" in told
    assert not (tmp_path / "bad.tar").exists()

    told = manage(f"sqlite:///{bad}", "restore", file, "--replace", fails=True).stderr
    assert "move the file of the database out of the way" in told
    bad.unlink()
    say(f"sqlite:///{bad}", "restore", file)
    say(f"sqlite:///{bad}", "check", "--database", "default")
