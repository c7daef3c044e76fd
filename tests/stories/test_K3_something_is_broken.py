"""K3: someone scans the poster; the caretaker has it at once, the public when a person says so.

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

import io
from datetime import timedelta

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from PIL import Image

from accounts.clock import day_words
from accounts.models import Letter
from accounts.retention import take_out
from bookings.forms.faults import PlanForm
from bookings.privacy.faults import FAULTS
from tests.fault_cases import NOTHING_PLANNED, a_fault
from tests.make import a_post, a_user, a_venue, evening, signed_in, soon, the_room
from tests.shared import shared
from venues.actions.plan_fault import plan_fault
from venues.actions.settle_fault import FaultSettled, join_faults, mend_fault
from venues.models import Closure, Fault

pytestmark = [pytest.mark.django_db, pytest.mark.once]

DAY = timedelta(days=1)
GPS = 0x8825


@shared
def hall():
    return a_venue(cells=("main", "back"))


@shared
def cat(hall):
    """Who takes care of it."""
    return a_post(hall, "caretaker", a_user("Cat")).user


@shared
def caretaker(cat):
    return signed_in(cat)


def page(hall, name="broken", *args):
    return reverse(f"{'venues' if name.startswith('broken') else 'desk'}:{name}", args=[hall.slug, *args])


def text_of(answer) -> str:
    return " ".join(strip_tags(answer.content.decode().replace("<", " <")).split())


def a_photo_that_says_where() -> SimpleUploadedFile:
    held, image = io.BytesIO(), Image.new("RGB", (3000, 2000), "grey")
    exif = image.getexif()
    exif.get_ifd(GPS).update({1: "N", 2: (51.0, 27.0, 14.0)})
    image.save(held, "JPEG", exif=exif)
    return SimpleUploadedFile("tap.jpg", held.getvalue(), content_type="image/jpeg")


def test_room_fault_and_photo_go_in_without_log_in_and_the_caretaker_has_them_at_once(hall, cat, caretaker):
    out = {"starts_on": timezone.localdate(timezone=hall.tz), "updated_at": timezone.now()}
    hall.outages.create(fact="hea_listening", **out).rooms.add(the_room(hall, "main"))
    poster = Client().get(reverse("broken_room", args=[hall.slug, "main"]), follow=True)
    since = day_words(out["starts_on"]).split(" ", 1)[1]
    known = text_of(poster).partition("The hall knows of this already: Main: ")[2].partition("In which")[0]
    assert f"out of order since {since}" in known
    assert '<option value="main" selected' in poster.content.decode()
    told = {"room": "main", "kind": "hot_water", "words": "Only cold comes.", "email": "Wren@hearth.example"}
    thanks = Client().post(page(hall), {**told, "file": a_photo_that_says_where()}, follow=True)
    assert "What happens next" in text_of(thanks)
    assert "A letter tells you when it is mended." in text_of(thanks)

    fault = Fault.objects.get()
    assert (fault.venue, fault.room.code, fault.words, fault.email) == (
        hall,
        "main",
        told["words"],
        "wren@hearth.example",
    )
    assert fault.made_on == timezone.localdate(timezone=hall.tz)
    kept = Image.open(io.BytesIO(bytes(fault.picture)))
    assert (kept.size, dict(kept.getexif())) == ((2000, 1333), {})  # smaller, and nothing of where it was taken

    letters = Letter.objects.filter(kind="fault_told")
    assert set(letters.values_list("to", flat=True)) == {cat.email, hall.email}
    assert [letter for letter in letters if told["words"] in letter.body or "wren" in letter.body] == []
    here = text_of(caretaker.get(page(hall, "faults")))
    assert "1 fault is open Hot water, Main Told" in here
    assert "with a picture" in here
    seen = caretaker.get(page(hall, "fault", fault.pk)).content.decode()
    assert told["words"] in seen
    assert "wren" not in seen.lower()
    picture = caretaker.get(page(hall, "fault_picture", fault.pk))
    assert (picture["Content-Type"], picture["Cache-Control"]) == ("image/jpeg", "private, no-store")
    for stranger in (signed_in(a_user("Cleo")), signed_in(a_post(hall, "trustee").user)):
        assert stranger.get(page(hall, "fault_picture", fault.pk)).status_code == 404


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({}, "Say where it is."),
        ({"room": "main"}, "Say what is broken."),
        ({"room": "cellar", "kind": "light"}, "Choose a place from the list."),
        ({"room": "-", "kind": "other"}, "Say in a few words what is broken."),
        ({"room": "-", "kind": "light", "email": "wren"}, "An e-mail address is like name@example.org."),
        ({"room": "-", "kind": "light", "words": "x" * 501}, "Use at most 500 letters"),
        (
            {"room": "-", "kind": "light", "file": SimpleUploadedFile("a.jpg", b"no picture")},
            "not a picture we can use",
        ),
    ],
)
@pytest.mark.once
def test_what_is_missing_is_said_beside_it_and_nothing_is_kept(hall, typed, words):
    """The words of the form, whatever the database."""
    answer = Client().post(page(hall), typed)
    assert (answer.status_code, words in text_of(answer)) == (422, True)
    assert not Fault.objects.exists()


def test_a_button_pressed_twice_is_one_and_nobody_tells_for_ever(hall, settings):
    told = {"room": "-", "kind": "floor"}
    for _time in range(2):
        assert Client().post(page(hall), told).status_code == 303
    assert Fault.objects.count() == 1
    assert text_of(Client().get(page(hall, "broken_told"))).count("You left no address") == 1
    settings.RATELIMIT_ENABLE = True
    seen = {Client().post(page(hall), {**told, "words": f"Board {n}"}).status_code for n in range(12)}
    assert seen == {303, 403} or seen == {303, 429}


def test_the_public_reads_it_when_a_person_says_so_until_it_is_mended(hall, cat, caretaker):
    fault, elsewhere = a_fault(hall, days_ago=3), a_fault(hall, room=None, kind="light", days_ago=1)
    main, back = (the_room(hall, code).get_absolute_url() for code in ("main", "back"))
    assert "hot water" not in text_of(Client().get(main)).lower()
    typed = {"act": "plan", "due_on": soon(9).isoformat(), "public_words": "No hot water"}
    assert caretaker.post(page(hall, "fault", fault.pk), typed).status_code == 303
    plan_fault(elsewhere, **{**NOTHING_PLANNED, "public_words": "The path is dark"}, by=cat, at=timezone.now())

    said = f"No hot water (since {day_words(fault.made_on)})"
    for address in (main, hall.get_absolute_url(), page(hall)):
        assert said in text_of(Client().get(address)), address
    assert said in text_of(Client().get(the_room(hall, "whole").get_absolute_url()))  # which has that room in it
    other = text_of(Client().get(back))
    assert ("No hot water" in other, "The path is dark" in other) == (False, True)
    assert "Only cold comes." not in Client().get(main).content.decode()

    typed = {"act": "mended", "mended_on": soon(0).isoformat(), "answer": "A new heater was fitted."}
    assert caretaker.post(page(hall, "fault", fault.pk), typed).status_code == 303
    assert "No hot water" not in text_of(Client().get(main))
    letter = Letter.objects.get(to="wren@hearth.example", key=f"fault-{fault.pk}-settled")
    assert "“A new heater was fitted.”" in letter.body
    fault.refresh_from_db()
    assert (fault.email, fault.mended_on, fault.outcome) == ("", soon(0), "mended")
    late = caretaker.post(page(hall, "fault", fault.pk), typed)
    assert (late.status_code, "Somebody has settled this meanwhile." in text_of(late)) == (409, True)
    assert caretaker.post(page(hall, "fault", fault.pk), {"act": "open"}).status_code == 303
    assert Fault.objects.open().filter(pk=fault.pk).exists()


@pytest.mark.on_postgres
def test_what_access_depends_on_is_out_of_order_in_the_same_step_and_works_again_with_it(hall, cat, caretaker):
    fault = a_fault(hall, kind="loop", days_ago=3)
    plan = caretaker.get(page(hall, "fault", fault.pk)).context["forms"]["plan"]
    assert plan["fact"].value() == "hea_listening"  # who saves only a day does not leave the guide saying yes
    assert ("hea_listening", "The hearing loop or listening system") in plan.fields["fact"].choices
    typed = {"act": "plan", "due_on": soon(9).isoformat(), "public_words": "", "fact": "hea_listening"}
    caretaker.post(page(hall, "fault", fault.pk), typed)
    outage = hall.outages.get()
    assert (outage.fact, outage.starts_on, outage.expected_on, outage.ends_on) == (
        "hea_listening", fault.made_on, soon(9), None,
    )  # fmt: skip
    assert [room.code for room in outage.rooms.all()] == ["main"]
    again = PlanForm(fault=a_fault(hall, kind="loop"))
    assert not again["fact"].value()
    assert "is told as out of order already" in again["fact"].help_text
    mend_fault(fault, on=soon(0), answer="", by=cat, at=timezone.now())
    outage.refresh_from_db()
    assert outage.ends_on == soon(-1)


def test_what_is_told_twice_is_one_and_both_hear_of_it(hall, cat, caretaker):
    again, first = a_fault(hall, email="jay@hearth.example"), a_fault(hall, days_ago=2)
    caretaker.post(page(hall, "fault", first.pk), {"act": "same", "other": again.pk})
    again.refresh_from_db()
    assert (again.outcome, again.same_as) == ("same", first)
    assert Fault.objects.counted().get() == first
    with pytest.raises(FaultSettled):
        join_faults(first, again, by=cat, at=timezone.now())
    mend_fault(first, on=soon(0), answer="", by=cat, at=timezone.now())
    heard = Letter.objects.filter(key__endswith="-settled").values_list("to", flat=True)
    assert set(heard) == {"wren@hearth.example", "jay@hearth.example"}
    assert not Fault.objects.exclude(email="").exists()


def test_a_fault_keeps_the_closure_that_it_brought(hall, cat, caretaker):
    fault, period = a_fault(hall), evening(soon(20))
    closure = Closure.objects.create(venue=hall, starts_at=period.first, ends_at=period.last, cause="works")
    theirs = Closure.objects.create(venue=a_venue(), starts_at=period.first, ends_at=period.last, cause="works")
    address = page(hall, "fault", fault.pk)
    assert caretaker.post(address, {"act": "plan", "closure": theirs.pk}).status_code == 422
    assert caretaker.post(address, {"act": "plan", "closure": closure.pk}).status_code == 303
    assert list(closure.faults.all()) == [fault]


def test_addresses_go_after_ninety_days_and_words_and_pictures_ninety_days_after_it_was_settled(hall, cat):
    at, old, kept = timezone.now(), a_fault(hall, days_ago=91), a_fault(hall, kind="light", days_ago=89)
    take_out(FAULTS, at)
    found = list(Fault.objects.order_by("made_at").values_list("email", "words"))
    assert found == [("", "Only cold comes."), ("wren@hearth.example", "Only cold comes.")]
    mend_fault(old, on=old.made_on, answer="Done.", by=cat, at=at - 91 * DAY)
    Fault.objects.filter(pk=old.pk).update(picture=b"not looked at here")
    take_out(FAULTS, at)
    old.refresh_from_db()
    kept.refresh_from_db()
    assert (old.words, old.picture, old.answer, kept.words) == ("", None, "Done.", "Only cold comes.")


@pytest.mark.once
def test_the_poster_is_a_tagged_pdf_whose_code_leads_to_the_room(hall, caretaker):
    """It is drawn from the names of a hall and a room, whatever the database."""
    answer = caretaker.get(page(hall, "fault_poster") + "?room=main")
    with pikepdf.open(io.BytesIO(answer.content)) as document:
        assert bool(document.Root.MarkInfo.Marked)
        assert len(document.pages) == 1
        assert hall.name in str(document.docinfo["/Title"])
    shown = text_of(caretaker.get(page(hall, "faults")))
    assert f"/broken/{hall.slug}/" in shown
    assert caretaker.get(page(hall, "fault_poster") + "?room=cellar").status_code == 404


@pytest.mark.once
def test_a_desk_reads_twenty_faults_with_as_many_questions_as_ten(hall, caretaker):
    """How many statements a page asks is Django’s doing, whichever database answers them."""

    def asked() -> int:
        with CaptureQueriesContext(connection) as questions:
            assert caretaker.get(page(hall, "faults")).status_code == 200
        return len(questions)

    def ten_more(what: str) -> None:
        for number in range(10):
            a_fault(hall, words=f"{what} {number}")
        Fault.objects.filter(words__in=[f"{what} {n}" for n in range(5)]).update(
            outcome="none", ended_at=timezone.now()
        )

    ten_more("Lamp")
    ten = asked()
    ten_more("Tap")
    assert asked() == ten
