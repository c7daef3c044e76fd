"""Everybody there is: a request at one hall, and people of every kind here and at another operator's hall."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from accounts import outbox
from accounts.models import Hirer, Invitation, Membership, User
from accounts.rights import ALL_THERE_IS, ANYONE, BOOKS, CANCELS, SIGNED_IN
from bookings.actions import decline_booking, merge_groups, pencil_in
from bookings.actions.answer_needs import Answered, ToDo, answer_needs
from bookings.actions.ask_about_access import ask_about_access
from bookings.actions.ask_before_booking import ask_before_booking
from bookings.actions.look_round import offer_look_round
from bookings.actions.state_needs import save_needs, state_needs
from bookings.models import (
    Adjustment,
    AskedChange,
    Booking,
    DidItWork,
    FeedLink,
    Hold,
    Merge,
    PaperDiary,
    PaperDiaryDraft,
    Session,
    Thread,
)
from bookings.stated_needs import Stated
from tests.arguments import ARGUMENTS, PICTURE, POST_TOKEN, TOKEN, USUAL
from tests.fairness import keep_sunday_mornings
from tests.fault_cases import a_fault
from tests.guests import guests_at
from tests.make import (
    a_booking,
    a_group,
    a_post,
    a_room,
    a_user,
    a_venue,
    an_ask,
    book,
    evening,
    in_term,
    signed_in,
    soon,
    the_room,
)
from tests.month_cases import an_empty_month
from tests.regulars import next_year_of
from tests.report_links import shown_outside
from tests.waiting import a_wait, offered
from tests.wish_cases import a_wish
from venues.actions.complain import complain
from venues.actions.keep_keys import give_key
from venues.actions.keep_notes import write_note
from venues.actions.keep_outages import note_outage
from venues.actions.report_difference import report_difference
from venues.models import (
    AccessClaim,
    AccessReport,
    Cell,
    Closure,
    Entitlement,
    Entrance,
    Fault,
    OpeningHours,
    Picture,
    Post,
    PostInvitation,
    PriceComment,
    PriceDraft,
    SpecialTerms,
    Venue,
)


@dataclass
class Person:
    browser: Client
    roles: set[str] = field(default_factory=set)


@dataclass
class World:
    venue: Venue
    booking: Booking
    people: dict[str, Person]

    def address(self, name: str) -> str:
        if name in ARGUMENTS:
            return reverse(name, args=ARGUMENTS[name](self))
        try:
            return reverse(name)
        except NoReverseMatch:
            return reverse(name, args=[USUAL[name.partition(":")[0]](self)])

    @property
    def twin(self) -> Hirer:
        return Hirer.objects.get(name="Aldervale choir")

    @property
    def merge(self) -> Merge:
        return Merge.objects.get(venue=self.venue)

    @property
    def member(self) -> Membership:
        """One who may do nothing but look."""
        return self.booking.hirer.memberships.get(user__name="Mel")

    @property
    def claim(self) -> Entitlement:
        """To a lower price, with a paper that was shown."""
        return self.booking.hirer.entitlements.get()

    @property
    def pencilled(self) -> Hold:
        return Hold.objects.pencilled().get(venue=self.venue)

    @property
    def question(self) -> Thread:
        """Of somebody who has booked nothing."""
        return self.venue.threads.get(booking=None)

    @property
    def task(self) -> Adjustment:
        """To be done for another booking, which said what it needs."""
        return Adjustment.objects.at(self.venue).get()

    @property
    def session(self) -> Session:
        return self.booking.sessions.get()


def a_world() -> World:
    """Two operators; at the hall of the first a choir has asked for a room."""
    venue, ben = a_venue(), a_user("Ben")
    Entrance.objects.create(venue=venue, code="front", name="Front door")
    choir = a_group(organiser=ben)
    booking = a_booking(the_room(venue, "main"), on=soon(30), by=ben, hirer=choir)
    _kept_twice(booking, ben)
    _needs(booking, ben)
    _a_change_that_waits(booking, ben)
    _picture(venue)
    _prices(booking)
    _times(venue)
    keep_sunday_mornings(venue)
    _draft(venue)
    pencil_in(the_room(venue, "main"), evening(soon(50)), "Ruby", by=ben, at=timezone.now())
    offered(a_wait(the_room(venue, "main"), on=soon(60), hirer=choir, by=ben))
    next_year_of(booking, by=ben)
    _paper_diary(venue, ben)
    attic = Cell.objects.create(venue=venue, code="attic", name="Attic", position=1)
    a_room(venue, "attic", cells=[attic], position=1, retired_on=timezone.localdate())
    _invitation(choir, ben)
    _followed(choir, ben)
    paper = {"place": venue.slug, "hirer": choir, "subject": "Booked: Tea", "body": "Hello,\n\nit is booked.\n"}
    outbox.post("on-paper", kind="confirmed", to="", **paper)
    complain(venue.operator, name="Ida", email="ida@hearth.example", words="You wrote to me.", at=timezone.now())
    _question(venue)
    _post_invitation(venue)
    guests_at(venue)
    keeper = a_user("Max")
    give_key(venue, number="K4", holder="Ida Wren", deposit_pence=1000, given_on=soon(-9), by=keeper)
    write_note(venue, title="The boiler", text="Ring Mr Moss.", by=keeper, at=timezone.now())
    note_outage(venue, fact="hea_mic", starts_on=soon(-9), expected_on=None, note="", by=keeper, at=timezone.now())
    found_different(venue)
    wonders = {"facts": ["hea_bsl"], "needs": ["bsl"], "email": "wren@hearth.example", "words": "We sign."}
    ask_about_access(the_room(venue, "main"), **wonders, at=timezone.now())
    a_wish(venue=venue)
    Fault.objects.filter(pk=a_fault(venue).pk).update(picture=b"not looked at here", public_words="No hot water")
    an_empty_month(choir, venue.operator)
    shown_outside(venue, keeper)
    return World(venue, booking, dict(_people(booking, ben)))


def _needs(booking: Booking, by: User) -> None:
    """Stated with the request; and with another booking, for which something is to be done and was."""
    at, needed = timezone.now(), Stated(("hearing_loop",), {}, "A chair near the door")
    state_needs(booking, needed, at=at, desk=True)
    assert booking.made_by
    save_needs(booking.made_by, needed, at=at)
    readers = a_group("Vale Readers", organiser=booking.made_by)
    told = {"by": booking.made_by, "hirer": readers, "confirmed": True}
    other = a_booking(the_room(booking.venue, "main"), on=soon(70), **told)
    state_needs(other, Stated(("bsl",)), at=at, desk=True)
    to_do = ToDo("Put out the ramp", "Side door", 30)
    answers = [Answered(other.stated_needs.get().pk, "arranged", "It will be out.", to_do=to_do)]
    answer_needs(other, answers, by=by, at=at)
    DidItWork.objects.create(booking=other, session=other.sessions.get(), asked_at=at)


def found_different(venue: Venue) -> AccessReport:
    """A visitor finds that it is not quiet."""
    seen = {"evidence": "stated", "checked_on": soon(-90)}
    claim = AccessClaim.objects.create(venue=venue, fact="sen_quiet", state="known", value="yes", **seen)
    return report_difference(claim, words="A fan hums.", email="wren@hearth.example", at=timezone.now())


def _question(venue: Venue) -> None:
    """Somebody without an account asks to look round, and is expected."""
    at, room = timezone.now(), the_room(venue, "main")
    asked = {"name": "Sam Field", "email": "sam@hearth.example", "text": "Is there a stage?", "to_look": True}
    thread = ask_before_booking(venue, **asked, room=room, period=evening(soon(40)), people=12, at=at)
    ada = a_user("Ada")
    offer_look_round(thread, room, evening(soon(45)).first, "By the side door.", by=ada, at=at, agreed=True)


def _people(booking: Booking, ben: User) -> Iterator[tuple[str, Person]]:
    hirer, venue, elsewhere = booking.hirer, booking.venue, a_venue()
    anybody = {ANYONE, SIGNED_IN}
    yield "a visitor", Person(Client(), {ANYONE})
    yield "a stranger", Person(_signed_up(a_user("Cleo")), anybody)
    yield "an organiser of another group", Person(_signed_up(_organiser_elsewhere()), anybody)
    yield "site staff", Person(_signed_up(a_user("Sam", is_staff=True, is_superuser=True)), anybody)
    yield "an organiser", Person(_signed_up(ben), anybody | ALL_THERE_IS)
    for name, may, word in (("Mel", "", ""), ("Bo", "may_book", BOOKS), ("Cass", "may_cancel", CANCELS)):
        member = Membership(hirer=hirer, user=a_user(name), role=Membership.Role.MEMBER, **({may: True} if may else {}))
        member.save()
        yield f"a member who {word}".removesuffix(" who "), Person(_signed_up(member.user), anybody | {"member", word})
    gone = Membership.objects.create(hirer=hirer, user=a_user("Gus"), role=Membership.Role.ORGANISER)
    Membership.objects.filter(pk=gone.pk).update(ends_on=timezone.localdate() - timedelta(days=1))
    yield "an organiser let go", Person(_signed_up(gone.user), anybody)
    for kind in Post.Kind.values:
        yield kind, Person(_signed_up(a_post(venue, kind).user), anybody | {kind})
    for kind in (Post.Kind.MANAGER, Post.Kind.CARETAKER, Post.Kind.FUNDER):  # those who may do most, other, and least
        yield f"{kind} elsewhere", Person(_signed_up(a_post(elsewhere, kind).user), anybody)
    asked = a_post(venue, "manager")
    last_day, another = timezone.localdate() + timedelta(days=14), venue.posts.filter(kind="manager").first()
    Post.objects.filter(pk=asked.pk).update(until=last_day, ending_asked_by=another.user)
    yield "a manager asked to go", Person(_signed_up(asked.user), anybody | {"manager"})
    past = a_post(venue, "manager")
    Post.objects.filter(pk=past.pk).update(until=timezone.localdate() - timedelta(days=1))
    yield "a manager of the past", Person(_signed_up(past.user), anybody)


def _signed_up(user: User) -> Client:
    """With a verified address, as everybody has who came through our own doors."""
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return signed_in(user)


def _organiser_elsewhere() -> User:
    dot = a_user("Dot")
    book(an_ask(the_room(a_venue(), "main"), soon(), hirer=a_group("Ramblers", organiser=dot)), by=dot)
    return dot


def _prices(booking: Booking) -> None:
    """The choir has said that a lower price is its own, and shown a paper; and something was agreed with it."""
    hirer, category = booking.hirer, booking.category
    shown = {"shown_at": timezone.now(), "shown_picture": b"not looked at here", "evidence": "file"}
    Entitlement.objects.create(operator=booking.venue.operator, hirer=hirer, category=category, **shown)
    agreed = {"agreed_by": "The committee", "agreed_on": timezone.localdate(), "words": "They sweep the hall."}
    SpecialTerms.objects.create(venue=booking.venue, hirer=hirer, percent_off=10, since=timezone.localdate(), **agreed)


def _times(venue: Venue) -> None:
    """Hours of the past, and a closure to come."""
    past, day = {"valid_to": date(2020, 12, 31)}, evening(soon(300))
    OpeningHours.objects.create(venue=venue, weekday=0, opens_minute=600, closes_minute=700, **past)
    Closure.objects.create(venue=venue, starts_at=day.first, ends_at=day.last, cause="works")
    in_term(venue, (date(2020, 9, 1), date(2020, 10, 16)))


def _draft(venue: Venue) -> None:
    """New prices that the hall proposes, and what somebody says about them."""
    held, first = venue.tariffs.get(), soon(90)
    occasions = [{"code": "party", "name": "Party"}]
    document = {**held.document, "name": "Next year", "valid_from": first.isoformat(), "occasions": occasions}
    draft = PriceDraft.objects.create(
        venue=venue,
        name="Next year",
        valid_from=first,
        document=document,
        proposed_at=timezone.now(),
        comments_until=soon(30),
        proposal_words="The roof.",
    )
    PriceComment.objects.create(draft=draft, name="Ida", email="ida@hearth.example", text="Too dear.")


def _paper_diary(venue: Venue, by: User) -> None:
    """One that was brought in, and one that is still looked through."""
    PaperDiary.objects.create(venue=venue, file_name="2025.csv", rows=1)
    row = ["2026-03-03", "19:00", "21:00", "Hall", "Brownies"]
    sheets = [["", [[1, "date", "start", "end", "room", "hirer"], [2, *row]]]]
    PaperDiaryDraft.objects.create(venue=venue, file_name="2026.csv", sheets=sheets, made_by=by)


def _a_change_that_waits(booking: Booking, ben: User) -> None:
    """As if it had been asked for while the booking was booked."""
    until, wish = timezone.now() + timedelta(days=5), {"which": "one", "date": booking.sessions.get().pk, "people": 30}
    AskedChange.objects.create(
        booking=booking, wish=wish, told=[], shown_dates="", shown_prices="", why="", asked_by=ben, hold_until=until
    )


def _kept_twice(booking: Booking, ben: User) -> None:
    """The choir once more, by another name; and once more than that, which the desk has dealt with."""
    for days, name in ((40, "Aldervale choir"), (41, "The Alder Vale Choir")):
        a_booking(the_room(booking.venue, "main"), on=soon(days), by=ben, hirer=a_group(name))
    third = Hirer.objects.get(name="The Alder Vale Choir")
    merge_groups(booking.hirer, third, venue=booking.venue, by=None, at=timezone.now())
    answered = Booking.objects.order_by("pk").last()
    decline_booking(answered, reason="policy", words="No.", by=a_user("Ada"), at=timezone.now())


def _picture(venue: Venue) -> None:
    file = f"pictures/{PICTURE}"
    Picture.objects.create(venue=venue, image=file, small=file, alt="The hall", width=800, height=450)


def _invitation(hirer: Hirer, ben: User) -> None:
    """As its letter was written: only the hash of the token is kept."""
    Invitation.objects.create(
        hirer=hirer,
        email="nina@hearth.example",
        role=Membership.Role.MEMBER,
        token_hash=hashlib.sha256(TOKEN.encode()).hexdigest(),
        invited_by=ben,
        expires_at=timezone.now() + timedelta(days=7),
    )


def _followed(hirer: Hirer, ben: User) -> None:
    """Ben's calendar program has read today."""
    hashed = hashlib.sha256(TOKEN.encode()).hexdigest()
    FeedLink.objects.create(kind="hirer", owner=ben, hirer=hirer, token_hash=hashed, read_at=timezone.now())


def _post_invitation(venue: Venue) -> None:
    invited = {"email": "nina@hearth.example", "kind": Post.Kind.TRUSTEE}
    hashed, until = hashlib.sha256(POST_TOKEN.encode()).hexdigest(), timezone.now() + timedelta(days=7)
    PostInvitation.objects.create(venue=venue, **invited, token_hash=hashed, expires_at=until)
