"""Drafts of price lists: made, changed, looked at before, published or thrown away.

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts import journal
from accounts.clock import date_words
from bookings.desk.price_work import key_of, name_for
from bookings.models import Session
from tests.bookings.place.price_page import page, typed
from tests.make import a_booking, a_post, a_user, a_venue, signed_in, the_room
from tests.shared import shared
from venues import files
from venues.models import PriceComment, PriceDraft, Tariff
from venues.tariffs.grid import cells

pytestmark = [pytest.mark.django_db, pytest.mark.once]

TODAY = timezone.localdate()
LATER = TODAY + timedelta(days=60)


@shared
def hall():
    return a_venue(cells=("front", "back"))


@shared
def manager(hall):
    return signed_in(a_post(hall, "manager").user)


@pytest.fixture
def draft(hall, manager):
    address = page(hall, "prices_new")
    sent = typed(manager, address, first=str(LATER), name="Dearer", **{"price.front.any.standard": "13"})
    assert manager.post(address, {**sent, "draft": "yes"}).status_code == 303
    return PriceDraft.objects.get()


def at(hall, draft):
    return page(hall, "prices_draft", key_of(draft))


def press(manager, hall, draft, **fields):
    """A button of the draft's page, with what its form has hidden."""
    shown = manager.get(at(hall, draft))
    return manager.post(at(hall, draft), {"seen": shown.context["work"].seen, **fields})


def test_what_is_kept_as_a_draft_holds_for_nobody(hall, manager, draft):
    (held,) = files.from_database(hall).tariffs
    assert (held.name, held.valid_to) == ("Prices", None)
    assert (draft.name, draft.valid_from) == ("Dearer", LATER)
    shown = manager.get(at(hall, draft)).content.decode()
    for words in ("£13.00", "Nobody pays these prices until they are published", "Every open hour of every room"):
        assert words in shown
    assert "Front, Standard: £13.00 instead of £12.00 an hour" in shown
    listed = manager.get(page(hall)).content.decode()
    assert at(hall, draft) in listed
    assert at(hall, draft) not in manager.get(hall.get_absolute_url()).content.decode()


def test_the_table_of_a_draft_is_changed_as_that_of_a_list(hall, manager, draft):
    address = page(hall, "prices_change", key_of(draft))
    answer = manager.post(address, typed(manager, address, **{"price.back.any.community": "9.25"}))
    assert (answer.status_code, answer["Location"]) == (303, at(hall, draft))
    assert "£9.25" in manager.get(at(hall, draft)).content.decode()
    assert hall.tariffs.count() == 1


@pytest.mark.once
def test_a_draft_may_be_saved_with_holes_and_is_published_once_they_are_seen(hall, manager, draft):
    """A price list is one document in one row: no database has a say in what a form makes of it."""
    address = page(hall, "prices_change", key_of(draft))
    manager.post(address, typed(manager, address, **{"price.back.any.community": ""}))
    shown = manager.get(at(hall, draft))
    hole = "“Community group” has no price for “Back” while it is open: every day, 8am to 11pm."
    assert shown.context["checks"].holes == [hole]
    assert press(manager, hall, draft, publish="yes").status_code == 409
    assert hall.tariffs.count() == 1
    assert press(manager, hall, draft, publish="yes", agreed=shown.context["agreed"]).status_code == 303
    assert hall.tariffs.count() == 2


def test_to_publish_ends_the_list_before_and_leaves_what_is_booked(hall, manager, draft):
    booking = a_booking(the_room(hall, "front"), on=LATER + timedelta(days=7))
    before = list(Session.objects.values_list("hire_pence", "booking__tariff__name"))
    assert press(manager, hall, draft, publish="yes").status_code == 303
    old, new = files.from_database(hall).tariffs
    assert (old.valid_to, new.name, new.valid_from) == (LATER - timedelta(days=1), "Dearer", LATER)
    assert {cell.per_hour.pence for cell in cells(new) if (cell.room, cell.category) == ("front", "standard")} == {1300}
    draft.refresh_from_db()
    assert draft.published_as == hall.tariffs.get(valid_from=LATER)
    assert "Added the price list “Dearer”" in journal.of(hall).first().why
    assert list(Session.objects.filter(booking=booking).values_list("hire_pence", "booking__tariff__name")) == before
    assert press(manager, hall, draft, publish="yes").status_code == 303  # twice is once
    assert hall.tariffs.count() == 2
    assert "This draft is published" in manager.get(at(hall, draft)).content.decode()


