"""Well used: sessions that took place, those that were lost, and what came in."""

from __future__ import annotations

from fractions import Fraction

from django.utils.translation import gettext as _

from bookings.reports.evidence import Evidence, pounds
from bookings.reports.making import Line, amount, share
from bookings.reports.nouns import What
from bookings.reports.rows import Held, SessionRow
from bookings.reports.values import Behind, Figure, Table, Unit, Value


def sessions(e: Evidence) -> Figure:
    everyone = Behind(len(e.used), What.USED_SESSIONS)
    return Figure(
        "E4",
        _("Sessions"),
        _("Dated uses that took place. A weekly year is forty-odd sessions; a hire of several days is one a day."),
        (amount(Line("E4", _("Used sessions")), len(e.used)),),
        (
            Table(
                _("Of which"),
                (
                    amount(Line("E4.in_series", _("In a series")), sum(s.series for s in e.used), everyone),
                    amount(Line("E4.own_use", _("The venue's own use")), sum(s.own for s in e.used), everyone),
                ),
            ),
        ),
    )


def lost(e: Evidence) -> Figure:
    def line(line: Line, held: Held) -> Value:
        some = sum(1 for session in e.due if session.held is held)
        return share(line, some, len(e.due), Behind(len(e.due), What.DUE_SESSIONS))

    return Figure(
        "E11",
        _("Lost use"),
        _("Sessions that hirers cancelled late or in time, or did not come to, each divided by all sessions due."),
        (line(Line("E11.late", _("Cancelled late")), Held.LATE),),
        (
            Table(
                _("Beside it"),
                (
                    line(Line("E11.no_show", _("Nobody came")), Held.NO_SHOW),
                    line(Line("E11.in_time", _("Cancelled in time by the hirer")), Held.IN_TIME),
                ),
            ),
        ),
    )


def income(e: Evidence) -> Figure:
    external = [session for session in e.sessions if not session.own and e.span.covers(session.period.start)]
    over = [session for session in external if session.held is Held.PLANNED and session.period.end <= e.span.as_at]
    took_place = [session for session in over if session.hire is not None]
    charged = [session for session in external if session.held is not Held.PLANNED and session.cancellation]

    def line(line: Line, some: list[SessionRow], pence: str) -> Value:
        return amount(line, pounds(getattr(session, pence) for session in some), _behind(some), unit=Unit.POUNDS)

    # What A1 and A1n give away together, hire and compulsory extras, counts as over all hirers; tax does not.
    taxed = [session for session in took_place if session.vat]
    lines = (
        line(Line("E12.hire", _("Hire")), took_place, "hire"),
        line(Line("E12.compulsory", _("Compulsory extras")), took_place, "extras"),
        line(Line("E12.cancellation", _("Charges for cancelled sessions")), charged, "cancellation"),
    )
    whole = sum((value.top or Fraction(0) for value in lines), Fraction(0))
    everyone = _behind([*took_place, *charged], missing=len(over) - len(took_place))
    return Figure(
        "E12",
        _("Income from hire"),
        _("What was charged for hire, compulsory extras and cancelled sessions. VAT and deposits are left out."),
        (amount(Line("E12", _("Charged, VAT out")), whole, everyone, unit=Unit.POUNDS),),
        (
            Table(_("By kind"), lines, adds_up=True, takes_along=frozenset({"E12 £"})),
            Table(
                _("Apart, not in the total"),
                (line(Line("E12.vat", _("VAT")), taxed, "vat"),),
                takes_along=frozenset({"E12 £", "E12.compulsory £"}),
            ),
        ),
    )


def _behind(sessions: list[SessionRow], missing: int = 0) -> Behind:
    return Behind(len(sessions), What.SESSIONS, missing, len({session.hirer for session in sessions}))
