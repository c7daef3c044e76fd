"""G6: somebody without e-mail phones, and the secretary books for them.

What it asks of a database, other tests ask of both kinds: here once.
"""

import io
import re
from datetime import date

import pikepdf
import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Hirer, Letter
from bookings.actions import pencil_in
from bookings.documents import NoPdf
from bookings.models import Booking, Hold, Session
from bookings.views import clerk
from tests.make import a_booking, a_group, a_post, a_room, a_venue, evening, signed_in, soon, the_room
from venues.models import Conditions

pytestmark = [pytest.mark.django_db, pytest.mark.once]

NEW = {"kind": "household", "contact": "01632 960123", "purpose": "private", "people": "30", "category": ""}


@pytest.fixture
def hall():
    return a_venue(cells=("main", "committee"))


@pytest.fixture
def ada(hall):
    return a_post(hall, "secretary").user


@pytest.fixture
def desk(ada):
    return signed_in(ada)


def on_paper(page) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def typed(on: date, **more: str) -> dict[str, str]:
    return {"when": f"{on:%d %B %Y} 2-6pm main", "who": "Doris Pettigrew", "title": "Golden wedding", **NEW, **more}


def look(desk, hall, status: int = 200, **fields: str):
    answer = desk.post(reverse("desk:book", args=[hall.slug]), fields)
    assert answer.status_code == status, on_paper(answer)
    return answer


def press(desk, hall, page, **fields: str):
    """The button below the price, with all that travels with it."""
    hidden = dict(
        re.findall(r'name="(submission_key|shown_dates|shown_prices)" value="([^"]+)"', page.content.decode())
    )
    assert len(hidden) == 3
    return desk.post(reverse("desk:book", args=[hall.slug]), {**fields, **hidden})


def without_pango(*_args: object) -> bytes:
    raise NoPdf


def test_G6_one_page_has_at_most_eight_fields(desk, hall):
    page = desk.get(reverse("desk:book", args=[hall.slug])).content.decode()
    main = page.partition("<main")[2]
    fields = re.findall(r"<(?:input|select|textarea)\b(?![^>]*type=\"hidden\")", main)
    assert 0 < len(fields) <= 8


def test_G6_it_is_booked_at_the_price_shown_and_the_history_says_who_entered_it(desk, hall, ada):
    fields = typed(soon(10))
    page = look(desk, hall, **fields)
    assert "Book it for £48.00" in on_paper(page)
    assert not Booking.objects.exists()
    assert not Hirer.objects.filter(name="Doris Pettigrew").exists()
    answer = press(desk, hall, page, **fields)
    booking = Booking.objects.get()
    assert answer.url == reverse("desk:booking", args=[hall.slug, booking.ref])
    assert (booking.status, booking.entered, booking.made_by) == ("confirmed", "desk", ada)
    assert (booking.hirer.name, booking.hirer.kind, booking.hirer.contact_phone) == (
        "Doris Pettigrew",
        "household",
        "01632 960123",
    )
    [session] = booking.sessions.all()
    assert (session.price.pence, session.standard_pence) == (4800, 4800)
    told = on_paper(desk.get(answer.url))
    assert "entered by the desk" in told or "booked it" in told


def test_G6_the_rules_and_the_price_are_as_for_anyone(desk, hall):
    """A group pays the lowest price that is meant for its kind; what only the desk may book is said first."""
    page = look(desk, hall, **typed(soon(10), who="Alder Vale Aid", kind="charity"))
    told = on_paper(page)
    assert "Book it for £32.00" in told
    assert "the standard price would be £48.00" in told
    late = look(desk, hall, **typed(soon(10), when=f"{soon(10):%d %B %Y} 6am-9am main"))
    assert "Only you at the desk may book this" in on_paper(late)
    assert "Outside opening hours" in on_paper(late)
    a_booking(the_room(hall, "main"), on=soon(11), start=15, end=16, confirmed=True)
    taken = on_paper(look(desk, hall, status=409, **typed(soon(11))))
    assert "Cannot be had" in taken
    assert "Book it for" not in taken


def test_G6_a_series_in_the_same_line(desk, hall):
    first, last = soon(7), soon(28)
    a_booking(the_room(hall, "main"), on=soon(14), start=14, end=15, confirmed=True)
    line = f"every {first:%A} 2-4pm main from {first:%d %B %Y} until {last:%d %B %Y}"
    fields = typed(first, when=line)
    page = look(desk, hall, **fields)
    assert "3 dates in Main" in on_paper(page)
    press(desk, hall, page, **fields)
    booking = Booking.objects.get(title="Golden wedding")
    assert booking.sessions.count() == 3
    assert booking.refused_dates.count() == 1
    assert booking.pattern is not None


def test_G6_somebody_known_is_found_by_name_and_two_of_a_name_apart(desk, hall):
    choir = a_group("Alder Vale Choir", contact_phone="01632 960001")
    twin = a_group("Alder Vale Choir", contact_phone="01632 960002")
    for number, each in enumerate((choir, twin)):
        a_booking(the_room(hall, "main"), on=soon(5 + number), hirer=each, confirmed=True)
    known = desk.get(reverse("desk:book", args=[hall.slug])).content.decode()
    assert 'value="Alder Vale Choir (01632 960002)"' in known
    fields = typed(soon(20), who="Alder Vale Choir (01632 960002)", kind="", contact="")
    press(desk, hall, look(desk, hall, **fields), **fields)
    assert Booking.objects.get(title="Golden wedding").hirer == twin
    alike = on_paper(look(desk, hall, **typed(soon(21), who="Aldervale choir", kind="club")))
    assert "already" not in alike  # two are called so, each with its number: neither is offered as the one
    Hirer.objects.filter(pk=twin.pk).update(name="Alder Vale Bell Ringers")
    assert "There is “Alder Vale Choir” already" in on_paper(
        look(desk, hall, **typed(soon(21), who="The Aldervale choir", kind="club"))
    )


