"""Fit for purpose: whether rooms are of a size with those who come, and never fuller than is safe."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from django.utils.translation import gettext as _

from bookings.reports.evidence import Evidence
from bookings.reports.making import Line, amount, share, unsaid
from bookings.reports.nouns import What
from bookings.reports.rows import SessionRow
from bookings.reports.space import hours_of
from bookings.reports.values import Behind, Figure, State, Table, Unit, Value

BANDS = (("under_25", 25), ("25_50", 50), ("50_80", 80), ("80_100", 100), ("over_100", None))
AT_ONCE = 200


def fitting(e: Evidence) -> Figure:
    counted = _shares((s, s.counted) for s in e.used)
    typical = _shares((s, s.typical) for s in e.used if s.counted is None)
    missing = len(e.used) - len(counted)

    def lines(suffix: str, shares: list[Fraction]) -> tuple[Value, ...]:
        behind = Behind(len(shares), What.USED_SESSIONS)
        found = Counter(map(_band, shares))
        names = _names()
        return tuple(
            share(Line(f"D1.{code}{suffix}", names[code]), found[code], len(shares), behind) for code, _most in BANDS
        )

    whole = Line("D1", _("Between a quarter full and full"))
    well = sum(1 for each in counted if Fraction(1, 4) < each <= 1)
    return Figure(
        "D1",
        _("Room size fit"),
        _(
            "Sessions by how full the room was: people counted divided by what the layout asked for takes, or where "
            "none was asked for what the room takes at most. A band includes its upper end. Sessions without a count "
            "or without a safe number are not recorded."
        ),
        (
            share(whole, well, len(counted), Behind(len(counted), What.USED_SESSIONS, missing))
            if counted or not e.used
            else unsaid(whole, Unit.PERCENT, State.NOT_RECORDED, Behind(missing=missing)),
        ),
        (
            Table(_("Counted"), lines("", counted)),
            Table(_("Where a usual number was confirmed"), lines("_typical", typical)),
        ),
    )


def _names() -> dict[str, str]:
    return {
        "under_25": _("Up to 25% full"),
        "25_50": _("Over 25%, up to 50%"),
        "50_80": _("Over 50%, up to 80%"),
        "80_100": _("Over 80%, up to 100%"),
        "over_100": _("Over 100%"),
    }


def _shares(attended: Iterable[tuple[SessionRow, int | None]]) -> list[Fraction]:
    return [Fraction(people, s.capacity) for s, people in attended if people is not None and s.capacity]


def _band(share: Fraction) -> str:
    return next(code for code, most in BANDS if most is None or 100 * share <= most)


def over_the_limit(e: Evidence) -> Figure:
    counted = [(session, session.counted) for session in e.used if session.counted is not None]
    known = [(session, people) for session, people in counted if session.capacity]
    over = sum(1 for session, people in known if people > (session.capacity or 0))
    at_once = _most_at_once(counted, e)
    behind = Behind(len(known), What.USED_SESSIONS, len(e.used) - len(known))
    return Figure(
        "D2",
        _("Over the safe limit"),
        _(
            "Sessions to which more people came, by the count, than the layout safely takes, or where none was asked "
            "for than the room does at most: there should be none. And the most people counted in the whole place at "
            "once. For the venue's own eyes."
        ),
        (
            amount(Line("D2", _("Sessions over the limit")), over, behind)
            if known or not e.used
            else unsaid(Line("D2", _("Sessions over the limit")), Unit.COUNT, State.NOT_RECORDED, behind),
        ),
        (
            Table(
                _("In the whole place"),
                (
                    amount(Line("D2.at_once", _("Most people counted at once")), max(at_once.values(), default=0)),
                    amount(
                        Line("D2.dates_of_200", _("Days with 200 people or more at once")),
                        sum(1 for people in at_once.values() if people >= AT_ONCE),
                    ),
                ),
            ),
        ),
    )


def _most_at_once(counted: Iterable[tuple[SessionRow, int]], e: Evidence) -> dict[date, int]:
    """By local day; who leaves as another comes is not there with them."""
    turns = []
    for session, people in counted:
        turns += [(session.period.first, people), (session.period.last, -people)]
    there, most = 0, dict[date, int]()
    for moment, change in sorted(turns):
        there += change
        day = moment.astimezone(e.span.zone).date()
        most[day] = max(there, most.get(day, 0))
    return most


def seats(e: Evidence) -> Figure:
    known = [s for s in e.used if s.counted is not None and s.capacity]
    taken = Fraction(sum((s.counted or 0) * s.minutes for s in known), 60)
    there = Fraction(sum((s.capacity or 0) * s.minutes for s in known), 60)
    used, bookable = hours_of(c.used_in_hours for c in e.space), hours_of(c.bookable for c in e.space)
    behind = Behind(len(known), What.USED_SESSIONS, len(e.used) - len(known))
    line = Line("E10", _("Of all seats at all hours"))
    return Figure(
        "E10",
        _("Seats used"),
        _(
            "How often spaces are used, times how full they are then: occupancy, times the people counted divided by "
            "how many the rooms take at those sessions, each hour counting."
        ),
        (
            share(line, used * taken, bookable * there, behind, of=Unit.HOURS)
            if known or not e.used
            else unsaid(line, Unit.PERCENT, State.NOT_RECORDED, behind),
        ),
    )
