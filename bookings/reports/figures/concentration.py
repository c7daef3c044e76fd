"""Who it reaches: whether many have a part of the hours, or few have most of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from fractions import Fraction

from django.utils.translation import gettext as _

from bookings.reports.cover import Cover, Pair
from bookings.reports.evidence import Evidence, hire_hours
from bookings.reports.making import FEW, Line, share, unsaid
from bookings.reports.nouns import What
from bookings.reports.tally import Part, hirers_with
from bookings.reports.values import Behind, Figure, State, Table, Unit, Value

LARGEST_HIRERS, LARGEST_GROUPS = 5, 3


def concentration(e: Evidence) -> Figure:
    taken = Counter[int]()
    for session in e.external:
        if session.group:
            taken[session.hirer] += session.minutes
    minutes = sorted(taken.values())
    listed = tuple(hirers_with(taken).parts)
    most = taken.most_common(LARGEST_GROUPS)
    behind = Behind(len(minutes), What.GROUPS)
    largest = Line("F7.three_largest", _("The three groups with most hours"))
    whole = hire_hours(session for session in e.external if session.group)
    return Figure(
        "F7",
        _("Concentration"),
        _(
            "As how many groups of equal size they use the place: one divided by the sum of the squares of their "
            "shares of the hours hired. The Gini index says how unequal the hours are: 0 where all groups have the "
            "same, near 1 where one has nearly all; under five groups it is not given."
        ),
        (_ratio(Line("F7", _("Groups of equal size")), _effective(minutes), behind, listed),),
        (
            Table(
                _("Beside it"),
                (
                    _ratio(Line("F7.gini", _("Gini index")), _gini(minutes), behind, listed),
                    share(largest, hirers_with(dict(most)), whole, behind, of=Unit.HOURS),
                ),
            ),
        ),
        tuple(_nobody_has_most(minutes)),
    )


def _nobody_has_most(minutes: list[int]) -> list[str]:
    """In words, which stand also where few groups come."""
    return [_("No group has more than half of the hours.")] if minutes and 2 * minutes[-1] <= sum(minutes) else []


def _ratio(line: Line, amount: Fraction | None, behind: Behind, listed: tuple[Part, ...]) -> Value:
    if amount is None:
        return unsaid(line, Unit.RATIO, State.FEW if behind.n else State.NOTHING, behind)
    return Value(line.id, line.label, Unit.RATIO, amount, None, behind, listed=listed)


def _effective(minutes: list[int]) -> Fraction | None:
    """One over the sum of squared shares."""
    return Fraction(sum(minutes) ** 2, sum(each**2 for each in minutes)) if minutes else None


def _gini(ascending: list[int]) -> Fraction | None:
    n = len(ascending)
    if n < FEW:
        return None
    weighted = sum(place * each for place, each in enumerate(ascending, 1))
    return Fraction(2 * weighted, n * sum(ascending)) - Fraction(n + 1, n)


def largest_in_the_peak(e: Evidence) -> Value:
    """Of the hours in the peak that hirers used, those of the five who used most; the venue's own use is in neither."""
    return largest_of(peak_minutes(e))


def largest_of(taken: Counter[int]) -> Value:
    """Of minutes by hirer."""
    most = hirers_with(dict(taken.most_common(LARGEST_HIRERS)))
    line = Line("C9.five_largest", _("Hours in the peak of the five largest hirers"))
    behind = Behind(sum(1 for minutes in taken.values() if minutes), What.HIRERS)
    return share(line, most, hirers_with(taken), behind, of=Unit.HOURS)


def peak_minutes(e: Evidence) -> Counter[int]:
    """Of cells in the peak, by hirer."""
    peak = Cover.of(e.peak)
    busy = {cell.cell.key: cell.bookable.within(peak) for cell in e.space}
    taken, hours_of_each = Counter[int](), defaultdict[tuple[int, int], list[Pair]](list)
    for session in e.external:
        for cell in session.cells & busy.keys():
            hours_of_each[session.hirer, cell].append((session.period.first, session.period.last))
    for (hirer, cell), pairs in hours_of_each.items():
        taken[hirer] += Cover(pairs).within(busy[cell]).minutes
    return taken
