"""A price asked for at the command line: its reasons, and the reasons why there is none."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.venues.priced_hall import venue_file, venue_text


def told(folder: Path, *arguments: str) -> tuple[list[str], int]:
    """What the command says of two hours in the main hall, and its answer."""
    out, answer = StringIO(), 0
    usual = {"--category": "standard", "--start": "2026-03-03T10:00", "--end": "2026-03-03T12:00"}
    filled = [part for key, value in usual.items() if key not in arguments for part in (key, value)]
    try:
        call_command("quote", venue_file(folder), *filled, *arguments, stdout=out, stderr=out)
    except SystemExit as ended:
        answer = int(ended.code or 0)
    return out.getvalue().splitlines(), answer


def test_a_quote_gives_its_reasons_and_the_terms_of_giving_up(tmp_path: Path) -> None:
    hire = ("--room", "Main Hall", "--room", "front-half", "--category", "Community group")
    assert told(tmp_path, *hire, "--extra", "chair=4", "--extra", "caretaker") == (
        [
            "Main Hall, Tuesday 3 March 2026, 10am to midday: "
            "2 hours at £8.00 an hour (Community group), with VAT at 20% = £16.00",
            "Front Half, Tuesday 3 March 2026, 10am to midday: "
            "2 hours at £6.00 an hour (Community group), with VAT at 20% = £12.00",
            "Chair: 4 at £0.50 each, with VAT at 20% = £2.00",
            "Caretaker: 2 hours at £9.00 an hour, with VAT at 20% = £18.00",
            "Bond, Damage: £50.00",
            "Known afterwards: How many units?",
            "Before VAT: £40.00; VAT: £8.00",
            "Total: £48.00 (By the hour, by the price list “Prices of 2026”)",
            "The standard price is £56.00.",
            "Cancel at least 10 working days before and all of it comes back; at least 5 working days: two thirds; "
            "later: nothing. Working days are Monday to Friday without bank holidays.",
        ],
        0,
    )


def test_facts_people_and_occasions_are_understood(tmp_path: Path) -> None:
    party = ("--room", "main-hall", "--occasion", "Children’s party", "--people", "30")
    lines, answer = told(tmp_path, *party, "--fact", "insured=no", "--fact", "takings=50.00")
    assert (lines[-2], answer) == ("Total: £44.00 (By the hour, by the price list “Prices of 2026”)", 0)


def test_a_date_of_a_longer_booking_may_cost_less(tmp_path: Path) -> None:
    """Ten dates or more are half off."""
    half = 'code = "many", name = "Many", dates_booked = { from = 10 }, percent = "-50"'
    more = f"\nadjustments = [{{ {half} }}]\n[tariffs.canc"
    file = venue_file(tmp_path, venue_text().replace("\n[tariffs.canc", more, 1))
    out = StringIO()
    hire = ["--room", "main-hall", "--category", "standard", "--start", "2026-03-03T10:00", "--end", "2026-03-03T12:00"]
    call_command("quote", file, *hire, "--dates", "10", stdout=out)
    assert "Total: £12.00" in out.getvalue()


def test_a_quote_is_told_as_data(tmp_path: Path) -> None:
    lines, answer = told(tmp_path, "--room", "main-hall", "--product", "day", "--end", "2026-03-03T19:00", "--json")
    data = json.loads("\n".join(lines))
    assert answer == 0
    assert (data["total"], data["standard"], data["product"], data["currency"]) == (9000, 9000, "day", "GBP")
    assert data["bonds"] == [{"code": "damage", "amount": 5000}]
    assert data["open_facts"] == [{"code": "units-used", "question": "How many units?"}]
    assert sum(line["amount"] for line in data["lines"]) == data["total"]
    assert data["lines"][0]["words"].startswith("Main Hall, Tuesday 3 March 2026, 10am to 7pm: £90.00")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--room", "attic"), "No room is called “attic”. There are: Front Half, Main Hall."),
        (("--room", "main-hall", "--category", "duke"),
         "No category is called “duke”. There are: Community group, Standard."),
        ((), "Neither a room nor an extra is named."),
        (("--room", "main-hall", "--start", "2024-03-03T10:00", "--end", "2024-03-03T12:00"),
         "No price list is in force on 2024-03-03."),
        (("--room", "main-hall", "--end", "2026-03-03T10:00"), "It ends, 2026-03-03 10:00:00, before it begins."),
        (("--room", "front-half", "--product", "day", "--end", "2026-03-03T20:00"),
         "The price list has no price for Standard in Front Half, Tuesday 3 March 2026, 10am to 8pm."),
    ],
)  # fmt: skip
def test_a_refusal_is_a_sentence(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    assert told(tmp_path, *arguments) == ([said], 1)


def test_a_question_that_is_open_is_asked_with_the_way_to_answer_it(tmp_path: Path) -> None:
    out = StringIO()
    hire = ["--room", "main-hall", "--category", "standard", "--occasion", "party"]
    times = ["--start", "2026-03-03T10:00", "--end", "2026-03-03T12:00"]
    with pytest.raises(SystemExit, match="1"):
        call_command("quote", venue_file(tmp_path), *hire, *times, stderr=out)
    assert out.getvalue() == "Are you insured? (--fact insured=…)\n"

    answered = StringIO()
    with pytest.raises(SystemExit, match="1"):
        call_command("quote", venue_file(tmp_path), *hire, *times, "--json", stdout=answered)
    refusal = json.loads(answered.getvalue())
    assert refusal == {"refusal": "FactMissing", "fact": "insured", "words": "Are you insured?"}


@pytest.mark.parametrize(
    "arguments",
    [("--start", "yesterday"), ("--extra", "chairs=some"), ("--fact", "insured"), ("--people", "many")],
)
def test_what_cannot_be_read_is_refused_before_anything_is_priced(tmp_path: Path, arguments: tuple[str, str]) -> None:
    with pytest.raises(CommandError, match=arguments[0]):
        told(tmp_path, "--room", "main-hall", *arguments)


@pytest.mark.parametrize(
    "typed",
    [
        ("--start", "9999-12-31T10:00", "--end", "9999-12-31T12:00"),
        ("--start", "2026-05-05T10:00", "--end", "2040-05-05T12:00"),
        ("--dates", "0"),
    ],
)
def test_what_no_hire_is_like_is_refused_in_words(tmp_path: Path, typed: tuple[str, ...]) -> None:
    with pytest.raises(CommandError, match=r"at most a year|at least one date"):
        told(tmp_path, "--room", "main-hall", *typed)


@pytest.mark.parametrize("box", ["--start", "--end"])
def test_a_time_that_the_clocks_jump_over_is_refused(tmp_path: Path, box: str) -> None:
    times = {"--start": "2027-03-28T00:30", "--end": "2027-03-28T03:00", box: "2027-03-28T01:30"}
    with pytest.raises(CommandError, match="2027-03-28 01:30 does not exist"):
        told(tmp_path, "--room", "main-hall", *(part for pair in times.items() for part in pair))
