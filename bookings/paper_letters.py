"""Letters on paper: one sheet or more for each, its address where the window of an envelope is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from accounts.models import Letter
from bookings.documents import drawn
from venues.models import Venue

TEMPLATE, LOOK = "documents/letters.html", "hearth/letters.css"


@dataclass(frozen=True)
class Sheet:
    letter: Letter

    @property
    def address(self) -> list[str]:
        """Line by line, as on an envelope."""
        hirer = self.letter.hirer
        if hirer is None:
            return []
        return [hirer.name, *(line.strip() for line in re.split(r"[,\n]", hirer.postal_address) if line.strip())]

    @property
    def paragraphs(self) -> list[str]:
        """Without those that lead to a page: whoever reads paper cannot press them."""
        return [words for words in self.letter.body.split("\n\n") if words.strip() and settings.PUBLIC_URL not in words]


def sheets(venue: Venue, letters: Sequence[Letter]) -> dict[str, Any]:
    """What the document is drawn of."""
    return {"venue": venue, "sheets": [Sheet(letter) for letter in letters]}


def as_pdf(venue: Venue, letters: Sequence[Letter]) -> bytes:
    """Raises NoPdf where this machine can draw none."""
    return drawn(TEMPLATE, LOOK, sheets(venue, letters))
