"""Who depends on something that breaks is told, and stands where the desk looks.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Letter
from bookings.actions.state_needs import state_needs
from bookings.actions.tell_of_outages import tell_of_outages
from bookings.stated_needs import Stated
from tests.make import a_booking, a_post, a_room, signed_in, soon
from tests.needs_letter_cases import LOOP, loop_here
from tests.reading import words_of
from venues.actions.keep_outages import change_outage, note_outage
from venues.models import Cell

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_who_depends_on_what_does_not_work_is_told_once_and_stands_first_at_the_desk(room, ben, choir):
    loop_here(room)
    at, days = timezone.now(), {"starts_on": soon(5), "expected_on": soon(15), "note": "A fuse."}
    said = {"by": ben, "hirer": choir, "confirmed": True}
    touched, later, other = (a_booking(room, on=soon(day), **said) for day in (10, 40, 11))
    for booking, needed in ((touched, LOOP), (later, LOOP), (other, Stated(("baby",)))):
        state_needs(booking, needed, at=at, desk=True)
    loop = note_outage(room.venue, fact="hea_listening", **days, by=ben, at=at)
    assert [tell_of_outages(at) for _twice in range(2)] == [1, 0]
    letter = Letter.objects.get(key__contains="-access-out-")
    assert (letter.about, "A fuse." in letter.body) == (touched.ref, True)
    change_outage(loop, expected_on=soon(45), ends_on=None, note="", seen=loop.updated_at.isoformat(), by=ben, at=at)
    assert tell_of_outages(at) == 2  # it takes longer, and now another date lies in it
    desk = signed_in(a_post(room.venue, "secretary").user)
    lines = desk.get(reverse("desk:access", args=[room.venue.slug])).context["lines"]
    assert [line.booking for line in lines if line.out] == [touched, later]
    trustee = signed_in(a_post(room.venue, "trustee").user)
    for booking, who, is_flagged in ((touched, desk, True), (other, desk, False), (touched, trustee, False)):
        page = who.get(reverse("desk:booking", args=[room.venue.slug, booking.ref]))
        assert ("Something needed here is out of order" in words_of(page)) is is_flagged
    assert "out of order" in words_of(signed_in(ben).get(reverse("bookings:needs", args=[touched.ref])))


def test_what_the_hall_does_may_lean_on_equipment_that_the_need_does_not(room, ben, choir):
    at, ada = timezone.now(), a_post(room.venue, "secretary").user
    asked = a_booking(room, on=soon(10), by=ben, hirer=choir)
    state_needs(asked, Stated(words="A table that folds"), at=at, desk=True)
    lift = note_outage(room.venue, fact="mov_lift", starts_on=soon(5), expected_on=soon(15), note="", by=ada, at=at)
    assert tell_of_outages(at) == 0
    row, desk = asked.stated_needs.get(), signed_in(ada)
    said = {"answer": "arranged", "told": "It comes up from the cellar.", "leans_on": "mov_lift"}
    typed = {f"need-{row.pk}-{name}": words for name, words in said.items()}
    page = reverse("desk:needs", args=[room.venue.slug, asked.ref])
    assert desk.post(page, {"shown": row.pk, **typed}).status_code == 303
    assert [tell_of_outages(at) for _twice in range(2)] == [1, 0]
    assert "The lift" in Letter.objects.get(key__contains="-access-out-").body
    flagged = words_of(desk.get(reverse("desk:requests", args=[room.venue.slug])))
    assert "Something they depend on is out of order" in flagged
    upstairs = Cell.objects.create(venue=room.venue, code="loft", name="Loft")
    lift.rooms.add(a_room(room.venue, "loft", cells=[upstairs]))  # to this room it goes on
    assert "Something they depend on" not in words_of(desk.get(reverse("desk:requests", args=[room.venue.slug])))
    lift.rooms.clear()
    asked.stated_needs.update(leans_on="")
    assert "Something they depend on" not in words_of(desk.get(reverse("desk:requests", args=[room.venue.slug])))
