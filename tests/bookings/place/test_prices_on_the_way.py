"""The first prices on the way to a published hall: the dearest are the standard, and gaps left on purpose are kept.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.bookings.place.new_hall import a_ready_draft, its_manager
from tests.bookings.place.price_page import page, typed

pytestmark = [pytest.mark.django_db, pytest.mark.once]

DEAREST = "Anybody may choose “Standard”, so make it the dearest"


def test_gaps_left_on_purpose_are_saved_with_one_button_that_goes_on():
    draft = a_ready_draft()
    draft.tariffs.all().delete()
    nell, address = its_manager(draft), page(draft)
    sent = typed(nell, address, **{"price.main.any.standard": "12", "then": "next"})
    asked = nell.post(address, sent)
    told = asked.content.decode()
    assert asked.status_code == 409
    assert told.count("That is right: save and go on</button>") == 2  # beside the gaps, and at the foot
    for other in ("Save with these gaps", "Save and go on<", "Save this price list"):
        assert other not in told
    done = nell.post(address, {**sent, "agreed": asked.context["agreed"]})
    assert (done.status_code, done["Location"]) == (303, reverse("place:publish", args=[draft.slug]))
    assert draft.tariffs.count() == 1


def test_other_gaps_than_those_seen_are_asked_about_once_more():
    draft = a_ready_draft()
    draft.tariffs.all().delete()
    nell, address = its_manager(draft), page(draft)
    sent = typed(nell, address, **{"price.main.any.standard": "12", "then": "next"})
    agreed = nell.post(address, sent).context["agreed"]
    others = {"price.main.any.standard": "", "price.main.any.community": "8"}
    assert nell.post(address, {**sent, **others, "agreed": agreed}).status_code == 409
    assert not draft.tariffs.exists()


@pytest.mark.once
def test_which_price_is_to_be_the_dearest_is_said_before_the_grid():
    """A price list is one document in one row: no database has a say in what a form makes of it."""
    draft = a_ready_draft()
    draft.tariffs.all().delete()
    nell = its_manager(draft)
    told = nell.get(page(draft)).content.decode()
    assert told.index(DEAREST) < told.index("<table")
    draft.operator.categories.filter(is_standard=False).delete()
    assert "Anybody may choose" not in nell.get(page(draft)).content.decode()
