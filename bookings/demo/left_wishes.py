"""What people looked for in vain near the halls of the demo: a wish that was answered, one that waits, and counts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from accounts.clock import date_words
from accounts.models import Hirer, User
from bookings.actions.leave_wish import leave_wish
from bookings.models import LeftWish, PhonedFull, UnmetSearch, WishAnswer
from venues.models import Post, Venue

HALL, ROOM = "great-tolverton-village-hall", "back-half"
A_DAY = timedelta(days=1)


def write_left_wishes(venues: Mapping[str, Venue], now: datetime) -> None:
    """No letter goes: neither left an address."""
    hall = venues[HALL]
    answered = _left(
        hall,
        now - 12 * A_DAY,
        when=f"The first free Sunday from {date_words(now.date() - 5 * A_DAY)} on, any 3 hours from 9am to 1pm",
        people=18,
        kind=Hirer.Kind.INFORMAL,
        words="Eighteen of us want to dance on Sunday mornings. Everything near here is shut until the afternoon.",
    )
    manager = Post.objects.filter(venue=hall, kind=Post.Kind.MANAGER).select_related("user").earliest("pk").user
    _answer(answered, hall, manager, now - 9 * A_DAY)
    _left(
        hall,
        now - 2 * A_DAY,
        when="Every Thursday, 10am to midday, term time only",
        people=12,
        kind=Hirer.Kind.CHARITY,
        needs=["step_free", "hearing_loop"],
        words="A stroke support group: twelve people, four of them in wheelchairs. We could come at another hour.",
    )
    _searched_for_nothing(hall, now)


def _searched_for_nothing(hall: Venue, now: datetime) -> None:
    """On the first days of this month and the last, and by phone, nobody knows by whom."""
    this = now.date().replace(day=1)
    lacks, parts = UnmetSearch.Lack, UnmetSearch.Part
    for month, lack, part, count in (
        (this, lacks.TAKEN, parts.EVENING, 7),
        (this, lacks.HOURS, parts.WEEKEND, 4),
        (this - A_DAY, lacks.TAKEN, parts.EVENING, 11),
        (this - A_DAY, lacks.SIZE, parts.WEEKEND, 3),
        (this - A_DAY, lacks.UNKNOWN, parts.DAY, 2),
    ):
        UnmetSearch.objects.create(venue=hall, on=month.replace(day=1), lack=lack, part=part, count=count)
    for days, minutes, part in ((3, 120, parts.EVENING), (26, 180, parts.WEEKEND), (61, 120, parts.EVENING)):
        called = {"on": now.date() - days * A_DAY, "minutes": minutes, "part": part}
        PhonedFull.objects.create(venue=hall, mark=f"demo-{days}", **called)


def _left(hall: Venue, at: datetime, **said: object) -> LeftWish:
    where = {"near": hall.town, "within": 5, "latitude": hall.latitude, "longitude": hall.longitude}
    wish = LeftWish(last_on=at.date() + 90 * A_DAY, made_at=at, submission_key=f"demo {at}", **where, **said)
    return leave_wish(wish)


def _answer(wish: LeftWish, hall: Venue, by: User, at: datetime) -> None:
    WishAnswer.objects.create(
        wish=wish,
        venue=hall,
        room=hall.rooms.get(code=ROOM),
        words="From next month somebody can open on Sundays at 10am. Ask for the back half, and bring soft shoes.",
        shows_words=True,
        made_at=at,
        made_by=by,
    )
