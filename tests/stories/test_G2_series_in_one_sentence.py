"""G2: “Every Tuesday 6pm to 8pm, term time only, 9 September to 14 July, not 28 October”, £16.00 a date."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils import timezone

from accounts.models import Hirer, User
from bookings import calendars
from bookings.models import RefusedDate, Wait
from bookings.recurrence import from_document
from tests.bookings.booking_page import asking, check, page_of, typed
from tests.make import LONDON, a_group, a_user, a_venue, an_ask, book, in_term, signed_in, the_room
from venues.models import Closure, SpecialTerms

pytestmark = pytest.mark.django_db

SENTENCE = "Every Tuesday 6pm to 8pm, term time only, 9 September to 14 July, not 28 October"
TERMS = (
    (date(2025, 9, 1), date(2025, 10, 17)),
    (date(2025, 10, 27), date(2025, 12, 19)),
    (date(2026, 1, 7), date(2026, 2, 13)),
    (date(2026, 2, 23), date(2026, 3, 27)),
    (date(2026, 4, 13), date(2026, 5, 22)),
    (date(2026, 6, 1), date(2026, 7, 22)),
)
TAKEN = [date(2025, 9, 30), date(2026, 1, 20), date(2026, 6, 9)]
SUMMER = datetime(2025, 8, 1, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def in_the_summer_before(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: SUMMER)


@pytest.fixture
def hall():
    """Another group has the main hall on three of the Tuesdays, and all of the house on one of them."""
    hall = a_venue(cells=("main", "small"))
    in_term(hall, *TERMS)
    others, ida = a_group("Ramblers"), a_user("Ida")
    for on in TAKEN:
        book(an_ask(the_room(hall, "main"), on, hirer=others, start=19, end=21), by=ida)
    return hall


@pytest.fixture
def room(hall):
    return the_room(hall, "main")


@pytest.fixture
def ben():
    return a_user()


@pytest.fixture
def choir(ben):
    return a_group(organiser=ben)


@pytest.fixture
def browser(ben, choir):
    return signed_in(ben)


@pytest.fixture
def said(choir):
    """The sentence, and the boxes left empty."""
    return typed(choir, sentence=SENTENCE, on="", from_="", to="", every="")


def check_of(answer):
    return answer.context["check"]


def way(on):
    return f"way-{on.isoformat()}"


@pytest.mark.once
def test_G2_the_sentence_fills_the_boxes_so_that_people_see_what_was_understood(browser, room, said):
    """The words of a form, whatever the database."""
    form = browser.post(page_of(room), {**said, "title": "", "action": "read"}).context["form"]
    assert not form.errors
    boxes = {name: form[name].value() for name in ("on", "starts", "ends", "repeat", "until", "skip")}
    assert boxes == {
        "on": "2025-09-09", "starts": "18:00", "ends": "20:00", "repeat": "1", "until": "2026-07-14",
        "skip": "28 October 2025",
    }  # fmt: skip
    assert form["term_time"].value()


def test_G2_36_dates_3_clashes_528_for_the_33_free_and_576_for_all(browser, room, said):
    answer = check(browser, room, said)
    found, page = check_of(answer), answer.content.decode()
    assert (found.number_of_all, len(found.plan.kept), len(found.clashes)) == (36, 33, 3)
    assert [clash.on for clash in found.clashes] == TAKEN
    assert "Every Tuesday 6pm to 8pm, in term time, from 9 September 2025 to 14 July 2026, not on 28 October" in page
    assert "Ask for all that are free (33 dates, £528.00)" in page
    assert "All 36 or none (£576.00)" in page
    assert "Dates after that are not asked for" not in page


def test_G2_each_clash_has_its_choices_skip_another_room_another_time_wait(browser, room, said):
    answer = check(browser, room, said)
    for clash in check_of(answer).clashes:
        assert [(option.value, option.words, option.price) for option in clash.options] == [
            ("skip", "Leave this date out", ""),
            ("room small", "Small, at the same time", "£16.00"),
            ("at 17:00", "5pm to 7pm, in the same room", "£16.00"),
            ("at 21:00", "9pm to 11pm, in the same room", "£16.00"),
            ("wait", "Leave it out, and wait for it", ""),
        ]
        assert f'name="{way(clash.on)}" value="room small"' in answer.content.decode()


def test_G2_all_that_are_free_books_33_and_keeps_3_refused_dates_with_reasons(browser, room, said, choir):
    answer = browser.post(page_of(room), asking(said, check(browser, room, said)))
    booking = choir.bookings.get()
    assert answer["Location"] == booking.get_absolute_url()
    assert booking.sessions.count() == 33
    kept = booking.refused_dates.exclude(reason=RefusedDate.Reason.LEFT_OUT)
    assert list(kept.values_list("on", "reason")) == [(on, "taken") for on in TAKEN]
    page = browser.get(booking.get_absolute_url()).content.decode()
    assert page.count("Somebody else has the room") == 3
    assert "Every Tuesday 6pm to 8pm, in term time" in page


def test_G2_who_waits_for_a_clash_keeps_its_refused_date_and_stands_in_the_queue(browser, room, said, choir):
    chosen = {**said, way(TAKEN[1]): "wait"}
    checked = check(browser, room, chosen)
    assert "Ask for all that are free (33 dates, £528.00)" in checked.content.decode()
    answer = browser.post(page_of(room), asking(chosen, checked))
    booking = choir.bookings.get()
    assert answer["Location"] == booking.get_absolute_url()
    assert booking.refused_dates.filter(reason=RefusedDate.Reason.TAKEN).count() == 3
    wait = choir.waits.get()
    assert (wait.beside, wait.state, wait.starts_at.date()) == (booking, Wait.State.WAITING, TAKEN[1])
    assert wait.get_absolute_url() in browser.get(booking.get_absolute_url()).content.decode()
    other = signed_in(a_user("Cleo"))
    a_group("Ramblers", organiser=User.objects.get(name="Cleo"))
    later = check(other, room, {**said, "group": Hirer.objects.filter(name="Ramblers").last().ref})
    assert "1 group waits before you." in later.content.decode()


def test_G2_all_or_nothing_is_none_until_every_date_has_a_way(browser, room, said, choir):
    shown = {**asking(said, check(browser, room, said)), "action": "ask_all"}
    answer = browser.post(page_of(room), shown)
    assert answer.status_code == 409
    assert "choose another room or another time for 30 September 2025" in answer.content.decode()
    assert not choir.bookings.exists()


def test_G2_dates_whose_way_is_chosen_are_no_longer_among_those_that_cannot_be_had(browser, room, said):
    page = check(browser, room, {**said, way(TAKEN[0]): "room small"}).content.decode()
    assert "2 dates cannot be booked as you asked" in page


def test_G2_all_or_none_is_not_offered_where_a_date_has_no_way_at_all(browser, room, hall, said):
    night = datetime(2025, 9, 30, tzinfo=LONDON)
    Closure.objects.create(venue=hall, starts_at=night, ends_at=night + timedelta(days=2), cause="works")
    page = check(browser, room, said).content.decode()
    assert "Ask for all that are free (33 dates, £528.00)" in page
    assert "or none" not in page


@pytest.mark.once
def test_G2_one_choice_for_all_clashes_and_another_for_one_of_them(browser, room, said):
    """Each step of it is taken on both kinds of database by other tests."""
    assert "One choice for all of these dates" in check(browser, room, said).content.decode()
    for_all = check(browser, room, {**said, way(TAKEN[1]): "at 17:00", "for_all": "room"})
    assert [clash.chosen for clash in check_of(for_all).clashes] == ["room small"] * 3
    assert "Ask for these 36 dates (£576.00)" in for_all.content.decode()
    chosen = {way(on): "room small" for on in TAKEN}
    one = check(browser, room, {**said, **chosen, way(TAKEN[2]): "wait"})
    assert [clash.chosen for clash in check_of(one).clashes] == ["room small", "room small", "wait"]
    for value, all_of_them in (("skip", "skip"), ("wait", "wait"), ("nonsense", "room small")):
        again = check(browser, room, {**said, **chosen, "for_all": value})
        assert [clash.chosen for clash in check_of(again).clashes] == [all_of_them] * 3


def test_G2_all_36_each_clash_by_its_own_way_in_one_booking(browser, room, hall, said, choir):
    ways = {way(TAKEN[0]): "room small", way(TAKEN[1]): "at 17:00", way(TAKEN[2]): "room small"}
    unseen = browser.post(page_of(room), {**asking(said, check(browser, room, said)), **ways, "action": "ask_all"})
    assert "Please check the new total, £576.00, then ask." in unseen.content.decode()
    assert not choir.bookings.exists()

    checked = check(browser, room, {**said, **ways})
    assert [clash.chosen for clash in check_of(checked).clashes] == list(ways.values())
    page = checked.content.decode()
    assert "Ask for these 36 dates (£576.00)" in page
    assert "3 dates are different from what you asked, as you chose" in page
    assert page.count("You chose Small instead.") == 2
    assert "You chose 5pm to 7pm instead." in page
    assert "cannot be booked" not in page
    browser.post(page_of(room), {**asking({**said, **ways}, checked), "action": "ask_all"})
    booking = choir.bookings.get()
    where = {session.starts_at.astimezone(LONDON): session.rooms.get().code for session in booking.sessions.all()}
    assert len(where) == 36
    assert {moment.date() for moment, code in where.items() if code == "small"} == {TAKEN[0], TAKEN[2]}
    moved = booking.sessions.get(starts_at=datetime(2026, 1, 20, 17, tzinfo=LONDON))
    assert moved.first_starts_at == datetime(2026, 1, 20, 18, tzinfo=LONDON)
    assert moved.ends_at == datetime(2026, 1, 20, 19, tzinfo=LONDON)
    page = browser.get(booking.get_absolute_url()).content.decode()
    assert "In Small" in page


def test_G2_the_librarys_calendar_says_the_same_in_both_rooms(browser, room, said, choir):
    ways = {way(TAKEN[0]): "room small", way(TAKEN[1]): "at 17:00"}
    browser.post(page_of(room), asking({**said, **ways}, check(browser, room, {**said, **ways})))
    booking = choir.bookings.get()
    for stretch in booking.stretches.select_related("event__rule"):
        ours = booking.sessions.filter(session_rooms__stretch=stretch)
        assert calendars.dates_of(stretch, LONDON) == [session.period for session in ours]
    assert booking.stretches.count() == 2
    assert {held.stretch.room_id for session in booking.sessions.all() for held in session.session_rooms.all()} == {
        held.room_id for session in booking.sessions.all() for held in session.session_rooms.all()
    }


def test_G2_6pm_stays_6pm_across_both_clock_changes(browser, room, said, choir):
    browser.post(page_of(room), asking(said, check(browser, room, said)))
    moments = list(choir.bookings.get().sessions.values_list("starts_at", flat=True))
    assert {moment.astimezone(LONDON).time() for moment in moments} == {time(18)}
    assert {moment.astimezone(UTC).hour for moment in moments} == {17, 18}


def test_G2_each_session_stores_its_price_the_standard_price_and_the_terms_agreed(browser, room, said, choir):
    browser.post(page_of(room), asking(said, check(browser, room, said)))
    booking = choir.bookings.get()
    assert set(booking.sessions.values_list("hire_pence", "standard_pence")) == {(1600, 2400)}
    assert booking.free_cancel_hours == 48
    assert booking.tariff == booking.venue.tariffs.get()
    pattern = from_document(booking.pattern)
    assert (pattern.first, pattern.until, pattern.skip) == (
        date(2025, 9, 9), date(2026, 7, 14), frozenset([date(2025, 10, 28)])
    )  # fmt: skip
    assert [(term.first, term.last) for term in pattern.terms] == list(TERMS)


def test_G2_each_session_stores_what_was_agreed_with_its_hirer(browser, room, said, choir):
    days = {"agreed_on": date(2025, 5, 4), "since": date(2025, 9, 1), "until": date(2026, 3, 31)}
    agreed = SpecialTerms.objects.create(
        venue=room.venue, hirer=choir, percent_off=50, words="They sweep the hall.", agreed_by="The committee", **days
    )
    browser.post(page_of(room), asking(said, check(browser, room, said)))
    dates = choir.bookings.get().sessions.order_by("starts_at")
    stored = {
        each: set(dates.filter(terms=each).values_list("hire_pence", "standard_pence")) for each in (agreed, None)
    }
    assert stored == {agreed: {(800, 2400)}, None: {(1600, 2400)}}
    assert dates.filter(terms=agreed).last().starts_at.date() < date(2026, 4, 1)


def test_G2_what_was_taken_meanwhile_is_named(browser, room, said, choir):
    checked = check(browser, room, said)
    shown = {**asking(said, checked), "shown_days": check_of(checked).shown}
    book(an_ask(room, date(2025, 11, 4), start=18, end=20), by=a_user("Ida"))
    answer = browser.post(page_of(room), shown)
    assert answer.status_code == 409
    assert "No longer free: Tuesday 4 November 2025." in answer.content.decode()
    assert not choir.bookings.exists()


def test_G2_a_series_that_goes_on_beyond_the_known_terms_says_so(browser, room, said):
    longer = {**said, "sentence": SENTENCE.replace("14 July", "20 October 2026")}
    page = check(browser, room, longer).content.decode()
    assert "The hall knows the school terms until Wednesday 22 July 2026 only." in page


@pytest.mark.once
def test_G2_what_is_not_understood_is_said_beside_the_sentence(browser, room, said):
    """The words of a form, whatever the database."""
    answer = check(browser, room, {**said, "sentence": "Tuesdays 7-9 until Christmas"})
    assert answer.status_code == 422
    errors = " ".join(answer.context["form"].errors["sentence"])
    assert "“7-9” in the morning or in the evening" in errors
    assert "We could not read “christmas”" in errors
    assert answer.context["form"]["repeat"].value() == "1"


@pytest.mark.once
def test_G2_whoever_then_fills_in_the_boxes_is_not_told_again(browser, room, said):
    """The words of a form, whatever the database."""
    told = {**said, "sentence": "Tuesdays 7-9 until Christmas", "sentence_read": "Tuesdays 7-9 until Christmas"}
    boxes = {"on": "2025-09-09", "from": "19:00", "to": "21:00", "every": "1", "until": "2025-12-16"}
    assert check(browser, room, {**told, **boxes}).status_code == 200


@pytest.mark.once
def test_G2_a_hall_without_school_terms_says_so(browser, room, hall, said):
    """The words of a form, whatever the database."""
    hall.term_calendar = None
    hall.save()
    answer = check(browser, room, said)
    assert "The hall has not told us any school terms." in " ".join(answer.context["form"].errors["sentence"])
