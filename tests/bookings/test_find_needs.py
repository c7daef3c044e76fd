"""Finding a room by what those who come need: never in an address, each answer in words, not known never a no."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bookings.finding import Section
from bookings.stated_needs import Stated
from bookings.views.needs_told import needs_told
from tests.bookings.test_find import a_claim, an_address, found, names, reasons, wish
from tests.make import a_booking, a_venue, evening, soon, the_room
from tests.venues.test_access_reports import a_report
from venues.models import AccessReport, Entrance, Outage, Room
from venues.rooms_that_meet import rooms_that_meet

pytestmark = pytest.mark.django_db


def test_not_known_is_never_a_no():
    yes, partly, no = (a_venue(name=name) for name in ("Yes", "Partly", "No"))
    a_venue(name="Nobody knows")
    for venue in (yes, partly, no):
        a_claim(venue, "hea_mic", "yes", room=venue.rooms.get())
    a_claim(yes, "hea_listening", "fixed_loop", room=yes.rooms.get())
    a_claim(partly, "hea_listening", "portable_loop", room=partly.rooms.get())
    a_claim(no, "hea_listening", "none", room=no.rooms.get())
    findings = found(wish(needs=frozenset({"hearing_loop"})))
    assert names(findings, Section.FITS) == ["Yes"]
    assert names(findings, Section.IN_PART) == ["Partly"]
    assert names(findings, Section.NOT_KNOWN) == ["Nobody knows"]
    assert reasons(findings) == ["1 room does not have what you need: Hearing loop"]


def test_whoever_comes_in_by_the_better_door_is_told_of_that_door():
    venue = a_venue()
    for name, value in (("Front", "heavy"), ("Side", "light")):
        door = Entrance.objects.create(venue=venue, code=name.lower(), name=name)
        a_claim(venue, "ent_door", value, entrance=door)
    [room] = found(wish(needs=frozenset({"easy_doors"}))).section(Section.FITS)
    assert [match.entrance for match in room.matches.each] == ["Side"]


def test_a_search_a_booking_and_the_desk_say_the_same_of_one_date():
    """A stranger's word counts once it has stood a fortnight today, not by the day of the hire; an outage by that."""
    venue, on, needs = a_venue(name="Alder Vale Hall", cells=("main", "back")), soon(60), ("wheelchair_toilet",)
    whole, back, far = the_room(venue, "whole"), the_room(venue, "back"), the_room(a_venue(name="Far Hall"), "main")
    Room.objects.filter(venue=venue).exclude(pk=whole.pk).update(retired_on=timezone.localdate())
    a_claim(venue, "wc_accessible", "no", room=back)  # a room that was given up: it speaks for no other
    says = {"wc_accessible": "yes", "wc_open": "unlocked", "wc_clear": "yes", "wc_door_mm": "850"}
    for fact, value in says.items():
        a_claim(venue, fact, value)
    stepless = a_claim(venue, "wc_step_free", "yes", room=whole)

    def verdicts() -> tuple[list[str], str, bool]:
        findings = found(wish(on, needs=frozenset(needs)))
        said = [str(name) for name in Section if venue.name in names(findings, name)]
        told = needs_told(venue, [whole], Stated(needs), evening(on).start, at=timezone.now())
        [line] = told.rooms[0].told
        return said, line.icon, whole in rooms_that_meet(needs, instead_of=far, on=on)

    assert verdicts() == (["fits"], "tick", True)
    a_report(stepless, days_ago=13, today=timezone.localdate())
    assert verdicts() == (["fits"], "info", True)  # it stands, and says what the visitor found
    AccessReport.objects.update(made_on=timezone.localdate() - timedelta(14))
    assert verdicts() == (["not_known"], "question", False)
    AccessReport.objects.all().delete()
    days = {"starts_on": on, "ends_on": on, "updated_at": timezone.now()}
    Outage.objects.create(venue=venue, fact="wc_accessible", **days)
    assert verdicts() == ([], "warning", False)


def test_where_one_day_is_enough_it_is_the_first_on_which_nothing_that_is_needed_is_out_of_order():
    """Of a series every date is wanted: there the room is left out."""
    venue, on = a_venue(), soon()
    for fact, value in {"hea_mic": "yes", "hea_listening": "fixed_loop"}.items():
        a_claim(venue, fact, value, room=venue.rooms.get())
    days = {"starts_on": on, "ends_on": on + timedelta(weeks=2), "updated_at": timezone.now()}
    Outage.objects.create(venue=venue, fact="hea_listening", **days)
    needing = wish(on, until=on + timedelta(weeks=5), needs=frozenset({"hearing_loop"}))
    [room] = found(replace(needing, first_free=True)).section(Section.FITS)
    assert room.dates[0].on == on + timedelta(weeks=3)
    missing = "1 room does not have what you need: Hearing loop"
    assert reasons(found(needing)) == [missing]
    Outage.objects.update(ends_on=None, expected_on=on + timedelta(weeks=9))
    assert reasons(found(replace(needing, first_free=True))) == [missing]


