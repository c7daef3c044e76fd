"""Sessions of bookings that were confirmed, with their rooms and prices."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from accounts.models import Hirer
from bookings.models import Booking, Session, SessionRoom
from bookings.reports.load.ground import Ground
from bookings.reports.load.places import Place
from bookings.reports.rows import Held, Named, SessionRow
from bookings.reports.span import Span
from venues.models import Venue
from venues.periods import Period
from venues.tariffs.quotes import EXTRA

CHARGES = ("hire_pence", "compulsory_pence", "extras_pence", "payer_pence", "cancellation_pence")
WAS_CONFIRMED = (Booking.Status.CONFIRMED, Booking.Status.CANCELLED)
FIELDS = (
    "pk",
    "booking_id",
    "booking__hirer_id",
    "booking__hirer__kind",
    "category_code",
    "category_name",
    "booking__purpose",
    "booking__layout_id",
    "layout_id",
    "booking__category_given_by_id",
    "booking__entered",
    "booking__open_to_anyone",
    "starts_at",
    "ends_at",
    "status",
    "cancel_cause",
    "expected",
    "counted",
    "typical",
    "hire_pence",
    "compulsory_pence",
    "extras_pence",
    "vat_pence",
    "extras_vat_pence",
    "standard_pence",
    "category_gap_pence",
    "discount_gap_pence",
    "waiver_gap_pence",
    "cancellation_pence",
    "payer",
    "payer_pence",
    "unsaid",
    "series",
    "moved",
)


def load(ground: Ground, span: Span, place: Place) -> tuple[SessionRow, ...]:
    """All that take some hour of the span, wherever they began; three questions."""
    venue = ground.venue
    other_dates = Session.objects.filter(booking=OuterRef("booking")).exclude(pk=OuterRef("pk"))
    sessions = (
        Session.objects.at(venue)
        .filter(booking__status__in=WAS_CONFIRMED)
        .overlapping(Period(span.start, span.end))
        .annotate(
            series=Exists(other_dates),
            moved=~Q(first_starts_at=F("starts_at")),
            category_code=Coalesce("category__code", "booking__category__code"),
            category_name=Coalesce("category__name", "booking__category__name"),
        )
        .order_by("starts_at", "pk")
    )
    rooms: dict[int, list[int]] = defaultdict(list)
    pairs = SessionRoom.objects.filter(session__in=sessions.values("pk")).order_by("room__position", "room")
    for session, room in pairs.values_list("session_id", "room_id"):
        rooms[session].append(room)

    with_extras = sessions.exclude(extras_pence=0).order_by().values_list("pk", "price_lines")
    asked_for = {session: _extras(lines, ground.extras) for session, lines in with_extras}

    @cache
    def together(*rooms: int) -> tuple[Named, frozenset[int]]:
        """What rooms booked together are called, and their cells."""
        named = _together([place.room_names[room] for room in rooms])
        return named, frozenset(cell for room in rooms for cell in place.room_cells[room])

    return tuple(
        replace(
            _row(found, *together(*rooms[found["pk"]]), venue),
            capacity=place.takes(rooms[found["pk"]], found["layout_id"], found["booking__layout_id"]),
            asked_for=asked_for.get(found["pk"], ()),
        )
        for found in sessions.values(*FIELDS)
    )


def _row(found: dict[str, Any], room: Named, cells: frozenset[int], venue: Venue) -> SessionRow:
    own = is_own(found, venue)
    return SessionRow(
        key=found["pk"],
        booking=found["booking_id"],
        hirer=found["booking__hirer_id"],
        household=not own and found["booking__hirer__kind"] == Hirer.Kind.HOUSEHOLD,
        own=own,
        category=Named(found["category_code"], found["category_name"]),
        room=room,
        cells=cells,
        period=Period(found["starts_at"], found["ends_at"]),
        held=Held(found["status"]),
        cause=found["cancel_cause"],
        moved=found["moved"],
        series=found["series"],
        entered=found["booking__entered"],
        open_to=found["booking__open_to_anyone"],
        purpose=found["booking__purpose"],
        kind=found["booking__hirer__kind"],
        expected=found["expected"],
        counted=found["counted"],
        typical=found["typical"],
        hire=found["hire_pence"],
        extras=found["compulsory_pence"],
        vat=found["vat_pence"] - found["extras_vat_pence"],
        extras_known=Session.Unsaid.EXTRAS not in (found["unsaid"] or ()),
        vat_known=Session.Unsaid.TAX not in (found["unsaid"] or ()),
        optional=found["extras_pence"],
        optional_vat=found["extras_vat_pence"],
        payer=_tax_out(found["payer_pence"] or 0, found),
        payer_name=found["payer"],
        standard=_standard(found),
        category_gap=found["category_gap_pence"],
        discount_gap=found["discount_gap_pence"],
        waiver_gap=found["waiver_gap_pence"],
        cancellation=_tax_out(found["cancellation_pence"], found),
    )


def _extras(lines: Iterable[Mapping[str, Any]], names: Mapping[str, str]) -> tuple[tuple[Named, int], ...]:
    """Each thing that was asked for beside the room, in pence; `names` are those of the price lists."""
    pence = Counter[str]()
    for line in lines:
        if line["kind"] == EXTRA:
            pence[line["code"]] += line["amount"]
    return tuple((Named(code, names.get(code, code)), each) for code, each in pence.items())


def is_own(found: Mapping[str, Any], venue: Venue) -> bool:
    """The operator's own, and nothing was charged for it; asks for the fields of `CHARGES`."""
    return found["booking__hirer_id"] == venue.operator.own_hirer_id and not any(found[name] for name in CHARGES)


def _standard(found: dict[str, Any]) -> int | None:
    """What a person gave off a price that was agreed by hand counts whole, also off extras or a dearer category."""
    standard: int | None = found["standard_pence"]
    if standard is None or found["hire_pence"] is None or found["booking__category_given_by_id"] is None:
        return standard
    given = sum(found[name] for name in ("category_gap_pence", "discount_gap_pence", "waiver_gap_pence"))
    return max(standard, found["hire_pence"] + found["compulsory_pence"] + given) if given else standard


def _tax_out(due: int, found: dict[str, Any]) -> int:
    """What is still charged, or billed to somebody else, bears as much tax as the price that it is a part of."""
    net = (found["hire_pence"] or 0) + found["compulsory_pence"] + found["extras_pence"]
    paid = net + found["vat_pence"]
    return (2 * due * net + paid) // (2 * paid) if found["vat_pence"] else due


def _together(rooms: list[Named]) -> Named:
    """The room as booked; several booked together are a room of their own."""
    return Named("+".join(room.code for room in rooms), " + ".join(room.name for room in rooms))
