"""A bad file is refused whole, every fault at once, each named by its place and in words."""

from __future__ import annotations

from datetime import date

import pytest

from tests.venues.venue_files import SMALL, spoilt
from venues.files import Fault, VenueFileFaults, read

TODAY = date(2026, 6, 1)


def faults_of(text: str | bytes) -> list[Fault]:
    with pytest.raises(VenueFileFaults) as refusal:
        read(text, today=TODAY)
    return list(refusal.value.faults)


def the_fault(old: str, new: str) -> Fault:
    (fault,) = faults_of(spoilt(old, new))
    return fault


def test_the_small_file_is_good() -> None:
    assert read(SMALL, today=TODAY).venue.name == "Fernley Hall"


@pytest.mark.parametrize(
    ("place", "subject", "told"),
    [
        ("operator.slug", "", "operator.slug"),
        ("rooms[0].name", "", "rooms[0].name (no. 1 of rooms)"),
        ("rooms[0].layouts[1].capacity", "Hall, Theatre", "rooms[0].layouts[1].capacity (Hall, Theatre)"),
        ("hours[3].cells[0]", "", "hours[3].cells[0] (no. 4 of hours, no. 1 of cells)"),
        ("tariffs[0].rates[9].flat", "Prices", "tariffs[0].rates[9].flat (Prices, no. 10 of rates)"),
    ],
)
def test_nobody_has_to_count_from_nought(place: str, subject: str, told: str) -> None:
    assert str(Fault(place, "No.", subject)) == f"{told}: No."


def test_a_room_may_not_lie_at_the_address_of_another_page_of_the_venue() -> None:
    (fault,) = faults_of(SMALL.replace('"front-half"', '"this-week"'))
    words = "“this-week” is the address of another page of the venue: choose another code for this room."
    assert (fault.place, fault.words) == ("rooms[1].code", words)