def test_G6_the_same_button_twice_is_one_booking(desk, hall):
    fields = typed(soon(10))
    page = look(desk, hall, **fields)
    first, second = (press(desk, hall, page, **fields) for _turn in range(2))
    assert first.url == second.url
    assert Booking.objects.count() == 1
    assert Hirer.objects.filter(name="Doris Pettigrew").count() == 1


@pytest.mark.once
def test_G6_what_is_wrong_is_said_beside_its_field_and_nothing_is_kept(desk, hall):
    """The words of a form, whatever the database."""
    for wrong, words in (
        ({"when": "sometime"}, "Which day?"),
        ({"when": ""}, "Type the day, the times and the room"),
        ({"when": f"{soon(9):%d %B %Y} 2-6pm attic"}, "“attic” is no room here"),
        ({"who": ""}, "Type whose booking it is"),
        ({"kind": ""}, "has not booked here before"),
        ({"contact": "doris@"}, "That is no e-mail address"),
        ({"people": "lots"}, "in figures"),
        ({"title": ""}, "Say what it is"),
    ):
        told = on_paper(look(desk, hall, status=422, **typed(soon(10), **wrong)))
        assert words in told
        assert "There is a problem" in told
    assert not Booking.objects.exists()
    assert not Hirer.objects.filter(name="Doris Pettigrew").exists()


def test_G6_too_many_people_are_refused_as_for_anyone(desk, hall):
    room = a_room(hall, "snug", cells=[hall.cells.get(code="committee")], capacity=20)
    told = on_paper(look(desk, hall, status=422, **typed(soon(10), when=f"{soon(10):%d %B %Y} 2-6pm {room.name}")))
    assert "takes at most 20 people safely" in told


def test_G6_what_was_pencilled_in_becomes_a_booking_for_somebody_new(desk, hall, ada):
    hold = pencil_in(the_room(hall, "main"), evening(soon(10), 14, 18), "Doris", by=ada, at=timezone.now())
    page = desk.get(reverse("desk:book", args=[hall.slug]), {"hold": hold.pk}).content.decode()
    assert "2pm to 6pm" in page
    fields = typed(soon(10), hold=str(hold.pk))
    answer = press(desk, hall, look(desk, hall, **fields), **fields)
    assert answer.status_code == 303
    assert not Hold.objects.exists()
    assert Session.objects.counted().count() == 1


def test_G6_their_letter_waits_to_be_printed(desk, hall):
    fields = typed(soon(10))
    press(desk, hall, look(desk, hall, **fields), **fields)
    [letter] = Letter.objects.filter(kind="confirmed")
    assert letter.to == ""
    assert letter.place == hall.slug
    assert "1 letter to print" not in desk.get(reverse("desk:letters", args=[hall.slug])).content.decode()
    Letter.objects.update(send_after=timezone.now())  # five minutes later it can no longer be undone
    told = desk.get(reverse("desk:letters", args=[hall.slug])).content.decode()
    assert "1 letter to print" in told
    assert letter.hirer.name in told


@pytest.mark.once
def test_G6_the_printed_sheet_has_dates_price_conditions_and_a_slip(desk, hall, monkeypatch):
    """What is drawn or packed, no database has a say in."""
    fields = typed(soon(10), contact="3 Church Lane, Alder Vale ZZ1 1ZZ")
    press(desk, hall, look(desk, hall, **fields), **fields)
    booking = Booking.objects.get()
    sheet = reverse("desk:confirmation", args=[hall.slug, booking.ref])
    answer = desk.get(sheet)
    assert answer["Content-Type"] == "application/pdf"
    with pikepdf.open(io.BytesIO(answer.content)) as document:
        assert len(document.pages) == 1
        assert document.Root.MarkInfo.Marked

    monkeypatch.setattr(clerk, "drawn", without_pango)
    text = on_paper(desk.get(sheet))  # the same page, to be printed by the browser
    for words in ("Doris Pettigrew", "3 Church Lane", "2pm to 6pm", "Total: £48.00", "If plans change", "Signature"):
        assert words in text
    assert booking.ref in text


def test_G6_that_the_conditions_were_told_is_kept_and_they_are_printed(desk, hall, monkeypatch):
    Conditions.objects.create(venue=hall, number=1, text="Leave it as you found it.")
    fields = typed(soon(10))
    page = look(desk, hall, **fields)
    assert "I told them the conditions of hire (version 1" in on_paper(page)
    press(desk, hall, page, **fields, told="on")
    booking = Booking.objects.get()
    assert booking.acceptances.get().was_told
    monkeypatch.setattr(clerk, "drawn", without_pango)
    assert "Leave it as you found it." in on_paper(
        desk.get(reverse("desk:confirmation", args=[hall.slug, booking.ref]))
    )
