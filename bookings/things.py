"""Things that are few: how many are free, and taking them for a session, each with its number."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from operator import itemgetter

from django.db.models import FilteredRelation, Q, QuerySet

from bookings.asking import Answers
from bookings.dealing import Use, dealt, lowest_free, most_at_once, runs, touching
from bookings.exceptions import ThingsTaken
from bookings.models import Equipment, EquipmentUse, Hold, Session
from venues.models import Venue
from venues.periods import Period
from venues.tariffs import Tariff


@dataclass(frozen=True)
class Want:
    """So many of a thing of which there are `stock`, from when to when; `session` where they are to be taken.

    With a `hold` they are kept where the session was a moment ago.
    """

    code: str
    name: str
    number: int
    stock: int
    period: Period
    session: Session | None = None
    hold: Hold | None = None


def wants(answers: Answers, tariff: Tariff, period: Period) -> list[Want]:
    """What is asked for of that of which the list says how many there are."""
    stocked = {extra.code: extra for extra in tariff.extras if extra.stock is not None}
    return [
        Want(each.code, stocked[each.code].name, each.quantity, stocked[each.code].stock or 0, period)
        for each in answers.extras
        if each.code in stocked
    ]


class Shelves:
    """What a venue has of the things asked for, as it is taken between the first and the last moment of asking.

    Loaded in one question; to be taken from only by whoever queued for the things before they looked.
    """

    def __init__(self, venue: Venue, asked: Sequence[Want], *, at: datetime, own: Container[int] = ()) -> None:
        """What the sessions of these keys have counts as free: they are to be moved themselves."""
        self.venue, self.asked, self.at, self.own = venue, asked, at, own
        self.shelves = self._look() if asked else {}

    def too_few(self) -> dict[tuple[Period, str], int]:
        """By period and code, how many are free of that of which too few are."""
        found = {}
        for want in self.asked:
            free = self.shelves[want.code].free(want) if want.code in self.shelves else want.stock
            if free < want.number:
                found[want.period, want.code] = free
        return found

    def take(self, wanted: Sequence[Want], *, expires_at: datetime | None) -> None:
        """Deal the numbers anew where that makes room; lapsed holds go. Raises ThingsTaken."""
        new = sorted({want.code for want in wanted} - self.shelves.keys())
        if new:
            kinds = (Equipment(venue=self.venue, code=code) for code in new)
            Equipment.objects.bulk_create(kinds, ignore_conflicts=True)
            self.shelves = self._look()
        for want in wanted:
            self.shelves[want.code].take(want, expires_at)
        for shelf in self.shelves.values():
            shelf.write()

    def _look(self) -> dict[str, _Shelf]:
        span = Period(min(want.period.first for want in self.asked), max(want.period.last for want in self.asked))
        kinds = Equipment.objects.filter(venue=self.venue, code__in={want.code for want in self.asked})
        shelves: dict[str, _Shelf] = {}
        for kind, row in with_uses(kinds, span):
            shelf = shelves.setdefault(kind.code, _Shelf(kind, self.at))
            if row is not None and row.session_id not in self.own:
                shelf.put(row)
        return dict(sorted(shelves.items()))


@dataclass(frozen=True)
class _Row(Use):
    """A use with what its row says beside it; `pks` where there are rows already."""

    session_id: int = 0
    stock: int = 0
    expires_at: datetime | None = None
    pks: tuple[int, ...] = ()
    hold_id: int | None = None


class _Shelf:
    """All of one kind, as they are taken and as they shall be."""

    def __init__(self, kind: Equipment, at: datetime) -> None:
        self.kind, self.at = kind, at
        self.rows: dict[object, _Row] = {}
        self.gone: set[int] = set()

    def put(self, row: _Row) -> None:
        """What has lapsed goes: it is in nobody's way any more."""
        if row.expires_at is not None and row.expires_at <= self.at:
            self.gone.update(row.pks)
        else:
            self.rows.setdefault(row.key, row)

    def free(self, want: Want) -> int:
        """None where more are taken than there are any more."""
        return max(want.stock - most_at_once(self.rows.values(), want.period), 0)

    def take(self, want: Want, expires_at: datetime | None) -> None:
        assert want.session is not None, "what is taken is taken for a session"
        for piece in want.period.pieces(EquipmentUse.LONGEST):
            free = self.free(replace(want, period=piece))
            if free < want.number:
                raise ThingsTaken(want.name, want.period.local(want.session.venue.tz), free)
            key = want.session.pk, piece.first
            hold = want.hold.pk if want.hold else None
            new = _Row(key, piece, want.number, (), want.session.pk, want.stock, expires_at, hold_id=hold)
            units = lowest_free(self.rows.values(), piece, want.number, want.stock)
            self.rows[key] = replace(new, units=units or ())
            if units is None:
                self._deal_anew(piece)

    def _deal_anew(self, period: Period) -> None:
        """What was taken from a larger stock, before a new price list, may leave the smaller one."""
        together = self._touching(period)
        numbers = dealt(together)
        for use in together:
            row, units = self.rows[use.key], numbers[use.key]
            if row.units != units:
                self.gone.update(row.pks)
                self.rows[use.key] = replace(row, units=units, pks=(), stock=max(row.stock, *units))

    def _touching(self, period: Period) -> list[Use]:
        """All that hangs together with the period, one use overlapping the next, however far that leads."""
        reach = period
        while True:
            for _kind, row in with_uses(Equipment.objects.filter(pk=self.kind.pk), reach):
                if row is not None:
                    self.put(row)
            found, wider = touching(list(self.rows.values()), reach)
            if wider == reach:
                return found
            reach = wider

    def write(self) -> None:
        """The old numbers go before the new ones come: no two may meet on the way."""
        if self.gone:
            EquipmentUse.objects.filter(pk__in=self.gone).delete()
        EquipmentUse.objects.bulk_create(
            EquipmentUse(
                session_id=row.session_id,
                hold_id=row.hold_id,
                equipment=self.kind,
                venue_id=self.kind.venue_id,
                first_unit=first,
                last_unit=last,
                stock=row.stock,
                starts_at=row.period.first,
                ends_at=row.period.last,
                expires_at=row.expires_at,
            )
            for row in self.rows.values()
            if not row.pks
            for first, last in runs(row.units)
        )


