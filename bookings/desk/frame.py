"""What every page of a venue's desk needs to know of the reader."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.utils.functional import Promise

from accounts.rights import Person, Who
from bookings import rights
from bookings.desk.reported import open_reports
from bookings.desk.set_up import PARTS
from bookings.desk.threads import waiting_for_the_desk
from venues.access.vocabulary import FACTS
from venues.models import AccessQuestion, Post, Venue
from venues.rights import OFFICERS


@dataclass(frozen=True)
class Frame:
    """A venue's desk as one person may use it, and the other desks that are theirs."""

    venue: Venue
    roles: Who
    venues: list[Venue]

    @classmethod
    def of(cls, user: Person, venue: Venue, page: str) -> Frame:
        """In one question, or two for a secretary."""
        posts = rights.posts_held(user)
        return cls(venue, rights.roles_among(posts, venue), rights.venues_among(posts, page))

    @property
    def sees_requests(self) -> bool:
        return rights.allows(self.roles, "desk:requests")

    @cached_property
    def questions_waiting(self) -> int:
        """How many threads wait for a word of the desk; one question, asked where it is shown."""
        return waiting_for_the_desk(self.venue) if self.sees_requests else 0

    @property
    def answers_wishes(self) -> bool:
        return rights.allows(self.roles, "desk:wish")

    @property
    def sees_diary(self) -> bool:
        return rights.allows(self.roles, "desk:diary")

    @property
    def sees_faults(self) -> bool:
        return rights.allows(self.roles, "desk:faults")

    @property
    def sees_to_faults(self) -> bool:
        return rights.allows(self.roles, "desk:fault")

    @cached_property
    def open_faults(self) -> int:
        """How many there are; one question, asked where it is shown."""
        return self.venue.faults.open().count() if self.sees_faults else 0

    @property
    def sees_report(self) -> bool:
        return rights.allows(self.roles, "desk:report")

    @property
    def issues_reports(self) -> bool:
        return rights.allows(self.roles, "desk:issue")

    @property
    def types_for_report(self) -> bool:
        return rights.allows(self.roles, "desk:for_report")

    @property
    def gives_report_links(self) -> bool:
        """Whether to see which links to the report were given to funders."""
        return rights.allows(self.roles, "desk:report_links")

    @property
    def finds_out_about_access(self) -> bool:
        return rights.allows(self.roles, "place:access_work")

    @cached_property
    def access_questions(self) -> int:
        """How many visitors wait for an answer of theirs about access; one question, asked where it is shown."""
        if not rights.allows(self.roles, "place:access_question"):
            return 0
        asked = AccessQuestion.objects.at(self.venue).open().values_list("facts", flat=True)
        yours = Post.Kind.MANAGER in self.roles
        return sum(yours or any(code in FACTS and not FACTS[code].by_manager for code in facts) for facts in asked)

    @cached_property
    def access_reports(self) -> int:
        """How many told that access was different, and wait for somebody to look; one question, as above."""
        return open_reports(self.venue).count() if rights.allows(self.roles, "place:access_report") else 0

    @property
    def sees_place(self) -> bool:
        return rights.allows(self.roles, "place:home")

    @property
    def parts_of_place(self) -> list[tuple[str, Promise]]:
        """The pages of the place for those without its overview, who would not find them otherwise."""
        return (
            []
            if self.sees_place
            else [(part.page, part.name) for part in PARTS if rights.allows(self.roles, part.page)]
        )

    @property
    def sees_complaints(self) -> bool:
        return rights.allows(self.roles, "desk:complaints")

    @property
    def sees_entitlements(self) -> bool:
        return rights.allows(self.roles, "desk:entitlements")

    @property
    def decides_prices(self) -> bool:
        """Whether to say whose a lower price is, and what is agreed with whom."""
        return rights.allows(self.roles, "desk:entitle")

    @property
    def may_decide(self) -> bool:
        return rights.allows(self.roles, "desk:confirm")

    @property
    def answers_the_phone(self) -> bool:
        """Whether to say what is free and what it costs, and to pencil it in."""
        return rights.allows(self.roles, "desk:phone")

    @property
    def lets_off(self) -> bool:
        """Whether to take off what is due of a date that was given up."""
        return rights.allows(self.roles, "desk:waive")

    @property
    def may_count(self) -> bool:
        return rights.allows(self.roles, "desk:count")

    @property
    def asks_how_many(self) -> bool:
        """Whether to type what groups told of how many came, and to say whether they are asked by letter."""
        return rights.allows(self.roles, "desk:how_many")

    @property
    def may_tick(self) -> bool:
        """Whether to say that something was done that was to be done before a date."""
        return rights.allows(self.roles, "desk:task")

    @property
    def sees_needs(self) -> bool:
        """Whether to read what somebody needs, and to answer it."""
        return rights.allows(self.roles, "desk:needs")

    @property
    def brings_in_a_diary(self) -> bool:
        """Whether to bring a paper diary in from a spreadsheet."""
        return rights.allows(self.roles, "place:diary")

    @property
    def sees_everything(self) -> bool:
        """Whether a confidential booking shows more than its room and time."""
        return bool(self.roles & OFFICERS)
