"""The report from a terminal: the same figures, in each edition and pack, and refusals in words."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.management import CommandError

from bookings.models import Booking
from bookings.reports import build
from bookings.reports.machine_copy import as_csv
from tests.bookings.reports.example import AS_AT, FROM, UNTIL, Week, command, values
from tests.shared import shared

pytestmark = pytest.mark.django_db


@shared
def week() -> Week:
    return Week()


def test_the_command_prints_the_same_figures(week: Week) -> None:
    text = command()
    assert "£11.72 an hour" in text
    assert "not recorded" in text
    assert values(command("--format", "csv")) == values(as_csv(build(week.venue, FROM, UNTIL, as_at=AS_AT)))


def test_the_commands_public_edition_has_passed_through_disclosure_control(week: Week) -> None:
    warned = io.StringIO()
    draft = command("--public", "--format", "csv", stderr=warned)
    found, said = values(draft), "Draft: not issued. Please do not hand it on."
    assert draft.splitlines()[1] == f"draft,2025-10-06/2025-10-13,,,,,[{said}],,"
    assert warned.getvalue().startswith("Draft: not issued.")
    assert said in command("--public", stderr=warned)
    assert "Draft" not in command() + as_csv(build(week.venue, FROM, UNTIL, as_at=AS_AT))
    assert found["E6.counted", "n"] == "85"
    assert found["F1.households", "n"] == "[c]"
    assert ("C4.slot_taken", "n") not in found


class Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


@pytest.mark.once
def test_the_command_writes_a_pdf_into_a_file_or_a_pipe_and_refuses_a_terminal(week: Week, tmp_path: Any) -> None:
    """It is drawn from figures that the tests above ask of both databases."""
    file, raw = tmp_path / "report.ods", io.BytesIO()
    pipe = io.TextIOWrapper(raw)
    command("--format", "pdf", stdout=pipe)
    command("--format", "ods", "--output", str(file))
    assert (raw.getvalue()[:4], file.read_bytes()[:2]) == (b"%PDF", b"PK")
    with pytest.raises(CommandError, match="A PDF needs a file"):
        command("--format", "pdf", stdout=Terminal(raw))


@pytest.mark.once
@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--venue", "nowhere"), "There is no venue 'nowhere'."),
        (("--from", "2026-02-30", "--to", "2026-03-01"), "--from 2026-02-30 is no date"),
        (("--from", "2026-03-01", "--to", "tomorrow"), "--to tomorrow is no date"),
        (("--from", "2026-03-01", "--to", "2026-03-01"), "the report ends after it begins"),
        (("--from", "0001-03-01", "--to", "2026-03-01"), "years from 2000 to 2200"),
        (("--output", "no/such/folder/report.txt"), "cannot be written"),
    ],
)
def test_the_command_refuses_in_words(week: Week, options: tuple[str, ...], words: str) -> None:
    """Days and words that are none are judged in Python, whatever the database."""
    with pytest.raises(CommandError, match=words.replace("(", r"\(")):
        command(*options)


def test_a_venue_without_any_session_has_a_report_all_the_same(week: Week) -> None:
    venue = week.venue
    Booking.objects.all().delete()
    venue.use_known_from = venue.hirers_known_from = None
    venue.save()
    text = command()
    assert "not on record" in text
    assert "none on record yet" in text


def test_the_command_prints_the_pack_that_is_asked_for(week: Week) -> None:
    said = {pack: command("--pack", pack) for pack in ("main", "examiner")}
    assert {pack: "E12  Income from hire" in text for pack, text in said.items()} == {"main": False, "examiner": True}


def test_the_command_sets_before_and_after_beside_each_other_for_the_desk_and_the_funder(week: Week) -> None:
    asked = ("--change-on", "2025-10-06", "--weeks", "1", "--weekdays", "mon", "--hours", "18:00-22:00")
    assert "E14  Change around a day" in command(*asked)
    assert "E14" not in command(*asked, "--public")
    assert "E14  Change around a day" in command(*asked, "--edition", "funder")
    for wrong in (("--weekdays", "noday"), ("--hours", "six-ten"), ("--weeks", "0"), ("--change-on", "soon")):
        with pytest.raises(CommandError, match=r"weekday|--hours|no date"):
            command(*asked, *wrong)
