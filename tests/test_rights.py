"""Every address, asked for by everybody: the table of rights says who gets it; to all others it is not there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.template.backends.django import Template
from django.test import Client
from django.urls import NoReverseMatch, reverse

from accounts.rights import ANYONE, SIGNED_IN
from bookings.rights import TABLE
from tests.arguments import files_of_the_world
from tests.cast import World, a_world
from tests.rights_walk import (
    EVERY_PATTERN,
    LOOKERS,
    NAMES,
    NOT_OURS,
    OURS,
    among_canaries,
    expected,
    is_as_the_table_says,
    outcome,
)
from tests.rows import changed_since, everything
from tests.shared import shared
from venues.models import Venue

pytestmark = pytest.mark.django_db


def test_the_table_and_the_addresses_are_the_same():
    assert set(TABLE) == NAMES


ARGUMENTS = {
    "account_reset_password_from_key": ["1", "a-key"],
    "mfa_edit_webauthn": [1],
    "mfa_remove_webauthn": [1],
}


@pytest.mark.parametrize("name", NOT_OURS)
def test_allauth_keeps_to_the_table(name):
    """One's own pages ask a visitor to sign in; those at the door do not send anybody away for what they are."""
    answer = Client().get(reverse(name, args=ARGUMENTS.get(name, [])))
    asks = outcome(answer) == "sign in" and "next=" in answer["Location"]
    assert asks is (TABLE[name] == frozenset({SIGNED_IN}))
    assert answer.status_code < 400


def test_every_address_has_a_name():
    assert [
        str(pattern.pattern)
        for name, pattern in EVERY_PATTERN
        if name.endswith("None") and not name.startswith("admin:")
    ] == []


def test_the_scheduling_librarys_own_pages_are_not_mounted():
    """They let strangers write, and any signed-in person move what others booked."""
    views = {pattern.lookup_str for _name, pattern in EVERY_PATTERN}
    assert [view for view in views if view.startswith("schedule.")] == []


@pytest.mark.parametrize(
    "name",
    ["calendar_list", "calendar_create_event", "edit_event", "delete_event", "api_occurrences", "api_move_or_resize"],
)
def test_the_scheduling_librarys_names_lead_nowhere(name):
    for args in ([], ["room-1"], ["room-1", 1]):
        with pytest.raises(NoReverseMatch):
            reverse(name, args=args)
        with pytest.raises(NoReverseMatch):
            reverse(f"schedule:{name}", args=args)


@pytest.mark.parametrize(
    "path",
    [
        "api/occurrences",
        "api/move_or_resize/",
        "api/select_create/",
        "event/create/room-1/",
        "event/edit/room-1/1/",
        "event/delete/1/",
        "calendar/room-1/",
        "fullcalendar/room-1/",
        "feed/calendar/upcoming/1/",
        "ical/calendar/1/",
    ],
)
def test_the_scheduling_librarys_paths_lead_nowhere(path):
    for prefix in ("", "schedule/", "scheduler/", "calendar/"):
        assert Client().get(f"/{prefix}{path}").status_code == 404
        assert Client().post(f"/{prefix}{path}").status_code == 404


@shared
def kept_world() -> World:
    return a_world()


@pytest.fixture
def world(kept_world, settings, tmp_path) -> World:
    settings.DEMO, settings.LETTERS_FOLDER, settings.MEDIA_ROOT = True, tmp_path / "letters", tmp_path / "media"
    files_of_the_world(settings.LETTERS_FOLDER)
    return kept_world


@pytest.fixture
def told_briefly(monkeypatch) -> None:
    """Two in three are told that there is no such page: here the number says it, without the page around it."""
    monkeypatch.setattr(
        "config.errors.render", lambda request, page, *_words, status: HttpResponse(page, status=status)
    )


@pytest.fixture
def drawn_for_some(monkeypatch) -> dict[str, str]:
    """Pages are drawn to the end for those who between them see it all; of the others' the number is enough."""
    render, asking = Template.render, {"who": LOOKERS[0]}

    def draw(self: Template, *given: Any, **named: Any) -> Any:
        return render(self, *given, **named) if asking["who"] in LOOKERS else ""

    monkeypatch.setattr(Template, "render", draw)
    return asking


