"""Ask a venue what nobody knows of getting to a room, into it and around; no account."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django_ratelimit.decorators import ratelimit

from accounts.clock import day_words
from accounts.models import User
from bookings.actions.answer_about_access import is_unknown
from bookings.actions.ask_about_access import ask_about_access
from bookings.forms.access_questions import AccessAskForm
from bookings.views.access_guide import room_with_guide
from bookings.views.answers import see_other
from venues.access.vocabulary import FACTS
from venues.bank_holidays import bank_holidays
from venues.rights import venue_to_see
from venues.working_days import working_day_after


@require_http_methods(["GET", "HEAD", "POST"])
@ratelimit(key="ip", rate="30/h", method="POST")
@ratelimit(key=lambda group, request: request.path, rate="200/d", method="POST")
def ask_about(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """`begin` in what is sent opens the page with some facts ticked: facts and needs never stand in an address."""
    venue, at = venue_to_see(request.user, slug), timezone.now()
    room, guide = room_with_guide(venue, code)
    unknown = [fact for fact in FACTS.values() if is_unknown(guide, fact.code)]
    begins = request.method == "GET" or "begin" in request.POST
    form = AccessAskForm(None if begins else request.POST, unknown=unknown, initial=_begun(request))
    today = at.astimezone(venue.tz).date()
    if not form.is_valid():
        due = working_day_after(today, venue.answer_days, bank_holidays(venue.nation))
        context = {"form": form, "venue": venue, "room": room, "unknown": unknown, "due": due}
        return render(request, "bookings/access_ask.html", context, status=422 if form.is_bound else 200)
    found = form.cleaned_data
    question = ask_about_access(
        room, facts=found["facts"], needs=found["need"], email=found["email"], words=found["words"], at=at
    )
    words = _("Sent to %(venue)s. The answer comes by letter to you, by %(day)s.")
    messages.success(request, words % {"venue": venue.name, "day": day_words(question.due_on)})
    return see_other(room.guide_address)


def _begun(request: HttpRequest) -> dict[str, Any]:
    """What a button of a guide or of a search's answer sent along; an address that is signed in need not be typed."""
    email = request.user.email if isinstance(request.user, User) else ""
    return {"facts": request.POST.getlist("facts"), "need": request.POST.getlist("need"), "email": email}
