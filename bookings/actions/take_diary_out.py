"""Take out again what a paper diary brought in: all of it, in one step."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from schedule.models import Event

from accounts import journal
from accounts.models import Hirer, JournalEntry, User
from bookings.exceptions import BookingError
from bookings.going_live.rows import BROUGHT_IN
from bookings.locks import all_or_nothing, lock_cells
from bookings.models import Booking, Merge, PaperDiary, Session, SessionRoom, Slot, Stretch
from bookings.waiting_list import offer_what_is_free

VERB = "took a diary out"


class ChangedSince(BookingError):
    """Something was done to these bookings after they came in; `changed` says to which."""

    def __init__(self, changed: Sequence[Booking]) -> None:
        super().__init__(_("Some of it has been changed since it was brought in. Look at what would be lost."))
        self.changed = changed


@all_or_nothing
def take_diary_out(diary: PaperDiary, *, by: User | None, at: datetime, seen: Sequence[str] = ()) -> PaperDiary:
    """Delete its bookings, and the hirers that it made and nobody has used since; twice is once.

    `seen` are the references of changed bookings that the person knows will go; raises ChangedSince for others.
    """
    lock_cells(sorted(diary.venue.cells.values_list("pk", flat=True)))
    diary = PaperDiary.objects.select_for_update(of=("self",)).select_related("venue").get(pk=diary.pk)
    if diary.undone_at is not None:
        return diary
    changed = changed_since(diary)
    if not {booking.ref for booking in changed} <= set(seen):
        raise ChangedSince(changed)

    count = diary.bookings.count()
    freed = [found.period for found in Session.objects.filter(booking__diary=diary).to_come(at)]
    _delete_bookings(diary)
    _delete_hirers(diary)
    diary.undone_at, diary.undone_by, diary.hirers_made = at, by, []
    diary.save(update_fields=["undone_at", "undone_by", "hirers_made"])
    offer_what_is_free(diary.venue, freed, at=at)
    journal.record(
        by, VERB, diary.venue, why=_("%(file)s: %(count)s bookings.") % {"file": diary.file_name, "count": count}
    )
    return diary


def changed_since(diary: PaperDiary) -> list[Booking]:
    """Its bookings to which anything was done after they came in, or whose group was asked about next year; by name."""
    refs = JournalEntry.objects.filter(
        subject_kind=Booking._meta.model_name or "", subject_ref__in=diary.bookings.values("ref"), at__gte=diary.made_at
    ).exclude(verb=BROUGHT_IN)
    touched = Q(ref__in=refs.values("subject_ref")) | Q(pk__in=Slot.objects.values("booking"))
    found = diary.bookings.filter(touched).select_related("hirer", "venue")
    return list(found.prefetch_related("sessions").order_by("title", "pk"))


def _delete_bookings(diary: PaperDiary) -> None:
    """From what hangs on them upwards; the calendar of the library is emptied of them too."""
    sessions = Session.objects.filter(booking__diary=diary)
    stretches = Stretch.objects.filter(booking__diary=diary)
    events = list(stretches.values_list("event", flat=True))
    SessionRoom.objects.filter(session__booking__diary=diary).delete()
    stretches.delete()
    for start in range(0, len(events), 400):
        Event.objects.filter(pk__in=events[start : start + 400]).delete()
    sessions.delete()
    diary.bookings.all().delete()


def _delete_hirers(diary: PaperDiary) -> None:
    """Those of its own that have nothing else: no booking, no people, no price, and were not made one with another."""
    merged = Merge.objects.filter(kept__in=diary.hirers_made).values("kept")
    _unused(diary.hirers_made).exclude(pk__in=merged).delete()


def _unused(keys: Sequence[int]) -> QuerySet[Hirer]:
    made = Hirer.objects.filter(pk__in=keys, merged_into=None)
    return made.filter(
        bookings=None,
        memberships=None,
        entitlements=None,
        special_terms=None,
        standings=None,
        invitations=None,
        waits=None,
    )
