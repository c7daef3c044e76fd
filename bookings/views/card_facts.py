"""What cards tell of their halls beside the price: when access was checked, how soon they answer, what is held."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Max, Q
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from accounts.clock import date_words
from bookings.asking import NOTHING
from bookings.asking_together import Waiting, asked_words, waiting_for, waiting_question
from bookings.finding import FoundRoom
from bookings.holding import Sum, of_quotes
from bookings.prices import PriceLists
from bookings.usual_reply import replies_question, replies_read
from venues.at_one_go import at_one_go, objects_of, rows_of
from venues.models import AccessClaim, Picture, Room
from venues.money import Money, total
from venues.tariffs import Refusal
from venues.tariffs.grid import cells
from venues.tariffs.words import Names
from venues.tariffs.words.times import length_words

REGULAR = re.compile(r"\bregular", re.IGNORECASE)
Place = tuple[int, int | None]  # a venue, and the room where it is of one


@dataclass(frozen=True)
class Halls:
    """Of the rooms of a page, loaded in one statement whatever their number."""

    replies: dict[int, str] = field(default_factory=dict)  # by venue
    checked: dict[Place, date] = field(default_factory=dict)
    pictures: dict[Place, Picture] = field(default_factory=dict)  # the first of each
    waiting: tuple[Waiting, ...] = ()  # requests for the hours asked for, not yet decided

    @classmethod
    def load(cls, found: Collection[FoundRoom], *, at: datetime) -> Halls:
        rooms, wanted = [each.room for each in found], [period for each in found for period in each.periods]
        venues = {room.venue_id for room in rooms}
        claims = AccessClaim.objects.current().filter(venue__in=venues, checked_on__isnull=False)
        told = claims.filter(Q(room=None) | Q(room__in=rooms)).order_by().values("venue", "room")
        answers = at_one_go(
            {
                "replies": replies_question(venues, at=at),
                "checked": rows_of(told, "venue", "room", Max("checked_on")),
                "pictures": objects_of(Picture.objects.filter(venue__in=venues)),
                "waiting": waiting_question(rooms, wanted, at=at),
            }
        )
        pictures: dict[Place, Picture] = {}
        for picture in sorted(answers["pictures"], key=lambda each: (each.position, each.pk)):
            pictures.setdefault((picture.venue_id, picture.room_id), picture)
        checked = {(venue, room): day for venue, room, day in answers["checked"]}
        return cls(replies_read(answers["replies"]), checked, pictures, tuple(answers["waiting"]))

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

    def others_ask(self, found: FoundRoom, cells: Collection[int]) -> str:
        """For some of the same hours, where requests may wait together."""
        return asked_words(waiting_for(cells, found.periods, self.waiting)) if found.room.requests_wait_together else ""

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


def regulars_words(found: FoundRoom, prices: PriceLists) -> str:
    """What a series would cost by a price for regulars, which nobody may choose and only the hall gives.

    The next below the price shown, so that no more is promised than asking may bring; nothing where none is below.
    """
    if not found.wish.repeats or not found.offers or found.asks:
        return ""
    answers, below = found.brought.answers if found.brought else NOTHING, list[tuple[Money, str]]()
    for category in prices.categories(found.room.venue):
        if not category.is_given_by_the_venue or not REGULAR.search(f"{category.name} {category.who}"):
            continue
        try:
            offers = prices.offers([found.room], found.periods, category, people=found.wish.people, answers=answers)
        except Refusal:
            continue
        below.append((total((offer.total for offer in offers), found.total.currency), category.name))
    price, name = max((each for each in below if each[0] < found.total), default=(None, ""))
    words = _("Regular hirers pay %(price)s here (“%(category)s”): ask the hall whether you may.")
    return words % {"price": price, "category": name} if price is not None else ""


def _sums(held: Sequence[Sum]) -> str:
    return get_text_list([str(each.amount) for each in held], _("and"))
