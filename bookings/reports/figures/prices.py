"""Affordable: what groups really pay, by the hour and by the head."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from fractions import Fraction

from django.utils.translation import gettext as _

from bookings.reports.evidence import Evidence, are_of_few, behind, behind_what_was_paid, by, hire_hours, paid, pounds
from bookings.reports.figures.own_use import own_use_flags
from bookings.reports.figures.payers import by_name
from bookings.reports.figures.shop_prices import shop_prices
from bookings.reports.making import Line, amount, per_head, rate, share, unsaid
from bookings.reports.rows import SessionRow
from bookings.reports.tally import Tally, added, said
from bookings.reports.values import Behind, Figure, State, Table, Unit, Value

COMMUNITY = "community"


def price_paid(e: Evidence, before: Evidence | None) -> Figure:
    sessions = e.priced
    paying = [session for session in sessions if session.paid]
    everyone = behind_what_was_paid(sessions, e.external)
    of_paying = replace(_tells_the_free(e, everyone), n=len(paying), among=None)
    return Figure(
        "A1",
        _("Price really paid per hour"),
        _(
            "Everything that hirers pay for the sessions they used (hire and whatever they could not leave out, such "
            "as heating, VAT included), divided by the hours hired. A session counts its hours once, however many "
            "rooms it has. The operator's own use is left out, and so are charges for cancelled sessions."
        ),
        (_paid_per_hour(Line("A1", _("All sessions")), sessions, everyone),),
        (
            Table(
                _("Without free sessions"),
                (_paid_per_hour(Line("A1.without_free", _("Sessions that were paid for")), paying, of_paying),),
            ),
            Table(
                _("By category of the price list"),
                tuple(
                    _of_a_category(
                        _paid_per_hour(Line(f"A1.{named.suffix}", named.name, category=named.name), some), named.suffix
                    )
                    for named, some in by(sessions, lambda s: s.category).items()
                ),
                adds_up=True,
            ),
            Table(
                _("By room as booked"),
                tuple(
                    _paid_per_hour(Line(f"A1.{named.suffix}", named.name, room=named.name), some)
                    for named, some in by(sessions, lambda s: s.room).items()
                ),
                adds_up=True,
            ),
        ),
        (*_called_optional(e), *own_use_flags(e, before)),
    )


def _of_a_category(rate: Value, code: str) -> Value:
    """The income of a category is what was paid, without tax; the change in the community rate tells what that is."""
    change = {"A10 %"} if code == COMMUNITY else set[str]()
    return replace(rate, takes_along=frozenset({f"E12.{code} £", *change}))


def _called_optional(e: Evidence) -> list[str]:
    words = _(
        "Nearly every hire of %(room)s has “%(extra)s”, which is called optional: it counts as part of the price."
    )
    return [
        words % {"room": room.name, "extra": extra.name}
        for room, extras in sorted(e.unavoidable.items(), key=lambda found: found[0].name)
        for extra in sorted(extras, key=lambda extra: extra.name)
    ]


def _paid_per_hour(line: Line, sessions: Collection[SessionRow], everyone: Behind | None = None) -> Value:
    """A line over all of them counts as over all hirers of the figure."""
    stand = everyone or behind_what_was_paid(sessions, sessions)
    return rate(line, pounds(sessions, paid), hire_hours(sessions), stand)


def net_charge(e: Evidence) -> Figure:
    everyone = behind(e.priced, e.external)
    paying = [session for session in e.priced if session.paid]
    of_paying = replace(_tells_the_free(e, everyone), n=len(paying), among=None)

    # What others paid for those who paid something lies between this and the income, for those who did not beside A1n.
    of_few = any(
        are_of_few(s for s in e.priced if s.payer and bool(s.paid) is had_to_pay) for had_to_pay in (True, False)
    )
    without_free = Line("A1n.without_free", _("Sessions that were paid for"))

    def per_hour(line: Line, sessions: Collection[SessionRow], stand: Behind) -> Value:
        hire = pounds(sessions, lambda session: (session.hire or 0) + session.payer)
        return rate(line, hire, hire_hours(sessions), stand)

    return Figure(
        "A1n",
        _("Net hire charge per hour, without VAT and extras"),
        _(
            "The hire charge alone (VAT and extras taken out, after discounts, whoever is billed) of the same "
            "sessions, divided by the same hours. It is never shown without the price really paid."
        ),
        (per_hour(Line("A1n", _("All sessions")), e.priced, everyone),),
        (
            Table(
                _("Without free sessions"),
                (replace(per_hour(without_free, paying, of_paying), gives_away=of_few),),
            ),
        ),
    )


def free_hours(e: Evidence) -> Figure:
    everyone = behind(e.free_or_not, e.external)
    missing = everyone.missing + sum(not session.extras_known for session in e.free_or_not)
    stand = _tells_the_free(e, replace(everyone, missing=missing, among=len(e.external) if missing else None))
    line, of_all = Line("A3", _("Free hours")), Line("A3", _("Of all hours hired"))
    return Figure(
        "A3",
        _("Free hours"),
        _(
            "Hours hired for which the hirer paid nothing at all, divided by all hours hired by others than the "
            "operator. A “free” hire with compulsory heating is not free. What somebody else paid for is free to the "
            "group, and is said apart."
        ),
        (
            share(of_all, hire_hours(e.free), hire_hours(e.free_or_not), stand, of=Unit.HOURS),
            amount(line, hire_hours(e.free), replace(stand, n=len(e.free), among=None), unit=Unit.HOURS),
        ),
        (_paid_by_others(e), *by_name("A3", filter(_payer, e.free), hire_hours, Unit.HOURS)),
    )


def _paid_by_others(e: Evidence) -> Table:
    some = list(filter(_payer, e.free))
    line = Line("A3.payer", _("Paid for by somebody else"))
    return Table(
        _("Of which"),
        (amount(line, hire_hours(some), behind(some), unit=Unit.HOURS),),
        takes_along=frozenset({"A1n.without_free £/h"}),  # A1n less that is what somebody else paid for the free
    )


def _payer(session: SessionRow) -> int:
    return session.payer


def _tells_the_free(e: Evidence, everyone: Behind) -> Behind:
    """Behind a value from which the free hours follow stand the hirers of these, where there are any.

    Some stand as free in A1 alone, since what else they paid is not on record: their hours follow from both.
    """
    paid_nothing = [session for session in e.priced if session.paid == 0]
    rest = set(paid_nothing) - set(e.free)
    fewest = [n for some in (e.free, paid_nothing, rest) if (n := behind(some).hirers)]
    return replace(everyone, hirers=min(fewest, default=everyone.hirers))


def change_in_the_community_rate(e: Evidence, before: Evidence | None) -> Figure:
    """Beside it what prices in the shops did, where somebody typed it."""
    now, then = _community_rate(e), _community_rate(before) if before else None
    line = Line("A10", _("Change on last year"))
    return Figure(
        "A10",
        _("Change in the community rate"),
        _(
            "The price really paid per hour by hirers of the community category, divided by the same of last year, "
            "less one. Beside it stands by how much prices in the shops rose in the same months, where somebody typed "
            "it with its source."
        ),
        (
            share(line, *_change(now, then), Behind(hirers=_fewest(e, before)), of=Unit.PER_HOUR)
            if now is not None and then
            else unsaid(line, Unit.PERCENT, State.NOT_KNOWN),
        ),
        (shop_prices(e),),
    )


def _change(now: Fraction, then: Fraction) -> tuple[Tally, Tally]:
    """By how much it changed, and from what."""
    today, last_year = _("The rate in these days"), _("The rate of last year")
    return said((today, now), (last_year, -then)), said((last_year, then))


def _fewest(e: Evidence, before: Evidence | None) -> int:
    """Hirers of the community category in the one year or the other."""
    both = [each for each in (e, before) if each]
    return min(len({s.hirer for s in each.priced if s.category.code == COMMUNITY}) for each in both)


def _community_rate(e: Evidence) -> Fraction | None:
    """Pounds an hour; None where nobody of that category paid anything on record."""
    some = [session for session in e.priced if session.category.code == COMMUNITY]
    return pounds(some, paid) / hire_hours(some) if some else None


def cost_a_head(e: Evidence) -> Figure:
    def a_head(line: Line, attendance: dict[SessionRow, int]) -> Value:
        stand = behind_what_was_paid(attendance, e.external)
        return per_head(line, pounds(attendance, paid), added(attendance, attendance.__getitem__), stand)

    counted = {s: s.counted for s in e.priced if s.counted is not None}
    typical = {s: s.typical for s in e.priced if s.counted is None and s.typical is not None}
    return Figure(
        "A7",
        _("Cost per attendance"),
        _(
            "Everything that hirers paid for the sessions whose people were counted, divided by the people counted. "
            "Sessions for which the hirer confirmed a usual number stand on a line of their own."
        ),
        (a_head(Line("A7", _("Counted")), counted),),
        (
            Table(
                _("Where a usual number was confirmed"),
                (a_head(Line("A7.typical", _("Confirmed typical")), typical),),
            ),
        ),
    )
