"""Fit for purpose: whether rooms are of a size with those who come, and never fuller than is safe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction

from django.utils.translation import gettext as _

from accounts.clock import day_words
from bookings.reports.at_once import Known, peaks
from bookings.reports.evidence import Evidence
from bookings.reports.making import Line, amount, share, unsaid
from bookings.reports.nouns import What
from bookings.reports.rows import SessionRow
from bookings.reports.space import hours_of
from bookings.reports.tally import Part, Said, count, said
from bookings.reports.values import Behind, Figure, State, Table, Unit, Value

BANDS = (("under_25", 25), ("25_50", 50), ("50_80", 80), ("80_100", 100), ("over_100", None))
AT_ONCE = 200


def fitting(e: Evidence) -> Figure:
    counted = _shares((s, s.counted) for s in e.used)
    typical = _shares((s, s.typical) for s in e.used if s.counted is None)
    missing = len(e.used) - len(counted)

    def lines(suffix: str, shares: dict[SessionRow, Fraction]) -> tuple[Value, ...]:
        behind = Behind(len(shares), What.USED_SESSIONS)
        names = _names()

        bands: dict[str, list[SessionRow]] = {code: [] for code, _most in BANDS}
        for session, full in shares.items():
            bands[_band(full)].append(session)
        return tuple(
            share(Line(f"D1.{code}{suffix}", names[code]), count(some), count(shares), behind)
            for code, some in bands.items()
        )

    whole = Line("D1", _("Between a quarter full and full"))
    well = count(session for session, full in counted.items() if Fraction(1, 4) < full <= 1)
    return Figure(
        "D1",
        _("Room size fit"),
        _(
            "Sessions by how full the room was: people counted divided by what the layout asked for takes, or where "
            "none was asked for what the room takes at most. A band includes its upper end. Sessions without a count "
            "or without a safe number are not recorded."
        ),
        (
            share(whole, well, count(counted), Behind(len(counted), What.USED_SESSIONS, missing))
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


def _shares(attended: Iterable[tuple[SessionRow, int | None]]) -> dict[SessionRow, Fraction]:
    return {s: Fraction(people, s.capacity) for s, people in attended if people is not None and s.capacity}


def _band(share: Fraction) -> str:
    return next(code for code, most in BANDS if most is None or 100 * share <= most)


def over_the_limit(e: Evidence) -> Figure:
    counted = [(session, session.counted) for session in e.used if session.counted is not None]
    known = [(session, people) for session, people in counted if session.capacity]
    over = count(session for session, people in known if people > (session.capacity or 0))
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
                    replace(
                        amount(Line("D2.at_once", _("Most people counted at once")), max(at_once.values(), default=0)),
                        listed=tuple(_days(at_once)),
                    ),
                    amount(
                        Line("D2.dates_of_200", _("Days with 200 people or more at once")),
                        said(*((day_words(day), 1) for day, people in at_once.items() if people >= AT_ONCE)),
                    ),
                ),
            ),
        ),
    )


def _most_at_once(counted: Iterable[tuple[SessionRow, int]], e: Evidence) -> dict[date, int]:
    """By local day."""
    present = ((session.period, Known.COUNTED, people) for session, people in counted)
    return {day: peak.people for day, peak in peaks(present, e.span.zone).items()}


def _days(at_once: dict[date, int]) -> Iterator[Part]:
    yield from ((Said(day_words(day)), Fraction(people)) for day, people in at_once.items())


def seats(e: Evidence) -> Figure:
    known = [s for s in e.used if s.counted is not None and s.capacity]
    taken = Fraction(sum((s.counted or 0) * s.minutes for s in known), 60)
    there = Fraction(sum((s.capacity or 0) * s.minutes for s in known), 60)
    used, bookable = hours_of(c.used_in_hours for c in e.space), hours_of(c.bookable for c in e.space)
    top = said((_("Hours used, times people counted times their hours"), used * taken))
    bottom = said((_("Hours that could be booked, times safe numbers times their hours"), bookable * there))
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
            share(line, top, bottom, behind, of=Unit.HOURS)
            if known or not e.used
            else unsaid(line, Unit.PERCENT, State.NOT_RECORDED, behind),
        ),
    )
