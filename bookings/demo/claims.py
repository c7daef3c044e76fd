"""Whose lower prices are whose in the demo: mostly accepted, a few for the desk to look at, and one agreement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import datetime, timedelta
from decimal import Decimal

from django.db.models import Min

from accounts.models import Hirer, User
from bookings.models import Booking
from venues.fair_use import FirstCall, Hours
from venues.models import Category, Entitlement, Post, SpecialTerms, Venue

YEAR, MONTH = timedelta(days=365), timedelta(days=30)
AFFILIATED = "1st Sallowfield Scout Group"
EVERY = 9  # of so many groups one has shown something, one is late, one is asked and one is to be looked at again


def write_claims(venues: Iterable[Venue], now: datetime) -> None:
    """From what was booked: nothing of it changes a price."""
    for operator in {venue.operator for venue in venues}:
        managers = Post.objects.filter(venue__operator=operator, kind=Post.Kind.MANAGER).order_by("pk")
        post = managers.select_related("user", "venue").first()
        if post is None:
            continue
        claims = list(_claims(operator.pk, post.user, now))
        Entitlement.objects.bulk_create(claims)
        _first_call(operator.pk, post.user, now)
        if claims:
            _agreement(post.venue, claims[len(claims) // 2].hirer, post.user, now)


def _claims(operator: int, manager: User, now: datetime) -> Iterator[Entitlement]:
    categories = Category.objects.filter(operator=operator, is_standard=False).exclude(proof="").in_bulk()
    booked = Booking.objects.filter(category__in=categories, hirer__operator_itself=None).order_by()
    since = booked.values_list("hirer", "category").annotate(since=Min("made_at")).order_by("category", "hirer")
    hirers = Hirer.objects.in_bulk([hirer for hirer, _category, _since in since])
    for number, (hirer, category, first) in enumerate(since):
        claim = Entitlement(operator_id=operator, hirer=hirers[hirer], category=categories[category], declared_at=first)
        _stands(claim, number % EVERY, manager, now)
        yield claim


def _stands(claim: Entitlement, turn: int, manager: User, now: datetime) -> None:
    today, number = now.date(), claim.hirer.charity_number
    evidence = Entitlement.Evidence.NUMBER if number else Entitlement.Evidence.KNOWN
    if turn in (1, 2, 3):
        claim.proof_asked_at, claim.proof_by = now - MONTH, today + timedelta(days={1: -2, 2: 5, 3: 12}[turn])
    if turn == 2:
        claim.shown_at, claim.evidence = now - timedelta(days=3), evidence
        claim.shown_words = number or "We have met here every week for years."
    if turn in (1, 2, 3):
        return
    claim.evidence, claim.evidence_words = evidence, number or "They have met here for years."
    claim.accepted_at, claim.accepted_by = claim.declared_at + MONTH, manager
    claim.review_on = today + (timedelta(days=20) if turn == 4 else YEAR)


def _first_call(operator: int, manager: User, now: datetime) -> None:
    """The Scouts whose forebears gave the field have the first word on Wednesday evenings."""
    scouts = Hirer.objects.filter(name=AFFILIATED, bookings__venue__operator=operator).first()
    venue = Venue.objects.filter(operator=operator, bookings__hirer=scouts).first() if scouts else None
    if scouts is None or venue is None:
        return
    today, call = now.date(), FirstCall(Hours((2,), 18 * 60, 21 * 60), 28, "main-hall", "Main hall")
    SpecialTerms.objects.create(
        venue=venue,
        hirer=scouts,
        first_call=asdict(call),
        words="Clause 4 of the trust deed of 1951.",
        agreed_by="The trustees",
        agreed_on=today - YEAR,
        since=today - YEAR,
        until=today + 2 * YEAR,
        made_by=manager,
        made_at=now,
    )
    venue.has_first_calls = True
    venue.save(update_fields=["has_first_calls"])


def _agreement(venue: Venue, hirer: Hirer, manager: User, now: datetime) -> None:
    today = now.date()
    SpecialTerms.objects.create(
        venue=venue,
        hirer=hirer,
        percent_off=Decimal(10),
        words="They look after the garden in front of the hall.",
        agreed_by="The committee",
        agreed_on=today - MONTH,
        since=today,
        until=today + YEAR,
        made_by=manager,
        made_at=now,
    )
