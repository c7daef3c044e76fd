"""Postcodes of the United Kingdom as people write them, made one way (BS 7666: outward, a space, inward)."""

from __future__ import annotations

import re

FULL = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})")
DISTRICT = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?")


def full_postcode(written: str) -> str | None:
    """“bs56xx” is “BS5 6XX”; None for anything that no postcode looks like."""
    found = FULL.fullmatch(re.sub(r"[\s.-]", "", written).upper())
    return f"{found[1]} {found[2]}" if found else None


def is_district(written: str) -> bool:
    """Whether it is the first half of a postcode, such as “BS5”."""
    return DISTRICT.fullmatch(written.strip().upper()) is not None


def district_of(postcode: str) -> str:
    """The first half of one that `full_postcode` made."""
    return postcode.partition(" ")[0]
