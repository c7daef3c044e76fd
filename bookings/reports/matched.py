"""Before and after a change: the same weekdays and hours, as many weeks on both sides, closed weeks out on both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from itertools import zip_longest
from zoneinfo import ZoneInfo

from django.utils.dates import WEEKDAYS
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.clock import day_words, time_words
from bookings.reports.asking import is_regular
from bookings.reports.evidence import Evidence
from bookings.reports.figures.patterns import Activities
from bookings.reports.making import Line, amount, share, unsaid
from bookings.reports.nouns import What
from bookings.reports.printing import half_up
from bookings.reports.rows import SessionRow
from bookings.reports.space import bookable, cell_hours, hours_of, used_in_hours
from bookings.reports.span import Span, midnight
from bookings.reports.stretches import Stretch
from bookings.reports.tally import Number, Tally, added, count, hirers, together
from bookings.reports.values import Behind, Figure, People, State, Table, Unit, Value
from venues.periods import Period

TEN_PER_CENT = Fraction(10, 100)
MOST_WEEKS = 104


@dataclass(frozen=True)
class Window:
    """So many weeks before a day and from it on, on some weekdays (0 is Monday), between two times of the clock.

    Raises ValueError where nothing lies in it.
    """

    on: date
    weeks: int
    weekdays: frozenset[int] = frozenset(range(7))
    since: time = time(0)
    until: time | None = None  # midnight

    def __post_init__(self) -> None:
        if not 1 <= self.weeks <= MOST_WEEKS:
            raise ValueError(f"a change is looked at over 1 to {MOST_WEEKS} weeks on either side")
        if not self.weekdays or (self.until is not None and self.until <= self.since):
            raise ValueError("a change is looked at on one weekday or more, between two times of the day")

    @property
    def words(self) -> str:
        """Which days and hours are compared."""
        days = [str(WEEKDAYS[day]) for day in sorted(self.weekdays)]
        facts = {
            "day": day_words(self.on),
            "weeks": self.weeks,
            "weekdays": get_text_list(days, _("and")) if len(days) < len(WEEKDAYS) else _("every day"),
            "hours": self._hours_words(),
        }
        words = ngettext(
            "The week before %(day)s and that from it on: %(weekdays)s, %(hours)s.",
            "The %(weeks)s weeks before %(day)s and those from it on: %(weekdays)s, %(hours)s.",
            self.weeks,
        )
        return words % facts

    def _hours_words(self) -> str:
        if self.since == time(0) and self.until is None:
            return _("all day")
        facts = {"since": time_words(self.since), "until": time_words(self.until or time(0))}
        return _("%(since)s to %(until)s") % facts

    def span(self, as_at: datetime, like: Span) -> Span:
        """Both sides together."""
        reach = timedelta(weeks=self.weeks)
        return Span(self.on - reach, self.on + reach, as_at, like.zone)

    def days_over(self, as_at: datetime, zone: ZoneInfo) -> Stretch | None:
        """Of both sides, as far as they can be compared; None where no week after the change is over."""
        over = min(self.weeks, (as_at.astimezone(zone).date() - self.on).days // 7)
        return (self.on - timedelta(weeks=over), self.on + timedelta(weeks=over)) if over > 0 else None

    def hours(self, week: date, e: Evidence) -> list[Period]:
        """Its stretches in the week that begins on this day, as far as they are over."""
        zone, done = e.span.zone, e.span.done
        found = []
        for day in (week + timedelta(days=n) for n in range(7)):
            if day.weekday() in self.weekdays and done:
                until = (
                    datetime.combine(day, self.until, zone) if self.until else midnight(day + timedelta(days=1), zone)
                )
                found.append(Period(datetime.combine(day, self.since, zone), until).clip(done))
        return [period for period in found if period]


@dataclass(frozen=True)
class Side:
    """What happened in the weeks on one side that count."""

    hours: tuple[Period, ...]
    sessions: tuple[SessionRow, ...]
    bookable: Tally
    used: Tally

    @classmethod
    def of(cls, hours: tuple[Period, ...], e: Evidence) -> Side:
        inside = tuple(s for s in e.used if any(slot.start <= s.period.start < slot.end for slot in hours))
        return cls(hours, inside, cell_hours(e.space, bookable, hours), cell_hours(e.space, used_in_hours, hours))

    def days(self, e: Evidence) -> set[date]:
        return {slot.start.astimezone(e.span.zone).date() for slot in self.hours}

    @property
    def counted(self) -> list[SessionRow]:
        return [session for session in self.sessions if session.counted is not None]

    @property
    def people(self) -> Tally:
        return added(self.counted, lambda session: session.counted or 0)

    @property
    def of_groups(self) -> list[SessionRow]:
        return [session for session in self.sessions if session.group]

    def new_groups(self, e: Evidence, since: datetime) -> Tally:
        """Those that never used the place before this side began."""
        first = e.rows.history.first_use
        return hirers({s.hirer for s in self.of_groups if first.get(s.hirer, since) >= since})

    def new_activities(self, e: Evidence, before: tuple[SessionRow, ...]) -> Activities:
        """What a group did three times or more and never before, whether in these hours or others."""
        known = e.rows.history.purposes | {(session.hirer, session.purpose) for session in before}
        return Activities.of(self.of_groups, known)

    def groups(self, e: Evidence, *, regular: bool) -> Tally:
        """Those that came regularly, or all."""
        uses: dict[int, list[Period]] = defaultdict(list)
        for session in self.of_groups:
            uses[session.hirer].append(session.period)
        return hirers(key for key, periods in uses.items() if not regular or is_regular(periods, e.span.zone))


def change(e: Evidence, window: Window) -> Figure:
    """From the rows of the span of the window."""
    over = list(_weeks_over(e, window))
    pairs = [pair for pair in over if all(hours_of((cell.bookable for cell in e.space), hours) for hours in pair)]
    before, after = (Side.of(tuple(slot for pair in pairs for slot in pair[n]), e) for n in (0, 1))

    def table(title: str, code: str, number: Callable[[Side], Number], unit: Unit = Unit.COUNT) -> Table:
        return Table(title, tuple(_lines(code, number(before), number(after), unit)))

    asked_for = amount(Line("E14.weeks_asked", _("Weeks on each side, as asked for")), window.weeks)
    compared: tuple[Table, ...] = ()
    if pairs:
        compared = (
            table(_("Hours on offer"), "bookable", lambda side: side.bookable, Unit.HOURS),
            table(_("Hours used"), "used", lambda side: side.used, Unit.HOURS),
            table(_("Sessions"), "sessions", lambda side: count(side.sessions)),
            _people(before.people, after.people),
            Table(
                _("Sessions with a count"),
                tuple(_coverage(*each) for each in (("before", _("Before"), before), ("after", _("After"), after))),
            ),
            table(_("Groups"), "groups", lambda side: side.groups(e, regular=False)),
            table(_("Regular groups"), "regular", lambda side: side.groups(e, regular=True)),
            *_what_is_new(e, window, before, after),
        )
    return Figure(
        "E14",
        _("Change around a day"),
        _(
            "The same weekdays and hours in as many weeks before a day as from it on. Where nothing could be booked "
            "then in a week, or it is not over, it is left out together with its partner on the other side: the first "
            "week before with the first week after, and so on. People are those of sessions with a count; where "
            "they are rounded, the change is of the rounded numbers. What came after a change need not come of it."
        ),
        (amount(Line("E14", _("Weeks on each side")), len(pairs)),),
        (
            Table(_("What is compared"), (asked_for,), note=window.words),
            *compared,
            _left_out(window, len(over), len(pairs)),
        ),
        tuple(_what_differs(e, before, after)) if pairs else (_nothing_to_compare(window, len(over)),),
    )


def _nothing_to_compare(window: Window, over: int) -> str:
    """No noughts on either side: nobody knows yet what they will be, or nothing could be booked."""
    if over:
        return _("In no week that is over could anything be booked on both sides, so nothing can be compared.")
    ends = window.on + timedelta(days=6)
    return _("No week after the change is over yet, so nothing can be compared: the first ends on %(day)s.") % {
        "day": day_words(ends)
    }


def _what_is_new(e: Evidence, window: Window, before: Side, after: Side) -> Iterator[Table]:
    """Not known with under twelve months of records before the first side."""
    change_at = midnight(window.on, e.span.zone)
    earlier = tuple(session for session in e.used if session.period.start < change_at)
    groups = before.new_groups(e, e.span.start), after.new_groups(e, change_at)
    activities = before.new_activities(e, ()), after.new_activities(e, earlier)
    of_groups = _lines("new_groups", *groups, Unit.COUNT)
    of_activities = _lines("new_activities", activities[0].new, activities[1].new, Unit.COUNT)
    for title, rows in ((_("New groups"), of_groups), (_("New activities"), _standing(of_activities, activities))):
        yield Table(title, tuple(row if e.hirers_on_record else _not_known(row) for row in rows))


def _standing(rows: Iterator[Value], sides: tuple[Activities, Activities]) -> Iterator[Value]:
    """Each side with what is not on record of it."""
    for side, row in zip_longest(sides, rows):
        yield replace(row, behind=side.behind) if side else row


def _not_known(row: Value) -> Value:
    return unsaid(Line(row.id, row.label), row.unit, State.NOT_KNOWN)


def _left_out(window: Window, over: int, kept: int) -> Table:
    shut = amount(Line("E14.weeks_shut", _("Nothing could be booked on one side")), over - kept)
    not_over = amount(Line("E14.weeks_not_over", _("Not over yet")), window.weeks - over)
    return Table(_("Weeks left out of both sides"), (shut, not_over))


def _weeks_over(e: Evidence, window: Window) -> Iterator[tuple[list[Period], list[Period]]]:
    """Week by week away from the day, as far as they are over on both sides."""
    for n in range(window.weeks):
        after = window.on + timedelta(weeks=n)
        if midnight(after + timedelta(weeks=1), e.span.zone) > e.span.cut:
            return
        yield window.hours(window.on - timedelta(weeks=n + 1), e), window.hours(after, e)


def _lines(code: str, before: Number, after: Number, unit: Unit) -> Iterator[Value]:
    yield amount(Line(f"E14.{code}_before", _("Before")), before, unit=unit)
    yield amount(Line(f"E14.{code}_after", _("After")), after, unit=unit)
    change = together(after, less=before)
    yield replace(amount(Line(f"E14.{code}_change", _("Change")), change, unit=unit), signed=True)
    of_before = Line(f"E14.{code}_percent", _("Change, of before"))
    if before:
        yield replace(share(of_before, change, before, Behind(), of=unit), signed=True)
    else:
        yield unsaid(of_before, Unit.PERCENT, State.NOT_APPLICABLE)


def _people(before: Tally, after: Tally) -> Table:
    """Where few are hidden on one side, what they differ by from the other goes with them."""
    lines = list(_lines("counted", before, after, Unit.COUNT))
    rounded = (People.TOP, People.TOP, People.TOP, People.BOTH)
    told = [replace(line, people=people) for line, people in zip(lines, rounded, strict=True)]
    told[:2] = [replace(line, persons=int(people)) for line, people in zip(told, (before, after), strict=False)]
    differ = frozenset(line.key for line in told[2:])
    return Table(_("People counted"), tuple(told), takes_along=differ)


def _coverage(code: str, label: str, side: Side) -> Value:
    behind = Behind(len(side.sessions), What.USED_SESSIONS)
    return share(Line(f"E14.coverage_{code}", label), count(side.counted), count(side.sessions), behind)


def _what_differs(e: Evidence, before: Side, after: Side) -> Iterator[str]:
    """Between the sides, besides what changed: hours on offer, hours shut, bank holidays."""
    yield from _hours_differ(before.bookable, after.bookable)
    shut = [
        half_up(hours_of((cell.opening for cell in e.space), side.hours) - side.bookable, 1) for side in (before, after)
    ]
    if shut[0] != shut[1]:
        words = _("Closures took %(before)s h of these hours before, and %(after)s h after.")
        yield words % {"before": shut[0], "after": shut[1]}
    holidays = [sum(day in e.rows.days_off for day in side.days(e)) for side in (before, after)]
    if holidays[0] != holidays[1]:
        words = _("Bank holidays among these days: %(before)s before, %(after)s after.")
        yield words % {"before": holidays[0], "after": holidays[1]}


def _hours_differ(before: Fraction, after: Fraction) -> list[str]:
    if not before or abs(after - before) / before < TEN_PER_CENT:
        return []
    return [_("The hours on offer differ by 10% or more between the two sides.")]
