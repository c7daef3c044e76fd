"""Quiet hours, the summary and the number for emergencies, by page.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

from datetime import time

import pytest
from django.urls import reverse

from accounts import journal
from bookings.actions.change_venue import print_of
from tests.make import a_post, a_venue, signed_in
from venues import files
from venues.models import Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def hall() -> Venue:
    return a_venue()


@pytest.fixture
def desk(hall):
    return signed_in(a_post(hall, "secretary").user)


def page(hall: Venue) -> str:
    return reverse("place:letters", args=[hall.slug])


def typed(hall: Venue, **other) -> dict[str, object]:
    usual = {"quiet_from": "", "quiet_until": "", "digest": "never", "emergency_phone": "", "seen": mark(hall)}
    return {**usual, **other}


def mark(hall: Venue) -> str:
    return print_of(Venue.objects.select_related("operator").get(pk=hall.pk), "venue")


def test_what_is_typed_is_kept_stands_there_again_and_in_the_file(hall, desk):
    told = {"quiet_from": "9pm", "quiet_until": "9am", "quiet_days": ["6", "5"], "digest": "mondays"}
    answer = desk.post(page(hall), typed(hall, emergency_phone="01632 960999", **told))
    assert (answer.status_code, answer["Location"]) == (303, page(hall))
    hall.refresh_from_db()
    assert (hall.quiet_from, hall.quiet_until, hall.quiet_days) == (time(21), time(9), [5, 6])
    assert (hall.digest, hall.emergency_phone) == ("mondays", "01632 960999")
    assert journal.of(hall).filter(verb="changed letters").exists()
    again = desk.get(page(hall)).content.decode()
    assert 'value="21:00"' in again
    assert "Last changed by Ada" in again
    file = files.write(files.from_database(hall))
    for line in ('quiet_from = "21:00"', 'quiet_until = "09:00"', 'digest = "mondays"'):
        assert line in file
    assert files.read(file).venue.quiet_days == (5, 6)
    assert (
        "Nothing was changed."
        in desk.post(
            page(hall), typed(hall, **{**told, "emergency_phone": hall.emergency_phone}), follow=True
        ).content.decode()
    )


@pytest.mark.once
@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({"quiet_from": "9pm"}, "this one is missing"),
        ({"quiet_from": "9pm", "quiet_until": "9pm"}, "end at another time"),
        ({"quiet_from": "99"}, "could not read that time"),
        ({"quiet_days": [str(day) for day in range(7)]}, "One day of the week"),
        ({"digest": "hourly"}, "Choose one of those that are offered now."),
        ({"emergency_phone": "call me"}, "“call me” is not a telephone number"),
    ],
)
def test_what_cannot_be_is_said_beside_it_and_nothing_is_lost(hall, desk, other, words):
    """The words of a form, whatever the database."""
    answer = desk.post(page(hall), typed(hall, **{"emergency_phone": "01632 960999", **other}))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Venue.objects.exclude(emergency_phone="").exists()


def test_two_who_save_at_once_do_not_undo_each_other(hall, desk):
    first = typed(hall, emergency_phone="01632 960001")
    desk.post(page(hall), first)
    answer = desk.post(page(hall), {**first, "emergency_phone": "01632 960002"})
    assert answer.status_code == 409
    assert "01632 960002" in answer.content.decode()
    hall.refresh_from_db()
    assert hall.emergency_phone == "01632 960001"
