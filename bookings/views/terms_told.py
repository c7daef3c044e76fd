"""What cancelling costs in a room, for whoever looks at it: by the list in force, and by the next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.clock import date_words
from bookings.cancelling import terms_at
from bookings.price_words import names_at
from bookings.prices import value_of
from venues import tariffs
from venues.models import Room, Tariff, Venue
from venues.tariffs.scales import ScaleRow
from venues.tariffs.when import ALWAYS
from venues.tariffs.words import Names
from venues.tariffs.words.rules import scale_sentences


def cancelling_told(room: Room, *, today: date) -> list[str]:
    """A sentence for each kind of hire that has terms of its own; and where a list to come changes them, from when."""
    venue = room.venue
    rows = Tariff.objects.filter(Q(valid_to=None) | Q(valid_to__gte=today), venue=venue).order_by("valid_from")
    lists = [(row.valid_from, value_of(row, venue.operator.currency)) for row in rows]
    names = names_at(venue) if any(tariff.scales for _day, tariff in lists) else Names()
    begun = [tariff for day, tariff in lists if day <= today]
    holds = _sentences(room, begun[-1] if begun else None, names)
    told = list(holds)
    for day, tariff in lists:
        later = _sentences(room, tariff, names)
        if day > today and later != holds:
            told += [_from_when(venue, day), *later]
            holds = later
    return told


def _sentences(room: Room, tariff: tariffs.Tariff | None, names: Names) -> list[str]:
    """Those of the list for this room; the venue's own hours for what the list says nothing of."""
    own = terms_at(room.venue, None, rooms=[room.code], category="").words
    scales = tuple(_scales_of(room.code, tariff)) if tariff else ()
    if tariff is None or not scales:
        return [own]
    told = list(scale_sentences(replace(tariff, scales=scales), names))
    if all(row.when != ALWAYS for row in scales):
        told.append(_("Otherwise: %(words)s") % {"words": own})
    return told


def _scales_of(room: str, tariff: tariffs.Tariff) -> Iterator[ScaleRow]:
    """Each once for whom it is, without its room: what is meant for the room goes before what is for any."""
    found = set()
    for row in sorted(tariff.scales, key=lambda row: (-row.rank, not row.when.room)):
        when = replace(row.when, room=())
        if (not row.when.room or room in row.when.room) and when not in found:
            found.add(when)
            yield replace(row, when=when)


def _from_when(venue: Venue, day: date) -> str:
    words = _("These terms change. For dates from %(day)s on:")
    if venue.prices_of == Venue.PricesOf.BOOKING:
        words = _("These terms change. For what is booked from %(day)s on:")
    return words % {"day": date_words(day)}
