"""Published price lists typed wholly by page, box by box, and priced to the penny by the cases that go with them.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from django.utils import timezone

from bookings.actions.import_venue import import_venue
from tests.bookings.place.boards import BOARDS
from tests.bookings.place.more_boards import MORE_BOARDS
from tests.bookings.place.typing_a_list import type_in
from tests.make import a_post, signed_in
from venues import files
from venues.bank_holidays import bank_holidays
from venues.models import Venue
from venues.tariffs.cases import Offered, judged, read_cases, refunded

pytestmark = [pytest.mark.django_db, pytest.mark.once]

LISTS = Path(__file__).parents[2] / "data" / "tariffs"
ALL = {**BOARDS, **MORE_BOARDS}
FIRST, *OTHERS = ALL


@pytest.mark.parametrize("name", [FIRST, *(pytest.param(name, marks=pytest.mark.once) for name in OTHERS)])
def test_a_list_from_the_notice_board_has_no_wrong_price(name):
    """What is typed is kept as one document, whatever it says: one of them is kept on both kinds of database."""
    file, words = files.read_with_cases((LISTS / f"{name}.toml").read_bytes())
    import_venue(replace(file, tariffs=()), by=None, at=timezone.now())
    hall = Venue.objects.get()
    type_in(signed_in(a_post(hall, "manager").user), hall, ALL[name])

    typed = files.from_database(hall)
    offered = Offered(
        {room.code: room.name for room in typed.rooms},
        {row.code: row.name for row in typed.operator.categories},
        typed.tariffs,
        typed.venue.tz,
        bank_holidays(typed.venue.nation),
        words,
    )
    cases = read_cases((LISTS / "cases" / f"{name}.json").read_bytes())
    verdicts = [judged(case, offered) for case in cases.cases]
    verdicts += [refunded(case, offered, typed.operator.currency) for case in cases.refunds]
    assert verdicts
    assert [(each.id, each.expected, each.got, each.refusal) for each in verdicts if not each.agrees] == []
