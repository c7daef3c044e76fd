"""A hall is a draft until nothing is missing and somebody presses the button; it can be taken from view again.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts import journal
from bookings.models import Booking, Session
from tests.bookings.place.new_hall import a_draft, a_ready_draft, its_manager
from tests.make import a_booking, a_group, a_post, a_user, a_venue, signed_in, soon, the_room
from venues.models import Operator, Post, Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def page_of(venue: Venue) -> str:
    return reverse("place:publish", args=[venue.slug])


def is_shown(venue: Venue) -> bool:
    venue.refresh_from_db()
    return venue.published


def test_a_hall_with_something_missing_is_not_shown_whoever_presses():
    draft = a_draft()
    nell = its_manager(draft)
    page = nell.get(page_of(draft)).content.decode()
    assert "The hall has no phone number." in page
    assert "Show the hall to the public" not in page
    answer = nell.post(page_of(draft), {"action": "publish"})
    assert (answer.status_code, is_shown(draft)) == (422, False)
    assert "<title>Error: " in answer.content.decode()


def test_a_hall_that_is_ready_is_shown_to_everybody():
    draft = a_ready_draft()
    nell, visitor = its_manager(draft), Client()
    page = nell.get(page_of(draft)).content.decode()
    assert ("It can be shown now" in page, "The privacy notice does not say yet" in page) == (True, True)
    assert "Everything is there" not in page
    assert "Open every day, 8am to 11pm." in page
    assert "Worth a look" not in page
    assert visitor.get(draft.get_absolute_url()).status_code == 404
    nell.post(page_of(draft), {"action": "publish"})
    assert is_shown(draft)
    assert visitor.get(draft.get_absolute_url()).status_code == 200
    entry = journal.of(draft).first()
    assert (entry.verb, entry.why, str(entry.by)) == ("changed publish", "Showed the venue to the public.", "Nell")


@pytest.mark.once
def test_everything_is_there_is_said_where_the_privacy_notice_is_whole_too():
    """Words made of rows that the tests beside this one read from both kinds of database."""
    draft = a_ready_draft()
    Operator.objects.filter(pk=draft.operator_id).update(privacy_address="Mill Lane, Alder Vale")
    page = its_manager(draft).get(page_of(draft)).content.decode()
    assert ("Everything is there" in page, "It can be shown now" in page) == (True, False)


def test_whoever_has_published_reads_the_address_and_what_comes_next_before_the_way_back():
    venue = a_venue()
    nell = its_manager(venue)
    page = nell.get(page_of(venue)).content.decode()
    told = [
        f'<a href="{venue.get_absolute_url()}">http://testserver{venue.get_absolute_url()}</a>',
        "Invite your secretary</a>",
        "Bring in your paper diary</a>",
        "Look at your page</a>",
        "<summary>Take it from public view</summary>",
        'value="unpublish"',
    ]
    places = [page.index(words) for words in told]
    assert places == sorted(places)
    a_post(venue, Post.Kind.SECRETARY)
    assert "Invite your secretary" not in nell.get(page_of(venue)).content.decode()


def test_a_hall_whose_notice_says_nowhere_to_write_is_not_shown():
    draft = a_ready_draft()
    Operator.objects.filter(pk=draft.operator_id).update(privacy_email="")
    nell = its_manager(draft)
    answer = nell.post(page_of(draft), {"action": "publish"})
    assert (answer.status_code, is_shown(draft)) == (422, False)
    assert "The privacy notice does not say where to write about one’s data" in answer.content.decode()
    privacy = reverse("place:privacy", args=[draft.slug])
    assert privacy in answer.content.decode()
    told = {"privacy_address": "Mill Lane, Alder Vale", "then": "next"}
    assert nell.post(privacy, told)["Location"] == page_of(draft)
    assert nell.post(page_of(draft), {"action": "publish"}).status_code == 303


def test_open_hours_without_a_price_are_told_and_stop_nothing():
    draft = a_ready_draft()
    tariff = draft.tariffs.get()
    tariff.document["rates"] = [rate for rate in tariff.document["rates"] if rate["category"] == "standard"]
    tariff.save()
    page = its_manager(draft).get(page_of(draft)).content.decode()
    assert "“Community group” has no price for “Main” while it is open: every day, 8am to 11pm." in page
    assert "Nobody can ask online at that price then:" in page
    assert "At these times nobody can ask online" not in page  # the standard price is there
    assert "Show the hall to the public" in page


@pytest.mark.once
def test_taking_it_from_view_says_first_what_is_booked_and_leaves_it():
    """Words made of rows that the tests beside this one read from both kinds of database."""
    venue = a_venue()
    room, ben = the_room(venue, "main"), a_user("Ben")
    choir = a_group(organiser=ben)
    booked = a_booking(room, on=soon(), by=ben, hirer=choir, until=soon(21), confirmed=True)
    asked = a_booking(room, on=soon(40), by=ben, hirer=choir)
    nell, visitor = its_manager(venue), signed_in(ben)
    page = nell.get(page_of(venue)).content.decode()
    assert "2 dates to come are booked; they stay booked" in page
    assert "1 date is asked for; the desk can still answer." in page
    named = [page.index(reverse("desk:booking", args=[venue.slug, booking.ref])) for booking in (booked, asked)]
    assert named == sorted(named)
    assert page.count("(asked for)") == 1
    assert "These are the first" not in page
    assert reverse("desk:diary", args=[venue.slug]) in page

    before = list(Session.objects.values())
    nell.post(page_of(venue), {"action": "unpublish"})
    assert not is_shown(venue)
    assert list(Session.objects.values()) == before
    for gone in (venue.get_absolute_url(), room.get_absolute_url()):
        assert visitor.get(gone).status_code == 404
    assert visitor.get(reverse("bookings:book", args=[venue.slug, "main"])).status_code == 404
    for booking in (booked, asked):
        assert visitor.get(booking.get_absolute_url()).status_code == 200
    confirm = reverse("desk:confirm", args=[venue.slug, asked.ref])
    assert nell.post(confirm).status_code == 303
    asked.refresh_from_db()
    assert asked.status == Booking.Status.CONFIRMED


@pytest.mark.once
def test_only_the_first_dates_are_named_and_asked_for_in_as_many_questions(django_assert_num_queries):
    """Words made of rows that the tests beside this one read from both kinds of database."""
    venue = a_venue()
    room, nell = the_room(venue, "main"), its_manager(venue)
    a_booking(room, on=soon(), until=soon(21), confirmed=True)
    with CaptureQueriesContext(connection) as few:
        nell.get(page_of(venue))
    a_booking(room, on=soon(40), until=soon(180), confirmed=True)
    with django_assert_num_queries(len(few)):
        page = nell.get(page_of(venue)).content.decode()
    assert page.count(f"/desk/{venue.slug}/bookings/") == 10
    assert "These are the first 10, by date." in page


def test_a_draft_is_visible_to_its_posts_only_wherever_halls_are_shown():
    draft = a_ready_draft()
    day = soon().isoformat()
    search = f"/?on={day}&from=10:00&to=12:00&people=10&kind=informal"
    public = [reverse("venues:list"), reverse("help"), search, f"{search}&repeat=weekly&until={soon(21).isoformat()}"]
    own = [draft.get_absolute_url(), the_room(draft, "main").get_absolute_url()]
    for browser in (Client(), signed_in(a_user("Cleo")), signed_in(a_post(a_venue(), "manager").user)):
        for path in public:
            answer = browser.get(path)
            assert answer.status_code == 200
            assert draft.name not in answer.content.decode(), path
        for path in [*own, reverse("bookings:book", args=[draft.slug, "main"])]:
            answer = browser.get(path)
            assert answer.status_code == 404 or answer["Location"].startswith("/accounts/login"), path
            assert draft.name not in answer.content.decode()
    for kind in Post.Kind.values:
        browser = signed_in(a_post(draft, kind, a_user(kind)).user)
        for path in own:
            assert "This venue is not published yet." in browser.get(path).content.decode()


@pytest.mark.once
def test_of_a_published_hall_each_lack_is_told_once_with_the_page_that_makes_it_good():
    """Words made of rows that the tests beside this one read from both kinds of database."""
    venue = a_ready_draft()
    Venue.objects.filter(pk=venue.pk).update(published=True, phone="")
    Operator.objects.filter(pk=venue.operator_id).update(privacy_address="", privacy_email="")
    told = its_manager(venue).get(reverse("place:home", args=[venue.slug])).content.decode()
    lines = [
        ("details", "The hall has no phone number."),
        ("privacy", "The privacy notice lacks a postal address"),
        ("privacy", "The privacy notice lacks an e-mail address"),
    ]
    found = [told.index(f'<a href="{reverse(f"place:{page}", args=[venue.slug])}">{words}') for page, words in lines]
    assert (found, told.count("privacy notice lacks"), told.count("phone number")) == (sorted(found), 2, 1)


@pytest.mark.once
def test_the_overview_says_what_is_missing_and_where_to_go_on():
    """Words made of rows that the tests beside this one read from both kinds of database."""
    draft = a_draft()
    nell = its_manager(draft)
    page = nell.get(reverse("place:home", args=[draft.slug])).content.decode()
    assert page.count("To do") == 6
    assert f'<a class="button" href="{reverse("place:details", args=[draft.slug])}">' in page
    ready = a_ready_draft()
    page = its_manager(ready).get(reverse("place:home", args=[ready.slug])).content.decode()
    assert (page.count("To do"), page.count("Done")) == (0, 6)
    assert "Go on to publish it" in page


def test_whoever_keeps_a_shown_hall_and_a_draft_is_led_to_the_draft():
    venue, draft = a_venue(), a_draft()
    nell, cleo = its_manager(venue), signed_in(a_user("Cleo"))
    a_post(draft, Post.Kind.MANAGER, Post.objects.get(venue=venue).user)
    way = reverse("place:home", args=[draft.slug])
    front = nell.get(reverse("find")).content.decode()
    assert f'{draft.name} is not shown to the public yet. <a href="{way}">' in front
    assert reverse("place:home", args=[venue.slug]) not in front
    assert "not shown to the public" not in cleo.get(reverse("find")).content.decode()

    assert f"{draft.name} (not shown yet)</a>" in nell.get(reverse("desk:diary", args=[venue.slug])).content.decode()
    assert f'<a href="{way}">Go on setting up' in nell.get(reverse("desk:diary", args=[draft.slug])).content.decode()
    assert "Not shown to the public yet." in nell.get(way).content.decode()


def test_a_treasurer_reads_the_overview_and_is_led_nowhere_that_is_not_theirs():
    draft = a_draft()
    page = signed_in(a_post(draft, Post.Kind.TREASURER).user).get(reverse("place:home", args=[draft.slug]))
    assert reverse("place:details", args=[draft.slug]) not in page.content.decode()
    assert reverse("place:prices", args=[draft.slug]) in page.content.decode()
    assert "The address has no street." in page.content.decode()


@pytest.mark.once
@pytest.mark.parametrize(("post", "may"), [("secretary", True), ("treasurer", True), ("trustee", False)])
def test_only_whoever_may_change_something_reads_that_it_counts_at_once(post, may):
    """Words made of rows that the tests beside this one read from both kinds of database."""
    held = a_post(a_venue(), post)
    page = signed_in(held.user).get(reverse("place:home", args=[held.venue.slug])).content.decode()
    assert ("Whatever you change here counts at once." in page) is may


def test_a_manager_begins_another_hall_of_the_same_operator():
    venue = a_venue()
    nell = its_manager(venue)
    page = reverse("place:another", args=[venue.slug])
    assert page in nell.get(reverse("place:home", args=[venue.slug])).content.decode()
    for name, words in (("", "Say what the hall is called."), (venue.name.upper(), "There is a hall with this name")):
        answer = nell.post(page, {"name": name})
        assert answer.status_code == 422
        assert words in answer.content.decode()
    answer = nell.post(page, {"name": "The Reading Room"})
    made = Venue.objects.get(name="The Reading Room")
    assert answer["Location"] == reverse("place:home", args=[made.slug])
    assert (made.operator, made.published) == (venue.operator, False)
    assert [(post.kind, post.user.name) for post in made.posts.all()] == [("manager", "Nell")]
    for other, browser in ((venue, nell), (made, nell)):
        assert browser.get(reverse("place:home", args=[other.slug])).status_code == 200
