"""Asks that were refused, written down without whoever asked: what unmet hours are counted from.

Whoever asks is told from others by a keyed hash of venue, hirer and day. Each calendar month of hours asked for has
its key, which retention destroys 35 days after the month (`bookings.privacy.asked_for`); nobody uses it longer, even
if that is done late. From then on it is known that two rows of a day are of one asker, and not of whom.

What is decided later still, of hours of such a month (an old diary is brought in, say), is written with a key that is
made for this act and thrown away with it: what came in together is united, and with nothing that stood there before.
"""

from __future__ import annotations

import hmac
import secrets
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bookings.models import AskerKey, Booking, RefusedAsk, RefusedDate, Session, first_date_wanted
from bookings.models.booking import BookingQuerySet
from bookings.models.refused_ask import month_of
from venues.periods import MINUTE, Period

KEPT = timedelta(days=35)  # a key, after its month
A_BATCH = 500
How, Status = RefusedAsk.How, Booking.Status
ENDED = (Status.CONFIRMED, Status.DECLINED, Status.EXPIRED, Status.WITHDRAWN, Status.CANCELLED)
FIELDS = (
    *("pk", "venue", "venue__zone", "venue__operator__own_hirer", "hirer"),
    *("status", "reason_code", "at_once", "answered_at", "decided_at", "first"),
)


@dataclass(frozen=True)
class Ask:
    """Hours of one day that a hirer did not get: what a row says, while it is known whose it is."""

    venue: int
    hirer: int
    on: date
    start: int
    minutes: int
    how: str
    reason: str
    decided_on: date

    @property
    def said(self) -> tuple[Any, ...]:
        """All that its row says, but for whose it is."""
        return self.venue, self.on, self.start, self.minutes, self.how, self.reason, self.decided_on

    def asker(self, secret: str) -> str:
        told = f"{self.venue} {self.hirer} {self.on.isoformat()}"
        return hmac.digest(bytes.fromhex(secret), told.encode(), "sha256").hex()


def keep_refused(booking: Booking, *, at: datetime) -> None:
    """What a booking that was just decided did not get, in the transaction of the decision."""
    write_down(asks_of(Booking.objects.filter(pk=booking.pk)), at=at)


def keep_refused_dates(booking: Booking, dates: Iterable[RefusedDate], *, at: datetime) -> None:
    """The same of dates that a booked series just went without; of one that waits they are written with its answer."""
    keys = [date.pk for date in dates if date.reason == RefusedDate.Reason.TAKEN]
    if keys and not booking.is_waiting:
        found = _decided(Booking.objects.filter(pk=booking.pk))
        write_down(_dates(found, RefusedDate.objects.filter(pk__in=keys)), at=at)


def write_down(asks: Collection[Ask], *, at: datetime) -> None:
    """A row for each."""
    if asks:
        months = {ask.on.replace(day=1) for ask in asks}
        keys = {month: secrets.token_hex(32) for month in months} | _keys(months, at, make=True)
        RefusedAsk.objects.bulk_create((_row(ask, keys[ask.on.replace(day=1)]) for ask in asks), batch_size=A_BATCH)


def take_out(asks: Collection[Ask], *, at: datetime) -> None:
    """The row of each: its own as long as its month has a key, else one that says the same."""
    if not asks:
        return
    keys = _keys({ask.on.replace(day=1) for ask in asks}, at, make=False)
    there = _alike(asks)
    gone = [row for ask in asks if (row := _own(ask, there, keys))]
    others = Counter(asks) - Counter(ask for ask, _row in gone)
    rows = [row for _ask, row in gone] + [there[ask.said].pop() for ask in others.elements() if there[ask.said]]
    for start in range(0, len(rows), A_BATCH):
        RefusedAsk.objects.filter(pk__in=[row.pk for row in rows[start : start + A_BATCH]]).delete()


@contextmanager
def in_step(bookings: BookingQuerySet, *, at: datetime, lasting: bool = True) -> Iterator[None]:
    """Around whatever becomes of decided bookings, their going included: rows go and come with them.

    What is not `lasting` concerns only whose they are, which of a month without a key nobody knows any more.
    """
    before = Counter(asks_of(bookings))
    yield
    after = Counter(asks_of(bookings))
    gone, come = (before - after).elements(), (after - before).elements()
    since = date.min if lasting else month_of(at - KEPT)
    take_out([ask for ask in gone if ask.on >= since], at=at)
    write_down([ask for ask in come if ask.on >= since], at=at)


def asks_of(bookings: BookingQuerySet) -> list[Ask]:
    """All that these did not get, as they stand now; of the operator's own bookings nothing."""
    found = _decided(bookings)
    refused = {key: row for key, row in found.items() if row["how"]}
    asks: list[Ask] = []
    if refused:
        of_them = bookings.order_by().exclude(status=Status.CONFIRMED).values("pk")
        sessions = Session.objects.filter(booking__in=of_them).values_list("booking", "starts_at", "ends_at")
        for key, start, end in sessions.order_by("booking", "starts_at", "pk"):
            if key in refused:
                asks += _by_day(refused[key], Period(start, end))
    if found:
        asks += _dates(found, RefusedDate.objects.filter(booking__in=bookings.order_by().values("pk")))
    return asks


