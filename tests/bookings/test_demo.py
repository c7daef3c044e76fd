"""The demo: the same from the same seed, clash-free, believable, and told alike by the library's calendar."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from io import StringIO
from itertools import pairwise
from unittest import mock
from zoneinfo import ZoneInfo

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import Count, F
from schedule.models import Event

from accounts.models import Hirer, Letter, User
from bookings import calendars
from bookings.actions import lapse_holds
from bookings.actions.ask_how_many import ask_how_many
from bookings.demo import filling
from bookings.demo.afterwards import NOT_YET
from bookings.demo.cast import PASSWORD, the_cast
from bookings.demo.filling import plan_all
from bookings.digest import digest_of
from bookings.forms.for_report import WordsForm
from bookings.left_wishes import wishes_near
from bookings.models import Booking, DidItWork, LeftWish, Occupancy, RefusedDate, Session, Stretch, Verdict, Wait
from bookings.privacy.notice import missing
from bookings.reports.otherwise import differences
from tests.bookings.demo_again import PLANNED, plan_and_keep, said_afterwards, say_it_again, told
from tests.bookings.reports.by_hand import in_the_demo
from venues.actions.keep_for_report import WORDS
from venues.models import AccessClaim, Operator, Outage, Picture, Post, ReportFact, Room, Tariff, Venue
from venues.periods import Period

test_by_hand = in_the_demo.test_its_report_of_a_month_and_of_last_years_says_what_comes_out_by_hand
NOW = datetime(2025, 11, 22, 15, 30, tzinfo=ZoneInfo("Europe/London"))
SEED = 7


pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup, django_db_blocker) -> Iterator[filling.Filled]:
    """Filled once for this module, and gone afterwards; what a test writes is taken back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        with mock.patch.object(filling, "plan_all", plan_and_keep):
            filled = filling.fill(seed=SEED, now=NOW, pictures=False)
        yield filled
        transaction.set_rollback(True)


@pytest.mark.once
def test_the_same_seed_makes_the_same_history():
    """What is planned comes from the seed and the rooms alone; no database has a say in it."""
    rooms = filling.rooms_of({venue.slug: venue for venue in Venue.objects.all()})
    assert told(plan_all(rooms, seed=SEED, now=NOW)) == told(PLANNED)
    assert told(plan_all(rooms, seed=SEED + 1, now=NOW)) != told(PLANNED)


def test_it_has_all_that_a_district_has():
    venues, rooms = Venue.objects.all(), Room.objects.all()
    assert (len(venues), len({venue.kind for venue in venues}), len(rooms)) == (6, 6, 16)
    assert Hirer.objects.exclude(kind="household").count() >= 40
    assert Session.objects.filter(starts_at__lt=NOW - timedelta(weeks=100)).exists()
    assert Session.objects.filter(starts_at__gt=NOW + timedelta(weeks=24)).exists()
    whole, front, back = (
        set(Room.objects.get(code=code).cells.all()) for code in ("whole-hall", "front-half", "back-half")
    )
    assert whole == front | back
    assert not front & back


def test_it_says_how_many_groups_there_are_and_counts_no_household(demo):
    assert demo.groups == Hirer.objects.exclude(kind="household").count()
    assert Hirer.objects.filter(kind="household").exists()


def test_no_two_occupancies_overlap():
    by_cell = defaultdict(list)
    for row in Occupancy.objects.order_by("cell", "starts_at"):
        by_cell[row.cell_id].append(row)
    assert sum(len(rows) for rows in by_cell.values()) > 5000
    assert all(first.ends_at <= second.starts_at for rows in by_cell.values() for first, second in pairwise(rows))


def test_an_occupancy_stands_exactly_where_a_session_takes_its_hours():
    taking = Session.objects.filter(status__in=["planned", "no_show"], booking__status="confirmed")
    assert not taking.filter(occupancies=None).exists()
    held = Occupancy.objects.filter(hold=None).exclude(session__in=taking)
    assert held.exists()
    assert not held.exclude(session__booking__status="requested", expires_at__gt=NOW).exists()


def test_a_group_and_a_family_wait_for_anothers_hours_and_one_has_just_been_offered_some():
    assert sorted(Wait.objects.values_list("state", flat=True)) == ["offered", "waiting", "waiting"]
    offered, waiting, family = Wait.objects.order_by("state", "made_at")
    assert offered.stands(NOW)
    assert offered.hold.occupancies.exists()
    assert (family.period, family.hirer.is_household) == (waiting.period, True)
    assert Session.objects.blocking().at(waiting.venue).overlapping(waiting.period).exists()