FAULTS = [
    # the head, the operator and its categories
    ('"hearth-venue-1"', '"hearth-venue-9"', "format", "“hearth-venue-9” is not one of: hearth-venue-1."),
    ("fernley-trust", "Fernley Trust", "operator.slug", "“Fernley Trust” is not a code: small letters,"),
    ('name = "Fernley Trust"\n', "", "operator.name", "This is missing."),
    ("GBP", "pds", "operator.currency", "“pds” is not the code of a currency"),
    ("standard = true", "standard = false", "operator.categories", "No category has standard = true"),
    ('kinds = ["charity', 'standard = true\nkinds = ["charity', "operator.categories", "More than one category"),
    ("standard = true", 'standard = "yes"', "operator.categories[0].standard", "“yes” is neither true nor false."),
    ('"charity", "club"', '"charity", "guild"', "operator.categories[1].kinds[1]", "“guild” is not one of: charity,"),
    ('"charity", "club"', '"charity", "charity"', "operator.categories[1].kinds[1]", "“charity” stands here twice."),
    ('kinds = ["household"]', 'kinds = "all"', "operator.categories[0].kinds", "“all” stands where a list should"),
    # the venue
    ("village_hall", "castle", "venue.kind", "“castle” is not one of: village_hall, community_centre"),
    ('"Fernley Hall"', '"<b>Fernley</b>"', "venue.name", "“<b>Fernley</b>” has markup in it. Plain words, please."),
    ('"Fernley Hall"', '"Fern\\u0007ley"', "venue.name", "“Fern ley” has letters that cannot be seen or printed."),
    ('"Fernley Hall"', '"\\u202eyelnreF"', "venue.name", "has letters that cannot be seen or printed."),
    ('"Fernley Hall"', '"  "', "venue.name", "This is empty."),
    ('"Fernley Hall"', "12", "venue.name", "“12” is not text. Text stands in quotation marks."),
    ('"Fernley Hall"', f'"{"x" * 500}"', "venue.name", "This has 500 letters; at most 120 fit."),
    ("ZZ5 4FV", "!", "venue.postcode", "“!” is not a postcode."),
    ("52.41", "152.41", "venue.latitude", "“152.41” is not a number from −90 to 90."),
    ("52.41", "nan", "venue.latitude", "“nan” is not a number from −90 to 90."),
    ("latitude = 52.41\n", "", "venue.latitude", "Latitude and longitude come together: this one is missing."),
    ("Europe/London", "Europe/Fernley", "venue.zone", "There is no time zone “Europe/Fernley”."),
    ("Europe/London", "../../etc/passwd", "venue.zone", "There is no time zone"),
    ('"ENG"', '"FRA"', "venue.nation", "“FRA” is not one of: ENG, WLS, SCT, NIR, AU, CA, FR, DE, HK, IE, NL, NZ, US."),
    ("bookings@", "bookings", "venue.email", "is not an e-mail address."),
    ("published = true", 'phone = "ask Ada"', "venue.phone", "“ask Ada” is not a telephone number."),
    ("published = true", "hold_days = -1", "venue.hold_days", "“-1” is not a whole number from 0 to 365."),
    ("published = true", "hold_days = 7.5", "venue.hold_days", "“7.5” is not a whole number from 0 to 365."),
    ("published = true", "publishd = true", "venue.publishd", "There is no such entry here. Did you mean “published”?"),
    ("published = true", "shortest_minutes = -1", "venue.shortest_minutes", "“-1” is not a whole number from 0"),
    (
        "published = true",
        "shortest_minutes = 90\nlongest_minutes = 60",
        "venue.longest_minutes",
        "The longest hire is shorter than the shortest one.",
    ),
    ("published = true", 'address_shown = "never"', "venue.address_shown", "is not one of: always, confirmed."),
    # cells, entrances, rooms
    (
        "[[entrances]]",
        '[[cells]]\ncode = "front"\nname = "Side"\n[[entrances]]',
        "cells[2].code",
        "Two cells have the code “front”.",
    ),
    (
        "[[entrances]]",
        '[[cells]]\ncode = "s ide"\nname = "Side"\n[[entrances]]',
        "cells[2].code",
        "“s ide” is not a code",
    ),
    ('name = "Porch"', "", "entrances[0].name", "This is missing."),
    (
        '["front", "back"]',
        '["frnt", "back"]',
        "rooms[0].cells[0]",
        "The room “Main Hall” uses the cell “frnt”, which is not among the cells: front, back.",
    ),
    ('["front", "back"]', '["front", "front"]', "rooms[0].cells[1]", "The cell “front” stands here twice."),
    ('["front", "back"]', "[]", "rooms[0].cells", "A room is made of at least one cell."),
    ('["front", "back"]', '["front", ["back"]]', "rooms[0].cells[1]", "The room “Main Hall” uses the cell"),
    ("Front Half", "main hall", "rooms[1].name", "Two rooms have the name “main hall”"),
    ("capacity = 80", "capacity = 0", "rooms[0].layouts[0].capacity", "“0” is not a whole number from 1 to 20000."),
    ("capacity = 80", "capacity = 1000000", "rooms[0].layouts[0].capacity", "“1000000” is not a whole number"),
    ("capacity = 80", "capacity = true", "rooms[0].layouts[0].capacity", "“True” is not a whole number"),
    ("capacity = 80", "assessed_on = 2026-06-02", "rooms[0].layouts[0].assessed_on", "on a day to come."),
    (
        "capacity = 80\n",
        'capacity = 80\n[[rooms.layouts]]\nname = "theatre"\n',
        "rooms[0].layouts[1].name",
        "Two layouts of this room have the name “theatre”.",
    ),
    (
        '["front", "back"]',
        '["front", "back"]\nretired_on = 2026-06-02',
        "rooms[0].retired_on",
        "from a day that has come",
    ),
    (
        'name = "Back"',
        'name = "Back"\nretired_on = 2026-01-01',
        "rooms[0].cells",
        "The cell “back” is no longer in use",
    ),
    # hours and closures
    (
        '"sun"]\nfrom',
        '"someday"]\nfrom',
        "hours[0].days[6]",
        "“someday” is not one of: mon, tue, wed, thu, fri, sat, sun.",
    ),
    ('from = "09:00"', 'from = "9am"', "hours[0].from", "“9am” is not a time of day in quotation marks"),
    ('from = "09:00"', 'from = "24:00"', "hours[0].from", "A day begins at 00:00"),
    ('to = "22:00"\n', 'to = "22:00"\ncells = ["side"]\n', "hours[0].cells[0]", "This uses the cell “side”"),
    ('to = "22:00"\n', 'to = "22:00"\ncells = []\n', "hours[0].cells", "This list is empty."),
    (
        'to = "22:00"\n',
        'to = "22:00"\nvalid_from = 2026-05-01\nvalid_to = 2026-04-01\n',
        "hours[0].valid_to",
        "The last day, 2026-04-01, comes before the first.",
    ),
    ('to = "22:00"\n', 'to = "22:00"\nvalid_to = 9999-12-31\n', "hours[0].valid_to", "The year 9999 is out of reach"),
    (
        "[[closures]]",
        '[[hours]]\ndays = ["sat"]\nfrom = "21:00"\nto = "23:00"\n\n[[closures]]',
        "hours[1]",
        "On Saturday these hours overlap those of hours[0], on the same dates and in the same cells.",
    ),
    ("2027-01-02 08:00:00", "2026-12-02 08:00:00", "closures[0].to", "A closure ends after it begins."),
    ("2027-01-02 08:00:00", "9999-01-02 08:00:00", "closures[0].to", "The year 9999 is out of reach"),
    ("2026-12-24 15:00:00", "2026-12-24", "closures[0].from", "“datetime.date(2026, 12, 24)” is not a day and time"),
    (
        "2026-12-24 15:00:00",
        "2026-12-24 15:00:00Z",
        "closures[0].from",
        "is not a day and time on the hall’s own clock.",
    ),
    ("2026-12-24 15:00:00", "2026-03-29 01:30:00", "closures[0].from", "2026-03-29 01:30 does not exist: the clocks"),
    ('"holiday"', '"rain"', "closures[0].cause", "“rain” is not one of: works, holiday, poll, event, other."),
    (
        "[[tariffs]]",
        '[[closures]]\nfrom = 2026-12-24 15:00:00\nto = 2027-01-02 08:00:00\ncause = "holiday"\n[[tariffs]]',
        "closures[1]",
        "This is the same closure as closures[0].",
    ),
    # prices
    ('"12.00"', "12.00", "tariffs[0].rates[0].per_hour", "“12.0” is not a price. Write it in quotation marks"),
    ('"12.00"', '"-12.00"', "tariffs[0].rates[0].per_hour", "“-12.00” is less than nothing."),
    ('"12.00"', '"12.005"', "tariffs[0].rates[0].per_hour", "“12.005” is not a price."),
    ('"community", room', '"friends", room', "tariffs[0].rates[1].category", "There is no category “friends”."),
    (
        'room = "front-half", per_hour = "7',
        'room = "attic", per_hour = "7',
        "tariffs[0].rates[2].room",
        "There is no room “attic”.",
    ),
    (
        '"front-half", per_hour = "5',
        '"main-hall", per_hour = "5',
        "tariffs[0].rates[3]",
        "“community” has two prices for",
    ),
    (
        'standard = "standard"',
        'standard = "community"',
        "tariffs[0].standard",
        "that of the operator’s standard category",
    ),
    ("valid_from = 2026-04-01", "valid_from = 9999-04-01", "tariffs[0].valid_from", "The year 9999 is out of reach"),
    (
        "valid_from = 2026-04-01",
        "valid_from = 2026-04-01\nvalid_to = 2026-03-01",
        "tariffs[0].valid_to",
        "comes before the first.",
    ),
    ('"Prices"', '"<i>Prices</i>"', "tariffs[0].name", "has markup in it."),
    ('"Evenings"', '"<i>Evenings</i>"', "tariffs[0].bands[0].name", "has markup in it."),
    (
        "[[access]]",
        '[[tariffs.products]]\ncode = "day"\nname = "All day"\n\n[[access]]',
        "tariffs[0].products[0]",
        "No rate gives a price for the product “day”.",
    ),
    (
        "[[access]]",
        '[[tariffs]]\nname = "More"\nvalid_from = 2026-04-01\nstandard = "standard"\n[[access]]',
        "tariffs[1].valid_from",
        "two price lists cannot hold on one day.",
    ),
    # access
    ("ent_step_free", "ent_trapdoor", "access[0].fact", "“ent_trapdoor” is not one of: arr_street, arr_carpark,"),
    ('entrance = "porch"', 'entrance = "cellar"', "access[0].entrance", "“cellar” is not one of: porch."),
    ('entrance = "porch"\n', "", "access[0].fact", "This is asked of an entrance"),
    ('entrance = "porch"', 'room = "main-hall"', "access[0].fact", "This is asked of an entrance"),
    (
        'answer = "yes"',
        'answer = "perhaps"',
        "access[0].answer",
        "It is one of: yes, partial, no, unknown, not_applicable.",
    ),
    ('answer = "yes"', 'answer = "partial"', "access[0].note", "This answer needs a note"),
    (
        "checked = 2026-02-03",
        "checked = 2026-06-02",
        "access[0].checked",
        "It cannot have been checked on a day to come.",
    ),
    ("checked = 2026-02-03\n", "", "access[0].checked", "An answer needs the day on which it was checked."),
    ('evidence = "photographed"\n', "", "access[0].evidence", "An answer says how it is known: measured,"),
    ('"photographed"', '"guessed"', "access[0].evidence", "“guessed” is not one of: measured"),
    ('"caretaker"', '"gardener"', "access[0].by", "“gardener” is not one of: manager"),
    # anything else
    ("format =", "colour = 1\nformat =", "colour", "There is no such entry here."),
]


