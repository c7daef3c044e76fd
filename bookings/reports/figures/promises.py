"""Available: promises that the venue broke."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _

from bookings.reports.evidence import Evidence, by
from bookings.reports.figures.words import cause_word
from bookings.reports.making import Line, amount, share
from bookings.reports.nouns import What
from bookings.reports.rows import Held, SessionRow
from bookings.reports.tally import count
from bookings.reports.values import Behind, Figure, Table, Value

OTHER = "other"


def broken(e: Evidence) -> Figure:
    broken = [session for session in e.due if session.held is Held.BY_VENUE]
    by_cause: dict[str, list[SessionRow]] = {}
    for session in broken:
        by_cause.setdefault(session.cause or OTHER, []).append(session)
    moved = count(session for session in e.due if session.moved)
    return Figure(
        "C7",
        _("Broken promises"),
        _(
            "Sessions that the venue itself cancelled, divided by all sessions of confirmed bookings that were due. A "
            "move that the hirer accepted is not a broken promise."
        ),
        (_of(Line("C7", _("Cancelled by the venue")), broken, e.due),),
        (
            Table(
                _("By cause"),
                tuple(
                    _of(Line(f"C7.{cause}", cause_word(cause)), some, e.due) for cause, some in sorted(by_cause.items())
                ),
                adds_up=True,
            ),
            Table(
                _("By category of those who were cancelled"),
                tuple(
                    _of(
                        Line(f"C7.{named.suffix}", named.name, category=named.name),
                        [session for session in some if session.held is Held.BY_VENUE],
                        some,
                    )
                    for named, some in by(e.due, lambda s: s.category).items()
                ),
            ),
            Table(
                _("Apart"),
                (amount(Line("C7.moves", _("Moved to another time")), moved, Behind(len(e.due), What.DUE_SESSIONS)),),
            ),
        ),
        tuple(_used_again_flag(broken, e)),
    )


def _of(line: Line, some: Collection[SessionRow], among: Collection[SessionRow]) -> Value:
    return share(line, count(some), count(among), Behind(len(among), What.DUE_SESSIONS))


def _used_again_flag(broken: list[SessionRow], e: Evidence) -> list[str]:
    again = sum(1 for bumped in broken if any(_took_its_place(session, bumped) for session in e.used))
    if not again:
        return []
    words = _("%(n)s of the sessions cancelled by the venue had their hour used by somebody dearer, or by the venue.")
    return [words % {"n": again}]


def _took_its_place(session: SessionRow, bumped: SessionRow) -> bool:
    """Used the same hour of the same space, and was the venue itself or paid more by the hour."""
    same_hour = session.cells & bumped.cells and session.period.overlaps(bumped.period)
    if not same_hour or session.booking == bumped.booking:
        return False
    if session.own:
        return True
    if session.paid is None or bumped.paid is None:
        return session.category != bumped.category
    return session.paid * bumped.minutes > bumped.paid * session.minutes
