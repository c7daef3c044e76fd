"""Whose lower prices the hall has to look at: proof that was shown or is late, reviews, terms that end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.clock import date_words
from accounts.models import Hirer
from bookings.terms import terms_words
from venues.models import Entitlement, Post, SpecialTerms, Venue

AHEAD = timedelta(days=30)
SHOWN, LATE, REVIEW, REST = range(4)


@dataclass(frozen=True)
class Work:
    """How much there is to do about prices."""

    shown: int
    late: int
    reviews: int
    ending: int

    def __bool__(self) -> bool:
        return any((self.shown, self.late, self.reviews, self.ending))

    @property
    def words(self) -> list[str]:
        told = (
            (self.shown, ngettext("%(n)d proof to look at", "%(n)d proofs to look at", self.shown)),
            (self.late, ngettext("%(n)d proof is late", "%(n)d proofs are late", self.late)),
            (self.reviews, ngettext("%(n)d price to look at again", "%(n)d prices to look at again", self.reviews)),
            (self.ending, ngettext("%(n)d agreement ends soon", "%(n)d agreements end soon", self.ending)),
        )
        return [words % {"n": number} for number, words in told if number]


@dataclass(frozen=True)
class Claim:
    """An entitlement as a line of the list."""

    row: Entitlement
    today: date

    @property
    def state(self) -> str:
        return ("shown", "late", "review", "rest")[self._rank]

    @property
    def words(self) -> str:
        """How it stands, in a few words."""
        row = self.row
        if not row.is_open:
            return _("Ended")
        if self._rank == SHOWN:
            return _("They showed their proof")
        if self._rank == LATE and row.proof_by:
            return _("Asked to show it by %(day)s") % {"day": date_words(row.proof_by)}
        if row.is_accepted and row.review_on:
            return _("Accepted; look again on %(day)s") % {"day": date_words(row.review_on)}
        if row.is_accepted:
            return _("Accepted")
        if row.proof_by:
            return _("Asked to show it by %(day)s") % {"day": date_words(row.proof_by)}
        return _("Booked at it; not asked yet")

    @property
    def _rank(self) -> int:
        row = self.row
        if row.is_shown:
            return SHOWN
        if row.is_late(self.today):
            return LATE
        if row.is_accepted and row.review_on and row.review_on <= self.today + AHEAD:
            return REVIEW
        return REST


def work_at(venue: Venue, today: date) -> Work:
    """Two questions, whatever there is."""
    shown, late, review = _conditions(today)
    counts = Entitlement.objects.open().filter(operator=venue.operator_id, hirer__merged_into=None)
    found = counts.aggregate(
        shown=Count("pk", filter=shown), late=Count("pk", filter=late), reviews=Count("pk", filter=review)
    )
    return Work(**found, ending=ending_soon(venue, today).count())


def ending_soon(venue: Venue, today: date) -> QuerySet[SpecialTerms]:
    """Agreements of this venue that end within a month, the next first."""
    ending = SpecialTerms.objects.filter(venue=venue, until__gte=today, until__lte=today + AHEAD)
    return ending.filter(hirer__merged_into=None).select_related("hirer", "category").order_by("until", "pk")


def agreed_at(venue: Venue, today: date) -> QuerySet[SpecialTerms]:
    """Every agreement of this venue: those that are not over first, by group."""
    over = Case(When(until__lt=today, then=Value(1)), default=Value(0), output_field=IntegerField())
    agreed = SpecialTerms.objects.filter(venue=venue, hirer__merged_into=None).select_related("hirer", "category")
    return agreed.alias(over=over).order_by("over", "hirer__name", "since", "pk")


def claims_at(venue: Venue, today: date) -> QuerySet[Entitlement]:
    """Those that are open, what has to be done first."""
    shown, late, review = _conditions(today)
    rank = Case(
        When(shown, then=Value(SHOWN)),
        When(late, then=Value(LATE)),
        When(review, then=Value(REVIEW)),
        default=Value(REST),
        output_field=IntegerField(),
    )
    rows = Entitlement.objects.open().filter(operator=venue.operator_id, hirer__merged_into=None)
    return (
        rows.without_pictures()
        .select_related("hirer", "category")
        .annotate(rank=rank)
        .order_by("rank", "hirer__name", "pk")
    )


def _conditions(today: date) -> tuple[Q, Q, Q]:
    waits = Q(accepted_at=None)
    shown = waits & Q(shown_at__isnull=False)
    late = waits & Q(shown_at=None, proof_by__lt=today)
    return shown, late, Q(accepted_at__isnull=False, review_on__lte=today + AHEAD)


def who_decides(venue: Venue, today: date) -> list[str]:
    """The names of those who say whose a lower price is here."""
    posts = venue.posts.filter(kind=Post.Kind.MANAGER).held_on(today).select_related("user").order_by("pk")
    return [str(post.user) for post in posts]


def prices_of(hirer: Hirer, venue: Venue, today: date) -> dict[str, Any]:
    """What the page of one hirer says of its prices here; two questions."""
    rows = Entitlement.objects.filter(hirer=hirer, operator=venue.operator_id).without_pictures()
    agreed = SpecialTerms.objects.filter(hirer=hirer, venue=venue).select_related("category").order_by("-since", "-pk")
    return {
        "claims": [Claim(row, today) for row in rows.select_related("category").order_by("ended_at", "pk")],
        "agreed": [(terms, terms_words(terms), bool(terms.until and terms.until < today)) for terms in agreed],
    }