@pytest.mark.parametrize(
    ("old", "new", "place", "words"), FAULTS, ids=[f"{row[2]}-{n}" for n, row in enumerate(FAULTS)]
)
def test_each_fault_is_named_by_its_place_and_in_words(old: str, new: str, place: str, words: str) -> None:
    fault = the_fault(old, new)
    assert fault.place == place
    assert words in fault.words


def test_a_fault_says_which_room_it_is_about() -> None:
    fault = the_fault("capacity = 80", "capacity = 0")
    assert str(fault) == (
        "rooms[0].layouts[0].capacity (Main Hall, Theatre): “0” is not a whole number from 1 to 20000."
    )


def test_every_fault_is_told_at_once() -> None:
    text = SMALL
    for old, new in [
        ("capacity = 80", "capacity = 0"),
        ('"12.00"', "12.0"),
        ("village_hall", "castle"),
        ("[[hours]]", "[[hour]]"),
    ]:
        text = spoilt(old, new, text)
    assert [fault.place for fault in faults_of(text)] == [
        "venue.kind",
        "rooms[0].layouts[0].capacity",
        "tariffs[0].rates[0].per_hour",
        "hour",
    ]


def test_a_slip_in_the_writing_is_told_by_its_line() -> None:
    (fault,) = faults_of(spoilt('slug = "fernley-hall"', "slug fernley-hall"))
    line = SMALL[: SMALL.index('slug = "fernley-hall"')].count("\n") + 1
    assert fault.place == "file"
    assert f"line {line}" in fault.words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "This is missing."),
        ("x" * 1_000_001, "a venue fits into 1 MB."),
        ("a = " + "[" * 5000, "too deep"),
        ("a = 1\nb" + ".b" * 200_000 + " = 1", "Line 2 names an entry with more dots than any has."),
        (f"a = {'9' * 5000}", "This is not written as TOML"),
        ('a = "\x00"', "This is not written as TOML"),
        ('a = 1\nb = "Main hall\nc = 2', "Line 2 begins a text that no quotation mark ends."),
        ("a = 2026-02-30", "This is not written as TOML"),
        (b'format = "hearth-venue-1"\nname = "caf\xe9"\n', "Line 2 is not text in UTF-8."),
        ("operator = 3\nvenue = []\n", "“3” stands where a table of entries should."),
        ("rooms = [1, 2]\n", "“1” stands where a table of entries should."),
        ("access = 7\n", "“7” stands where a list should, in square brackets."),
    ],
)
def test_what_is_no_venue_file_at_all_is_refused_in_words(text: str | bytes, words: str) -> None:
    assert any(words in fault.words for fault in faults_of(text))


