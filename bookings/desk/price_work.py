"""A price list that may still be changed, be it a draft or published: one way to read and to save it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.http import Http404
from django.utils.translation import gettext as _

from accounts.clock import date_words
from accounts.models import User
from bookings.actions.change_draft import change_draft, held_in, print_of_draft
from bookings.actions.change_venue import change_venue, mark
from bookings.actions.import_venue import ChangeRefused
from bookings.desk.place import Place
from bookings.exceptions import NotPossible
from bookings.fixed_lists import fixed
from venues import files
from venues.files import Fault, VenueFile
from venues.models import PriceDraft, Venue
from venues.tariffs import Tariff

DRAFT = "draft-"


@dataclass(frozen=True)
class PriceWork:
    """A price list that may still be changed: a draft, or one that is published and by which nothing was booked.

    `key` is what its addresses have: "draft-12", or the first day, "2027-04-01"; `seen` a mark of what it
    says, for the hidden field of that name.
    """

    place: Place
    file: VenueFile
    tariff: Tariff
    draft: PriceDraft | None
    key: str
    seen: str
    is_fixed: bool  # published and booked by, or a draft that is over: pages show it, and no more

    @classmethod
    def of(cls, place: Place, key: str) -> PriceWork:
        """Raises Http404 where the place has no such list."""
        file = files.from_database(place.venue)
        if key.startswith(DRAFT):
            draft = _draft(place, key)
            tariff = held_in(draft, place.venue.operator.currency)
            return cls(place, file, tariff, draft, key, print_of_draft(draft), not draft.is_open)
        held = next((row for row in file.tariffs if row.valid_from.isoformat() == key), None)
        if held is None:
            raise Http404
        return cls(place, file, held, None, key, mark(file, "tariffs"), held.valid_from in fixed_days(place.venue))

    def save(self, tariff: Tariff, *, by: User, at: datetime, seen: str | None) -> None:
        """Put this list in its place; one that is published keeps its first and last day.

        Raises ChangedMeanwhile; ChangeRefused, the places of its faults as if there were no other list:
        `tariffs[0].extras[1].prices[0].per_hour`; NotPossible where it is fixed.
        """
        if self.is_fixed:
            raise NotPossible(_("Bookings were made by this list, so it stays as it is: what people agreed to holds."))
        if self.draft:
            change_draft(self.draft, tariff, by=by, at=at, seen=seen)
            return
        wanted = replace(tariff, valid_from=self.tariff.valid_from, valid_to=self.tariff.valid_to)
        others = tuple(row for row in self.file.tariffs if row.valid_from != wanted.valid_from)
        rows = tuple(sorted((*others, wanted), key=lambda row: row.valid_from))
        try:
            change_venue(self.place.venue, part="prices", by=by, at=at, seen=seen, tariffs=rows)
        except ChangeRefused as refusal:
            own = f"tariffs[{rows.index(wanted)}]"
            raise ChangeRefused([_as_the_first(fault, own) for fault in refusal.faults]) from refusal


def fixed_days(venue: Venue) -> frozenset[date]:
    """The first days of the lists by which something was booked, and which therefore stay; one question for all."""
    return frozenset(fixed(venue.tariffs.all()).values_list("valid_from", flat=True))


def key_of(draft: PriceDraft) -> str:
    return f"{DRAFT}{draft.pk}"


def next_first_day(file: VenueFile, today: date) -> date:
    """The day that is proposed for the next list: the first one after today on which it could begin."""
    return max(today, file.tariffs[-1].valid_from) + timedelta(days=1) if file.tariffs else today


def draft_work(place: Place, key: str) -> tuple[PriceWork, PriceDraft]:
    """Raises Http404 where the list is none that is worked on as a draft."""
    work = PriceWork.of(place, key)
    if work.draft is None:
        raise Http404
    return work, work.draft


def before(work: PriceWork) -> Tariff | None:
    """The published list that this one follows, or would follow."""
    earlier = [row for row in work.file.tariffs if row.valid_from < work.tariff.valid_from]
    return max(earlier, key=lambda row: row.valid_from, default=None)


def name_for(day: date) -> str:
    """What a list is called that nobody has named."""
    return _("Prices from %(day)s") % {"day": date_words(day)}


def published_words(name: str, first: date) -> str:
    """What is said once a list is published."""
    words = _("Published: “%(name)s” holds from %(day)s. What is booked already keeps its price.")
    return words % {"name": name, "day": date_words(first)}


def _draft(place: Place, key: str) -> PriceDraft:
    number = key.removeprefix(DRAFT)
    if not (number.isascii() and number.isdecimal() and len(number) < 10 and str(int(number)) == number):
        raise Http404
    draft = PriceDraft.objects.filter(venue=place.venue, pk=number).first()
    if draft is None:
        raise Http404
    return draft


def _as_the_first(fault: Fault, own: str) -> Fault:
    if fault.place != own and not fault.place.startswith(f"{own}."):
        return fault
    return replace(fault, place=f"tariffs[0]{fault.place.removeprefix(own)}")
