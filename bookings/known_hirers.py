"""Hirers as the desk types them: told apart by name, and reached in whichever way was said. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from accounts.models import Hirer

EMAIL = re.compile(r"[^\s,;]+@[^\s,;]+")
PHONE = re.compile(r"(?<![\w])\+?\(?\d[\d ()/.-]{7,24}\d")  # longer than any postcode or house number


def named_apart(hirers: Sequence[Hirer]) -> dict[str, Hirer]:
    """Each by its name; where two are called the same, with how they are reached, or with their number."""
    found: dict[str, Hirer] = {}
    names = [hirer.name for hirer in hirers]
    for hirer in hirers:
        apart = hirer.contact_phone or hirer.contact_email or hirer.ref
        found[hirer.name if names.count(hirer.name) == 1 else f"{hirer.name} ({apart})"] = hirer
    return found


def reached_by(contact: str) -> dict[str, str]:
    """The fields of a hirer for what was said in one line: an e-mail address, a phone number, a postal address."""
    found = {}
    for name, sign in (("contact_email", EMAIL), ("contact_phone", PHONE)):
        said = sign.search(contact)
        if said:
            found[name] = said[0].strip()
            contact = f"{contact[: said.start()]} {contact[said.end() :]}"
    rest = re.sub(r"\s+", " ", contact).strip(" ,;.")
    return {**found, "postal_address": rest} if rest else found
