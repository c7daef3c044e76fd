"""What the figures are computed from: plain rows, as the database or a test gives them."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property

from bookings.counting import USUAL, Counting
from bookings.reports.span import Span
from bookings.reports.typed import FaultRow, TypedRow
from bookings.reports.wages import REAL_LIVING_WAGE, Wage
from venues.periods import Period


class Held(StrEnum):
    """What became of a session, as stored."""

    PLANNED = "planned"
    IN_TIME = "cancelled_in_time"
    LATE = "cancelled_late"
    BY_VENUE = "cancelled_by_venue"
    NO_SHOW = "no_show"


class Outcome(StrEnum):
    """What became of a request; `OPEN` where nothing has yet."""

    CONFIRMED = "confirmed"
    DECLINED = "declined"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    OPEN = "open"


class How(StrEnum):
    """How hours that were asked for came to nothing; `DATE` is one of a series of which others were to be had."""

    DECLINED = "declined"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    DATE = "date"


@dataclass(frozen=True)
class Named:
    """A room, cell or category: how it is keyed in a figure's id, and its name."""

    code: str
    name: str

    @property
    def suffix(self) -> str:
        return self.code.replace("-", "_")


@dataclass(frozen=True, eq=False)
class SessionRow:
    """A session of a booking that was confirmed. Money in pence, tax out; None: not recorded.

    Each is itself alone: drawers are sorted by row, and to compare two dozen facts would take longer than all the rest.
    """

    key: int
    booking: int
    hirer: int
    household: bool
    own: bool
    category: Named
    room: Named
    cells: frozenset[int]
    period: Period
    held: Held = Held.PLANNED
    cause: str = ""
    moved: bool = False
    capacity: int | None = None  # of the layout asked for, else the most that its rooms take
    kind: str = ""  # of its hirer
    series: bool = False
    entered: str = "online"
    open_to: str = ""
    purpose: str = ""
    expected: int | None = None
    counted: int | None = None
    typical: int | None = None
    hire: int | None = None
    extras: int = 0  # that could not be left out
    vat: int = 0  # on these two
    extras_known: bool = True  # else they stand as nothing, and so does tax
    vat_known: bool = True
    optional: int = 0  # what was asked for beside them
    optional_vat: int = 0
    asked_for: tuple[tuple[Named, int], ...] = ()  # each of these, and what its line says
    payer: int = 0  # what somebody else was billed for it
    payer_name: str = ""
    standard: int | None = None
    category_gap: int = 0
    discount_gap: int = 0
    waiver_gap: int = 0
    cancellation: int = 0

    @property
    def group(self) -> bool:
        return not self.household and not self.own

    @cached_property
    def minutes(self) -> int:
        return self.period.minutes

    @cached_property
    def paid(self) -> int | None:
        """All that the hirer pays: hire and compulsory extras, tax in."""
        return None if self.hire is None else self.hire + self.extras + self.vat

    @property
    def is_paid_in_part_unsaid(self) -> bool:
        """Whether more may have been paid than is on record."""
        return not (self.extras_known and self.vat_known)


@dataclass(frozen=True)
class RefusedRow:
    """A date of a series that could not be had."""

    minutes: int
    reason: str


@dataclass(frozen=True, eq=False)
class RequestRow:
    """A booking that was asked for. `moment` is its decision, withdrawal, or for an expired one its first date.

    Each is itself alone, as a session is.
    """

    key: int
    hirer: int
    group: bool
    requested_at: datetime
    answered_at: datetime | None
    moment: datetime | None
    outcome: Outcome
    at_once: bool
    reason: str
    asks: tuple[Period, ...]
    refused: tuple[RefusedRow, ...] = ()
    minutes_to_ask: int | None = None  # that it took to fill in the form
    changed_by_hall: bool | None = None  # before it said yes; None: not recorded

    @property
    def minutes(self) -> int:
        return sum(ask.minutes for ask in self.asks)


@dataclass(frozen=True, eq=False)
class AskRow:
    """Hours of one day that somebody asked for and did not get; `asker` is the same where one asks twice that day."""

    asker: str
    period: Period
    decided_on: date
    how: How
    reason: str

    @property
    def minutes(self) -> int:
        return self.period.minutes


@dataclass(frozen=True)
class ClosureRow:
    period: Period
    cause: str
    made_at: datetime
    key: int = 0


class StepFree(StrEnum):
    """Whether a cell meets the need for a step-free way and a toilet a wheelchair user can use."""

    YES = "yes"
    IN_PART = "in_part"
    NOT_KNOWN = "not_known"
    NO = "no"


@dataclass(frozen=True)
class Meanwhile:
    """Some days on which something was out of order, and how the cell met the need then."""

    period: Period
    step_free: StepFree


CoreFacts = Mapping[str, str]  # how each core fact reads, by its code


@dataclass(frozen=True)
class CellRow:
    """A cell under the name of the room that is that cell alone; hours clipped to what is over and in service."""

    key: int
    named: Named
    opening: tuple[Period, ...]
    in_service: tuple[Period, ...]
    closures: tuple[ClosureRow, ...] = ()
    step_free: StepFree = StepFree.NOT_KNOWN
    meanwhile: tuple[Meanwhile, ...] = ()  # where that was otherwise
    core: CoreFacts = field(default_factory=dict)


