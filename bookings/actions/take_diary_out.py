"""Take out again what a paper diary brought in: all of it, in one step."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts import journal
from accounts.models import JournalEntry, User
from bookings.exceptions import BookingError
from bookings.going_live.rows import BROUGHT_IN
from bookings.locks import all_or_nothing, lock_cells
from bookings.models import Booking, PaperDiary, Session, Slot
from bookings.refused_asks import in_step
from bookings.unmaking import delete_bookings, unused_hirers
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
    with in_step(Booking.objects.filter(diary=diary), at=at):
        delete_bookings(Booking.objects.filter(diary=diary))
    unused_hirers(diary.hirers_made).delete()
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
