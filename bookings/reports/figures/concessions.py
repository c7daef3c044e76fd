"""What is given away: the gap between the standard price and what was charged, by reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from bookings.reports.evidence import Evidence, by, hire_hours, hirers, pounds
from bookings.reports.rows import SessionRow
from bookings.reports.values import Figure, Table, Unit, Value, amount, share

FICTION = Fraction(1, 10)


@dataclass(frozen=True)
class Gap:
    """How far under the standard price a session was charged, in pence, by reason in this order."""

    category: int
    discount: int
    waiver: int
    unexplained: int

    @property
    def concession(self) -> int:
        """Only these two are given; a discount is earned."""
        return self.category + self.waiver

    @property
    def whole(self) -> int:
        return self.category + self.discount + self.waiver + self.unexplained


def gap(session: SessionRow) -> Gap:
    """Each part is no larger than what is left; paying more than the standard price is no gap."""
    left = max(0, (session.standard or 0) - (session.hire or 0) - session.extras)
    parts = []
    for reason in (session.category_gap, session.discount_gap, session.waiver_gap):
        part = max(0, min(reason, left))
        parts.append(part)
        left -= part
    return Gap(*parts, unexplained=left)


def value(e: Evidence) -> Figure:
    sessions = e.compared
    gaps = {session: gap(session) for session in sessions}
    given = pounds(g.concession for g in gaps.values())
    standard = pounds(session.standard or 0 for session in sessions)
    missing = len(e.external) - len(sessions)
    unexplained = sum(g.unexplained for g in gaps.values())
    flags = _fiction(e)
    if unexplained:
        flags.append(
            _("Part of the gap to the standard price has no reason on record; it is not counted as a concession.")
        )

    def line(id: str, label: str, part: Callable[[Gap], int]) -> Value:
        some = [session for session in sessions if part(gaps[session])]
        return amount(
            id, label, pounds(part(g) for g in gaps.values()),
            unit=Unit.POUNDS, n=len(some), what=_("used sessions"), hirers=hirers(some),
        )  # fmt: skip

    apart = [line("A4.discount", _("Discounts for volume or commercial terms"), lambda g: g.discount)]
    if unexplained:
        apart.append(line("A4.unexplained", _("Without a reason on record"), lambda g: g.unexplained))
    return Figure(
        "A4",
        _("Value of concessions"),
        _(
            "What hirers were let off, because of their category or because a person waived it: the standard price of the "
            "same hire less what was charged, VAT out. The share is of the standard price of all sessions used by others "
            "than the operator. Discounts for volume or commercial terms are no concessions and stand apart."
        ),
        (
            amount(
                "A4", _("Concessions"), given,
                unit=Unit.POUNDS, n=len(sessions), what=_("used sessions"), missing=missing, hirers=hirers(sessions),
            ),
            share(
                "A4", _("Of the standard price"), given, standard, of=Unit.POUNDS,
                n=len(sessions), what=_("used sessions"), missing=missing, hirers=hirers(sessions),
            ),
        ),
        (
            Table(
                _("By reason"),
                (
                    line("A4.category", _("Category"), lambda g: g.category),
                    line("A4.waiver", _("Waived by a person"), lambda g: g.waiver),
                ),
                adds_up=True,
            ),
            Table(
                _("By category of the price list"),
                tuple(
                    amount(
                        f"A4.{named.suffix}", named.name, pounds(gaps[s].concession for s in some),
                        unit=Unit.POUNDS, n=len(some), what=_("used sessions"), category=named.name,
                        hirers=hirers(s for s in some if gaps[s].concession),
                    )
                    for named, some in by(sessions, lambda s: s.category).items()
                ),
                adds_up=True,
            ),
            Table(
                _("Who bears it"),
                (
                    amount(
                        "A4.venue", _("The venue"), given,
                        unit=Unit.POUNDS, n=len(sessions), what=_("used sessions"), hirers=hirers(sessions),
                    ),
                ),
                adds_up=True,
            ),
            Table(_("Apart, not in the total"), tuple(apart)),
        ),
        tuple(flags),
    )  # fmt: skip


def hours_under(e: Evidence) -> Figure:
    sessions = e.compared
    gaps = {session: gap(session) for session in sessions}
    missing = len(e.external) - len(sessions)
    total = hire_hours(sessions)

    def line(id: str, label: str, some: list[SessionRow], over: int | None = None) -> Value:
        return share(
            id, label, hire_hours(some), total, of=Unit.HOURS, n=len(sessions), what=_("used sessions"),
            missing=missing if id == "A2" else 0, hirers=hirers(some) if over is None else over,
        )  # fmt: skip

    return Figure(
        "A2",
        _("Hours under the standard price"),
        _(
            "Hours of sessions with a concession (their category, or a waiver), divided by all hours hired by others than "
            "the operator. A session with both reasons stands in both lines and once in the total. Hours with only a "
            "discount stand apart."
        ),
        (line("A2", _("Hours with a concession"), [s for s in sessions if gaps[s].concession], hirers(sessions)),),
        (
            Table(
                _("By reason"),
                (
                    line("A2.category", _("Category"), [s for s in sessions if gaps[s].category]),
                    line("A2.waiver", _("Waived by a person"), [s for s in sessions if gaps[s].waiver]),
                ),
                adds_up=True,
            ),
            Table(
                _("Apart, not in the total"),
                (
                    line(
                        "A2.discount",
                        _("Only a discount"),
                        [s for s in sessions if gaps[s].discount and not gaps[s].concession],
                    ),
                ),
            ),
        ),
        tuple(_fiction(e)),
    )


def hours_at(e: Evidence) -> Figure:
    sessions = e.compared
    at = [session for session in sessions if not gap(session).whole]
    return Figure(
        "A2s",
        _("Hours at the standard price"),
        _(
            "Hours of sessions charged the standard price or more, divided by all hours hired by others than the operator. "
            "Under 10%, few pay the standard price, and the value of concessions says little."
        ),
        (
            share(
                "A2s", _("Hours at the standard price"), hire_hours(at), hire_hours(sessions), of=Unit.HOURS,
                n=len(sessions), what=_("used sessions"),
                missing=len(e.external) - len(sessions), hirers=hirers(sessions),
            ),
        ),
    )  # fmt: skip


def few_pay_the_standard(e: Evidence) -> bool:
    """Whether the standard price may be a fiction: then A4 leaves the headlines and A2s takes its place."""
    total = hire_hours(e.compared)
    return bool(total) and hire_hours(s for s in e.compared if not gap(s).whole) / total < FICTION


def _fiction(e: Evidence) -> list[str]:
    return [_("Few pay the standard price: it may be a fiction.")] if few_pay_the_standard(e) else []