def who_asks(name: str, world: World) -> Iterable[str]:
    """Everybody, but for pages that all have who sign in; on PostgreSQL one who may and one who may not."""
    if connection.vendor == "postgresql":
        may = [who for who in LOOKERS if TABLE[name] & world.people[who].roles]
        return [*may[-1:], *(who for who in ("a stranger",) if who not in may)]
    return LOOKERS if TABLE[name] & {ANYONE, SIGNED_IN} else world.people


def who_acts(turn: int, name: str, world: World) -> list[str]:
    """Who asks; of those with no part in the hall or the group two in turn, as each of them looks at every page."""
    asking = list(who_asks(name, world))
    alike = [who for who in asking if world.people[who].roles == {ANYONE, SIGNED_IN}]
    in_turn = {alike[number % len(alike)] for number in (turn, turn + 3)}
    return [who for who in asking if who not in alike or who in in_turn]


def test_each_page_is_for_those_the_table_names_and_to_look_changes_nothing(
    world, drawn_once, told_briefly, drawn_for_some
):
    """One walk by everybody past every page. Mail scanners follow links, browsers fetch ahead: GET only looks.

    Whoever looks for canaries walks too, draws each page, and holds it to the same table: not once more here.
    """
    before, wrong = everything(), {}
    for name in OURS:
        address = world.address(name)
        for who in (who for who in who_asks(name, world) if not among_canaries(name, who)):
            person, drawn_for_some["who"] = world.people[who], who
            seen = outcome(person.browser.get(address))
            if not is_as_the_table_says(name, person, seen):
                wrong[name, who] = f"{seen}, not {expected(name, person)}"
    assert wrong == {}
    assert changed_since(before) == {}


@pytest.mark.once
def test_to_look_at_the_pages_of_one_s_account_changes_nothing_either(world):
    """Whether it writes to look is not up to the database."""
    before = everything()
    for name in NOT_OURS:
        for who in LOOKERS:
            assert not outcome(world.people[who].browser.get(_allauth_address(name))).startswith("5"), (name, who)
    assert changed_since(before) == {}


def test_who_may_not_look_may_not_act_either(world, told_briefly):
    """A POST is turned away before it is read, and no row changes."""
    before, wrong = everything(), {}
    typed = {"people": "3", "reason": "policy", "words": "No."}
    for turn, name in enumerate(name for name in OURS if not TABLE[name] & {ANYONE, SIGNED_IN}):
        address = world.address(name)
        for who in who_acts(turn, name, world):
            person = world.people[who]
            if not TABLE[name] & person.roles:
                seen = outcome(person.browser.post(address, typed))
                if seen not in {"404", "405", "sign in"}:
                    wrong[name, who] = seen
    assert wrong == {}
    assert changed_since(before) == {}


@pytest.mark.once
def test_the_letters_are_shown_in_the_demo_only(world, settings):
    """The demo’s letters are files: no database is asked for them."""
    settings.DEMO = False
    for name in ("letters:list", "letters:letter"):
        seen = {outcome(person.browser.get(world.address(name))) for person in world.people.values()}
        assert seen == {"404"}


def test_a_venue_that_is_not_published_is_not_there_for_strangers(world):
    Venue.objects.filter(pk=world.venue.pk).update(published=False)
    for name in ("venues:venue", "venues:room", "venues:prices", "picture"):
        for who in ("a visitor", "a stranger", "manager elsewhere"):
            assert outcome(world.people[who].browser.get(world.address(name))) == "404", (name, who)


def _allauth_address(name: str) -> str:
    """The sign-in pages that need something in their address get something that is nothing."""
    for args in ([], ["nothing"], [1], ["0-nothing", "nothing"]):
        try:
            return reverse(name, args=args)
        except NoReverseMatch:
            try:
                return reverse(name, kwargs={"uidb36": "0", "key": "nothing"})
            except NoReverseMatch:
                continue
    raise AssertionError(f"no address for {name}")
