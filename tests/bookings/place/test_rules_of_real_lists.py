"""Forty-eight published price lists on the page of their rules: all of it told, and kept by whoever saves a rule."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone

from bookings.actions.import_venue import import_venue
from bookings.desk.price_rules import TABLES, document_of
from tests.bookings.place.price_page import page
from tests.bookings.place.rule_pages import rule_page, shown
from tests.make import a_post, a_user, signed_in
from venues import files
from venues.models import Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]

FILES = sorted((Path(__file__).parents[2] / "data" / "tariffs").glob("*.toml"))
IN_UNITS = "18_norfolk_cc_school_lettings_2001"  # whose prices only the file can say


@pytest.fixture(scope="module")
def treasurer(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        user = a_user("Tess")
        yield user, signed_in(user)
        transaction.set_rollback(True)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_rule_is_told_and_one_that_is_saved_again_changes_nothing(path, treasurer):
    """How a list is read and written is the same on every kind of database."""
    user, browser = treasurer
    file = files.read(path.read_bytes())
    import_venue(file, by=None, at=timezone.now())
    hall = Venue.objects.get(slug=file.venue.slug)
    a_post(hall, "manager", user)
    tariff = files.from_database(hall).tariffs[0]
    key = tariff.valid_from.isoformat()

    answer = browser.get(page(hall, "prices_rules", key))
    told = [(kind, rule, is_known) for kind, rules in answer.context["parts"] for rule, _words, is_known in rules]
    document = document_of(tariff)
    assert {(kind.table, place) for kind, rule, _known in told for place in rule.places} == {
        (table, place) for table in TABLES for place in range(len(document.get(table, ())))
    }
    assert all(is_known for _kind, _rule, is_known in told) or path.stem == IN_UNITS

    for kind, rule in [(kind, rule) for kind, rule, is_known in told if is_known][:1]:
        address = rule_page(hall, kind.slug, rule.number, key=key)
        assert browser.post(address, shown(browser, address)).status_code == 303
    assert files.from_database(hall).tariffs[0] == tariff


def test_what_the_page_cannot_show_is_told_and_kept(treasurer):
    """Likewise."""
    user, browser = treasurer
    file = files.read(next(path for path in FILES if path.stem == IN_UNITS).read_bytes())
    import_venue(file, by=None, at=timezone.now())
    hall = Venue.objects.get(slug=file.venue.slug)
    a_post(hall, "manager", user)
    address = rule_page(hall, "extras", 1, key=file.tariffs[0].valid_from.isoformat())
    answer = browser.get(address)
    assert "Kitchen for drinks: 0.25 units" in answer.content.decode()
    assert "Only the file can change this" in answer.content.decode()
    assert browser.post(address, {"name": "Kitchen"}).status_code == 409
    assert files.from_database(hall).tariffs[0] == file.tariffs[0]
