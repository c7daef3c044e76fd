"""When a place is open: the usual week, other dates, rooms with hours of their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.rights import signed_in
from bookings import actions
from bookings.actions.change_venue import mark
from bookings.actions.close import print_of_sessions
from bookings.desk.left_outside import left_outside
from bookings.desk.open_week import open_week
from bookings.desk.parts import part_words
from bookings.desk.place import Place
from bookings.desk.timetables import USUAL, Timetable, rows_of, timetables, week_words
from bookings.forms.as_sent import show_with
from bookings.forms.place.hours import ShownWeekForm, TimetableForm, WeekForm
from bookings.views.place.carried import carried, wants_back
from bookings.views.place.onward import onward
from venues import files
from venues.files import VenueFile

NEW = ""  # the key of a timetable that is not there yet
page_and_act = require_http_methods(["GET", "HEAD", "POST"])


@page_and_act
@login_required
def hours(request: HttpRequest, slug: str) -> HttpResponse:
    """The usual week, to be changed here; the others in a list; and what a week of one’s choice looks like."""
    place = Place.of(request.user, slug, "place:hours")
    file = files.from_database(place.venue)
    week = next((each for each in timetables(file.hours) if each.is_usual), USUAL)
    form = WeekForm(_typed(request), file=file, week=week, seen=mark(file, "hours"))
    if request.method == "POST":
        return _save(request, place, file, week.key, form, "place/hours.html")
    return _page(request, place, file, form, "place/hours.html")


@page_and_act
@login_required
def new(request: HttpRequest, slug: str) -> HttpResponse:
    place = Place.of(request.user, slug, "place:hours_new")
    file = files.from_database(place.venue)
    form = TimetableForm(_typed(request), file=file, week=USUAL, seen=mark(file, "hours"))
    if request.method == "POST":
        return _save(request, place, file, NEW, form, "place/hours_new.html")
    return _page(request, place, file, form, "place/hours_new.html")


@page_and_act
@login_required
def change(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Hours of some dates or rooms; they can be taken away here too."""
    place = Place.of(request.user, slug, "place:hours_change")
    file = files.from_database(place.venue)
    week = next((each for each in timetables(file.hours) if each.key == key and not each.is_usual), None)
    if week is None:
        raise Http404
    form = TimetableForm(_typed(request), file=file, week=week, seen=mark(file, "hours"))
    if request.method == "POST":
        return _save(request, place, file, week.key, form, "place/hours_change.html")
    return _page(request, place, file, form, "place/hours_change.html")


def _typed(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _save(
    request: HttpRequest, place: Place, file: VenueFile, replacing: str, form: WeekForm, template: str
) -> HttpResponse:
    """Save the week, after a page that lists the sessions it leaves outside, where there are any."""
    taken_away = "take_away" in request.POST and template == "place/hours_change.html"
    if not form.is_valid() and not taken_away:
        return _page(request, place, file, form, template, status=422)
    if wants_back(request.POST):
        return _page(request, place, file, form, template)

    others = [each for each in timetables(file.hours) if each.key != replacing]
    wanted = others if taken_away else [*others, form.timetable]
    rows, at = rows_of(wanted, file.cells), timezone.now()
    outside = left_outside(place.venue, file.hours, rows, at=at)
    if outside and request.POST.get("agreed") != print_of_sessions(outside):
        context = {
            "place": place,
            "outside": outside,
            "agreed": print_of_sessions(outside),
            "typed": carried(request.POST),
        }
        return render(request, "place/hours_check.html", context)

    seen = request.POST.get("seen", "")
    try:
        actions.change_venue(place.venue, part="hours", by=signed_in(request), at=at, seen=seen, hours=rows)
    except actions.ChangedMeanwhile as refusal:
        return _refused(request, place, form, template, [str(refusal)], status=409)
    except actions.ChangeRefused as refusal:
        words = [fault.words for fault in refusal.faults]
        return _refused(request, place, form, template, words, status=422)
    messages.success(request, _taken_away_words(form.week, file) if taken_away else _saved_words(form.timetable, file))
    return onward(request, place, reverse("place:hours", args=[place.venue.slug]))


def _refused(
    request: HttpRequest, place: Place, form: WeekForm, template: str, words: Sequence[str], *, status: int
) -> HttpResponse:
    """What was typed stands, with the refusal above it; the next try starts from what is saved now."""
    form.full_clean()
    for sentence in dict.fromkeys(words):
        form.add_error(None, sentence)
    file = files.from_database(place.venue)
    show_with(form, {"seen": mark(file, "hours")})
    return _page(request, place, file, form, template, status=status)


def _page(
    request: HttpRequest, place: Place, file: VenueFile, form: WeekForm, template: str, *, status: int = 200
) -> HttpResponse:
    today = timezone.now().astimezone(place.venue.tz).date()
    shown = ShownWeekForm(request.GET if "on" in request.GET else None, initial={"on": today})
    if status == 200 and shown.is_bound and not shown.is_valid():
        status = 400
    context = {
        "place": place,
        "form": form,
        "week": form.week,
        "others": [(each, part_words(file, each.cells)) for each in timetables(file.hours) if not each.is_usual],
        "today": today,
        "shown": shown,
        "open_week": open_week(file, shown.day or today),
    }
    return render(request, template, context, status=status)


def _saved_words(week: Timetable, file: VenueFile) -> str:
    if week.is_usual:
        return _("The usual week is saved. %(week)s") % {"week": week_words(week.days)}
    facts = {"part": part_words(file, week.cells), "dates": week.dates, "week": week_words(week.days)}
    if week.dates:
        return _("The hours are saved: %(part)s, %(dates)s. %(week)s") % facts
    return _("The hours are saved: %(part)s. %(week)s") % facts


def _taken_away_words(week: Timetable, file: VenueFile) -> str:
    facts = {"part": part_words(file, week.cells), "dates": week.dates or _("always")}
    return _("These hours are taken away: %(part)s, %(dates)s.") % facts
