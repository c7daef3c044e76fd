"""Sums of money, numbers of people, yes and no, as people write them. Pure."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from bookings.diaries.faults import Unreadable

NOTHING_SAID = {"", "-", "–", "—", "n/a", "na", "tbc", "?", "not recorded", "none recorded"}
FREE = {"free", "nil", "no charge", "n/c", "nc", "foc", "waived", "gratis", "none"}
YES = {"yes", "y", "true", "1", "x", "✓", "✔"}
NO = {"no", "n", "false", "0", ""}
SUM = re.compile(r"[£€$]?\s*(\d{1,3}(?:,\d{3})+|\d{1,7})(?:\.(\d+))?\s*(?:p/?p|all in)?")
MOST_PENCE, MOST_PEOPLE = 100_000_00, 100_000


def read_pence(text: str) -> int | None:
    """£12.50, 12, free; None where nothing was recorded. A third decimal is refused unless it is a machine's error."""
    said = text.strip().lower()
    if said in NOTHING_SAID:
        return None
    if said in FREE:
        return 0
    if re.fullmatch(r"\d+,\d{2}", said):
        said = said.replace(",", ".")
    found = SUM.fullmatch(said)
    if not found:
        raise Unreadable(_("“%(text)s” is no sum of money") % {"text": text})
    pence = Decimal(f"{found[1].replace(',', '')}.{found[2] or '0'}") * 100
    whole = pence.quantize(Decimal(1), ROUND_HALF_UP)
    if abs(pence - whole) > Decimal("0.0001"):
        raise Unreadable(_("“%(text)s” is finer than a penny") % {"text": text})
    if whole > MOST_PENCE:
        raise Unreadable(_("“%(text)s” is too large a sum") % {"text": text})
    return int(whole)


def read_people(text: str) -> int | None:
    """40, “about 40”, “40 people”; None where nothing was recorded. A count of 0 is a count."""
    said = text.strip().lower()
    if said in NOTHING_SAID:
        return None
    found = re.fullmatch(r"(?:about|approx\.?|ca?\.?|circa|~|c)?\s*(\d{1,7})(?:\.0+)?\s*(?:people|persons|pax)?", said)
    if not found:
        raise Unreadable(_("“%(text)s” is no number of people") % {"text": text})
    if int(found[1]) > MOST_PEOPLE:
        raise Unreadable(_("“%(text)s” is too many people") % {"text": text})
    return int(found[1])


def read_yes(text: str) -> bool:
    said = text.strip().lower()
    if said in YES:
        return True
    if said in NO | NOTHING_SAID:
        return False
    raise Unreadable(_("“%(text)s” is neither yes nor no") % {"text": text})
