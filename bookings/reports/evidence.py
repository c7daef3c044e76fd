"""The rows as the figures ask for them; each set is worked out once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from bookings.counting import Counting
from bookings.reports import asking, dayparts, space, used
from bookings.reports.gaps import Gap, gap
from bookings.reports.nouns import What
from bookings.reports.rows import Named, Outcome, RequestRow, Rows, SessionRow
from bookings.reports.span import Span, year_before
from bookings.reports.tally import Tally, added
from bookings.reports.unavoidable import Found, reckoned, unavoidable
from bookings.reports.values import FEWEST_HIRERS, Behind
from venues.periods import Period


@dataclass(frozen=True)
class Evidence:
    rows: Rows

    @property
    def span(self) -> Span:
        return self.rows.span

    @property
    def counting(self) -> Counting:
        return self.rows.counting

    @cached_property
    def sessions(self) -> tuple[SessionRow, ...]:
        """Every session, a hire of several days as one a day."""
        counted = (reckoned(session, self.unavoidable.get(session.room, ())) for session in self.rows.sessions)
        return tuple(day for session in counted for day in used.by_day(session, self.span.zone))

    @cached_property
    def unavoidable(self) -> Found:
        """What is called optional, and counts as if it were not; a hire of several days is as many uses."""
        uses = (day for session in self.rows.sessions for day in used.by_day(session, self.span.zone))
        return unavoidable(use for use in used.used(uses, self.span) if not use.own)

    @cached_property
    def used(self) -> tuple[SessionRow, ...]:
        return used.used(self.sessions, self.span)

    @cached_property
    def external(self) -> tuple[SessionRow, ...]:
        """Used by others than the operator itself."""
        return tuple(session for session in self.used if not session.own)

    @cached_property
    def priced(self) -> tuple[SessionRow, ...]:
        """External, and what was paid is on record."""
        return tuple(session for session in self.external if session.paid is not None)

    @cached_property
    def free_or_not(self) -> tuple[SessionRow, ...]:
        """Priced, and not known by its standard price to lack what could not be left out."""
        return tuple(session for session in self.priced if session.extras_known or session.standard is None)

    @cached_property
    def free(self) -> tuple[SessionRow, ...]:
        """Of these, those of which the hirer paid nothing at all."""
        return tuple(session for session in self.free_or_not if session.paid == 0)

    @cached_property
    def compared(self) -> tuple[SessionRow, ...]:
        """Priced with whatever could not be left out, and the standard price is on record beside it."""
        return tuple(session for session in self.priced if session.extras_known and session.standard is not None)

    @cached_property
    def gaps(self) -> dict[SessionRow, Gap]:
        """How far under the standard price each of these was charged."""
        return {session: gap(session) for session in self.compared}

    @cached_property
    def due(self) -> tuple[SessionRow, ...]:
        return used.due(self.sessions, self.span)

    @cached_property
    def ahead(self) -> tuple[SessionRow, ...]:
        return used.ahead(self.sessions, self.span)

    @cached_property
    def everywhere(self) -> tuple[space.CellHours, ...]:
        """Every cell, also one that was not in service: what an import says was used there is out of hours."""
        taking = used.occupying(self.sessions, self.span)
        return space.of_cells(self.rows.cells, taking, self.span.done)

    @cached_property
    def space(self) -> tuple[space.CellHours, ...]:
        """The cells that were in service."""
        return tuple(cell for cell in self.everywhere if cell.cell.in_service)

    @cached_property
    def peak(self) -> list[Period]:
        return dayparts.peak(self.span, self.counting)

    @cached_property
    def week(self) -> dict[tuple[int, dayparts.DayPart], list[Period]]:
        return dayparts.week_parts(self.span, self.counting)

    @cached_property
    def requests(self) -> tuple[RequestRow, ...]:
        """Requests decided, lapsed or withdrawn in the span."""
        return tuple(r for r in self.rows.requests if r.moment is not None and self.span.covers(r.moment))

    @cached_property
    def counted(self) -> tuple[RequestRow, ...]:
        """Those that C3 with withdrawals counts."""
        return tuple(r for r in self.requests if asking.is_decided(r))

    @cached_property
    def failed(self) -> tuple[RequestRow, ...]:
        """Declined, expired, or withdrawn after our reply."""
        return tuple(r for r in self.counted if r.outcome is not Outcome.CONFIRMED)

    @property
    def hirers_on_record(self) -> bool:
        """Whether the twelve months before the span are on record."""
        since = self.rows.hirers_from
        return since is not None and since <= year_before(self.span.first)

    @property
    def access_on_record(self) -> bool:
        """Whether the first access claim stood by the last day; a venue without any has answered none."""
        since = self.rows.access_from
        return since is None or since <= self.span.last_covered

    @property
    def any_use_on_record(self) -> bool:
        """Whether records of use begin before the span ends; an empty week after that is empty."""
        return self.rows.use_from is not None and self.rows.use_from < self.span.until

    @property
    def asking_on_record(self) -> bool:
        """Whether somebody had asked, or records of use had begun."""
        return self.any_use_on_record or bool(self.rows.requests or self.rows.phoned or self.rows.searches)

    def use_on_record(self, since: date) -> bool:
        """Whether what was used is on record from that day on."""
        return self.rows.use_from is not None and self.rows.use_from <= since


def behind(sessions: Collection[SessionRow], among: Collection[SessionRow] | None = None) -> Behind:
    """What stands behind a value over used sessions; `among` are those it would be over, were all recorded."""
    missing = 0 if among is None else len(among) - len(sessions)
    of = len(among) if among is not None and missing else None
    return Behind(len(sessions), What.USED_SESSIONS, missing, len({session.hirer for session in sessions}), of)


def behind_what_was_paid(sessions: Collection[SessionRow], among: Collection[SessionRow]) -> Behind:
    """The same of what was paid all in: a session with a part that is not on record stands, and is said as missing."""
    stand = behind(sessions, among)
    missing = stand.missing + count_of_unsaid(sessions)
    return replace(stand, missing=missing, among=len(among) if missing else None)


def count_of_unsaid(sessions: Iterable[SessionRow]) -> int:
    """Of how many what could not be left out, or the tax, is not on record."""
    return sum(session.is_paid_in_part_unsaid for session in sessions)


def are_of_few(sessions: Iterable[SessionRow]) -> bool:
    """Whether there are any, and one or two hirers have them."""
    return 0 < len({session.hirer for session in sessions}) < FEWEST_HIRERS


def hire_hours(sessions: Iterable[SessionRow]) -> Tally:
    """Booked start to end, once a session however many rooms."""
    return added(sessions, lambda session: session.minutes, 60)


def pounds(sessions: Iterable[SessionRow], pence: Callable[[SessionRow], int]) -> Tally:
    return added(sessions, pence, 100)


def paid(session: SessionRow) -> int:
    """In pence; nothing where it is not recorded."""
    return session.paid or 0


def by(sessions: Iterable[SessionRow], named: Callable[[SessionRow], Named]) -> dict[Named, list[SessionRow]]:
    """Sessions sorted into drawers, the drawers by name."""
    drawers: dict[Named, list[SessionRow]] = {}
    for session in sessions:
        drawers.setdefault(named(session), []).append(session)
    return dict(sorted(drawers.items(), key=lambda drawer: drawer[0].name))
