"""Hirers as the desk types them: told apart by name, and reached in whichever way was said. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from accounts.models import Hirer

PHONE = re.compile(r"\+?[\d ()/.-]{6,30}")


def named_apart(hirers: Sequence[Hirer]) -> dict[str, Hirer]:
    """Each by its name; where two are called the same, with how they are reached, or with their number."""
    found: dict[str, Hirer] = {}
    names = [hirer.name for hirer in hirers]
    for hirer in hirers:
        apart = hirer.contact_phone or hirer.contact_email or hirer.ref
        found[hirer.name if names.count(hirer.name) == 1 else f"{hirer.name} ({apart})"] = hirer
    return found


def reached_by(contact: str) -> dict[str, str]:
    """The field of a hirer that an e-mail address, a phone number or a postal address belongs in."""
    if "@" in contact:
        return {"contact_email": contact}
    if PHONE.fullmatch(contact):
        return {"contact_phone": contact}
    return {"postal_address": contact}
