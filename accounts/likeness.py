"""Whether two groups kept under different names may be one: what is left of a name, a number, an address."""

from __future__ import annotations

import re
import unicodedata

FILLERS = {"the", "and", "of", "a", "an"}
LOCAL_DIGITS = 9  # a phone number without the nought or +44 before it


def name_key(name: str) -> str:
    """“The Alder Vale Choir”, “Aldervale choir” and “ALDER-VALE CHOIR” leave the same."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("&", " and ").replace("’", "").replace("'", ""))
    words = re.findall(r"[^\W_]+", "".join(letter for letter in plain if not unicodedata.combining(letter)))
    return "".join(word for word in words if word not in FILLERS) or "".join(words)


def number_key(number: str) -> str:
    return re.sub(r"[^0-9A-Z]", "", number.upper())


def numbers_differ(one: str, other: str) -> bool:
    """Both have a charity number, and not the same one: they are hardly one group."""
    keys = number_key(one), number_key(other)
    return all(keys) and keys[0] != keys[1]


def phone_key(phone: str) -> str:
    """Nothing for what is too short to tell anybody by."""
    digits = re.sub(r"\D", "", phone)
    return digits[-LOCAL_DIGITS:] if len(digits) >= LOCAL_DIGITS else ""
