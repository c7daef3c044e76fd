"""What cards tell of their halls beside the price: when access was checked, how soon they answer, what is held."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Max, Q
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from accounts.clock import date_words
from bookings.finding import FoundRoom
from bookings.holding import Sum, of_quotes
from bookings.prices import PriceLists
from bookings.usual_reply import usual_replies
from venues.models import AccessClaim, Picture, Room
from venues.tariffs.grid import cells
from venues.tariffs.words import Names
from venues.tariffs.words.times import length_words

Place = tuple[int, int | None]  # a venue, and the room where it is of one


@dataclass(frozen=True)
class Halls:
    """Of the rooms of a page, loaded in three questions whatever their number."""

    replies: dict[int, str] = field(default_factory=dict)  # by venue
    checked: dict[tuple[int, int | None], date] = field(
        default_factory=dict
    )  # by venue, and by room where it is of one
    pictures: dict[tuple[int, int | None], Picture] = field(default_factory=dict)  # the first of each

    @classmethod
    def load(cls, rooms: Collection[Room], *, at: datetime) -> Halls:
        venues = {room.venue_id for room in rooms}
        if not venues:
            return cls()
        claims = AccessClaim.objects.current().filter(venue__in=venues, checked_on__isnull=False)
        told = claims.filter(Q(room=None) | Q(room__in=rooms)).order_by().values_list("venue", "room")
        pictures: dict[Place, Picture] = {}
        for picture in Picture.objects.filter(venue__in=venues):
            pictures.setdefault((picture.venue_id, picture.room_id), picture)
        checked = {(venue, room): day for venue, room, day in told.annotate(Max("checked_on"))}
        return cls(usual_replies(venues, at=at), checked, pictures)

    def picture(self, room: Room) -> Picture | None:
        """Its own, or else one of the whole venue."""
        return self.pictures.get((room.venue_id, room.pk)) or self.pictures.get((room.venue_id, None))

    def access(self, room: Room) -> str:
        """When somebody last looked at anything that a visitor to this room would pass."""
        days = [self.checked.get((room.venue_id, place)) for place in (None, room.pk)]
        last = max((day for day in days if day), default=None)
        if last is None:
            return _("Nobody has told us yet when access was checked.")
        return _("Access last checked %(day)s.") % {"day": date_words(last)}

    def answer(self, room: Room) -> str:
        if room.confirms_at_once:
            return _("Booked at once, without waiting.")
        return self.replies.get(room.venue_id) or _("How soon it replies is not known yet.")


def held_words(found: FoundRoom, names: Names) -> str:
    """Deposit £50.00, given back afterwards. Nothing where there is no price yet."""
    if not found.offers:
        return ""
    held = of_quotes((offer.quote for offer in found.offers), names, found.room.venue.operator.currency)
    said = []
    if held.bonds:
        said.append(_("Deposit %(sums)s, given back afterwards.") % {"sums": _sums(held.bonds)})
    if held.advances:
        said.append(_("To pay in advance: %(sums)s.") % {"sums": _sums(held.advances)})
    return " ".join(said) or _("No deposit.")


def shortest_words(found: FoundRoom, prices: PriceLists) -> str:
    """The shortest hire that the hall lets or charges for; nothing where any length will do."""
    room, on = found.room, found.dates[0].on
    if room.venue.shortest_minutes:
        return _("Let for at least %(length)s.") % {"length": length_words(room.venue.shortest_minutes)}
    tariff = prices.value_on(room.venue, on)
    if tariff is None or not found.offers:
        return ""
    usual, code = tariff.minimum_minutes, found.category.code
    least = [
        usual if cell.minimum_minutes is None else cell.minimum_minutes
        for cell in cells(tariff)
        if cell.category == code and cell.room == room.code
    ]
    charged = min(least, default=usual)
    return _("Charged for at least %(length)s.") % {"length": length_words(charged)} if charged else ""


def _sums(held: Sequence[Sum]) -> str:
    return get_text_list([str(each.amount) for each in held], _("and"))
