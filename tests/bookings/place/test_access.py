"""The access facts on their pages: an answer has a date, and only a person who looked moves it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bookings import actions
from tests.bookings.place.as_shown import carrying
from tests.make import a_post, a_venue, signed_in
from venues import files
from venues.models import AccessClaim, Venue

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall() -> Venue:
    return a_venue()


@pytest.fixture
def manager(hall) -> Client:
    return carrying(signed_in(a_post(hall, "manager").user), hall, "access")


@pytest.fixture
def caretaker(hall) -> Client:
    return carrying(signed_in(a_post(hall, "caretaker").user), hall, "access")


def building(hall) -> str:
    return reverse("place:access_building", args=[hall.slug])


def claims(hall) -> dict[str, AccessClaim]:
    return {claim.fact: claim for claim in AccessClaim.objects.current().filter(venue=hall)}


def today(hall) -> date:
    return timezone.now().astimezone(hall.tz).date()


def test_an_answer_keeps_who_looked_when_and_how(hall, caretaker):
    told = {"arr_street": "yes", "arr_street-how": "stated", "arr_street-today": "on"}
    assert caretaker.post(building(hall), told).status_code == 303
    claim = claims(hall)["arr_street"]
    assert (claim.state, claim.value, claim.checked_on) == ("known", "yes", today(hall))
    assert (claim.evidence, claim.checked_by_post) == ("stated", "caretaker")


def test_saving_without_the_tick_never_moves_the_date(hall, manager):
    long_ago = {"arr_street": "yes", "arr_street-how": "stated", "arr_street-day": "2026-02-03"}
    manager.post(building(hall), long_ago)
    again = {"arr_street": "yes", "arr_street-how": "stated", "arr_street-note": "By the gate."}
    assert manager.post(building(hall), again).status_code == 303
    claim = claims(hall)["arr_street"]
    assert (claim.note, claim.checked_on) == ("By the gate.", date(2026, 2, 3))


def test_another_answer_needs_another_look(hall, manager):
    manager.post(building(hall), {"arr_street": "yes", "arr_street-how": "stated", "arr_street-day": "2026-02-03"})
    answer = manager.post(building(hall), {"arr_street": "no", "arr_street-how": "stated"})
    assert answer.status_code == 422
    assert "tick this if you have looked" in answer.content.decode()
    assert claims(hall)["arr_street"].value == "yes"


def test_i_do_not_know_is_an_answer_and_needs_no_date(hall, manager):
    assert manager.post(building(hall), {"wc_baby": "unknown"}).status_code == 303
    claim = claims(hall)["wc_baby"]
    assert (claim.state, claim.checked_on) == ("unknown", None)


def test_in_part_needs_words(hall, manager):
    told = {"sen_quiet": "partial", "sen_quiet-how": "stated", "sen_quiet-today": "on"}
    answer = manager.post(building(hall), told)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Quiet space: say in a few words what is missing" in page
    assert page.count("Error: ") == 1
    assert claims(hall) == {}


def test_one_tick_for_the_whole_page(hall, manager):
    told = {"arr_street": "yes", "arr_street-how": "stated", "wc_open": "shut", "wc_open-how": "stated"}
    manager.post(building(hall), {**told, "all_today": "on"})
    assert {claim.checked_on for claim in claims(hall).values()} == {today(hall)}
    assert len(claims(hall)) == 2


def test_a_measure_is_a_whole_number_of_millimetres(hall, manager):
    room = reverse("place:access_room", args=[hall.slug, "main"])
    told = {"mov_door_mm": "number", "mov_door_mm-how": "measured", "mov_door_mm-today": "on"}
    for wrong in ("", "85 cm", "12", "1e9"):
        assert manager.post(room, {**told, "mov_door_mm-number": wrong}).status_code == 422
    assert manager.post(room, {**told, "mov_door_mm-number": "850"}).status_code == 303
    assert claims(hall)["mov_door_mm"].value == "850"


def test_a_day_to_come_is_no_check(hall, manager):
    told = {"arr_street": "yes", "arr_street-how": "stated"}
    tomorrow = today(hall) + timedelta(days=1)
    assert manager.post(building(hall), {**told, "arr_street-day": tomorrow.isoformat()}).status_code == 422


def test_what_is_about_safety_only_the_manager_answers(hall, manager, caretaker):
    told = {"mov_evac": "yes", "mov_evac-how": "stated", "mov_evac-today": "on"}
    caretaker.post(building(hall), told)
    assert claims(hall) == {}
    manager.post(building(hall), told)
    assert claims(hall)["mov_evac"].checked_by_post == "manager"


def test_a_correction_supersedes_and_loses_nothing(hall, manager):
    for value in ("yes", "no"):
        manager.post(building(hall), {"arr_street": value, "arr_street-how": "stated", "arr_street-today": "on"})
    newest = claims(hall)["arr_street"]
    assert (newest.value, newest.supersedes.value) == ("no", "yes")


def test_two_who_answer_at_once_do_not_undo_each_other(hall, manager):
    page = manager.get(building(hall))
    seen = page.context["form"]["seen"].value()
    told = {"seen": seen, "arr_street": "yes", "arr_street-how": "stated", "arr_street-today": "on"}
    assert manager.post(building(hall), told).status_code == 303
    late = manager.post(building(hall), {**told, "arr_street": "no"})
    assert late.status_code == 409
    assert "Somebody else changed this" in late.content.decode()


def test_ways_in_are_added_and_renamed_and_the_file_can_be_read_again(hall, manager):
    ways_in = reverse("place:access", args=[hall.slug])
    manager.post(ways_in, {"name": "Garden door"})
    manager.post(ways_in, {"name": "Garden door"})
    assert [door.code for door in hall.entrances.all()] == ["garden-door", "garden-door-2"]
    manager.post(reverse("place:access_name", args=[hall.slug, "garden-door-2"]), {"name": "Yard door"})
    door = reverse("place:access_entrance", args=[hall.slug, "garden-door-2"])
    manager.post(door, {"ent_step_free": "yes", "ent_step_free-how": "measured", "ent_step_free-today": "on"})
    file = files.from_database(hall)
    assert files.read(files.write(file)) == file
    assert [row.name for row in file.entrances] == ["Garden door", "Yard door"]


@pytest.mark.parametrize("page", ["place:access", "place:access_name"])
def test_two_ways_in_named_in_the_same_moment_do_not_lose_one(hall, manager, monkeypatch, page):
    manager.post(reverse("place:access", args=[hall.slug]), {"name": "Garden door"})
    save = actions.change_venue

    def just_after_another(venue, **rows):
        monkeypatch.setattr(actions, "change_venue", save)
        manager.post(reverse("place:access", args=[hall.slug]), {"name": "Yard door"})
        return save(venue, **rows)

    monkeypatch.setattr(actions, "change_venue", just_after_another)
    code = [] if page == "place:access" else ["garden-door"]
    late = manager.post(reverse(page, args=[hall.slug, *code]), {"name": "Side door"})
    assert (late.status_code, "Somebody else changed this" in late.content.decode()) == (422, True)
    assert {door.name for door in hall.entrances.all()} == {"Garden door", "Yard door"}


def test_the_list_asks_as_many_questions_for_many_rooms(hall, manager, django_assert_max_num_queries):
    with django_assert_max_num_queries(25):
        manager.get(reverse("place:access", args=[hall.slug]))
    big = a_venue(cells=tuple(f"room-{number}" for number in range(12)))
    someone = carrying(signed_in(a_post(big, "manager").user), big, "access")
    with django_assert_max_num_queries(25):
        someone.get(reverse("place:access", args=[big.slug]))
