"""Take what somebody typed out of bookings, and hirers out of what we know; hours, prices and reasons stay.

Figures count a hirer by its row, never by its name: they are the same before and after.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts import erasure
from accounts.models import Hirer, JournalEntry, Letter
from accounts.whole import whole
from bookings.actions.forget_holds import forget_holds_of
from bookings.actions.forget_needs import forget_needs
from bookings.actions.forget_threads import forget_threads_of_hirers
from bookings.history import BY_HIRERS
from bookings.locks import all_or_nothing
from bookings.models import (
    Acceptance,
    Booking,
    BookingKey,
    DeskAct,
    Hold,
    MonthAsked,
    RefusedDate,
    Session,
    Standing,
    Thread,
    Verdict,
    Wait,
    WhomServed,
)
from bookings.waiting_list import offer_what_is_free
from venues.actions.forget_prices import forget_prices
from venues.models import Venue
from venues.periods import Period


@whole
def forget_words(bookings: Sequence[int], *, at: datetime) -> int:
    """What these bookings were called, what was written to and fro, and who asked; how many had any of it."""
    kept = Booking.objects.filter(pk__in=bookings, forgotten_at=None)
    refs = list(kept.values_list("ref", flat=True))
    forget_holds_of(kept.values_list("pk", flat=True))
    forget_needs(list(kept.values_list("pk", flat=True)), at=at)
    for purpose, label in Booking.Purpose.choices:
        kept.filter(purpose=purpose).update(title=str(label))
    kept.exclude(purpose__in=Booking.Purpose.values).update(title=_("A hire"))  # a paper diary need not say what for
    Session.objects.filter(booking__in=kept).update(payer="")
    RefusedDate.objects.filter(booking__in=kept).update(words="")
    Verdict.objects.filter(booking__in=kept).update(words="", may_quote="")
    Thread.objects.filter(booking__in=kept).delete()
    BookingKey.objects.filter(booking__in=kept).delete()
    Acceptance.objects.filter(booking__in=kept).update(by=None)
    DeskAct.objects.filter(booking__in=kept).delete()
    entries = JournalEntry.objects.filter(subject_kind="booking", subject_ref__in=refs)
    entries.filter(verb__in=BY_HIRERS).delete()  # they say who asked
    entries.update(why="")
    return kept.update(
        message="",
        particulars=None,
        reason_words="",
        category_reason="",
        made_by=None,
        submission_key=None,
        listed=False,
        forgotten_at=at,
    )


@all_or_nothing
def forget_hirers(hirers: Sequence[int], *, at: datetime) -> int:
    """All that tells who they are, with the words of all their bookings; how many had not been forgotten yet.

    Those that were made one with them go along. What was kept for them is offered to the next who waits.
    """
    locked = Hirer.objects.select_for_update().filter(pk__in=with_merged(hirers), forgotten_at=None).order_by("pk")
    keys = list(locked.values_list("pk", flat=True))
    forget_words(list(Booking.objects.filter(hirer__in=keys).values_list("pk", flat=True)), at=at)
    Standing.objects.filter(hirer__in=keys).delete()
    MonthAsked.objects.filter(hirer__in=keys).delete()
    WhomServed.objects.filter(hirer__in=keys).update(said_by=None)
    freed = _forget_waits(keys)
    forget_prices(keys)
    forget_threads_of_hirers(keys, at=at)
    forgotten = erasure.forget_hirers(keys, at=at)
    for venue, period in freed:
        offer_what_is_free(venue, [period], at=at)
    return forgotten


def _forget_waits(hirers: Sequence[int]) -> list[tuple[Venue, Period]]:
    """Whatever they wait for, with the hours that were kept for them, which are free now."""
    waits = Wait.objects.filter(hirer__in=hirers)
    kept = [(wait.venue, wait.period) for wait in waits.exclude(hold=None).select_related("venue")]
    Hold.objects.filter(wait__in=waits).delete()
    waits.delete()
    return kept


def with_merged(hirers: Sequence[int]) -> set[int]:
    """These, and all that were made one with them, one after another."""
    found, more = set(hirers), set(hirers)
    while more:
        more = set(Hirer.objects.filter(merged_into__in=more).values_list("pk", flat=True)) - found
        found |= more
    return found


def delete_letters_about(hirer: Hirer) -> None:
    """Those to the hirer, and those of its bookings and its prices, to the desk as well."""
    about = Q(hirer=hirer) | Q(key__startswith=f"proof-{hirer.ref}-")
    for ref in Booking.objects.filter(hirer=hirer).values_list("ref", flat=True):
        about |= Q(key__startswith=f"booking-{ref}-")
    for ref in Wait.objects.filter(hirer=hirer).values_list("ref", flat=True):
        about |= Q(key__startswith=f"wait-{ref}-")
    Letter.objects.filter(about).delete()
