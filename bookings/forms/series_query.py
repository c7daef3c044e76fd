"""A series as the query of an address: that of a search, and that of the page to book."""

from __future__ import annotations

from collections.abc import Mapping

from bookings.forms.sentences import BY_MONTH, BY_MONTH_END, ONCE
from bookings.recurrence import Pattern
from bookings.recurrence.pattern import LAST

WEEKLY = "weekly"
IN_WORDS = {"1": WEEKLY}  # the search calls it so, since links to it are kept

WHEN = ("on", "from", "to", "every", "until", "weekdays", "term_time", "not_bank_holidays")
CARRIED = (*WHEN, "people", "kind", "layout")
THING, LONGEST = "extra-", 60  # characters of a value


def carried(query: Mapping[str, str]) -> dict[str, str]:
    """What of a search a room's page hands on to the step to book; needs are never in an address."""
    return {
        name: said
        for name, said in query.items()
        if (name in CARRIED or name.startswith(THING)) and 0 < len(said) <= LONGEST
    }


def how_often(pattern: Pattern) -> str:
    """As the radio buttons call it."""
    if pattern.until is None:
        return ONCE
    if pattern.nth is not None:
        return BY_MONTH_END if pattern.nth == LAST else BY_MONTH
    return str(pattern.every_weeks)


def as_query(pattern: Pattern, *, in_term: bool, not_bank_holidays: bool) -> dict[str, str]:
    """The day, the hours, and what makes it a series but how often; dates picked one by one go without the others."""
    query = {
        "on": pattern.first.isoformat(),
        "from": f"{pattern.times.start:%H:%M}",
        "to": f"{pattern.times.end:%H:%M}",
    }
    if pattern.until is None:
        return query
    query["until"] = pattern.until.isoformat()
    if pattern.weekdays:
        query["weekdays"] = ",".join(map(str, sorted(pattern.weekdays)))
    if in_term:
        query["term_time"] = "on"
    if not_bank_holidays:
        query["not_bank_holidays"] = "on"
    return query
