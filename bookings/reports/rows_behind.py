"""The rows behind a figure, for the desk alone: whose they are, and what each adds to it.

What a lone confidential row adds is the figure less all others. Whoever has these rows may open the booking itself and
reads its price there (both are for officers), so that it is kept from a list that lies about and not from them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from django.utils.translation import gettext as _

from accounts.clock import day_words, span_words
from accounts.models import Hirer
from bookings.models import Booking
from bookings.reports.figures.words import reason_word
from bookings.reports.nouns import What, noun
from bookings.reports.printing import exact, in_unit, made_of, parts_units, shown, with_commas
from bookings.reports.rows import AskRow, How, Outcome, RequestRow, SessionRow
from bookings.reports.tally import HirerRow, Part, Row, Said, parts_of
from bookings.reports.values import Figure, Report, Unit, Value
from bookings.spreadsheets import Cell, Table
from venues.models import Venue

IN_MONEY = (Unit.POUNDS, Unit.PER_HOUR)
NOUNS = ((SessionRow, What.SESSIONS), (RequestRow, What.REQUESTS), (HirerRow, What.HIRERS))


@dataclass(frozen=True)
class Line:
    """One row as it is read. What a confidential one adds is None here, and in the sum all the same."""

    when: str = ""
    what: str = ""
    who: str = ""
    ref: str = ""  # of a booking to look at
    session: int = 0  # which of its dates
    group: str = ""  # the reference of a group to look at
    on: date | None = None  # where it stands in the diary
    top: Fraction | None = None
    bottom: Fraction | None = None


@dataclass
class Added:
    """What one row adds above and below the line of a division."""

    top: Fraction = field(default_factory=Fraction)
    bottom: Fraction = field(default_factory=Fraction)

    def __iadd__(self, other: Added) -> Added:
        self.top += other.top
        self.bottom += other.bottom
        return self


@dataclass(frozen=True)
class RowsBehind:
    """A value of a desk's report with its rows; the venue is the report's."""

    report: Report
    venue: Venue
    figure: Figure
    value: Value

    @classmethod
    def of(cls, report: Report, venue: Venue, name: str) -> RowsBehind:
        """Raises KeyError where the report has no such value, or none with rows."""
        for figure in report.figures:
            for value in (*figure.values, *(row for table in figure.tables for row in table.rows)):
                if name in (value.id, value.rows_name) and value.has_rows:
                    return cls(report, venue, figure, value)
        raise KeyError(name)

    @property
    def title(self) -> str:
        return f"{self.figure.name}: {self.value.label}"

    @property
    def shown(self) -> str:
        """The figure, and what it is divided from."""
        figure, made = shown(self.value, self.report.currency), made_of(self.value, self.report.currency)
        return f"{figure} = {made}" if made else figure

    @property
    def is_list(self) -> bool:
        """Whether the figure is one of these values, and not their sum."""
        return bool(self.value.listed)

    @cached_property
    def lines(self) -> list[Line]:
        """In the order of time; those of people who have been forgotten as one line at the end."""
        known, forgotten = Known.at(self.venue), defaultdict[type, list[Added]](list)
        found = []
        for row, adds in sorted(self._rows.items(), key=_in_time):
            if known.is_forgotten(row):
                forgotten[type(row)].append(adds)
            else:
                found.append(_line(row, adds, known, self))
        return [*found, *_of_the_forgotten(forgotten)]

    @property
    def confidential(self) -> int:
        """How many rows say their room and time alone."""
        return sum(line.top is None for line in self.lines)

    @cached_property
    def whole(self) -> Added:
        """All that was added, whoever it was."""
        whole = Added()
        for adds in self._rows.values():
            whole += adds
        return whole

    @property
    def divides(self) -> bool:
        """Whether rows stand below the line."""
        return not self.is_list and any(True for _part in parts_of(self.value.bottom))

    def in_words(self, number: Fraction | None, *, below: bool = False) -> str:
        """A part of the figure as people read it."""
        if number is None:
            return ""
        unit = self.units[below]
        if unit in IN_MONEY:
            return in_unit(number, unit, self.report.currency)
        words = {Unit.HOURS: _("%(number)s h"), Unit.PERCENT: "%(number)s%%", Unit.DAYS: _("%(number)s days")}
        return words.get(unit, "%(number)s") % {"number": with_commas(exact(number))}

    @property
    def units(self) -> tuple[Unit, Unit]:
        return parts_units(self.value)

    @cached_property
    def _rows(self) -> dict[Row, Added]:
        found: dict[Row, Added] = defaultdict(Added)
        sides: tuple[Iterable[Part], Iterable[Part]] = (self.value.listed, ())
        if not self.is_list:
            sides = parts_of(self.value.top), parts_of(self.value.bottom)
        for row, number in sides[0]:
            if self.is_list and isinstance(row, Said):
                row = Said(f"{row.label} ({len(found) + 1})" if row in found else row.label)
            found[row] += Added(top=number)
        for row, number in sides[1]:
            found[row] += Added(bottom=number)
        return found


@dataclass(frozen=True)
class Known:
    """Of every booking and hirer of a venue what its rows may say; one question."""

    bookings: dict[int, tuple[str, bool, int]]  # its reference, whether it is confidential, its hirer
    names: dict[int, str]
    groups: dict[int, str]  # the reference of each hirer that is no household
    forgotten: frozenset[int]
    private: frozenset[int]  # hirers with a confidential booking: that they came at all would tell of it

    @classmethod
    def at(cls, venue: Venue) -> Known:
        of_hirers = ("hirer__name", "hirer__kind", "hirer__forgotten_at", "hirer__ref")
        fields = ("pk", "ref", "confidential", "hirer_id", *of_hirers)
        rows = list(Booking.objects.at(venue).order_by().values_list(*fields))
        somebody = _("A family or a private person")
        return cls(
            {pk: (ref, confidential, hirer) for pk, ref, confidential, hirer, *_rest in rows},
            {row[3]: somebody if row[5] == Hirer.Kind.HOUSEHOLD else row[4] for row in rows},
            {row[3]: row[7] for row in rows if row[5] != Hirer.Kind.HOUSEHOLD},
            frozenset(row[3] for row in rows if row[6] is not None),
            frozenset(row[3] for row in rows if row[2]),
        )

    def is_forgotten(self, row: Row) -> bool:
        return not isinstance(row, Said | AskRow) and row.hirer in self.forgotten

    def is_private(self, row: Row) -> bool:
        """Whether its booking is confidential, or was turned away for want of access, which tells of a need."""
        if isinstance(row, RequestRow) and row.reason == Booking.Reason.ACCESS:
            return True
        if isinstance(row, SessionRow | RequestRow):
            return self.bookings[_booking(row)][1]
        return isinstance(row, HirerRow) and row.hirer in self.private


def _booking(row: SessionRow | RequestRow) -> int:
    return row.booking if isinstance(row, SessionRow) else row.key


def _in_time(entry: tuple[Row, Added]) -> float:
    """Sessions and hours by their start, requests by when they were asked; everything else stays as it came."""
    row, _adds = entry
    if isinstance(row, SessionRow | AskRow):
        return row.period.first.timestamp()
    return row.requested_at.timestamp() if isinstance(row, RequestRow) else 0


def _line(row: Row, adds: Added, known: Known, behind: RowsBehind) -> Line:
    if isinstance(row, Said):
        return Line(what=row.label, top=adds.top, bottom=adds.bottom)
    zone = behind.report.span.zone
    if isinstance(row, AskRow):
        when, day = span_words(row.period.start, row.period.end, zone), row.period.first.astimezone(zone).date()
        return Line(when, ask_words(row), _("Not kept"), on=day, top=adds.top, bottom=adds.bottom)
    on: date | None = None
    session = 0
    if isinstance(row, SessionRow):
        when, what = span_words(row.period.start, row.period.end, zone), row.room.name
        on, session = row.period.first.astimezone(zone).date(), row.key
    elif isinstance(row, RequestRow):
        asked = row.requested_at.astimezone(zone).date()
        when, what = _("Asked on %(day)s") % {"day": day_words(asked)}, outcome_words(row)
    else:
        when, what = "", ""
    if known.is_private(row):
        return Line(when, what if isinstance(row, SessionRow) else "", _("Confidential"), on=on)
    who = known.names.get(row.hirer, "")
    if isinstance(row, HirerRow):
        return Line(who=who, group=known.groups.get(row.hirer, ""), top=adds.top, bottom=adds.bottom)
    ref = known.bookings[_booking(row)][0]
    return Line(when, what, who, ref, session, on=on, top=adds.top, bottom=adds.bottom)


def outcome_words(request: RequestRow) -> str:
    """What became of it, and why."""
    words = {
        Outcome.CONFIRMED: _("Confirmed after the hall changed it") if request.changed_by_hall else _("Confirmed"),
        Outcome.DECLINED: _("Refused"),
        Outcome.EXPIRED: _("Unanswered until its first date"),
        Outcome.WITHDRAWN: _("Withdrawn"),
        Outcome.OPEN: _("Open"),
    }[request.outcome]
    if not request.reason or request.outcome not in (Outcome.DECLINED, Outcome.WITHDRAWN):
        return words
    return _("%(outcome)s: %(reason)s") % {"outcome": words, "reason": reason_word(request.reason)}


def ask_words(ask: AskRow) -> str:
    """What became of hours that were asked for, and why."""
    words = {
        How.DECLINED: _("Refused"),
        How.EXPIRED: _("Unanswered until its first date"),
        How.WITHDRAWN: _("Withdrawn"),
        How.DATE: _("A date of a series"),
    }[ask.how]
    return _("%(outcome)s: %(reason)s") % {"outcome": words, "reason": reason_word(ask.reason)} if ask.reason else words


def _of_the_forgotten(forgotten: dict[type, list[Added]]) -> Iterator[Line]:
    for kind, what in NOUNS:
        if some := forgotten.get(kind):
            together = Added()
            for adds in some:
                together += adds
            things = _("%(n)s %(things)s") % {"n": len(some), "things": noun(what, len(some))}
            words = _("%(things)s of people who have been forgotten") % {"things": things}
            yield Line(what=words, top=together.top, bottom=together.bottom)


def as_table(behind: RowsBehind) -> Table:
    """For a spreadsheet, with the sum as its last row."""
    columns = [_("When"), _("What"), _("Who"), _("Booking"), _("Value") if behind.is_list else _("Adds above")]

    def cells(when: str, what: str, who: str, ref: str, *numbers: Fraction | None) -> list[Cell]:
        said = [None if number is None else Decimal(exact(number)) for number in numbers]
        return [when, what, who, ref, *said[: 2 if behind.divides else 1]]

    def rows() -> Iterator[list[Cell]]:
        for line in behind.lines:
            yield cells(line.when, line.what, line.who, line.ref, line.top, line.bottom)
        if not behind.is_list:
            yield cells("", _("Sum"), "", "", behind.whole.top, behind.whole.bottom)

    return Table(behind.value.rows_name, [*columns, *([_("Adds below")] if behind.divides else [])], rows)
