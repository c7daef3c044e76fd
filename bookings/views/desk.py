"""The secretary's pages: what waits, one booking, and the answers to it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.looks import keep_look
from accounts.models import User
from accounts.rights import signed_in
from bookings import actions, rights
from bookings.desk import diary, entitlements, one_booking, waiting
from bookings.desk.access_needs import lines_at, out_of
from bookings.desk.asked_changes import wanted_at
from bookings.desk.decided import decided_lately
from bookings.desk.frame import Frame
from bookings.desk.letters import waiting_at as letters_at
from bookings.desk.next_year import open_year
from bookings.desk.open_dates import open_dates
from bookings.desk.pencilled import let_go_of, pencilled_at
from bookings.desk.proposals import unread_comments
from bookings.desk.undoable import Done, last_of, undoable_at
from bookings.desk.waits import to_ring, waiting_number
from bookings.exceptions import BookingError, ThingsGone
from bookings.forms.desk import REASONS, DeclineForm, StandingForm
from bookings.forms.phone import PhoneForm
from bookings.left_wishes import wishes_near
from bookings.models import Booking
from bookings.views.answers import see_other
from bookings.views.needs_told import access_of

ROWS = 20
page_and_act = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@login_required
def requests(request: HttpRequest, slug: str) -> HttpResponse:
    venue = rights.venue_for(request.user, slug, "desk:requests")
    frame = Frame.of(request.user, venue, "desk:requests")
    at = timezone.now()
    page = Paginator(waiting.waiting_at(venue), ROWS).get_page(request.GET.get("page"))
    today = at.astimezone(venue.tz).date()
    undoable, asked = undoable_at(venue, at=at), waiting.requests(list(page.object_list), at=at)
    pencilled, needed = pencilled_at(venue, at=at), lines_at(venue, at=at) if frame.sees_needs else []
    done: list[Done] = [*undoable, *let_go_of(pencilled)]
    context = {
        "frame": frame,
        "work": entitlements.work_at(venue, today) if frame.sees_entitlements else None,
        "page": page,
        "refusals": REASONS,
        "waiting": asked,
        "sent": waiting.prices_sent(venue),
        "gone": waiting.whose_hours_have_gone(asked),
        "year": open_year(venue),
        "comments": unread_comments(venue),
        "letters": letters_at(venue, at=at) if frame.may_decide else None,
        "access": [line for line in needed if line.waits],
        "say_what_they_need": {line.booking.pk for line in needed if line.unanswered},
        "out_for": {line.booking.pk for line in needed if line.out},
        "open_dates": open_dates(venue, at=at) if frame.may_decide else None,
        "phone": PhoneForm() if frame.answers_the_phone else None,
        "changes": wanted_at(venue, at=at),
        "pencilled": pencilled,
        "decided": decided_lately(venue, undoable, at=at),
        "done": last_of(done, signed_in(request)),
        "to_ring": to_ring(venue, at=at) if frame.may_decide else None,
        "who_waits": waiting_number(venue, at=at),
        "wishes": len(wishes_near(venue, on=today)) if frame.answers_wishes else 0,
        "days": diary.days(venue, today, 2, at=at, sees_everything=frame.sees_everything),
    }
    return render(request, "bookings/desk.html", context)


@require_safe
@login_required
def booking(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    found = rights.desk_booking_for(request.user, slug, ref, "desk:booking")
    return _booking_page(request, found)


@page_and_act
@login_required
def confirm(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """Say yes; to ask for the page shows the button only."""
    found = rights.desk_booking_for(request.user, slug, ref, "desk:confirm")
    if request.method != "POST":
        return _page(request, found, "bookings/desk_confirm.html")
    by = signed_in(request)
    try:
        actions.confirm_booking(found, by=by, at=timezone.now(), gone=request.POST.getlist("gone"))
    except ThingsGone as gone:
        return _page(request, found, "bookings/desk_confirm.html", {"gone": gone}, status=409)
    except BookingError as refusal:
        if not _was_done(found, Booking.Status.CONFIRMED, by):
            return _booking_page(request, found, refusal)
    return see_other(back_to_requests(found))


@page_and_act
@login_required
def decline(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """Say no, with a reason to count and words for the hirer."""
    found = rights.desk_booking_for(request.user, slug, ref, "desk:decline")
    form = DeclineForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return _page(request, found, "bookings/desk_decline.html", {"form": form}, status=status)
    by = signed_in(request)
    try:
        actions.decline_booking(found, **form.cleaned_data, by=by, at=timezone.now())
    except BookingError as refusal:
        if not _was_done(found, Booking.Status.DECLINED, by):
            return _booking_page(request, found, refusal)
    return see_other(back_to_requests(found))


@page_and_act
@login_required
def standing(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """Whether this hirer's bookings are confirmed at once in future."""
    found = rights.desk_booking_for(request.user, slug, ref, "desk:standing")
    form = StandingForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return _page(request, found, "bookings/desk_standing.html", {"form": form}, status=status)
    at_once = form.cleaned_data["at_once"]
    actions.set_standing(found.venue, found.hirer, at_once=at_once, by=signed_in(request), at=timezone.now())
    done = _("%(hirer)s now books at once.") if at_once else _("Requests of %(hirer)s now wait for your answer.")
    messages.success(request, done % {"hirer": found.hirer})
    return see_other(reverse("desk:booking", args=[slug, ref]))


def _booking_page(request: HttpRequest, found: Booking, refusal: BookingError | None = None) -> HttpResponse:
    """All of one booking, the refusal above it where an act could not be done. The looking is written down."""
    at = timezone.now()
    keep_look(signed_in(request), found.hirer, page="desk:booking", at_place=found.venue.slug, at=at)
    done = [each for each in undoable_at(found.venue, at=at) if each.act.booking_id == found.pk]
    access = access_of(found)
    more = {
        "access": access,
        "out": out_of(found, at=at) if access.stated else [],
        "refusal": refusal,
        "done": last_of(done, signed_in(request)),
    }
    return _page(request, found, "bookings/desk_booking.html", more, status=409 if refusal else 200)


def _page(
    request: HttpRequest, found: Booking, template: str, more: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    context = {
        "frame": Frame.of(request.user, found.venue, "desk:booking"),
        "whole": one_booking.whole(found.ref, at=timezone.now()),
        **(more or {}),
    }
    return render(request, template, context, status=status)


def _was_done(found: Booking, status: Booking.Status, by: User) -> bool:
    """Whether this person has done just this already: the same button pressed twice leads to the first result."""
    return Booking.objects.filter(pk=found.pk, status=status, decided_by=by).exists()


def back_to_requests(found: Booking) -> str:
    """The page of the requests, at the one after that which was answered."""
    return reverse("desk:requests", args=[found.venue.slug]) + waiting.place_after(found)
