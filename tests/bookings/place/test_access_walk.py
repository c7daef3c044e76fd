"""The walk round a hall on its pages: each answer is kept at once, as checked today, and leads to the next question."""

from __future__ import annotations

import re
import time
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from bookings.desk.walking import walk_round
from tests.make import a_post, a_user, a_venue, signed_in
from tests.reading import words_of
from tests.shared import shared
from venues import files
from venues.access.vocabulary import CORE
from venues.access.walk import Leg
from venues.models import AccessClaim, AccessReport, Entrance, Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]  # what it asks of a database, others ask of both kinds
WALKED = {"mov_step_free": "yes", "mov_lift": "not_needed", "hea_listening": "none", "arr_by_car": "bay"}
PAPER = {
    "ent_ramp": "none",
    "ent_door": "light",
    "ent_entry": "open",
    "wc_transfer": "both",
    "wc_changing_places": "no",
}
A_THOUGHT, A_TAP, A_KEY, WORDS_A_SECOND = 1.35, 1.2, 0.28, 4  # Card, Moran and Newell; reading at 240 words a minute
BETWEEN, WITH_TAPE = 6, 12  # seconds: from one thing to look at to the next, and to hold a tape


@shared
def hall() -> Venue:
    return a_venue()


@shared
def manager(hall) -> Client:
    return signed_in(a_post(hall, "manager").user)


@pytest.fixture
def caretaker(hall) -> Client:
    return signed_in(a_post(hall, "caretaker", a_user("Len")).user)


def home(hall) -> str:
    return reverse("place:access_walk", args=[hall.slug])


def question(hall, *of: str) -> str:
    return reverse("place:access_walk_ask", args=[hall.slug, *of])


def claims(hall) -> dict[str, AccessClaim]:
    return {claim.fact: claim for claim in AccessClaim.objects.current().filter(venue=hall)}


def today(hall) -> date:
    return timezone.now().astimezone(hall.tz).date()


def carried(page: Any, **typed: Any) -> dict[str, Any]:
    form = page.context["form"]
    return {"key": form["key"].value(), "seen": form["seen"].value(), **typed}


def say(browser: Client, address: str, **typed: Any) -> Any:
    """As the page sends it."""
    return browser.post(address, carried(browser.get(address), **typed))


def a_photo() -> SimpleUploadedFile:
    held = BytesIO()
    Image.new("RGB", (640, 480), "green").save(held, "JPEG")
    return SimpleUploadedFile("door.jpg", held.getvalue(), "image/jpeg")


def the_answer(page: Any) -> dict[str, str]:
    """A plain yes, the best word, or a number."""
    stop, form = page.context["screen"].stop, page.context["form"]
    if "number" in form.fields:
        return {"number": "200" if stop.fact.least > 900 else "90"}
    words = [code for code, _said in form.fields["answer"].choices]
    return {"answer": (WALKED | PAPER).get(stop.fact.code, "yes" if "yes" in words else words[0])}


def walk_on(manager: Client, address: str, until: str) -> list[tuple[str, float]]:
    """Answer from there to the end; what was asked, and how many seconds each took."""
    asked = []
    while address != until:
        began = time.process_time()
        page = manager.get(address)
        screen, typed = page.context["screen"], the_answer(page)
        reply: Any = manager.post(address, carried(page, **typed))
        assert reply.status_code == 303, (address, page.context["form"].errors)
        read = len(re.split(r"questions? left", words_of(page))[-1].split("Add a note")[0].split()) / WORDS_A_SECOND
        by_hand = WITH_TAPE + len(typed["number"]) * A_KEY if "number" in typed else A_TAP
        seconds = BETWEEN + read + 2 * A_THOUGHT + by_hand + A_TAP + time.process_time() - began
        asked.append((screen.stop.fact.code, seconds))
        address = reply.url
    return asked


def all_but_the_last(hall, leg: Leg) -> str:
    """As if all but one question of a leg had been walked; where the last is."""
    walked = walk_round(hall, on=today(hall), by_manager=True)
    *stops, last = walked.walk.asked(leg)
    at = {"entrance": {"entrance": hall.entrances.get()}, "room": {"room": hall.rooms.get()}, "venue": {}}
    AccessClaim.objects.bulk_create(
        AccessClaim(venue=hall, fact=stop.fact.code, state="unknown", **at[stop.fact.scope]) for stop in stops
    )
    return walked.address_of(last)


