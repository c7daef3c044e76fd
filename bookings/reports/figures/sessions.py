"""Well used: sessions that took place, those that were lost, and what came in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.utils.translation import gettext as _

from bookings.reports.evidence import Evidence, are_of_few, by, pounds
from bookings.reports.figures.payers import by_name
from bookings.reports.making import Line, amount, share
from bookings.reports.nouns import What
from bookings.reports.rows import Held, Named, SessionRow
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

    def of_all(line: Line, some: list[SessionRow], pence: Callable[[SessionRow], int]) -> Value:
        """Beside A1 and A1n it tells of those who hired equipment alone."""
        amounts = pounds(some, pence)
        return replace(amount(line, amounts, _behind(some), unit=Unit.POUNDS), gives_away=few_without_a_room)

    def only(pence: Callable[[SessionRow], int]) -> list[SessionRow]:
        return [session for session in took_place if pence(session)]

    few_without_a_room = are_of_few(session for session in took_place if not session.cells)
    # What A1, A1n and A4 give away together, hire, compulsory extras and tax, counts as over all hirers.
    taxed = took_place if any(map(_tax, took_place)) else []
    lines = (
        of_all(Line("E12.hire", _("Hire")), took_place, _hire),
        of_all(Line("E12.compulsory", _("Compulsory extras")), took_place, lambda s: s.extras),
        line(Line("E12.optional", _("Other extras")), only(lambda s: s.optional), lambda s: s.optional),
        line(Line("E12.cancellation", _("Charges for cancelled sessions")), charged, lambda s: s.cancellation),
    )
    whole = together(*(value.top or 0 for value in lines))
    everyone = _behind([*took_place, *charged], missing=len(over) - len(took_place))
    return Figure(
        "E12",
        _("Income from hire"),
        _(
            "What was charged for hire, extras and cancelled sessions, to the hirer or to somebody else who pays for "
            "them. VAT and deposits are left out. By category stands what hirers themselves were charged for hire and "
            "compulsory extras of sessions they used."
        ),
        (amount(Line("E12", _("Charged, VAT out")), whole, everyone, unit=Unit.POUNDS),),
        (
            Table(_("By kind"), lines, adds_up=True, takes_along=frozenset({"E12 £"})),
            _by_category(e),
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
                (of_all(Line("E12.vat", _("VAT")), taxed, _tax),),
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


def _by_category(e: Evidence) -> Table:
    """Of the sessions of A1, so that nothing but tax lies between the two; where that is of few, it is told of none."""
    drawers = by(e.priced, lambda session: session.category)
    of_few_taxed = any(are_of_few(filter(_tax_in_price, some)) for some in drawers.values())

    def line(named: Named, some: list[SessionRow]) -> Value:
        charged = pounds(some, lambda session: (session.hire or 0) + session.extras)
        found = Line(f"E12.{named.suffix}", named.name, category=named.name)
        return replace(amount(found, charged, _behind(some), unit=Unit.POUNDS), gives_away=of_few_taxed)

    return Table(
        _("Hire and compulsory extras that hirers were charged, by category of the price list"),
        tuple(line(named, some) for named, some in drawers.items()),
    )


def _tax_in_price(session: SessionRow) -> int:
    return session.vat


def _behind(sessions: list[SessionRow], missing: int = 0) -> Behind:
    return Behind(len(sessions), What.SESSIONS, missing, len({session.hirer for session in sessions}))
