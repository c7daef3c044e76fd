"""What somebody wrote to halls, as their own data tell it, and which letters they stopped."""

from __future__ import annotations

from django.db.models import Q

from accounts import erasure
from accounts.models import Unwanted, User
from accounts.unwanted import KINDS
from bookings.models import LeftWish, Message, Thread
from bookings.privacy.told import Told, moment
from venues.access.needs import NEEDS
from venues.access.vocabulary import FACTS
from venues.access.words import label, need_label
from venues.models import AccessQuestion, AccessReport, Complaint, Fault, PriceComment


def questions(user: User) -> list[Told]:
    """Those of before a booking, by the account or by an address of theirs, with the hall's answers."""
    mine = Q(user=user) | erasure.is_to("email", erasure.addresses_of(user))
    found = Thread.objects.before_a_booking().filter(mine).select_related("venue", "room", "became")
    return [_question(thread) for thread in found.prefetch_related("messages").order_by("pk")]


def _question(thread: Thread) -> Told:
    return {
        "to": thread.venue.name,
        "your name": thread.name,
        "your e-mail": thread.email,
        "asked at": moment(thread.opened_at),
        "what it would be": thread.title,
        "room": thread.room.name if thread.room else "",
        "from": moment(thread.starts_at),
        "until": moment(thread.ends_at),
        "people": thread.people,
        "to look round at": moment(thread.look_at),
        "became booking": thread.became.ref if thread.became else None,
        "what was written": [_message(message) for message in thread.messages.all()],
    }


def written_about_bookings(user: User, groups: list[int]) -> list[Told]:
    """Their own words and the hall's, about bookings of groups that they belong to."""
    about = Message.objects.filter(thread__booking__hirer__in=groups).filter(Q(by=user) | Q(from_desk=True))
    found = about.select_related("thread__booking").order_by("at", "pk")
    return [{"booking": message.thread.booking.ref, **_message(message)} for message in found if message.thread.booking]


def _message(message: Message) -> Told:
    who = "the hall" if message.from_desk else "you"
    look = {"look round": message.look, "at the time": moment(message.look_at)} if message.look else {}
    return {"written by": who, "at": moment(message.at), "words": message.text, **look}


def found_different(user: User) -> list[Told]:
    """What they told halls was different from what the pages say, with an address of theirs."""
    told = AccessReport.objects.filter(erasure.is_to("email", erasure.addresses_of(user))).order_by("made_at", "pk")
    return [_found_different(found) for found in told.select_related("venue", "entrance", "room")]


def _found_different(found: AccessReport) -> Told:
    place = found.entrance or found.room
    return {
        "to": found.venue.name,
        "where": place.name if place else "",
        "about": label(FACTS[found.fact]),
        "your words": found.words,
        "told at": moment(found.made_at),
        "answered at": moment(found.settled_at),
    }


def faults_told(user: User) -> list[Told]:
    """With an address of theirs that is still kept."""
    told = Fault.objects.filter(erasure.is_to("email", erasure.addresses_of(user))).without_pictures()
    return [
        {
            "to": fault.venue.name,
            "what and where": f"{fault.what}, {fault.where}",
            "your words": fault.words,
            "a picture is kept": fault.has_picture,
            "told at": moment(fault.made_at),
        }
        for fault in told.select_related("venue", "room").order_by("made_at", "pk")
    ]


def left_wishes(user: User) -> list[Told]:
    """Those with an address of theirs, and what halls answered."""
    left = LeftWish.objects.filter(erasure.is_to("email", erasure.addresses_of(user))).order_by("made_at", "pk")
    return [
        {
            "when": wish.when,
            "people": wish.people,
            "kind of group": wish.get_kind_display(),
            "near": wish.near,
            "your words": wish.words,
            "access needs shown": [need_label(NEEDS[code]) for code in wish.needs if code in NEEDS],
            "left at": moment(wish.made_at),
            "confirmed at": moment(wish.confirmed_at),
            "answers": [{"from": answer.venue.name, "words": answer.words} for answer in wish.answers.all()],
        }
        for wish in left.prefetch_related("answers__venue")
    ]


def letters_stopped(user: User) -> list[Told]:
    """Which kinds of letter no longer go to an address of theirs, and about which place."""
    rows = Unwanted.objects.filter(email__in=erasure.addresses_of(user)).order_by("pk")
    return [{"letters": str(KINDS.get(row.kind, row.kind)), "about": row.about, "to": row.email} for row in rows]


def complaints(user: User) -> list[Told]:
    made = Complaint.objects.filter(erasure.is_to("email", erasure.addresses_of(user)))
    return [_complaint(found) for found in made.select_related("operator").order_by("made_at", "pk")]


def _complaint(found: Complaint) -> Told:
    return {
        "number": found.ref,
        "to": found.operator.name,
        "made at": moment(found.made_at),
        "your words": found.words,
        "acknowledged at": moment(found.acknowledged_at),
        "answer": found.answer,
        "answered at": moment(found.answered_at),
    }


def comments(user: User) -> list[Told]:
    made = PriceComment.objects.filter(erasure.is_to("email", erasure.addresses_of(user)))
    return [_comment(found) for found in made.select_related("draft__venue").order_by("made_at", "pk")]


def _comment(found: PriceComment) -> Told:
    return {
        "to": found.draft.venue.name,
        "about": found.draft.name,
        "made at": moment(found.made_at),
        "your name": found.name,
        "your words": found.text,
        "read at": moment(found.read_at),
    }


def about_access(user: User) -> list[Told]:
    """What they asked about getting in and around, without an account, from an address of theirs."""
    asked = AccessQuestion.objects.filter(erasure.is_to("email", erasure.addresses_of(user)))
    return [_about_access(found) for found in asked.select_related("venue", "room").order_by("made_at", "pk")]


def _about_access(found: AccessQuestion) -> Told:
    return {
        "to": found.venue.name,
        "room": found.room.name,
        "asked at": moment(found.made_at),
        "your words": found.words,
        "about": [label(FACTS[code]) for code in found.facts if code in FACTS],
        "what you had said that you need": [need_label(NEEDS[code]) for code in found.needs if code in NEEDS],
        "answered at": moment(found.settled_at),
    }
