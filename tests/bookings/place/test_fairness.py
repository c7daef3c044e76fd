"""Fair use by page and by file: caps and kept hours, saved, changed, taken away, and refused in words.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts import journal
from bookings.actions import import_venue
from tests.make import a_post, a_venue, signed_in
from tests.shared import shared
from venues import files
from venues.fair_use import Cap, FairUse, Hours, KeptHours, from_document
from venues.models import Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]

CAP = {"name": "evening", "days": ["0", "3"], "hours": "6pm to 10pm", "most_hours": "4"}
KEPT = {"whom": ["new", "young"], "days": ["5"], "hours": "10am to 12 noon", "room": "front", "days_before": "7"}
THE_CAP = Cap("evening", Hours((0, 3), 1080, 1320), 4)
THE_KEPT = KeptHours(Hours((5,), 600, 720), 7, for_new=True, for_young=True, room="front")


@shared
def hall():
    return a_venue(cells=("front", "back"))


@shared
def ada(hall):
    return signed_in(a_post(hall, "manager").user)


def page(hall, name="", *args):
    return reverse(f"place:fair{name}", args=[hall.slug, *args])


def seen(browser, address):
    return browser.get(address).context["form"]["seen"].value()


def save(browser, address, typed, **more):
    return browser.post(address, {**typed, "seen": seen(browser, address), **more})


def rules(hall) -> FairUse:
    return from_document(Venue.objects.get(pk=hall.pk).fair_use)


def test_a_cap_and_kept_hours_are_saved_and_read_back_in_words(hall, ada):
    assert save(ada, page(hall, "_new", "cap"), CAP).status_code == 303
    assert save(ada, page(hall, "_new", "kept"), KEPT).status_code == 303
    assert rules(hall) == FairUse((THE_CAP,), (THE_KEPT,))
    told = ada.get(page(hall)).content.decode()
    assert "Monday and Thursday, 6pm to 10pm" in told
    assert "kept for new groups and groups for young people until 7 days before." in told
    assert journal.of(hall).first().verb == "changed fair"
    form = ada.get(page(hall, "_change", "kept", 1)).context["form"]
    assert (form["hours"].value(), form["room"].value(), form["whom"].value()) == (
        "10am to midday",
        "front",
        ["new", "young"],
    )


def test_what_is_saved_goes_through_the_file_and_back_to_the_same_bytes(hall, ada):
    save(ada, page(hall, "_new", "cap"), CAP, all_branches="on")
    save(ada, page(hall, "_new", "kept"), KEPT)
    text = files.write(files.from_database(Venue.objects.get(pk=hall.pk)))
    assert "[[peak_caps]]" in text
    Venue.objects.update(fair_use=None)
    outcome = import_venue(files.read(text), by=None, at=timezone.now())
    assert outcome.changes == ("Changed what is fair use.",)
    assert files.write(files.from_database(outcome.venue)) == text


def test_a_rule_is_changed_and_taken_away(hall, ada):
    save(ada, page(hall, "_new", "cap"), CAP)
    address = page(hall, "_change", "cap", 1)
    assert save(ada, address, CAP, most_hours="6").status_code == 303
    assert rules(hall).caps[0].most_hours == 6
    assert ada.post(address, {"take_away": "yes", "seen": seen(ada, address)}).status_code == 303
    assert rules(hall).is_off
    assert ada.get(address).status_code == 404


@pytest.mark.once
@pytest.mark.parametrize(
    ("kind", "typed", "field", "words"),
    [
        ("cap", {"name": ""}, "name", "Say what you call these hours"),
        ("cap", {"days": []}, "days", "Tick at least one day."),
        ("cap", {"days": ["9"]}, "days", "Choose from these days."),
        ("cap", {"hours": "closed"}, "hours", "Write one stretch of the day"),
        ("cap", {"hours": "same"}, "hours", "Write one stretch of the day"),
        ("cap", {"hours": "6 to 10"}, "hours", "Is that 6am or 6pm?"),
        ("cap", {"most_hours": "some"}, "most_hours", "Write whole hours in figures"),
        ("cap", {"most_hours": "0"}, "most_hours", "At least one hour"),
        ("kept", {"whom": []}, "whom", "Say for whom they are kept."),
        ("kept", {"room": "attic"}, "room", "Choose one of these rooms."),
        ("kept", {"days_before": "999"}, "days_before", "At most a year before."),
    ],
)
def test_bad_input_is_refused_beside_its_field(hall, ada, kind, typed, field, words):
    """It is judged in Python before anything is kept; what is odd in itself the storm types on both kinds."""
    answer = save(ada, page(hall, "_new", kind), CAP if kind == "cap" else KEPT, **typed)
    assert answer.status_code == 422
    [said] = answer.context["form"].errors[field]
    assert said.startswith(words)
    assert rules(hall).is_off


@pytest.mark.once
def test_two_caps_of_one_name_and_a_page_that_is_old_are_refused(hall, ada):
    """The words of a form, whatever the database."""
    old = seen(ada, page(hall, "_new", "cap"))
    save(ada, page(hall, "_new", "cap"), CAP)
    assert save(ada, page(hall, "_new", "cap"), CAP).status_code == 422
    answer = ada.post(page(hall, "_new", "cap"), {**CAP, "name": "weekend", "seen": old})
    assert answer.status_code == 409
    assert answer.context["form"]["name"].value() == "weekend"
    again = ada.post(
        page(hall, "_new", "cap"), {**CAP, "name": "weekend", "seen": answer.context["form"]["seen"].value()}
    )
    assert again.status_code == 303
    assert len(rules(hall).caps) == 2


def test_there_are_two_kinds_of_rules(hall, ada):
    assert ada.get(page(hall, "_new", "fines")).status_code == 404
    assert ada.get(page(hall, "_change", "cap", 0)).status_code == 404