def test_one_wish_was_answered_for_everybody_and_one_waits_for_the_hall():
    hall = Venue.objects.get(slug="great-tolverton-village-hall")
    answered, waiting = LeftWish.objects.public(NOW.date())
    assert (answered.answers.get().venue, bool(answered.shown_words)) == (hall, True)
    assert wishes_near(hall, on=NOW.date()) == [waiting]
    assert digest_of(hall, at=NOW).new_wishes == 1


def test_groups_said_the_same_afterwards_wherever_the_seed_is_the_same():
    once = said_afterwards()
    say_it_again(SEED, NOW)
    assert said_afterwards() == once
    assert {row.signed for row in Verdict.objects.exclude(may_quote="")} >= {"A group that meets here"}
    assert Verdict.objects.filter(score__gte=4, booking__venue__slug="great-tolverton-village-hall").count() > 10
    choir = Hirer.objects.get(name=NOT_YET).months_asked.get()
    assert choir.answered_at is None
    assert choir.is_open(NOW)
    assert ask_how_many(NOW) == 0  # nobody has a letter about what was told before the demo began


def test_the_hall_has_mended_and_broken_things_and_has_typed_what_its_report_asks():
    hall = Venue.objects.get(slug="great-tolverton-village-hall")
    assert sorted(hall.faults.values_list("outcome", flat=True)) == ["", "", "mended"]
    assert [fault.kind for fault in hall.faults.shown()] == ["toilet"]
    words = WordsForm({name: getattr(hall.report_words, name) for name in WORDS})
    assert words.is_valid(), words.errors
    assert {row.source.partition("-")[0] for row in hall.changes_told.all()} == {"wish", "fault"}
    assert {fact.what for fact in hall.report_facts.all()} == set(ReportFact.What) - {"shop_prices"}  # makes none up
    went_well = DidItWork.objects.get(outcome="met").booking.stated_needs.get()
    assert (went_well.answer, went_well.adjustments.get().ticks.count()) == ("arranged", 1)
    link = hall.report_links.get()
    assert (link.reports.get().edition, link.projects.get().evidence.filter(kind="receipt").count()) == ("funder", 2)
    assert {"A1", "A1n", "C4", "F1"} <= set(link.figures)
    assert differences(link.reports.get()) == []


def test_a_business_pays_no_less_than_the_standard_price():
    for tariff in Tariff.objects.all():
        rates: dict[tuple[str | None, str | None], dict[str, str]] = {}
        for row in tariff.document["rates"]:
            rates.setdefault((row.get("room"), row.get("band")), {})[row.get("category")] = row.get("per_hour")
        for each in rates.values():
            if each.keys() >= {"standard", "commercial"}:
                assert Decimal(each["commercial"]) > Decimal(each["standard"]), (tariff, each)


def test_the_librarys_calendar_says_the_same_as_our_sessions():
    """Decision 19, for every stretch of the demo."""
    ours: dict[int | None, list[Period]] = defaultdict(list)
    gone = [*Session.CANCELLED]
    nothing = ["declined", "withdrawn", "expired"]
    for session in Session.objects.order_by("starts_at").prefetch_related("session_rooms").select_related("booking"):
        for held in session.session_rooms.all():
            stands = session.status not in gone and session.booking.status not in nothing
            ours[held.stretch_id] += [session.period] if stands else []
    stretches = Stretch.objects.select_related("event__rule", "room__venue").prefetch_related("event__occurrence_set")
    weekly = 0
    for stretch in stretches:
        weekly += stretch.event.rule is not None
        assert calendars.dates_of(stretch, stretch.room.venue.tz) == ours.pop(stretch.pk), stretch
    assert weekly > 150
    assert not ours


def test_every_name_is_a_name():
    numbered = re.compile(
        r"\b(group|hirer|venue|room|user|person|test|household|family) ?[\d#]|\blorem|\bfoo\b|example", re.I
    )
    names = [
        *Hirer.objects.values_list("name", flat=True),
        *User.objects.values_list("name", flat=True),
        *Booking.objects.values_list("title", flat=True),
        *Room.objects.values_list("name", flat=True),
        *Venue.objects.values_list("name", flat=True),
    ]
    assert len(names) > 800
    assert [name for name in names if numbered.search(name) or len(name) < 3] == []
    assert Hirer.objects.values("name").distinct().count() == Hirer.objects.count()


