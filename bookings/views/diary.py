"""The diary: a week of the venue or one day of it, and how many people came."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.rights import signed_in
from bookings import actions, rights
from bookings.desk.diary import Entry, days, week_of
from bookings.desk.frame import Frame
from bookings.exceptions import BookingError
from bookings.forms.desk import MOST_PEOPLE, CountForm, DayForm, WeekForm
from bookings.forms.phone import PhoneForm
from bookings.models import Session
from bookings.views.answers import see_other

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)


@require_safe
@login_required
def diary(request: HttpRequest, slug: str) -> HttpResponse:
    venue = rights.venue_for(request.user, slug, "desk:diary")
    frame = Frame.of(request.user, venue, "desk:diary")
    return _one_day(request, frame) if "day" in request.GET else _week(request, frame)


def _week(request: HttpRequest, frame: Frame) -> HttpResponse:
    """Monday to Sunday where a week is asked for; else today first, six days more, and what of this week is over."""
    venue, at = frame.venue, timezone.now()
    today = at.astimezone(venue.tz).date()
    form = WeekForm(request.GET or None, initial={"week": today})
    asked = form.cleaned_data["week"] if form.is_valid() else None
    monday = week_of(asked or today)
    number = 7 if asked else (today - monday).days + 7
    found = days(venue, monday, number, at=at, sees_everything=frame.sees_everything)
    over = [] if asked else [day for day in found if day.is_past]
    context = {
        "frame": frame,
        "form": form,
        "today": today,
        "monday": monday,
        "sunday": monday + timedelta(days=6),
        "before": monday - WEEK,
        "after": monday + WEEK,
        "days": found if asked else [],
        "over": over,
        "held": sum(len(day.entries) for day in over),
        "shown_in": "week" if asked else "diary",
        "to_come": [] if asked else [day for day in found if not day.is_past],
        "phone": PhoneForm() if frame.answers_the_phone else None,
    }
    return render(request, "bookings/diary.html", context, status=422 if form.errors else 200)


def _one_day(request: HttpRequest, frame: Frame) -> HttpResponse:
    """For a place of many rooms, where a week is too long a page."""
    venue, at = frame.venue, timezone.now()
    today = at.astimezone(venue.tz).date()
    form = DayForm(request.GET, initial={"day": today})
    on = (form.is_valid() and form.cleaned_data["day"]) or today
    [day] = days(venue, on, 1, at=at, sees_everything=frame.sees_everything)
    context = {"frame": frame, "form": form, "today": today, "day": day, "shown_in": "day"}
    context |= {"before": on - DAY, "after": on + DAY}
    return render(request, "bookings/diary_one_day.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def count(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """How many came; an empty answer takes the count back."""
    session = rights.desk_session_for(request.user, slug, pk, "desk:count")
    frame = Frame.of(request.user, session.venue, "desk:diary")
    private = session.booking.confidential and not frame.sees_everything
    entry = Entry(session, session.period, private, timezone.now())
    steps = "step" in request.POST
    typed = request.POST if request.method == "POST" and not steps else None
    begun = _stepped(request, entry) if steps else session.counted
    form = CountForm(typed, initial={"people": begun}, room_for=entry.room_for)
    context = {"frame": frame, "entry": entry, "form": form, "back": _back(request, session), "stepped": steps}
    if not form.is_valid():
        return render(request, "bookings/diary_count.html", context, status=422 if form.is_bound else 200)
    people = form.cleaned_data["people"]
    try:
        actions.count_people(session, people=people, by=signed_in(request), at=timezone.now())
    except BookingError as refusal:
        form.add_error(None, str(refusal))
        return render(request, "bookings/diary_count.html", context, status=409)
    messages.success(request, _counted_words(people))
    return see_other(_back(request, session))


def _stepped(request: HttpRequest, entry: Entry) -> int:
    """One fewer or one more than was typed; else what was counted or expected. To look at: the next button keeps it."""
    typed, by = request.POST.get("people", ""), 1 if request.POST["step"] == "1" else -1
    is_number = typed.isascii() and typed.isdigit() and len(typed) <= len(str(MOST_PEOPLE))
    people = int(typed) + by if is_number else max(by, entry.counts_from)
    return min(max(0, people), MOST_PEOPLE)


def _back(request: HttpRequest, session: Session) -> str:
    """The session in its week, or in the page of its one day for whoever came from there."""
    on = session.starts_at.astimezone(session.venue.tz).date()
    shown = f"day={on}" if "day" in request.GET else f"week={week_of(on)}"
    return f"{reverse('desk:diary', args=[session.venue.slug])}?{shown}#session-{session.pk}"


def _counted_words(people: int | None) -> str:
    if people is None:
        return _("The count was taken back.")
    return ngettext("%(people)s person counted.", "%(people)s people counted.", people) % {"people": people}
