"""Well used: sessions that took place, those that were lost, and what came in."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from bookings.reports.evidence import Evidence, by, pounds
from bookings.reports.figures.payers import by_name
from bookings.reports.making import Line, amount, share
from bookings.reports.nouns import What
from bookings.reports.rows import Held, SessionRow
from bookings.reports.tally import count, together
from bookings.reports.values import Behind, Figure, Table, Unit, Value

TELL_THE_PAYER = frozenset({"A1n £/h", "A1n.without_free £/h", "E12.hire £"})  # what a hirer paid stands in A1


def sessions(e: Evidence) -> Figure:
    everyone = Behind(len(e.used), What.USED_SESSIONS)
    return Figure(
        "E4",
        _("Sessions"),
        _("Dated uses that took place. A weekly year is forty-odd sessions; a hire of several days is one a day."),
        (amount(Line("E4", _("Used sessions")), count(e.used)),),
        (
            Table(
                _("Of which"),
                (
                    amount(Line("E4.in_series", _("In a series")), count(s for s in e.used if s.series), everyone),
                    amount(Line("E4.own_use", _("The venue's own use")), count(s for s in e.used if s.own), everyone),
                ),
            ),
        ),
    )


def lost(e: Evidence) -> Figure:
    def line(line: Line, held: Held) -> Value:
        some = count(session for session in e.due if session.held is held)
        return share(line, some, count(e.due), Behind(len(e.due), What.DUE_SESSIONS))

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
    past = [session for session in external if session.period.end <= e.span.as_at]
    over = [session for session in past if session.held is Held.PLANNED]
    took_place = [session for session in over if session.hire is not None]
    charged = [session for session in past if session.held is not Held.PLANNED and session.cancellation]

    def line(line: Line, some: list[SessionRow], pence: Callable[[SessionRow], int]) -> Value:
        return amount(line, pounds(some, pence), _behind(some), unit=Unit.POUNDS)

    def only(pence: Callable[[SessionRow], int]) -> list[SessionRow]:
        return [session for session in took_place if pence(session)]

    # What A1, A1n and A4 give away together, hire, compulsory extras and tax, counts as over all hirers.
    taxed = took_place if any(map(_tax, took_place)) else []
    lines = (
        line(Line("E12.hire", _("Hire")), took_place, _hire),
        line(Line("E12.compulsory", _("Compulsory extras")), took_place, lambda s: s.extras),
        line(Line("E12.optional", _("Other extras")), only(lambda s: s.optional), lambda s: s.optional),
        line(Line("E12.cancellation", _("Charges for cancelled sessions")), charged, lambda s: s.cancellation),
    )
    by_category = by([*took_place, *charged], lambda s: s.category)
    whole = together(*(value.top or 0 for value in lines))
    everyone = _behind([*took_place, *charged], missing=len(over) - len(took_place))
    return Figure(
        "E12",
        _("Income from hire"),
        _(
            "What was charged for hire, extras and cancelled sessions, to the hirer or to somebody else who pays for "
            "them. VAT and deposits are left out."
        ),
        (amount(Line("E12", _("Charged, VAT out")), whole, everyone, unit=Unit.POUNDS),),
        (
            Table(_("By kind"), lines, adds_up=True, takes_along=frozenset({"E12 £"})),
            Table(
                _("By category of the price list"),
                tuple(
                    line(Line(f"E12.{named.suffix}", named.name, category=named.name), some, _income_of)
                    for named, some in by_category.items()
                ),
                adds_up=True,
            ),
            Table(
                _("Of which"),
                (
                    line(
                        Line("E12.payer", _("From others who pay for a hirer")),
                        only(_payer),
                        _payer,
                    ),
                ),
                takes_along=TELL_THE_PAYER,
            ),
            *by_name("E12", only(_payer), lambda some: pounds(some, _payer), Unit.POUNDS),
            Table(
                _("Apart, not in the total"),
                (line(Line("E12.vat", _("VAT")), taxed, _tax),),
            ),
        ),
    )


def _hire(session: SessionRow) -> int:
    """Whoever is billed."""
    return (session.hire or 0) + session.payer


def _payer(session: SessionRow) -> int:
    return session.payer


def _tax(session: SessionRow) -> int:
    return session.vat + session.optional_vat


def _income_of(session: SessionRow) -> int:
    if session.held is Held.PLANNED:
        return _hire(session) + session.extras + session.optional
    return session.cancellation


def _behind(sessions: list[SessionRow], missing: int = 0) -> Behind:
    return Behind(len(sessions), What.SESSIONS, missing, len({session.hirer for session in sessions}))
