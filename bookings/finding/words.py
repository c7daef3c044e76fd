"""Why rooms were left out and prices are what they are, in sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from accounts.clock import date_words
from bookings.finding.found import ACCESS, NO_DATE, TOO_DEAR, TOO_DISTANT, TOO_SMALL, FoundRoom, LeftOut
from bookings.finding.wish import Wish
from bookings.models import RefusedDate
from bookings.prices import PriceLists
from venues.access.words import need_label
from venues.models import Room
from venues.money import Money
from venues.tariffs import FactMissing, Line, ProductMissing, Quote
from venues.tariffs.words import Names, line_words, refusal_words

Reason = RefusedDate.Reason

COUNTS = {
    TOO_SMALL: ngettext_lazy("%(count)d room is too small", "%(count)d rooms are too small", "count"),
    TOO_DISTANT: ngettext_lazy("%(count)d room is too far away", "%(count)d rooms are too far away", "count"),
    TOO_DEAR: ngettext_lazy(
        "%(count)d room costs more than you can pay", "%(count)d rooms cost more than you can pay", "count"
    ),
    ACCESS: ngettext_lazy(
        "%(count)d room does not have what you need: %(facts)s",
        "%(count)d rooms do not have what you need: %(facts)s",
        "count",
    ),
    NO_DATE: ngettext_lazy(
        "%(count)d room: no date falls into the school terms of its hall",
        "%(count)d rooms: no date falls into the school terms of their halls",
        "count",
    ),
    Reason.TAKEN: ngettext_lazy("%(count)d room is taken", "%(count)d rooms are taken", "count"),
    Reason.THINGS: ngettext_lazy(
        "%(count)d room has not all that you need beside it: %(note)s",
        "%(count)d rooms have not all that you need beside them: %(note)s",
        "count",
    ),
    Reason.CLOSED: ngettext_lazy("%(count)d room is shut: %(note)s", "%(count)d rooms are shut: %(note)s", "count"),
    Reason.OUTSIDE_HOURS: ngettext_lazy(
        "%(count)d room is not open at that time", "%(count)d rooms are not open at that time", "count"
    ),
    Reason.NO_SUCH_TIME: ngettext_lazy(
        "%(count)d room: that time does not exist, the clocks go forward",
        "%(count)d rooms: that time does not exist, the clocks go forward",
        "count",
    ),
    Reason.TOO_SOON: ngettext_lazy("%(count)d room needs more notice", "%(count)d rooms need more notice", "count"),
    Reason.TOO_FAR: ngettext_lazy(
        "%(count)d room cannot be booked that far ahead yet",
        "%(count)d rooms cannot be booked that far ahead yet",
        "count",
    ),
    Reason.TOO_SHORT: ngettext_lazy(
        "%(count)d room is not let for so short a time: %(note)s",
        "%(count)d rooms are not let for so short a time: %(note)s",
        "count",
    ),
    Reason.TOO_LONG: ngettext_lazy(
        "%(count)d room is not let for so long: %(note)s", "%(count)d rooms are not let for so long: %(note)s", "count"
    ),
    Reason.NO_PRICE: ngettext_lazy(
        "%(count)d room has no price for that time", "%(count)d rooms have no price for that time", "count"
    ),
}
TOLD_APART = (
    ACCESS,
    Reason.THINGS,
    Reason.CLOSED,
    Reason.TOO_SHORT,
    Reason.TOO_LONG,
)  # a sentence for each hall's own reason
ADVICE: dict[str, Promise] = {
    TOO_SMALL: gettext_lazy("Ask for fewer people, or ask a hall whether two of its rooms can be used together."),
    ACCESS: gettext_lazy("Leave out an access need that would be good to have but that you can do without."),
    TOO_DISTANT: gettext_lazy("Look some miles further."),
    TOO_DEAR: gettext_lazy("Allow a little more an hour, or look at another time of the week."),
    NO_DATE: gettext_lazy("Look without “in school term time only”: on the booking page you can leave dates out."),
    Reason.TAKEN: gettext_lazy("Try an hour earlier or later, or another day of the week."),
    Reason.THINGS: gettext_lazy("Try another time, or bring it with you."),
    Reason.CLOSED: gettext_lazy("Try a date before or after the hall is shut."),
    Reason.OUTSIDE_HOURS: gettext_lazy("Try a time of day when more halls are open."),
    Reason.NO_SUCH_TIME: gettext_lazy("Try another hour: the clocks go forward that night."),
    Reason.TOO_SOON: gettext_lazy("Try a later date, or ring the hall: its secretary may still say yes."),
    Reason.TOO_FAR: gettext_lazy("Try an earlier date."),
    Reason.TOO_SHORT: gettext_lazy("Ask for longer: time to set up and to clear away counts too."),
    Reason.TOO_LONG: gettext_lazy("Ask for less time, or ring the hall: its secretary may still say yes."),
    Reason.NO_PRICE: gettext_lazy("Ask the hall what that time would cost."),
}


@dataclass(frozen=True)
class LeftOutGroup:
    """Rooms left out for one reason, and the reason with their number; `unnamed` of them are not among the rooms."""

    words: str
    rooms: tuple[LeftOut, ...]
    unnamed: int = 0


@dataclass(frozen=True)
class PriceGroup:
    """Dates that cost the same for the same reasons: how many, what each costs, and why, told of the first."""

    words: str
    price: Money
    lines: tuple[str, ...]


def names_of(prices: PriceLists, rooms: Sequence[Room], days: Iterable[date]) -> Names:
    """What the codes of a venue's price lists are called: those in force on these days."""
    venue = rooms[0].venue
    lists = {row.pk: row for row in (prices.on(venue, day) for day in days) if row}
    return Names.written(
        [row.document for row in lists.values()],
        rooms={room.code: room.name for room in rooms},
        categories={category.code: category.name for category in prices.categories(venue)},
    )


