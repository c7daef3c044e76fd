"""What every page that keeps a place needs to know: the venue, its parts, and who changed this one last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts import journal
from accounts.models import JournalEntry
from accounts.rights import Person, Who
from bookings import rights
from bookings.desk.answering import spots_of
from bookings.desk.set_up import GROUPS, NAMES, OVERVIEW, PARTS, Group, Part
from venues import files
from venues.models import Venue
from venues.readiness import Missing, Step, is_ready, lacks

# The way to a published hall.
STEPS = tuple(f"place:{step}" for step in Step)


@dataclass(frozen=True)
class StepLine:
    """A step to a published hall: what it is called, where its page is, and what it still lacks."""

    name: Promise
    address: str
    lacks: list[str]


@dataclass(frozen=True)
class ToDo:
    """One thing that a hall lacks, and the page on which somebody makes it good; no address for who may not."""

    words: str
    page: Promise
    address: str


@dataclass(frozen=True)
class Place:
    """A venue as one person may keep it; `page` is the name of the address they are at."""

    venue: Venue
    roles: Who
    page: str

    @classmethod
    def of(cls, user: Person, slug: str, page: str) -> Place:
        """Raises Http404 where no post gives this person this page."""
        return cls(*rights.venue_and_roles_for(user, slug, page), page)

    def may(self, page: str) -> bool:
        return page in rights.TABLE and rights.allows(self.roles, page)

    @property
    def sees_diary(self) -> bool:
        return self.may("desk:diary")

    @property
    def sees_home(self) -> bool:
        return self.may("place:home")

    @property
    def answers_questions(self) -> bool:
        return self.may("place:access_promise")

    @property
    def sets_fair_use(self) -> bool:
        return self.may("place:fair")

    @property
    def keeps_details(self) -> bool:
        return self.may("place:details")

    @cached_property
    def parts(self) -> list[Part]:
        """The pages that this person has."""
        return [part for part in PARTS if self.may(part.page)]

    @cached_property
    def groups(self) -> list[Group]:
        """The same but for the overview, those that belong together together."""
        had = ((group.name, [part for part in group.parts if part in self.parts]) for group in GROUPS)
        return [Group(name, parts) for name, parts in had if parts]

    @property
    def group(self) -> Group | None:
        """The group in which this page lies; none on the overview, and on a page that lies under no part."""
        return next((each for each in self.groups if any(part.page == self.part_page for part in each.parts)), None)

    @property
    def overview(self) -> Part | None:
        return OVERVIEW if self.sees_home else None

    @property
    def part(self) -> str:
        """rooms, of place:rooms and place:room_new alike."""
        return self.page.removeprefix("place:").partition("_")[0]

    @property
    def part_page(self) -> str:
        return f"place:{self.part}"

    @property
    def part_name(self) -> Promise | str:
        """Rooms; nothing on a page that lies under none of the parts."""
        return NAMES.get(self.part_page, "")

    @property
    def is_path(self) -> bool:
        """Whether this page is a step on the way to publishing, with another after it."""
        return not self.venue.published and self.part_page in STEPS

    @cached_property
    def lacks(self) -> Missing:
        """What stands in the way of publishing, as things were when it was first asked."""
        venue = Venue.objects.select_related("operator").get(pk=self.venue.pk)  # a page may just have changed it
        return lacks(files.from_database(venue), venue.operator, today=timezone.localdate(timezone=venue.tz))

    @property
    def is_ready(self) -> bool:
        return is_ready(self.lacks)

    def steps(self) -> list[StepLine]:
        """The way to a published hall, step by step; with an address where this person has the page."""
        return [
            StepLine(
                NAMES[f"place:{step}"],
                reverse(f"place:{step}", args=[self.venue.slug]) if self.may(f"place:{step}") else "",
                words,
            )
            for step, words in self.lacks.items()
        ]

    def to_do(self, unsaid: Sequence[str]) -> list[ToDo]:
        """All that is lacking, each once, in the order of the steps; `unsaid` is what the privacy notice lacks."""
        words = _("The privacy notice lacks %(what)s.")
        lacking = {**self.lacks, Step.PRIVACY: [words % {"what": what} for what in unsaid]}
        return [
            ToDo(lack, line.name, line.address)
            for step, line in zip(self.lacks, self.steps(), strict=True)
            for lack in lacking[step]
        ]

    def next_step(self) -> str:
        """The page of the next step that lacks something, the later ones first; then publishing, or the overview."""
        here = STEPS.index(self.part_page)
        lacking = {f"place:{step}" for step, words in self.lacks.items() if words}
        for page in (*STEPS[here + 1 :], *STEPS[:here]):
            if page in lacking and self.may(page):
                return page
        return "place:publish" if self.may("place:publish") else "place:home"

    def next_address(self) -> str:
        """Where that page is; of access, the first place with something to answer."""
        page = self.next_step()
        if page == "place:access":
            spots = spots_of(self.venue, on=timezone.localdate(timezone=self.venue.tz))
            return next((spot.address for spot in spots if not spot.is_done), reverse(page, args=[self.venue.slug]))
        return reverse(page, args=[self.venue.slug])

    @cached_property
    def last_change(self) -> JournalEntry | None:
        """Who changed this part last; saved with change_venue(part=…) of the same name."""
        return journal.of(self.venue).filter(verb=f"changed {self.part}").first()

    @property
    def last_changed_by(self) -> str:
        return who_words(self.last_change) if self.last_change else ""


def who_words(entry: JournalEntry) -> str:
    """Whoever did it; Hearth itself where no person did, somebody where that person is not known any more."""
    if entry.by is None:
        return "Hearth"
    return _("somebody") if entry.by.erased_at else str(entry.by)
