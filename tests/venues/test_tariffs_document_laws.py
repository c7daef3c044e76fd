"""What holds of every price list that is read and written."""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given, settings

from tests.venues.tariff_strategies import documents
from tests.venues.venue_files import SMALL
from venues import files
from venues.tariffs import read, write
from venues.tariffs.raising import raised

A_FILE = files.read(SMALL, today=date(2026, 5, 1))


@settings(max_examples=30)
@given(documents())
def test_what_is_written_reads_the_same(document: dict[str, Any]) -> None:
    tariff = read(document)
    written = write(tariff)
    assert read(json.loads(json.dumps(written, sort_keys=True))) == tariff
    assert json.dumps(write(read(written))) == json.dumps(written)


@settings(max_examples=15)
@given(documents())
def test_a_venue_file_says_the_same(document: dict[str, Any]) -> None:
    tariff = read(document)
    text = files.write(replace(A_FILE, tariffs=(tariff,)))
    (found,) = tomllib.loads(text)["tariffs"]
    assert read(found) == tariff
    assert raised(tariff, Decimal(0), to=1) == tariff
