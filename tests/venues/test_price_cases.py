"""Price lists tried with hires whose price is known: what the words of a case mean, and what counts as agreeing."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.venues.priced_hall import NOW, WORDS, case, cases_file, venue_file, venue_text
from venues.files import VenueFileFaults, read, read_with_cases


def tried(*files: str, **options: Any) -> tuple[list[str], int]:
    """What the command prints, and its answer."""
    out, answer = StringIO(), 0
    try:
        call_command("price_cases", *files, stdout=out, stderr=out, **options)
    except SystemExit as ended:
        answer = int(ended.code or 0)
    return out.getvalue().splitlines(), answer


def tried_case(folder: Path, *cases: Any, **more: Any) -> tuple[list[str], int]:
    return tried(venue_file(folder), cases_file(folder, *cases, **more))


@pytest.mark.parametrize(
    "known",
    [
        case("24.00"),
        case("24.00", category="STANDARD", room="main hall"),
        case("24.00", category="anyone"),
        case("20.00", on="2025-03-04"),  # by the list in force on that day
        case("36.00", room="Main Hall + Front Half"),
        case("36.00", room="Everything"),
        case("10.00", room="(chairs only)", extras=[{"name": "chair", "qty": 20}]),
        case("29.00", extras=[{"name": "Seats", "kind": "folding", "qty": 10}]),
        case("42.00", extras=[{"name": "caretaker", "hours": 2}]),
        case("24.00", extras=[{"name": "chair", "qty": 0}]),
        case("90.00", product="all day", end="2026-03-03T20:00"),
        case("24.00", product="hourly"),
        case("24.00", facts={"purpose": "meeting"}),
        case("24.00", facts={"purpose": "birthday"}),  # the share of the takings is left open
        case("39.00", facts={"purpose": "birthday", "insured": False}),  # the case goes before what all cases say
        case("31.00", category="village club, uninsured", facts={"purpose": "birthday"}),
        case("36.00", facts={"purpose": "birthday", "gross": "120.00"}),
        case("24.00", facts={"purpose": "birthday", "gross": "nothing"}),
        case("24.00", facts={"weather": "fine", "attendees": 40}),
        case("40.00", on="2026-04-06"),  # Easter Monday
        case("40.00", facts={"bank_holiday": True}),
        case("24.00", on="2026-04-06", facts={"public_holiday": False}),
        case("30.00", facts={"setup_start": "2026-03-03T09:00", "setup_end": "2026-03-03T10:00"}),
        case("120.00", recurrence={"freq": "weekly", "count": 5}),
        case("64.00", recurrence={"count": 3}, on="2025-12-22"),  # two by the old list, one by the new
        case("24.00", expected_refundable_bond="50.00"),
        case("24.00", facts={"metered": 40, "expected_bond_deduction": "4.95"}, expected_refundable_bond="50.00"),
    ],
)  # fmt: skip
def test_the_words_of_a_case_are_understood(tmp_path: Path, known: Any) -> None:
    lines, answer = tried_case(tmp_path, known)
    assert (lines[1:], answer) == (["1 of 1 agree"], 0), lines


@pytest.mark.parametrize(
    ("known", "said"),
    [
        (case("24.05"), "A: expected total £24.05, got total £24.00: not the same"),
        (case("24.00", expected_refundable_bond="60.00"),
         "A: expected total £24.00, bond £60.00, got total £24.00, bond £50.00: not the same"),
        (case("24.00", category="Duke"), "No category is called “Duke”. There are: Community group, Standard. "
         "Say in [cases.map.category] what is meant."),
        (case("24.00", room="Main Hall + Attic"), "No room is called “Attic”."),
        (case("24.00", room=""), "Neither a room nor an extra is named."),
        (case("24.00", product="fortnight"), "No way of hiring is called “fortnight”."),
        (case("24.00", facts={"purpose": "jousting"}), "No occasion is called “jousting”."),
        (case("24.00", extras=[{"name": "piano", "qty": 1}]), "No extra is called “piano”."),
        (case("24.00", extras=[{"name": "chair", "hours": -1}]), "“hours=-1” is not a whole number."),
        (case("24.00", facts={"moon": "full"}), "The price list does not ask for “moon=full”."),
        (case("24.00", facts={"insured": "perhaps"}), "“insured=perhaps” is neither yes nor no."),
        (case("24.00", facts={"gross": "lots"}), "“takings=lots” is not a number."),
        (case("24.00", facts={"gross": "1.005"}), "“takings=1.005” is not a sum of money."),
        (case("24.00", on="2024-03-05"), "No price list is in force on 2024-03-05."),
        (case("24.00", end="2026-03-03T09:00"), "It ends, 2026-03-03 09:00:00, before it begins."),
        (case("6.00", room="Front Half", product="all day", end="2026-03-03T20:00"), "has no price for"),
    ],
)  # fmt: skip
def test_what_differs_or_cannot_be_told_is_said_and_does_not_agree(tmp_path: Path, known: Any, said: str) -> None:
    lines, answer = tried_case(tmp_path, known)
    assert said in lines[0]
    assert (lines[-1], answer) == ("0 of 1 agree", 1)


def test_tax_on_top_is_tried_too(tmp_path: Path) -> None:
    text, sums = venue_text(now=NOW.replace("included = true", "included = false")), ("24.00", "4.80")
    known = case("28.80", expected_net=sums[0], expected_tax=sums[1])
    assert tried(venue_file(tmp_path, text), cases_file(tmp_path, known))[0] == [
        "A: expected total £28.80, net £24.00, tax £4.80, got total £28.80, net £24.00, tax £4.80",
        "1 of 1 agree",
    ]


def test_where_a_price_differs_its_lines_say_why(tmp_path: Path) -> None:
    lines, _answer = tried_case(tmp_path, case("20.00", extras=[{"name": "chair", "qty": 2}]))
    assert lines[1:4] == [
        "    Main Hall, Tuesday 3 March 2026, 10am to midday: "
        "2 hours at £12.00 an hour (Standard), with VAT at 20% = £24.00",
        "    Chair: 2 at £0.50 each, with VAT at 20% = £1.00",
        "    Bond, Damage: £50.00",
    ]


@pytest.mark.parametrize(
    ("given_up", "back"),
    [("2026-03-03T10:00", "30.00"), ("2026-03-10T10:00", "20.00"), ("2026-03-10T10:01", "0.00")],
)
def test_refunds_are_tried_with_the_scale_of_the_list(tmp_path: Path, given_up: str, back: str) -> None:
    refund = {
        "id": "X", "paid_hire_charge": "30.00", "start": "2026-03-17T10:00", "cancelled_at": given_up,
        "expected_refund": back,
    }  # fmt: skip
    assert tried_case(tmp_path, cancellation_cases=[refund]) == (
        [f"X: expected refund £{back}, got refund £{back}", "1 of 1 agree"],
        0,
    )


def test_working_days_leave_out_the_holidays_of_the_country_of_the_cases(tmp_path: Path) -> None:
    """St Patrick's Day, a Tuesday in 2026, is a working day in England."""
    refund = {
        "id": "X", "paid_hire_charge": "30.00", "start": "2026-03-18T10:00", "cancelled_at": "2026-03-04T10:00",
        "expected_refund": "30.00",
    }  # fmt: skip
    assert tried_case(tmp_path, cancellation_cases=[refund])[1] == 0
    assert tried_case(tmp_path, cancellation_cases=[refund], country="IE")[1] == 1


