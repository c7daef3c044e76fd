"""One's hours of next year: whose they are, and what booking them would mean."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.http import Http404

from accounts import rights as accounts_rights
from accounts.models import User
from accounts.rights import Person
from bookings import rights
from bookings.asking import Answers
from bookings.models import Slot
from bookings.models.renewal import SlotQuerySet
from bookings.planning import plan
from bookings.plans import Ask, Plan
from bookings.recurrence import Pattern
from bookings.series_words import series_words
from bookings.stated_needs import Stated
from venues.models import Room, Venue


def slot_for(user: Person, ref: str, page: str) -> Slot:
    """Next year's hours of a group of this person's; raises Http404 for any other."""
    slot = _slots().filter(ref=ref).first()
    if slot is None or not rights.allows(accounts_rights.roles_in(user, slot.booking.hirer), page):
        raise Http404
    return slot


def slot_at(venue: Venue, ref: str) -> Slot:
    """Next year's hours of a group at this venue, for its desk; raises Http404 for any other."""
    slot = _slots().filter(ref=ref, renewal__venue=venue).first()
    if slot is None:
        raise Http404
    return slot


def _slots() -> SlotQuerySet:
    slots = Slot.objects.select_related(
        "renewal__venue__operator", "renewal__venue__term_calendar", "booking__hirer", "booking__category", "became"
    )
    return slots.select_related("booking__layout", "room").prefetch_related("beside")


def slots_to_answer(user: User, *, at: datetime) -> list[tuple[Slot, str]]:
    """Of the groups for which this person books, what waits for an answer, each with its hours in words."""
    open_now = Slot.objects.unanswered().filter(renewal__closed_at=None, booking__hirer__memberships__user=user)
    slots = open_now.select_related("renewal__venue", "booking__hirer").distinct()
    books = {group.pk for group in rights.groups_to_book_for(user)} if slots else set()
    return [
        (slot, series_words(slot.pattern))
        for slot in slots
        if slot.booking.hirer_id in books and slot.renewal.is_open(at)
    ]


def ask_of(slot: Slot, *, pattern: Pattern | None = None, rooms: Sequence[Room] = (), people: int | None = None) -> Ask:
    """What they have this year, at the hours of next year or at others, and in their rooms or in others.

    What they need is stated again; what was agreed about it was for this year, and the hall answers anew.
    """
    booking = slot.booking
    own, *beside = rooms or _rooms(slot)
    hours = pattern or slot.pattern
    layout = (
        booking.layout if booking.layout and booking.layout.room_id in {own.pk, *(room.pk for room in beside)} else None
    )
    return Ask(
        hirer=booking.hirer,
        room=own,
        beside=tuple(beside),
        pattern=hours,
        category=booking.category,
        title=booking.title,
        purpose=booking.purpose,
        people=people or booking.people,
        layout=layout,
        listed=booking.listed,
        open_to_anyone=booking.open_to_anyone,
        confidential=booking.confidential,
        sound=booking.sound,
        particulars=booking.party.of_another_day(hours.first, hours.times.start, hours.times.end),
        answers=Answers.from_row(booking.asked),
        stated=Stated.of(booking.stated_needs.all()),
    )


def is_the_same(slot: Slot, ask: Ask) -> bool:
    """Whether it is the hours that are kept for them, in the rooms where they are kept."""
    return ask.pattern == slot.pattern and set(ask.together) == set(slot.rooms)


def planned(slot: Slot, ask: Ask, *, at: datetime) -> Plan:
    """As if what is kept for them were theirs; raises NotPossible where nothing can help. Writes nothing.

    Of other hours than those that are kept, those that they share are looked at as if let go of.
    """
    if is_the_same(slot, ask):
        kept = {(hold.room_id, hold.period) for hold in slot.holds.all()}
        return plan(ask, at=at, desk=slot.at_the_desk, kept=kept)
    with transaction.atomic():
        slot.holds.all().delete()
        found = plan(ask, at=at, desk=slot.at_the_desk, kept=())
        transaction.set_rollback(True)
    return found


def _rooms(slot: Slot) -> list[Room]:
    """In their order: the one that stands first for it, then those beside."""
    keys = [room.pk for room in slot.rooms]
    found = Room.objects.prefetch_related("cells", "layouts").in_bulk(keys)
    for room in found.values():
        room.venue = slot.renewal.venue
    return [found[key] for key in keys]
