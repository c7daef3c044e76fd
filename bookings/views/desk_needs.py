"""The desk sees to what is needed: the list of what waits, one booking's answers, and what a caretaker ticks."""

from __future__ import annotations

from collections.abc import Collection, Set
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.looks import keep_look
from accounts.rights import signed_in
from bookings import rights
from bookings.actions.answer_needs import answer_needs
from bookings.actions.ask_whether_it_worked import note_that_it_was_read
from bookings.actions.state_needs import may_be_stated, state_needs
from bookings.actions.tick_task import tick_task
from bookings.desk import one_booking
from bookings.desk.access_needs import lines_at, out_of
from bookings.desk.diary import days, week_of
from bookings.desk.frame import Frame
from bookings.exceptions import BookingError
from bookings.forms.answering_needs import AnswerNeedForm
from bookings.forms.stated import StatedForm, as_initial
from bookings.models import Adjustment, Booking, Session, StatedNeed
from bookings.sent_numbers import sent_number
from bookings.stated_needs import Stated, label_of
from bookings.tasks import Task
from bookings.views.answers import see_other
from bookings.views.guides import NeedLine
from bookings.views.needs_told import NeedsTold, needs_told_of
from venues.models import Room, Venue
from venues.rooms_that_meet import rooms_that_meet

page_and_act = require_http_methods(["GET", "HEAD", "POST"])
WRONG, TOO_LATE = 422, 409


@dataclass(frozen=True)
class NeedToAnswer:
    """One need with the rooms' answers to it, and the form for the hall's."""

    row: StatedNeed
    label: str
    lines: list[tuple[str, NeedLine]]
    form: AnswerNeedForm


@require_safe
@login_required
def access(request: HttpRequest, slug: str) -> HttpResponse:
    """Which bookings wait for a word about access; no need is named."""
    venue = rights.venue_for(request.user, slug, "desk:access")
    frame, at = Frame.of(request.user, venue, "desk:requests"), timezone.now()
    today = days(venue, at.astimezone(venue.tz).date(), 1, at=at, sees_everything=True)[0]
    context = {"frame": frame, "lines": lines_at(venue, at=at), "day": today, "shown_in": "access"}
    return render(request, "bookings/desk_access.html", context)


