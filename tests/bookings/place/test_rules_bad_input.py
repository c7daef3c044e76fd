"""Whatever is posted to the boxes of a rule: an answer in words, never a failure."""

from __future__ import annotations

import random

import pytest

from bookings.desk.price_rules import Rule, document_of, in_words
from bookings.desk.rule_kinds import KINDS
from bookings.forms.place.rules import FORMS
from bookings.forms.place.rules.choices import Choices
from tests.bookings.place.rule_cases import NAMED
from tests.bookings.place.rule_pages import rule_page
from tests.make import a_post, a_tariff, a_venue, signed_in
from tests.shared import shared
from venues import files
from venues.tariffs import TariffFaults, read

pytestmark = pytest.mark.django_db

ODD = ("", "0", "00", "-1", "999999", "x", "on", "²", "1: 2\nx", "0: 0", "1/0", "9" * 400, "100%", "after 99", "\x00")


@shared
def hall():
    venue = a_venue(cells=("front", "back"))
    row = a_tariff(venue)
    row.document |= NAMED
    row.save()
    return venue


@pytest.mark.once
@pytest.mark.parametrize("number", ["0", "00", "-1", "99", "x"])
@pytest.mark.parametrize("kind", ["cancellation", "extras", "fees"])
def test_a_number_of_boxes_that_the_page_never_sends_is_answered(hall, kind, number):
    """A price list is one document in one row: no database has a say in what a form makes of it."""
    manager = signed_in(a_post(hall, "manager").user)
    assert manager.post(rule_page(hall, kind), {"number": number}).status_code == 422


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_odd_values_in_any_box_are_judged(hall, kind):
    """Fifty forms of each kind, always the same ones."""
    file, by_chance = files.from_database(hall), random.Random(kind.table)
    tariff = file.tariffs[0]
    form, choices = FORMS[kind.table], Choices.of(tariff, file)
    for _turn in range(50):
        number = by_chance.choice((None, 1, 3))
        boxes = form(rule=Rule(kind.table), document=document_of(tariff), choices=choices, number=number).fields
        sent = {name: by_chance.choice((*ODD, *_choices(box))) for name, box in boxes.items()}
        filled = form(sent, rule=Rule(kind.table), document=document_of(tariff), choices=choices, number=number)
        if filled.is_valid():
            try:
                read(filled.put(), tariff.currency)
            except TariffFaults as refusal:
                filled.judge(in_words(refusal.faults))
                assert filled.errors


def _choices(box):
    return [str(value) for value, _words in getattr(box, "choices", ())]
