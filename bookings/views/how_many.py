"""How many came: a group's page of a month, by the link of its letter; and the desk's, for those who do not write."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from dateutil.relativedelta import relativedelta
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django_ratelimit.decorators import ratelimit

from accounts.models import User
from accounts.rights import signed_in
from bookings import rights
from bookings.actions.say_how_many import say_how_many, say_how_many_for_them
from bookings.desk.frame import Frame
from bookings.exceptions import BookingError
from bookings.forms.how_many import HowManyForms
from bookings.how_many import (
    asked_of,
    dates_of,
    dates_over,
    hirer_of,
    is_due_to_say_whom,
    month_asked_at,
    month_before,
    month_words,
    path_of,
    verdicts_of,
)
from bookings.models import MonthAsked, Verdict
from bookings.views.answers import see_other
from venues.actions.ask_afterwards import ask_afterwards
from venues.models import Venue

page_and_act = require_http_methods(["GET", "HEAD", "POST"])
WRONG, TOO_LATE = 422, 409
PER_PAGE = 10
MONTHS_BACK = 12


@page_and_act
@never_cache
@ratelimit(key="ip", rate="120/h", method="POST")
def month(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever has the letter says how many came; to look changes nothing."""
    asked, at = month_at_link(token), timezone.now()
    found = asked_of(dates_of(asked, at), verdicts=verdicts_of(asked), month=asked.month)
    posted = request.POST if request.method == "POST" else None
    forms = HowManyForms(posted, asked=found)
    refusal, status = "", 200
    if posted is not None and not forms.is_valid():
        status = WRONG
    elif posted is not None and forms.is_empty:
        refusal, status = _("Tick one answer. Nothing was kept."), WRONG
    elif posted is not None:
        try:
            say_how_many(asked, forms.said, by=_by(request), at=at)
        except BookingError as refused:
            refusal, status = str(refused), TOO_LATE
        else:
            messages.success(request, _("Thank you. The hall has your numbers."))
            return see_other(request.path)
    halls = sorted({each.booking.venue.name for each in found})
    context = {
        "asked": asked,
        "hirer": hirer_of(asked),
        "month": month_words(asked.month),
        "forms": forms,
        "refusal": refusal,
        "is_open": asked.is_open(at),
        "last_day": asked.closes_on - relativedelta(days=1),
        "whom_link": path_of(asked, "bookings:month_whom"),
        "whom_is_due": is_due_to_say_whom(hirer_of(asked), timezone.localdate(at)),
        "halls": get_text_list(halls, _("and")) if halls else asked.operator,
        "several_halls": len(halls) > 1,
        "is_wrong": status == WRONG,
    }
    return _private(render(request, "bookings/month.html", context, status=status))


def month_at_link(token: str) -> MonthAsked:
    """Raises Http404 for an address that no letter had."""
    asked = month_asked_at(token)
    if asked is None:
        raise Http404
    return asked


def _by(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None


def _private(answer: HttpResponse) -> HttpResponse:
    answer["X-Robots-Tag"] = "noindex"
    return answer


@page_and_act
@login_required
def desk(request: HttpRequest, slug: str) -> HttpResponse:
    """A month of the hall: dates of which nobody said anything, and what groups say of the space."""
    venue, at = rights.venue_for(request.user, slug, "desk:how_many"), timezone.now()
    if request.method == "POST" and "letters" in request.POST:
        return _letters(request, venue)
    chosen = _month(request, venue, at)
    dates = dates_over([venue], chosen, at)
    missing = dates.filter(counted=None, typical=None)
    page = Paginator(missing.values_list("booking", flat=True).order_by("booking").distinct(), PER_PAGE)
    shown = page.get_page(request.GET.get("page"))
    found = asked_of(missing.filter(booking__in=list(shown)), month=chosen)
    posted = request.POST if request.method == "POST" else None
    forms = HowManyForms(posted, asked=found, desk=True)
    if forms.is_valid() and not forms.is_empty:
        kept = say_how_many_for_them(venue, chosen, forms.said.numbers, by=signed_in(request), at=at)
        words = ngettext("Kept for %(count)d date.", "Kept for %(count)d dates.", kept)
        messages.success(request, words % {"count": kept})
        return see_other(f"{reverse('desk:how_many', args=[slug])}?month={chosen:%Y-%m}")
    context = {
        "frame": Frame.of(request.user, venue, "desk:how_many"),
        "month": month_words(chosen),
        "chosen": chosen,
        "months": _months(venue, at),
        "page": shown,
        "forms": forms,
        "states": _states(dates),
        "verdicts": _verdicts(venue, chosen),
        "is_wrong": posted is not None,
    }
    return render(request, "bookings/desk_how_many.html", context, status=WRONG if posted is not None else 200)


def _letters(request: HttpRequest, venue: Venue) -> HttpResponse:
    """The hall asks its groups by letter, or no longer does."""
    asks = request.POST["letters"] == "yes"
    ask_afterwards(venue, asks=asks, by=signed_in(request))
    messages.success(request, _("Groups are asked once a month.") if asks else _("No letters ask how many came."))
    return see_other(request.get_full_path())


def _months(venue: Venue, at: datetime) -> list[tuple[date, str]]:
    """This month and those before it, the newest first."""
    newest = timezone.localdate(at, venue.tz).replace(day=1)
    months = [newest - relativedelta(months=back) for back in range(MONTHS_BACK + 1)]
    return [(each, month_words(each)) for each in months]


def _month(request: HttpRequest, venue: Venue, at: datetime) -> date:
    """The month that is asked for, else the one before this."""
    known = {f"{each:%Y-%m}": each for each, _words in _months(venue, at)}
    return known.get(request.GET.get("month", ""), month_before(timezone.localdate(at, venue.tz)))


def _states(dates: Any) -> dict[str, int]:
    """How many dates stand in which state: the three are never added together."""
    rows = list(dates.values_list("counted", "typical"))
    counted = sum(each is not None for each, _typical in rows)
    typical = sum(each is None and told is not None for each, told in rows)
    return {"all": len(rows), "counted": counted, "typical": typical, "missing": len(rows) - counted - typical}


def _verdicts(venue: Venue, chosen: date) -> list[Verdict]:
    """What was asked with that month, those with words first."""
    rows = Verdict.objects.filter(booking__venue=venue, month=chosen).select_related("booking__hirer")
    return sorted(rows, key=lambda each: (not each.words, each.score is None, -(each.score or 0)))
