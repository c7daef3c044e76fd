"""Affordable: hours at no more than an hour's pay, or two pounds a head."""

from __future__ import annotations

from fractions import Fraction

from django.utils.translation import gettext as _

from bookings.reports import wages
from bookings.reports.evidence import Evidence, behind_what_was_paid, hire_hours
from bookings.reports.making import Line, share
from bookings.reports.rows import SessionRow
from bookings.reports.set_by_the_hall import pay_words
from bookings.reports.values import Figure, Table, Unit, Value


def affordable_hours(e: Evidence) -> Figure:
    sessions = [session for session in e.priced if _wage(session, e) is not None]
    pay = e.counting.hours_of_pay
    within = [session for session in sessions if _per_hour(session) <= pay * (_wage(session, e) or 0)]
    return Figure(
        "F5",
        _("Affordable hours"),
        _(
            "Hours hired at no more than an hour's pay, divided by all hours hired by others than the operator: the "
            "price really paid per hour, all in, is at most the Real Living Wage in force on the day, unless this hall "
            "set more or less of it."
        ),
        (
            share(
                Line("F5", _("Hours that cost no more than %(pay)s") % {"pay": pay_words(e.counting)}),
                hire_hours(within),
                hire_hours(sessions),
                behind_what_was_paid(sessions, e.external),
                of=Unit.HOURS,
            ),
        ),
    )


def _wage(session: SessionRow, e: Evidence) -> Fraction | None:
    """The wage of the day that the session starts; the Real Living Wage is in pounds."""
    if e.rows.currency != "GBP":
        return None
    return wages.in_force(session.period.start.astimezone(e.span.zone).date(), e.rows.wages)


def _per_hour(session: SessionRow) -> Fraction:
    return Fraction((session.paid or 0) * 60, 100 * session.minutes)


def affordable_a_head(e: Evidence) -> Figure:
    def line(line: Line, attendance: dict[SessionRow, int]) -> Value:
        within = [s for s, people in attendance.items() if Fraction(s.paid or 0, people) <= e.counting.a_head]
        stand = behind_what_was_paid(attendance, e.external)
        return share(line, hire_hours(within), hire_hours(attendance), stand, of=Unit.HOURS)

    counted = {s: s.counted for s in e.priced if s.counted}
    typical = {s: s.typical for s in e.priced if s.counted is None and s.typical}
    return Figure(
        "F5h",
        _("Affordable per head"),
        _(
            "Hours of sessions that cost each person counted £2 or less, unless this hall set another sum, divided by "
            "the hours of sessions whose people were counted. Sessions to which nobody came are left out."
        ),
        (line(Line("F5h", _("Counted")), counted),),
        (
            Table(
                _("Where a usual number was confirmed"),
                (line(Line("F5h.typical", _("Confirmed typical")), typical),),
            ),
        ),
    )
