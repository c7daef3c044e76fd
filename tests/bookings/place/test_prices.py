"""The price list by page: the first one, a new one, a change, what has no price, the notice board."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts import journal
from bookings.desk.price_work import name_for
from bookings.forms.place.money import read_length, read_price
from bookings.forms.place.raising import RaiseForm
from tests.bookings.place.price_page import page, typed
from tests.make import a_booking, a_post, a_room, a_venue, signed_in, the_room
from tests.shared import shared
from venues import files, tariffs
from venues.models import Category, Tariff
from venues.tariffs.grid import cells
from venues.tariffs.raising import raised

pytestmark = [pytest.mark.django_db, pytest.mark.once]  # what it asks of a database, others ask of both kinds

TODAY = timezone.localdate()
LATER = TODAY + timedelta(days=60)


@shared
def hall():
    return a_venue(cells=("front", "back"))


@shared
def manager(hall):
    return signed_in(a_post(hall, "manager").user)


def post(manager, address, **fields):
    return manager.post(address, typed(manager, address, **fields))


def prices(hall, number=-1):
    found = cells(files.from_database(hall).tariffs[number])
    return {(cell.room, cell.category, cell.band): cell.per_hour.pence for cell in found}


def test_a_new_place_begins_with_one_table(hall, manager):
    Tariff.objects.all().delete()
    cells = {f"price.{room}.any.{who}": "8" for room in ("front", "back", "whole") for who in ("standard", "community")}
    answer = post(manager, page(hall), **{**cells, "price.whole.any.standard": "£15.50"})
    assert answer.status_code == 303
    (row,) = files.from_database(hall).tariffs
    assert (row.valid_from, row.valid_to, row.minimum_minutes) == (TODAY, None, 60)
    assert prices(hall)["whole", "standard", None] == 1550
    assert prices(hall)["front", "community", None] == 800
    assert journal.of(hall).first().verb == "changed prices"
    assert "£15.50" in manager.get(page(hall)).content.decode()


def test_new_prices_copy_the_last_and_end_it_the_day_before(hall, manager):
    a_booking(the_room(hall, "front"))
    answer = post(
        manager, page(hall, "prices_new"), first=str(LATER), name="Dearer", **{"price.front.any.standard": "13"}
    )
    assert answer.status_code == 303
    old, new = files.from_database(hall).tariffs
    assert old.valid_to == LATER - timedelta(days=1)
    assert (new.name, new.valid_from, new.valid_to) == ("Dearer", LATER, None)
    assert prices(hall, 0)["front", "standard", None] == 1200
    assert (prices(hall)["front", "standard", None], prices(hall)["front", "community", None]) == (1300, 800)
    told = manager.get(page(hall)).context["to_come"]
    assert [(grid.tariff.name, gaps) for grid, gaps in told] == [("Dearer", [])]


def test_prices_are_raised_in_the_boxes_before_anything_is_saved(hall, manager):
    shown = manager.get(page(hall, "prices_new"), {"percent": "5", "to": "10"})
    assert shown.context["form"]["price.front.any.standard"].value() == "12.60"
    assert shown.context["form"]["price.front.any.community"].value() == "8.40"
    assert hall.tariffs.count() == 1
    wrong = manager.get(page(hall, "prices_new"), {"percent": "lots", "to": "10"})
    assert wrong.status_code == 400


@pytest.mark.parametrize(
    ("percent", "to", "pence"), [("5", 10, 1260), ("5", 50, 1250), ("2.5", 1, 1230), ("-10", 100, 1100), ("0", 1, 1200)]
)
def test_a_raise_is_rounded_half_up(hall, percent, to, pence):
    tariff = files.from_database(hall).tariffs[0]
    found = raised(tariff, Decimal(percent), to=to)
    assert {cell.per_hour.pence for cell in cells(found) if cell.category == "standard"} == {pence}


def test_what_nothing_was_booked_by_can_be_changed(hall, manager):
    address = page(hall, "prices_change", "2020-01-01")
    assert post(manager, address, **{"price.front.any.standard": "14"}).status_code == 303
    assert hall.tariffs.count() == 1
    assert prices(hall)["front", "standard", None] == 1400


def test_what_bookings_were_priced_by_stays(hall, manager):
    address = page(hall, "prices_change", "2020-01-01")
    sent = typed(manager, address, **{"price.front.any.standard": "14"})
    a_booking(the_room(hall, "front"))
    assert page(hall, "prices_new") in manager.get(address).content.decode()
    assert manager.post(address, sent).status_code == 409
    assert prices(hall)["front", "standard", None] == 1200


def test_a_list_to_come_can_be_taken_away_and_the_one_before_goes_on(hall, manager):
    post(manager, page(hall, "prices_new"), first=str(LATER))
    address = page(hall, "prices_change", LATER.isoformat())
    assert manager.post(address, {"take_away": "yes"}).status_code == 303
    (row,) = files.from_database(hall).tariffs
    assert row.valid_to is None
    assert hall.tariffs.get().valid_to is None
    manager.post(page(hall, "prices_change", "2020-01-01"), {"take_away": "yes"})
    assert hall.tariffs.count() == 1


@pytest.mark.parametrize(
    ("first", "status"),
    [("2019-12-31", 422), ("2020-01-01", 422), (str(TODAY - timedelta(days=1)), 422), (str(TODAY), 303)],
)
def test_what_was_published_is_history(hall, manager, first, status):
    assert post(manager, page(hall, "prices_new"), first=first).status_code == status


@pytest.mark.once
def test_an_evening_has_prices_of_its_own(hall, manager):
    """A price list is one document in one row: no database has a say in what a form makes of it."""
    address = page(hall, "prices_new")
    more = manager.post(
        address, {**typed(manager, address, first=str(LATER)), "add_bands": "yes", "name": "With evenings"}
    )
    assert more.status_code == 200
    form = more.context["form"]
    assert (form["name"].value(), form["bands"].value(), form["first"].value()) == ("With evenings", 1, str(LATER))
    assert hall.tariffs.count() == 1

    sent = {name: form[name].value() or "" for name in form.fields}
    evening = {"band0-name": "Evenings", "band0-days": ["0", "4"], "band0-starts": "6pm", "band0-ends": "1am"}
    sent |= {**evening, "price.front.band0.standard": "20", "least.front.band0": "3"}
    assert manager.post(address, sent).status_code == 303
    row = files.from_database(hall).tariffs[-1]
    assert [(band.code, band.days, band.from_minute, band.to_minute) for band in row.bands] == [
        ("evenings", (0, 4), 1080, 1500)
    ]
    assert prices(hall)["front", "standard", "evenings"] == 2000
    assert {cell.minimum_minutes for cell in cells(row) if cell.band} == {180}

    again = typed(manager, page(hall, "prices_change", LATER.isoformat()))
    assert again["band0-name"] == "Evenings"
    manager.post(page(hall, "prices_change", LATER.isoformat()), {**again, "band0-gone": "on"})
    assert files.from_database(hall).tariffs[-1].bands == ()
    assert ("front", "standard", "evenings") not in prices(hall)


def test_a_time_without_hours_is_the_whole_day_and_half_of_them_is_told(hall, manager):
    address = page(hall, "prices_new")
    sent = {**typed(manager, address, first=str(LATER)), "bands": "1", "band0-name": "Weekends"}
    sent |= {"band0-days": ["5", "6"], "band0-starts": "", "band0-ends": "", "price.front.band0.standard": "20"}
    half = manager.post(address, {**sent, "band0-starts": "9am"})
    assert (half.status_code, list(half.context["form"].errors)) == (422, ["band0-ends"])
    assert manager.post(address, sent).status_code == 303
    weekends = files.from_database(hall).tariffs[-1].bands[0]
    assert (weekends.from_minute, weekends.to_minute) == (0, 24 * 60)
    again = typed(manager, page(hall, "prices_change", LATER.isoformat()))
    assert (again["band0-starts"], again["band0-ends"]) == ("", "")


def test_two_times_that_overlap_are_told(hall, manager):
    address = page(hall, "prices_new")
    band = {"days": ["0"], "starts": "6pm", "ends": "10pm"}
    sent = {
        f"band{number}-{name}": value for number in (0, 1) for name, value in {**band, "name": f"T{number}"}.items()
    }
    answer = manager.post(address, {**typed(manager, address, first=str(LATER)), **sent, "bands": "2"})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["band1-days"]
    assert "T0" in answer.content.decode()


@pytest.mark.once
@pytest.mark.parametrize("wrong", ["8,50", "eight", "-3", "0.005", "£", "1e3", "100000"])
def test_a_bad_sum_gets_its_sentence_in_its_cell(hall, manager, wrong):
    """It is judged in Python before anything is kept; what is odd in itself the storm types on both kinds."""
    answer = post(manager, page(hall, "prices_new"), first=str(LATER), **{"price.back.any.community": wrong})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["price.back.any.community"]
    assert hall.tariffs.count() == 1
    with pytest.raises(ValidationError):
        read_price(wrong)


@pytest.mark.parametrize(
    ("text", "pence"),
    [
        ("8.50", 850),
        ("8.5", 850),
        ("£8", 800),
        ("8.", 800),
        (".50", 50),
        ("0", 0),
        ("free", 0),
        ("£ 12.00 per hour", 1200),
    ],
)
def test_sums_as_people_write_them(text, pence):
    assert read_price(text) == pence


@pytest.mark.parametrize(("text", "minutes"), [("2", 120), ("1.5 hours", 90), ("30 minutes", 30), ("90min", 90)])
def test_lengths_as_people_write_them(text, minutes):
    assert read_length(text) == minutes


@pytest.mark.parametrize("text", ["long", "-1", "1.333", "200 hours"])
def test_a_bad_length_is_told(text):
    with pytest.raises(ValidationError):
        read_length(text)


@pytest.mark.parametrize(("text", "status"), [("24", 303), ("25", 422), ("12.50", 303), ("2500 minutes", 422)])
def test_charged_for_at_least_takes_a_day_and_no_price(hall, manager, text, status):
    address = page(hall, "prices_new")
    sent = typed(manager, address, first=str(LATER))
    box = next(name for name in sent if name.startswith("least."))
    answer = manager.post(address, sent | {box: text})
    assert answer.status_code == status
    assert ("Write a number of hours, at most 24" in answer.content.decode()) is (status == 422)


def test_the_name_that_we_proposed_goes_with_the_day(hall, manager):
    address = page(hall, "prices_new")
    assert manager.post(address, typed(manager, address, first=str(LATER))).status_code == 303
    assert hall.tariffs.get(valid_from=LATER).document["name"] == name_for(LATER)


def test_per_cent_may_have_its_sign():
    form = RaiseForm({"percent": "2.5%", "to": "10"})
    assert form.is_valid()
    assert form.cleaned_data["percent"] == Decimal("2.5")


def test_open_hours_without_a_price_are_told_before_it_is_saved(hall, manager):
    address = page(hall, "prices_new")
    sent = typed(manager, address, first=str(LATER), **{"price.back.any.community": ""})
    asked = manager.post(address, sent)
    assert asked.status_code == 409
    assert "Not saved yet: some open hours have no price" in asked.content.decode()
    assert asked.context["holes"] == [
        "“Community group” has no price for “Back” while it is open: every day, 8am to 11pm."
    ]
    assert hall.tariffs.count() == 1
    assert manager.post(address, {**sent, "agreed": asked.context["agreed"]}).status_code == 303
    assert ("back", "community", None) not in prices(hall)


def test_a_room_with_times_of_its_own_says_at_other_times_and_one_without_only_its_name(hall, manager):
    row = hall.tariffs.get()
    row.document["bands"] = [{"code": "late", "name": "Late", "days": ["fri", "sat"], "from": "22:00", "to": "23:00"}]
    row.document["rates"].append({"category": "standard", "room": "front", "band": "late", "per_hour": "20.00"})
    row.save()
    grid = manager.get(page(hall, "prices")).context["current"]
    told = [(row.room.code, row.when) for row in grid.rows if row.room.code != "whole"]
    assert told == [("front", "Late"), ("front", "At other times"), ("back", "")]
    late = next(row for row in grid.rows if row.when == "Late")
    assert [str(price) for price in late.prices] == ["£20.00", "£8.00"]  # community groups pay what they always do


def test_a_shortest_hire_that_differs_by_category_is_kept(hall, manager):
    row = hall.tariffs.get()
    for rate in row.document["rates"]:
        if rate["room"] == "front" and rate["category"] == "standard":
            rate["minimum_minutes"] = 180
    row.save()
    post(manager, page(hall, "prices_new"), first=str(LATER))
    least = {(cell.room, cell.category): cell.minimum_minutes for cell in cells(files.from_database(hall).tariffs[-1])}
    assert (least["front", "standard"], least["front", "community"]) == (180, None)


def test_a_retired_room_keeps_its_prices_in_a_list_that_is_changed(hall, manager):
    hall.rooms.filter(code="whole").update(retired_on=TODAY)
    post(manager, page(hall, "prices_change", "2020-01-01"), **{"price.front.any.standard": "14"})
    assert prices(hall)["whole", "standard", None] == 1200
    post(manager, page(hall, "prices_new"), first=str(LATER))
    assert ("whole", "standard", None) not in prices(hall)


def test_two_people_do_not_undo_each_other_unseen(hall, manager):
    address = page(hall, "prices_change", "2020-01-01")
    mine = typed(manager, address, **{"price.front.any.standard": "14"})
    post(manager, address, **{"price.front.any.standard": "15"})
    answer = manager.post(address, mine)
    assert answer.status_code == 409
    page_now = answer.content.decode()
    assert "Somebody else changed this" in page_now
    assert "Front, Standard: £15.00 instead of £14.00 an hour" in page_now
    assert answer.context["form"]["price.front.any.standard"].value() == "14"
    assert prices(hall)["front", "standard", None] == 1500
    assert "Save mine over it" in page_now
    assert manager.post(address, {**mine, "seen": answer.context["form"]["seen"].value()}).status_code == 303
    assert prices(hall)["front", "standard", None] == 1400


def test_a_page_that_does_not_say_what_it_showed_counts_as_old(hall, manager):
    address = page(hall, "prices_change", "2020-01-01")
    sent = typed(manager, address, **{"price.front.any.standard": "14"})
    del sent["seen"]
    assert manager.post(address, sent).status_code == 409
    assert prices(hall)["front", "standard", None] == 1200


def test_the_sheet_for_the_notice_board(hall, manager):
    Category.objects.filter(operator=hall.operator, code="community").update(proof="A charity number")
    sheet = manager.get(page(hall, "prices_notice", "2020-01-01")).content.decode()
    for words in (hall.name, "£12.00", "prices an hour", "A charity number", hall.email):
        assert words in sheet
    assert manager.get(page(hall, "prices_notice", "2021-01-01")).status_code == 404


def test_what_is_saved_can_be_read_again(hall, manager):
    post(manager, page(hall, "prices_new"), first=str(LATER), minimum="90 minutes")
    row = hall.tariffs.order_by("valid_from").last()
    assert tariffs.write(tariffs.read(row.document)) == row.document
    assert row.document["minimum_minutes"] == 90


@pytest.mark.once
def test_forty_rooms_at_three_times_are_still_one_form(hall, manager):
    """A price list is one document in one row: no database has a say in what a form makes of it."""
    cell = hall.cells.get(code="front")
    for number in range(40):
        a_room(hall, f"room-{number}", cells=[cell], position=number)
    for number in range(2):
        Category.objects.create(operator=hall.operator, code=f"kind-{number}", name=f"Kind {number}", position=9)
    address = page(hall, "prices_new")
    band = {"days": ["5"], "starts": "8am", "ends": "6pm"}
    times = {f"band{number}-{name}": value for number in (0, 1) for name, value in band.items()}
    times |= {"band0-name": "Day", "band1-name": "Night", "band1-starts": "6pm", "band1-ends": "10pm", "bands": "2"}
    sent = {**typed(manager, address, first=str(LATER)), **times}
    places = [(room.code, slot) for room in hall.rooms.all() for slot in ("any", "band0", "band1")]
    kinds = hall.operator.categories.values_list("code", flat=True)
    sent |= {f"price.{room}.{slot}.{kind}": "9" for room, slot in places for kind in kinds}
    sent |= {f"least.{room}.{slot}": "" for room, slot in places}
    assert len(sent) > 600
    assert manager.post(address, sent).status_code == 303
    assert len(prices(hall)) == 43 * 3 * 4
