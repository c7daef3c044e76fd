"""What a person's own file tells of what they need: what they keep, and what was said with their groups' bookings."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from accounts.models import Membership, User
from accounts.rights import BOOKS, roles_of
from bookings.models import Booking, SavedNeeds, StatedNeed
from bookings.privacy.told import Told, moment
from bookings.stated_needs import Stated, label_of
from venues.access.vocabulary import FACTS
from venues.access.words import equipment


def kept_in_account(user: User) -> Told:
    saved = SavedNeeds.objects.filter(user=user).first()
    stated = Stated.saved(saved)
    saved_at = moment(saved.saved_at if saved else None)
    return {"needs": stated.labels, "in your own words": stated.words, "saved at": saved_at}


def said_with_bookings(memberships: Iterable[Membership], today: date) -> list[Told]:
    """Of groups in which they may ask for rooms, as the page of the booking tells it; as many questions for many."""
    own = [each.hirer_id for each in memberships if BOOKS in roles_of(each, on=today)]
    found = Booking.objects.filter(hirer__in=own).exclude(stated_needs=None, asked_whether_it_worked=None).distinct()
    told = found.prefetch_related("stated_needs__adjustments", "asked_whether_it_worked")
    return [_booking(booking) for booking in told.order_by("pk")]


def _booking(booking: Booking) -> Told:
    return {
        "booking": booking.ref,
        "needs": [_need(row) for row in booking.stated_needs.all()],
        "whether it worked": [
            {"answer": each.get_outcome_display(), "words": each.words, "at": moment(each.answered_at)}
            for each in booking.asked_whether_it_worked.all()
            if each.outcome
        ],
    }


def _need(row: StatedNeed) -> Told:
    return {
        "need": label_of(row),
        "said at": moment(row.stated_at),
        "answer": row.get_answer_display(),
        "the hall's words": row.told,
        "what would do": row.instead,
        "it depends on": equipment(FACTS[row.leans_on]) if row.leans_on in FACTS else "",
        "to be done": [f"{each.what}, {each.where}" for each in row.adjustments.all() if each.ended_at is None],
    }
