"""G5: a family party, Saturday 2pm to 6pm; no account, by e-mail link.

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from allauth.account.models import EmailAddress
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Hirer, Letter, Membership
from bookings.actions import confirm_booking
from bookings.keys import key_ref, path_for
from bookings.models import Booking, BookingKey, GuestAsk, Session
from bookings.privacy.daily import keep_to_the_rules
from tests.bookings.booking_page import page_of
from tests.bookings.guest_pages import ask_by, send_link, shown_on, typed
from tests.bookings.test_change_page import press as change_pressed
from tests.bookings.test_change_page import typed as change_typed
from tests.guests import a_guest_booking
from tests.make import a_booking, a_post, a_user, a_venue, signed_in, soon, the_room
from tests.reading import words_of
from tests.rows import changed_since, everything
from venues.models import Room

pytestmark = [pytest.mark.django_db, pytest.mark.once]
LASTS = timedelta(days=30)  # of the link, after its last date


@pytest.fixture
def room() -> Room:
    return the_room(a_venue(), "main")


@pytest.fixture
def party(room) -> Booking:
    return a_guest_booking(room, soon(30))


def test_G5_a_visitor_sees_every_price_and_is_asked_for_no_account(room):
    page = words_of(Client().get(f"{page_of(room)}?on={soon(30)}&from=14:00&to=18:00"))
    assert "For one date you need no account" in page
    assert "How often?" not in page
    assert "need an account:" not in page
    checked = words_of(Client().post(page_of(room), {**typed(), "action": "check"}))
    assert "£48.00 all in" in checked
    assert "Nothing is asked for yet, and no hours are kept" in checked


def test_G5_a_series_found_without_an_account_is_told_and_kept_for_signing_in(room):
    asked = {"on": soon(30), "from": "19:00", "to": "21:00", "every": "1", "until": soon(51)}
    first = Client().get(page_of(room), asked)
    assert "Your 4 dates need an account: sign in or sign up ; what you chose stays." in words_of(first)
    again = Client().post(page_of(room), {**typed(), **asked, "title": "", "action": "check"})
    for answer in (first, again):
        links = re.findall(r'href="(/account/[^"]*next=[^"]*)"', answer.content.decode())
        assert len({link.partition("?")[0] for link in links if f"until%3D{soon(51)}" in unescape(link)}) == 2
    assert again.status_code == 422
    checked = Client().post(page_of(room), {**typed(), **asked, "action": "check"})
    assert "£24.00 all in" in words_of(checked)
    kept = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', checked.content.decode()))
    back = Client().post(page_of(room), {**kept, "action": "change"})
    assert "Your 4 dates need an account" in words_of(back)


@pytest.mark.once
@pytest.mark.parametrize(
    ("said", "group", "price"),
    [
        ("?kind=household", "household", "standard"),
        ("?group=household", "household", "standard"),
        ("?kind=charity", "charity", None),  # which may have the price of community groups too
        ("?kind=nobody", "household", None),
        ("", "household", None),
    ],
)
def test_G5_the_one_price_for_the_kind_that_was_searched_is_chosen_beforehand(room, said, group, price):
    """The words of a form, whatever the database."""
    form = Client().get(page_of(room) + said).context["form"]
    assert (form["group"].value(), form["category"].value()) == (group, price)


def test_G5_a_search_as_a_family_leads_to_a_form_that_knows_it(room):
    found = Client().get(f"/?on={soon(30)}&from=14:00&to=18:00&people=25&kind=household").content.decode()
    [address] = set(re.findall(rf'href="({re.escape(page_of(room))}[^"]*)"', found))
    assert Client().get(unescape(address)).context["form"]["category"].value() == "standard"


def test_G5_the_letter_s_link_reads_all_back_and_one_button_asks(room):
    link = send_link(room)
    assert not Booking.objects.exists()
    assert not Hirer.objects.exists()
    page = words_of(Client().get(link))
    for words in ("Ruby is seven", "Ruby Ash", "ruby@hearth.example", "01632 960123", "£48.00", "Ask for this room"):
        assert words in page
    done = ask_by(link)
    booking = Booking.objects.get()
    assert (done.status_code, done["Location"]) == (303, path_for(booking))
    hirer = booking.hirer
    assert (booking.made_by, hirer.kind, hirer.contact_email) == (None, "household", "ruby@hearth.example")
    assert "Ruby Ash asked for it" in words_of(Client().get(done["Location"]))
    assert {"asked", "request_arrived"} <= set(Letter.objects.values_list("kind", flat=True))


def test_G5_looking_changes_nothing_and_the_link_twice_is_one_booking(room):
    link = send_link(room)
    before = everything()
    for _twice in range(2):
        assert Client().get(link).status_code == 200
    assert changed_since(before) == {}
    browser = Client()
    pressed = {**shown_on(browser.get(link)), "action": "ask"}
    answers = {browser.post(link, pressed)["Location"] for _twice in range(2)}
    assert answers == {path_for(Booking.objects.get())}
    assert Client().get(link)["Location"] in answers


def test_G5_the_same_button_twice_sends_one_letter(room):
    browser = Client()
    pressed = {**typed(), **shown_on(browser.post(page_of(room), {**typed(), "action": "check"})), "action": "ask"}
    for _twice in range(2):
        browser.post(page_of(room), pressed)
    assert Letter.objects.filter(kind="guest_link").count() == 1


def test_G5_the_link_ends_after_a_day_and_what_was_typed_is_deleted(room):
    link = send_link(room)
    GuestAsk.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert Client().get(link).status_code == 410
    assert Client().get(f"{link[:-1]}x/").status_code == 410
    GuestAsk.objects.update(made_at=timezone.now() - timedelta(days=1, minutes=1))
    keep_to_the_rules(timezone.now())
    assert not GuestAsk.objects.exists()


def test_G5_the_same_address_again_is_the_same_hirer_and_strangers_learn_nothing(room):
    for days in (30, 31):
        ask_by(send_link(room, on=soon(days).isoformat(), name="R. Ash"))
    assert Hirer.objects.count() == 1
    a_user("Ben")
    pages = []
    for email in ("ruby@hearth.example", "ben@hearth.example", "nobody@hearth.example"):
        data = typed(email=email, on=soon(40).isoformat())
        seen = Client().post(page_of(room), {**data, "action": "check"})
        pages.append(words_of(Client().post(page_of(room), {**data, **shown_on(seen), "action": "ask"})))
        pages.append(words_of(Client().post(reverse("bookings:link_again"), {"email": email})))
        pages[-2:] = [page.replace(email, "…") for page in pages[-2:]]
    assert len(set(pages)) == 2


def test_G5_a_price_that_changed_meanwhile_is_told_and_asked_again(room):
    link = send_link(room)
    browser = Client()
    pressed = {**shown_on(browser.get(link)), "action": "ask"}
    tariff = room.venue.tariffs.get()
    tariff.document = {**tariff.document, "rates": [{**rate, "per_hour": "99.00"} for rate in tariff.document["rates"]]}
    tariff.save()
    answer = browser.post(link, pressed)
    assert answer.status_code == 409
    assert "The price has changed since you looked" in words_of(answer)
    assert not Booking.objects.exists()


def test_G5_what_somebody_else_has_meanwhile_is_told_without_a_button(room):
    link = send_link(room)
    a_booking(room, on=soon(30), start=14, end=18, confirmed=True)
    answer = Client().get(link)
    page = words_of(answer)
    assert answer.status_code == 409
    assert "The room cannot be booked then" in page
    assert "Ask for this room" not in page
    assert 'type="radio"' not in answer.content.decode()


def test_G5_the_link_alone_changes_and_cancels(room, party):
    here, browser = path_for(party), Client()
    page = browser.get(here)
    assert "Ruby is seven" in words_of(page)
    assert "£48.00" in words_of(page)
    assert party.ref not in re.sub(rf"<dd>{party.ref}</dd>", "", page.content.decode())
    assert browser.get(f"{here}calendar.ics").status_code == 200
    later = change_typed(party, from_="15:00", to="19:00")
    checked = browser.post(f"{here}change/", {**later, "action": "check"})
    done = change_pressed(browser, party, later, checked, page=lambda _party: f"{here}change/")
    assert done.status_code == 303, words_of(done)
    assert party.sessions.get().starts_at.astimezone(party.venue.tz).hour == 15
    confirm_booking(Booking.objects.get(), by=a_post(room.venue, "secretary").user, at=timezone.now())
    asked = browser.get(f"{here}cancel/")
    assert "It costs you nothing" in words_of(asked)
    due = re.findall(r'name="due" value="([^"]*)"', asked.content.decode())[0]
    done = browser.post(f"{here}cancel/", {"due": due})
    assert (done.status_code, done["Location"]) == (303, here)
    party.refresh_from_db()
    assert party.status == Booking.Status.CANCELLED
    assert "Ruby Ash cancelled" in words_of(browser.get(here))


def test_G5_a_wrong_link_or_the_reference_alone_opens_nothing(room, party):
    token = key_ref(party)
    other = a_booking(room, on=soon(50))
    for ref in (token[:-1], token + "x", "key-", f"key-{party.ref}"):
        for page in ("booking", "cancel", "calendar", "keep", "listing"):
            assert Client().get(reverse(f"bookings:{page}", args=[ref])).status_code == 404, (ref, page)
    assert Client().get(reverse("bookings:booking", args=[party.ref])).status_code == 302
    assert signed_in(a_user("Cleo")).get(reverse("bookings:booking", args=[party.ref])).status_code == 404
    elsewhere = other.sessions.get().pk
    assert Client().get(reverse("bookings:cancel_date", args=[token, elsewhere])).status_code == 404


def test_G5_every_letter_leads_by_the_link_and_is_forgotten_once_sent(room, party):
    confirm_booking(party, by=a_post(room.venue, "secretary").user, at=timezone.now())
    letters = Letter.objects.filter(to="ruby@hearth.example")
    assert letters.count() == 2
    for letter in letters:
        assert path_for(party) in letter.body
        assert f"/bookings/{party.ref}/" not in letter.body + letter.calendar
    Letter.objects.update(send_after=timezone.now() - timedelta(minutes=1))
    call_command("tick", verbosity=0)
    assert {(letter.body, letter.calendar) for letter in letters.all()} == {("", "")}


def test_G5_the_link_ends_thirty_days_after_and_the_desk_can_end_it_or_send_another(room, party):
    desk = signed_in(a_post(room.venue, "secretary").user)
    where, first = reverse("desk:link", args=[room.venue.slug, party.ref]), path_for(party)
    assert desk.post(where, {"do": "send"}).status_code == 303
    second = path_for(party)
    assert [Client().get(link).status_code for link in (first, second)] == [404, 200]
    assert second in Letter.objects.get(kind="new_link").body
    Session.objects.update(ends_at=timezone.now() - LASTS, starts_at=timezone.now() - LASTS - timedelta(hours=4))
    assert Client().get(second).status_code == 404
    Session.objects.update(ends_at=timezone.now() - LASTS + timedelta(hours=1))
    assert Client().get(second).status_code == 200
    desk.post(where, {"do": "end"})
    assert Client().get(second).status_code == 404
    assert second not in path_for(party)


@pytest.mark.on_postgres
def test_G5_the_link_is_sent_again_to_its_own_address_only(party):
    for email in ("nobody@hearth.example", "RUBY@hearth.example"):
        assert Client().post(reverse("bookings:link_again"), {"email": email}).status_code == 200
    [letter] = Letter.objects.filter(kind="links_again")
    assert (letter.to, path_for(party) in letter.body) == ("ruby@hearth.example", True)


def test_G5_an_account_can_take_it_over(party):
    cleo, keep = a_user("Cleo"), f"{path_for(party)}keep/"
    link = path_for(party)
    assert "Sign in" in words_of(Client().get(keep))
    assert Client().post(keep).status_code == 200  # nobody to keep it
    assert not Membership.objects.exists()
    done = signed_in(cleo).post(keep)
    assert done["Location"] == reverse("bookings:booking", args=[party.ref])
    assert Membership.objects.get().role == Membership.Role.ORGANISER
    assert Client().get(link).status_code == 404
    assert signed_in(cleo).get(done["Location"]).status_code == 200
    assert path_for(party) == done["Location"]  # letters lead there from now on


@pytest.mark.on_postgres
def test_G5_a_link_is_proof_of_its_own_booking_not_of_all_that_its_hirer_has(room, party):
    second = a_guest_booking(room, soon(41))
    Booking.objects.filter(pk=second.pk).update(hirer=party.hirer)
    keep = f"{path_for(party)}keep/"
    assert signed_in(a_user("Cleo")).post(keep).status_code == 403
    ruby = a_user("Ruby")
    EmailAddress.objects.create(user=ruby, email="ruby@hearth.example", verified=True, primary=True)
    assert signed_in(ruby).post(keep).status_code == 303
    assert not BookingKey.objects.open().exists()


@pytest.mark.once
def test_G5_the_form_says_what_is_wrong_beside_the_field(room):
    """The words of a form, whatever the database."""
    answer = Client().post(page_of(room), {**typed(name="", email="ruby@", phone="ring me"), "action": "check"})
    assert answer.status_code == 422
    for words in (
        "Write your name.",
        "An e-mail address is like name@example.org.",
        "Write a phone number, for example",
    ):
        assert words in words_of(answer)
    assert "Ruby is seven" in answer.content.decode()
    assert Client().post(reverse("bookings:link_again"), {"email": "no"}).status_code == 422


@pytest.mark.once
def test_G5_so_many_letters_and_no_more(room, settings):
    """Tries are counted on both kinds of database by operations/test_counters.py."""
    settings.RATELIMIT_ENABLE = True
    again = reverse("bookings:link_again")
    seen = [Client().post(again, {"email": "ruby@hearth.example"}).status_code for _each in range(7)]
    assert seen == [200] * 6 + [429]
