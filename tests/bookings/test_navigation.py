"""What every page asks for the sake of its frame: who one is here, and where one's desks are."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from bookings import rights
from bookings.context import navigation
from bookings.desk.frame import Frame
from bookings.desk.place import Place
from tests.make import a_post, a_user, a_venue
from venues.rights import STANDING_IN

pytestmark = pytest.mark.django_db


def asking(user):
    request = RequestFactory().get("/")
    request.user = user
    return request


def test_desks_and_reports_are_named_once_each_in_their_order_and_asked_for_in_one_question(
    django_assert_num_queries,
):
    ada, late, early = a_user("Ada"), a_venue(name="Weir Hall"), a_venue(name="Abbot's Barn")
    for kind in ("manager", "treasurer"):
        a_post(late, kind, ada)
    a_post(early, "caretaker", ada)
    a_post(a_venue(), "manager")

    with django_assert_num_queries(1):
        told = navigation(asking(ada))
    assert told["desk_venues"] == [early, late]
    assert told["request_venues"] == told["report_venues"] == [late]


def test_nothing_is_asked_for_a_visitor(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert navigation(asking(AnonymousUser()))["desk_venues"] == []


def test_the_place_and_the_frame_of_a_desk_are_one_question_each(django_assert_num_queries):
    venue = a_venue()
    ada = a_post(venue, "manager").user
    a_post(a_venue(), "caretaker", ada)

    with django_assert_num_queries(1):
        place = Place.of(ada, venue.slug, "place:details")
    assert place.roles == {"manager"}
    assert place.venue.operator == venue.operator
    with django_assert_num_queries(1):
        frame = Frame.of(ada, venue, "desk:requests")
    assert (frame.roles, frame.venues) == ({"manager"}, [venue])


def test_a_secretary_stands_in_only_while_nobody_manages():
    venue = a_venue()
    sam = a_post(venue, "secretary").user
    for roles in (rights.roles_at(sam, venue), Frame.of(sam, venue, "desk:requests").roles):
        assert roles == {"secretary", STANDING_IN}
    a_post(venue, "manager")
    for roles in (rights.roles_at(sam, venue), Frame.of(sam, venue, "desk:requests").roles):
        assert roles == {"secretary"}
