"""Taking back what the desk answered: for five minutes, and its letters wait that long (decision 16)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts import journal, outbox
from accounts.models import Hirer, Letter, User
from bookings.as_it_was import AsItIs, Changes, cells_of, changes, put_back, stood, tables_written
from bookings.exceptions import RoomTaken, ThingsTaken, TooLate
from bookings.locks import all_or_nothing, lock_cells
from bookings.models import Booking, ClosingAct, DeskAct, Hold, Occupancy, Session, Slot
from bookings.models.hold import HoldQuerySet
from bookings.occupying import delete_holds, release_lapsed
from bookings.refused_asks import in_step
from bookings.unmaking import MADE_OF, cells_wanted, rows_of, unmake
from bookings.waiting_list import offer_what_is_free
from venues.models import Closure
from venues.periods import Period

UNDO_FOR = timedelta(minutes=5)
TOOK_BACK, TOOK_BOOKING_BACK = "took back", "took a booking back"  # the verbs of the journal
LEAVES_HOURS = (DeskAct.Kind.CHANGED, DeskAct.Kind.CANCELLED, DeskAct.Kind.ENDED)  # for whoever waits
KEPT_FOR = timedelta(days=1)  # so that whoever comes too late reads why


@contextmanager
def can_be_undone(booking: Booking, kind: DeskAct.Kind, *, by: User, at: datetime) -> Iterator[None]:
    """Around all that an act does to a locked booking: what it changes is kept for a while, and its letters wait."""
    before = AsItIs.of(booking)
    with outbox.kept_back(at + UNDO_FOR) as kept, tables_written() as written:
        yield
    _keep(booking, kind, changes(before, before.after(booking, written)), kept, by=by, at=at)


@contextmanager
def making_can_be_undone(hold: Hold | None, *, by: User, at: datetime, slot: Slot | None = None) -> Iterator[Made]:
    """Around all that makes a booking at the desk, of what was pencilled in or kept for next year or of nothing.

    Its letters wait.
    """
    made, rows = Made(), rows_of(hold, slot)
    with outbox.kept_back(at + UNDO_FOR) as kept:
        yield made
    if made.booking and not made.booking.desk_acts.filter(kind=DeskAct.Kind.MADE).exists():
        before = {MADE_OF: {**rows, "hirer": made.hirer.pk if made.hirer else None}}
        _keep(made.booking, DeskAct.Kind.MADE, before, kept, by=by, at=at)


@dataclass
class Made:
    """The booking, once there is one, and its hirer where they were not kept before."""

    booking: Booking | None = None
    hirer: Hirer | None = None


def _keep(
    booking: Booking, kind: DeskAct.Kind, before: Changes, kept: outbox.KeptBack, *, by: User, at: datetime
) -> None:
    last = journal.of(booking).order_by("-pk").first()
    DeskAct.objects.create(
        booking=booking,
        kind=kind,
        by=by,
        at=at,
        until=at + UNDO_FOR,
        before=before,
        letters=outbox.still_waiting(kept.keys),
        entry=last.pk if last else 0,
    )


def undo(act: DeskAct, *, by: User, at: datetime) -> None:
    """Put all back as it was before the act; no letter of it goes. Raises TooLate, with a sentence that says why."""
    done = _undo_making if act.kind == DeskAct.Kind.MADE else _undo
    try:
        done(act, by=by, at=at)
    except Booking.DoesNotExist as gone:
        raise TooLate(_("This has been taken back already.")) from gone
    except RoomTaken as taken:
        raise TooLate(_("Somebody else has its hours by now, so it can no longer be taken back.")) from taken
    except ThingsTaken as taken:
        words = _("Somebody else has some of the things that it had, so it can no longer be taken back.")
        raise TooLate(words) from taken


def was_undone(pk: int, by: User) -> bool:
    """Whether this person took that act back, though nothing is left of the booking that it made."""
    return journal.of(DeskAct(pk=pk)).filter(by=by, verb=TOOK_BACK).exists()


@all_or_nothing
def _undo(act: DeskAct, *, by: User, at: datetime) -> None:
    booking, act = _held(act, cells_of, at)
    with in_step(Booking.objects.filter(pk=booking.pk), at=at):
        put_back(booking, act.before, at=at)
    _refuse_what_was_shut_since(booking, act, at=at)
    act.undone_by, act.undone_at, act.closed_at, act.before = by, at, at, {}
    act.save(update_fields=["undone_by", "undone_at", "closed_at", "before"])
    journal.record(by, TOOK_BACK, booking)


@all_or_nothing
def _undo_making(act: DeskAct, *, by: User, at: datetime) -> None:
    """The act goes with its booking: who took it back stands in the journal."""
    booking, act = _held(act, cells_wanted, at)
    journal.record(by, TOOK_BACK, act)
    journal.record(by, TOOK_BOOKING_BACK, booking.venue, why=booking.ref)
    freed = unmake(act, booking, by=by, at=at)
    offer_what_is_free(booking.venue, freed, at=at)


def _held(act: DeskAct, cells_back: Callable[[Changes], set[int]], at: datetime) -> tuple[Booking, DeskAct]:
    """Both as they are now, the booking and its cells locked, its letters taken back; raises TooLate."""
    booking = Booking.objects.locked(act.booking_id)
    act = DeskAct.objects.get(pk=act.pk)
    refusal = cannot_undo(act, at=at)
    if refusal:
        raise TooLate(refusal)
    own = Q(session__booking=booking) | Q(hold__in=Hold.objects.kept_of(booking))
    cells = {*Occupancy.objects.filter(own).values_list("cell", flat=True), *cells_back(act.before)}
    lock_cells(cells)
    Occupancy.objects.lapsed(at).filter(cell__in=cells).exclude(own).delete()
    if not outbox.take_back(act.letters, until=act.until):
        raise TooLate(_why_no_letter_comes_back(act))
    return booking, act


def _refuse_what_was_shut_since(booking: Booking, act: DeskAct, *, at: datetime) -> None:
    """A closing deals with the dates that it hits; these were not there when it looked."""
    since = Closure.objects.filter(venue=booking.venue_id, made_at__gte=act.at, ends_at__gt=at)
    for closure in since.prefetch_related("cells"):
        hit = Session.objects.blocking().filter(booking=booking).overlapping(Period(closure.starts_at, closure.ends_at))
        cells = closure.cells.all()
        if cells:
            hit = hit.filter(rooms__cells__in=cells)
        if hit.exists():
            words = _("The hall has been shut then since (%(why)s), so it can no longer be taken back.")
            raise TooLate(words % {"why": closure.note or closure.get_cause_display()})


def _why_no_letter_comes_back(act: DeskAct) -> str:
    if Letter.objects.filter(key__in=act.letters, went=Letter.Went.PRINTED).exclude(sent_at=None).exists():
        return _("Its letter has been printed already, so it can no longer be taken back.")
    return _("Its letter is on its way already, so it can no longer be taken back.")


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
    delete_holds(hold.pk for hold in found)
    return [hold.period for hold in found]


def _close(act: DeskAct, at: datetime) -> list[Period]:
    """The hours from which it moved dates away."""
    left = stood(act.before) if act.kind in LEAVES_HOURS else []
    act.closed_at, act.before = at, {}
    act.save(update_fields=["closed_at", "before"])
    outbox.let_go(act.letters)
    return left
