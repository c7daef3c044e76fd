"""Things that are few: how many are free, and taking them for a session, each with its number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import QuerySet

from bookings.asking import Answers
from bookings.dealing import Use, dealt, lowest_free, most_at_once, runs, touching
from bookings.exceptions import ThingsTaken
from bookings.models import Equipment, EquipmentUse, Session
from venues.models import Venue
from venues.periods import Period
from venues.tariffs import Tariff


@dataclass(frozen=True)
class Want:
    """So many of a thing of which there are `stock`, from when to when; `session` where they are to be taken."""

    code: str
    name: str
    number: int
    stock: int
    period: Period
    session: Session | None = None


def wants(answers: Answers, tariff: Tariff, period: Period) -> list[Want]:
    """What is asked for of that of which the list says how many there are."""
    stocked = {extra.code: extra for extra in tariff.extras if extra.stock is not None}
    return [
        Want(each.code, stocked[each.code].name, each.quantity, stocked[each.code].stock or 0, period)
        for each in answers.extras
        if each.code in stocked
    ]


def too_few(venue: Venue, asked: Sequence[Want], *, at: datetime) -> dict[tuple[Period, str], int]:
    """By period and code, how many are free of that of which too few are; one question, where anything is asked for."""
    if not asked:
        return {}
    held = _rows(_held(venue, asked).exclude(expires_at__lte=at))
    found = {}
    for want in asked:
        free = _free(held[want.code], want)
        if free < want.number:
            found[want.period, want.code] = free
    return found


def take(venue: Venue, asked: Sequence[Want], *, expires_at: datetime | None, at: datetime) -> None:
    """Take them, dealing the numbers anew where that makes room. Raises ThingsTaken.

    Lapsed holds go first. Whoever calls has queued for the things with `lock_things`.
    """
    if not asked:
        return
    codes = sorted({want.code for want in asked})
    sweep(venue, codes, at=at)
    kinds = _equipment(venue, codes)
    held = _rows(_held(venue, asked))
    for code in codes:
        shelf = _Shelf(kinds[code], held[code])
        for want in asked:
            if want.code == code:
                shelf.take(want, expires_at)
        shelf.write()


def sweep(venue: Venue, codes: Iterable[str], *, at: datetime) -> None:
    """Take away the lapsed holds on these things: they are in nobody's way any more."""
    EquipmentUse.objects.lapsed(at).filter(venue=venue, equipment__code__in=list(codes)).delete()


@dataclass(frozen=True)
class _Row(Use):
    """A use with what its row says beside it; `pks` where there are rows already."""

    session_id: int = 0
    stock: int = 0
    expires_at: datetime | None = None
    pks: tuple[int, ...] = ()


class _Shelf:
    """All of one kind, as they are taken and as they shall be."""

    def __init__(self, kind: Equipment, rows: Sequence[_Row]) -> None:
        self.kind = kind
        self.rows: dict[object, _Row] = {row.key: row for row in rows}
        self.gone: set[int] = set()

    def take(self, want: Want, expires_at: datetime | None) -> None:
        assert want.session is not None, "what is taken is taken for a session"
        for piece in want.period.pieces(EquipmentUse.LONGEST):
            free = _free(list(self.rows.values()), replace(want, period=piece))
            if free < want.number:
                raise ThingsTaken(want.name, want.period.local(want.session.venue.tz), free)
            key = want.session.pk, piece.first
            new = _Row(key, piece, want.number, (), want.session.pk, want.stock, expires_at)
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
        reach, every = period, EquipmentUse.objects.filter(equipment=self.kind)
        while True:
            for row in _rows(every.overlapping(reach))[self.kind.code]:
                self.rows.setdefault(row.key, row)
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


def _free(uses: Sequence[Use], want: Want) -> int:
    """None where more are taken than there are any more."""
    return max(want.stock - most_at_once(uses, want.period), 0)


def _rows(held: QuerySet[EquipmentUse]) -> Mapping[str, list[_Row]]:
    """By code; what one session has at one time is one use, in however many rows."""
    found: dict[str, dict[object, _Row]] = defaultdict(dict)
    for use in held.select_related("equipment"):
        key = use.session_id, use.starts_at
        units = tuple(range(use.first_unit, use.last_unit + 1))
        before = found[use.equipment.code].get(key)
        found[use.equipment.code][key] = _Row(
            key,
            Period(use.starts_at, use.ends_at),
            len(units) + (before.number if before else 0),
            (*(before.units if before else ()), *units),
            use.session_id,
            use.stock,
            use.expires_at,
            (*(before.pks if before else ()), use.pk),
        )
    return defaultdict(list, {code: list(rows.values()) for code, rows in found.items()})


def _held(venue: Venue, asked: Sequence[Want]) -> QuerySet[EquipmentUse]:
    """All uses of these things between the first and the last moment they are asked for."""
    span = Period(min(want.period.first for want in asked), max(want.period.last for want in asked))
    codes = {want.code for want in asked}
    return EquipmentUse.objects.filter(venue=venue, equipment__code__in=codes).overlapping(span)


def _equipment(venue: Venue, codes: Sequence[str]) -> Mapping[str, Equipment]:
    """The kinds of thing, made where nobody has asked for one before."""
    kinds = Equipment.objects.filter(venue=venue, code__in=codes)
    known = {kind.code: kind for kind in kinds}
    if len(known) < len(codes):
        new = (Equipment(venue=venue, code=code) for code in codes if code not in known)
        Equipment.objects.bulk_create(new, ignore_conflicts=True)
        known = {kind.code: kind for kind in kinds.all()}
    return known