def test_nobody_and_nowhere_is_real():
    """Addresses that lead nowhere, numbers kept for drama, charities that cannot be registered."""
    drama = re.compile(r"(07700 900|01632 960)\d{3}$")
    on_paper = Letter.objects.on_paper().get().hirer
    for hirer in Hirer.objects.all():
        assert hirer.contact_email.endswith("@hearth.example") or hirer == on_paper
        assert drama.match(hirer.contact_phone)
        assert hirer.charity_number == "" or re.fullmatch(r"9\d{6}", hirer.charity_number)
        assert bool(hirer.charity_number) == (hirer.kind == Hirer.Kind.CHARITY)
    for venue in Venue.objects.all():
        assert venue.email.endswith(".example")
        assert drama.match(venue.phone)
        assert venue.postcode.startswith("ZZ")


def test_the_venues_lie_within_twelve_miles_of_each_other():
    places = Venue.objects.values_list("latitude", "longitude")
    for place in places:
        for other in places:
            north, east = float(place[0] - other[0]) * 69.1, float(place[1] - other[1]) * 42.2
            assert (north**2 + east**2) ** 0.5 <= 12


def test_what_is_confirmed_fits_the_room_and_the_hours_of_its_answer():
    for booking in Booking.objects.filter(status__in=["confirmed", "requested"]).prefetch_related(
        "sessions__rooms__layouts"
    ):
        first = booking.sessions.all()[0]
        assert booking.people <= first.rooms.all()[0].largest_capacity, booking
        if booking.decided_at:
            assert booking.requested_at <= booking.decided_at < first.starts_at, booking
            assert booking.decided_at <= NOW
        if booking.answered_at:
            assert booking.requested_at <= booking.answered_at <= (booking.decided_at or NOW)


def test_requests_of_several_ages_wait_for_the_secretary():
    waiting = Booking.objects.waiting()
    assert 5 <= waiting.at(Venue.objects.get(slug="great-tolverton-village-hall")).count() <= 8
    assert len({booking.requested_at.date() for booking in waiting}) >= 5
    assert waiting.filter(reminded_at__isnull=False).count() == 1
    assert lapse_holds(NOW) == (0, 0)


def test_just_now_somebody_is_away_a_date_was_moved_things_are_broken_and_two_ask_for_one_hour():
    assert Post.objects.filter(away_until__gt=NOW.date()).count() == 1
    assert Session.objects.blocking().exclude(starts_at=F("first_starts_at")).count() == 1
    assert set(Outage.objects.values_list("fact", flat=True)) == {"hea_listening", "mov_lift"}
    together = Session.objects.filter(booking__status="requested", booking__waits_together=True)
    plan = together.get(booking__title="Come and see the draft plan")
    assert together.overlapping(plan.period).count() == 2
    assert not together.exclude(occupancies=None).exists()


def test_no_child_s_party_has_alcohol_and_every_privacy_notice_is_whole():
    assert Booking.objects.get(title="Ottilie is seven", particulars__alcohol="none")
    assert not any(missing(operator) for operator in Operator.objects.all())


def test_life_has_its_accidents():
    statuses = dict(Session.objects.values_list("status").annotate(number=Count("pk")))
    assert set(statuses) == set(Session.Status.values)
    assert set(RefusedDate.objects.values_list("reason", flat=True)) >= {"taken", "closed", "outside_hours"}
    reasons = set(Booking.objects.filter(status="declined").values_list("reason_code", flat=True))
    assert reasons >= {"slot_taken", "capacity", "access", "price"}
    assert set(Booking.objects.values_list("status", flat=True)) >= {"expired", "withdrawn", "cancelled"}
    assert set(Booking.objects.values_list("entered", flat=True)) == {"online", "desk", "imported"}
    for field in ("counted", "typical"):
        assert Session.objects.filter(**{f"{field}__isnull": False}).count() > 300
    assert not Session.objects.filter(counted__isnull=False, ends_at__gt=NOW).exists()


