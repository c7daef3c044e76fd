"""Well used: hours used of hours on offer, sessions, and what came in."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from bookings.reports.dayparts import WEEK, DayPart, fixed_hours
from bookings.reports.evidence import Evidence, hirers, pounds
from bookings.reports.figures.words import WEEKDAY_CODES
from bookings.reports.rows import Held, SessionRow
from bookings.reports.space import CellHours, hours, hours_of
from bookings.reports.values import Figure, Table, Unit, Value, amount, share
from venues.periods import Period, overlap

MUCH_OWN_USE = Fraction(25, 100)
TEN_POINTS = Fraction(10, 100)
TEN_PER_CENT = Fraction(10, 100)


def used_hours(e: Evidence) -> Figure:
    outside = hours(sum(cell.out_of_hours for cell in e.space))
    return Figure(
        "E1",
        _("Used hours"),
        _(
            "Hours in which a space was used, inside its opening hours. A hire of a hall of two halves uses two hours every "
            "hour. Use outside opening hours stands apart."
        ),
        (amount("E1", _("All spaces"), hours_of(cell.used_in_hours for cell in e.space), unit=Unit.HOURS),),
        (
            Table(
                _("By space"),
                tuple(
                    amount(f"E1.{c.cell.named.suffix}", c.cell.named.name, hours_of([c.used_in_hours]), unit=Unit.HOURS,
                           room=c.cell.named.name)
                    for c in e.space
                ),
                adds_up=True,
            ),
            Table(
                _("Apart, not in the total"),
                (amount("E1.out_of_hours", _("Used outside opening hours"), outside, unit=Unit.HOURS),),
            ),
        ),
    )  # fmt: skip


def occupancy(e: Evidence, before: Evidence | None) -> Figure:
    external = [cell.external_in_hours for cell in e.space]
    bookable = [cell.bookable for cell in e.space]
    return Figure(
        "E2",
        _("Occupancy"),
        _(
            "Hours in which a space was used inside its opening hours, divided by the hours in which it could be booked "
            "(opening hours less closures). It can never pass 100%."
        ),
        (_occupied("E2", _("All spaces"), e.space),),
        (
            Table(
                _("By space"),
                tuple(_occupied(f"E2.{c.cell.named.suffix}", c.cell.named.name, [c], room=c.cell.named.name) for c in e.space),
            ),
            Table(
                _("By weekday and part of the day"),
                tuple(
                    _occupied(f"E2.{WEEKDAY_CODES[day]}_{part}", _part_of_week(day, part), e.space, e.week[day, part])
                    for day, part in WEEK
                ),
            ),
            Table(
                _("Without the venue's own use"),
                (
                    share("E2.without_own", _("Used by others"), hours_of(external), hours_of(bookable), of=Unit.HOURS,
                          n=None, what=_("bookable hours")),
                ),
            ),
        ),
        (*own_use_flags(e, before), *_hours_changed(e, before)),
    )  # fmt: skip


def _part_of_week(day: int, part: DayPart) -> str:
    if part is DayPart.WEEKEND:
        return str(WEEKDAYS[day])
    names = {DayPart.DAY: _("%(day)s, other hours"), DayPart.EVENING: _("%(day)s, evening")}
    return names[part] % {"day": WEEKDAYS[day]}


def _occupied(
    id: str, label: str, cells: Iterable[CellHours], within: list[Period] | None = None, room: str = ""
) -> Value:
    cells = list(cells)
    taken = hours_of((cell.used_in_hours for cell in cells), within)
    open_ = hours_of((cell.bookable for cell in cells), within)
    return share(id, label, taken, open_, of=Unit.HOURS, n=None, what=_("bookable hours"), room=room)


def of_fixed_hours(e: Evidence) -> Figure:
    fixed = fixed_hours(e.span)
    taken = hours_of((cell.used for cell in e.space), fixed)
    there = hours_of(overlap(list(cell.cell.in_service), fixed) for cell in e.space)
    return Figure(
        "E2f",
        _("Occupancy of fixed hours"),
        _(
            "Hours used between 08:00 and 22:00, divided by 14 hours a day for every space, whatever opening hours are "
            "published and without taking closures off. It stands beside occupancy so that offering fewer hours does not help."
        ),
        (share("E2f", _("All spaces"), taken, there, of=Unit.HOURS, n=None, what=_("fixed hours")),),
    )


def in_the_peak(e: Evidence) -> Figure:
    return Figure(
        "E3",
        _("Peak occupancy"),
        _("Occupancy within the peak: Monday to Friday 17:00–22:00, Saturday and Sunday 09:00–17:00."),
        (_occupied("E3", _("All spaces"), e.space, e.peak),),
    )


def sessions(e: Evidence) -> Figure:
    what = _("used sessions")
    return Figure(
        "E4",
        _("Sessions"),
        _("Dated uses that took place. A weekly year is forty-odd sessions; a hire of several days is one a day."),
        (amount("E4", _("Used sessions"), len(e.used)),),
        (
            Table(
                _("Of which"),
                (
                    amount("E4.in_series", _("In a series"), sum(s.series for s in e.used), n=len(e.used), what=what),
                    amount(
                        "E4.own_use", _("The venue's own use"), sum(s.own for s in e.used), n=len(e.used), what=what
                    ),
                ),
            ),
        ),
    )


def lost(e: Evidence) -> Figure:
    def line(id: str, label: str, held: Held) -> Value:
        some = sum(1 for session in e.due if session.held is held)
        return share(id, label, some, len(e.due), n=len(e.due), what=_("due sessions"))

    return Figure(
        "E11",
        _("Lost use"),
        _(
            "Sessions that hirers gave up too late, gave up in time, or did not come to, each divided by all sessions due."
        ),
        (line("E11.late", _("Cancelled late"), Held.LATE),),
        (
            Table(
                _("Beside it"),
                (
                    line("E11.no_show", _("Nobody came"), Held.NO_SHOW),
                    line("E11.in_time", _("Cancelled in time by the hirer"), Held.IN_TIME),
                ),
            ),
        ),
    )


def income(e: Evidence) -> Figure:
    external = [session for session in e.sessions if not session.own and e.span.covers(session.period.start)]
    took_place = [s for s in external if s.held is Held.PLANNED and s.period.end <= e.span.as_at and s.hire is not None]
    charged = [session for session in external if session.held is not Held.PLANNED and session.cancellation]

    def line(id: str, label: str, some: Iterable[SessionRow], pence: str) -> Value:
        some = list(some)
        return amount(
            id, label, pounds(getattr(session, pence) or 0 for session in some), unit=Unit.POUNDS,
            n=len(some), what=_("sessions"), hirers=hirers(session for session in some if getattr(session, pence)),
        )  # fmt: skip

    lines = (
        line("E12.hire", _("Hire"), took_place, "hire"),
        line("E12.compulsory", _("Compulsory extras"), took_place, "extras"),
        line("E12.cancellation", _("Charges for cancelled sessions"), charged, "cancellation"),
    )
    everyone = [*took_place, *charged]
    return Figure(
        "E12",
        _("Income from hire"),
        _("What was charged for hire and compulsory extras, and for cancelled sessions; VAT and deposits are no income."),
        (
            amount(
                "E12", _("Charged, VAT out"), sum((value.top or Fraction(0) for value in lines), Fraction(0)),
                unit=Unit.POUNDS, n=len(everyone), what=_("sessions"), hirers=hirers(everyone),
                missing=sum(1 for session in e.external if session.hire is None),
            ),
        ),
        (
            Table(_("By kind"), lines, adds_up=True, all_or_none=True),
            Table(_("Apart, not in the total"), (line("E12.vat", _("VAT"), took_place, "vat"),), all_or_none=True),
        ),
    )  # fmt: skip


def own_use_flags(e: Evidence, before: Evidence | None) -> list[str]:
    """Much own use, or ten points more than last year, is said beside price and occupancy."""
    part, earlier = _own_part(e), _own_part(before) if before else None
    flags = []
    if part is not None and part > MUCH_OWN_USE:
        flags.append(_("More than a quarter of the hours used were the venue's own use."))
    if part is not None and earlier is not None and part - earlier >= TEN_POINTS:
        flags.append(_("The venue's own use is 10 points up on last year."))
    return flags


def _own_part(e: Evidence) -> Fraction | None:
    everyone = hours_of(cell.used for cell in e.space)
    external = hours_of(cell.external for cell in e.space)
    return (everyone - external) / everyone if everyone else None


def _hours_changed(e: Evidence, before: Evidence | None) -> list[str]:
    if before is None:
        return []
    now, then = (hours_of(cell.bookable for cell in some.space) for some in (e, before))
    if not then or abs(now - then) / then < TEN_PER_CENT:
        return []
    return [_("The hours on offer differ from last year's by 10% or more.")]


def figures(e: Evidence, before: Evidence | None) -> list[Figure]:
    """All of this question but attendance."""
    return [occupancy(e, before), of_fixed_hours(e), used_hours(e), in_the_peak(e), sessions(e), lost(e), income(e)]
