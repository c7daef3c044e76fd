"""What the pages to book and to change offer where more people come than fit: elsewhere, with what was typed."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from bookings.changing.targets import times_of
from bookings.exceptions import TooManyPeople
from bookings.forms.book import BookForm
from bookings.forms.changing import ChangeForm
from bookings.forms.series_query import as_query, how_often
from bookings.larger import larger_than, takes_at_most
from bookings.plans import Ask
from venues.models import Layout, Room


@dataclass(frozen=True)
class Place:
    """A room that takes them all, and its page to book with the day, the hours and the people filled in.

    Without an address it is chosen on the very page.
    """

    room: Room
    address: str = ""


@dataclass(frozen=True)
class Offered:
    layouts: list[Layout]
    rooms: list[Place]
    elsewhere: list[Place]

    @property
    def is_nothing(self) -> bool:
        return not (self.layouts or self.rooms or self.elsewhere)

    @property
    def leads_on(self) -> bool:
        """Whether another page is to be looked at."""
        return any(place.address for place in (*self.rooms, *self.elsewhere))


def larger_for(form: BookForm) -> Offered | None:
    """None where the number of people is not what stands in the way."""
    ask: Ask | None = getattr(form, "ask", None)
    if ask is None or "people" not in form.errors:
        return None
    most = takes_at_most(ask)
    if most is None or ask.people <= most:
        return None
    found = larger_than(ask.room, ask.people)
    return Offered(found.layouts, _places(found.rooms, form, ask), _places(found.elsewhere, form, ask))


def larger_for_change(refused: TooManyPeople, form: ChangeForm) -> Offered:
    """Layouts and rooms of the place are chosen below; another place is another booking."""
    found, said = larger_than(refused.room, refused.people), form.cleaned_data
    times = times_of(form.anchor)
    query = {
        "on": said["on"].isoformat(),
        "from": f"{said.get('starts') or times.start:%H:%M}",
        "to": f"{said.get('ends') or times.end:%H:%M}",
        "people": str(refused.people),
    }
    typed = urlencode(query)
    elsewhere = [Place(room, f"{_page_to_book(room)}?{typed}") for room in found.elsewhere]
    return Offered(found.layouts, [Place(room) for room in found.rooms], elsewhere)


def _page_to_book(room: Room) -> str:
    return reverse("bookings:book", args=[room.venue.slug, room.code])


def _places(rooms: list[Room], form: BookForm, ask: Ask) -> list[Place]:
    said = form.cleaned_data
    query = as_query(
        ask.pattern, in_term=bool(said.get("term_time")), not_bank_holidays=bool(said.get("not_bank_holidays"))
    )
    query |= {"people": str(ask.people), "group": ask.hirer.ref}
    if ask.pattern.until:
        query["every"] = how_often(ask.pattern)
    typed = urlencode(query)
    return [Place(room, f"{_page_to_book(room)}?{typed}") for room in rooms]
