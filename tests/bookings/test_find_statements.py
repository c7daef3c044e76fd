"""A page of the search asks at most twelve statements, the visit and its person among them, whatever it is asked."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Hirer, Postcode
from bookings.asking import Answers
from bookings.models import Booking
from tests.bookings.test_find import a_claim
from tests.bookings.test_find_beside import KITCHEN, PROJECTOR, lending
from tests.make import a_booking, a_group, a_user, a_venue, in_term, signed_in, soon, the_room
from tests.venues.test_access_reports import a_report
from venues.fair_use import FairUse, FirstCall, Hours, KeptHours, as_document
from venues.models import Closure, Entrance, Outage, Picture, Room, SpecialTerms, Venue
from venues.tariffs import ExtraAsked

pytestmark = pytest.mark.django_db

MOST = 12
DAY, TAKEN_ON = soon(), soon(15)
EVENING = Hours(tuple(range(7)), 18 * 60, 22 * 60)
CALL = FirstCall(EVENING, 21, "main", "Main")
RULES = as_document(FairUse(kept=(KeptHours(EVENING, 21, for_new=True, for_young=False, room="main"),)))
AT = {"from": "19:00", "to": "21:00", "kind": "club"}
ONCE = {"on": str(DAY), "people": "25", **AT}
WEEKLY = {"repeat": "weekly", "until": str(DAY + timedelta(weeks=5))}
TOWN = "Alder Vale"  # where all of these halls are; some say nothing more of where they lie
NEAR = {"near": "ZZ1 1ZZ", "within": "10"}
BESIDE = {"layout": "rows", "things": "kitchen,projector", "most": "20"}
NOTHING = {**ONCE, "on": str(TAKEN_ON), "people": "150"}  # few rooms take so many, and those are taken
NEEDS = ["step_free", "hearing_loop"]
KINDS: dict[str, tuple[dict[str, str], list[str]]] = {
    "plain": (ONCE, []),
    "near a place": ({**ONCE, **NEAR}, []),
    "with needs": (ONCE, NEEDS),
    "any two hours": ({**ONCE, "hours": "2", "from": "10:00", "to": "22:00"}, []),
    "the first free evening": ({**ONCE, "repeat": "first", "weekday": str(DAY.weekday())}, []),
    "a series in term time": ({**ONCE, **WEEKLY, "term_time": "on", "not_bank_holidays": "on"}, []),
    "what is beside the room": ({**ONCE, **BESIDE}, []),
    "nothing found": (NOTHING, []),
    "all of it": ({**ONCE, **NEAR, **BESIDE, **WEEKLY, "term_time": "on"}, NEEDS),
    "all of it and nothing found": ({**NOTHING, **NEAR, **BESIDE, **WEEKLY, "term_time": "on"}, NEEDS),
    "nothing near a town, nor by one change": ({**NOTHING, **NEAR, **BESIDE, "near": TOWN, "most": "1"}, NEEDS),
    "nothing at one hall": ({**NOTHING, **NEAR, **BESIDE, "venue": "the-large-one"}, NEEDS),
}


@pytest.mark.once
def test_every_kind_of_search_asks_few_statements_and_no_more_of_twenty_halls_than_of_ten():
    """A group asks three more than a stranger: its visit, its person and their posts; needs are kept for a visit.

    How many statements a page asks is Django’s doing, whichever database answers them.
    """
    Postcode.objects.create(code="ZZ1 1ZZ", latitude=52, longitude=-2, district="ZZ1")
    ben = a_user("Ben")
    group = a_group(organiser=ben)
    halls(10, group)
    of_a_stranger = {name: asked(Client(), *kind) for name, kind in KINDS.items()}
    halls(10, group)
    of_a_group = {name: asked(signed_in(ben), *kind) for name, kind in KINDS.items()}
    assert of_a_group == {name: of_a_stranger[name] + (2 if KINDS[name][1] else 3) for name in KINDS}
    assert max(of_a_group.values()) <= MOST, of_a_group


def asked(visitor: Client, query: dict[str, str], needs: list[str]) -> int:
    """The statements of the page that answers, all of them."""
    if needs:
        visit = visitor.session
        visit["needs"] = {"needs": needs}
        visit.save()
        visitor.cookies["sessionid"] = str(visit.session_key)
    with CaptureQueriesContext(connection) as found:
        answer = visitor.get(f"{reverse('find')}?{urlencode(query)}")
    assert answer.status_code == 200, answer.content.decode()
    return len(found)


def halls(number: int, group: Hirer) -> None:
    """Each has something of all that a page may tell; half of them do not say where they lie."""
    for place in range(number):
        lies = {"latitude": f"52.{place:02}", "longitude": "-2"} if place % 2 else {}
        named = {} if Venue.objects.exists() else {"slug": "the-large-one"}
        hall = lending(a_venue(**lies, **named, has_first_calls=True, fair_use=RULES), KITCHEN, PROJECTOR)
        room = the_room(hall, "main")
        _dated(hall, group)
        _access(hall, room, place)
        if not place:
            room.layouts.update(capacity=200)
            a_booking(room, on=DAY, start=8, end=9, answers=Answers(extras=(ExtraAsked("beamer", 1),)))
            a_booking(room, on=TAKEN_ON, until=TAKEN_ON + timedelta(weeks=5))
    Room.objects.update(requests_wait_together=True)
    Booking.objects.update(waits_together=True)


def _dated(hall: Venue, group: Hirer) -> None:
    in_term(hall, (DAY - timedelta(weeks=9), DAY + timedelta(weeks=60)))
    far = timezone.now() + timedelta(weeks=5)
    Closure.objects.create(venue=hall, starts_at=far, ends_at=far + timedelta(days=1), cause="works", note="New floor")
    since = {"since": DAY - timedelta(weeks=9), "agreed_on": DAY - timedelta(weeks=9), "agreed_by": "The trustees"}
    SpecialTerms.objects.create(venue=hall, hirer=group, first_call=asdict(CALL), words="As agreed", **since)
    Picture.objects.create(venue=hall, image="a.jpg", small="a.jpg", alt="The hall", width=800, height=450)


def _access(hall: Venue, room: Room, place: int) -> None:
    door = Entrance.objects.create(venue=hall, code="front", name="Front")
    claim = a_claim(hall, "ent_step_free", "yes", entrance=door)
    a_claim(hall, "hea_listening", "none" if place == 1 else "fixed_loop", room=room)
    a_report(claim, days_ago=1, today=timezone.localdate())
    Outage.objects.create(venue=hall, fact="mov_lift", starts_on=DAY, updated_at=timezone.now()).rooms.add(room)
