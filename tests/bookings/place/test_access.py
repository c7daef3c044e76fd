"""The access facts on their pages: an answer has a date, and only a person who looked moves it.

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bookings import actions
from tests.bookings.place.as_shown import carrying
from tests.make import a_post, a_venue, signed_in
from tests.shared import shared
from venues import files
from venues.models import AccessClaim, Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@shared
def hall() -> Venue:
    return a_venue()


@shared
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


def test_the_look_is_asked_for_once_and_beside_the_answer_where_others_have_their_day(hall, manager):
    told = {"arr_street": "yes", "wc_baby": "yes"}
    assert {*manager.post(building(hall), told).context["form"].errors} == {"all_today"}
    manager.post(building(hall), {**told, "all_today": "on"})
    assert {*manager.post(building(hall), {**told, "wc_baby": "no"}).context["form"].errors} == {"wc_baby-today"}


def test_i_do_not_know_is_an_answer_and_needs_no_date(hall, manager):
    assert manager.post(building(hall), {"wc_baby": "unknown"}).status_code == 303
    claim = claims(hall)["wc_baby"]
    assert (claim.state, claim.checked_on) == ("unknown", None)


@pytest.mark.once
def test_in_part_needs_words(hall, manager):
    """The words of a form, whatever the database."""
    told = {"sen_quiet": "partial", "sen_quiet-how": "stated", "sen_quiet-today": "on"}
    answer = manager.post(building(hall), told)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Quiet space: say in a few words what is missing" in page
    assert page.count("Error: ") == 1
    assert claims(hall) == {}


@pytest.mark.once
def test_the_note_that_is_asked_for_is_open_without_a_script_and_no_other(hall, manager):
    """The words of a form, whatever the database."""
    answer = manager.post(building(hall), {"sen_quiet": "partial", "arr_street": "yes", "all_today": "on"})
    assert answer.status_code == 422
    opened = [question.asked.fact.code for question in answer.context["form"].questions() if question.is_open]
    assert opened == ["sen_quiet"]


def test_which_number_answers_a_message_is_not_for_everybody(hall, manager):
    told = {"ent_text": "yes", "ent_text-how": "stated", "ent_text-today": "on", "ent_text-note": "To 07700 900 123."}
    page = f"{building(hall)}?stage=entrance"
    answer = manager.post(page, told)
    assert answer.status_code == 422
    assert "Leave the number out: everybody reads this." in answer.content.decode()
    assert claims(hall) == {}
    assert manager.post(page, told | {"ent_text-note": "From 9 to 5."}).status_code == 303


def test_one_tick_for_the_whole_page(hall, manager):
    told = {"arr_street": "yes", "arr_street-how": "stated", "wc_open": "shut", "wc_open-how": "stated"}
    manager.post(building(hall), {**told, "all_today": "on"})
    assert {claim.checked_on for claim in claims(hall).values()} == {today(hall)}
    assert len(claims(hall)) == 2


def test_a_measure_is_typed_in_centimetres_and_kept_in_millimetres(hall, manager):
    room = reverse("place:access_room", args=[hall.slug, "main"])
    told = {"mov_door_mm": "number", "mov_door_mm-how": "measured", "mov_door_mm-today": "on"}
    for wrong in ("", "85 cm", "12", "850", "1e9", "77.55"):
        assert manager.post(room, {**told, "mov_door_mm-number": wrong}).status_code == 422
    assert manager.post(room, {**told, "mov_door_mm-number": "77.5"}).status_code == 303
    assert claims(hall)["mov_door_mm"].value == "775"
    assert 'value="77.5"' in manager.get(room).text


@pytest.mark.once
def test_a_day_to_come_is_no_check(hall, manager):
    """The words of a form, whatever the database."""
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


def test_the_only_way_in_is_asked_about_with_the_building_and_its_first_answer_makes_it(hall, manager):
    told = {"arr_street": "yes", "door": "main-entrance", "ent_step_free": "no", "all_today": "on"}
    assert "Main entrance: Can someone come in here" in manager.get(building(hall)).content.decode()
    assert manager.post(building(hall), told).status_code == 303
    assert [(door.code, door.name) for door in hall.entrances.all()] == [("main-entrance", "Main entrance")]
    assert claims(hall)["ent_step_free"].entrance.code == "main-entrance"
    assert claims(hall)["arr_street"].entrance is None

    manager.post(reverse("place:access", args=[hall.slug]), {"name": "Garden door"})
    late = manager.post(building(hall), {**told, "ent_step_free": "yes"})
    assert late.status_code == 422
    assert "The ways in are others now" in late.content.decode()
    assert claims(hall)["ent_step_free"].value == "no"
    assert "Can someone come in here" not in manager.get(building(hall)).content.decode()


def test_a_measure_that_is_typed_is_the_answer_unless_another_is_chosen(hall, manager):
    room = reverse("place:access_room", args=[hall.slug, "main"])
    manager.post(room, {"mov_door_mm-number": "85", "all_today": "on"})
    assert (claims(hall)["mov_door_mm"].value, claims(hall)["mov_door_mm"].evidence) == ("850", "measured")
    manager.post(room, {"mov_door_mm": "unknown", "mov_door_mm-number": "85"})
    assert claims(hall)["mov_door_mm"].state == "unknown"


@pytest.mark.once
def test_what_is_folded_opens_where_it_says_something(hall, manager):
    """The words of a form, whatever the database."""
    manager.post(
        building(hall), {"arr_street": "yes", "arr_street-note": "By the gate.", "wc_baby": "no", "all_today": "on"}
    )
    asked = {
        question.asked.fact.code: question.is_open
        for question in manager.get(building(hall)).context["form"].questions()
    }
    assert [code for code, is_open in asked.items() if is_open] == ["arr_street"]


@pytest.mark.on_postgres
def test_a_room_like_another_is_filled_in_and_nobody_has_checked_it_yet():
    hall = a_venue(cells=("hall", "snug"))
    manager = carrying(signed_in(a_post(hall, "manager").user), hall, "access")
    first, second = (reverse("place:access_room", args=[hall.slug, room.code]) for room in hall.rooms.all()[:2])
    answers = {
        "mov_step_free": "partial",
        "mov_step_free-note": "One step.",
        "mov_lift": "unknown",
        "mov_door_mm": "unknown",
    }
    manager.post(first, {**answers, "hea_listening": "none", "hea_listening-how": "photographed", "all_today": "on"})
    before = AccessClaim.objects.count()
    form = manager.get(second, {"same_as": hall.rooms.all()[0].code}).context["form"]
    filled = {name: form[name].value() for name in form.fields if form[name].value() and name != "seen"}
    assert filled == answers | {
        "hea_listening": "none",
        "hea_listening-how": "photographed",
        "mov_step_free-how": "stated",
        "mov_lift-how": "stated",
        "mov_door_mm-how": "measured",
    }
    assert manager.post(second, filled).status_code == 422
    assert AccessClaim.objects.count() == before
    assert manager.post(second, {**filled, "all_today": "on"}).status_code == 303
    copied = AccessClaim.objects.get(room__code=hall.rooms.all()[1].code, fact="mov_step_free")
    assert (copied.note, copied.checked_on) == ("One step.", today(hall))


@pytest.mark.once
def test_without_an_accessible_toilet_its_key_is_not_asked_for(hall, manager):
    """The words of a form, whatever the database."""
    index = reverse("place:access", args=[hall.slug])
    assert "Skip this if “Wheelchair-accessible toilet” is no." in manager.get(building(hall)).content.decode()
    for toilet, facts in (("no", 2), ("yes", 1)):
        manager.post(building(hall), {"wc_accessible": toilet, "all_today": "on"})
        assert manager.get(index).context["facts_answered"] == facts


def test_a_hall_whose_parts_answer_for_it_holds_nobody_up():
    hall = a_venue(cells=("front", "back"))
    manager = carrying(signed_in(a_post(hall, "manager").user), hall, "access")
    index = reverse("place:access", args=[hall.slug])
    here = manager.get(index).context["first"]
    for answered, where in ((8, "Front"), (8, "Back"), (12, None)):
        manager.post(here.address, {asked.fact.code: "unknown" for asked in here.asked})
        shown = manager.get(index).context
        here = shown["first"]
        assert (shown["facts_answered"], here and here.name) == (answered, where)


@pytest.mark.on_postgres
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


@pytest.mark.once
def test_the_list_asks_as_many_questions_for_many_rooms(hall, manager, django_assert_max_num_queries):
    """How many statements a page asks is Django’s doing, whichever database answers them."""
    with django_assert_max_num_queries(25):
        manager.get(reverse("place:access", args=[hall.slug]))
    big = a_venue(cells=tuple(f"room-{number}" for number in range(12)))
    someone = carrying(signed_in(a_post(big, "manager").user), big, "access")
    with django_assert_max_num_queries(25):
        someone.get(reverse("place:access", args=[big.slug]))
