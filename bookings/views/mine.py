"""One's own bookings: the list of dates, and a page for each booking."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe
from django_tables2 import RequestConfig

from accounts.models import Hirer, User
from accounts.rights import SEES_MONEY, signed_in
from bookings import rights
from bookings.accepting import accepted_with
from bookings.changing.extending import may_go_on
from bookings.desk.talk import for_them
from bookings.feeds import booking_calendar
from bookings.history import history
from bookings.how_many import month_words, open_to_answer, path_of
from bookings.models import Booking, Session, Thread
from bookings.next_year import slots_to_answer
from bookings.on_the_day import emergency_phone
from bookings.tables import YourDates
from bookings.views.asked_changes import wanted_of
from bookings.views.needs_told import access_of
from bookings.views.own_page import own_page
from bookings.views.threads.own import questions_of
from bookings.views.waiting import waited_for
from bookings.views.your_booking import sessions_of, your_booking
from bookings.way_in import way_in_now, ways_of_entry
from bookings.what_else import what_else

PER_PAGE = 20


@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """What all one's groups have to come, a row for each booking; `?show=past` for each date that is over."""
    groups = list(Hirer.objects.of(signed_in(request)).standing())
    money_of = rights.whose_money_to_see(signed_in(request))
    chosen = next((group for group in groups if group.ref == request.GET.get("group")), None)
    past = request.GET.get("show") == "past"

    now = timezone.now()
    dates = Session.objects.for_lists().select_related("venue__operator")
    dates = dates.filter(booking__hirer__in=[chosen] if chosen else groups)
    dates = dates.filter(ends_at__lte=now).order_by("-starts_at", "-pk") if past else dates.next_of_each_booking(now)
    shown = [chosen] if chosen else groups
    columns = {"group": len(shown) < 2, "price": money_of.isdisjoint(group.pk for group in shown)}
    all_told = all(group.pk in money_of for group in shown)
    left_out = [name for name, gone in columns.items() if gone]
    table = YourDates(dates, money_of=money_of, sorts_by_price=all_told, exclude=left_out)
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    context = {
        "table": table,
        "groups": groups,
        "chosen": chosen,
        "past": past,
        "slots": [] if past or chosen else slots_to_answer(signed_in(request), at=now),
        "months": [] if past else _months(signed_in(request), shown, now),
        "questions": [] if past or chosen else questions_of(signed_in(request)),
        "waits": [] if past else waited_for(shown),
    }
    return render(request, "bookings/mine.html", context)


def _months(user: User, groups: list[Hirer], at: datetime) -> list[tuple[str, str, str]]:
    """Whose letter how many came waits for an answer: the group, the month, and its page."""
    answers_for = {group.pk for group in rights.groups_to_book_for(user)}
    waiting = open_to_answer([group for group in groups if group.pk in answers_for], at)
    return [(asked.hirer.name, month_words(asked.month), path_of(asked)) for asked in waiting]


@require_safe
@own_page
def booking(request: HttpRequest, ref: str) -> HttpResponse:
    found, roles = rights.booking_and_roles_for(request.user, ref, "bookings:booking")
    refused, at = found.refused_dates.all(), timezone.now()
    yours = your_booking(found, at=at)
    sessions = [date.session for date in yours.dates]
    context = {
        "yours": yours,
        "ways_of_entry": ways_of_entry(found, at, sessions=sessions),
        "entry": way_in_now(found, at, sessions=sessions),
        "emergency_phone": emergency_phone(found, sessions, at=at),
        "booking": found,
        "venue": found.venue,
        "address": rights.address_for(request.user, found.venue, found),
        "instead": what_else(found, at=at) if found.status == Booking.Status.DECLINED else None,
        "could_not_be_had": [date for date in refused if not date.was_left_out],
        "left_out": [date for date in refused if date.was_left_out],
        "waits": found.waits.open().order_by("starts_at"),
        "history": history(found),
        "accepted": accepted_with(found),
        "asked_change": wanted_of(found),
        "may_go_on": may_go_on(found),
        "may_change": rights.allows(roles, "bookings:change"),
        "may_cancel": rights.allows(roles, "bookings:cancel"),
        "talk": for_them(Thread.objects.filter(booking=found).select_related("booking__hirer", "venue").first(), at=at),
        "may_answer": rights.allows(roles, "bookings:answer"),
        "may_state": rights.allows(roles, "bookings:needs"),
        "access": access_of(found),
        "may_list": rights.allows(roles, "bookings:listing"),
        "sees_money": SEES_MONEY in roles,
    }
    return render(request, "bookings/booking.html", context)


@require_safe
@own_page
@cache_control(private=True, no_cache=True)
@conditional_page
def calendar(request: HttpRequest, ref: str) -> HttpResponse:
    """The booking as a file that a calendar program accepts."""
    found = rights.booking_for(request.user, ref, "bookings:calendar")
    answer = HttpResponse(booking_calendar(found, sessions_of(found)), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="booking-{found.ref}.ics"'
    return answer
