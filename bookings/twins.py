"""Which groups may be one and the same under two names: what speaks for it, until they are merged or told apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from operator import itemgetter

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.likeness import name_key, number_key, numbers_differ, phone_key
from accounts.models import Hirer
from bookings.models import Booking, Session, ToldApart
from venues.at_one_go import Asked, Told, objects_of, rows_of
from venues.models import Operator, Venue

OF_ONE = ("number", "name")  # a charity has one of its own: whoever else gives it is the same, however many they are
ALIKE_AT_MOST = 6  # an address that more than so many share tells nothing, and all pairs of them would be a crowd
PAYER = "payer"


@dataclass(frozen=True)
class Twins:
    """Two groups that may be one, and what speaks for it."""

    one: Hirer
    other: Hirer
    why: tuple[str, ...]


def known_to(operator: Operator) -> QuerySet[Hirer]:
    """Those with a booking at any venue of this operator, whose name is still known; the hall's own use apart."""
    booked = Booking.objects.filter(venue__operator=operator)
    found = Hirer.objects.standing().filter(forgotten_at=None, pk__in=booked.order_by().values("hirer"))
    return found.exclude(pk=operator.own_hirer_id) if operator.own_hirer_id else found


def questions(operator: Operator, *, at: Venue | None = None) -> Asked:
    """What `twins_read` reads: of all groups of the operator, or of those that book at one of its venues."""
    paid = Session.objects.filter(venue__operator=operator).exclude(payer="").order_by()
    groups = known_to(operator).exclude(kind=Hirer.Kind.HOUSEHOLD)
    if at:
        paid = paid.filter(venue=at)
        groups = groups.filter(pk__in=Booking.objects.at(at).order_by().values("hirer"))
    return {
        "groups": objects_of(groups),
        "payers": rows_of(paid.distinct(), "booking__hirer_id", "payer"),
        "apart": rows_of(ToldApart.objects.filter(venue__operator=operator), "one_id", "other_id"),
    }


def twins_read(told: Told) -> list[Twins]:
    """Pairs that look like one group, the likeliest first."""
    payers: dict[int, set[str]] = defaultdict(set)
    for hirer, payer in told["payers"]:
        payers[hirer].add(payer)
    groups = sorted(told["groups"], key=lambda group: (group.name, group.pk))
    return find_twins(groups, payers=payers, apart={frozenset(pair) for pair in told["apart"]})


def find_twins(
    groups: Iterable[Hirer],
    *,
    payers: Mapping[int, Collection[str]] | None = None,
    apart: Collection[frozenset[int]] = frozenset(),
) -> list[Twins]:
    """`payers` are by group who was billed for it, `apart` the pairs that were said to be two."""
    by_pk: dict[int, Hirer] = {}
    alike: dict[tuple[str, str], list[int]] = defaultdict(list)
    for group in groups:
        by_pk[group.pk] = group
        for why, key in _keys(group, (payers or {}).get(group.pk, ())):
            if key:
                alike[why, key].append(group.pk)

    pairs: dict[tuple[int, int], list[str]] = defaultdict(list)
    for (why, _key), pks in alike.items():
        if len(pks) <= ALIKE_AT_MOST or why in OF_ONE:
            for pair in combinations(pks, 2):
                if frozenset(pair) not in apart:
                    pairs[pair].append(why)
    found = [
        (all(why == PAYER for why in whys), -len(whys), Twins(by_pk[one], by_pk[other], tuple(map(_words, whys))))
        for (one, other), whys in pairs.items()
        if "name" in whys or not numbers_differ(by_pk[one].charity_number, by_pk[other].charity_number)
    ]
    return [twins for _weak, _signs, twins in sorted(found, key=itemgetter(0, 1))]


def _keys(group: Hirer, payers: Collection[str]) -> Iterator[tuple[str, str]]:
    yield "name", name_key(group.name)
    yield "number", number_key(group.charity_number)
    yield "email", group.contact_email.casefold()
    yield "phone", phone_key(group.contact_phone)
    for payer in {name_key(payer) for payer in payers}:
        yield PAYER, payer


def _words(why: str) -> str:
    return {
        "name": _("the same name, written another way"),
        "number": _("the same charity number"),
        "email": _("the same e-mail address"),
        "phone": _("the same phone number"),
        PAYER: _("somebody else is billed for both"),
    }[why]
