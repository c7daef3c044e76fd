"""The week of the worked example, built in the database: two rooms, seven sessions, six requests."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.core.management import call_command

from accounts.models import Hirer
from bookings.models import Booking, PhonedFull, RefusedAsk, Session, SessionRoom, UnmetSearch
from bookings.refused_asks import asks_of, write_down
from bookings.reports import Report
from bookings.reports.printing import shown
from venues.models import AccessClaim, Category, Cell, Closure, Entrance, OpeningHours, Operator, Room, Venue

LONDON = ZoneInfo("Europe/London")
FROM, UNTIL = date(2025, 10, 6), date(2025, 10, 13)
AS_AT = datetime(2025, 10, 13, tzinfo=LONDON)
CORE_ALL_YES = {
    "venue": {
        "arr_street": "yes", "wc_accessible": "yes", "wc_open": "unlocked", "arr_by_car": "both",
        "sen_quiet": "yes", "wc_baby": "yes", "mov_evac": "yes",
    },
    "entrance": {"ent_step_free": "yes"},
    "main-hall": {"mov_step_free": "yes", "mov_lift": "not_needed", "mov_door_mm": "900",
                  "hea_listening": "fixed_loop"},
    "meeting-room": {"mov_lift": "not_needed", "mov_door_mm": "800"},
}  # fmt: skip


def printed(report: Report, id: str) -> list[str]:
    """What stands under an id: one for each unit."""
    found = [shown(value, report.currency) for value in report.all_values() if value.id == id]
    assert found, f"no {id}"
    return found


def at(day: int, hour: int, minute: int = 0, *, month: int = 10) -> datetime:
    """A local time in October 2025, or another month of it."""
    return datetime(2025, month, day, hour, minute, tzinfo=LONDON).astimezone(UTC)


def write_down_refused(venue: Venue, *, at: datetime) -> None:
    """As the actions do that refuse: what there is of the venue is written anew."""
    RefusedAsk.objects.at(venue).delete()
    write_down(asks_of(Booking.objects.at(venue)), at=at)


class Week:
    """The hall, its hirers by their letters in the example, and the sessions of the week by day."""

    def __init__(self, *, heating_and_vat: bool = True) -> None:
        self.heating_and_vat = heating_and_vat
        self.venue = self._hall()
        self.hirers = {name: self._hirer(name) for name in ("G1", "G2", "G3", "G4", "G5", "G6", "G7", "G8", "H1", "H2")}
        self.sessions: dict[str, Session] = {}
        self._use()
        self._requests()
        self._turned_away()
        self._uses_before()
        write_down_refused(self.venue, at=AS_AT)

    # The place

    def _hall(self) -> Venue:
        operator = Operator.objects.create(slug="vale", name="Vale Village Hall Trust")
        self.standard = Category.objects.create(operator=operator, code="standard", name="Standard", is_standard=True)
        self.community = Category.objects.create(operator=operator, code="community", name="Community", position=1)
        venue = Venue.objects.create(
            operator=operator, slug="vale", name="Vale Village Hall", kind="village_hall", street="1 High Street",
            town="Vale", postcode="ZZ1 1ZZ", email="hall@vale.example", published=True,
            hirers_known_from=date(2023, 1, 1), use_known_from=FROM,
        )  # fmt: skip
        main, meeting = (
            Cell.objects.create(venue=venue, code=code, name=code.title(), position=n)
            for n, code in enumerate(("main", "meeting"))
        )
        self.rooms = {
            name: Room.objects.create(venue=venue, code=code, name=name, position=n)
            for n, (name, code) in enumerate(
                [("Main Hall", "main-hall"), ("Meeting Room", "meeting-room"), ("Whole Hall", "whole-hall")]
            )
        }
        self.rooms["Main Hall"].cells.set([main])
        self.rooms["Meeting Room"].cells.set([meeting])
        self.rooms["Whole Hall"].cells.set([main, meeting])
        for weekday in range(7):
            row = OpeningHours.objects.create(venue=venue, weekday=weekday, opens_minute=540, closes_minute=1320)
            row.cells.set([main])
        for weekday in range(5):
            row = OpeningHours.objects.create(venue=venue, weekday=weekday, opens_minute=540, closes_minute=1260)
            row.cells.set([meeting])
        closure = Closure.objects.create(
            venue=venue, starts_at=at(8, 9), ends_at=at(8, 13), cause="works", made_at=at(1, 9)
        )
        closure.cells.set([main])
        self._access(venue)
        return venue

    def _access(self, venue: Venue) -> None:
        entrance = Entrance.objects.create(venue=venue, code="front", name="Front door")
        for place, facts in CORE_ALL_YES.items():
            for fact, value in facts.items():
                AccessClaim.objects.create(
                    venue=venue, entrance=entrance if place == "entrance" else None,
                    room=next((room for room in self.rooms.values() if room.code == place), None),
                    fact=fact, state="known", value=value, evidence="measured", checked_on=date(2025, 6, 1),
                    checked_by_post="manager", made_at=at(1, 9, month=6),
                )  # fmt: skip
        meeting = {"venue": venue, "room": self.rooms["Meeting Room"], "made_at": at(1, 9, month=6)}
        AccessClaim.objects.create(fact="mov_step_free", state="unknown", **meeting)
        AccessClaim.objects.create(
            fact="hea_listening", state="known", value="portable_loop", evidence="stated", checked_on=date(2024, 3, 1),
            **meeting,
        )  # fmt: skip

    # The week

    def _hirer(self, name: str) -> Hirer:
        kind = "household" if name.startswith("H") else "charity" if name == "G4" else "club"
        return Hirer.objects.create(name=name, kind=kind)

    def booking(self, hirer: str, category: Category, **fields: Any) -> Booking:
        fields.setdefault("status", Booking.Status.CONFIRMED)
        return Booking.objects.create(
            venue=self.venue, hirer=self.hirers[hirer], category=category, title=f"Use by {hirer}", purpose="social",
            people=20, free_cancel_hours=48, **fields,
        )  # fmt: skip

    def session(self, booking: Booking, room: str, start: datetime, end: datetime, **fields: Any) -> Session:
        if not self.heating_and_vat:
            fields |= {"compulsory_pence": 0, "vat_pence": 0}
        fields.setdefault("first_starts_at", start)
        session = Session.objects.create(booking=booking, venue=self.venue, starts_at=start, ends_at=end, **fields)
        SessionRoom.objects.create(session=session, room=self.rooms[room])
        return session

    def _use(self) -> None:
        heating = 100 if self.heating_and_vat else 0
        desk, imported = {"entered": "desk"}, {"entered": "imported"}
        saturday = {
            "requested_at": at(7, 9), "answered_at": at(8, 15), "decided_at": at(8, 15), "entered": "online",
        }  # fmt: skip
        thursday = {
            "requested_at": at(6, 10), "answered_at": at(7, 10), "decided_at": at(8, 10), "entered": "online",
            "open_to_anyone": "free",
        }  # fmt: skip
        closed = {"status": "cancelled_by_venue", "cancel_cause": "closure"}
        late = {"status": "cancelled_late", "cancellation_pence": 1200, "standard_pence": 2400}
        rows: list[tuple[str, str, Category, dict[str, Any], str, tuple[datetime, datetime], dict[str, Any]]] = [
            ("Mon", "G1", self.community, desk, "Main Hall", (at(6, 18), at(6, 20)), {
                "hire_pence": 1600, "compulsory_pence": 200, "standard_pence": 2400 + 2 * heating,
                "category_gap_pence": 800, "expected": 25, "counted": 22}),
            ("Tue", "G2", self.standard, imported, "Main Hall", (at(7, 19), at(7, 22)), {
                "hire_pence": 3600, "compulsory_pence": 300, "standard_pence": 3600 + 3 * heating, "expected": 40}),
            ("Wed", "G3", self.community, desk, "Main Hall", (at(8, 10), at(8, 12)), closed),
            ("Thu", "G4", self.standard, thursday, "Meeting Room", (at(9, 10), at(9, 12)), {
                "hire_pence": 0, "standard_pence": 1200, "waiver_gap_pence": 1200, "expected": 8, "counted": 9}),
            ("Fri", "G5", self.standard, desk, "Main Hall", (at(10, 18), at(10, 20)), late),
            ("Sat", "G6", self.standard, saturday, "Whole Hall", (at(11, 14), at(11, 17)), {
                "hire_pence": 4500, "compulsory_pence": 300, "vat_pence": 960, "standard_pence": 4500 + 3 * heating,
                "expected": 60, "counted": 55}),
            ("Sun", "H1", self.standard, desk, "Main Hall", (at(12, 21), at(12, 23)), {
                "hire_pence": 2400, "compulsory_pence": 200, "standard_pence": 2400 + 2 * heating, "expected": 30}),
        ]  # fmt: skip
        for day, hirer, category, booking, room, hours, fields in rows:
            made = self.booking(hirer, category, **booking)
            self.sessions[day] = self.session(made, room, *hours, **fields)

    def _requests(self) -> None:
        """The four that are no session of the week; Thursday's and Saturday's are asked for with their sessions."""
        self.request_1 = self.booking(
            "G7", self.community, requested_at=at(6, 9), answered_at=at(6, 11), decided_at=at(6, 11),
            status=Booking.Status.DECLINED, reason_code="slot_taken",
        )  # fmt: skip
        self.session(self.request_1, "Main Hall", at(6, 18, 30), at(6, 20))
        at_once = self.booking(
            "H2", self.standard, requested_at=at(8, 20), decided_at=at(8, 20), at_once=True, entered="online"
        )
        self.session(at_once, "Main Hall", at(19, 10), at(19, 12), hire_pence=2400, standard_pence=2600)
        withdrawn = self.booking(
            "G2", self.standard, requested_at=at(8, 12), answered_at=at(9, 12), decided_at=at(10, 12),
            status=Booking.Status.WITHDRAWN, reason_code="price",
        )  # fmt: skip
        self.session(withdrawn, "Main Hall", at(14, 19), at(14, 21))
        expired = self.booking(
            "G8", self.community, requested_at=at(3, 12), status=Booking.Status.EXPIRED, reason_code="no_answer"
        )
        self.session(expired, "Meeting Room", at(10, 12), at(10, 14))

    def _turned_away(self) -> None:
        """One call and three searches."""
        PhonedFull.objects.create(venue=self.venue, on=date(2025, 10, 8), minutes=120, part="evening", mark="a call")
        UnmetSearch.objects.create(venue=self.venue, on=date(2025, 10, 9), lack="taken", part="evening", count=3)

    def _uses_before(self) -> None:
        """G1, G2 and G6 are no newcomers; G2 and G6 were here in three months running."""
        for name, category, months in (
            ("G1", self.community, (2,)), ("G2", self.standard, (3, 4, 5)), ("G6", self.standard, (5, 6, 7)),
        ):  # fmt: skip
            booking = self.booking(name, category, entered="imported")
            for month in months:
                start = at(3, 19, month=month)
                self.session(booking, "Main Hall", start, start + timedelta(hours=2))


def command(*options: str, stderr: io.StringIO | None = None, stdout: io.TextIOBase | None = None) -> str:
    """What `funder_report` prints of the week; nothing where it goes elsewhere."""
    out = io.StringIO()
    span = [] if "--from" in options else ["--from", "2025-10-06", "--to", "2025-10-13"]
    venue = [] if "--venue" in options else ["--venue", "vale"]
    call_command("funder_report", *venue, *span, *options, stdout=stdout or out, stderr=stderr or io.StringIO())
    return out.getvalue()


def values(content: str) -> dict[tuple[str, str], str]:
    """What a machine reads: by figure and unit."""
    return {(row["figure_id"], row["unit"]): row["value"] for row in csv.DictReader(io.StringIO(content))}
