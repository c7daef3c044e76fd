"""Taking back what the desk answered: for five minutes, and its letters wait that long (decision 16)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts import journal, outbox
from accounts.models import User
from bookings.as_it_was import AsItIs, changes, put_back, stood
from bookings.exceptions import RoomTaken, ThingsTaken, TooLate
from bookings.locks import all_or_nothing, lock_cells
from bookings.models import Booking, ClosingAct, DeskAct, Hold, Occupancy
from bookings.models.hold import HoldQuerySet
from bookings.occupying import release_lapsed
from bookings.waiting_list import offer_what_is_free
from venues.periods import Period

UNDO_FOR = timedelta(minutes=5)
KEPT_FOR = timedelta(days=1)  # so that whoever comes too late reads why


@contextmanager
def can_be_undone(booking: Booking, kind: DeskAct.Kind, *, by: User, at: datetime) -> Iterator[None]:
    """Around all that an act does to a locked booking: what it changes is kept for a while, and its letters wait."""
    before = AsItIs.of(booking)
    with outbox.kept_back(at + UNDO_FOR) as kept:
        yield
    last = journal.of(booking).order_by("-pk").first()
    DeskAct.objects.create(
        booking=booking,
        kind=kind,
        by=by,
        at=at,
        until=at + UNDO_FOR,
        before=changes(before, AsItIs.of(booking)),
        letters=outbox.still_waiting(kept.keys),
        entry=last.pk if last else 0,
    )


def undo(act: DeskAct, *, by: User, at: datetime) -> Booking:
    """Put all back as it was before the act; no letter of it goes. Raises TooLate, with a sentence that says why."""
    try:
        return _undo(act, by=by, at=at)
    except (RoomTaken, ThingsTaken) as taken:
        raise TooLate(_("Somebody else has its hours by now, so it can no longer be taken back.")) from taken


@all_or_nothing
def _undo(act: DeskAct, *, by: User, at: datetime) -> Booking:
    booking = Booking.objects.locked(act.booking_id)
    act = DeskAct.objects.get(pk=act.pk)
    refusal = cannot_undo(act, at=at)
    if refusal:
        raise TooLate(refusal)
    own = Q(session__booking=booking) | Q(hold__in=Hold.objects.kept_of(booking))
    lock_cells(Occupancy.objects.filter(own).values_list("cell", flat=True))
    if not outbox.take_back(act.letters, until=act.until):
        raise TooLate(_("Its letter is on its way already, so it can no longer be taken back."))
    put_back(booking, act.before, at=at)
    act.undone_by, act.undone_at, act.closed_at, act.before = by, at, at, {}
    act.save(update_fields=["undone_by", "undone_at", "closed_at", "before"])
    booking.refresh_from_db()
    journal.record(by, "took back", booking)
    return booking


def cannot_undo(act: DeskAct, *, at: datetime) -> str:
    """A sentence, or nothing."""
    if act.undone_at is not None:
        return _("This has been taken back already.")
    if act.until <= at:
        return _("The five minutes are over and the letter goes, so it can no longer be taken back.")
    if act.closed_at is not None or journal.of(act.booking).filter(pk__gt=act.entry).exists():
        return _("Something was done about this booking since, so it can no longer be taken back.")
    return ""


@all_or_nothing
def let_stand(booking: Booking, *, at: datetime) -> None:
    """Somebody goes on with a locked booking before the time is over: its letters go first."""
    offer_what_is_free(booking.venue, let_stand_unoffered(booking, at=at), at=at)


def let_stand_unoffered(booking: Booking, *, at: datetime) -> list[Period]:
    """The same, for whoever may take some of the hours in the same act and offers these, which are free, after it."""
    acts = list(DeskAct.objects.open(at).filter(booking=booking))
    left = [period for act in acts for period in _close(act, at)]
    return [*left, *_let_go_of(Hold.objects.kept_of(booking))] if acts else []


def close_what_stands(at: datetime) -> int:
    """How many acts stand for good now; hours that they kept are free. Safe to run twice at once."""
    DeskAct.objects.filter(closed_at__lt=at - KEPT_FOR).delete()
    ClosingAct.objects.filter(until__lte=at).delete()
    return sum(_stands(pk, booking, at) for pk, booking in list(DeskAct.objects.over(at).values_list("pk", "booking")))


@all_or_nothing
def _stands(pk: int, booking_pk: int, at: datetime) -> bool:
    booking = Booking.objects.locked(booking_pk)
    act = DeskAct.objects.over(at).filter(pk=pk).first()
    if act is None:
        return False
    if not booking.is_waiting:  # what was asked for again has a hold of its own
        release_lapsed(booking, at=at)
    left = [*_close(act, at), *_let_go_of(Hold.objects.kept_of(booking).lapsed(at))]
    freed = [] if booking.is_waiting or booking.is_confirmed else [date.period for date in booking.sessions.all()]
    offer_what_is_free(booking.venue, [*freed, *left], at=at)
    return True


def _let_go_of(holds: HoldQuerySet) -> list[Period]:
    """The hours that they kept."""
    found = list(holds)
    Hold.objects.filter(pk__in=[hold.pk for hold in found]).delete()
    return [hold.period for hold in found]


def _close(act: DeskAct, at: datetime) -> list[Period]:
    """The hours from which it moved dates away."""
    left = stood(act.before) if act.kind in (DeskAct.Kind.CHANGED, DeskAct.Kind.CANCELLED) else []
    act.closed_at, act.before = at, {}
    act.save(update_fields=["closed_at", "before"])
    outbox.let_go(act.letters)
    return left
