"""A price list that says more than a table of hours can: told on the page of prices, kept, and raised with the rest."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.bookings.place.price_page import page, typed
from tests.make import a_post, a_venue, signed_in
from tests.shared import shared
from venues import files
from venues.tariffs.grid import other_rates

pytestmark = pytest.mark.django_db

LATER = timezone.localdate() + timedelta(days=60)


@shared
def hall():
    return a_venue(cells=("front", "back"))


@shared
def manager(hall):
    return signed_in(a_post(hall, "manager").user)


@pytest.fixture
def by_the_session(hall):
    """The whole hall is let by the session; a winter's day costs more; the front has prices per hour, too."""
    row = hall.tariffs.get()
    row.document |= {
        "bands": [{"code": "morning", "name": "Morning", "days": ["sat", "sun"], "from": "09:00", "to": "13:00"}],
        "seasons": [{"code": "winter", "name": "Winter", "from": "10-01", "to": "04-30"}],
        "products": [{"code": "session", "name": "Session", "sessions": ["morning"]}],
        "adjustments": [{"code": "heating", "name": "Heating", "dates": "winter", "percent": "7"}],
        "rates": [
            *(rate for rate in row.document["rates"] if rate["room"] == "front"),
            {"room": "whole", "product": "session", "band": "morning", "per_session": "40.00"},
        ],
    }
    row.save()
    return hall


@pytest.mark.once
def test_what_the_table_does_not_show_is_told_and_kept(by_the_session, manager):
    """A price list is one document in one row: no database has a say in what a form makes of it."""
    for address in (page(by_the_session), page(by_the_session, "prices_new")):
        shown = manager.get(address).content.decode()
        assert "Heating" in shown
        assert "£40.00" in shown
    before = files.from_database(by_the_session).tariffs[0]
    sent = typed(manager, page(by_the_session, "prices_new"), first=str(LATER))
    answer = manager.post(page(by_the_session, "prices_new"), {**sent, "price.front.any.standard": "13"})
    if answer.status_code == 409:  # some hours have no price, and that is meant
        answer = manager.post(page(by_the_session, "prices_new"), {**sent, "agreed": answer.context["agreed"]})
    assert answer.status_code == 303
    after = files.from_database(by_the_session).tariffs[-1]
    assert (after.products, after.adjustments, after.seasons) == (before.products, before.adjustments, before.seasons)
    assert other_rates(after) == other_rates(before)


@pytest.mark.once
def test_a_list_without_any_price_per_hour_can_be_renewed(by_the_session, manager):
    """A price list is one document in one row: no database has a say in what a form makes of it."""
    row = by_the_session.tariffs.get()
    row.document["rates"] = [rate for rate in row.document["rates"] if "per_hour" not in rate]
    row.save()
    sent = typed(manager, page(by_the_session, "prices_new"), first=str(LATER))
    answer = manager.post(page(by_the_session, "prices_new"), sent)
    answer = manager.post(page(by_the_session, "prices_new"), {**sent, "agreed": answer.context["agreed"]})
    assert answer.status_code == 303
    assert len(other_rates(files.from_database(by_the_session).tariffs[-1])) == 1


@pytest.mark.once
def test_a_rise_reaches_what_the_table_does_not_show(by_the_session, manager):
    """A price list is one document in one row: no database has a say in what a form makes of it."""
    address = f"{page(by_the_session, 'prices_new')}?percent=10&to=10"
    assert f'action="{address.replace("&", "&amp;")}"' in manager.get(address).content.decode()
    sent = typed(manager, address, first=str(LATER))
    answer = manager.post(address, sent)
    manager.post(address, {**sent, "agreed": answer.context["agreed"]})
    (rate,) = other_rates(files.from_database(by_the_session).tariffs[-1])
    assert rate.way.price.text == "44.00"
