"""What holds of every price list that is read and written."""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.venues.tariff_strategies import documents
from tests.venues.venue_files import SMALL
from venues import files
from venues.tariffs import Fault, TariffFaults, read, write
from venues.tariffs.raising import raised
from venues.tariffs.words import fault_words

SLOW = [HealthCheck.too_slow]  # a whole price list is a large thing to draw on a busy machine
A_FILE = files.read(SMALL, today=date(2026, 5, 1))


@settings(max_examples=20, suppress_health_check=SLOW)
@given(documents())
def test_what_is_written_reads_the_same(document: dict[str, Any]) -> None:
    tariff = read(document)
    written = write(tariff)
    assert read(json.loads(json.dumps(written, sort_keys=True))) == tariff
    assert json.dumps(write(read(written))) == json.dumps(written)


@settings(max_examples=10, suppress_health_check=SLOW)
@given(documents())
def test_a_venue_file_says_the_same(document: dict[str, Any]) -> None:
    tariff = read(document)
    text = files.write(replace(A_FILE, tariffs=(tariff,)))
    (found,) = tomllib.loads(text)["tariffs"]
    assert read(found) == tariff
    assert raised(tariff, Decimal(0), to=1) == tariff


junk = st.recursive(
    st.sampled_from(
        [None, True, 0, -1, 10**12, 2.5, "", "x", "mon", "8.50", "999999.999", "\x00", "٣", date(9999, 1, 1)]
    ),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["from", "code", "", "é"]), inner),
    max_leaves=4,
)


@settings(max_examples=20, suppress_health_check=SLOW)
@given(documents(), st.data())
def test_whatever_stands_in_it_a_list_is_read_or_refused_in_words(
    document: dict[str, Any], data: st.DataObject
) -> None:
    """One thing anywhere in a good list is replaced by another."""
    target: Any = json.loads(json.dumps(document))
    spoilt, at_end = target, False
    while not at_end:
        keys = list(target) if isinstance(target, dict) else list(range(len(target)))
        key = data.draw(st.sampled_from(keys))
        at_end = not isinstance(target[key], dict | list) or not target[key] or data.draw(st.integers(0, 3)) == 0
        if at_end:
            target[key] = data.draw(junk)
        target = target[key]
    faults: tuple[Fault, ...] = ()
    try:
        read(write(read(spoilt)))
    except TariffFaults as refusal:
        faults = refusal.faults
    assert all(fault_words(fault) for fault in faults)