def test_a_list_without_a_scale_says_so(tmp_path: Path) -> None:
    refund = {
        "id": "X", "paid_hire_charge": "30.00", "start": "2025-03-18T10:00", "cancelled_at": "2025-03-04T10:00",
        "expected_refund": "30.00",
    }  # fmt: skip
    lines, answer = tried_case(tmp_path, cancellation_cases=[refund])
    assert "The price list in force on 2025-03-18 has no scale of refunds." in lines[0]
    assert answer == 1


def test_published_scales_are_tried_with_their_probes(tmp_path: Path) -> None:
    scale = {
        "name": "Arbury", "notice_unit": "working days",
        "steps": [{"at_least": 15, "refund_pct": 66.67, "fee": "15.00"}, {"at_least": 0, "refund_pct": 0}],
    }  # fmt: skip
    probes = [(15, 66.67), (14, 0), (3, 50)]
    scale["probes"] = [{"notice": notice, "expected_refund_pct": percent} for notice, percent in probes]
    file = tmp_path / "scales.json"
    file.write_text(json.dumps([scale, {"name": "In words only", "notice_unit": "days", "steps": [], "probes": []}]))
    assert tried(scales=file) == (
        [
            "Arbury, 15: expected refund 66.67%, got refund 66.67%",
            "Arbury, 14: expected refund 0%, got refund 0%",
            "Arbury, 3: expected refund 50%, got refund 0%: not the same",
            "2 of 3 agree",
        ],
        1,
    )


