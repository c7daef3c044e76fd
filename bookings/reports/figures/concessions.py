"""Affordable: what is given away, and how many pay the standard price all the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from fractions import Fraction

from django.utils.translation import gettext as _

from bookings.reports.evidence import Evidence, behind, by, hire_hours, pounds
from bookings.reports.figures.payers import by_name
from bookings.reports.gaps import Gap
from bookings.reports.making import Line, amount, share
from bookings.reports.rows import SessionRow
from bookings.reports.values import Figure, Table, Unit, Value

FICTION = Fraction(1, 10)
TELL_THE_FREE = frozenset({"A3 %", "A3 h", "A1.without_free £/h", "A1n.without_free £/h"})


def value(e: Evidence) -> Figure:
    sessions = e.compared
    gaps = e.gaps
    given = pounds(sessions, lambda session: gaps[session].concession)
    standard = pounds(sessions, lambda session: session.standard or 0)
    everyone = behind(sessions, e.external)

    def line(line: Line, part: Callable[[Gap], int], among: list[SessionRow] | None = None) -> Value:
        some = [s for s in (sessions if among is None else among) if part(gaps[s])]
        return amount(line, pounds(some, lambda session: part(gaps[session])), behind(some), unit=Unit.POUNDS)

    return Figure(
        "A4",
        _("Value of concessions"),
        _(
            "What hirers were let off, because of their category or because a person waived it: the standard price of "
            "the same hire less what was charged, VAT out. The share is of the standard price of all sessions used by "
            "others than the operator. Discounts for volume or commercial terms are no concessions and stand apart."
        ),
        (
            amount(Line("A4", _("Concessions")), given, everyone, unit=Unit.POUNDS),
            share(Line("A4", _("Of the standard price")), given, standard, everyone, of=Unit.POUNDS),
        ),
        (
            Table(
                _("By reason"),
                (
                    line(Line("A4.category", _("Category")), lambda g: g.category),
                    line(Line("A4.waiver", _("Waived by a person")), lambda g: g.waiver),
                ),
                adds_up=True,
            ),
            Table(
                _("By category of the price list"),
                tuple(
                    line(Line(f"A4.{named.suffix}", named.name, category=named.name), lambda g: g.concession, some)
                    for named, some in by(sessions, lambda s: s.category).items()
                ),
                adds_up=True,
            ),
            _who_bears(e),
            *_by_payer(e),
            Table(
                _("Apart, not in the total"),
                (
                    line(Line("A4.discount", _("Discounts for volume or commercial terms")), lambda g: g.discount),
                    line(Line("A4.unexplained", _("Without a reason on record")), lambda g: g.unexplained),
                ),
                takes_along=frozenset({"A4 %"}),
            ),
        ),
        (*fiction_flag(e), *_unexplained_flag(gaps.values())),
    )


def _borne(e: Evidence) -> list[tuple[str, str, dict[SessionRow, int]]]:
    """Of each concession in pence, by session: somebody else bears what they were billed for it, the venue the rest."""
    given = {session: gap.concession for session, gap in e.gaps.items() if gap.concession}
    theirs = {session: min(session.payer, pence) for session, pence in given.items() if session.payer}
    ours = {session: rest for session, pence in given.items() if (rest := pence - theirs.get(session, 0))}
    bearers = [("venue", _("The venue"), ours)]
    return [*bearers, ("payer", _("Somebody else who was billed"), theirs)] if theirs else bearers


def _who_bears(e: Evidence) -> Table:
    """What somebody else bears is as good as what they were billed, which stands with the income."""
    borne = _borne(e)
    lines = (
        amount(Line(f"A4.{who}", label), pounds(some, some.__getitem__), behind(some), unit=Unit.POUNDS)
        for who, label, some in borne
    )
    along = frozenset({"E12.payer £"}) if len(borne) > 1 else frozenset[str]()
    return Table(_("Who bears it"), tuple(lines), adds_up=True, takes_along=along)


def _by_payer(e: Evidence) -> Iterator[Table]:
    borne = {who: some for who, _label, some in _borne(e)}.get("payer", {})
    return by_name("A4", borne, lambda sessions: pounds(sessions, borne.__getitem__), Unit.POUNDS)


def _hours_borne(e: Evidence) -> Table:
    """An hour that two bear stands in both lines."""
    whole = hire_hours(e.compared)
    lines = (
        share(
            Line(f"A2.{who}", label),
            hire_hours(some),
            whole,
            replace(behind(some), n=len(e.compared)),
            of=Unit.HOURS,
        )
        for who, label, some in _borne(e)
    )
    return Table(_("Who bears it"), tuple(lines), adds_up=True)


def hours_under(e: Evidence) -> Figure:
    sessions = e.compared
    gaps = e.gaps
    everyone = behind(sessions, e.external)

    def line(line: Line, held: Callable[[Gap], bool], among: Iterable[SessionRow] = sessions) -> Value:
        some = [session for session in among if held(gaps[session])]
        stand = replace(behind(some), n=len(sessions))
        value = share(line, hire_hours(some), hire_hours(sessions), stand, of=Unit.HOURS)
        return replace(value, takes_along=TELL_THE_FREE) if some and set(some) == set(e.free) else value

    under = line(Line("A2", _("Hours with a concession")), lambda g: g.concession > 0)
    only_discount = line(Line("A2.discount", _("Only a discount")), lambda g: g.discount > 0 and not g.concession)
    unexplained = line(Line("A2.unexplained", _("Without a reason on record")), lambda g: g.whole == g.unexplained > 0)
    by_category = tuple(
        line(Line(f"A2.{named.suffix}", named.name, category=named.name), lambda g: g.concession > 0, some)
        for named, some in by(sessions, lambda s: s.category).items()
    )
    return Figure(
        "A2",
        _("Hours under the standard price"),
        _(
            "Hours of sessions with a concession (their category, or a waiver), divided by all hours hired by others "
            "than the operator. A session with both reasons stands in both lines and once in the total. Hours with "
            "only a discount stand apart."
        ),
        (replace(under, behind=everyone),),
        (
            Table(
                _("By reason"),
                (
                    line(Line("A2.category", _("Category")), lambda g: g.category > 0),
                    line(Line("A2.waiver", _("Waived by a person")), lambda g: g.waiver > 0),
                ),
                adds_up=True,
            ),
            Table(_("By category of the price list"), by_category, adds_up=True),
            _hours_borne(e),
            Table(_("Apart, not in the total"), (only_discount, unexplained), takes_along=frozenset({"A2 %"})),
        ),
        tuple(fiction_flag(e)),
    )


def hours_at(e: Evidence) -> Figure:
    sessions = e.compared
    at = [session for session in sessions if not e.gaps[session].whole]
    line = Line("A2s", _("Hours at the standard price"))
    return Figure(
        "A2s",
        _("Hours at the standard price"),
        _(
            "Hours of sessions charged the standard price or more, divided by all hours hired by others than the "
            "operator. Under 10%, few pay the standard price, and the value of concessions says little."
        ),
        (share(line, hire_hours(at), hire_hours(sessions), behind(sessions, e.external), of=Unit.HOURS),),
    )


def few_pay_the_standard(e: Evidence) -> bool:
    """Whether the standard price may be a fiction: then A4 leaves the headlines and A2s takes its place."""
    total = hire_hours(e.compared)
    return bool(total) and hire_hours(s for s in e.compared if not e.gaps[s].whole) / total < FICTION


def fiction_flag(e: Evidence) -> list[str]:
    return [_("Few pay the standard price: it may be a fiction.")] if few_pay_the_standard(e) else []


def _unexplained_flag(gaps: Iterable[Gap]) -> list[str]:
    if not any(g.unexplained for g in gaps):
        return []
    return [_("Part of the gap to the standard price has no reason on record; it is not counted as a concession.")]
