"""What a session keeps of a price: each part with the tax taken out, the tax, and together what is paid."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from accounts.models import Hirer
from bookings.charging import as_fields, standard_net
from bookings.gaps import gaps_of
from tests.venues.price_lists import LONDON, a_tariff
from venues import tariffs
from venues.periods import Period

START = datetime(2026, 3, 3, 10, tzinfo=LONDON)
PARTS = ("hire_pence", "compulsory_pence", "extras_pence", "vat_pence")


def a_list(included: bool, *, percent: str = "20", **more: Any) -> tariffs.Tariff:
    """Standard £9 an hour and community £6; heating at £1.01; a projector at £5.55, of which two cost at most £9.99."""
    row = {
        "tax": {"name": "VAT", "percent": percent, "included": included},
        "fees": [{"code": "heating", "name": "Heating", "flat": "1.01"}],
        "extras": [{"code": "projector", "name": "Projector", "group": "things", "prices": [{"per_item": "5.55"}]}],
        "limits": [{"code": "things", "name": "Things", "of": "things", "most": "9.99"}],
    }
    rates = more.pop("rates", [{"per_hour": "9.00"}, {"category": "community", "per_hour": "6.00"}])
    return a_tariff(rates, **{**row, **more})


def a_quote(
    tariff: tariffs.Tariff, minutes: int = 120, *, projectors: int = 0, off: str | None = None, who: str = "community"
) -> tariffs.Quote:
    extras = (tariffs.ExtraAsked("projector", projectors),) if projectors else ()
    period = Period(START, START + timedelta(minutes=minutes))
    agreed = Decimal(off) if off else None
    return tariffs.quote(tariff, tariffs.Request(("hall",), period, LONDON, who, extras=extras, percent_off=agreed))


@pytest.mark.parametrize(("included", "hire", "vat", "standard"), [(False, 1200, 240, 1800), (True, 1000, 200, 1500)])
def test_tax_stands_apart_whether_it_is_inside_or_on_top(included, hire, vat, standard):
    tariff = a_list(included, fees=[], limits=[], extras=[])
    quote = a_quote(tariff)
    fields = as_fields(quote, tariff)
    assert (fields["hire_pence"], fields["vat_pence"], standard_net(quote)) == (hire, vat, standard)
    assert gaps_of(quote, Hirer(kind="charity"))["category_gap_pence"] == standard - hire


@pytest.mark.parametrize("included", [False, True])
def test_a_room_without_tax_bears_none_of_what_is_on_the_extras(included):
    rates = [{"per_hour": "6.00", "tax": "0"}]
    tariff = a_list(included, rates=rates, fees=[], limits=[])
    fields = as_fields(a_quote(tariff, projectors=2), tariff)
    net, tax = (925, 185) if included else (1110, 222)
    assert [fields[part] for part in PARTS] == [1200, 0, net, tax]
    assert fields["extras_vat_pence"] == tax


@given(
    included=st.booleans(),
    minutes=st.integers(1, 600),
    projectors=st.integers(0, 3),
    percents=st.tuples(*[st.sampled_from(["0", "5", "12.5", "20", "33.333"])] * 4),
    off=st.sampled_from([None, "12.5", "100"]),
    rounding=st.sampled_from([{}, {"to": "1.00"}, {"to": "0.05", "way": "down"}]),
)
@settings(max_examples=60, deadline=None)
@example(included=True, minutes=1, projectors=1, percents=("0", "5", "5", "5"), off="100", rounding={})
def test_the_parts_are_what_is_paid_to_the_penny(included, minutes, projectors, percents, off, rounding):
    usual, room, heating, projector = percents
    rates = [{"per_hour": "9.00", "tax": room}, {"category": "community", "per_hour": "6.00"}]
    fees = [{"code": "heating", "name": "Heating", "flat": "1.01", "tax": heating}]
    extra = {"code": "projector", "name": "Projector", "group": "things", "prices": [{"per_item": "5.55"}]}
    tariff = a_list(
        included, percent=usual, rates=rates, fees=fees, extras=[{**extra, "tax": projector}], rounding=rounding
    )
    for who in ("standard", "community"):
        quote = a_quote(tariff, minutes, projectors=projectors, off=off, who=who)
        fields = as_fields(quote, tariff)
        assert sum(fields[part] for part in PARTS) == quote.total.pence
        assert fields["vat_pence"] == quote.tax.pence
        bare = a_quote(tariff, minutes, off=off, who=who)
        alone = as_fields(bare, tariff)
        assert (alone["extras_pence"], alone["extras_vat_pence"]) == (0, 0)
        left = max(0, standard_net(bare) - alone["hire_pence"] - alone["compulsory_pence"])
        assert sum(gaps_of(bare, Hirer(kind="charity")).values()) == left
