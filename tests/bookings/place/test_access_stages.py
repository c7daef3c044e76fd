"""All that can be told of a place beside the core: by the stages of a visitor's journey, without what follows.

On one database only: what is kept goes the way that tests/bookings/place/test_access.py proves on both.
"""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from bookings.desk.answering import spots_of
from tests.bookings.place.as_shown import carrying
from tests.bookings.test_rooms import a_picture
from tests.make import a_post, a_venue, signed_in
from tests.shared import shared
from venues import files
from venues.access.vocabulary import FACTS
from venues.models import AccessClaim, Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]
ON = date(2026, 2, 3)


@shared
def hall() -> Venue:
    return a_venue()


@shared
def manager(hall) -> Client:
    return carrying(signed_in(a_post(hall, "manager").user), hall, "access")


def building(hall, stage: str = "") -> str:
    return reverse("place:access_building", args=[hall.slug]) + (f"?stage={stage}" if stage else "")


def said(hall) -> dict[str, AccessClaim]:
    return {claim.fact: claim for claim in AccessClaim.objects.current().filter(venue=hall)}


def test_every_one_of_the_facts_is_asked_somewhere_and_once(hall):
    spots = spots_of(hall, on=ON)
    asked = [
        each.fact.code for spot in spots for part in (spot.asked, *(s.asked for s in spot.stages)) for each in part
    ]
    assert sorted(asked) == sorted(FACTS)


def test_a_stage_has_a_page_of_its_own_and_says_how_much_of_it_is_answered(hall, manager):
    page = manager.get(building(hall)).content.decode()
    assert "?stage=toilets" in page
    assert manager.get(building(hall, "cellar")).status_code == 404
    told = {"wc_door_mm-number": "85", "wc_door_mm-method": "with a tape measure", "all_today": "on"}
    source = {"wc_door_mm-source": "https://hall.example/access"}
    assert manager.post(building(hall, "toilets"), told | source).url == building(hall) + "#stages"
    claim = said(hall)["wc_door_mm"]
    assert (claim.value, claim.evidence, claim.method) == ("850", "measured", "with a tape measure")
    assert (claim.source_url, claim.checked_by_post) == ("https://hall.example/access", "manager")
    toilets = next(stage for stage in spots_of(hall, on=ON)[0].stages if stage.code == "toilets")
    assert (toilets.answered, len(toilets.asked)) == (1, 7)


def test_a_tick_on_one_stage_moves_no_date_of_another(hall, manager):
    manager.post(building(hall, "sensory"), {"sen_scent": "yes", "sen_scent-day": "2026-02-03"})
    manager.post(building(hall, "seeing"), {"see_signs": "no", "all_today": "on"})
    assert said(hall)["sen_scent"].checked_on == date(2026, 2, 3)
    assert said(hall)["see_signs"].checked_on > date(2026, 2, 3)


def test_what_follows_from_an_answer_is_not_asked(hall, manager):
    manager.post(building(hall), {"wc_accessible": "no", "ent_step_free": "yes", "all_today": "on"})
    form = manager.get(building(hall, "toilets")).context["form"]
    assert [asked.fact.code for asked in form.open] == ["wc_gender_neutral"]
    assert "Not asked, since it follows from other answers: That toilet kept clear;" in (
        manager.get(building(hall, "toilets")).content.decode()
    )
    entrance = [asked.fact.code for asked in manager.get(building(hall, "entrance")).context["form"].open]
    assert "ent_steps" not in entrance
    assert "ent_door_mm" in entrance


def test_two_answers_that_cannot_both_be_true_are_told_and_not_saved(hall, manager):
    manager.post(building(hall, "entrance"), {"ent_steps": "number", "ent_steps-number": "2", "all_today": "on"})
    late = manager.post(building(hall), {"ent_step_free": "yes", "all_today": "on"})
    assert late.status_code == 422
    assert "“Steps at the entrance” cannot both be true: there is no step at all." in late.content.decode()
    assert "ent_step_free" not in said(hall)


def test_a_picture_of_the_place_may_show_it_and_may_be_taken_off(hall, manager, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    picture = a_picture(hall)
    told = {"see_signs": "yes", "see_signs-picture": str(picture.pk), "all_today": "on"}
    manager.post(building(hall, "seeing"), told)
    assert said(hall)["see_signs"].picture == picture
    text = files.write(files.from_database(hall))
    assert "picture" not in text
    page = Client().get(hall.rooms.get().get_absolute_url()).content.decode()
    assert "Picture: A hall with a green door</a>" in page
    manager.post(building(hall, "seeing"), told | {"see_signs-note": "At the door."})
    assert (said(hall)["see_signs"].picture, said(hall)["see_signs"].note) == (picture, "At the door.")
    manager.post(building(hall, "seeing"), told | {"see_signs-picture": ""})
    assert said(hall)["see_signs"].picture is None


def test_a_file_keeps_how_it_was_found_and_where_it_is_written(hall, manager):
    told = {"see_signs": "yes", "see_signs-method": "read from 5 m", "see_signs-source": "https://hall.example"}
    manager.post(building(hall, "seeing"), told | {"all_today": "on"})
    file = files.from_database(hall)
    assert files.read(files.write(file)) == file
    assert 'href="https://hall.example" rel="nofollow"' in Client().get(hall.get_absolute_url()).content.decode()
    assert 'method = "read from 5 m"\nsource = "https://hall.example"' in files.write(file)
