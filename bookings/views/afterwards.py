"""What a date's price still hangs on: typed when it is known, seen line by line, then added."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.rights import signed_in
from bookings import rights
from bookings.actions.price_afterwards import price_afterwards
from bookings.afterwards import kept_facts, open_questions, priced_afterwards, refuse_too_soon
from bookings.asking import Answers
from bookings.desk.frame import Frame
from bookings.exceptions import BookingError
from bookings.forms.afterwards import AfterwardsForm
from bookings.models import Session
from bookings.price_words import answers_words, names_at
from bookings.views.answers import see_other
from bookings.views.desk import page_and_act
from venues.tariffs.words import Names


@page_and_act
@login_required
def afterwards(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """To look shows the new price; only the second button adds it."""
    session = rights.desk_session_for(request.user, slug, pk, "desk:afterwards")
    venue, at, names = session.venue, timezone.now(), names_at(session.venue)
    back = reverse("desk:booking", args=[slug, session.booking.ref])
    try:
        refuse_too_soon(session, at)
        questions = open_questions(session)
    except BookingError as refusal:
        return _page(request, session, names, {"why_not": refusal}, status=409 if request.method == "POST" else 200)
    if not questions:
        return see_other(back) if request.method == "POST" else _page(request, session, names)

    typed = request.POST if request.method == "POST" else None
    form = AfterwardsForm(typed, questions=questions, names=names, currency=venue.operator.currency)
    if not form.is_valid():
        return _page(request, session, names, {"form": form}, status=422 if form.is_bound else 200)
    shown: dict[str, Any] = {}
    try:
        price = priced_afterwards(session, form.facts)
        shown = {
            "price": price,
            "lines": price.lines(names),
            "no_longer": price.no_longer(names),
            "off_bonds": price.off_bonds(names),
        }
        if request.POST.get("action") == "add":
            seen = request.POST.get("shown_price", "")
            price_afterwards(session, form.facts, shown_price=seen, by=signed_in(request), at=at)
            messages.success(request, _("The date costs %(total)s in all.") % {"total": price.total})
            return see_other(back)
    except BookingError as refusal:
        return _page(request, session, names, {"form": form, "refusal": refusal, **shown}, status=409)
    return _page(request, session, names, {"form": form, **shown})


def _page(
    request: HttpRequest, session: Session, names: Names, more: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    known = Answers(facts=kept_facts(session))
    context = {
        "frame": Frame.of(request.user, session.venue, "desk:booking"),
        "booking": session.booking,
        "session": session,
        "known": answers_words(known, names, session.venue.operator.currency),
        "has_address": bool(rights.letters_go_to(session.booking)),
        **(more or {}),
    }
    return render(request, "bookings/desk_afterwards.html", context, status=status)
