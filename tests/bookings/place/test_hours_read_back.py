"""What was typed as hours is read back in words, so that a slip shows at once."""

from __future__ import annotations

import pytest
from django.urls import reverse

from bookings.desk.timetables import week_words
from tests.bookings.place.new_hall import its_manager
from tests.make import a_venue

LONG, SHORT = ((510, 1350),), ((540, 780), (1080, 1500))


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ([LONG] * 7, "Open every day, 8:30am to 10:30pm."),
        ([LONG] * 5 + [SHORT, ()], "Open Monday to Friday, 8:30am to 10:30pm; Saturday, 9am to 1pm and 6pm to 1am; "
         "closed Sunday."),
        ([(), LONG, (), LONG, (), (), ()], "Open Tuesday and Thursday, 8:30am to 10:30pm; closed Monday, Wednesday, "
         "Friday, Saturday and Sunday."),
    ],
)  # fmt: skip
def test_a_week_is_told_in_a_sentence(days, words):
    assert week_words(days) == words


@pytest.mark.django_db
def test_the_message_after_saving_reads_the_hours_back():
    venue = a_venue()
    nell, page = its_manager(venue), reverse("place:hours", args=[venue.slug])
    seen = nell.get(page).context["form"]["seen"].value()
    typed = dict.fromkeys((f"day{day}" for day in range(6)), "8.30am till 10.30pm")
    answer = nell.post(page, {**typed, "day6": "closed", "seen": seen}, follow=True)
    [said] = answer.context["messages"]
    assert str(said) == "The usual week is saved. Open Monday to Saturday, 8:30am to 10:30pm; closed Sunday."
