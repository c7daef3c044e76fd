"""Wishes: left after a search in vain, read by halls within reach, answered in public, and deleted in time.

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Letter
from accounts.retention import take_out
from bookings.actions.answer_wish import answer_wish
from bookings.actions.erase_person import erase_person
from bookings.left_wishes import wishes_near
from bookings.models import LeftWish, WishAnswer
from bookings.privacy.export import data_of
from bookings.privacy.visiting import WISHES
from tests.make import a_post, a_user, a_venue, soon
from tests.wish_cases import a_wish
from venues.models import Post, Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def a_search(**more: str) -> dict[str, str]:
    return {"on": str(soon()), "from": "10:00", "to": "12:00", "people": "400", "kind": "club", **more}


def leave_address(page: str) -> str:
    [found] = set(re.findall(r'href="(/wishes/leave/[^"]+)"', page))
    return html.unescape(found)


def near(venue: Venue) -> list[str]:
    return [wish.words for wish in wishes_near(venue, on=timezone.localdate())]


@pytest.mark.on_postgres
def test_from_a_search_in_vain_to_the_answer_in_a_letter_and_back(client):
    """Without an account; nobody sees the address, nor the needs that were not to be shown."""
    hall, ada = a_venue(name="Mill Hall", town="Larksey"), a_user("Ada")
    a_post(hall, Post.Kind.MANAGER, ada)
    search = client.post(reverse("find"), a_search(needs="hearing_loop", layout="tables", things="kitchen")).url
    form = leave_address(client.get(search).content.decode())
    assert "hearing_loop" not in form
    begun = client.get(form).content.decode()
    assert "A room for 400 people, club or society." in begun
    assert "At tables, with: kitchen." in begun
    typed = {"words": "A hall for our ceilidh.", "email": "Wren@hearth.example", "page_key": "k" * 20}
    assert client.post(form, {**typed, "email": "wren"}).status_code == 422
    for _twice in range(2):
        assert client.post(form, typed).status_code == 303
    wish = LeftWish.objects.get()
    assert (wish.email, wish.needs, near(hall)) == ("wren@hearth.example", [], [])
    assert "400 people" not in client.get(reverse("wishes")).content.decode(), "not before it is confirmed"

    [letter] = Letter.objects.filter(key__contains="to_confirm")
    assert "ceilidh" not in letter.body
    [link] = re.findall(r"https?://\S+(/wishes/yours/\S+)", letter.body)
    assert "Leave this wish" in Client().get(link).content.decode()
    assert near(hall) == []
    Client().post(link)
    assert near(hall) == ["A hall for our ceilidh."]
    public = client.get(reverse("wishes")).content.decode()
    assert "400 people, club or society" in public
    assert "ceilidh" not in public

    client.force_login(ada)
    assert "1 wish near you to answer" in client.get(reverse("desk:requests", args=[hall.slug])).content.decode()
    desk = client.get(reverse("desk:looked_for", args=[hall.slug])).content.decode()
    assert "A hall for our ceilidh." in desk
    assert "wren" not in desk.lower()
    page = reverse("desk:wish", args=[hall.slug, wish.ref])
    assert client.post(page, {"words": ""}).status_code == 422
    for words in ("From March both rooms are one.", "Pressed twice."):
        client.post(page, {"words": words, "room": hall.rooms.get().pk})
    [told] = Letter.objects.filter(key__contains="answered")
    assert (told.to, "From March both rooms are one." in told.body) == ("wren@hearth.example", True)
    public = Client().get(reverse("wishes")).content.decode()
    assert "From March both rooms are one." in public
    assert "ceilidh" not in public, "its own words only where the hall shows them"
    WishAnswer.objects.update(shows_words=True)
    assert "ceilidh" in Client().get(reverse("wishes")).content.decode()
    assert near(hall) == []

    assert "From March" in Client().get(link).content.decode()
    Client().post(link, {"take_back": "1"})
    assert not LeftWish.objects.exists()
    assert not Letter.objects.exists()
    assert Client().get(link).status_code == 404


def test_without_an_address_it_is_read_at_once_and_needs_go_along_where_it_is_said(client):
    hall = a_venue(name="Mill Hall")
    search = client.post(reverse("find"), a_search(needs="hearing_loop", layout="tables", things="kitchen")).url
    form = leave_address(client.get(search).content.decode())
    assert "Hearing loop" in client.get(form).content.decode(), "which needs the halls would see"
    for _twice in range(2):
        link = client.post(form, {"words": "A hall.", "shows_needs": "on", "page_key": "k" * 20}).url
        assert 'Keep this link: it takes the wish back.</strong><br><a href="http' in client.get(link).content.decode()
    assert near(hall) == ["A hall."]
    assert LeftWish.objects.get().needs == ["hearing_loop"]
    assert not Letter.objects.exists()
    public = client.get(reverse("wishes")).content.decode()
    assert ("400 people" in public, "access need" in public) == (True, False), "the tick is for the halls alone"
    ada = a_user("Ada")
    a_post(hall, Post.Kind.MANAGER, ada)
    client.force_login(ada)
    page = reverse("desk:wish", args=[hall.slug, LeftWish.objects.get().ref])
    assert "Hearing loop" in client.get(page).content.decode()
    client.force_login(a_post(hall, Post.Kind.SECRETARY, a_user("Ben")).user)
    assert "Who can answer for the hall: Ada" in client.get(reverse("desk:looked_for", args=[hall.slug])).text
    client.force_login(ada)
    client.post(page, {"aside": "1"})
    assert near(hall) == []
    assert LeftWish.objects.exists()
    Client().post(link, {"take_back": "1"})
    assert not LeftWish.objects.exists()


def test_a_postcode_is_kept_as_its_district_and_halls_within_reach_read_the_wish(client):
    """Twice as far as was said, five miles where nothing was; and only the one hall that was asked for."""
    here, by, far = (
        a_venue(name=name, latitude=str(north), longitude="-2.0", postcode="BS5 6XX")
        for name, north in (("Here", 52.0), ("By", 52.06), ("Far", 52.2))
    )
    for venue in (here, by, far):
        venue.rooms.update(retired_on=soon(-1))
    address = a_search(near="BS5 6XX", within="3")
    client.post(
        f"{reverse('wish_leave')}?{'&'.join(f'{k}={v}' for k, v in address.items())}",
        {"words": "W", "page_key": "k" * 20},
    )
    wish = LeftWish.objects.get()
    assert wish.near == "BS5"
    LeftWish.objects.update(latitude="52.00", longitude="-2.00")
    assert [near(venue) for venue in (here, by, far)] == [["W"], ["W"], []]
    LeftWish.objects.update(within=10)
    assert near(far) == ["W"]
    LeftWish.objects.update(venue=far, within=1)
    assert [near(venue) for venue in (here, far)] == [[], []]
    LeftWish.objects.update(latitude=None, longitude=None)
    assert [near(venue) for venue in (here, far)] == [[], ["W"]]
    bo = a_user("Bo")
    a_post(here, Post.Kind.MANAGER, bo)
    client.force_login(bo)
    assert client.get(reverse("desk:wish", args=[here.slug, wish.ref])).status_code == 404


def test_it_goes_after_six_months_or_a_day_without_the_button_and_with_its_person():
    at, ben = timezone.now(), a_user("Ben Marsh")
    ages = {"kept": (170, True), "old": (190, True), "lost": (2, False), "new": (0, False)}
    for words, (days, confirmed) in ages.items():
        wish = a_wish(words=words, email="wren@hearth.example", confirmed=confirmed)
        LeftWish.objects.filter(pk=wish.pk).update(made_at=at - timedelta(days=days))
    assert take_out(WISHES, at) == 2
    assert set(LeftWish.objects.values_list("words", flat=True)) == {"kept", "new"}
    own, other = a_wish(words="Mine", email=ben.email), LeftWish.objects.get(words="kept")
    LeftWish.objects.filter(pk=other.pk).update(words="Ben Marsh knows me")
    [told] = data_of(ben, at=at)["wishes you left"]
    assert (told["your words"], told["answers"]) == ("Mine", [])
    erase_person(ben, at=at)
    assert not LeftWish.objects.filter(pk=own.pk).exists()
    assert LeftWish.objects.get(pk=other.pk).words == "… knows me"


@pytest.mark.once
def test_twenty_wishes_ask_as_many_questions_as_ten_and_those_answered_come_first(client):
    """How many statements a page asks is Django’s doing, whichever database answers them."""
    hall, ada = a_venue(), a_user("Ada")

    def more(number: int) -> None:
        for each in range(number):
            wish = a_wish(email="", words=f"{each}", when=f"Day {each}", venue=hall)
            if each % 2:
                answer_wish(
                    wish, hall, words="Yes.", room=hall.rooms.get(), shows_words=True, by=ada, at=timezone.now()
                )

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("wishes"))
        return len(asked)

    more(10)
    few = questions()
    more(10)
    assert questions() == few <= 8
    page = client.get(reverse("wishes")).content.decode()
    assert page.rindex("Yes.") < page.index("No hall has answered yet")


@pytest.mark.once
def test_a_wish_over_is_shown_only_where_it_was_answered(client):
    """The words of a page alone."""
    hall = a_venue()
    a_wish(when="Long past", last_on=soon(-1), email="")
    answered = a_wish(when="Past and answered", last_on=soon(-1), email="")
    WishAnswer.objects.create(wish=answered, venue=hall, words="Next time.")
    page = client.get(reverse("wishes")).content.decode()
    assert "Past and answered" in page
    assert "Long past" not in page
    assert client.get(reverse("wish_leave")).url == "/"
