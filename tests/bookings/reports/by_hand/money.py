"""Affordable, and income."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction

from django.utils.text import slugify

from tests.bookings.reports.by_hand.clock import Clock
from tests.bookings.reports.by_hand.told import NOT_KNOWN, Told, in_hours, in_pounds, per, percent
from tests.bookings.reports.by_hand.uses import Use, Uses, hours_of, room_of
from venues.models import Venue

LIVING_WAGE = (
    (date(2023, 5, 14), 1090),
    (date(2024, 5, 1), 1200),
    (date(2025, 5, 1), 1260),
    (date(2026, 5, 1), 1345),
)  # payable by, pence
IN_LONDON = (
    (date(2023, 5, 14), 1195),
    (date(2024, 5, 1), 1315),
    (date(2025, 5, 1), 1385),
    (date(2026, 5, 1), 1480),
)


def figures(uses: Uses) -> Iterator[Told]:
    priced = [use for use in uses.external if use.priced]
    compared = [use for use in uses.external if use.compared]
    yield from _paid(uses.external, priced)
    yield from _conceded(compared, len(uses.external) - len(compared))
    yield from _a_head(uses.external, uses.clock.set.a_head)
    yield from _affordable(uses, priced)
    yield from _income(uses, priced)


def _paid(external: list[Use], priced: list[Use]) -> Iterator[Told]:
    unpriced = len(external) - len(priced)
    missing = {"A1": unpriced + unsaid(priced), "A1n": unpriced}
    for suffix, some in (("", priced), (".without_free", [use for use in priced if use.all_in > 0])):
        over = hours_of(some)
        all_in, charged = (sum(use.all_in for use in some), sum(use.pence("hire_pence") + use.payer for use in some))
        for id, pence in (("A1", all_in), ("A1n", charged)):
            yield per(f"{id}{suffix}", "£/h", Fraction(pence, 100), over, missing=missing[id])
    for use_of in (lambda use: use.category, lambda use: room_of(use.session)):
        for code, some in drawers(priced, use_of).items():
            paid = Fraction(sum(use.all_in for use in some), 100)
            yield per(f"A1.{code}", "£/h", paid, hours_of(some), missing=unsaid(some))
    told = [use for use in priced if use.is_free_or_not]
    free = [use for use in told if use.all_in == 0]
    lacking = len(external) - len([use for use in told if use.extras_said])
    yield percent("A3", hours_of(free), hours_of(told), len(told), missing=lacking)
    yield in_hours("A3", hours_of(free), missing=lacking)
    yield in_hours("A3.payer", hours_of(free, lambda use: use.payer > 0))
    for code, some in drawers([use for use in free if use.payer], payer_of).items():
        yield in_hours(f"A3.payer_{code}", hours_of(some))


def unsaid(uses: list[Use]) -> int:
    return len([use for use in uses if not use.all_said])


def _conceded(compared: list[Use], missing: int) -> Iterator[Told]:
    whole = hours_of(compared)
    yield percent("A2", hours_of(compared, lambda use: use.conceded > 0), whole, len(compared), missing=missing)
    at = hours_of(compared, lambda use: not any(use.gap.values()))
    yield percent("A2s", at, whole, len(compared), missing=missing)
    for reason in ("category", "waiver"):
        having = hours_of([use for use in compared if use.gap[reason] > 0])
        yield percent(f"A2.{reason}", having, whole, len(compared))
        yield in_pounds(f"A4.{reason}", sum(use.gap[reason] for use in compared))
    yield in_pounds("A4.discount", sum(use.gap["discount"] for use in compared))
    yield in_pounds("A4.unexplained", sum(use.gap["unexplained"] for use in compared))
    bare = hours_of(compared, lambda use: use.gap["discount"] > 0 and not use.conceded)
    yield percent("A2.discount", bare, whole, len(compared))
    without = hours_of(compared, lambda use: sum(use.gap.values()) == use.gap["unexplained"] > 0)
    yield percent("A2.unexplained", without, whole, len(compared))
    for code, some in drawers(compared, lambda use: use.category).items():
        yield in_pounds(f"A4.{code}", sum(use.conceded for use in some))
        yield percent(f"A2.{code}", hours_of(some, lambda use: use.conceded > 0), whole, len(compared))
    worth = sum(use.conceded for use in compared)
    standard = sum(use.pence("standard_pence") for use in compared)
    yield in_pounds("A4", worth, missing=missing)
    yield percent("A4", Fraction(worth, 100), Fraction(standard, 100), len(compared), missing=missing)
    borne = sum(min(use.payer, use.conceded) for use in compared)
    yield in_pounds("A4.venue", worth - borne)
    if borne:
        yield in_pounds("A4.payer", borne)
        theirs = hours_of(compared, lambda use: min(use.payer, use.conceded) > 0)
        yield percent("A2.payer", theirs, whole, len(compared))
    for code, some in drawers([use for use in compared if min(use.payer, use.conceded)], payer_of).items():
        yield in_pounds(f"A4.payer_{code}", sum(min(use.payer, use.conceded) for use in some))
    ours = hours_of(compared, lambda use: use.conceded > use.payer)
    yield percent("A2.venue", ours, whole, len(compared))


def payer_of(use: Use) -> str:
    return slugify(use.session.payer) or "unnamed"


def drawers(uses: list[Use], such: Callable[[Use], str]) -> dict[str, list[Use]]:
    """By a code, as figures are keyed."""
    found: dict[str, list[Use]] = defaultdict(list)
    for use in uses:
        found[such(use).replace("-", "_")].append(use)
    return found


def community_rate(uses: Uses) -> Fraction | None:
    """Pounds an hour of the community category; None where nothing is on record of it."""
    some = [use for use in uses.external if use.priced and use.category == "community"]
    return Fraction(sum(use.all_in for use in some), 100) / hours_of(some) if some else None


def change_in_the_rate(uses: Uses, before: Uses | None) -> Told:
    """Less one; last year's must be there."""
    now, then = community_rate(uses), community_rate(before) if before else None
    if now is None or not then:
        return Told("A10", "%", None, None, NOT_KNOWN)
    return percent("A10", now - then, then)