def test_a_faulty_scale_fails_its_probes(tmp_path: Path) -> None:
    file = tmp_path / "scales.json"
    steps = [{"at_least": 7, "refund_pct": 120}]
    probes = [{"notice": 8, "expected_refund_pct": 100}]
    file.write_text(json.dumps([{"name": "Generous", "notice_unit": "days", "steps": steps, "probes": probes}]))
    lines, answer = tried(scales=file)
    assert "Generous.steps[0].refund: “120” is not a share." in lines[0]
    assert (lines[-1], answer) == ("0 of 1 agree", 1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "file: This is not written as JSON:"),
        ("[]", "file: A table should stand here."),
        ('{"cases": {}}', "cases: A list should stand here."),
        ('{"cases": [7]}', "cases[0]: A table should stand here."),
        (json.dumps({"cases": [case("24.00", start="noon")]}), "cases[0].start: “noon” is not a day and a time"),
        (json.dumps({"cases": [case("24.001")]}), "cases[0].expected_total: “24.001” is not a sum of money."),
        (json.dumps({"cases": [case("much")]}), "cases[0].expected_total: “much” is not a number"),
        (json.dumps({"cases": [case("24.00", recurrence={"count": 0})]}), "cases[0].recurrence.count: “0” is not"),
        (json.dumps({"cases": [case("24.00", recurrence={"count": 2, "freq": "yearly"})]}),
         "cases[0].recurrence.freq: “yearly” is not daily"),
        (json.dumps({"country": "ZZ"}), "Nobody knows the public holidays of “ZZ”."),
    ],
)  # fmt: skip
def test_a_file_that_holds_no_cases_is_refused_by_place(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "bad.json"
    file.write_text(text)
    with pytest.raises(CommandError) as refusal:
        tried(venue_file(tmp_path), str(file))
    assert str(refusal.value).startswith(said)


@pytest.mark.parametrize("files", [(), ("hall.toml",), ("no-such-hall.toml", "no-such-cases.json")])
def test_files_must_be_named_and_there(files: tuple[str, ...]) -> None:
    with pytest.raises(CommandError):
        tried(*files)


def test_a_faulty_venue_file_is_told_with_its_faults(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="has faults"):
        tried(venue_file(tmp_path, venue_text(now=NOW.replace("12.00", "12" * 9))), cases_file(tmp_path))


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("[cases]", "[cases]\nname = 1", "cases.name"),
        ('anyone = "standard"', 'anyone = "duke"', "cases.map.category.anyone"),
        ('category = "community", facts', 'kind = "community", facts',
         "cases.map.category.village club, uninsured.kind"),
        ("facts = { insured = false }", "facts = { sober = false }",
         "cases.map.category.village club, uninsured.facts.sober"),
        ('"front-half"] }', '"attic"] }', "cases.map.room.Everything"),
        ("facts = { insured = true }", "facts = { insured = 1.5 }", "cases.facts.insured"),
        ('"gross=nothing"', '"nothing"', "cases.map.value.nothing"),
        ('gross = "takings"', 'gross = "winnings"', "cases.map.fact.gross"),
        ("value = {", "values = {", "cases.map.values"),
    ],
)  # fmt: skip
def test_the_words_of_a_venue_file_are_checked(old: str, new: str, place: str) -> None:
    assert old in WORDS
    with pytest.raises(VenueFileFaults) as refusal:
        read(venue_text(WORDS.replace(old, new)))
    assert [fault.place for fault in refusal.value.faults] == [place]


def test_the_words_are_no_part_of_the_venue() -> None:
    file, words = read_with_cases(venue_text())
    assert file == read(venue_text(""))
    assert words.product == {"all-day": "day"}
