"""Fill the demo, and empty it again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path
from random import Random

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Model
from schedule.models import Calendar, Event, Occurrence

from accounts.actions.import_areas import import_areas
from accounts.areas.tables import placed_in
from accounts.models import Hirer, JournalEntry, Letter, Postcode, User
from accounts.references import LETTERS
from bookings.actions.import_venue import import_venue
from bookings.availability import Hours
from bookings.demo import occasions
from bookings.demo.access_questions import write_access_questions
from bookings.demo.afterwards import write_afterwards
from bookings.demo.cast import the_cast
from bookings.demo.claims import write_claims
from bookings.demo.diary import Diary
from bookings.demo.differences import write_differences
from bookings.demo.drawing.gallery import GALLERY
from bookings.demo.for_a_funder import show_a_funder
from bookings.demo.handing_over import write_handover
from bookings.demo.hires import write_hires
from bookings.demo.just_now import write_just_now
from bookings.demo.left_wishes import write_left_wishes
from bookings.demo.needs import write_needs
from bookings.demo.paper import write_on_paper
from bookings.demo.plan import AHEAD, PAST, Agreement, Rooms, Setting, regulars
from bookings.demo.questions import write_questions
from bookings.demo.registry import register
from bookings.demo.retelling import retold
from bookings.demo.upkeep import write_upkeep
from bookings.demo.waits import write_waits
from bookings.demo.writing import write_down
from bookings.models import (
    Booking,
    Hold,
    IssuedDocument,
    IssuedReport,
    LeftWish,
    RoomCalendar,
    Session,
    SessionRoom,
    Stretch,
    Wait,
)
from bookings.prices import PriceLists
from venues.files import read
from venues.models import AccessClaim, Closure, Operator, Picture, Room, Tariff, Venue
from venues.periods import Period
from venues.pictures import store_picture

FILES = Path(__file__).parent / "venues"
MOST_REFS = 3000
UNREAD = timedelta(days=6)
IN_ORDER: tuple[type[Model], ...] = (
    *(Wait, Hold, LeftWish),
    *(SessionRoom, Stretch, RoomCalendar, Occurrence, Event, Calendar),
    *(Session, Booking, Tariff, Venue, Operator, Hirer),
    *(IssuedReport, IssuedDocument),  # these go with their venues, and not before
    *(JournalEntry, Letter, EmailAddress),
)


@dataclass(frozen=True)
class Filled:
    venues: int
    rooms: int
    groups: int
    sessions: int


@transaction.atomic
def fill(*, seed: int, now: datetime, pictures: bool = True) -> Filled:
    """Make the imagined district from its files and a seed, as it stands at this moment: wholly, or not at all."""
    venues = bring_venues(now)
    rooms = rooms_of(venues)
    cast = the_cast()
    refs = _references(seed)
    registry = register(cast, venues, now, refs)
    planned = plan_all(rooms, seed=seed, now=now)
    prices = PriceLists(venues.values())
    for slug in venues:
        write_down([each for each in planned if each.use.venue == slug], registry, prices, refs)
    write_claims(venues.values(), now)
    write_handover(venues, now)
    write_questions(rooms, registry.secretaries, now)
    write_differences(venues, registry.secretaries, now)
    read_meters(now)
    write_on_paper(venues, now)
    write_waits(rooms, registry, now)
    write_access_questions(rooms, now)
    write_hires(venues, rooms, now)
    write_just_now(venues, rooms, registry.secretaries, now)
    write_needs(venues, registry.secretaries, now)
    write_left_wishes(venues, now)
    write_afterwards(venues.values(), seed=seed, now=now)
    write_upkeep(venues, rooms, seed=seed, now=now)
    show_a_funder(venues, pictures=pictures, now=now)
    if pictures:
        hang_pictures(venues, rooms)
    return Filled(len(venues), len(rooms), len(cast.groups), sum(len(each.dates) for each in planned))


def plan_all(rooms: Rooms, *, seed: int, now: datetime) -> list[Agreement]:
    """Everything that was and will be agreed; the same seed on the same day plans the same."""
    venues = {room.venue for room in rooms.values()}
    span = Period(now - PAST - timedelta(days=60), now + AHEAD + timedelta(days=60))
    diary = Diary(Hours.load(venues, span), now)
    setting = Setting(the_cast(), rooms, diary, Random(seed), now)
    return [
        *occasions.yearly_events(setting),
        *regulars(setting),
        *occasions.requests(setting),
        *occasions.parties(setting),
    ]


def rooms_of(venues: Mapping[str, Venue]) -> dict[tuple[str, str], Room]:
    found = Room.objects.filter(venue__in=venues.values()).select_related("venue__operator")
    return {(room.venue.slug, room.code): room for room in found.prefetch_related("cells", "layouts")}


def read_meters(now: datetime) -> None:
    """The desk reads them within days; what was used stayed within what is free."""
    Session.objects.filter(starts_at__lt=now - UNREAD).update(open_facts=None)


@transaction.atomic
def empty() -> None:
    """Take away everything that people, halls and their diaries left; the machinery of the site stays."""
    for picture in Picture.objects.all():
        for file in picture.files:
            file.delete(save=False)
    Operator.objects.update(own_hirer=None)
    AccessClaim.objects.update(supersedes=None)
    for kind in IN_ORDER:
        kind._default_manager.all().delete()
    User.objects.filter(is_staff=False).delete()


def bring_venues(now: datetime) -> dict[str, Venue]:
    """Each brought in from its file, by the same action as any other venue."""
    made = {}
    for path in sorted(FILES.glob("*.toml")):
        venue = import_venue(read(retold(path, now.date())), by=None, at=now).venue
        venue.hirers_known_from = venue.use_known_from = now.date() - PAST
        venue.save(update_fields=["hirers_known_from", "use_known_from"])
        made[venue.slug] = venue
        _say_who_answers_for_data(venue)
    _announce_closures(now)
    _place_postcodes(made.values())
    return made


def _place_postcodes(venues: Iterable[Venue]) -> None:
    """No real table knows the imagined district: each hall's postcode lies where the hall does."""
    table = ["pcds,lat,long", *(f"{venue.postcode},{venue.latitude},{venue.longitude}" for venue in venues)]
    if not Postcode.objects.exists():
        import_areas(placed_in(StringIO("\n".join(table))))