def shop_prices(venue: Venue, clock: Clock) -> Told:
    """Of the last month that begins before the period's end, and reaches into it, with the same month a year before."""
    index = {row.starts_on: Fraction(row.amount or 0, 10) for row in venue.report_facts.filter(what="shop_prices")}
    told = []
    for month, now in index.items():
        then = index.get(month.replace(year=month.year - 1))
        in_it = (clock.first.year, clock.first.month) <= (month.year, month.month) and month < clock.until
        if then and in_it:
            told.append((month, now, then))
    if not told:
        return Told("A10.cpi", "%", None, None, NOT_KNOWN)
    _month, now, then = max(told)
    return percent("A10.cpi", now - then, then)


def _a_head(external: list[Use], most: int) -> Iterator[Told]:
    counted = [use for use in external if use.session.counted is not None]
    both = [use for use in counted if use.priced]
    people = sum(use.session.counted or 0 for use in both)
    missing = len(external) - len(both) + unsaid(both)
    yield per("A7", "£", Fraction(sum(use.all_in for use in both), 100), people, missing=missing)
    heads = [use for use in both if use.session.counted]
    within = [use for use in heads if use.all_in <= most * (use.session.counted or 0)]
    missing = len(external) - len(heads) + unsaid(heads)
    yield percent("F5h", hours_of(within), hours_of(heads), len(heads), missing=missing)
    usual = {use: use.session.typical or 0 for use in external if use.priced and use.attended}
    usual = {use: people for use, people in usual.items() if use.attended and use.attended[0] == "typical"}
    yield per("A7.typical", "£", Fraction(sum(use.all_in for use in usual), 100), sum(usual.values()))
    cheap = [use for use, people in usual.items() if use.all_in <= most * people]
    yield percent("F5h.typical", hours_of(cheap), hours_of(usual), len(usual))


def _affordable(uses: Uses, priced: list[Use]) -> Iterator[Told]:
    def is_affordable(use: Use) -> bool:
        day = uses.clock.day(use.start)
        rates = IN_LONDON if uses.clock.set.london else LIVING_WAGE
        wage = [pence for since, pence in rates if since < day]
        return bool(wage) and use.all_in <= uses.clock.set.pay * wage[-1] * use.hours

    missing = len(uses.external) - len(priced) + unsaid(priced)
    yield percent("F5", hours_of(priced, is_affordable), hours_of(priced), len(priced), missing=missing)


def _income(uses: Uses, priced: list[Use]) -> Iterator[Told]:
    took_place = [use for use in uses.with_things if use.planned and use.priced and not use.own]
    given_up = [use for use in uses.with_things if not use.planned and not use.own]
    hire = sum(use.pence("hire_pence") + use.payer for use in took_place)
    compulsory = sum(use.pence("compulsory_pence") for use in took_place)
    extras = sum(use.pence("extras_pence") for use in took_place)
    kept = sum(use.kept for use in given_up)
    yield in_pounds("E12", hire + compulsory + extras + kept)
    yield in_pounds("E12.hire", hire)
    yield in_pounds("E12.compulsory", compulsory)
    yield in_pounds("E12.optional", extras)
    for code, some in drawers(priced, lambda use: use.category).items():
        yield in_pounds(f"E12.{code}", sum(use.pence("hire_pence") + use.pence("compulsory_pence") for use in some))
    yield in_pounds("E12.payer", sum(use.payer for use in took_place))
    for code, some in drawers([use for use in took_place if use.payer], payer_of).items():
        yield in_pounds(f"E12.payer_{code}", sum(use.payer for use in some))
    yield in_pounds("E12.cancellation", kept)
    yield in_pounds("E12.vat", sum(use.pence("vat_pence") for use in took_place))
