"""The commands that bring a venue in from its file and write it out again.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.venues.venue_files import SMALL, spoilt
from venues.models import Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "fernley.toml"
    path.write_text(SMALL, encoding="utf-8")
    return path


def run(name: str, *args: object) -> tuple[str, str]:
    """What the command prints, and what it prints as a remark."""
    out, err = StringIO(), StringIO()
    call_command(name, *args, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_a_venue_comes_in_and_goes_out_with_the_same_bytes(small: Path, tmp_path: Path) -> None:
    said, remarked = run("import_venue", small)
    assert "Added the room “Main Hall”." in said
    assert said.endswith("Say who does: manage.py give_post fernley-hall ADDRESS manager\n")
    assert remarked == ""
    once, again = tmp_path / "once.toml", tmp_path / "again.toml"
    run("export_venue", "fernley-hall", "--output", once)
    assert run("import_venue", once)[0].startswith(
        "Nothing to change: Fernley Hall is as the file has it.\nNobody manages"
    )
    run("give_post", "fernley-hall", "ada@hearth.example", "manager")
    assert run("import_venue", once) == ("Nothing to change: Fernley Hall is as the file has it.\n", "")
    run("export_venue", "fernley-hall", "--output", again)
    assert once.read_bytes() == again.read_bytes()
    assert run("export_venue", "fernley-hall")[0] == once.read_text(encoding="utf-8")


def test_a_check_says_what_would_change_and_changes_nothing(small: Path) -> None:
    said, _remarked = run("import_venue", small, "--check")
    assert "Added the venue “Fernley Hall”." in said
    assert said.endswith("Only checked: nothing was changed.\n")
    assert not Venue.objects.exists()


def test_what_may_have_been_forgotten_is_remarked(small: Path) -> None:
    small.write_text(
        spoilt('  { category = "community", room = "front-half", per_hour = "5.00" },\n', ""), encoding="utf-8"
    )
    _said, remarked = run("import_venue", small)
    assert remarked.startswith("Note: tariffs[0].rates (Prices): “community” has no price for “front-half”")
    assert Venue.objects.exists()


def test_every_fault_of_a_bad_file_is_printed_and_nothing_changes(small: Path) -> None:
    small.write_text(spoilt("capacity = 80", "capacity = 0", spoilt('"12.00"', "12.0")), encoding="utf-8")
    err = StringIO()
    with pytest.raises(CommandError, match="Nothing was changed") as refusal:
        call_command("import_venue", small, stderr=err)
    assert refusal.value.returncode == 1
    assert [line.split(": ")[0] for line in err.getvalue().splitlines()] == [
        "rooms[0].layouts[0].capacity (Main Hall, Theatre)",
        "tariffs[0].rates[0].per_hour (Prices, no. 1 of rates)",
    ]
    assert not Venue.objects.exists()


def test_a_file_that_the_database_refuses_is_refused_in_the_same_way(small: Path) -> None:
    run("import_venue", small)
    small.write_text(spoilt("GBP", "EUR"), encoding="utf-8")
    err = StringIO()
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("import_venue", small, "--check", stderr=err)
    assert err.getvalue().startswith("operator.currency (Fernley Trust): ")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"nowhere\.toml cannot be read: No such file or directory\."):
        run("import_venue", tmp_path / "nowhere.toml")


def test_a_venue_that_is_not_there_is_told() -> None:
    with pytest.raises(CommandError, match="There is no venue “nowhere”"):
        run("export_venue", "nowhere")


def test_a_place_where_nothing_can_be_written_is_told(small: Path, tmp_path: Path) -> None:
    run("import_venue", small)
    with pytest.raises(CommandError, match="cannot be written: No such file or directory"):
        run("export_venue", "fernley-hall", "--output", tmp_path / "no-folder" / "file.toml")
