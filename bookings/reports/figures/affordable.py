"""Affordable: what groups really pay, and what is given away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from django.utils.translation import gettext as _

from bookings.reports import wages
from bookings.reports.evidence import Evidence, by, hire_hours, hirers, pounds
from bookings.reports.figures import concessions
from bookings.reports.figures.well_used import own_use_flags
from bookings.reports.rows import SessionRow
from bookings.reports.values import Figure, People, Table, Unit, Value, amount, rate, share

A_HEAD = Fraction(2)


def price_paid(e: Evidence) -> Figure:
    sessions = e.priced
    missing = len(e.external) - len(sessions)
    paying = [session for session in sessions if session.paid]
    return Figure(
        "A1",
        _("Price really paid per hour"),
        _(
            "Everything that hirers pay for the sessions they used (hire and whatever they could not leave out, such as "
            "heating, VAT included), divided by the hours hired. A session counts its hours once, however many rooms it has. "
            "The operator's own use is left out, and so are charges for cancelled sessions."
        ),
        (_paid_per_hour("A1", _("All sessions"), sessions, missing, over=hirers(sessions)),),
        (
            Table(
                _("Without free sessions"),
                (_paid_per_hour("A1.without_free", _("Sessions that were paid for"), paying, over=hirers(sessions)),),
            ),
            Table(
                _("By category of the price list"),
                tuple(
                    _paid_per_hour(f"A1.{named.suffix}", named.name, some, category=named.name)
                    for named, some in by(sessions, lambda s: s.category).items()
                ),
                adds_up=True,
            ),
            Table(
                _("By room as booked"),
                tuple(
                    _paid_per_hour(f"A1.{named.suffix}", named.name, some, room=named.name)
                    for named, some in by(sessions, lambda s: s.room).items()
                ),
                adds_up=True,
            ),
        ),
    )


def _paid_per_hour(
    id: str,
    label: str,
    sessions: Iterable[SessionRow],
    missing: int = 0,
    *,
    over: int | None = None,
    room: str = "",
    category: str = "",
) -> Value:
    sessions = list(sessions)
    return rate(
        id,
        label,
        pounds(session.paid or 0 for session in sessions),
        hire_hours(sessions),
        unit=Unit.PER_HOUR,
        n=len(sessions),
        what=_("used sessions"),
        missing=missing,
        hirers=hirers(sessions) if over is None else over,
        room=room,
        category=category,
    )


def net_charge(e: Evidence) -> Figure:
    sessions = e.priced
    return Figure(
        "A1n",
        _("Net hire charge per hour"),
        _(
            "The hire charge alone (VAT and extras taken out, after discounts) of the same sessions, divided by the same "
            "hours. It is never shown without the price really paid."
        ),
        (
            rate(
                "A1n",
                _("All sessions"),
                pounds(session.hire or 0 for session in sessions),
                hire_hours(sessions),
                unit=Unit.PER_HOUR,
                n=len(sessions),
                what=_("used sessions"),
                missing=len(e.external) - len(sessions),
                hirers=hirers(sessions),
            ),
        ),
        (
            Table(
                _("Without free sessions"),
                (
                    rate(
                        "A1n.without_free",
                        _("Sessions that were paid for"),
                        pounds(session.hire or 0 for session in sessions if session.paid),
                        hire_hours(session for session in sessions if session.paid),
                        unit=Unit.PER_HOUR,
                        n=sum(1 for session in sessions if session.paid),
                        what=_("used sessions"),
                        hirers=hirers(sessions),
                    ),
                ),
            ),
        ),
    )


def free_hours(e: Evidence) -> Figure:
    sessions = e.priced
    free = [session for session in sessions if session.paid == 0]
    missing = len(e.external) - len(sessions)
    return Figure(
        "A3",
        _("Free hours"),
        _(
            "Hours hired for which the hirer paid nothing at all, divided by all hours hired by others than the operator. "
            "A “free” hire with compulsory heating is not free."
        ),
        (
            share(
                "A3", _("Free hours"), hire_hours(free), hire_hours(sessions), of=Unit.HOURS,
                n=len(sessions), what=_("used sessions"), missing=missing, hirers=hirers(sessions),
            ),
            amount(
                "A3", _("Free hours"), hire_hours(free), unit=Unit.HOURS,
                n=len(free), what=_("used sessions"), missing=missing, hirers=hirers(sessions),
            ),
        ),
    )  # fmt: skip


def cost_a_head(e: Evidence) -> Figure:
    def line(id: str, label: str, heads: dict[SessionRow, int]) -> Value:
        return rate(
            id,
            label,
            pounds(session.paid or 0 for session in heads),
            sum(heads.values()),
            unit=Unit.POUNDS,
            n=len(heads),
            what=_("used sessions"),
            missing=len(e.external) - len(heads),
            hirers=hirers(heads),
            people=People.BOTTOM,
        )

    counted = {s: s.counted for s in e.priced if s.counted is not None}
    typical = {s: s.typical for s in e.priced if s.counted is None and s.typical is not None}
    return Figure(
        "A7",
        _("Cost per attendance"),
        _(
            "Everything that hirers paid for the sessions whose people were counted, divided by the people counted. "
            "Sessions for which the hirer confirmed a usual number stand on a line of their own."
        ),
        (line("A7", _("Counted"), counted),),
        (Table(_("Where a usual number was confirmed"), (line("A7.typical", _("Confirmed typical"), typical),)),),
    )


def affordable_hours(e: Evidence) -> Figure:
    wage = {s: wages.in_force(s.period.start.astimezone(e.span.zone).date()) for s in e.priced}
    sessions = [s for s in e.priced if wage[s] is not None and e.rows.currency == "GBP"]
    within = [s for s in sessions if _per_hour(s) <= (wage[s] or 0)]
    return Figure(
        "F5",
        _("Affordable hours"),
        _(
            "Hours hired at no more than an hour's pay, divided by all hours hired by others than the operator: the price "
            "really paid per hour, all in, is at most the Real Living Wage in force on the day."
        ),
        (
            share(
                "F5", _("Hours at or under an hour's pay"), hire_hours(within), hire_hours(sessions), of=Unit.HOURS,
                n=len(sessions), what=_("used sessions"), missing=len(e.external) - len(sessions), hirers=hirers(sessions),
            ),
        ),
    )  # fmt: skip


def affordable_a_head(e: Evidence) -> Figure:
    def line(id: str, label: str, heads: dict[SessionRow, int]) -> Value:
        within = [s for s, people in heads.items() if Fraction(s.paid or 0, 100) / people <= A_HEAD]
        return share(
            id, label, hire_hours(within), hire_hours(heads), of=Unit.HOURS,
            n=len(heads), what=_("used sessions"), missing=len(e.external) - len(heads), hirers=hirers(heads),
        )  # fmt: skip

    counted = {s: s.counted for s in e.priced if s.counted}
    typical = {s: s.typical for s in e.priced if s.counted is None and s.typical}
    return Figure(
        "F5h",
        _("Affordable per head"),
        _(
            "Hours of sessions that cost each person counted £2 or less, divided by the hours of sessions whose people were "
            "counted. Sessions to which nobody came are left out."
        ),
        (line("F5h", _("Counted"), counted),),
        (Table(_("Where a usual number was confirmed"), (line("F5h.typical", _("Confirmed typical"), typical),)),),
    )


def _per_hour(session: SessionRow) -> Fraction:
    return Fraction(session.paid or 0, 100) / Fraction(session.minutes, 60)


def figures(e: Evidence, before: Evidence | None) -> list[Figure]:
    """All of this question, headlines first."""
    return [
        replace(price_paid(e), flags=tuple(own_use_flags(e, before))),
        net_charge(e),
        concessions.value(e),
        affordable_hours(e),
        concessions.hours_under(e),
        concessions.hours_at(e),
        free_hours(e),
        cost_a_head(e),
        affordable_a_head(e),
    ]