@pytest.mark.once
def test_the_twelve_are_answered_in_five_minutes_then_come_the_others_and_the_measures_last(hall, manager):
    """A walk is the same beside either database."""
    here = manager.get(home(hall)).context["here"]
    assert (here.left, here.all) == (12, 12)
    asked = walk_on(manager, here.address, home(hall))
    assert [code for code, _seconds in asked] == [fact.code for fact in CORE]
    seconds = sum(each for _code, each in asked)
    print(f"{len(asked)} screens, {seconds:.0f} seconds")
    assert seconds < 300
    assert {claim.checked_on for claim in claims(hall).values()} == {today(hall)}
    assert (claims(hall)["mov_door_mm"].value, claims(hall)["mov_door_mm"].evidence) == ("900", "measured")
    lines = manager.get(home(hall)).context["lines"]
    assert [(line.leg, line.all - line.done) for line in lines] == [("core", 0), ("more", 42), ("measures", 10)]
    ends = ["The twelve are answered. The others", "or leave them for another day", "All of it is asked, and in date."]
    for end, leg in zip(ends, (Leg.MORE, Leg.MEASURES, None), strict=True):
        page = manager.get(home(hall))
        assert end in words_of(page)
        if leg:
            assert page.context["here"].leg == leg
            assert len(walk_on(manager, all_but_the_last(hall, leg), home(hall))) == 1
    file = files.from_database(hall)
    assert files.read(files.write(file)) == file


def test_an_answer_is_a_check_of_today_by_that_post_and_the_first_of_a_way_in_makes_it(hall, caretaker):
    reply = say(
        caretaker, question(hall, "ent_step_free", "main-entrance"), answer="partial", note="A ramp is put out."
    )
    assert reply.url == question(hall, "mov_step_free", "main")
    claim = claims(hall)["ent_step_free"]
    assert (claim.entrance.code, claim.checked_on, claim.checked_by_post) == ("main-entrance", today(hall), "caretaker")
    assert (claim.evidence, claim.note) == ("stated", "A ramp is put out.")
    again = caretaker.get(home(hall))
    assert (again.context["core"].done, again.context["here"].left) == (2, 10)  # the manager's own counts as done
    assert "Go on: 10 left" in words_of(again)
    say(caretaker, question(hall, "ent_entry", "main-entrance"), answer="keysafe")
    said = [(each.label, each.place, each.words) for each in caretaker.get(home(hall)).context["said"]]
    door = "Main entrance"
    assert said == [("Step-free entrance", door, "in part"), ("How people get in", door, "with a key from a key safe")]
    assert "the manager" in words_of(again).split("Still unknown")[1]


def test_a_question_says_which_door_or_room_it_is_about(manager):
    hall = a_venue(cells=("hall", "snug"))
    for code, name in (("front", "Front door"), ("yard", "Yard door")):
        Entrance.objects.create(venue=hall, code=code, name=name)
    keeper = signed_in(a_post(hall, "manager", a_user("Nell")).user)
    page = keeper.get(question(hall, "ent_step_free", "yard"))
    assert "About 15 questions left" in words_of(page)
    assert "Yard door Can someone come in here" in words_of(page)
    assert keeper.get(question(hall, "ent_step_free", "cellar")).status_code == 404
    assert keeper.get(question(hall, "no_fact")).status_code == 404
    assert manager.get(question(hall, "arr_street")).status_code == 404


def test_nothing_is_chosen_beforehand_and_i_do_not_know_is_an_answer_that_ends_among_the_unknown(hall, manager):
    address = question(hall, "hea_listening", "main")
    page = manager.get(address).content.decode()
    assert " checked" not in page.split("data-screen")[1].split("<template")[0]
    assert say(manager, address).status_code == 422
    assert say(manager, address, answer="unknown").status_code == 303
    claim = claims(hall)["hea_listening"]
    assert (claim.state, claim.checked_on, claim.evidence) == ("unknown", None, "")
    [unknown] = manager.get(home(hall)).context["unknown"]
    assert (unknown.label, unknown.place) == ("Hearing loop or other listening system", "Main")
    assert unknown.who.startswith("the manager")  # there is no caretaker