def test_every_price_has_the_standard_price_beside_it():
    priced = Session.objects.exclude(hire_pence=None).exclude(standard_pence=None)
    assert priced.count() > 6000
    gaps = F("category_gap_pence") + F("waiver_gap_pence")
    below = priced.filter(hire_pence__lt=F("standard_pence"))
    assert below.exists()
    assert not below.exclude(standard_pence=F("hire_pence") + gaps).exists()
    for session in priced.exclude(price_lines=[])[:500]:
        assert sum(line["amount"] for line in session.price_lines) == session.hire_pence
    own = Session.objects.filter(booking__hirer__operator_itself__isnull=False)
    assert set(own.values_list("hire_pence", "standard_pence")) == {(0, None)}


def test_search_has_something_for_each_of_its_sections():
    """Yes, partly, no, not known, and out of date."""
    current = AccessClaim.objects.current()
    assert current.filter(state="unknown").exists()
    for value in ("yes", "partial", "no", "none"):
        assert current.filter(value=value).exists()
    assert current.filter(checked_on__lt=NOW.date() - timedelta(days=3 * 366)).exists()
    assert max(current.exclude(checked_on=None).values_list("checked_on", flat=True)) <= NOW.date()


def test_everyone_to_sign_in_as_can_sign_in():
    for person in the_cast().to_sign_in_as():
        user = User.objects.get(email=person.email)
        assert user.check_password(PASSWORD)
        assert EmailAddress.objects.filter(user=user, verified=True, primary=True).exists()
    posts = Post.objects.filter(user__email="secretary@hearth.example")
    assert {post.kind for post in posts} == {"secretary"}
    assert Hirer.objects.of(User.objects.get(email="choir@hearth.example")).get().bookings.exists()


DAYS = ("2024-02-29", "2025-01-01", "2025-06-01", "2025-08-15")


def test_emptied_it_can_be_told_on_any_day(settings, tmp_path):
    """The day changes what is planned, not what is asked of a database: that is tried for one of them on both.

    Drawing pictures is all the work they are; as rows they are like those of test_pictures.py, made on both.
    """
    settings.MEDIA_ROOT = tmp_path
    if connection.vendor == "sqlite":
        pictures_hang_in_every_venue_and_room()
        assert len(list(tmp_path.rglob("*.webp"))) >= Picture.objects.count()
    for today in DAYS if connection.vendor == "sqlite" else DAYS[:1]:
        filling.empty()
        assert list(tmp_path.rglob("*.webp")) == []
        assert not any(kind.objects.exists() for kind in (Booking, Event))
        now = datetime.fromisoformat(f"{today}T23:40").replace(tzinfo=ZoneInfo("Europe/London"))
        agreements = plan_all(filling.rooms_of(filling.bring_venues(now)), seed=SEED, now=now)
        assert sum(len(each.dates) for each in agreements) > 6000, today
        assert sum(each.answer.status == "requested" for each in agreements) == 10, today
        assert max(each.answer.requested_at for each in agreements if each.answer.requested_at) < now, today


def pictures_hang_in_every_venue_and_room() -> None:
    venues = {venue.slug: venue for venue in Venue.objects.all()}
    filling.hang_pictures(venues, filling.rooms_of(venues))
    assert not Room.objects.filter(pictures=None).exists()
    assert Picture.objects.filter(room=None).count() == 7
    assert Picture.objects.values("alt").distinct().count() == 23
    assert {(picture.width, picture.height) for picture in Picture.objects.all()} == {(960, 640)}
    shown = AccessClaim.objects.current().filter(fact="ent_step_free").exclude(picture=None).order_by("entrance__code")
    assert [("no step" in claim.picture.alt, claim.value) for claim in shown] == [(False, "no"), (True, "yes")]


def test_where_there_are_venues_it_asks_before_it_empties_them():
    call_command("demo", if_empty=True)
    with pytest.raises(CommandError, match="--fresh"):
        call_command("demo")
    assert Venue.objects.count() == 6


def test_production_has_no_demo(monkeypatch):
    monkeypatch.setattr(settings, "PRODUCTION", True, raising=False)
    for option in ("fresh", "if_empty", "who"):
        with pytest.raises(CommandError, match="production"):
            call_command("demo", **{option: True})
    assert Venue.objects.count() == 6


def test_who_names_the_five():
    said = StringIO()
    call_command("demo", who=True, stdout=said)
    for word in ("secretary@", "choir@", "caretaker@", "trustee@", "funder@", PASSWORD, settings.PUBLIC_URL):
        assert word in said.getvalue()
