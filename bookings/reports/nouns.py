"""What is counted behind a figure, in the singular and the plural."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

from django.utils.translation import ngettext


class What(StrEnum):
    USED_SESSIONS = "used sessions"
    DUE_SESSIONS = "due sessions"
    SESSIONS = "sessions"
    REQUESTS = "requests"
    ONE_SIDE = "requests on one side"
    DATES = "dates"
    GROUPS = "groups"
    FIRST_BOOKINGS = "first bookings"
    SPACES = "spaces"
    MAY_HAVE_ONE = "sessions of groups that may have one"
    HIRERS = "hirers"
    ANSWERS = "answers"
    ROOMS = "rooms"
    FACTS = "facts"
    HOURS = "hours"
    FAULTS = "faults"
    DOCUMENTS = "documents"
    BOOKABLE_HOURS = "bookable hours"
    OPENING_HOURS = "opening hours"
    PEAK_HOURS = "hours in the peak"
    STEP_FREE_HOURS = "hours in a step-free space"
    FIXED_HOURS = "fixed hours"
    NEEDS_STATED = "bookings with a stated need"
    WHOLE_MONTHS = "whole months"
    HALLS = "halls"


NOUNS: Mapping[What, Callable[[int], str]] = {
    What.USED_SESSIONS: lambda n: ngettext("used session", "used sessions", n),
    What.DUE_SESSIONS: lambda n: ngettext("due session", "due sessions", n),
    What.SESSIONS: lambda n: ngettext("session", "sessions", n),
    What.REQUESTS: lambda n: ngettext("request", "requests", n),
    What.ONE_SIDE: lambda n: ngettext("request on one side", "requests on one side", n),
    What.DATES: lambda n: ngettext("date", "dates", n),
    What.GROUPS: lambda n: ngettext("group", "groups", n),
    What.FIRST_BOOKINGS: lambda n: ngettext("first booking", "first bookings", n),
    What.MAY_HAVE_ONE: lambda n: ngettext(
        "session of a group that may have one", "sessions of groups that may have one", n
    ),
    What.SPACES: lambda n: ngettext("space", "spaces", n),
    What.HIRERS: lambda n: ngettext("hirer", "hirers", n),
    What.ANSWERS: lambda n: ngettext("answer", "answers", n),
    What.ROOMS: lambda n: ngettext("room", "rooms", n),
    What.FACTS: lambda n: ngettext("fact", "facts", n),
    What.FAULTS: lambda n: ngettext("fault", "faults", n),
    What.DOCUMENTS: lambda n: ngettext("document", "documents", n),
    What.HOURS: lambda n: ngettext("hour", "hours", n),
    What.BOOKABLE_HOURS: lambda n: ngettext("bookable hour", "bookable hours", n),
    What.OPENING_HOURS: lambda n: ngettext("opening hour", "opening hours", n),
    What.PEAK_HOURS: lambda n: ngettext("hour in the peak", "hours in the peak", n),
    What.STEP_FREE_HOURS: lambda n: ngettext("hour in a step-free space", "hours in a step-free space", n),
    What.FIXED_HOURS: lambda n: ngettext("fixed hour", "fixed hours", n),
    What.WHOLE_MONTHS: lambda n: ngettext("whole month", "whole months", n),
    What.HALLS: lambda n: ngettext("hall", "halls", n),
    What.NEEDS_STATED: lambda n: ngettext("booking with a stated need", "bookings with a stated need", n),
}


def noun(what: What, n: int) -> str:
    return NOUNS[what](n)
