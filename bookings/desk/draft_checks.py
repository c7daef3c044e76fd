"""What has to be looked at before a draft of a price list is published, in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Self

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.clock import date_words
from bookings.actions.change_venue import new_faults
from bookings.actions.publish_draft import cannot_begin
from bookings.desk.price_grid import holes
from bookings.desk.price_work import PriceWork
from venues.models import PriceDraft


@dataclass(frozen=True)
class Checks:
    """`holes` may stay, once somebody has seen them; with anything else it cannot be published."""

    holes: list[str]
    faults: list[str]

    @classmethod
    def of(cls, work: PriceWork, *, at: datetime) -> Checks:
        bare = replace(work.file, tariffs=())
        found = new_faults(bare, replace(bare, tariffs=(work.tariff,)), at=at)
        faults = list(dict.fromkeys(fault.words for fault in found))
        obstacle = cannot_begin(work.tariff.valid_from, work.file, today=at.astimezone(work.place.venue.tz).date())
        return cls([] if faults else holes(work.tariff, work.file), [*faults, *([obstacle] if obstacle else [])])


@dataclass(frozen=True)
class Unheard:
    """Who is not heard yet about a draft: people who may still write, and comments that nobody has read."""

    until: date | None
    unread: int

    @classmethod
    def of(cls, draft: PriceDraft, *, at: datetime) -> Self:
        shown = draft.is_proposed(timezone.localdate(at, draft.venue.tz))
        return cls(draft.comments_until if shown else None, draft.comments.unread().count())

    @property
    def question(self) -> str:
        """Asked once before such a draft is published; nothing where everybody is heard."""
        unread = ngettext("%(number)d comment is unread", "%(number)d comments are unread", self.unread)
        facts = {"unread": unread % {"number": self.unread}, "day": date_words(self.until) if self.until else ""}
        if self.until and self.unread:
            words = _("People were told that they can write until %(day)s, and %(unread)s. Publish all the same?")
        elif self.until:
            words = _("People were told that they can write until %(day)s. Publish all the same?")
        elif self.unread:
            words = _("%(unread)s. Publish all the same?")
        else:
            return ""
        return words % facts