@pytest.mark.parametrize(
    ("fact", "typed", "status", "kept"),
    [
        ("wc_door_mm", "82.5", 303, "825"),
        ("wc_door_mm", "82,5x", 422, None),
        ("wc_door_mm", "2", 422, None),
        ("wc_door_mm", "850", 422, None),  # millimetres, where a tape has centimetres: no door is so wide
        ("arr_gradient", "8.4", 303, "11"),
        ("arr_gradient", "0", 303, "1000"),
        ("arr_car_m", "40", 303, "40"),
        ("arr_car_m", "-1", 422, None),
        ("arr_car_m", "1e9", 422, None),
        ("arr_car_m", "٣٤", 303, "34"),
    ],
)
def test_a_tape_has_centimetres_and_a_slope_is_never_made_gentler(hall, manager, fact, typed, status, kept):
    assert say(manager, question(hall, fact), number=typed).status_code == status
    assert (claims(hall)[fact].value if fact in claims(hall) else None) == kept


@pytest.mark.parametrize("by_walk", [True, False])
def test_millimetres_typed_for_centimetres_are_asked_about_once_and_then_believed(hall, manager, by_walk):
    address, name = question(hall, "wc_turning_mm"), "number"
    more: dict[str, str] = {}
    if not by_walk:
        address, name = f"{reverse('place:access_building', args=[hall.slug])}?stage=toilets", "wc_turning_mm-number"
        more = {"all_today": "on"}

    def send(typed: str, sent: str) -> Any:
        said = {name: typed, f"{name}-sent": sent, **more}
        if by_walk:
            return say(manager, address, **said)
        return manager.post(address, said | {"seen": manager.get(address).context["form"]["seen"].value()})

    asked = send("850", "")
    assert asked.status_code == 422
    assert "850 cm is 8.5 metres. Did you mean 85 cm? If it is so, send it once more." in words_of(asked)
    assert f'name="{name}-sent" value="8500"' in asked.text
    assert "Did you mean 84 cm?" in words_of(send("840", "8500"))
    assert not claims(hall)
    assert send("850", "8500").status_code == 303
    assert claims(hall)["wc_turning_mm"].value == "8500"
    if not by_walk:
        assert send("850", "").status_code == 303  # it is known by now, and not asked about again


def test_the_same_answer_twice_is_one_and_a_late_one_does_not_undo_what_somebody_else_saw(hall, manager, caretaker):
    address = question(hall, "arr_street")
    typed = carried(manager.get(address), answer="yes")
    stale = carried(caretaker.get(address), answer="no")
    assert [manager.post(address, typed).status_code for _time in range(2)] == [303, 303]
    late = caretaker.post(address, stale)
    assert late.status_code == 409
    assert "Somebody else changed this" in words_of(late)
    say(caretaker, address, answer="no")
    assert manager.post(address, typed).status_code == 303  # sent once more, long after
    assert claims(hall)["arr_street"].value == "no"
    assert AccessClaim.objects.filter(venue=hall).count() == 2


def test_an_answer_that_lay_on_a_phone_has_the_day_on_which_it_was_checked(hall, manager):
    days = {"arr_street": (3, 3), "wc_baby": (-1, 0)}
    for fact, (ago, kept) in days.items():
        say(manager, question(hall, fact), answer="yes", checked=(today(hall) - timedelta(days=ago)).isoformat())
        assert claims(hall)[fact].checked_on == today(hall) - timedelta(days=kept)
    for odd in ("2001-01-01", "yesterday", "9999-99-99"):
        assert say(manager, question(hall, "sen_quiet"), answer="yes", checked=odd).status_code == 422


def test_still_so_keeps_what_was_told_with_it_and_moves_the_day(hall, manager):
    AccessClaim.objects.create(
        venue=hall,
        fact="wc_baby",
        state="known",
        value="yes",
        evidence="stated",
        note="In the ladies’.",
        source_url="https://hall.example",
        checked_on=date(2020, 1, 1),
    )
    page = manager.get(question(hall, "wc_baby"))
    assert "Now it says: Yes. In the ladies’" in words_of(page).replace(", last checked 1 January 2020", "")
    say(manager, question(hall, "wc_baby"), answer="yes")
    claim = claims(hall)["wc_baby"]
    assert (claim.note, claim.source_url, claim.checked_on) == ("In the ladies’.", "https://hall.example", today(hall))
    assert claim.supersedes.checked_on == date(2020, 1, 1)