def _decided(bookings: BookingQuerySet) -> dict[int, dict[str, Any]]:
    """Requests with an end, by their keys, and `how` all of one was refused, if it was."""
    ended = bookings.order_by().filter(status__in=ENDED, requested_at__isnull=False)
    rows = (_settled(row) for row in ended.annotate(first=first_date_wanted()).values(*FIELDS))
    return {row["pk"]: row for row in rows if row["decided_on"] and row["hirer"] != row["venue__operator__own_hirer"]}


def _settled(row: dict[str, Any]) -> dict[str, Any]:
    moment = row["first"] if row["status"] == Status.EXPIRED else row["decided_at"]
    zone = ZoneInfo(row["venue__zone"])
    return {**row, "zone": zone, "how": _how(row), "decided_on": moment and moment.astimezone(zone).date()}


def _how(row: Mapping[str, Any]) -> str | None:
    """A withdrawal counts where a person had replied; what was refused before it was cancelled was declined."""
    status, replied = row["status"], row["answered_at"]
    if status == Status.WITHDRAWN:
        after = replied and row["decided_at"] and replied <= row["decided_at"] and not row["at_once"]
        return How.WITHDRAWN if after else None
    if status == Status.EXPIRED:
        return How.EXPIRED
    return How.DECLINED if status == Status.DECLINED or (status == Status.CANCELLED and row["reason_code"]) else None


def _by_day(row: Mapping[str, Any], period: Period) -> Iterator[Ask]:
    reason = row["reason_code"] or (Booking.Reason.NO_ANSWER if row["how"] == How.EXPIRED else "")
    for day, piece in period.by_local_day(row["zone"]):
        start = (piece.first - _midnight(day, row["zone"])) // MINUTE
        yield Ask(row["venue"], row["hirer"], day, start, piece.minutes, row["how"], reason, row["decided_on"])


def _dates(found: Mapping[int, Mapping[str, Any]], dates: Any) -> list[Ask]:
    """Each date of a series that somebody else had stands whole on the day on which it begins."""
    taken = dates.filter(reason=RefusedDate.Reason.TAKEN).order_by("booking", "pk")
    told = taken.values_list("booking", "on", "from_time", "minutes")
    return [_date(found[key], day, start, minutes) for key, day, start, minutes in told if key in found]


def _date(row: Mapping[str, Any], day: date, start: time, minutes: int) -> Ask:
    begins = datetime.combine(day, start, row["zone"]).astimezone(UTC)
    since = (begins - _midnight(day, row["zone"])) // MINUTE
    reason = Booking.Reason.TAKEN
    return Ask(row["venue"], row["hirer"], day, since, minutes, How.DATE, reason, row["decided_on"])


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)


def _row(ask: Ask, secret: str) -> RefusedAsk:
    return RefusedAsk(
        venue_id=ask.venue,
        on=ask.on,
        start=ask.start,
        minutes=ask.minutes,
        how=ask.how,
        reason=ask.reason,
        decided_on=ask.decided_on,
        asker=ask.asker(secret),
    )


def _keys(months: Collection[date], at: datetime, *, make: bool) -> dict[date, str]:
    """Of those months whose time is not over; one that is not there yet is made where it is wanted."""
    lasting = [month for month in months if month >= month_of(at - KEPT)]
    there = AskerKey.objects.filter(month__in=lasting).values_list("month", "secret")
    found = dict(there) if lasting else {}
    missing = [month for month in lasting if month not in found]
    if missing and make:
        new = [AskerKey(month=month, secret=secrets.token_hex(32)) for month in sorted(missing)]
        AskerKey.objects.bulk_create(new, ignore_conflicts=True)
        found = dict(there.all())
    return found


def _alike(asks: Collection[Ask]) -> dict[tuple[Any, ...], list[RefusedAsk]]:
    """The rows among which theirs are, by what they say."""
    days = [ask.on for ask in asks]
    rows = RefusedAsk.objects.select_for_update().filter(
        venue__in={ask.venue for ask in asks}, on__range=(min(days), max(days))
    )
    found: dict[tuple[Any, ...], list[RefusedAsk]] = defaultdict(list)
    for row in rows.order_by("pk"):
        found[row.venue_id, row.on, row.start, row.minutes, row.how, row.reason, row.decided_on].append(row)
    return found


def _own(
    ask: Ask, there: Mapping[tuple[Any, ...], list[RefusedAsk]], keys: Mapping[date, str]
) -> tuple[Ask, RefusedAsk] | None:
    """The row that is this asker's for certain, which is taken from among the others."""
    secret, alike = keys.get(ask.on.replace(day=1)), there.get(ask.said, [])
    own = next((row for row in alike if secret and row.asker == ask.asker(secret)), None)
    if own is None:
        return None
    alike.remove(own)
    return ask, own
