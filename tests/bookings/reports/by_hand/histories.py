"""A hall and what happened there in a week or two, at random: small, and full of what is awkward."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from accounts.models import Hirer
from bookings.models import Booking, RefusedDate, Session, SessionRoom
from tests.bookings.reports.by_hand.change import Asked
from tests.bookings.reports.by_hand.histories_told import TOLD, Told, write_told
from tests.bookings.reports.example import write_down_refused
from venues.models import Category, Cell, Closure, Layout, OpeningHours, Operator, Room, Venue

LONDON = ZoneInfo("Europe/London")
ROOMS = {"front": ("front",), "back": ("back",), "whole": ("front", "back")}
GROUPS = ("A", "B", "C", "D", "E", "F", "G")
REASONS = ("slot_taken", "price", "access", "capacity")


@dataclass(frozen=True)
class Hour:
    """So many days from the first, at so many quarters of an hour of its clock."""

    day: int
    quarter: int

    def on(self, first: date) -> datetime:
        at = datetime.combine(first + timedelta(days=self.day), time()) + timedelta(minutes=15 * self.quarter)
        return at.replace(tzinfo=LONDON).astimezone(UTC)


@dataclass(frozen=True)
class History:
    first: date
    days: int
    as_at: Hour
    front_closes: int
    back_from: int | None  # the day on which the back half came into service
    closures: tuple[tuple[Hour, int, bool, bool], ...]  # hours long, of the front alone, planned
    uses: tuple[dict[str, Any], ...]
    requests: tuple[dict[str, Any], ...]
    habit: int | None  # of ten hires of the front, how many had the urn that is called optional
    told: Told
    around: tuple[int, int, frozenset[int], int, int]  # a change, by `change.Asked`, its day counted from the first

    @property
    def change(self) -> Asked:
        day, *rest = self.around
        return Asked(self.first + timedelta(days=day), *rest)

    @property
    def until(self) -> date:
        return self.first + timedelta(days=self.days)


def hours(first: int, last: int) -> st.SearchStrategy[Hour]:
    return st.builds(Hour, st.integers(first, last), st.integers(0, 95))


def at_daytime(first: int, last: int) -> st.SearchStrategy[Hour]:
    """Mostly so, that much of it counts."""
    return st.builds(Hour, st.integers(first, last), st.integers(28, 88))


PENCE = st.integers(0, 6000)
USE = st.fixed_dictionaries({
    "hirer": st.sampled_from((*GROUPS, "H", "own")),
    "room": st.sampled_from((*ROOMS, *ROOMS, *ROOMS, "things alone")),
    "start": at_daytime(-3, 9),
    "quarters": st.one_of(st.integers(2, 24), st.integers(97, 260)),
    "status": st.sampled_from(("planned",) * 6 + tuple(Session.Status.values)),
    "cancelled_whole": st.booleans(),
    "hire": st.one_of(st.none(), st.just(0), PENCE, PENCE),
    "compulsory": st.sampled_from((0, 0, 200, 333)),
    "extras": st.sampled_from((0, 0, 0, 150)),
    "standard": st.one_of(st.none(), PENCE, PENCE),
    "taxed": st.booleans(),
    "unsaid": st.sampled_from((None, None, None, ["extras", "tax"], ["extras"], ["tax"])),
    "purpose": st.sampled_from(("", "social", "arts", "sport")),
    "cause": st.sampled_from(("", "closure", "poll")),
    "moved": st.booleans(),
    "layout": st.sampled_from((None, None, "rows", "tables")),
    "gaps": st.tuples(*[st.sampled_from((0, 0, 400, 1300))] * 3),
    "payer": st.sampled_from((0, 0, 0, 500)),
    "category": st.sampled_from((None, None, "community", "standard")),
    "counted": st.one_of(st.none(), st.integers(0, 60)),
    "typical": st.one_of(st.none(), st.integers(1, 60)),
    "expected": st.one_of(st.none(), st.integers(1, 60)),
    "entered": st.sampled_from(Booking.Entered.values),
    "open_to": st.sampled_from(("", *Booking.Open.values)),
})  # fmt: skip
REQUEST = st.fixed_dictionaries({
    "hirer": st.sampled_from((*GROUPS[:3], "H")),
    "asked": hours(-12, 6),
    "answered": st.one_of(st.none(), st.integers(1, 300)),  # quarters of an hour later
    "decided": st.integers(0, 600),
    "status": st.sampled_from(("confirmed", "confirmed", "declined", "declined", "expired", "withdrawn", "requested")),
    "at_once": st.booleans(),
    "changed": st.sampled_from((None, False, False, True)),
    "reason": st.sampled_from(("slot_taken", *REASONS)),
    "refused": st.lists(st.tuples(st.sampled_from(("taken", "closed", "left_out")), st.integers(15, 90)), max_size=2),
    "took": st.one_of(st.none(), st.integers(1, 90)),  # minutes
    "asks": st.lists(st.tuples(at_daytime(7, 10), st.integers(2, 16)), min_size=1, max_size=3),
})  # fmt: skip
HISTORIES = st.builds(
    History,
    # A plain week, and those in which the clocks go forward and back.
    first=st.sampled_from((date(2025, 6, 2), date(2025, 3, 26), date(2025, 10, 22))),
    days=st.sampled_from((7, 7, 7, 40)),
    as_at=st.one_of(st.just(Hour(7, 0)), st.just(Hour(60, 0)), st.builds(Hour, st.integers(1, 7), st.just(48))),
    front_closes=st.sampled_from((1320, 1560)),
    back_from=st.sampled_from((None, None, 3)),
    closures=st.lists(
        st.tuples(hours(-1, 6), st.integers(1, 40), st.booleans(), st.booleans()), max_size=3
    ).map(tuple),
    uses=st.lists(USE, max_size=9).map(tuple),
    requests=st.lists(REQUEST, max_size=7).map(tuple),
    habit=st.sampled_from((None, None, None, 8, 9)),
    told=TOLD,
    around=st.builds(
        lambda day, weeks, weekdays, hours: (day, weeks, weekdays, *hours), st.integers(2, 8), st.integers(1, 2),
        st.frozensets(st.integers(0, 6), min_size=1), st.sampled_from(((0, 24), (0, 24), (9, 17), (18, 22))),
    ),
)  # fmt: skip


def write(history: History) -> Venue:
    """All of it, in the database."""
    operator = Operator.objects.create(slug="by-hand", name="Trust")
    categories = {
        code: Category.objects.create(operator=operator, code=code, name=code, is_standard=code == "standard")
        for code in ("standard", "community")
    }
    hirers = {name: Hirer.objects.create(name=f"Group {name}", kind="club") for name in (*GROUPS, "own")}
    for name, email in zip(GROUPS, history.told.emails, strict=True):
        hirers[name].contact_email = email
        hirers[name].save()
    hirers["H"] = Hirer.objects.create(name="H", kind="household")
    operator.own_hirer = hirers["own"]
    operator.save()
    venue = Venue.objects.create(
        operator=operator, slug="by-hand", name="Hall", kind="village_hall", town="Vale", email="hall@vale.example",
        hirers_known_from=date(2020, 1, 1), use_known_from=date(2020, 1, 1), latitude=51.5, longitude=-1.5,
        faults_from=history.first + timedelta(days=2),
    )  # fmt: skip
    cells = _place(venue, history)
    rooms = {}
    for code, parts in ROOMS.items():
        rooms[code] = Room.objects.create(venue=venue, code=code, name=code)
        rooms[code].cells.set([cells[part] for part in parts])
    for name, takes in (("rows", 40), ("tables", 20)):
        Layout.objects.create(room=rooms["front"], name=name, capacity=takes)
    for use in history.uses:
        _write_use(use, venue, hirers, categories, rooms, history.first)
    for request in history.requests:
        _write_request(request, venue, hirers, categories["standard"], rooms["front"], history.first)
    _write_habit(history, venue, hirers["A"], categories["standard"], rooms["front"])
    write_told(history.told, venue, hirers, history.first)
    write_down_refused(venue, at=history.as_at.on(history.first))
    return venue


def _write_habit(history: History, venue: Venue, hirer: Hirer, category: Category, room: Room) -> None:
    """Ten hires of one room, most of them with the same thing beside it."""
    for n in range(10) if history.habit else ():
        start = Hour(n % 5, 40 + 4 * (n // 5)).on(history.first)
        line = {"kind": "extra", "code": "urn", "amount": 250}
        with_it = {"extras_pence": 250, "extras_vat_pence": 50, "price_lines": [line]}
        urn: dict[str, Any] = with_it if n < (history.habit or 0) else {}
        booking = Booking.objects.create(
            venue=venue, hirer=hirer, category=category, title="Habit", purpose="faith", people=20,
            free_cancel_hours=48, entered="desk", status="confirmed", decided_at=start - timedelta(days=3),
        )  # fmt: skip
        session = Session.objects.create(
            booking=booking, venue=venue, starts_at=start, ends_at=start + timedelta(hours=1), first_starts_at=start,
            hire_pence=900, standard_pence=1000, discount_gap_pence=60, vat_pence=180 + (50 if urn else 0), **urn,
        )  # fmt: skip
        SessionRoom.objects.create(session=session, room=room)


def _place(venue: Venue, history: History) -> dict[str, Cell]:
    since = None if history.back_from is None else history.first + timedelta(days=history.back_from)
    cells = {
        "front": Cell.objects.create(venue=venue, code="front", name="Front"),
        "back": Cell.objects.create(venue=venue, code="back", name="Back", in_service_from=since),
    }
    OpeningHours.objects.bulk_create(
        OpeningHours(venue=venue, weekday=weekday, opens_minute=540, closes_minute=history.front_closes)
        for weekday in range(7)
    )
    summer = {"valid_from": date(2025, 6, 3), "valid_to": date(2025, 6, 5)}  # three days with an hour of their own
    OpeningHours.objects.bulk_create(
        OpeningHours(venue=venue, weekday=weekday, opens_minute=600, closes_minute=660, **summer) for weekday in (1, 2)
    )
    for weekday in range(5):
        row = OpeningHours.objects.create(venue=venue, weekday=weekday, opens_minute=540, closes_minute=1260)
        row.cells.set([cells["back"]])
    for start, length, front_alone, planned in history.closures:
        at = start.on(history.first)
        closure = Closure.objects.create(
            venue=venue, starts_at=at, ends_at=at + timedelta(hours=length), cause="works" if planned else "poll",
            made_at=at - timedelta(days=20 if planned else 2),
        )  # fmt: skip
        closure.cells.set([cells["front"]] if front_alone else [])
    return cells


def _write_use(
    use: dict[str, Any], venue: Venue, hirers: dict[str, Hirer], categories: dict[str, Category],
    rooms: dict[str, Room], first: date,
) -> None:  # fmt: skip
    start = use["start"].on(first)
    booking = Booking.objects.create(
        venue=venue, hirer=hirers[use["hirer"]], category=categories["standard"], title="Use", purpose=use["purpose"],
        people=20, free_cancel_hours=48, entered=use["entered"], open_to_anyone=use["open_to"],
        status="cancelled" if use["cancelled_whole"] else "confirmed",
    )  # fmt: skip
    gaps = dict(zip(("category_gap_pence", "discount_gap_pence", "waiver_gap_pence"), use["gaps"], strict=True))
    hire, unsaid = use["hire"], use["unsaid"] or ()
    said = {"compulsory_pence": 0 if "extras" in unsaid else use["compulsory"], "extras_pence": use["extras"]}
    priced = {} if hire is None else {**said, "unsaid": use["unsaid"]}
    if hire is not None and use["payer"]:
        # Somebody else is billed for what was waived.
        priced |= {"payer": ("A fund", "The council", "")[hire % 3], "payer_pence": use["payer"]}
        gaps["waiver_gap_pence"] += use["payer"]
    session = Session.objects.create(
        booking=booking, venue=venue, starts_at=start, ends_at=start + timedelta(minutes=15 * use["quarters"]),
        first_starts_at=start - timedelta(days=use["moved"]), status=use["status"], hire_pence=hire,
        standard_pence=use["standard"], vat_pence=hire // 5 if hire and use["taxed"] and "tax" not in unsaid else 0,
        cancel_cause=use["cause"] if use["status"] == "cancelled_by_venue" else "",
        layout=rooms["front"].layouts.filter(name=use["layout"]).first() if use["room"] == "front" else None,
        cancellation_pence=0 if use["status"] == "planned" else use["compulsory"],
        category=categories.get(use["category"] or ""),
        **{name: use[name] for name in ("counted", "typical", "expected")}, **gaps, **priced,
    )  # fmt: skip
    if use["room"] in rooms:
        SessionRoom.objects.create(session=session, room=rooms[use["room"]])


def _write_request(
    request: dict[str, Any], venue: Venue, hirers: dict[str, Hirer], category: Category, room: Room, first: date
) -> None:
    asked = request["asked"].on(first)
    status, at_once = request["status"], request["at_once"] and request["status"] == "confirmed"
    answered = None if request["answered"] is None else asked + timedelta(minutes=15 * request["answered"])
    decided = (answered or asked) + timedelta(minutes=15 * request["decided"])
    if status in ("expired", "requested"):
        decided = None
    if at_once:
        answered, decided = None, asked
    booking = Booking.objects.create(
        venue=venue, hirer=hirers[request["hirer"]], category=category, title="Asked", purpose="social", people=20,
        free_cancel_hours=48, status=status, requested_at=asked, answered_at=answered, decided_at=decided,
        at_once=at_once, reason_code=request["reason"] if status in ("declined", "withdrawn") else "",
        minutes_to_ask=request["took"], changed_by_hall=request["changed"],
    )  # fmt: skip
    for reason, minutes in request["refused"]:
        on = {"on": first, "from_time": time(18), "to_time": time(20), "minutes": minutes}
        RefusedDate.objects.create(booking=booking, reason=reason, **on)
    for start, quarters in request["asks"]:
        at = start.on(first)
        session = Session.objects.create(
            booking=booking, venue=venue, starts_at=at, ends_at=at + timedelta(minutes=15 * quarters),
            first_starts_at=at, hire_pence=1000, standard_pence=1000,
            held=[{"kind": "bond", "code": "key", "pence": 5000}, {"kind": "advance", "code": "part", "pence": 300}],
        )  # fmt: skip
        SessionRoom.objects.create(session=session, room=room)
