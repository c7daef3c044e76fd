"""Give up a date, or a whole booking: what it costs stands above the button, for its people and at the desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.rights import SEES_MONEY, Who, signed_in
from bookings import rights
from bookings.actions import cancel_booking, cancel_session, withdraw_booking
from bookings.actions.cancel_for_them import cancel_as_they_ask, cancel_for_the_hall
from bookings.cancelling import terms_of
from bookings.desk.frame import Frame
from bookings.exceptions import BookingError
from bookings.forms.cancelling import CancelDateForm
from bookings.models import Booking, Session
from bookings.views.answers import see_other
from bookings.views.desk import page_and_act
from bookings.views.giving_up import steps_of, told
from bookings.views.own_page import acting, own_page
from bookings.views.your_booking import sessions_of
from venues.money import Money

Act = Callable[[int, datetime], Any]  # with the pence that were shown


@own_page
def cancel(request: HttpRequest, ref: str) -> HttpResponse:
    """All that is still to come; a request that nobody has answered is taken back."""
    found, roles = rights.booking_and_roles_for(request.user, ref, "bookings:cancel")
    by = acting(request, found)
    if found.is_waiting:
        return _give_up(request, found, roles, lambda _shown, at: withdraw_booking(found, by=by, at=at))
    return _give_up(request, found, roles, lambda shown, at: cancel_booking(found, shown=shown, by=by, at=at))


@own_page
def cancel_date(request: HttpRequest, ref: str, pk: int) -> HttpResponse:
    """One date of several, or the only one."""
    found, roles = rights.booking_and_roles_for(request.user, ref, "bookings:cancel_date")
    only, by = _date_of(found, pk), acting(request, found)
    act: Act = lambda shown, at: cancel_session(only, shown=shown, by=by, at=at)  # noqa: E731
    return _give_up(request, found, roles, act, only=only)


def _give_up(
    request: HttpRequest, booking: Booking, roles: Who, act: Act, *, only: Session | None = None
) -> HttpResponse:
    """Say what it costs; do it when the button is pressed and the cost is still what was said."""
    at, refusal, sees_money = timezone.now(), "", SEES_MONEY in roles
    sessions = [only] if only else sessions_of(booking)
    said = told(booking, sessions, at=at, sees_money=sees_money)
    if request.method == "POST":
        if _is_done(booking, sessions):  # the same button twice
            messages.info(request, _("This is cancelled already."))
            return see_other(booking)
        try:
            act(said.pence_shown(request.POST.get("due")), at)
        except BookingError as refused:
            refusal = str(refused)
            booking.refresh_from_db(fields=["status"])  # what it costs by now is shown with it
            only = _date_of(booking, only.pk) if only else None
            said = told(booking, [only] if only else sessions_of(booking), at=at, sees_money=sees_money)
        else:
            messages.success(request, _done_words(said.due) if sees_money else _("Cancelled."))
            return see_other(booking)
    context: dict[str, Any] = {
        "booking": booking,
        "venue": booking.venue,
        "losses": said.losses,
        "due": said.due,
        "due_print": said.print,
        "only": only,
        "sees_money": sees_money,
        "terms": terms_of(booking),
        "steps": steps_of(only, at) if only and sees_money else [],
        "refusal": refusal,
    }
    return render(request, "bookings/cancel.html", context, status=409 if refusal else 200)


@page_and_act
@login_required
def cancel_at_the_desk(request: HttpRequest, slug: str, ref: str, pk: int) -> HttpResponse:
    """For a hirer who rings, or because the hall cannot: the sum as its hirer reads it, and one button; twice is once.

    The desk gives up what is booked; a mere request it answers.
    """
    booking = rights.desk_booking_for(request.user, slug, ref, "desk:cancel_date")
    session = _date_of(booking, pk)
    at, by, posted = timezone.now(), signed_in(request), request.method == "POST"
    back = reverse("desk:booking", args=[slug, ref])
    if posted and session.is_cancelled:
        messages.info(request, _("This is cancelled already."))
        return see_other(back)
    said = told(booking, [session] if booking.is_confirmed else [], at=at)
    form = CancelDateForm(request.POST if posted else None, due=said.due)
    refusal = None
    if posted and form.is_valid():
        typed = form.cleaned_data
        try:
            if form.is_the_halls:
                cancel_for_the_hall(session, cause=typed["cause"], reason=typed["reason"], by=by, at=at)
            else:
                cancel_as_they_ask(session, shown=typed["shown"], by=by, at=at)
        except BookingError as found:
            refusal = found
            booking.refresh_from_db(fields=["status"])
            session = _date_of(booking, pk)
            said = told(booking, [session] if booking.is_confirmed else [], at=at)
            form = CancelDateForm({**request.POST.dict(), "shown": said.due.pence}, due=said.due)
        else:
            messages.success(request, _("Cancelled. A letter tells them in five minutes; until then you can undo it."))
            return see_other(back)
    context = {
        "frame": Frame.of(request.user, booking.venue, "desk:cancel_date"),
        "booking": booking,
        "venue": booking.venue,
        "session": session,
        "losses": said.losses,
        "due": said.due,
        "terms": terms_of(booking),
        "steps": steps_of(session, at),
        "form": form,
        "refusal": refusal,
    }
    status = 409 if refusal else 422 if posted else 200
    return render(request, "bookings/desk_cancel_date.html", context, status=status)


def _date_of(booking: Booking, pk: int) -> Session:
    """As it is now; raises Http404 where the booking has none of that number."""
    found = next((session for session in sessions_of(booking) if session.pk == pk), None)
    if found is None:
        raise Http404
    return found


def _is_done(booking: Booking, sessions: list[Session]) -> bool:
    ended = (Booking.Status.WITHDRAWN, Booking.Status.CANCELLED)
    return booking.status in ended or all(session.is_cancelled for session in sessions)


def _done_words(due: Money) -> str:
    if due:
        return _("Cancelled. %(due)s is still due.") % {"due": due}
    return _("Cancelled. It costs you nothing.")