def test_what_cannot_be_true_beside_an_older_answer_is_told_and_the_older_one_may_be_given_up(hall, manager):
    steps, free = question(hall, "ent_steps", "main-entrance"), question(hall, "ent_step_free", "main-entrance")
    say(manager, free, answer="no")
    say(manager, steps, number="2")
    say(manager, question(hall, "ent_ramp", "main-entrance"), answer="none")
    told = say(manager, free, answer="yes")
    assert told.status_code == 422
    assert "“Steps at the entrance” cannot both be true" in words_of(told)
    assert claims(hall)["ent_step_free"].value == "no"
    assert say(manager, free, answer="yes", give_up="on").status_code == 303
    said = claims(hall)
    assert (said["ent_step_free"].value, said["ent_steps"].state, said["ent_ramp"].value) == ("yes", "unknown", "none")


def test_only_what_a_rule_leaves_is_offered(hall, manager):
    say(manager, question(hall, "mov_step_free", "main"), answer="yes")
    page = manager.get(question(hall, "mov_lift", "main"))
    offered = [code for code, _words in page.context["form"].fields["answer"].choices]
    assert offered == ["not_needed", "passenger", "platform", "unknown"]
    assert say(manager, question(hall, "mov_lift", "main"), answer="none").status_code == 422


def test_a_photo_comes_with_words_is_made_anew_and_shows_the_fact(hall, manager, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    address = question(hall, "arr_street")
    without = say(manager, address, answer="yes", photo=a_photo())
    assert (without.status_code, "what the photo shows" in words_of(without)) == (422, True)
    broken = SimpleUploadedFile("door.jpg", b"no picture", "image/jpeg")
    assert say(manager, address, answer="yes", photo=broken, alt="The gate.").status_code == 422
    assert (claims(hall), [*tmp_path.rglob("*.webp")]) == ({}, [])
    stale = carried(manager.get(address), answer="no", photo=a_photo(), alt="The gate.")
    assert say(manager, address, answer="yes", photo=a_photo(), alt="The gate.").status_code == 303
    claim = claims(hall)["arr_street"]
    assert (claim.picture.alt, claim.evidence, claim.picture.room) == ("The gate.", "photographed", None)
    kept = sorted(tmp_path.rglob("*.webp"))
    assert manager.post(address, stale | {"photo": a_photo()}).status_code == 409
    assert sorted(tmp_path.rglob("*.webp")) == kept


def test_looking_once_more_answers_a_visitor_who_found_it_different_the_same_day(hall, manager):
    address = question(hall, "wc_baby")
    say(manager, address, answer="yes")
    told = {"fact": "wc_baby", "words": "It is locked.", "made_on": today(hall)}
    report = AccessReport.objects.create(venue=hall, claim=claims(hall)["wc_baby"], **told)
    assert "A visitor told us" in words_of(manager.get(address))
    for _time in range(2):
        assert say(manager, address, answer="yes").status_code == 303
    report.refresh_from_db()
    assert (report.answered_on, report.answer) == (today(hall), claims(hall)["wc_baby"])
    assert AccessClaim.objects.count() == 2


def test_nor_is_the_number_for_messages_written_on_the_way(hall, manager):
    told = say(manager, question(hall, "ent_text"), answer="yes", note="Text 07700 900123")
    assert (told.status_code, claims(hall)) == (422, {})
    assert "Leave the number out" in told.content.decode()


def test_what_is_about_safety_is_not_asked_of_a_caretaker(hall, manager, caretaker):
    assert caretaker.get(question(hall, "mov_evac")).status_code == 404
    assert manager.get(question(hall, "mov_evac")).status_code == 200


def test_a_page_asks_as_many_questions_for_many_rooms(hall, manager, django_assert_max_num_queries):
    big = a_venue(cells=tuple(f"room-{number}" for number in range(12)))
    nell = signed_in(a_post(big, "manager", a_user("Nell")).user)
    for browser, place in ((manager, hall), (nell, big)):
        for address in (home(place), question(place, "arr_street")):
            with django_assert_max_num_queries(16):
                browser.get(address)
