"""What a venue file says, as values: one class for each kind of table."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

from venues.fair_use import OFF, FairUse
from venues.periods import Period
from venues.tariffs import Tariff

FORMAT = "hearth-venue-1"


@dataclass(frozen=True)
class CategoryRow:
    code: str
    name: str
    standard: bool
    kinds: tuple[str, ...] = ()
    who: str = ""
    proof: str = ""


@dataclass(frozen=True)
class OperatorRow:
    slug: str
    name: str
    currency: str
    categories: tuple[CategoryRow, ...]

    @property
    def standard(self) -> str:
        """The code of the category that anyone may have."""
        return next((category.code for category in self.categories if category.standard), "")


@dataclass(frozen=True)
class VenueRow:
    """Its fields are called as those of the model, and stand in the order of the file."""

    slug: str
    name: str
    kind: str
    summary: str
    street: str
    town: str
    postcode: str
    latitude: Decimal | None
    longitude: Decimal | None
    zone: str
    nation: str
    email: str
    phone: str
    text_number: str
    turnaround_minutes: int
    hold_days: int
    offer_hours: int
    free_cancel_hours: int
    notice_hours: int
    furthest_days: int
    shortest_minutes: int
    longest_minutes: int | None
    address_shown: str
    published: bool
    proof_after: int = 6  # these are written only where they are otherwise
    proof_days: int = 28
    prices_of: str = "event"
    quiet_from: time | None = None
    quiet_until: time | None = None
    quiet_days: tuple[int, ...] = ()
    digest: str = "never"
    alcohol: str = ""
    alcohol_days: int = 28
    has_bar: bool = False
    music: str = ""
    bouncy_castle: str = ""
    candles: str = ""
    asks_food: bool = False
    asks_ages: bool = False
    bond_days: int = 14
    leaving: str = ""
    election_on: date | None = None
    election_days: int = 42
    election_rule: str = ""
    who_is_there: str = ""
    emergency_phone: str = ""  # the file is the manager's own, never a public page: what it left out would be lost

    @property
    def tz(self) -> ZoneInfo:
        return ZoneInfo(self.zone)


@dataclass(frozen=True)
class CellRow:
    code: str
    name: str
    in_service_from: date | None = None
    retired_on: date | None = None
    shared: bool = False


@dataclass(frozen=True)
class EntranceRow:
    code: str
    name: str


@dataclass(frozen=True)
class LayoutRow:
    name: str
    capacity: int | None = None
    assessed_by: str = ""
    assessed_on: date | None = None


# Pages of a venue lie at /venues/SLUG/…, beside those of its rooms: a room of such a code would have none.
NOT_FOR_ROOMS = frozenset(
    {"ask", "calendar", "conditions", "different", "how-it-is-used", "prices", "something-broken", "this-week"}
)


@dataclass(frozen=True)
class RoomRow:
    code: str
    name: str
    summary: str
    cells: tuple[str, ...]
    turnaround_minutes: int | None
    turnaround: str
    confirms_at_once: bool
    requests_wait_together: bool
    retired_on: date | None
    layouts: tuple[LayoutRow, ...]


@dataclass(frozen=True)
class HoursRow:
    """Weekdays count from Monday (0), minutes from midnight; past 1440 is the next day."""

    days: tuple[int, ...]
    opens: int
    closes: int
    cells: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class ClosureRow:
    """Times on the venue's clock, without a zone, as the file writes them."""

    starts: datetime
    ends: datetime
    cells: tuple[str, ...]
    cause: str
    note: str = ""

    def period(self, zone: ZoneInfo) -> Period:
        """The moments it lasts; a time that comes twice is the first (decision 7)."""
        return Period(self.starts.replace(tzinfo=zone), self.ends.replace(tzinfo=zone))


@dataclass(frozen=True, order=True)
class TermRow:
    """Schools are open from the first day to the last, both among them."""

    first: date
    last: date
    name: str = ""


@dataclass(frozen=True)
class TermCalendarRow:
    """The terms of a school or of an authority, with where they were published and when they were read there."""

    code: str
    name: str
    source: str = ""
    read_on: date | None = None
    terms: tuple[TermRow, ...] = ()


AS_IT_WAS = -1


@dataclass(frozen=True)
class AccessRow:
    """An answer as a person writes it: a word, a whole number, unknown or not_applicable."""

    fact: str
    entrance: str
    room: str
    answer: str | int
    note: str = ""
    checked: date | None = None
    evidence: str = ""
    by: str = ""
    method: str = ""
    source: str = ""
    picture: int | None = field(default=AS_IT_WAS, compare=False)  # one of the venue's; no part of a file
    submission_key: str | None = field(default=None, compare=False, repr=False)  # whose button this was; nor this


@dataclass(frozen=True)
class VenueFile:
    """A venue as one file."""

    operator: OperatorRow
    venue: VenueRow
    cells: tuple[CellRow, ...]
    entrances: tuple[EntranceRow, ...]
    rooms: tuple[RoomRow, ...]
    hours: tuple[HoursRow, ...]
    closures: tuple[ClosureRow, ...]
    tariffs: tuple[Tariff, ...]
    access: tuple[AccessRow, ...]
    school_terms: TermCalendarRow | None = None
    fair_use: FairUse = OFF
