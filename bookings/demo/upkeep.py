"""What broke at the first hall of the demo, and what it typed for its report."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from random import Random

from dateutil.relativedelta import relativedelta

from accounts.models import User
from bookings.demo.plan import PAST, Rooms
from bookings.desk.changes_told import changes_to_choose
from venues.actions.keep_for_report import Fact, choose_changes, keep_report_facts, keep_report_words
from venues.models import Fault, Post, ReportFact, Venue

HALL = "great-tolverton-village-hall"
A_DAY = timedelta(days=1)
What = ReportFact.What
COSTS = (18_640_00, 17_955_00)  # of this year, as it was planned, and of the last
WORDS = {
    "note": (
        "People of every age meet here, and most groups pay less than the full price. The side door has no step, "
        "somebody tests the loop every week, and the young people of the village have an evening of their own. "
        "What we want next is a hall that is warm before ten: the boiler is from 1987."
    ),
    "quote_1": "It is the one place in the week where somebody knows my name.",
    "said_by_1": "a guest of the lunch club",
    "allowed_by_1": "She said so herself, at lunch in the spring",
    "quote_2": "We found the hall, saw the price and had our Tuesdays in ten minutes.",
    "said_by_2": "a parent of the toddler group",
    "allowed_by_2": "By e-mail to Margaret, in the summer",
    "facilities": "A ramp to the side door. A hearing loop in the front half.",
}
DOCUMENTS = (  # how many days ago it began, and in how many it ends; None: no last day
    (What.FIRE_RISK, 140, 225),
    (What.ELECTRICAL, 1846, -20),
    (What.GAS, 95, 269),
    (What.INSURANCE, 210, 154),
    (What.MUSIC, 300, 64),
    (What.SAFEGUARDING, 120, None),
)


def write_upkeep(venues: Mapping[str, Venue], rooms: Rooms, *, seed: int, now: datetime) -> None:
    """After the wishes: some of what was answered and mended stands in the report."""
    hall = venues[HALL]
    hall.faults_from = now.date() - PAST
    hall.save(update_fields=["faults_from"])
    by = {kind: hall.posts.filter(kind=kind).select_related("user").earliest("pk").user for kind in Post.Kind.values}
    _break_things(hall, rooms, by[Post.Kind.CARETAKER], now)
    _type_the_report(hall, by[Post.Kind.SECRETARY], Random(f"upkeep {seed}"), now)


def _break_things(hall: Venue, rooms: Rooms, caretaker: User, now: datetime) -> None:
    """No letter goes: one is mended, of one the public reads, and one came this morning."""
    told = now - 40 * A_DAY
    ended = {"outcome": Fault.Outcome.MENDED, "mended_on": _day(told + 3 * A_DAY), "ended_at": told + 3 * A_DAY}
    answer = "The boiler has a new thermostat."
    words = "Only cold water comes from the kitchen tap."
    _told(hall, "hot_water", told, words, room=None, answer=answer, ended_by=caretaker, **ended)
    _told(
        hall,
        "toilet",
        now - 4 * A_DAY,
        "The left one does not flush.",
        room=None,
        due_on=_day(now + 5 * A_DAY),
        public_words="One of the two toilets by the stage is shut; the accessible one works",
    )
    _told(hall, "furniture", now - A_DAY / 4, "A leg of a long table is loose.", room=rooms[HALL, "back-half"])


def _told(hall: Venue, kind: str, at: datetime, words: str, **more: object) -> None:
    Fault.objects.create(venue=hall, kind=kind, words=words, made_at=at, made_on=_day(at), **more)


def _day(at: datetime) -> date:
    """`at` is local in the demo."""
    return at.date()


def _type_the_report(hall: Venue, by: User, random: Random, now: datetime) -> None:
    today, at = now.date(), now - A_DAY
    keep_report_words(hall, WORDS, by=by, at=at)
    facts = [_cost(today.year - back, pence) for back, pence in enumerate(COSTS)]
    facts += [_hours(today, back, random.randint(62, 118) * 30) for back in range(1, 13)]
    facts += [
        Fact(what, today - ago * A_DAY, None if left is None else today + left * A_DAY) for what, ago, left in DOCUMENTS
    ]
    facts.append(Fact(What.OWN_PEOPLE, today, None, 2))
    facts.append(Fact(What.PREMISES, today - 400 * A_DAY, None, applies=False))
    keep_report_facts(hall, facts, by=by, at=at)
    choose_changes(hall, changes_to_choose(hall), by=by)


def _cost(year: int, pence: int) -> Fact:
    return Fact(What.COST, date(year, 1, 1), date(year, 12, 31), pence)


def _hours(today: date, back: int, minutes: int) -> Fact:
    month = today.replace(day=1) - relativedelta(months=back)
    return Fact(What.VOLUNTEERS, month, month + relativedelta(months=1) - A_DAY, minutes)
