"""Fair use from a venue file: caps on the busiest hours, and hours kept for new or youth groups."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from venues.fair_use import Cap, FairUse, Hours, KeptHours
from venues.files.contents import RoomRow
from venues.files.table import NAME, Table, once

CAPS, KEPT = 20, 50
A_WEEK, A_YEAR = 7 * 24, 366
DAY = 24 * 60
NEW, YOUNG = "new", "young"


def read_fair_use(top: Table, rooms: Sequence[RoomRow]) -> FairUse:
    """Nothing at all where a venue sets nothing: fair use is off."""
    caps = top.tables("peak_caps", CAPS)
    rules = FairUse(
        tuple(_cap(table) for table in caps),
        tuple(_kept(table, [room.code for room in rooms]) for table in top.tables("kept_hours", KEPT)),
    )
    once(caps, "name", _("Two caps have the name “%(value)s”."))
    return rules


def _cap(table: Table) -> Cap:
    cap = Cap(
        name=table.text("name", 40),
        hours=_hours(table),
        most_hours=table.whole("most_hours", 1, A_WEEK),
        all_branches=table.maybe("all_branches", table.flag) or False,
    )
    table.nothing_else()
    return cap


def _kept(table: Table, rooms: Sequence[str]) -> KeptHours:
    whom = table.several("for", (NEW, YOUNG))
    if table.data.get("for") == []:
        table.fault("for", _("Nobody is named: write new, young, or both."))
    kept = KeptHours(
        hours=_hours(table),
        days_before=table.whole("days_before", 1, A_YEAR),
        for_new=NEW in whom,
        for_young=YOUNG in whom,
        room=table.words("room", NAME),
    )
    if kept.room and kept.room not in rooms:
        facts = {"room": kept.room, "rooms": ", ".join(rooms)}
        table.fault("room", _("This is for the room “%(room)s”, which is not among the rooms: %(rooms)s.") % facts)
    table.nothing_else()
    return kept


def _hours(table: Table) -> Hours:
    days, opens, closes = table.days("days"), table.minute_of_day("from"), table.minute_of_day("to")
    if table.data.get("days") == []:
        table.fault("days", _("No day is named."))
    if opens == DAY:
        table.fault("from", _("A day begins at 00:00; 24:00 is only where one ends."))
    return Hours(days, opens, closes if closes > opens else closes + DAY)