def _say_who_answers_for_data(venue: Venue) -> None:
    """At its first hall, where an operator has several."""
    operator = venue.operator
    operator.privacy_address = operator.privacy_address or f"{venue.street}, {venue.town}, {venue.postcode}"
    operator.privacy_email = operator.privacy_email or venue.email
    operator.save(update_fields=["privacy_address", "privacy_email"])


def _announce_closures(now: datetime) -> None:
    """What is past was known a month before, not only today."""
    past = list(Closure.objects.filter(starts_at__lt=now))
    for closure in past:
        closure.made_at = closure.starts_at - timedelta(days=30)
    Closure.objects.bulk_update(past, ["made_at"])


def hang_pictures(venues: Mapping[str, Venue], rooms: Rooms) -> None:
    for drawing in GALLERY:
        room = rooms[drawing.venue, drawing.room] if drawing.room else None
        picture = store_picture(venues[drawing.venue], room, drawing.draw(), drawing.alt)
        if drawing.shows:
            fact, entrance = drawing.shows
            shown = AccessClaim.objects.current().filter(venue=venues[drawing.venue], fact=fact)
            shown.filter(entrance__code=entrance).update(picture=picture)


def _references(seed: int) -> list[str]:
    """References from the seed, so that links into the demo outlast a fresh filling."""
    random = Random(f"references {seed}")
    return ["".join(random.choices(LETTERS, k=10)) for _ in range(MOST_REFS)]
