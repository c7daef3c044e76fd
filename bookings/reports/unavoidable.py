"""What is called optional and stands on nearly every hire of a room: it counts as part of what one must pay. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from fractions import Fraction

from bookings.reports.rows import Named, SessionRow

NEARLY_EVERY, ENOUGH = Fraction(9, 10), 10  # of how many hires of the room at least

Found = dict[Named, frozenset[Named]]  # by room as booked


def unavoidable(external: Iterable[SessionRow]) -> Found:
    """The extras that nine in ten of a room's hires have, of ten hires or more; these are used, by hirers."""
    hires, having = Counter[Named](), defaultdict[Named, Counter[Named]](Counter)
    for session in external:
        hires[session.room] += 1
        having[session.room].update({extra for extra, _pence in session.asked_for})
    found = {
        room: frozenset(extra for extra, n in having[room].items() if n >= NEARLY_EVERY * hires[room])
        for room in hires
        if hires[room] >= ENOUGH
    }
    return {room: extras for room, extras in found.items() if extras}


def reckoned(session: SessionRow, extras: Collection[Named]) -> SessionRow:
    """With these among what could not be left out; the standard price has them too, since everybody must pay them."""
    whole = sum(pence for _extra, pence in session.asked_for)
    part = sum(pence for extra, pence in session.asked_for if extra in extras)
    if not whole or not part:
        return session
    moved, tax = (_share(pence, part, whole) for pence in (session.optional, session.optional_vat))
    return replace(
        session,
        extras=session.extras + moved,
        vat=session.vat + tax,
        optional=session.optional - moved,
        optional_vat=session.optional_vat - tax,
        standard=None if session.standard is None else session.standard + moved,
    )


def _share(pence: int, part: int, whole: int) -> int:
    """Half up to the penny."""
    return (2 * pence * part + whole) // (2 * whole)