def test_a_room_that_is_taken_is_told_to_be_free_in_the_first_week_in_which_what_is_needed_is_in_order():
    venue, on = a_venue(), soon()
    for fact, value in {"hea_mic": "yes", "hea_listening": "fixed_loop"}.items():
        a_claim(venue, fact, value, room=venue.rooms.get())
    a_booking(venue.rooms.get(), on=on)
    out = {"starts_on": on + timedelta(days=1), "ends_on": on + timedelta(weeks=2), "updated_at": timezone.now()}
    Outage.objects.create(venue=venue, fact="hea_listening", **out)
    needing = wish(on, needs=frozenset({"hearing_loop"}))
    [with_loop], [without] = found(needing).left_out, found(replace(needing, needs=frozenset())).left_out
    assert [left.instead.later.on for left in (with_loop, without)] == [
        on + timedelta(weeks=3),
        on + timedelta(weeks=1),
    ]


def test_what_makes_an_answer_better_lists_a_room_before_others_and_leaves_none_out():
    for name, tactile in (("Ash", "no"), ("Beech", "yes")):
        venue = a_venue(name=name)
        a_claim(venue, "see_tactile", tactile)
        a_claim(venue, "fac_meet", "yes")
        a_claim(venue, "see_clear", "yes", room=venue.rooms.get())
    needing = wish(needs=frozenset({"no_sight"}))
    assert names(found(needing), Section.FITS) == ["Beech", "Ash"]
    assert names(found(replace(needing, said={"dog": 1})), Section.NOT_KNOWN) == ["Beech", "Ash"]


def test_an_ask_goes_to_an_address_that_never_tells_the_needs(client):
    a_claim(a_venue(name="Loopless Hall"), "hea_listening", "none", room=Room.objects.get())
    typed = {"on": soon().strftime("%-d/%-m/%Y"), "from": "7pm", "to": "9.30pm", "people": "25", "kind": "club"}
    answer = client.post(reverse("find"), typed | {"needs": ["hearing_loop"], "wheelchairs": "3"})
    assert answer.status_code == 303
    assert answer.url == f"/?on={soon().isoformat()}&from=19%3A00&to=21%3A30&people=25&kind=club"

    page = client.get(answer.url).content.decode()
    assert "does not have what you need: Hearing loop" in page
    assert "More than one wheelchair user (3); Hearing loop." in page
    forgotten = client.post(answer.url, {"forget_needs": "1"})
    assert (forgotten.status_code, forgotten.url) == (303, answer.url)
    assert "1 room fits" in client.get(answer.url).content.decode()


def test_needs_in_an_address_are_not_read(client):
    a_venue()
    assert "1 room fits" in client.get(an_address(needs="hearing_loop", wheelchairs=3)).content.decode()


def test_where_access_is_not_known_the_page_says_whom_to_ask(client):
    a_venue(name="Alder Vale Hall", email="hall@hearth.example", phone="01632 960000")
    typed = {"on": soon().isoformat(), "from": "19:00", "to": "21:00", "people": "25", "needs": ["hearing_loop"]}
    page = client.get(client.post(reverse("find"), typed).url).content.decode()
    assert "1 room where we do not know" in page
    assert 'name="facts" value="hea_listening"' in page
    assert 'name="need" value="hearing_loop"' in page
    assert "It answers within 2 working days." in page
    assert "Or ring 01632 960000." in page
    assert "We do not know: Hearing loop or other listening system; Microphone. Ask the venue." in page


def test_more_than_one_wheelchair_user_asks_how_many(client):
    a_venue()
    typed = {"on": soon().isoformat(), "from": "19:00", "to": "21:00", "people": "25"}
    answer = client.post(reverse("find"), typed | {"needs": ["several_wheelchairs"]})
    assert answer.status_code == 422
    assert "Say how many, in figures" in answer.content.decode()
    assert client.post(reverse("find"), typed | {"wheelchairs": "1"}).status_code == 422


def test_a_visit_that_began_with_needs_of_an_older_hearth_goes_on_without_them(client):
    a_venue()
    visit = client.session
    visit["needs"] = ["hea_listening"]
    visit.save()
    assert client.get(reverse("find")).status_code == 200
    assert "1 room fits" in client.get(an_address()).content.decode()