def test_its_name_and_first_day_are_changed_on_its_page(hall, manager, draft):
    day = LATER + timedelta(days=30)
    assert press(manager, hall, draft, name="Spring", first=str(day)).status_code == 303
    draft.refresh_from_db()
    assert (draft.name, draft.valid_from, draft.document["valid_from"]) == ("Spring", day, str(day))
    wrong = press(manager, hall, draft, name="", first="never")
    assert wrong.status_code == 422
    assert sorted(wrong.context["form"].errors) == ["first", "name"]


@pytest.mark.once
@pytest.mark.parametrize(("days", "words"), [(-1, "is past"), (-3000, "This one has to begin later")])
def test_a_first_day_that_cannot_be_is_refused_beside_its_box(hall, manager, draft, days, words):
    """The words of a form, whatever the database."""
    day = TODAY + timedelta(days=days)
    new = page(hall, "prices_new")
    for answer in (
        press(manager, hall, draft, name="Mine", first=str(day)),
        manager.post(new, {**typed(manager, new, first=str(day)), "draft": "yes"}),
    ):
        assert answer.status_code == 422
        assert words in answer.context["form"].errors["first"][0]
    assert PriceDraft.objects.get().name == "Dearer"


def test_a_draft_whose_day_has_passed_meanwhile_opens_and_says_so(hall, manager, draft):
    past = TODAY - timedelta(days=1)
    document = {**draft.document, "valid_from": str(past)}
    PriceDraft.objects.filter(pk=draft.pk).update(valid_from=past, document=document)
    shown = manager.get(at(hall, draft))
    (told,) = shown.context["checks"].faults
    assert "is past" in told
    assert "Before it can be published" in shown.content.decode()
    answer = press(manager, hall, draft, publish="yes")
    assert answer.status_code == 422
    assert answer.context["refusal"] == told
    assert hall.tariffs.count() == 1


@pytest.mark.once
@pytest.mark.parametrize(("typed_name", "kept"), [(None, True), ("Spring", False)])
def test_a_name_that_nobody_typed_follows_the_first_day(hall, manager, typed_name, kept):
    """A price list is one document in one row: no database has a say in what a form makes of it."""
    new, day = page(hall, "prices_new"), LATER + timedelta(days=3)
    manager.post(new, {**typed(manager, new, first=str(LATER)), "draft": "yes"})
    draft = PriceDraft.objects.get()
    assert draft.name == name_for(LATER)
    press(manager, hall, draft, name=typed_name or draft.name, first=str(day))
    draft.refresh_from_db()
    assert draft.name == draft.document["name"] == (name_for(day) if kept else "Spring")
    assert manager.get(at(hall, draft)).context["grid"].heading.count(date_words(day)) == 1


def test_two_people_do_not_undo_each_other_unseen(hall, manager, draft):
    assert press(manager, hall, draft, name="Mine", first=str(LATER), seen="before").status_code == 409
    assert press(manager, hall, draft, publish="yes", seen="before").status_code == 409
    address = page(hall, "prices_change", key_of(draft))
    mine = typed(manager, address)
    press(manager, hall, draft, name="Theirs", first=str(LATER))
    assert manager.post(address, mine).status_code == 409
    assert hall.tariffs.count() == 1


@pytest.mark.on_postgres
def test_a_draft_is_thrown_away(hall, manager, draft):
    asked = press(manager, hall, draft, throw_away="yes")
    assert asked.status_code == 409
    assert "It cannot be brought back" in asked.content.decode()
    assert press(manager, hall, draft, throw_away="sure").status_code == 303
    assert not PriceDraft.objects.exists()
    assert manager.get(at(hall, draft)).status_code == 404


