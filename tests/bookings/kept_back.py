"""A hall that keeps its address back, and what of it a page gives away."""

from __future__ import annotations

import re
from typing import Any

STREET, POSTCODE = "Canary Lane 41", "ZZ9 7CN"
LATITUDE, LONGITUDE = "52.41414", "-2.74747"
SECRETS = (STREET, POSTCODE, "7CN", LATITUDE, LONGITUDE)
ALL_OF_IT = "Canary Lane 41, Alder Vale, ZZ9 7CN"
KEPT_BACK = {
    "street": STREET,
    "postcode": POSTCODE,
    "latitude": LATITUDE,
    "longitude": LONGITUDE,
    "address_shown": "confirmed",
}


def shown(answer: Any) -> list[str]:
    """The secrets that a page gives away."""
    body: bytes = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return given_away(body.decode(errors="replace"))


def given_away(page: str) -> list[str]:
    """As words of their own: a form's token may hold any three letters."""
    return [secret for secret in SECRETS if re.search(rf"(?<!\w){re.escape(secret)}(?!\w)", page)]
