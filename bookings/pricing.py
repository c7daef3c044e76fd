"""The price of each date of a series, or what the price list says instead."""

from __future__ import annotations

from collections.abc import Sequence

from bookings.asking import Answers
from bookings.offers import Offer
from bookings.prices import PriceLists
from bookings.terms import NOBODY, Agreed
from venues import tariffs
from venues.models import Category, Room
from venues.periods import Period

Outcome = Offer | tariffs.Refusal
QUESTIONS = (tariffs.FactMissing, tariffs.ProductMissing)  # to be answered before there is a price at all


def outcomes(
    prices: PriceLists,
    room: Room,
    periods: Sequence[Period],
    category: Category,
    *,
    people: int,
    answers: Answers,
    agreed: Agreed = NOBODY,
) -> list[Outcome]:
    """One a period: those that have a price by themselves are priced together, since it may hang on how many they are.

    Raises FactMissing or ProductMissing.
    """

    def priced(some: Sequence[Period]) -> Sequence[Outcome]:
        try:
            return prices.offers(room, some, category, people=people, answers=answers, agreed=agreed)
        except QUESTIONS:
            raise
        except tariffs.Refusal as refusal:
            return [refusal] * len(some)

    alone = [outcome for period in periods for outcome in priced([period])]
    together = iter(
        priced([period for period, outcome in zip(periods, alone, strict=True) if isinstance(outcome, Offer)])
    )
    return [next(together) if isinstance(outcome, Offer) else outcome for outcome in alone]


def without_extras(
    prices: PriceLists,
    room: Room,
    periods: Sequence[Period],
    category: Category,
    *,
    people: int,
    answers: Answers,
    agreed: Agreed = NOBODY,
) -> list[Outcome]:
    """The same hires by themselves: what an extra costs is no part of what a concession is worth."""
    bare = answers.without_extras()
    return outcomes(prices, room, periods, category, people=people, answers=bare, agreed=agreed)
