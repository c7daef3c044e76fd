"""Which groups they are: whom they serve, from where, with which claim to a lower price, how often, what for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import asin, cos, radians, sin, sqrt

from accounts.models import DeprivationIndex, Postcode
from bookings.models import WhomServed
from tests.bookings.reports.by_hand.clock import Clock
from tests.bookings.reports.by_hand.people import LONG_AGO, MANY, three_months_running
from tests.bookings.reports.by_hand.place import Place
from tests.bookings.reports.by_hand.told import NOT_KNOWN, NOTHING, Told, half_up, number, of_count, percent
from tests.bookings.reports.by_hand.uses import Use, Uses, hours_of, standing
from venues.models import Category, Entitlement, Venue

MILES_AROUND, RADIUS = 3, 3958.8
UNDER_25 = {"under_5", "5_to_11", "12_to_17", "18_to_24"}
OVER_50 = {"50_to_64", "65_to_79", "80_on"}
AGES = (*UNDER_25, "25_to_49", *OVER_50)
AUDIENCES = (
    "everybody", "families", "young", "older", "disabled", "mental_health", "dementia", "carers", "isolated", "women",
    "men", "lgbt", "ethnic", "refugees", "faith", "learners", "work", "newcomers",
)  # fmt: skip
Says = Callable[[WhomServed], bool]


def figures(venue: Venue, uses: Uses, place: Place, clock: Clock) -> Iterator[Told]:
    said = _said(venue, clock)
    groups = [use for use in uses.external if use.group]
    yield from _served(groups, said)
    yield _small(groups, said, clock.set.small)
    yield from _near(venue, groups, said, clock.set.areas)
    yield from _deprived(venue, groups, said, clock)
    yield from _eligible(venue, uses, groups, clock)
    yield from _pattern(groups, clock)
    yield from _new(uses, groups, clock)


def _said(venue: Venue, clock: Clock) -> dict[int, WhomServed]:
    """By hirer, what was said last by the last day that the figures cover."""
    last = clock.last_day
    rows = WhomServed.objects.filter(said_on__lte=last).order_by("said_on", "pk").select_related("hirer")
    return {standing(row.hirer).pk: row for row in rows if row.hirer.merged_into is None}


def _of(some: Iterable[Use], said: dict[int, WhomServed], says: Says) -> list[Use]:
    return [use for use in some if use.hirer.pk in said and says(said[use.hirer.pk])]


def _hirers(some: Iterable[Use]) -> set[int]:
    return {use.hirer.pk for use in some}


def _cut(id: str, of: list[Use], said: dict[int, WhomServed], says: Says, everybody: int) -> Told:
    groups = len(_hirers(of))
    return percent(id, hours_of(_of(of, said, says)), hours_of(of), groups, missing=everybody - groups)


def _has(what: str, code: str) -> Says:
    return lambda row: code in getattr(row, what)


def _answers(what: str) -> Says:
    return lambda row: bool(getattr(row, what))


def _says_yes(what: str) -> Says:
    return lambda row: getattr(row, what) == "yes"


def _lies_in(fifths: dict[str, int], fifth: int) -> Says:
    return lambda row: fifths[row.area] == fifth


def _served(groups: list[Use], said: dict[int, WhomServed]) -> Iterator[Told]:
    everybody = len(_hirers(groups))
    of = _of(groups, said, lambda row: bool(row.audience))
    yield percent("B7", hours_of(of), hours_of(groups), len(_hirers(of)), missing=everybody - len(_hirers(of)))
    for code in AUDIENCES:
        yield _cut(f"B7.{code}", of, said, _has("audience", code), everybody)
    of = _of(groups, said, lambda row: bool(row.ages))
    yield percent("F6", hours_of(of), hours_of(groups), len(_hirers(of)), missing=everybody - len(_hirers(of)))
    for band in AGES:
        yield _cut(f"F6.{band}", of, said, _has("ages", band), everybody)
    yield _cut("F6.intergenerational", of, said, _brings_together, everybody)
    of = _of(groups, said, _answers("low_income"))
    yield _cut("F2l", of, said, _says_yes("low_income"), everybody)


def _small(groups: list[Use], said: dict[int, WhomServed], limit: int) -> Told:
    """Who has less than a sum has less than every larger one; who has not, has not less than a smaller one."""

    def surely(row: WhomServed) -> bool:
        return row.small_income == "yes" and row.income_asked <= limit

    def surely_not(row: WhomServed) -> bool:
        return row.small_income == "no" and row.income_asked >= limit

    of = _of(groups, said, lambda row: surely(row) or surely_not(row))
    return _cut("A12", of, said, surely, len(_hirers(groups)))


def _brings_together(row: WhomServed) -> bool:
    return row.mixes and bool(UNDER_25 & set(row.ages)) and bool(OVER_50 & set(row.ages))


# Where they come from


@dataclass(frozen=True)
class Spot:
    north: float
    east: float


def _miles(one: Spot, other: Spot) -> float:
    """Over the ground, by the haversine."""
    up, along = radians(other.north - one.north), radians(other.east - one.east)
    half = sin(up / 2) ** 2 + cos(radians(one.north)) * cos(radians(other.north)) * sin(along / 2) ** 2
    return 2 * RADIUS * asin(sqrt(half))


def _here(venue: Venue) -> Spot | None:
    if venue.latitude is not None and venue.longitude is not None:
        return Spot(float(venue.latitude), float(venue.longitude))
    row = Postcode.objects.filter(code=venue.postcode.replace(" ", "").upper()).first()
    return Spot(row.latitude, row.longitude) if row else None


def _middle(area: str) -> Spot | None:
    rows = list(Postcode.objects.filter(**{"district" if len(area) <= 4 else "area": area}))
    if not rows:
        return None
    return Spot(sum(row.latitude for row in rows) / len(rows), sum(row.longitude for row in rows) / len(rows))


def _among(area: str, named: frozenset[str]) -> bool | None:
    """A postal district where all of its areas that are known are named, or none of them."""
    if len(area) > 4:
        return area in named
    parts = {row.area in named for row in Postcode.objects.filter(district=area) if row.area}
    return parts.pop() if len(parts) == 1 else None


def _near(venue: Venue, groups: list[Use], said: dict[int, WhomServed], named: frozenset[str]) -> Iterator[Told]:
    here, everybody = _here(venue), _hirers(groups)
    near: dict[int, bool] = {}
    for hirer in everybody & said.keys():
        area = said[hirer].area
        middle = _middle(area) if area else None
        if area and area == venue.postcode.split(" ")[0]:
            near[hirer] = True
        elif named:
            among = _among(area, named) if area else None
            if among is not None:
                near[hirer] = among
        elif here and middle:
            near[hirer] = _miles(here, middle) <= MILES_AROUND
    if near:
        yield of_count("B8", sum(near.values()), len(near), missing=len(everybody) - len(near))
    else:
        yield Told("B8", "%", None, None, NOT_KNOWN, len(everybody))


def _deprived(venue: Venue, groups: list[Use], said: dict[int, WhomServed], clock: Clock) -> Iterator[Told]:
    indices = DeprivationIndex.objects.filter(nation=venue.nation, published__lte=clock.as_at.date())
    index = indices.order_by("-published", "-code").first()
    here = _here(venue)
    around = [
        row for row in index.areas.all()
        if row.code in clock.set.areas or (not clock.set.areas
        and here and row.latitude is not None and _miles(here, Spot(row.latitude, row.longitude)) <= MILES_AROUND)
    ] if index else []  # fmt: skip
    if not any(row.fifth == 1 for row in around):
        yield Told("F2", "%", None, None, NOTHING)
        yield Told("F3", "ratio", None, None, NOTHING)
        return
    assert index is not None
    fifths = dict(index.areas.values_list("code", "fifth"))
    of, everybody = _of(groups, said, lambda row: row.area in fifths), len(_hirers(groups))
    for fifth in range(1, 6):
        yield _cut(f"F2.{fifth}", of, said, _lies_in(fifths, fifth), everybody)
    yield percent("F2", hours_of(of), hours_of(groups), len(_hirers(of)), missing=everybody - len(_hirers(of)))
    if any(row.residents is None for row in around) or not sum(row.residents or 0 for row in around):
        yield Told("F3", "ratio", None, None, NOT_KNOWN)
        yield Told("F3.points", "%", None, None, NOT_KNOWN)
        yield Told("F3.residents", "%", None, None, NOT_KNOWN)
        return
    theirs = Fraction(
        sum(row.residents or 0 for row in around if row.fifth == 1), sum(r.residents or 0 for r in around)
    )
    yield percent("F3.residents", theirs.numerator, theirs.denominator)._replace(top=None, bottom=None)
    if len(_hirers(of)) < 5:
        too_few = "" if of else NOTHING
        yield Told("F3", "ratio", None, None, too_few)
        yield Told("F3.points", "%", None, None, too_few)
    elif theirs:
        share = hours_of(_of(of, said, lambda row: fifths[row.area] == 1)) / hours_of(of)
        yield Told("F3", "ratio", None, None, half_up(share / theirs, 2))
        yield Told("F3.points", "%", None, None, half_up(100 * (share - theirs), 1))


# Lower prices, and how often they come


def _eligible(venue: Venue, uses: Uses, groups: list[Use], clock: Clock) -> Iterator[Told]:
    """Holding an entitlement, or of a kind that a category is meant for by which anybody paid less, also a family."""
    compared = [use for use in groups if use.compared]
    cheaper = {use.category for use in uses_with_category_gap([use for use in uses.external if use.compared])}
    claims = Entitlement.objects.filter(operator=venue.operator, category__is_standard=False)
    stood = [
        claim for claim in claims
        if claim.declared_at < clock.midnight(clock.until) and not (claim.ended_at and claim.ended_at < clock.begin)
    ]  # fmt: skip
    holding = {claim.hirer_id for claim in stood}
    lower = Category.objects.filter(operator=venue.operator, is_standard=False)
    kinds = {kind for category in lower if category.code in cheaper for kind in category.kinds}

    def may(use: Use) -> bool:
        return use.hirer.pk in holding or use.hirer.kind in kinds

    some, all_of_them = [use for use in compared if may(use)], [use for use in groups if may(use)]
    under = hours_of(some, lambda use: use.conceded > 0)
    yield percent("F4", under, hours_of(some), len(some), missing=len(all_of_them) - len(some))


def uses_with_category_gap(compared: list[Use]) -> list[Use]:
    return [use for use in compared if use.gap["category"] > 0]


def _pattern(groups: list[Use], clock: Clock) -> Iterator[Told]:
    by_group: dict[int, list[Use]] = defaultdict(list)
    for use in groups:
        by_group[use.hirer.pk].append(use)
    regular = [hirer for hirer, mine in by_group.items() if len(mine) >= MANY or three_months_running(mine, clock)]
    yield number("E5.regular", len(regular))
    yield number("E5.occasional", len(by_group) - len(regular))


def _new(uses: Uses, groups: list[Use], clock: Clock) -> Iterator[Told]:
    if not uses.knows_hirers_from(clock.first):
        yield Told("C9", "%", None, None, NOT_KNOWN)
        yield Told("E9", "n", None, None, NOT_KNOWN)
        return
    past = [use for use in uses.before(clock.as_at, LONG_AGO) if use.start < clock.begin]
    known = {(use.hirer.pk, use.booking.purpose) for use in past}
    nothing_said = {hirer for hirer, _ in known} - {hirer for hirer, purpose in known if purpose}
    told = [use for use in groups if use.booking.purpose and use.hirer.pk not in nothing_said]
    times = Counter((use.hirer.pk, use.booking.purpose) for use in told)
    new = [pair for pair, n in times.items() if n >= 3 and pair not in known]
    yield number("E9", len(new), missing=len(groups) - len(told))
    before = {use.hirer.pk for use in past}
    here = _hirers(groups)
    yield of_count("C9", len(here - before), len(here))
