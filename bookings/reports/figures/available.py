"""Available: what is on offer, what is still free, what was closed, and promises that were broken."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from fractions import Fraction

from django.utils.translation import gettext as _

from bookings.reports.dayparts import DayPart
from bookings.reports.evidence import Evidence, by
from bookings.reports.figures.words import DAY_PARTS, cause_word
from bookings.reports.rows import ClosureRow, Held, SessionRow
from bookings.reports.space import CellHours, hours, hours_of
from bookings.reports.values import Figure, Table, Unit, Value, amount, share
from venues.periods import Period, overlap, subtract, total_minutes

PLANNED_NOTICE = timedelta(days=14)
MANY_CLOSURES = Fraction(5, 100)


def on_offer(e: Evidence) -> Figure:
    def line(
        id: str, label: str, lists: Iterable[list[Period]], within: list[Period] | None = None, room: str = ""
    ) -> Value:
        total = hours_of(lists, within)
        return amount(id, label, total * 7 / e.span.days if e.span.days else 0, unit=Unit.HOURS_A_WEEK, room=room)

    bookable = [cell.bookable for cell in e.space]
    parts = {part: [p for (_day, which), some in e.week.items() if which is part for p in some] for part in DayPart}
    return Figure(
        "C1",
        _("Hours on offer"),
        _(
            "Hours a week in which a space can be booked: its opening hours less closures. Each space that can be let alone "
            "has its own hours, so a hall of two halves offers two hours every hour."
        ),
        (line("C1", _("All spaces"), bookable),),
        (
            Table(
                _("By space"),
                tuple(
                    line(f"C1.{c.cell.named.suffix}", c.cell.named.name, [c.bookable], room=c.cell.named.name)
                    for c in e.space
                ),
            ),
            Table(
                _("By part of the week"),
                tuple(line(f"C1.{part}", str(DAY_PARTS[part]), bookable, periods) for part, periods in parts.items()),
            ),
        ),
    )


def free_in_the_peak(e: Evidence) -> Figure:
    bookable = hours_of((cell.bookable for cell in e.space), e.peak)
    taken = hours_of((cell.used_in_hours for cell in e.space), e.peak)
    return Figure(
        "C2",
        _("Still free in the peak"),
        _(
            "Hours in the peak (Monday to Friday 17:00–22:00, Saturday and Sunday 09:00–17:00) that could be booked and "
            "were not used, divided by all hours in the peak that could be booked."
        ),
        (
            share(
                "C2",
                _("Free hours in the peak"),
                bookable - taken,
                bookable,
                of=Unit.HOURS,
                n=None,
                what=_("hours in the peak"),
            ),
        ),
    )


def broken_promises(e: Evidence) -> Figure:
    due = e.due
    broken = [session for session in due if session.held is Held.BY_VENUE]
    moved = sum(1 for session in due if session.moved)

    def line(id: str, label: str, some: Iterable[SessionRow], among: Iterable[SessionRow], category: str = "") -> Value:
        return share(
            id, label, len(list(some)), len(all := list(among)), n=len(all), what=_("due sessions"), category=category
        )

    causes = dict.fromkeys(session.cause or "other" for session in broken)
    used_again = sum(1 for session in broken if _used_again(session, e))
    flags = []
    if used_again:
        flags.append(
            _(
                "%(n)s of the sessions that the venue cancelled had their hour used again by somebody dearer, or by the venue."
            )
            % {"n": used_again}
        )
    return Figure(
        "C7",
        _("Broken promises"),
        _(
            "Sessions that the venue itself cancelled, divided by all sessions of confirmed bookings that were due. A move "
            "that the hirer accepted is not a broken promise."
        ),
        (line("C7", _("Cancelled by the venue"), broken, due),),
        (
            Table(
                _("By cause"),
                tuple(
                    line(f"C7.{cause}", cause_word(cause), [s for s in broken if (s.cause or "other") == cause], due)
                    for cause in causes
                ),
            ),
            Table(
                _("By category of those who were cancelled"),
                tuple(
                    line(f"C7.{named.suffix}", named.name, [s for s in some if s.held is Held.BY_VENUE], some, named.name)
                    for named, some in by(due, lambda s: s.category).items()
                ),
            ),
            Table(_("Apart"), (amount("C7.moves", _("Moved to another time"), moved, n=len(due), what=_("due sessions")),)),
        ),
        tuple(flags),
    )  # fmt: skip


def _used_again(bumped: SessionRow, e: Evidence) -> bool:
    """Whether its hour went to the venue itself, or to somebody who paid more by the hour."""
    for session in e.used:
        if (
            session.cells & bumped.cells
            and session.period.overlaps(bumped.period)
            and session.booking != bumped.booking
        ):
            if session.own or _dearer(session, bumped):
                return True
    return False


def _dearer(session: SessionRow, bumped: SessionRow) -> bool:
    """By the hour, where both prices are on record; else wherever the category is another."""
    if session.paid is None or bumped.paid is None:
        return session.category != bumped.category
    return session.paid * bumped.minutes > bumped.paid * session.minutes


def closed(e: Evidence) -> Figure:
    opening = hours_of(cell.opening for cell in e.space)
    taken: dict[str, Fraction] = {}
    planned = Fraction(0)
    for cell in e.space:
        for closure, minutes in taken_by(cell):
            taken[closure.cause] = taken.get(closure.cause, Fraction(0)) + hours(minutes)
            planned += hours(minutes) if is_planned(closure) else 0
    total = sum(taken.values(), Fraction(0))

    def line(id: str, label: str, part: Fraction) -> Value:
        return share(id, label, part, opening, of=Unit.HOURS, n=None, what=_("opening hours"))

    flags = (
        [_("Closures took more than 5% of the opening hours.")] if opening and total / opening > MANY_CLOSURES else []
    )
    return Figure(
        "C8",
        _("Closures"),
        _(
            "Opening hours taken by closures, divided by the opening hours before. An hour under two closures counts once. "
            "A closure is planned when it was announced 14 days or more before it began."
        ),
        (line("C8", _("Closed"), total),),
        (
            Table(
                _("By cause"),
                tuple(line(f"C8.{cause}", cause_word(cause), part) for cause, part in sorted(taken.items())),
                adds_up=True,
            ),
            Table(
                _("Announced or not"),
                (
                    line("C8.planned", _("Announced 14 days before"), planned),
                    line("C8.unplanned", _("Announced later"), total - planned),
                ),
                adds_up=True,
            ),
        ),
        tuple(flags),
    )


def taken_by(cell: CellHours) -> list[tuple[ClosureRow, int]]:
    """Minutes that each closure takes; one under two goes to the unplanned, then to the earlier made."""
    left = cell.opening
    found = []
    for closure in sorted(cell.cell.closures, key=lambda c: (is_planned(c), c.made_at)):
        minutes = total_minutes(overlap(left, [closure.period]))
        if minutes:
            found.append((closure, minutes))
        left = subtract(left, [closure.period])
    return found


def is_planned(closure: ClosureRow) -> bool:
    return closure.period.start - closure.made_at >= PLANNED_NOTICE


def figures(e: Evidence) -> list[Figure]:
    """All of this question that speaks of time on offer."""
    return [on_offer(e), free_in_the_peak(e), broken_promises(e), closed(e)]
