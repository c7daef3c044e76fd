"""Who books at a venue, and which of them may be one and the same group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from django.db.models import Count, Max, Q, QuerySet
from django.utils.translation import gettext as _

from accounts.likeness import name_key, number_key, numbers_differ, phone_key
from accounts.models import Hirer
from bookings.models import Booking
from venues.models import Operator, Venue

ALIKE_AT_MOST = 6  # an address that more than so many share tells nothing, and all pairs of them would be a crowd


@dataclass(frozen=True)
class Twins:
    """Two groups that may be one, and what speaks for it."""

    one: Hirer
    other: Hirer
    why: tuple[str, ...]


def hirers_at(venue: Venue, search: str = "") -> QuerySet[Hirer]:
    """Everybody who has asked for a room here, by name, with how often and when last; the hall's own use apart."""
    here = Q(bookings__venue=venue)
    found = known_to(venue.operator).filter(here)
    if search:
        found = found.filter(Q(name__icontains=search) | Q(charity_number__iexact=search.replace(" ", "")))
    return found.annotate(
        bookings_here=Count("bookings", filter=here, distinct=True),
        last_asked=Max("bookings__requested_at", filter=here),
    ).order_by("name", "pk")


def known_to(operator: Operator) -> QuerySet[Hirer]:
    """Those with a booking at any venue of this operator, whose name is still known."""
    booked = Booking.objects.filter(venue__operator=operator)
    found = Hirer.objects.standing().filter(forgotten_at=None, pk__in=booked.values("hirer"))
    return found.exclude(pk=operator.own_hirer_id) if operator.own_hirer_id else found


def twins_of(operator: Operator) -> list[Twins]:
    """Pairs that look like one group, the likeliest first; one question, however many groups there are."""
    groups = known_to(operator).exclude(kind=Hirer.Kind.HOUSEHOLD).order_by("name", "pk")
    return find_twins(groups)


def find_twins(groups: Iterable[Hirer]) -> list[Twins]:
    by_pk: dict[int, Hirer] = {}
    alike: dict[tuple[str, str], list[int]] = defaultdict(list)
    for group in groups:
        by_pk[group.pk] = group
        for why, key in _keys(group):
            if key:
                alike[why, key].append(group.pk)

    pairs: dict[tuple[int, int], list[str]] = defaultdict(list)
    for (why, _key), pks in alike.items():
        if len(pks) <= ALIKE_AT_MOST:
            for pair in combinations(pks, 2):
                pairs[pair].append(why)
    found = [
        Twins(by_pk[one], by_pk[other], tuple(_words(why) for why in whys))
        for (one, other), whys in pairs.items()
        if "name" in whys or not numbers_differ(by_pk[one].charity_number, by_pk[other].charity_number)
    ]
    return sorted(found, key=lambda twins: -len(twins.why))


def _keys(group: Hirer) -> Iterator[tuple[str, str]]:
    yield "name", name_key(group.name)
    yield "number", number_key(group.charity_number)
    yield "email", group.contact_email.casefold()
    yield "phone", phone_key(group.contact_phone)


def _words(why: str) -> str:
    return {
        "name": _("the same name, written another way"),
        "number": _("the same charity number"),
        "email": _("the same e-mail address"),
        "phone": _("the same phone number"),
    }[why]
