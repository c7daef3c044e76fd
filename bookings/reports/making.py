"""How a value is made: shares, rates, plain numbers and middle values, each with its own rule for too few."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from bookings.reports.nouns import What
from bookings.reports.tally import Number, Part, Tally
from bookings.reports.values import Behind, People, State, Unit, Value

FEW = 5
NOTHING_BEHIND = Behind()


@dataclass(frozen=True)
class Line:
    """Where a value stands: its id, its label, and the room or category it is about."""

    id: str
    label: str
    room: str = ""
    category: str = ""


def share(line: Line, top: Number, bottom: Number, behind: Behind, *, of: Unit = Unit.COUNT) -> Value:
    """A percentage; n of m where fewer than five stand behind it; a sentence where nothing does."""
    few = behind.n is not None and behind.n < FEW
    state = State.NOTHING if bottom == 0 else State.FEW if few else State.OK
    return _value(line, Unit.PERCENT, top, bottom, behind, of=of, state=state)


def per_hundred(line: Line, top: Number, sessions: Number) -> Value:
    """So many for a hundred used sessions; under five of them, too few."""
    behind = Behind(int(sessions), What.USED_SESSIONS)
    if 0 < sessions < FEW:
        return unsaid(line, Unit.PER_HUNDRED, State.FEW, behind)
    return _value(line, Unit.PER_HUNDRED, top, sessions, behind, state=_unless_nothing(sessions))


def rate(line: Line, top: Number, bottom: Number, behind: Behind) -> Value:
    """Pounds by the hour; printed as they are, with their n."""
    return _value(line, Unit.PER_HOUR, top, bottom, behind, of=Unit.HOURS, state=_unless_nothing(bottom))


def per_head(line: Line, pounds: Number, people: Number, behind: Behind) -> Value:
    return _value(
        line,
        Unit.POUNDS,
        pounds,
        people,
        behind,
        state=_unless_nothing(people),
        people=People.BOTTOM,
        persons=int(people),
    )


def _unless_nothing(bottom: Number) -> State:
    return State.OK if bottom else State.NOTHING


def amount(line: Line, top: Number, behind: Behind = NOTHING_BEHIND, *, unit: Unit = Unit.COUNT) -> Value:
    """A plain number: 0 is a number too."""
    return _value(line, unit, top, None, behind)


def a_week_of(line: Line, hours: Fraction, weeks: Fraction) -> Value:
    return _value(line, Unit.HOURS_A_WEEK, hours, weeks, NOTHING_BEHIND, of=Unit.HOURS, state=_unless_nothing(weeks))


def heads(line: Line, people: Number, behind: Behind) -> Value:
    return _value(line, Unit.COUNT, people, None, behind, people=People.TOP, persons=int(people))


def heads_a_month(line: Line, people: Number, months: Fraction, behind: Behind) -> Value:
    state = _unless_nothing(months)
    return _value(line, Unit.A_MONTH, people, months, behind, state=state, people=People.TOP, persons=int(people))


def person_hours(line: Line, hours: Fraction, people: int, behind: Behind) -> Value:
    return _value(line, Unit.HOURS, hours, None, behind, people=People.TOP, persons=people)


def one_each(line: Line, number: Number) -> Value:
    """A plain number with a person or a household behind each: few of them are hidden as few persons are."""
    return _value(line, Unit.COUNT, number, None, NOTHING_BEHIND, persons=int(number))


def unsaid(line: Line, unit: Unit, state: State, behind: Behind = NOTHING_BEHIND) -> Value:
    """A figure that cannot be given, and why."""
    return _value(line, unit, None, None, behind, state=state)


def percentile(line: Line, listed: Sequence[Part], percent: int, *, what: What, unit: Unit = Unit.HOURS) -> Value:
    """Of hours or whatever they are, each with its row; by nearest rank, from five values on."""
    behind = Behind(len(listed), what)
    if len(listed) < FEW:
        few = unsaid(line, unit, State.FEW if listed else State.NOTHING, behind)
        return replace(few, listed=tuple(listed))
    rank = -(-percent * len(listed) // 100)
    # As floats: much quicker than fractions, and moments are not so close together.
    in_order = sorted((number for _row, number in listed), key=float)
    return replace(_value(line, unit, in_order[rank - 1], None, behind), listed=tuple(listed))


def _value(
    line: Line,
    unit: Unit,
    top: Number | None,
    bottom: Number | None,
    behind: Behind,
    *,
    of: Unit = Unit.COUNT,
    state: State = State.OK,
    people: People = People.NEITHER,
    persons: int | None = None,
) -> Value:
    return Value(
        id=line.id,
        label=line.label,
        unit=unit,
        top=_kept(top),
        bottom=_kept(bottom),
        behind=behind,
        of=of,
        state=state,
        room=line.room,
        category=line.category,
        people=people,
        persons=persons,
    )


def _kept(number: Number | None) -> Fraction | None:
    """With the rows that it was added up from."""
    return number if number is None or isinstance(number, Tally) else Fraction(number)