@page_and_act
@login_required
@never_cache
def needs(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """What one booking needs, and what the hall says to each. The looking is written down."""
    found, at = rights.desk_booking_for(request.user, slug, ref, "desk:needs"), timezone.now()
    keep_look(signed_in(request), found.hirer, page="desk:needs", at_place=slug, at=at)
    if request.method == "POST" and "read" in request.POST:
        return _read(request, found, at)
    is_pressed = request.method == "POST"
    shown = frozenset(key for sent in request.POST.getlist("shown") if (key := sent_number(sent)) is not None)
    told, asked = _all_asked(request, found, shown, at)
    faults = [each for each in asked if each.form.is_bound and not each.form.is_valid()]  # every form is looked at
    refusal = ""
    if is_pressed and (not faults or shown != {each.row.pk for each in asked}):
        try:
            answers = [each.form.answered for each in asked if each.form.is_bound and each.form.is_answered]
            is_changed = answer_needs(found, answers, shown=shown, by=signed_in(request), at=at)
        except BookingError as refused:
            refusal = str(refused)
            told, asked = _all_asked(request, found, shown, at)
        else:
            messages.success(request, _saved_words(found) if is_changed else _("Nothing was changed."))
            return see_other(reverse("desk:needs", args=[slug, ref]))
    context = {
        "frame": Frame.of(request.user, found.venue, "desk:booking"),
        "whole": one_booking.whole(found.ref, at=at),
        "asked": asked,
        "wrong": faults,
        "refusal": refusal,
        "needs": told,
        "instead": _others(told),
        "may_state": may_be_stated(found, at=at),
        "out": out_of(found, at=at) if asked else [],
        "worked": [each for each in found.asked_whether_it_worked.select_related("session") if each.outcome],
    }
    status = TOO_LATE if refusal else WRONG if faults else 200
    return render(request, "bookings/desk_needs.html", context, status=status)


def _read(request: HttpRequest, found: Booking, at: datetime) -> HttpResponse:
    key = sent_number(request.POST["read"])
    asked = found.asked_whether_it_worked.filter(pk=key).first() if key is not None else None
    if asked:
        note_that_it_was_read(asked, by=signed_in(request), at=at)
        messages.success(request, _("Noted that you have read it."))
    return see_other(reverse("desk:needs", args=[found.venue.slug, found.ref]))


def _all_asked(
    request: HttpRequest, found: Booking, shown: Set[int], at: datetime
) -> tuple[NeedsTold | None, list[NeedToAnswer]]:
    """As it is now, with what was typed to those of it that were shown."""
    rows = list(found.stated_needs.prefetch_related("adjustments"))
    told = needs_told_of(found, Stated.of(rows), at=at)
    starts = _starts(found, at) if shown else ()
    return told, [_to_answer(request.POST if row.pk in shown else None, row, told, starts) for row in rows]


def _to_answer(
    sent: QueryDict | None, row: StatedNeed, told: NeedsTold | None, starts: Collection[time]
) -> NeedToAnswer:
    task = next((each for each in row.adjustments.all() if each.ended_at is None), None)
    form = AnswerNeedForm(sent, row=row, task=task, starts=starts)
    return NeedToAnswer(row, label_of(row), told.lines_of(row.need) if told else [], form)


def _starts(found: Booking, at: datetime) -> list[time]:
    """When its dates to come begin, by the venue's clock, the earliest first."""
    to_come = found.sessions.filter(status=Session.Status.PLANNED, starts_at__gt=at)
    moments = to_come.order_by("starts_at").values_list("starts_at", flat=True)
    return sorted({moment.astimezone(found.venue.tz).time() for moment in moments})


def _others(told: NeedsTold | None) -> list[Room]:
    """Rooms that are known to have all of it that day, where not all of it is met here."""
    if told is None or told.all_met or not told.rooms:
        return []
    here = told.rooms[0].room
    return rooms_that_meet(told.stated.needs, instead_of=here, on=told.on, said=told.stated.said)


def _saved_words(found: Booking) -> str:
    if not rights.letters_go_to(found):
        return _("Saved. %(who)s has no e-mail address: a letter waits to be printed.") % {"who": found.hirer}
    return _("Saved. A letter goes in five minutes; answer anew before that, and only the last goes.")


@page_and_act
@login_required
@never_cache
def state(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """For somebody on the telephone or at the door."""
    found, at = rights.desk_booking_for(request.user, slug, ref, "desk:needs_state"), timezone.now()
    keep_look(signed_in(request), found.hirer, page="desk:needs", at_place=slug, at=at)
    initial = as_initial(Stated.of(found.stated_needs.all()))
    form = StatedForm(request.POST if request.method == "POST" else None, initial=initial)
    del form.fields["save_needs"]
    form.fields["needs"].help_text = _("Tick what they say, never why. They can see and change it on their own page.")
    context: dict[str, Any] = {
        "frame": Frame.of(request.user, found.venue, "desk:booking"),
        "whole": one_booking.whole(found.ref, at=at),
        "form": form,
        "may_state": may_be_stated(found, at=at),
    }
    if not form.is_valid():
        return render(request, "bookings/desk_needs_state.html", context, status=WRONG if form.is_bound else 200)
    try:
        state_needs(found, form.stated, at=at, desk=True)
    except BookingError as refusal:
        form.add_error(None, str(refusal))
        return render(request, "bookings/desk_needs_state.html", context, status=TOO_LATE)
    messages.success(request, _("Written down. Now say for each what you do."))
    return see_other(reverse("desk:needs", args=[slug, ref]))


@page_and_act
@login_required
def task(request: HttpRequest, slug: str, pk: int, date: int) -> HttpResponse:
    """Tick what was to be done, or take the tick back; what, where and by when is all there is to read."""
    venue, at = rights.venue_for(request.user, slug, "desk:task"), timezone.now()
    adjustment = get_object_or_404(Adjustment.objects.at(venue).in_force().select_related("stated"), pk=pk)
    session = Session.objects.filter(pk=date, booking=adjustment.stated.booking_id).select_related("venue").first()
    if session is None:
        raise Http404
    ticks = adjustment.ticks.filter(session=session, due_at=adjustment.due_for(session)).select_related("done_by")
    found = Task(adjustment, session, at, ticks.first())
    back = _back(request, venue, found)
    context = {"frame": Frame.of(request.user, venue, "desk:diary"), "task": found, "back": back, "refusal": ""}
    if request.method != "POST":
        return render(request, "bookings/desk_task.html", context)
    is_done = request.POST.get("done") != "no"
    try:
        tick_task(adjustment, session, shown=_shown(request), is_done=is_done, by=signed_in(request), at=at)
    except BookingError as refusal:
        return render(request, "bookings/desk_task.html", {**context, "refusal": str(refusal)}, status=TOO_LATE)
    messages.success(request, _("Ticked.") if is_done else _("The tick was taken back."))
    return see_other(back)


def _shown(request: HttpRequest) -> datetime | None:
    """When it was due by the page on which it was pressed; whoever sends may write anything."""
    try:
        shown = datetime.fromisoformat(request.POST.get("due", ""))
    except ValueError:
        return None
    return shown if shown.tzinfo else None


def _back(request: HttpRequest, venue: Venue, found: Task) -> str:
    """The task where it was pressed: among the coming days, in its week or at access; else in the page of its day."""
    on, diary = found.due.astimezone(venue.tz).date(), reverse("desk:diary", args=[venue.slug])
    places = {
        "diary": f"{diary}#to-do-{on}",
        "week": f"{diary}?week={week_of(on)}#to-do-{on}",
        "access": f"{reverse('desk:access', args=[venue.slug])}#to-do-{on}",
    }
    return places.get(request.GET.get("from", ""), f"{diary}?day={on}#to-do")
