"""The price of each date of a series, or what the price list says instead."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bookings.asking import Answers
from bookings.offers import Offer
from bookings.prices import PriceLists
from bookings.terms import NOBODY, Agreed
from venues import tariffs
from venues.models import Category, Room
from venues.periods import Period

Outcome = Offer | tariffs.Refusal
Hire = tuple[Sequence[Room], Period]  # in one room, or in several as one hire
QUESTIONS = (tariffs.FactMissing, tariffs.ProductMissing)  # to be answered before there is a price at all


def outcomes(
    prices: PriceLists,
    hires: Sequence[Hire],
    category: Category,
    *,
    people: int,
    answers: Answers,
    agreed: Agreed = NOBODY,
) -> list[Outcome]:
    """One a hire: those that have a price by themselves are priced together, since it may hang on how many they are.

    Raises FactMissing or ProductMissing.
    """
    whom: dict[str, Any] = {"people": people, "answers": answers, "agreed": agreed}
    alone = [outcome for rooms, period in hires for outcome in _priced(prices, rooms, [period], category, **whom)]
    chosen = [hire for hire, outcome in zip(hires, alone, strict=True) if isinstance(outcome, Offer)]
    together: dict[int, Outcome] = {}
    for rooms in dict.fromkeys(tuple(rooms) for rooms, _period in chosen):
        numbers = [number for number, (place, _period) in enumerate(chosen, 1) if tuple(place) == rooms]
        periods = [chosen[number - 1][1] for number in numbers]
        found = _priced(prices, rooms, periods, category, **whom, numbers=numbers, booked=len(chosen))
        together.update(zip(numbers, found, strict=True))
    numbered = iter(range(1, len(chosen) + 1))
    return [together[next(numbered)] if isinstance(outcome, Offer) else outcome for outcome in alone]


def without_extras(
    prices: PriceLists,
    hires: Sequence[Hire],
    category: Category,
    *,
    people: int,
    answers: Answers,
    agreed: Agreed = NOBODY,
) -> list[Outcome]:
    """The same hires by themselves: what an extra costs is no part of what a concession is worth."""
    return outcomes(prices, hires, category, people=people, answers=answers.without_extras(), agreed=agreed)


def one_more(
    prices: PriceLists,
    hire: Hire,
    category: Category,
    *,
    people: int,
    answers: Answers,
    agreed: Agreed = NOBODY,
    beside: int,
) -> Outcome:
    """What another date would cost beside so many, a question that it raises included."""
    rooms, period = hire
    whom: dict[str, Any] = {"people": people, "answers": answers, "agreed": agreed}
    try:
        return prices.offers(rooms, [period], category, **whom, numbers=[beside + 1], booked=beside + 1)[0]
    except tariffs.Refusal as refusal:
        return refusal


def _priced(
    prices: PriceLists, rooms: Sequence[Room], periods: Sequence[Period], category: Category, **asked: Any
) -> Sequence[Outcome]:
    try:
        return prices.offers(rooms, periods, category, **asked)
    except QUESTIONS:
        raise
    except tariffs.Refusal as refusal:
        return [refusal] * len(periods)
