"""Try a price: by what is typed and not saved, by a list or a draft, and by everybody on the public price list.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.bookings.place.price_page import page, typed
from tests.make import a_post, a_room, a_venue, signed_in
from tests.shared import shared
from venues import files
from venues.models import Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]

TODAY = timezone.localdate()
LATER = TODAY + timedelta(days=60)
HIRE = {"room": "front", "category": "community", "on": LATER.isoformat(), "from": "10:00", "to": "13:00"}


@shared
def hall():
    return a_venue(cells=("front", "back"))


@shared
def manager(hall):
    return signed_in(a_post(hall, "manager").user)


@pytest.fixture
def public(hall):
    return reverse("venues:prices", args=[hall.slug])


def say(hall, **more):
    """The price list says more."""
    row = hall.tariffs.get()
    row.document |= more
    row.save()


def trying(manager, address, **fields):
    boxes = {f"try-{name}": value for name, value in HIRE.items()}
    return {**typed(manager, address), **boxes, "try": "yes", **fields}


def test_what_is_typed_is_priced_and_kept_and_nothing_is_saved(hall, manager):
    address = page(hall, "prices_new")
    sent = trying(manager, address, first=str(LATER), name="Dearer", **{"price.front.any.community": "9.50"})
    answer = manager.post(address, sent)
    assert answer.status_code == 200
    tried, form = answer.context["tried"], answer.context["form"]
    assert (str(tried.total), str(tried.standard)) == ("£28.50", "£36.00")
    assert [str(amount) for _words, amount in tried.lines] == ["£28.50"]
    assert "3 hours at £9.50 an hour" in answer.content.decode()
    assert (form["name"].value(), form["price.front.any.community"].value()) == ("Dearer", "9.50")
    assert answer.context["trial"]["to"].value() == "13:00"
    assert hall.tariffs.count() == 1


@pytest.mark.once
@pytest.mark.parametrize(
    "wrong", [{"try-to": "10:00"}, {"try-on": "never"}, {"try-room": "attic"}, {"price.front.any.community": "8,50"}]
)
def test_what_cannot_be_read_is_told_and_nothing_is_lost(hall, manager, wrong):
    """It is judged in Python before anything is kept; what is odd in itself the storm types on both kinds."""
    address = page(hall, "prices_new")
    answer = manager.post(address, trying(manager, address, name="Dearer", **wrong))
    assert answer.status_code in (400, 422)
    assert answer.context["tried"] is None
    assert answer.context["form"].errors or answer.context["trial"].errors
    assert answer.context["form"]["name"].value() == "Dearer"
    assert answer.context["trial"]["category"].value() == "community"


@pytest.mark.once
def test_a_half_day_that_is_only_typed_is_tried_beside_the_hour(hall, manager):
    """A price list is one document in one row: no database has a say in what a form makes of it."""
    address = page(hall, "prices_new")
    more = manager.post(address, {**typed(manager, address), "add_ways": "yes"})
    assert "way0-name" in more.context["form"].fields
    sent = trying(manager, address, **{"ways": "1", "way0-name": "Half day", "way0-longest": "4"})
    answer = manager.post(address, {**sent, "price.front.way0.community": "20"})
    tried = answer.context["tried"]
    assert (str(tried.total), tried.way, tried.others) == ("£20.00", "Half day", ("By the hour: £24.00",))
    untold = manager.post(address, sent)
    assert (untold.status_code, list(untold.context["form"].errors)) == (400, ["way0-name"])


@pytest.mark.once
def test_a_list_and_its_draft_have_a_page_to_try_them(hall, manager):
    """A price list is one document in one row: no database has a say in what a form makes of it."""
    say(hall, occasions=[{"code": "party", "name": "Party"}])
    address = page(hall, "prices_try", "2020-01-01")
    assert manager.get(address).context["tried"] is None
    assert str(manager.get(address, HIRE).context["tried"].total) == "£24.00"
    assert manager.get(address, {**HIRE, "to": "soon"}).status_code == 400
    assert manager.get(page(hall, "prices_try", "2021-01-01")).status_code == 404


@pytest.mark.once
def test_a_question_that_is_not_answered_is_told_and_then_answered(hall, manager):
    """A price list is one document in one row: no database has a say in what a form makes of it."""
    say(
        hall,
        facts=[{"code": "alcohol", "question": "Will alcohol be sold?", "kind": "yes_no"}],
        fees=[{"code": "bar", "name": "Bar", "fact": {"alcohol": True}, "flat": "12.50"}],
        bonds=[{"code": "bond", "name": "Bond", "flat": "100.00"}],
        extras=[{"code": "kitchen", "name": "Kitchen", "prices": [{"flat": "10.00"}]}],
    )
    address = page(hall, "prices_try", "2020-01-01")
    asked = manager.get(address, HIRE)
    assert (asked.status_code, asked.context["tried"].refusal) == (
        200,
        "The price depends on this: Will alcohol be sold?",
    )
    tried = manager.get(address, {**HIRE, "fact-alcohol": "yes", "extra-kitchen": "on"}).context["tried"]
    assert (str(tried.total), [(name, str(sum_)) for name, sum_ in tried.held]) == ("£46.50", [("Bond", "£100.00")])


def test_everybody_reads_the_list_and_tries_it(hall, client, public):
    shown = client.get(public).content.decode()
    assert "£12.00" in shown
    tried = client.get(public, HIRE).context["tried"]
    assert (str(tried.total), str(tried.standard)) == ("£24.00", "£36.00")
    assert client.get(public, {**HIRE, "on": "2026-02-30"}).status_code == 400
    for address in (hall.get_absolute_url(), hall.rooms.all()[0].get_absolute_url()):
        assert public in client.get(address).content.decode()


def test_a_price_tried_for_many_dates_says_that_it_is_for_the_first(hall, client, public):
    say(hall, fees=[{"code": "key", "name": "Key", "once": "10.00"}])
    one, many = (client.get(public, {**HIRE, "dates": number}) for number in ("1", "12"))
    assert str(many.context["tried"].total) == "£34.00"
    assert "This is for one date, the first of 12." in many.content.decode()
    assert "This is for one date" not in one.content.decode()


def test_the_list_to_come_prices_its_own_days(hall, manager, client, public):
    address = page(hall, "prices_new")
    sent = typed(manager, address, first=str(LATER), **{"price.front.any.community": "10"})
    assert manager.post(address, sent).status_code == 303
    found = client.get(public, HIRE).context
    assert [grid.tariff.valid_from for grid in (found["current"], *found["to_come"])] == [
        files.from_database(hall).tariffs[0].valid_from,
        LATER,
    ]
    assert str(found["tried"].total) == "£30.00"
    before = client.get(public, {**HIRE, "on": str(LATER - timedelta(days=1))}).context["tried"]
    assert str(before.total) == "£24.00"
    Venue.objects.update(prices_of=Venue.PricesOf.BOOKING)
    assert str(client.get(public, HIRE).context["tried"].total) == "£24.00"


def test_a_hall_without_prices_says_so(hall, client, public):
    hall.tariffs.all().delete()
    assert "has not published its prices" in client.get(public).content.decode()


@pytest.mark.once
def test_bank_holidays_stay_ticked_and_times_that_lie_inside_others_may_stay(hall, manager):
    """A price list is one document in one row: no database has a say in what a form makes of it."""
    bands = [
        {"code": "dear", "name": "Dear", "days": ["sun", "bank-holiday"], "from": "00:00", "to": "24:00"},
        {"code": "late", "name": "Late", "days": ["sun", "bank-holiday"], "from": "19:00", "to": "24:00"},
    ]
    rates = [{"category": "standard", "room": "front", "band": code, "per_hour": "20.00"} for code in ("dear", "late")]
    holidays = [{"code": "bank-holiday", "name": "Bank holidays", "calendar": "bank_holidays"}]
    say(hall, bands=bands, named_days=holidays, rates=[*hall.tariffs.get().document["rates"], *rates])
    before = files.from_database(hall).tariffs[0]
    address = page(hall, "prices_change", "2020-01-01")
    assert manager.post(address, typed(manager, address)).status_code == 303
    after = files.from_database(hall).tariffs[0]
    assert (after.bands, after.named_days, {*after.rates}) == (before.bands, before.named_days, {*before.rates})


def test_the_public_list_asks_as_much_for_many_rooms(hall, client, public, django_assert_max_num_queries):
    client.get(public)
    with django_assert_max_num_queries(60) as few:
        client.get(public)
    cell = hall.cells.get(code="front")
    for number in range(8):
        a_room(hall, f"room-{number}", cells=[cell], position=number)
    with django_assert_max_num_queries(len(few)):
        client.get(public)


@pytest.mark.once
def test_part_hours_rounding_choice_and_tax_are_said_on_the_page(hall, manager):
    """A price list is one document in one row: no database has a say in what a form makes of it."""
    address = page(hall, "prices_change", "2020-01-01")
    said = {"step": "30", "grace": "10", "rounded_to": "50", "rounded_way": "up", "choice": "hirer"}
    tax = {"tax": "on_top", "tax_name": "VAT", "tax_percent": "20%"}
    assert manager.post(address, typed(manager, address, **said, **tax)).status_code == 303
    found = files.from_database(hall).tariffs[0]
    assert (found.step_minutes, found.grace_minutes, found.rounding.pence, found.rounding.way) == (30, 10, 50, "up")
    assert (found.choice, found.tax and (found.tax.name, found.tax.percent, found.tax.included)) == (
        "hirer",
        ("VAT", 20, False),
    )
    assert manager.post(address, typed(manager, address)).status_code == 303
    assert files.from_database(hall).tariffs[0] == found


@pytest.mark.once
@pytest.mark.parametrize(
    ("wrong", "box"),
    [
        ({"step": "30", "grace": "30"}, "grace"),
        ({"grace": "5"}, "grace"),
        ({"tax": "inside", "tax_percent": "20"}, "tax_name"),
        ({"tax": "inside", "tax_name": "VAT"}, "tax_percent"),
        ({"tax": "inside", "tax_name": "VAT", "tax_percent": "200"}, "tax_percent"),
        ({"rounded_to": "7"}, "rounded_to"),
    ],
)
def test_what_cannot_be_counted_is_told_beside_its_box(hall, manager, wrong, box):
    """It is judged in Python before anything is kept; what is odd in itself the storm types on both kinds."""
    address = page(hall, "prices_change", "2020-01-01")
    answer = manager.post(address, typed(manager, address, **wrong))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [box])
