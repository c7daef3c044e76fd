"""Take back what the desk answered, while there is time."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.rights import signed_in
from bookings import rights
from bookings.actions import end_renewal as ending
from bookings.actions import keep_hold_after_all
from bookings.actions import take_asking_back as asking
from bookings.actions.end_renewal import cannot_go_on
from bookings.actions.let_go_of_hold import cannot_keep
from bookings.actions.take_asking_back import cannot_take_back
from bookings.desk.frame import Frame
from bookings.desk.next_year import AskingUndoable, EndingUndoable, year_asked
from bookings.desk.pencilled import LetGo
from bookings.desk.undoable import Undoable
from bookings.exceptions import TooLate
from bookings.models import DeskAct, Hold
from bookings.undoing import cannot_undo, undo, was_undone
from bookings.views.answers import see_other
from venues.models import Venue


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def take_back(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """To ask for the page shows the button only."""
    venue = rights.venue_for(request.user, slug, "desk:undo")
    act = DeskAct.objects.at(venue).filter(pk=pk).select_related("booking__hirer", "booking__venue").first()
    by = signed_in(request)
    if act is None and request.method == "POST" and was_undone(pk, by):  # the same button twice
        return see_other(reverse("desk:requests", args=[slug]))
    if act is None:
        raise Http404
    refusal, done = cannot_undo(act, at=timezone.now()), Undoable(act)
    if request.method == "POST":
        try:
            undo(act, by=by, at=timezone.now())
        except TooLate as found:
            refusal = str(found)
        else:
            messages.success(request, done.undone_words)
            refusal = ""
        if not refusal or was_undone(pk, by) or DeskAct.objects.filter(pk=pk, undone_by=by).exists():
            return see_other(reverse("desk:requests", args=[slug]) + f"#request-{act.booking.ref}")
    return _page(request, venue, "desk:undo", done, refusal)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def take_asking_back(request: HttpRequest, slug: str) -> HttpResponse:
    """The same of asking the regulars about next year; twice is once."""
    venue, at = rights.venue_for(request.user, slug, "desk:next_year_undo"), timezone.now()
    asked, back = year_asked(venue), see_other(reverse("desk:next_year", args=[slug]))
    if asked is None or asked.renewal.closed_at is not None:
        messages.info(request, _("Nobody is being asked about next year."))
        return back
    done, refusal = AskingUndoable(asked), cannot_take_back(asked.renewal, at=at)
    if request.method == "POST":
        try:
            asking.take_asking_back(asked.renewal, by=signed_in(request), at=at)
        except TooLate as found:
            refusal = str(found)
        else:
            messages.success(request, done.undone_words)
            return back
    return _page(request, venue, "desk:next_year_undo", done, refusal)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def go_on_asking(request: HttpRequest, slug: str) -> HttpResponse:
    """The same of ending it before its time; twice is once."""
    venue, at = rights.venue_for(request.user, slug, "desk:next_year_end_undo"), timezone.now()
    asked, back = year_asked(venue), see_other(reverse("desk:next_year", args=[slug]))
    if asked is None:
        messages.info(request, cannot_go_on(None, at=at))
        return back
    done, refusal = EndingUndoable(asked), cannot_go_on(asked.renewal, at=at)
    if not refusal and not asked.renewal.is_ending:
        refusal = _("This has been taken back already.")
    if request.method == "POST":
        try:
            ending.go_on_asking(asked.renewal, by=signed_in(request), at=at)
        except TooLate as found:
            refusal = str(found)
        else:
            if asked.renewal.is_ending:
                messages.success(request, done.undone_words)
            return back
    return _page(request, venue, "desk:next_year_end_undo", done, refusal)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def keep_after_all(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The same of letting go of what is pencilled in; twice is once."""
    venue, at = rights.venue_for(request.user, slug, "desk:let_go_undo"), timezone.now()
    hold = Hold.objects.pencilled().filter(venue=venue, pk=pk).select_related("venue", "room").first()
    back = see_other(reverse("desk:requests", args=[slug]) + "#pencilled")
    if hold is None:
        messages.info(request, cannot_keep(None, at=at))
        return back
    done, refusal = LetGo(hold), cannot_keep(hold, at=at)
    if not refusal and not hold.is_let_go:
        refusal = _("This has been taken back already.")
    if request.method == "POST":
        try:
            keep_hold_after_all(hold, by=signed_in(request), at=at)
        except TooLate as found:
            refusal = str(found)
        else:
            if hold.is_let_go:
                messages.success(request, done.undone_words)
            return back
    return _page(request, venue, "desk:let_go_undo", done, refusal)


def _page(request: HttpRequest, venue: Venue, page: str, done: object, refusal: str) -> HttpResponse:
    """The button, or why there is none."""
    context = {"frame": Frame.of(request.user, venue, page), "done": done, "refusal": refusal}
    return render(request, "bookings/desk_undo.html", context, status=409 if request.method == "POST" else 200)
