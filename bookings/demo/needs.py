"""What those who come need at the hall of the demo: to answer, arranged, not possible, out of order, asked about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from accounts.models import User
from bookings.models import AccessOutcome, Adjustment, Booking, DidItWork, SavedNeeds, Session, StatedNeed, TaskTick
from bookings.models.booking import BookingQuerySet
from bookings.outcomes import month_of
from venues.models import Post, Venue

HALL, CHOIR = "great-tolverton-village-hall", "choir@hearth.example"
A_DAY = timedelta(days=1)
DO_FIRST = ("Switch on the hearing loop and test it", "Cupboard beside the stage", 30)
ALSO_DO = (
    ("Unlock the side door, and light the path", "Side door", 30),
    ("Put out two chairs with arms, by the door", "", 15),
)


def write_needs(venues: Mapping[str, Venue], secretaries: Mapping[str, User], now: datetime) -> None:
    """No letter goes: what the demo tells happened before it began."""
    hall, by = venues[HALL], secretaries[HALL]
    _at_choir_practice(hall, by, now)
    _asked_with_a_request(hall, now)
    _on_the_next_sheets(hall, by, now)
    _while_the_loop_is_out(hall, by, now)
    _said_afterwards(hall, by, now)
    _ask_the_choir(hall, now)
    for outcome, reason, count in (("met", "answered", 6), ("in_part", "answered", 1), ("unknown", "no_answer", 2)):
        month = month_of(now - 60 * A_DAY, hall.tz)
        AccessOutcome.objects.create(venue=hall, month=month, outcome=outcome, reason=reason, count=count)
    organiser = User.objects.filter(email=CHOIR).first()
    if organiser:
        SavedNeeds.objects.create(user=organiser, needs=["step_free", "hearing_loop"], saved_at=now - 30 * A_DAY)


def _at_choir_practice(hall: Venue, by: User, now: datetime) -> None:
    """Some of it is answered, and the loop is switched on before each date."""
    booking = _live(hall, now).filter(hirer__memberships__user__email=CHOIR, status="confirmed").first()
    if booking is None:
        return
    _stated(booking, "step_free", now, answer="as_it_is", told="By the side door.", by=by)
    loop = _stated(booking, "hearing_loop", now, answer="arranged", told="It is on before you come.", by=by)
    _task(loop, DO_FIRST, now)
    _stated(booking, "", now, words="A chair with arms at the end of a row")


def _asked_with_a_request(hall: Venue, now: datetime) -> None:
    """The newest request that waits says what is needed; nobody has answered yet."""
    booking = Booking.objects.at(hall).waiting().filter(price_told_at=None).last()
    if booking is not None:
        _stated(booking, "manual_wheelchair", now)
        _stated(booking, "hearing_loop", now)


def _on_the_next_sheets(hall: Venue, by: User, now: datetime) -> None:
    """Before the next dates of groups: one thing each, and ticked for the dates before."""
    soon = Session.objects.counted().at(hall).filter(starts_at__gt=now, booking__stated_needs=None)
    groups = soon.exclude(booking__hirer__kind="household").exclude(booking__hirer__operator_itself__isnull=False)
    keys = list(dict.fromkeys(groups.order_by("starts_at", "pk").values_list("booking", flat=True)[:20]))
    caretaker = _caretaker(hall)
    for key, what in zip(keys, ALSO_DO, strict=False):
        booking = Booking.objects.get(pk=key)
        need = _stated(booking, "chair_arms", now, answer="arranged", told="It will be ready.", by=by)
        task = _task(need, what, now)
        for session in booking.sessions.filter(starts_at__gt=task.made_at, ends_at__lt=now, status="planned"):
            due, ticked_by = task.due_for(session), caretaker
            done = {"done_at": due - timedelta(minutes=10), "done_by": ticked_by}
            TaskTick.objects.create(adjustment=task, session=session, due_at=due, **done)
    if len(keys) > len(ALSO_DO):
        last = Booking.objects.get(pk=keys[len(ALSO_DO)])
        why = {"told": "There is no room for a hoist.", "instead": "There is none near by"}
        _stated(last, "changing_places", now, answer="cannot", by=by, **why)


def _while_the_loop_is_out(hall: Venue, by: User, now: datetime) -> None:
    """Something arranged hangs on what does not work just now."""
    in_it = _live(hall, now).filter(sessions__rooms__code="committee-room", status="confirmed", stated_needs=None)
    booking = in_it.filter(sessions__starts_at__range=(now, now + 14 * A_DAY)).first()
    booking = booking or in_it.filter(hirer__operator_itself=None).first()
    if booking is not None:
        told = "The portable loop will be on the table."
        _task(_stated(booking, "listening_any", now, answer="arranged", told=told, by=by), DO_FIRST, now)


def _ask_the_choir(hall: Venue, now: datetime) -> None:
    """Of its last practice."""
    over = Session.objects.counted().at(hall).filter(booking__hirer__memberships__user__email=CHOIR)
    last = over.filter(ends_at__lt=now - A_DAY).exclude(booking__stated_needs=None).order_by("-starts_at").first()
    if last is not None:
        DidItWork.objects.create(booking=last.booking, session=last, asked_at=last.ends_at + A_DAY / 2)


def _said_afterwards(hall: Venue, by: User, now: datetime) -> None:
    """One that came lately has said that it worked in part; for another what was arranged went well."""
    over = Session.objects.counted().at(hall).filter(ends_at__lt=now - A_DAY, ends_at__gt=now - 25 * A_DAY)
    lately = over.filter(booking__stated_needs=None).exclude(booking__hirer__operator_itself__isnull=False)
    session = lately.order_by("-starts_at", "-pk").first()
    if session is not None:
        _stated(session.booking, "hearing_loop", now, answer="as_it_is", by=by)
        _answered(session, "in_part", "The loop hummed.", now)
    single = lately.filter(booking__pattern__isnull=True, starts_at__gt=now - 19 * A_DAY)
    another = single.order_by("-starts_at", "-pk").first()
    if another is not None:
        need = _stated(another.booking, "chair_arms", now, answer="arranged", told="Two stand by the door.", by=by)
        task = _task(need, ALSO_DO[1], now)
        due, done_by = task.due_for(another), _caretaker(hall)
        done_at = due - timedelta(minutes=10)
        TaskTick.objects.create(adjustment=task, session=another, due_at=due, done_at=done_at, done_by=done_by)
        _answered(another, "met", "Our oldest guest sat in comfort all the time.", now)


def _answered(session: Session, outcome: str, words: str, now: datetime) -> None:
    """A quarter of a day ago, to what was asked half a day after the date."""
    said = {"outcome": outcome, "words": words, "answered_at": now - A_DAY / 4}
    asked_at = session.ends_at + A_DAY / 2
    DidItWork.objects.create(booking=session.booking, session=session, asked_at=asked_at, **said)


def _caretaker(hall: Venue) -> User | None:
    post = Post.objects.filter(venue=hall, kind=Post.Kind.CARETAKER).select_related("user").first()
    return post.user if post else None


def _live(hall: Venue, now: datetime) -> BookingQuerySet:
    return Booking.objects.at(hall).filter(sessions__starts_at__gt=now).distinct().order_by("pk")


def _stated(
    booking: Booking, need: str, now: datetime, *, answer: str = "", by: User | None = None, **told: str
) -> StatedNeed:
    answered = {"answer": answer, "answered_at": now - 20 * A_DAY, "answered_by": by} if answer else {}
    return StatedNeed.objects.create(booking=booking, need=need, stated_at=now - 25 * A_DAY, **answered, **told)


def _task(need: StatedNeed, to_do: tuple[str, str, int], now: datetime) -> Adjustment:
    what, where, minutes = to_do
    told = {"what": what, "where": where, "minutes_before": minutes}
    return Adjustment.objects.create(stated=need, made_at=now - 20 * A_DAY, **told)