def with_uses(kinds: QuerySet[Equipment], span: Period) -> Iterator[tuple[Equipment, _Row | None]]:
    """Each kind with each use of it in that span, or with none; what a session has at one time is one use."""
    inside = Q(uses__starts_at__lt=span.last, uses__ends_at__gt=span.first)
    found = kinds.annotate(use=FilteredRelation("uses", condition=inside)).order_by(
        "pk", "use__session", "use__starts_at"
    )
    for _key, some in groupby(found.values(*FIELDS), key=itemgetter("pk", "use__session", "use__starts_at")):
        rows = list(some)
        first = rows[0]
        kind = Equipment(pk=first["pk"], code=first["code"], venue_id=first["venue"])
        if first["use__pk"] is None:
            yield kind, None
            continue
        units = tuple(unit for row in rows for unit in range(row["use__first_unit"], row["use__last_unit"] + 1))
        yield (
            kind,
            _Row(
                (first["use__session"], first["use__starts_at"]),
                Period(first["use__starts_at"], first["use__ends_at"]),
                len(units),
                tuple(sorted(units)),
                first["use__session"],
                first["use__stock"],
                first["use__expires_at"],
                tuple(row["use__pk"] for row in rows),
                first["use__hold"],
            ),
        )


FIELDS = (
    *("pk", "code", "venue", "use__pk", "use__session", "use__starts_at", "use__ends_at"),
    *("use__first_unit", "use__last_unit", "use__stock", "use__expires_at", "use__hold"),
)
