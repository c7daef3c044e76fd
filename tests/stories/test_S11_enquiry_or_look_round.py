"""S11: an enquiry, or a look round, before any booking."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from accounts.models import Disposal, Letter, User
from accounts.retention import take_out
from bookings.actions.look_round import offer_look_round
from bookings.actions.write_in_thread import answer_enquiry
from bookings.models import Booking, Hold, Message, Occupancy, Session, Thread
from bookings.privacy.rules import THREADS
from bookings.thread_links import address_of, token_of
from bookings.undoing import UNDO_FOR
from tests.bookings.booking_page import ask_for, typed
from tests.make import a_booking, a_group, a_post, a_user, a_venue, evening, signed_in, soon, the_room
from tests.privacy.long_ago import figures
from tests.shared import shared
from venues.models import Closure, Venue

pytestmark = pytest.mark.django_db
SAM = {"name": "Sam Field", "email": "sam@hearth.example", "text": "Is there a stage?"}


@shared
def hall() -> Venue:
    return a_venue(cells=("main", "snug"), email="desk@hearth.example")


@shared
def sue(hall) -> User:
    return a_post(hall, "secretary", a_user("Sue Fell")).user


@shared
def desk(sue) -> Client:
    return signed_in(sue)


def words_of(answer) -> str:
    return " ".join(strip_tags(answer.content.decode().replace("<", " <")).split())


def ask(hall: Venue, browser: Client | None = None, status: int = 303, **more):
    answer = (browser or Client()).post(reverse("venues:ask", args=[hall.slug]), {**SAM, **more})
    assert answer.status_code == status, words_of(answer)
    return answer


def a_question(hall: Venue, **more) -> Thread:
    ask(hall, **more)
    return Thread.objects.latest("pk")


def on_the(day, start: int = 19, end: int = 21) -> dict[str, str]:
    return {"room": "main", "on": day.isoformat(), "starts": f"{start:02}:00", "ends": f"{end:02}:00"}


def at_the_desk(thread: Thread, page: str = "desk:thread") -> str:
    return reverse(page, args=[thread.venue.slug, thread.pk])


def a_moment_ago() -> datetime:
    """So that what the desk wrote can no longer be taken back."""
    return timezone.now() - UNDO_FOR - timedelta(seconds=1)


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
        ({"room": "attic"}, "attic"),
    ],
)
def test_S11_what_is_wrong_is_said_beside_the_box_and_nothing_is_lost(hall, wrong, said):
    page = ask(hall, status=422, title="Ruby’s party", **wrong)
    assert said in words_of(page)
    assert "Ruby’s party" in page.content.decode()
    assert not Thread.objects.exists()


def test_S11_a_machine_is_slowed_down(hall, settings):
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


# A viewing is offered while the room is free; it is on the sheet, in no figure of use.


def offered(desk: Client, thread: Thread, how: str = "offer", day=None, time: str = "18:00"):
    typed = {"look-room": "main", "look-on": (day or soon(3)).isoformat(), "look-time": time, how: "yes"}
    return desk.post(at_the_desk(thread, "desk:answer"), typed)


def test_S11_a_viewing_is_offered_only_while_the_room_is_free(hall, desk):
    thread = a_question(hall, to_look="on")
    assert thread.kind == "viewing"
    a_booking(the_room(hall, "main"), on=soon(3), start=18, end=20)
    taken = offered(desk, thread)
    assert taken.status_code == 409
    assert "Main is taken or shut then" in words_of(taken)
    assert offered(desk, thread, time="17:00").status_code == 303
    assert offered(desk, thread, day=soon(-1)).status_code == 409
    assert offered(desk, thread, time="25:00").status_code == 422
    assert not Occupancy.objects.filter(hold__isnull=False).exists()


def test_S11_they_say_yes_with_a_button_and_it_stands_in_the_diary(hall, desk, sue):
    thread, room = a_question(hall, to_look="on"), the_room(hall, "main")
    offer_look_round(thread, room, evening(soon(3), 18).first, "", by=sue, at=a_moment_ago())
    diary = reverse("desk:diary", args=[hall.slug]) + f"?day={soon(3)}"
    caretaker = signed_in(a_post(hall, "caretaker", a_user("Len")).user)
    assert "Sam Field" not in words_of(caretaker.get(diary))
    Letter.objects.all().delete()
    assert "Yes, I will come" in words_of(Client().get(address_of(thread)))
    for _press in range(2):
        assert Client().post(address_of(thread), {"accept": "yes"}).status_code == 303
    assert "They will come to look round" in Letter.objects.get().body
    assert not Thread.objects.waiting_for_the_desk().exists()  # there is nothing to answer
    for browser in (caretaker, desk):
        assert "Look round Sam Field, Main, 6pm" in words_of(browser.get(diary)).replace(" ,", ",")


def test_S11_an_offer_that_may_be_taken_back_cannot_be_accepted_yet(hall, desk):
    thread = a_question(hall)
    offered(desk, thread)
    assert "Yes, I will come" not in words_of(Client().get(address_of(thread)))
    Client().post(address_of(thread), {"accept": "yes"})
    thread.refresh_from_db()
    assert not thread.look_agreed


def test_S11_taken_meanwhile_it_is_told_on_both_pages_and_cannot_be_accepted(hall, desk, sue):
    thread, room = a_question(hall), the_room(hall, "main")
    offer_look_round(thread, room, evening(soon(3), 18).first, "", by=sue, at=a_moment_ago())
    a_booking(room, on=soon(3), start=17, end=19)
    assert "taken for that time meanwhile" in words_of(desk.get(at_the_desk(thread)))
    assert "taken for that time meanwhile" in words_of(Client().get(address_of(thread)))
    assert Client().post(address_of(thread), {"accept": "yes"}).status_code == 409
    thread.refresh_from_db()
    assert not thread.look_agreed


def test_S11_the_desk_sets_it_and_either_side_calls_it_off(hall, desk):
    thread = a_question(hall)
    offered(desk, thread, "agree")
    thread.refresh_from_db()
    assert (thread.look_agreed, thread.look_at) == (True, evening(soon(3), 18).first)
    Message.objects.update(at=a_moment_ago())
    for _press in range(2):
        Client().post(address_of(thread), {"call_off": "yes"})
    thread.refresh_from_db()
    assert (thread.look_agreed, thread.look_at) == (False, None)
    offered(desk, thread, "agree", time="17:00")
    desk.post(at_the_desk(thread, "desk:answer"), {"call_off": "yes"})
    thread.refresh_from_db()
    assert thread.look_at is None
    assert list(thread.messages.values_list("look", flat=True)) == ["", "agreed", "off", "agreed", "off"]


def test_S11_taken_back_within_five_minutes_the_time_before_stands_again(hall, desk):
    thread = a_question(hall)
    offered(desk, thread, "agree")
    offered(desk, thread, time="17:00")
    desk.post(at_the_desk(thread, "desk:answer"), {"take_back": str(Message.objects.latest("pk").pk)})
    thread.refresh_from_db()
    assert (thread.look_agreed, thread.look_at) == (True, evening(soon(3), 18).first)


def test_S11_neither_question_nor_look_round_is_in_any_figure(hall, desk):
    a_booking(the_room(hall, "main"), on=soon(2), confirmed=True)
    at = timezone.now() + timedelta(days=30)
    before = figures(hall, at)
    thread = a_question(hall, to_look="on", **on_the(soon(2), 12, 14), people="30")
    offered(desk, thread, "agree")
    assert Thread.objects.filter(look_agreed=True).exists()
    assert figures(hall, at) == before


# One button makes it a request, nothing typed again.


def test_S11_one_button_makes_it_a_request_and_nothing_is_typed_again(hall, desk):
    ben = a_user("Ben")
    choir = a_group(organiser=ben)
    thread = a_question(hall, **on_the(soon()), people="30", title="Ruby’s party")
    page = Client().get(address_of(thread))
    way = page.context["wanted"].request
    assert "Make it a request" in words_of(page)
    without_an_account = Client().get(way)
    assert without_an_account.context["began"]
    assert "began" in without_an_account.context["sign_in"]

    browser = signed_in(ben)
    form = browser.get(way).context["form"]
    shown = {name: form[name].value() for name in ("title", "people", "on", "starts", "ends")}
    assert {name: str(value) for name, value in shown.items()} == {
        "title": "Ruby’s party",
        "people": "30",
        "on": soon().isoformat(),
        "starts": "19:00",
        "ends": "21:00",
    }
    mark = browser.get(way).context["began"]
    ask_for(browser, the_room(hall, "main"), typed(choir, title="Ruby’s party", began=mark))
    booking = Booking.objects.get(title="Ruby’s party")
    thread.refresh_from_db()
    assert thread.became == booking
    assert thread.closed_at is not None
    assert booking.get_absolute_url() in Client().get(address_of(thread)).content.decode()
    desk_page = desk.get(reverse("desk:booking", args=[hall.slug, booking.ref])).content.decode()
    assert at_the_desk(thread) in desk_page


def test_S11_the_desk_books_it_for_them_and_types_no_more_than_what_it_is_for(hall, desk):
    thread = a_question(hall, **on_the(soon()), people="30", title="Ruby’s party")
    way = desk.get(at_the_desk(thread)).context["wanted"].book_for_them
    form = desk.get(way).context["form"]
    known = {name: str(form[name].value()) for name in ("when", "who", "contact", "title", "people")}
    assert (known["who"], known["contact"]) == ("Sam Field", "sam@hearth.example")
    typed = {**known, "kind": "household", "purpose": "private", "category": ""}
    typed["began"] = desk.get(way).context["began"]
    page = reverse("desk:book", args=[hall.slug])
    shown = desk.post(page, typed)
    prints = {
        "shown_dates": shown.context["shown"].plan.dates_print,
        "shown_prices": shown.context["shown"].plan.price_print,
    }
    assert f'name="began" value="{typed["began"]}"' in shown.content.decode()
    booked = desk.post(page, {**typed, **prints, "submission_key": shown.context["submission_key"]})
    assert booked.status_code == 303, words_of(booked)
    thread.refresh_from_db()
    assert thread.became == Booking.objects.get(title="Ruby’s party")
    assert thread.became.sessions.get().starts_at == evening(soon()).first


@pytest.mark.parametrize("mark", ["", "rubbish", "x:y:z"])
def test_S11_a_mark_that_we_did_not_make_joins_nothing(hall, mark):
    ben = a_user("Ben")
    thread = a_question(hall)
    ask_for(signed_in(ben), the_room(hall, "main"), typed(a_group(organiser=ben), began=mark))
    assert Booking.objects.exists()
    thread.refresh_from_db()
    assert thread.became is None


# After 6 months the person is deleted; a date not free stays as unmet demand.


def aged(thread: Thread, **by) -> None:
    Thread.objects.filter(pk=thread.pk).update(last_at=timezone.now() - relativedelta(**by))


def test_S11_after_six_months_the_person_is_deleted(hall):
    thread = a_question(hall, **on_the(soon()))
    aged(thread, months=6, days=-2)
    assert take_out(THREADS, timezone.now()) == 0
    aged(thread, months=6, days=2)
    assert take_out(THREADS, timezone.now()) == 1
    assert not Thread.objects.exists()
    assert not Message.objects.exists()
    assert not Letter.objects.filter(body__contains="Sam").exists()
    assert Disposal.objects.get(kind="threads").rows == 1
    assert Client().get(address_of(thread)).status_code == 404


def test_S11_a_date_that_was_not_free_stays_as_unmet_demand_without_the_person(hall, desk):
    a_booking(the_room(hall, "main"), on=soon())
    thread = a_question(hall, **on_the(soon()), people="30", title="Sam’s party")
    assert thread.when_asked == "taken"
    aged(thread, months=7)
    take_out(THREADS, timezone.now())
    thread.refresh_from_db()
    kept = (thread.name, thread.email, thread.title, thread.token_hash, thread.messages.count())
    assert kept == ("", "", "", None, 0)
    assert (thread.room.code, thread.people, thread.when_asked) == ("main", 30, "taken")
    page = words_of(desk.get(reverse("desk:threads", args=[hall.slug])))
    assert "not free" in page
    assert f"{soon():%A} " in page
    assert desk.get(at_the_desk(thread)).status_code == 404
    assert take_out(THREADS, timezone.now()) == 0


def test_S11_shut_hours_and_any_room_are_known_when_it_is_asked(hall):
    day = evening(soon())
    any_room = {**on_the(soon()), "room": ""}
    a_booking(the_room(hall, "main"), on=soon())
    assert a_question(hall, **any_room).when_asked == "free"  # the snug is
    Closure.objects.create(venue=hall, starts_at=day.start, ends_at=day.end, cause="works")
    assert a_question(hall, **any_room, text="And now?").when_asked == "closed"
    assert a_question(hall, **on_the(soon(5), 5, 7)).when_asked == "outside_hours"


def test_S11_as_many_questions_for_twenty_rows_as_for_ten(hall, desk, sue):
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
