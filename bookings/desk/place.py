"""What every page that keeps a place needs to know: the venue, its parts, and who changed this one last."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts import journal
from accounts.models import JournalEntry
from accounts.rights import Person, Who
from bookings import rights
from venues.models import Venue

# The pages of a place in the order in which one sets it up; those not in the table of rights are not there.
PARTS: tuple[tuple[str, Promise], ...] = (
    ("place:home", _("Overview")),
    ("place:details", _("Name and address")),
    ("place:rooms", _("Rooms")),
    ("place:hours", _("Hours")),
    ("place:closures", _("Closures")),
    ("place:prices", _("Prices")),
    ("place:access", _("Access")),
    ("place:pictures", _("Pictures")),
    ("place:people", _("People")),
    ("place:privacy", _("Privacy")),
    ("place:changes", _("What changed")),
)
# The way to a published hall.
STEPS = ("place:details", "place:rooms", "place:hours", "place:prices", "place:access", "place:publish")


@dataclass(frozen=True)
class Place:
    """A venue as one person may keep it; `page` is the name of the address they are at."""

    venue: Venue
    roles: Who
    page: str

    @classmethod
    def of(cls, user: Person, slug: str, page: str) -> Place:
        """Raises Http404 where no post gives this person this page."""
        venue = rights.venue_for(user, slug, page)
        return cls(venue, rights.roles_at(user, venue), page)

    def may(self, page: str) -> bool:
        return page in rights.TABLE and rights.allows(self.roles, page)

    @property
    def sees_home(self) -> bool:
        return self.may("place:home")

    @property
    def parts(self) -> list[tuple[str, Promise]]:
        """The pages that this person has, each with its name."""
        return [(page, name) for page, name in PARTS if self.may(page)]

    @property
    def part(self) -> str:
        """rooms, of place:rooms and place:room_new alike."""
        return self.page.removeprefix("place:").partition("_")[0]

    @property
    def is_path(self) -> bool:
        """Whether this page is a step on the way to publishing, with another after it."""
        return not self.venue.published and f"place:{self.part}" in STEPS[:-1]

    @property
    def next_step(self) -> str:
        """The page after this one on the way to publishing; the overview where there is none."""
        after = STEPS[STEPS.index(f"place:{self.part}") + 1 :]
        return next((page for page in after if self.may(page)), "place:home")

    @cached_property
    def last_change(self) -> JournalEntry | None:
        """Who changed this part last; saved with change_venue(part=…) of the same name."""
        return journal.of(self.venue).filter(verb=f"changed {self.part}").first()