def asks_words(found: FoundRoom, names: Names) -> str:
    """What its price hangs on, and where that is said; nothing where it has a price."""
    match found.asks:
        case None:
            return ""
        case FactMissing(fact=fact):
            return _("The price depends on: %(question)s") % {"question": names.question(fact)}
        case ProductMissing():
            return refusal_words(found.asks, names, found.room.venue.tz)
    return _("The hall tells you the price when you ask.")


def left_out_groups(left_out: Iterable[LeftOut], unnamed: int = 0) -> list[LeftOutGroup]:
    """The most rooms first; `unnamed` are too far away beside those that are given."""
    groups: dict[tuple[str, str], list[LeftOut]] = {}
    for left in left_out:
        said = "; ".join(need_label(match.need) for match in left.lacking) or left.note
        groups.setdefault((left.reason, said if left.reason in TOLD_APART else ""), []).append(left)
    more = {key: unnamed if key[0] == TOO_DISTANT else 0 for key in groups}
    counts = {key: len(rooms) + more[key] for key, rooms in groups.items()}
    return [
        LeftOutGroup(
            COUNTS[key[0]] % {"count": counts[key], "facts": key[1], "note": key[1]}, tuple(groups[key]), more[key]
        )
        for key in sorted(groups, key=lambda key: -counts[key])
    ]


def near_words(wish: Wish) -> str:
    """Near which place, how far, and from where the miles are when that is only the middle of a district."""
    if wish.near is None:
        return ""
    said = {"place": wish.near.name, "miles": wish.within}
    near = _("near %(place)s") if wish.within is None else _("at most %(miles)s miles from %(place)s")
    words = (_("at most 1 mile from %(place)s") if wish.within == 1 else near) % said
    return _("%(near)s, from the middle of all its postcodes") % {"near": words} if wish.near.is_rough else words


def away_words(found: FoundRoom, wish: Wish) -> str:
    """How far it is from the place that was named."""
    if wish.near is None:
        return ""
    if found.miles is None:
        return _("How far it is from %(place)s is not known") % {"place": wish.near.name}
    said = {"miles": found.miles, "place": wish.near.name}
    return _("%(miles)s from %(place)s, in a straight line") % said


def advice(left_out: Iterable[LeftOut], unnamed: int = 0) -> list[tuple[str, str]]:
    """Each reason and what to change in order to find more, those that left most rooms out first."""
    counts = Counter(left.reason for left in left_out)
    counts[TOO_DISTANT] += unnamed
    return [(reason, str(ADVICE[reason])) for reason, count in counts.most_common() if count]


def refused_groups(found: FoundRoom) -> list[tuple[str, str]]:
    """Each reason why it does not have some of the dates, and those dates."""
    groups: dict[str, list[str]] = {}
    for refused in found.refused:
        taken = refused.planned.reason == Reason.TAKEN  # by whom is not asked here: it may be one's own group
        groups.setdefault(_("The room is taken then") if taken else refused.planned.reason_words, []).append(
            date_words(refused.on)
        )
    return [(reason, ", ".join(days)) for reason, days in groups.items()]


def price_groups(found: FoundRoom, names: Names) -> list[PriceGroup]:
    """Why this price, once for all dates that are priced alike."""
    alike: dict[tuple[object, ...], list[Quote]] = {}
    for offer in found.offers:
        key = tuple(
            (line.kind, line.code, line.band, line.quantity, line.unit, line.per, line.unit_price.pence)
            for line in offer.quote.lines
        )
        alike.setdefault(key, []).append(offer.quote)
    return [_price_group(quotes, names, single=len(found.offers) == 1) for quotes in alike.values()]


def _price_group(dates: Sequence[Quote], names: Names, *, single: bool) -> PriceGroup:
    price = dates[0].total
    said = ngettext("On %(count)d date, %(price)s", "On %(count)d dates, %(price)s each, such as", len(dates))
    words = "" if single else said % {"count": len(dates), "price": price}
    return PriceGroup(words, price, tuple(_line_words(line, names) for line in dates[0].lines))


def _line_words(line: Line, names: Names) -> str:
    return _("%(why)s: %(amount)s") % {"why": line_words(line, names), "amount": line.amount}
