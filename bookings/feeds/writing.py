"""A calendar file, line by line, as RFC 5545 and RFC 7986 have it.

The lines of events are written here, since a hall's calendar has thousands, and a library for
all of the standard takes a second for each of them; the zones come from that library.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from icalendar import Timezone

from accounts.folding import folded
from bookings.models import Booking, Session

TENTATIVE, CONFIRMED, CANCELLED = "TENTATIVE", "CONFIRMED", "CANCELLED"
RANK = {TENTATIVE: 0, CONFIRMED: 1, CANCELLED: 2}
ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


@dataclass(frozen=True)
class Event:
    """One date of a booking, for a reader who may know what stands here."""

    uid: str
    sequence: int
    status: str
    changed_at: datetime
    created_at: datetime
    starts_at: datetime
    ends_at: datetime
    zone: ZoneInfo
    summary: str
    location: str
    description: str = ""
    url: str = ""


def uid_of(ref: str, session: int) -> str:
    """Ours for ever, wherever the site moves; the same in every calendar that shows the date."""
    return f"{ref}-{session}@hearth"


def status_of(booking_status: str, session_status: str) -> str:
    if session_status in Session.CANCELLED:
        return CANCELLED
    if booking_status == Booking.Status.CONFIRMED:
        return CONFIRMED
    return TENTATIVE if booking_status == Booking.Status.REQUESTED else CANCELLED


def sequence_of(status: str, times_changed: int) -> int:
    """Programs take a date's newer version for the one with the higher number, so that it may only grow.

    A booking moves on from asked to booked to cancelled: 0, 1, 2. Each change of its time or room counts
    three, more than any of these; whoever takes a step back, such as undoing a yes, counts a change as well.
    """
    return 3 * times_changed + RANK[status]


def marked(status: str, summary: str) -> str:
    """In words too: not every program shows what is only asked for, or cancelled, any differently."""
    if status == TENTATIVE:
        return _("Asked: %(what)s") % {"what": summary}
    return _("Cancelled: %(what)s") % {"what": summary} if status == CANCELLED else summary


def changed_at(*moments: datetime | None) -> datetime:
    """When a date last came to be what it is; the same until something happens, so that a copy stays good."""
    return max(moment for moment in moments if moment)


def calendar_file(name: str, events: Sequence[Event], *, is_followed: bool = False) -> bytes:
    """The events in their order; a file that is `followed` says how often to ask for it again."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Hearth//Bookings//EN",
        "METHOD:PUBLISH",
        f"NAME:{escaped(name)}",
        f"X-WR-CALNAME:{escaped(name)}",
    ]
    if is_followed:
        lines += ["REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H"]
    for event in events:
        lines += _event(event)
    return b"".join([*map(folded, lines), *_zones(events), folded("END:VCALENDAR")])


def escaped(words: str) -> str:
    return words.translate(ESCAPED)


def _event(event: Event) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"DTSTAMP:{_utc(event.changed_at)}"
    yield f"CREATED:{_utc(event.created_at)}"
    yield f"LAST-MODIFIED:{_utc(event.changed_at)}"
    for what, moment in (("DTSTART", event.starts_at), ("DTEND", event.ends_at)):
        yield f"{what};TZID={event.zone.key}:{moment.astimezone(event.zone):%Y%m%dT%H%M%S}"
    yield f"STATUS:{event.status}"
    yield f"SUMMARY:{escaped(event.summary)}"
    if event.description:
        yield f"DESCRIPTION:{escaped(event.description)}"
    yield f"LOCATION:{escaped(event.location)}"
    if event.url:
        yield f"URL:{event.url}"
    yield "END:VEVENT"


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _zones(events: Iterable[Event]) -> Iterator[bytes]:
    """Each zone over whole years, so that the rules of the clock change are in the file and not only today's."""
    spans: dict[ZoneInfo, list[int]] = {}
    for event in events:
        spans.setdefault(event.zone, []).extend((event.starts_at.year, event.ends_at.year))
    for zone, years in sorted(spans.items(), key=lambda item: item[0].key):
        yield _zone(zone.key, min(years) - 1, max(years) + 2)


@lru_cache(maxsize=64)
def _zone(name: str, first: int, last: int) -> bytes:
    return Timezone.from_tzid(name, first_date=date(first, 1, 1), last_date=date(last, 1, 1)).to_ical()
