"""Well used: who comes regularly, what for, and what is new here."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from bookings.models import Booking
from bookings.reports.asking import is_regular
from bookings.reports.evidence import Evidence, hire_hours
from bookings.reports.making import NOTHING_BEHIND, Line, amount, heads, share, unsaid
from bookings.reports.nouns import What
from bookings.reports.rows import SessionRow
from bookings.reports.tally import HirerRow, Tally, added, count, hirers
from bookings.reports.values import Behind, Figure, State, Table, Unit, Value
from venues.periods import Period

TOOK_HOLD = 3  # sessions
OWN, UNSAID = "own_use", "not_recorded"
DOMINANT = 80  # per cent


def pattern(e: Evidence) -> Figure:
    uses: dict[int, list[Period]] = defaultdict(list)
    for session in e.external:
        if session.group:
            uses[session.hirer].append(session.period)
    regular = {hirer for hirer, periods in uses.items() if is_regular(periods, e.span.zone)}
    behind = Behind(len(uses), What.GROUPS)
    return Figure(
        "E5",
        _("Groups' pattern"),
        _(
            "Groups that used the place, by how often: regular ones had a session in each of three months running, or "
            "ten of them, in these days; all others came now and then. Families and private people stand apart."
        ),
        (amount(Line("E5.regular", _("Regular groups")), hirers(regular), behind),),
        (
            Table(
                _("Beside it"),
                (
                    amount(
                        Line("E5.occasional", _("Groups that came now and then")), hirers(uses.keys() - regular), behind
                    ),
                ),
            ),
        ),
    )


def purposes(e: Evidence) -> Figure:
    drawers: dict[str, list[SessionRow]] = defaultdict(list)
    for session in e.used:
        drawers[OWN if session.own else session.purpose or UNSAID].append(session)
    whole, missing = hire_hours(e.used), len(drawers[UNSAID])
    behind = Behind(len(e.used) - missing, What.USED_SESSIONS, missing, among=len(e.used) if missing else None)
    names = {**{code: str(label) for code, label in Booking.Purpose.choices}, OWN: _("The venue's own use")}
    names[UNSAID] = _("Not recorded")
    kinds = [code for code in names if drawers.get(code)]

    def line(code: str) -> Value:
        some = drawers[code]
        own = code == OWN  # tells of no hirer, and follows from the hours of all others
        stand = Behind(len(e.used), What.USED_SESSIONS, hirers=None if own else _hirers(some))
        value = share(Line(f"E8.{code}", names[code]), hire_hours(some), whole, stand, of=Unit.HOURS)
        return replace(value, stands_elsewhere=own)

    return Figure(
        "E8",
        _("What it was used for"),
        _(
            "Hours hired for each purpose, as the hirer named it when booking, divided by all hours used. The venue's "
            "own use stands apart from what others did, and so do hours of which no purpose is on record. People "
            "counted are those of sessions with a count."
        ),
        (amount(Line("E8", _("All hours used")), whole, behind, unit=Unit.HOURS),),
        (
            Table(_("Hours"), tuple(line(code) for code in kinds), adds_up=True),
            Table(
                _("Sessions"),
                tuple(amount(Line(f"E8.{code}_sessions", names[code]), count(drawers[code])) for code in kinds),
            ),
            Table(_("People counted"), tuple(_people(code, names[code], drawers[code]) for code in kinds)),
        ),
    )


def _people(code: str, name: str, some: Collection[SessionRow]) -> Value:
    counted = [session for session in some if session.counted is not None]
    behind = Behind(len(counted), What.USED_SESSIONS, len(some) - len(counted))
    return heads(Line(f"E8.{code}_counted", name), added(counted, lambda session: session.counted or 0), behind)


def _hirers(some: Collection[SessionRow]) -> int:
    """How many stand behind it; where one has over four fifths of the hours, as good as that one."""
    minutes = Counter[int]()
    for session in some:
        minutes[session.hirer] += session.minutes
    [(_hirer, most)] = minutes.most_common(1)
    return 1 if 100 * most > DOMINANT * minutes.total() else len(minutes)


@dataclass(frozen=True)
class Activities:
    """Groups by what they used the place for: what took hold and is new, and of how many sessions that is not known."""

    new: Tally
    sessions: int
    missing: int

    @classmethod
    def of(cls, sessions: Iterable[SessionRow], known: Collection[tuple[int, str]]) -> Activities:
        """`known` are hirers with their purposes before; a purpose that is not on record is none."""
        times = Counter((session.hirer, session.purpose) for session in sessions if session.group)
        said = {hirer for hirer, purpose in known if purpose}
        unsaid = {hirer for hirer, purpose in known if not purpose} - said
        told = {pair: n for pair, n in times.items() if pair[1] and pair[0] not in unsaid}
        new = [
            HirerRow(hirer) for (hirer, purpose), n in told.items() if n >= TOOK_HOLD and (hirer, purpose) not in known
        ]
        return cls(count(new), times.total(), times.total() - sum(told.values()))

    @property
    def behind(self) -> Behind:
        """Nothing where everything is on record."""
        among = {"n": self.sessions - self.missing, "missing": self.missing, "among": self.sessions}
        return Behind(what=What.USED_SESSIONS, **among) if self.missing else NOTHING_BEHIND


def new_activities(e: Evidence) -> Figure:
    found = Activities.of(e.external, e.rows.history.purposes)
    line = Line("E9", _("New activities"))
    return Figure(
        "E9",
        _("New activities"),
        _(
            "What a group used the place for in these days and never before, on three dates or more: each group and "
            "purpose once. With under twelve months of records nobody can say what is new. Sessions of which no "
            "purpose is on record are no activity, and where none is on record of all that a group did before, nobody "
            "can say what is new of it."
        ),
        (
            amount(line, found.new, found.behind)
            if e.hirers_on_record
            else unsaid(line, Unit.COUNT, State.NOT_KNOWN, found.behind),
        ),
    )
