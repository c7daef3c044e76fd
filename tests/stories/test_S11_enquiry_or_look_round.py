"""S11: an enquiry before any booking, by one form without an account; one thread, and nothing is held.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Letter, User
from bookings.actions.write_in_thread import answer_enquiry
from bookings.models import Booking, Hold, Message, Occupancy, Session, Thread
from bookings.thread_links import address_of, token_of
from tests.asking import a_moment_ago, a_question, ask, at_the_desk, on_the
from tests.make import a_booking, a_group, a_post, a_user, a_venue, evening, signed_in, soon, the_room
from tests.reading import words_of
from tests.shared import shared
from venues.models import Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@shared
def hall() -> Venue:
    return a_venue(cells=("main", "snug"), email="desk@hearth.example")


@shared
def sue(hall) -> User:
    return a_post(hall, "secretary", a_user("Sue Fell")).user


@shared
def desk(sue) -> Client:
    return signed_in(sue)


# One form without account, a question, perhaps a date; one thread; nothing is held.


def test_S11_one_form_without_account_from_the_hall_and_from_each_room(hall):
    for page in (hall.get_absolute_url(), reverse("venues:room", args=[hall.slug, "main"])):
        assert reverse("venues:ask", args=[hall.slug]) in Client().get(page).content.decode()
    form = Client().get(reverse("venues:ask", args=[hall.slug]) + "?room=main").content.decode()
    assert '<option value="main" selected' in form, [line for line in form.splitlines() if "option" in line]


def test_S11_a_question_and_perhaps_a_date_is_one_thread_and_nothing_is_held(hall):
    for _press in range(2):
        ask(hall, **on_the(soon()), people="30", title="Ruby’s party")
    thread = Thread.objects.get()
    assert (thread.kind, thread.when_asked, thread.people, thread.title) == ("question", "free", 30, "Ruby’s party")
    assert (thread.starts_at, thread.ends_at) == (evening(soon()).first, evening(soon()).last)
    assert [message.text for message in thread.messages.all()] == ["Is there a stage?"]
    assert not any(model.objects.exists() for model in (Occupancy, Hold, Session, Booking))


def test_S11_letters_go_both_ways_and_the_secret_link_to_whoever_asked_alone(hall, desk):
    thread = a_question(hall)
    to_sam, to_hall = Letter.objects.get(to="sam@hearth.example"), Letter.objects.get(to="desk@hearth.example")
    assert address_of(thread) in to_sam.body
    assert to_sam.reply_to == "desk@hearth.example"
    assert "stage" not in to_sam.body + to_sam.subject  # anybody can type any address
    assert "Sam" not in to_sam.body + to_sam.subject
    assert "Is there a stage?" in to_hall.body
    assert at_the_desk(thread) in to_hall.body
    assert token_of(thread) not in to_hall.body
    assert token_of(thread) not in str(Thread.objects.values_list())
    Letter.objects.all().delete()
    desk.post(at_the_desk(thread, "desk:answer"), {"text": "A small one."})
    answer = Letter.objects.get()
    assert (answer.to, answer.reply_to) == ("sam@hearth.example", "desk@hearth.example")
    assert "A small one." in answer.body
    assert address_of(thread) in answer.body
    assert "Sue" not in answer.body


def test_S11_what_holds_the_link_is_forgotten_once_it_is_sent(hall):
    a_question(hall)
    call_command("tick", verbosity=0)
    assert Letter.objects.get(to="sam@hearth.example").body == ""


def test_S11_they_read_and_write_on_their_own_page(hall, sue):
    thread = a_question(hall)
    answer_enquiry(thread, "A small one.", by=sue, at=a_moment_ago())
    page = Client().get(address_of(thread))
    assert page["Cache-Control"] == "no-store"
    assert "A small one." in words_of(page)
    assert "Sue Fell" not in words_of(page)
    Letter.objects.all().delete()
    assert Client().post(address_of(thread), {"text": "How small?"}).status_code == 303
    assert "How small?" in Letter.objects.get(to="desk@hearth.example").body
    assert Client().post(address_of(thread), {"text": " "}).status_code == 422


def test_S11_who_is_signed_in_types_no_name_and_finds_it_among_their_bookings(hall):
    ben = a_user("Ben")
    choir, browser = a_group(organiser=ben), signed_in(ben)
    assert 'name="email"' not in browser.get(reverse("venues:ask", args=[hall.slug])).content.decode()
    answer = ask(hall, browser, group=choir.ref)
    thread = Thread.objects.get()
    assert (thread.name, thread.email, thread.user, thread.hirer) == ("Ben", ben.email, ben, choir)
    assert answer["Location"] == address_of(thread)
    assert address_of(thread) in browser.get(reverse("bookings:mine")).content.decode()


@pytest.mark.once
@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "Type your name"),
        ({"email": "sam@"}, "e-mail"),
        ({"text": ""}, "Say what you would like to know"),
        ({"on": "2020-01-01", "starts": "19:00", "ends": "21:00"}, "That date is past"),
        ({"on": soon().isoformat()}, "Say from when too, or"),
        ({"starts": "19:00", "ends": "21:00"}, "Say the date too"),
        ({"on": soon().isoformat(), "starts": "21:00", "ends": "19:00"}, "It ends before it starts"),
        ({"on": "2027-03-28", "starts": "01:30", "ends": "03:00"}, "no such time"),
        ({"people": "0"}, "at least one person"),
        ({"room": "attic"}, "Choose one of those that are offered now."),
    ],
)
def test_S11_what_is_wrong_is_said_beside_the_box_and_nothing_is_lost(hall, wrong, said):
    """The words of a form, whatever the database."""
    page = ask(hall, status=422, title="Ruby’s party", **wrong)
    assert said in words_of(page)
    assert "Ruby’s party" in page.content.decode()
    assert not Thread.objects.exists()


@pytest.mark.once
def test_S11_a_machine_is_slowed_down(hall, settings):
    """Tries are counted on both kinds of database by operations/test_counters.py."""
    settings.RATELIMIT_ENABLE = True
    browser = Client(REMOTE_ADDR="192.0.2.9")
    for number in range(10):
        ask(hall, browser, text=f"No. {number}")
    ask(hall, browser, status=429, text="No. 11")
    assert Thread.objects.count() == 10


def test_S11_a_wrong_or_closed_address_is_not_there(hall):
    thread = a_question(hall)
    Thread.objects.filter(pk=thread.pk).update(forgotten_at=timezone.now())
    for token in (token_of(thread), "0" * 64, "nothing"):
        for answer in (Client().get(f"/asked/{token}/"), Client().post(f"/asked/{token}/", {"text": "Hello"})):
            assert answer.status_code == 404


def test_S11_the_desk_reads_first_what_waits_for_it_the_oldest_first(hall, desk, sue):
    first, second, third = (a_question(hall, text=f"No. {number}?", name=f"Asker {number}") for number in "abc")
    answer_enquiry(first, "Yes.", by=sue, at=timezone.now())
    page = words_of(desk.get(reverse("desk:threads", args=[hall.slug])))
    assert page.index("Asker b") < page.index("Asker c") < page.index("Asker a")
    assert "Questions (2)" in page
    waiting = Thread.objects.waiting_for_the_desk().order_by("pk")
    assert list(waiting) == [second, third]


def test_S11_the_desk_sees_whether_the_room_is_free_and_its_price(hall, desk):
    thread = a_question(hall, **on_the(soon()))
    page = words_of(desk.get(at_the_desk(thread)))
    assert f"{soon():%A} " in page
    assert "Free" in page
    assert "Standard £24.00" in page
    a_booking(the_room(hall, "main"), on=soon())
    page = words_of(desk.get(at_the_desk(thread)))
    assert "Not free" in page
    assert "Free instead" in page
    pencil = desk.get(desk.get(at_the_desk(thread)).context["wanted"].phone_box)
    assert "Main: not free" in words_of(pencil)


def test_S11_answered_and_closed_it_is_off_the_list_until_they_write_again(hall, desk):
    thread = a_question(hall)
    closed = desk.post(at_the_desk(thread, "desk:answer"), {"text": "No.", "close": "yes"})
    assert closed["Location"] == reverse("desk:threads", args=[hall.slug])
    assert "Nothing is open" in words_of(desk.get(closed["Location"]))
    Client().post(address_of(thread), {"text": "And next year?"})
    assert "Sam Field" in words_of(desk.get(closed["Location"]))
    desk.post(at_the_desk(thread, "desk:answer"), {"close_only": "yes"})
    assert "Nothing is open" in words_of(desk.get(closed["Location"]))


def test_S11_for_five_minutes_an_answer_is_nowhere_but_at_the_desk(hall, desk):
    thread = a_question(hall)
    Letter.objects.all().delete()
    desk.post(at_the_desk(thread, "desk:answer"), {"text": "Rubbish.", "close": "yes"})
    assert "Rubbish." not in words_of(Client().get(address_of(thread)))
    message = Message.objects.get(from_desk=True)
    desk.post(at_the_desk(thread, "desk:answer"), {"take_back": str(message.pk)})
    thread.refresh_from_db()
    assert (thread.last_from_desk, thread.closed_at) == (False, None)
    assert not Letter.objects.exists()


@pytest.mark.once
def test_S11_as_many_questions_for_twenty_rows_as_for_ten(hall, desk, sue):
    """How many statements a page asks is Django’s doing, whichever database answers them."""

    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            assert desk.get(reverse("desk:threads", args=[hall.slug])).status_code == 200
        return len(found)

    a_booking(the_room(hall, "main"), on=soon())
    counts = []
    for turn in range(2):
        for number in range(3):
            a_question(hall, text=f"{turn} {number}", **on_the(soon()))
        counts.append(asked())
    assert counts[0] == counts[1]
