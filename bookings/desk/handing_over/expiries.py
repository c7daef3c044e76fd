"""What runs out at a place, and when: prices and proof, agreements, price lists, answers about getting in, posts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from venues.guides import as_claim
from venues.models import AccessClaim, Entitlement, SpecialTerms, Venue

AHEAD = timedelta(days=366)


@dataclass(frozen=True)
class Expiry:
    """A day, what runs out on it, and the page that sees to it."""

    on: date
    words: str
    address: str


def expiries(venue: Venue, *, today: date) -> list[Expiry]:
    """What is past its day already, and what runs out within a year, the soonest first; a fixed number of questions."""
    last = today + AHEAD
    found = [*_prices(venue, last), *_terms(venue, today, last), *_lists(venue, today, last)]
    found += [*_access(venue, last), *_posts(venue, today, last)]
    return sorted(found, key=lambda expiry: (expiry.on, expiry.words))


def _prices(venue: Venue, last: date) -> Iterator[Expiry]:
    """Proof that is waited for, and reviews."""
    rows = Entitlement.objects.open().filter(operator=venue.operator_id, hirer__merged_into=None)
    due = Q(accepted_at=None, proof_by__lte=last) | Q(accepted_at__isnull=False, review_on__lte=last)
    for claim in rows.filter(due).without_pictures().select_related("hirer", "category"):
        facts = {"hirer": claim.hirer, "category": claim.category}
        address = reverse("desk:entitlement", args=[venue.slug, claim.pk])
        if claim.accepted_at is None and claim.proof_by:
            yield Expiry(claim.proof_by, _("%(hirer)s: proof for “%(category)s” is due") % facts, address)
        elif claim.review_on:
            yield Expiry(claim.review_on, _("%(hirer)s: look at “%(category)s” again") % facts, address)


def _terms(venue: Venue, today: date, last: date) -> Iterator[Expiry]:
    rows = SpecialTerms.objects.filter(venue=venue, until__gte=today, until__lte=last, hirer__merged_into=None)
    for terms in rows.select_related("hirer"):
        assert terms.until is not None, "so it was asked for"
        words = _("%(hirer)s: special terms end") % {"hirer": terms.hirer}
        yield Expiry(terms.until, words, reverse("desk:hirer", args=[venue.slug, terms.hirer.ref]))


def _lists(venue: Venue, today: date, last: date) -> Iterator[Expiry]:
    """Price lists that end, and those that begin."""
    address = reverse("place:prices", args=[venue.slug])
    for row in venue.tariffs.filter(Q(valid_to__gte=today) | Q(valid_from__gt=today)):
        if row.valid_from > today:
            yield Expiry(row.valid_from, _("The price list “%(name)s” begins") % {"name": row.name}, address)
        if row.valid_to and row.valid_to <= last:
            yield Expiry(row.valid_to, _("The price list “%(name)s” ends") % {"name": row.name}, address)


def _access(venue: Venue, last: date) -> Iterator[Expiry]:
    """Answers about getting in that are, or will be, too old to rely on: the first day of each place, and how many."""
    rows = AccessClaim.objects.current().filter(venue=venue, checked_on__isnull=False)
    due: dict[str, list[date]] = {}
    for row in rows.select_related("entrance", "room"):
        claim = as_claim(row)
        if claim.checked_on and claim.stands:
            due.setdefault(claim.place, []).append(claim.checked_on + relativedelta(months=claim.months))
    for place, days in due.items():
        soon = [day for day in days if day <= last]
        if soon:
            words = ngettext(
                "%(place)s: %(count)d answer about getting in is to be checked again",
                "%(place)s: %(count)d answers about getting in are to be checked again",
                len(soon),
            ) % {"place": place or _("The building"), "count": len(soon)}
            yield Expiry(min(soon), words, reverse("place:access", args=[venue.slug]))


def _posts(venue: Venue, today: date, last: date) -> Iterator[Expiry]:
    for post in venue.posts.held_on(today).filter(until__lte=last).select_related("user"):
        assert post.until is not None, "so it was asked for"
        facts = {"post": post.get_kind_display(), "who": post.user}
        words = _("%(who)s holds the post for the last day: %(post)s") % facts
        yield Expiry(post.until, words, reverse("place:people", args=[venue.slug]))