@dataclass(frozen=True)
class RoomRow:
    """How many of the core access facts of a bookable room are answered and in date."""

    named: Named
    facts: int


@dataclass(frozen=True)
class Benchmark:
    """A usual hire, by which price lists can be set side by side; `hour` is when it begins."""

    code: str
    weekend: bool
    hour: int
    minutes: int
    people: int
    dates: int = 1
    extra: str = ""


BENCHMARKS = (
    Benchmark("a", weekend=False, hour=19, minutes=120, people=12),
    Benchmark("b", weekend=False, hour=10, minutes=90, people=25, dates=12),
    Benchmark("c", weekend=True, hour=14, minutes=180, people=40, extra="kitchen"),
    Benchmark("d", weekend=True, hour=18, minutes=240, people=80, extra="bar"),
)


class NotPriced(StrEnum):
    """Why a hire has no price; that is an answer too."""

    ON_APPLICATION = "on application"
    MORE_IS_ASKED = "more is asked"
    NOT_OFFERED = "not offered"


@dataclass(frozen=True)
class BenchmarkRow:
    """What a category pays for a usual hire, all in, in which room; None where it has no price, and why."""

    benchmark: Benchmark
    category: Named
    room: Named | None
    pence: int | None
    bond: int = 0
    why_not: NotPriced = NotPriced.NOT_OFFERED


@dataclass(frozen=True)
class Claims:
    """Who may have a lower price: hirers with a claim on record, and which kinds each category is meant for."""

    hirers: frozenset[int] = frozenset()
    kinds: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class ServedRow:
    """Whom a group said that it serves; what is empty was passed over."""

    skipped: bool = False
    audience: frozenset[str] = frozenset()
    ages: tuple[str, ...] = ()
    mixes: bool = False
    near: bool | None = None  # whether most members live in the venue's area; None where that is not known
    fifth: int | None = None  # of its area in the index of the venue's nation, 1 the most deprived; None: not known
    low_income: str = ""
    small_income: str = ""


@dataclass(frozen=True)
class Catchment:
    """The areas around a venue in its nation's index: of each its fifth, and its residents where they are known."""

    index: str  # its name and version
    areas: tuple[tuple[int, int | None], ...]

    def has(self, fifth: int) -> bool:
        return any(each == fifth for each, _residents in self.areas)

    def residents(self, fifth: int) -> tuple[int, int] | None:
        """How many live in areas of that fifth, of how many in all; None where it is not known of every area."""
        known = [(each, residents) for each, residents in self.areas if residents is not None]
        if len(known) < len(self.areas) or not any(residents for _each, residents in known):
            return None
        there = sum(residents for each, residents in known if each == fifth)
        return there, sum(residents for _each, residents in known)


@dataclass(frozen=True)
class History:
    """What was here before: who used the place, who was confirmed when, and which hirers are groups."""

    first_use: Mapping[int, datetime] = field(default_factory=dict)
    first_confirmed: Mapping[int, datetime] = field(default_factory=dict)
    uses: Mapping[int, tuple[Period, ...]] = field(default_factory=dict)
    groups: frozenset[int] = frozenset()
    purposes: frozenset[tuple[int, str]] = frozenset()  # what each hirer had used the place for before the span


@dataclass(frozen=True)
class Rows:
    """All of it, for one venue and one span."""

    venue: str
    slug: str
    operator: str
    contact: str
    span: Span
    cells: tuple[CellRow, ...]
    rooms: tuple[RoomRow, ...]
    sessions: tuple[SessionRow, ...]
    requests: tuple[RequestRow, ...]
    history: History
    hirers_from: date | None
    use_from: date | None
    access_from: date | None = None
    core_facts: int = 12
    currency: str = "GBP"
    days_off: Container[date] = frozenset()  # the bank holidays of the venue's nation
    benchmarks: tuple[BenchmarkRow, ...] = ()
    up_front: tuple[int, ...] = ()  # pence due before the first date, of hirers' first bookings
    claims: Claims = Claims()
    faults: tuple[FaultRow, ...] = ()
    faults_from: date | None = None  # when people could first tell of them by a page
    typed: tuple[TypedRow, ...] = ()
    twins: tuple[tuple[int, int], ...] = ()  # groups that may be one, until they are merged or told apart
    asks: tuple[AskRow, ...] = ()  # that came to nothing, settled on days of the span that have begun
    searches: int = 0  # that found nothing
    issued: int = 0  # reports in the span
    phoned: tuple[int, ...] = ()  # minutes that somebody asked for by phone when nothing was free
    served: Mapping[int, ServedRow] = field(default_factory=dict)  # by hirer, as it stood on the last day
    catchment: Catchment | None = None  # None where no index of the venue's nation is known
    wages: tuple[Wage, ...] = REAL_LIVING_WAGE
    counting: Counting = USUAL
    verdicts: tuple[int | None, ...] = ()  # of whether the space was right, from 1 to 5; None where it is not answered
    ended: Mapping[str, int] = field(default_factory=dict)  # bookings with a stated need by outcome, in whole months