def test_any_list_can_be_copied_into_a_draft_once(hall, manager):
    a_booking(the_room(hall, "front"))
    fixed = manager.get(page(hall, "prices_rules", "2020-01-01")).content.decode()
    address = page(hall, "prices_draft", "2020-01-01")
    assert address in fixed
    for _twice in range(2):
        answer = manager.post(address, {"copy": "yes"})
    draft = PriceDraft.objects.get()
    assert answer["Location"] == at(hall, draft)
    assert (draft.valid_from, draft.document["rates"]) == (
        TODAY + timedelta(days=1),
        hall.tariffs.get().document["rates"],
    )
    assert manager.get(address)["Location"] == page(hall, "prices_change", "2020-01-01")


def test_a_list_that_is_taken_away_again_leaves_its_draft(hall, manager, draft):
    press(manager, hall, draft, publish="yes")
    manager.post(page(hall, "prices_change", str(LATER)), {"take_away": "yes"})
    draft.refresh_from_db()
    assert draft.is_open
    assert press(manager, hall, draft, publish="yes").status_code == 303


def test_a_place_without_any_list_has_no_draft_to_keep(hall, manager):
    Tariff.objects.all().delete()
    assert "Keep as a draft" not in manager.get(page(hall)).content.decode()


def test_a_draft_is_for_those_who_keep_the_prices_of_its_hall(hall, draft):
    elsewhere = a_venue()
    other = signed_in(a_post(elsewhere, "manager").user)
    assert other.get(at(elsewhere, draft)).status_code == 404
    for reader in (other, signed_in(a_user("Cleo")), signed_in(a_post(hall, "trustee").user)):
        assert reader.get(at(hall, draft)).status_code == 404


def test_a_treasurer_keeps_the_prices_and_says_what_is_read(hall, draft):
    treasurer = a_post(hall, "treasurer").user
    pauline = signed_in(treasurer)
    said = PriceComment.objects.create(draft=draft, name="Ida", email="ida@hearth.example", text="Too dear.")
    assert page(hall) in pauline.get(page(hall, "home")).content.decode()
    pauline.post(page(hall, "prices_comments", key_of(draft)), {"read": said.pk})
    said.refresh_from_db()
    assert said.read_by == treasurer
    assert press(pauline, hall, draft, publish="yes").status_code == 303
    assert hall.tariffs.get(valid_from=LATER).name == "Dearer"


@pytest.mark.once
def test_drafts_ask_no_more_for_twenty_than_for_ten(hall, manager, draft, django_assert_num_queries):
    """How many statements a page asks is Django’s doing, whichever database answers them."""
    rows = [PriceDraft(venue=hall, name="x", valid_from=LATER, document=draft.document) for _row in range(20)]
    PriceDraft.objects.bulk_create(rows[:10])

    with CaptureQueriesContext(connection) as few:
        manager.get(page(hall))
    PriceDraft.objects.bulk_create(rows[10:])
    with django_assert_num_queries(len(few)):
        manager.get(page(hall))


@pytest.mark.once
def test_a_kind_of_price_dearer_than_the_standard_one_is_told_where_it_is(hall, manager):
    """A price list is one document in one row: no database has a say in what a form makes of it."""
    address = page(hall, "prices_new")
    sent = typed(manager, address, first=str(LATER), name="By kind", **{"price.front.any.community": "20"})
    manager.post(address, {**sent, "draft": "yes"})
    shown = manager.get(at(hall, PriceDraft.objects.get()))
    names = files.from_database(hall).operator.categories
    kind, standard = next(row.name for row in names if row.code == "community"), names[0].name
    room = the_room(hall, "front").name
    assert shown.context["grid"].dearer == (f"“{kind}” is dearer than “{standard}” in {room}.",)
    assert "Make the dearest prices the standard ones" in shown.content.decode()
    assert "A kind of price is dearer" not in manager.get(page(hall)).content.decode()
