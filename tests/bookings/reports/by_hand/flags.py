"""Which figures carry a sentence of warning, and which one."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from tests.bookings.reports.by_hand.asked import Request
from tests.bookings.reports.by_hand.hours import taken_of
from tests.bookings.reports.by_hand.people import hours_by_group
from tests.bookings.reports.by_hand.place import Place
from tests.bookings.reports.by_hand.told import Told
from tests.bookings.reports.by_hand.uses import Use, Uses, hours_of

Found = dict[tuple[str, str], Told]
WORDS = {
    "fiction": "it may be a fiction",
    "unexplained": "has no reason on record",
    "own quarter": "More than a quarter of the hours used",
    "own points": "own use is 10 points up",
    "optional": "which is called optional",
    "withdrawals": "Counting withdrawals",
    "slow": "five times as long",
    "used again": "had their hour used by",
    "closures": "Closures took more than 5%",
    "few counted": "fewer than half of the sessions",
    "hours": "hours on offer differ",
    "none has most": "No group has more than half",
}


def of(
    uses: Uses, place: Place, ended: list[Request], found: Found, then: tuple[Uses, Place] | None
) -> set[tuple[str, str]]:
    """Figure and warning."""
    return {*_of_prices(uses, found), *_of_own_use(uses, place, then), *_of_place(uses, place, found, then),
            *_of_requests(ended, found), *_of_promises(uses), *_of_people(uses)}  # fmt: skip


def _of_prices(uses: Uses, found: Found) -> Iterator[tuple[str, str]]:
    at_standard = found["A2s", "%"]
    if at_standard.bottom and (at_standard.top or 0) / at_standard.bottom < Fraction(1, 10):
        yield from (("A2", "fiction"), ("A4", "fiction"))
    if found["A4.unexplained", "£"].top:
        yield "A4", "unexplained"
    if uses.unavoidable:
        yield "A1", "optional"


def _own_part(uses: Uses, place: Place) -> Fraction | None:
    every, others = (sum(map(len, taken_of(place, uses, uses.clock, own=own).values())) for own in (True, False))
    return Fraction(every - others, every) if every else None


def _of_own_use(uses: Uses, place: Place, then: tuple[Uses, Place] | None) -> Iterator[tuple[str, str]]:
    part, earlier = _own_part(uses, place), _own_part(*then) if then else None
    for figure in ("A1", "E2"):
        if part is not None and part > Fraction(1, 4):
            yield figure, "own quarter"
        if part is not None and earlier is not None and part - earlier >= Fraction(1, 10):
            yield figure, "own points"


def _of_place(uses: Uses, place: Place, found: Found, then: tuple[Uses, Place] | None) -> Iterator[tuple[str, str]]:
    closed = found["C8", "%"]
    if closed.bottom and (closed.top or 0) / closed.bottom > Fraction(1, 20):
        yield "C8", "closures"
    if then:
        now, before = (sum(map(len, each.bookable.values())) for each in (place, then[1]))
        if before and 10 * abs(now - before) >= before:
            yield "E2", "hours"


def _of_requests(ended: list[Request], found: Found) -> Iterator[tuple[str, str]]:
    without, counting = found["C3", "%"], found["C3w", "%"]
    if without.bottom and counting.bottom:
        points = (without.top or 0) / without.bottom - (counting.top or 0) / counting.bottom
        if points >= Fraction(1, 20):
            yield "C3", "withdrawals"
    answer, outcome = found["C6", "h"].top, found["C6.to_outcome", "h"].top
    if answer is not None and outcome is not None and outcome > 5 * answer:
        yield "C6", "slow"


def _of_promises(uses: Uses) -> Iterator[tuple[str, str]]:
    out = [use for use in uses.due if use.session.status == "cancelled_by_venue"]
    if any(_in_its_place(use, bumped) for bumped in out for use in uses.used):
        yield "C7", "used again"


def _in_its_place(use: Use, bumped: Use) -> bool:
    """The same hour of the same cell, by the venue itself or for more an hour."""
    if use.booking == bumped.booking or not use.cells & bumped.cells or not set(use.ticks) & set(bumped.ticks):
        return False
    if use.own:
        return True
    if use.priced and bumped.priced:
        return use.all_in / use.hours > bumped.all_in / bumped.hours
    return use.category != bumped.category


def _of_people(uses: Uses) -> Iterator[tuple[str, str]]:
    counted = [use for use in uses.used if use.session.counted is not None]
    if 2 * len(counted) < len(uses.used):
        yield "E6", "few counted"
    most, whole = max(hours_by_group(uses).values(), default=None), hours_of(uses.external, lambda use: use.group)
    if most is not None and 2 * most <= whole:
        yield "F7", "none has most"
