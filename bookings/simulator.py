"""What a draft of a price list would have meant: the sessions of the past year, priced by it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cached_property
from operator import attrgetter

from django.utils.translation import gettext as _

from accounts.models import Hirer
from bookings.asking import Answers
from bookings.dates_counted import Place, places_of
from bookings.hires import as_request
from bookings.models import Session
from venues import tariffs
from venues.models import Venue
from venues.money import Money
from venues.tariffs.words import Names, refusal_words

A_YEAR = timedelta(days=364)  # 52 weeks: as many Tuesdays as Sundays
MOST = 10  # groups told on either side


@dataclass(frozen=True)
class Priced:
    """A session that took place: what was agreed for it, what today's list asks, and what the draft would. In pence."""

    session: Session
    agreed: int
    before: int
    after: int


@dataclass(frozen=True)
class Change:
    """Some sessions together: of a category, of a group, or all of them."""

    name: str
    sessions: int
    before: Money
    after: Money
    ref: str = ""  # of the group

    @property
    def more(self) -> Money:
        """What would be paid on top; less than nothing where it is less."""
        return self.after - self.before

    @property
    def less(self) -> Money:
        return -self.more

    @property
    def percent(self) -> str:
        """How much more or less, in per cent with one decimal; nothing where nothing was paid before."""
        if not self.before or not self.more:
            return ""
        return f"{Decimal(abs(self.more.pence) * 100) / self.before.pence:.1f}".removesuffix(".0")


@dataclass(frozen=True)
class Simulation:
    """`not_priced` says for how many sessions the draft has no price, and why; they are in no sum."""

    first: datetime
    last: datetime
    currency: str
    priced: tuple[Priced, ...]
    not_recorded: int
    not_priced: tuple[tuple[str, int], ...]

    @property
    def agreed(self) -> Money:
        """What all of them were booked at, by whatever list held then."""
        return Money(sum(one.agreed for one in self.priced), self.currency)

    @property
    def all(self) -> Change:
        return self._change(_("All"), self.priced)

    @property
    def by_category(self) -> list[Change]:
        """In the order of the categories."""
        found: dict[tuple[int, str], list[Priced]] = defaultdict(list)
        for one in self.priced:
            category = one.session.pays
            found[category.position, category.name].append(one)
        return [self._change(name, some) for (_place, name), some in sorted(found.items())]

    @property
    def dearer(self) -> list[Change]:
        """The groups that would pay most more, the most first."""
        rising = [change for change in self._by_group if change.more.pence > 0]
        return sorted(rising, key=attrgetter("more.pence"), reverse=True)[:MOST]

    @property
    def cheaper(self) -> list[Change]:
        """The groups that would pay most less, the most first."""
        falling = [change for change in self._by_group if change.more.pence < 0]
        return sorted(falling, key=attrgetter("more.pence"))[:MOST]

    @property
    def unchanged(self) -> int:
        """How many groups would pay just as much."""
        return sum(1 for change in self._by_group if not change.more)

    @cached_property
    def _by_group(self) -> list[Change]:
        found: dict[Hirer, list[Priced]] = defaultdict(list)
        for one in self.priced:
            found[one.session.booking.hirer].append(one)
        return [self._change(hirer.name, some, ref=hirer.ref) for hirer, some in found.items()]

    def _change(self, name: str, some: Sequence[Priced], *, ref: str = "") -> Change:
        before, after = (Money(sum(map(attrgetter(key), some)), self.currency) for key in ("before", "after"))
        return Change(name, len(some), before, after, ref)


def simulate(
    venue: Venue, tariff: tariffs.Tariff, names: Names, *, now: tariffs.Tariff | None, at: datetime
) -> Simulation:
    """The year until now, by the draft and by `now`, the list in force; where there is none, as it was agreed.

    A fixed number of questions, whatever took place.

    Left out: the hall's own use, what was given free of charge, dates that were cancelled, and those whose
    price was not recorded. Each is priced as it was booked: rooms, hours, category, answers, agreed per cent off.
    """
    currency = venue.operator.currency
    priced: list[Priced] = []
    refused: Counter[str] = Counter()
    not_recorded = 0
    sessions = _sessions(venue, at)
    places = places_of(sessions)
    for session in sessions:
        if session.hire_pence is None:
            not_recorded += 1
            continue
        assert session.price is not None, "a session whose hire was recorded has a price"
        agreed, request = session.price.pence, _request(venue, session, places[session.pk])
        try:
            after = tariffs.quote(tariff, request).total.pence
        except tariffs.Refusal as refusal:
            refused[_why(refusal, names, venue)] += 1
        else:
            priced.append(Priced(session, agreed, _by(now, request, agreed), after))
    return Simulation(at - A_YEAR, at, currency, tuple(priced), not_recorded, tuple(refused.most_common()))


def _by(now: tariffs.Tariff | None, request: tariffs.Request, agreed: int) -> int:
    """What today's list asks; what was agreed where it has no price."""
    try:
        return tariffs.quote(now, request).total.pence if now else agreed
    except tariffs.Refusal:
        return agreed


def _sessions(venue: Venue, at: datetime) -> list[Session]:
    found = Session.objects.counted().at(venue).filter(ends_at__gt=at - A_YEAR, ends_at__lte=at)
    found = found.exclude(booking__hirer=venue.operator.own_hirer_id).exclude(
        hire_pence=0, compulsory_pence=0, extras_pence=0, waiver_gap_pence__gt=0
    )
    found = found.select_related("booking__hirer", "booking__category", "category", "terms")
    rows = list(found.prefetch_related("rooms"))
    for session in rows:
        session.venue = venue
    return rows


def _request(venue: Venue, session: Session, place: Place) -> tariffs.Request:
    booking = session.booking
    return as_request(
        venue,
        [room.code for room in session.rooms.all()],
        session.period,
        session.pays.code,
        people=session.expected or booking.people,
        dates_booked=place.dates_booked,
        date_number=place.date_number,
        answers=Answers.from_row(booking.asked),
        percent_off=session.terms.percent_off if session.terms else None,
    )


def _why(refusal: tariffs.Refusal, names: Names, venue: Venue) -> str:
    """Alike for all sessions that lack the same: which of the dates it was does not matter."""
    if isinstance(refusal, tariffs.NoPrice):
        facts = {"category": names.category(refusal.category), "room": names.room(refusal.room)}
        return _("There is no price for %(category)s in %(room)s at some hour.") % facts
    return refusal_words(refusal, names, venue.tz)
