"""What the tests of a file share: each finds it as it was made, whatever another has done with it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from tests.make import a_post, a_venue, signed_in
from tests.shared import refuse_what_commits, shared
from venues.models import Post, Venue

pytestmark = pytest.mark.django_db


@shared
def hall() -> Venue:
    return a_venue(name="Alder Vale Hall")


@shared
def ada(hall: Venue) -> Post:
    return a_post(hall, "manager")


@shared
def browser(ada: Post) -> Client:
    return signed_in(ada.user)


@pytest.mark.parametrize("turn", ["first", "second"])
def test_what_one_changes_the_next_does_not_find(hall: Venue, ada: Post, turn: str) -> None:
    assert (hall.name, hall.posts.get().user.name) == ("Alder Vale Hall", "Ada")
    assert not hasattr(hall, "touched")
    hall.name, hall.touched = "Mill Lane", turn  # type: ignore[attr-defined]
    hall.save()
    ada.delete()
    assert Venue.objects.get().name == "Mill Lane"


@pytest.mark.parametrize("turn", ["first", "second"])
def test_who_signs_out_is_signed_in_for_the_next(browser: Client, turn: str) -> None:
    address = "/groups/"
    assert browser.get(address).status_code == 200
    browser.logout()
    assert browser.get(address).status_code == 302


def test_what_several_speak_of_is_one_and_the_same(hall: Venue, ada: Post) -> None:
    assert ada.venue is hall


def test_it_is_there_for_those_who_do_not_ask_for_it() -> None:
    assert (Venue.objects.count(), User.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("marks", "asks"), [({"transaction": True}, []), ({}, ["live_server"]), ({}, ["transactional_db"])]
)
def test_no_test_of_such_a_file_may_commit(marks: dict[str, Any], asks: list[str]) -> None:
    marker = SimpleNamespace(kwargs=marks)
    item = SimpleNamespace(name="test_it", path="here", fixturenames=asks, get_closest_marker=lambda _name: marker)
    neighbour = SimpleNamespace(**{**vars(item), "path": "elsewhere"})
    refuse_what_commits([neighbour], "here")
    with pytest.raises(pytest.fail.Exception, match="test_it commits"):
        refuse_what_commits([neighbour, item], "here")
