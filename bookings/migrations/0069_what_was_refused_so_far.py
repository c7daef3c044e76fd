"""Requests that were refused so far leave the rows that they would leave today; a few thousand bookings at a time.

Of months that are over for long the key is made for this once and kept nowhere.
"""

import hmac
import secrets
from collections import defaultdict
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import migrations
from django.db.models import Exists, F, Min, OuterRef, Q
from django.utils import timezone

from venues.periods import MINUTE, Period

A_BATCH = 2000
REFUSED = ("declined", "expired", "withdrawn", "cancelled")


def write_down(apps, schema_editor):
    find, keys = apps.get_model("bookings", "Booking").objects, _Keys(apps)
    dates = apps.get_model("bookings", "RefusedDate").objects.filter(reason="taken")
    of_others = Q(venue__operator__own_hirer=None) | ~Q(hirer=F("venue__operator__own_hirer"))
    asked = find.filter(of_others, requested_at__isnull=False).exclude(status__in=("draft", "requested"))
    asked = asked.filter(Q(status__in=REFUSED) | Exists(dates.filter(booking=OuterRef("pk")))).order_by("pk")
    last = 0
    while some := list(asked.filter(pk__gt=last).values_list("pk", flat=True)[:A_BATCH]):
        rows = [row for row in map(_settled, _told(find.filter(pk__in=some))) if row["decided_on"]]
        found = apps.get_model("bookings", "RefusedAsk").objects
        found.bulk_create(list(_rows(rows, apps, dates, keys)), batch_size=500)
        last = some[-1]


def take_out(apps, schema_editor):
    apps.get_model("bookings", "RefusedAsk").objects.all().delete()
    apps.get_model("bookings", "AskerKey").objects.all().delete()


def _told(asked):
    wanted = Min("sessions__starts_at", filter=Q(sessions__status="planned"))
    fields = ("pk", "venue", "venue__zone", "hirer", "status", "reason_code", "at_once", "answered_at", "decided_at")
    return asked.annotate(first=wanted).values(*fields, "first")


def _settled(row):
    status, moment = row["status"], row["first"] if row["status"] == "expired" else row["decided_at"]
    replied = row["answered_at"] and row["decided_at"] and row["answered_at"] <= row["decided_at"]
    how = "declined" if status == "cancelled" and row["reason_code"] else status
    if how not in ("declined", "expired") and not (how == "withdrawn" and replied and not row["at_once"]):
        how = ""
    zone = ZoneInfo(row["venue__zone"])
    return {**row, "how": how, "zone": zone, "decided_on": moment and moment.astimezone(zone).date()}


def _rows(rows, apps, dates, keys):
    made, known = apps.get_model("bookings", "RefusedAsk"), {row["pk"]: row for row in rows}
    sessions = apps.get_model("bookings", "Session").objects.filter(booking__in=[r["pk"] for r in rows if r["how"]])
    for key, start, end in sessions.order_by().values_list("booking", "starts_at", "ends_at"):
        row = known[key]
        reason = row["reason_code"] or ("no_answer" if row["how"] == "expired" else "")
        for day, piece in Period(start, end).by_local_day(row["zone"]):
            since = (piece.first - _midnight(day, row)) // MINUTE
            yield made(how=row["how"], reason=reason, **_of(row, day, since, piece.minutes, keys))
    of_these = dates.filter(booking__in=list(known)).order_by()
    for key, day, start, minutes in of_these.values_list("booking", "on", "from_time", "minutes"):
        begins = datetime.combine(day, start, known[key]["zone"]).astimezone(UTC)
        since = (begins - _midnight(day, known[key])) // MINUTE
        yield made(how="date", reason="slot_taken", **_of(known[key], day, since, minutes, keys))


def _of(row, day, start, minutes, keys):
    told = f"{row['venue']} {row['hirer']} {day.isoformat()}"
    asker = hmac.digest(bytes.fromhex(keys[day.replace(day=1)]), told.encode(), "sha256").hex()
    when = {"on": day, "start": start, "minutes": minutes, "decided_on": row["decided_on"]}
    return {"venue_id": row["venue"], "asker": asker, **when}


def _midnight(day, row):
    return datetime.combine(day, time(), row["zone"]).astimezone(UTC)


class _Keys(defaultdict):
    """By month; those are kept whose time is not over."""

    def __init__(self, apps):
        self.keys_kept = apps.get_model("bookings", "AskerKey").objects
        self.since = (timezone.now() - timedelta(days=35)).astimezone(UTC).date().replace(day=1)
        super().__init__(None, self.keys_kept.values_list("month", "secret"))

    def __missing__(self, month):
        self[month] = secrets.token_hex(32)
        if month >= self.since:
            self.keys_kept.create(month=month, secret=self[month])
        return self[month]


class Migration(migrations.Migration):
    dependencies = [("bookings", "0068_asks_that_were_refused")]

    operations = [migrations.RunPython(write_down, take_out)]
