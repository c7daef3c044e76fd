"""What the page to book offers where more people come than fit: each with a link that carries what was typed."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from bookings.forms.book import BookForm
from bookings.forms.series_query import as_query, how_often
from bookings.larger import larger_than, takes_at_most
from bookings.plans import Ask
from venues.models import Layout, Room


@dataclass(frozen=True)
class Place:
    """A room that takes them all, and its page to book with the day, the hours and the people filled in."""

    room: Room
    address: str


@dataclass(frozen=True)
class Offered:
    layouts: list[Layout]
    rooms: list[Place]
    elsewhere: list[Place]

    @property
    def is_nothing(self) -> bool:
        return not (self.layouts or self.rooms or self.elsewhere)


def larger_for(form: BookForm) -> Offered | None:
    """None where the number of people is not what stands in the way."""
    ask: Ask | None = getattr(form, "ask", None)
    if ask is None or "people" not in form.errors:
        return None
    most = takes_at_most(ask)
    if most is None or ask.people <= most:
        return None
    found = larger_than(ask)
    return Offered(found.layouts, _places(found.rooms, form, ask), _places(found.elsewhere, form, ask))


def _places(rooms: list[Room], form: BookForm, ask: Ask) -> list[Place]:
    said = form.cleaned_data
    query = as_query(
        ask.pattern, in_term=bool(said.get("term_time")), not_bank_holidays=bool(said.get("not_bank_holidays"))
    )
    query |= {"people": str(ask.people), "group": ask.hirer.ref}
    if ask.pattern.until:
        query["every"] = how_often(ask.pattern)
    typed = urlencode(query)
    return [Place(room, f"{reverse('bookings:book', args=[room.venue.slug, room.code])}?{typed}") for room in rooms]
