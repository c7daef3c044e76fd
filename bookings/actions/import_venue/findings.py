"""What an import found on its way: what it changed, and what it may not change."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from accounts.clock import span_words
from accounts.models import User
from bookings.exceptions import BookingError
from bookings.models import Session
from venues.files import Fault

NAMED = 10


class ChangeRefused(BookingError):
    """The file would change what may not change; nothing was done. `faults` says each thing and why."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = tuple(faults)


@dataclass
class Findings:
    """Filled as the import goes; any refusal undoes the whole."""

    at: datetime
    by: User | None
    zone: ZoneInfo
    changes: list[str] = field(default_factory=list)
    refusals: list[Fault] = field(default_factory=list)
    about_cells: list[str] = field(
        default_factory=list
    )  # those changes that only people who write files have words for

    @property
    def today(self) -> date:
        return self.at.astimezone(self.zone).date()

    def changed(self, words: str) -> None:
        self.changes.append(words)

    def changed_cells(self, words: str) -> None:
        self.about_cells.append(words)
        self.changes.append(words)

    @property
    def changes_for_all(self) -> tuple[str, ...]:
        """What changed, for people who know rooms and halls, but no cells."""
        told = tuple(words for words in self.changes if words not in self.about_cells)
        return told or ((_("Changed the parts of a hall."),) if self.changes else ())

    def refused(self, place: str, words: str, subject: str = "") -> None:
        self.refusals.append(Fault(place, words, subject))


def sessions_words(sessions: list[Session], zone: ZoneInfo) -> str:
    """When and where the sessions are, never whose; the first few named, the rest counted.

    Needs `rooms` prefetched.
    """
    named = [
        _("%(when)s in %(rooms)s")
        % {
            "when": span_words(session.starts_at, session.ends_at, zone),
            "rooms": ", ".join(room.name for room in session.rooms.all()),
        }
        for session in sessions[:NAMED]
    ]
    if len(sessions) > NAMED:
        named.append(_("and %(count)d more") % {"count": len(sessions) - NAMED})
    return "; ".join(named)