def test_more_rooms_than_can_be_kept_are_refused() -> None:
    rooms = "".join(f'[[rooms]]\ncode = "r{n}"\nname = "Room {n}"\ncells = ["front"]\n' for n in range(199))
    (fault,) = faults_of(SMALL + rooms)
    assert (fault.place, fault.words) == ("rooms", "There are 201 of these; at most 200 can be kept.")


@pytest.mark.parametrize(
    "other",
    [
        'days = ["mon"]\nfrom = "08:00"\nto = "09:00"',  # touching is not overlapping
        'days = ["mon"]\nfrom = "08:00"\nto = "12:00"\ncells = ["front"]',  # a cell's own hours go before the hall's
        'days = ["mon"]\nfrom = "08:00"\nto = "12:00"\nvalid_from = 2026-07-01\nvalid_to = 2026-08-31',
    ],
)
def test_hours_that_some_rule_keeps_apart_are_no_fault(other: str) -> None:
    assert len(read(f"{SMALL}\n[[hours]]\n{other}\n", today=TODAY).hours) == 2


def test_hours_past_midnight_may_not_run_into_the_next_morning() -> None:
    late = '[[hours]]\ndays = ["sun"]\nfrom = "23:00"\nto = "09:30"\n'
    (fault,) = faults_of(SMALL + late)
    assert fault.words.startswith("On Sunday these hours overlap those of hours[0]")


def test_a_time_that_comes_twice_is_the_first() -> None:
    file = read(spoilt("2026-12-24 15:00:00", "2026-10-25 01:30:00"), today=TODAY)
    assert file.closures[0].period(file.venue.tz).start.isoformat() == "2026-10-25T01:30:00+01:00"


def test_an_open_ended_price_list_ends_the_day_before_the_next() -> None:
    later = '[[tariffs]]\nname = "Dearer"\nvalid_from = 2027-04-01\nstandard = "standard"\nrates = []\n'
    tariffs = read(SMALL + later, today=TODAY).tariffs
    assert [(tariff.name, tariff.valid_to) for tariff in tariffs] == [("Prices", date(2027, 3, 31)), ("Dearer", None)]
