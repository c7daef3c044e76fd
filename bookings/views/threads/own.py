"""The page of whoever asked before a booking, by the secret address that its letters hold."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django_ratelimit.decorators import ratelimit

from accounts.models import User
from bookings import rights
from bookings.actions.look_round import accept_look_round, call_off_look_round
from bookings.actions.write_in_thread import say_more
from bookings.desk.talk import for_them
from bookings.desk.threads import Looking, Wanted
from bookings.exceptions import BookingError
from bookings.forms.threads import MessageForm
from bookings.models import Thread
from bookings.thread_links import address_of, thread_at
from bookings.views.answers import see_other


@require_http_methods(["GET", "HEAD", "POST"])
@ratelimit(key="ip", rate="60/h", method="POST")
@ratelimit(key=lambda group, request: request.path, rate="60/d", method="POST")
def asked(request: HttpRequest, token: str) -> HttpResponse:
    """Read, write more, say yes to a time to look round; whoever has no such address finds nothing here."""
    thread = thread_at(token)
    if thread is None:
        raise Http404
    if request.method == "POST" and {"accept", "call_off"} & set(request.POST):
        return _about_looking(request, thread)
    form = MessageForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _page(request, thread, form, status=422 if form.is_bound else 200)
    say_more(thread, form.cleaned_data["text"], by=_who(request, thread), at=timezone.now())
    messages.success(request, _("Sent. The hall has a letter, and answers as soon as it can."))
    return see_other(request.path)


def questions_of(user: User) -> list[tuple[Thread, str]]:
    """What this person has asked halls and not booked yet, each with the address of its page; one question."""
    found = Thread.objects.filter(user=user, forgotten_at=None, became=None).select_related("venue", "room")
    return [(thread, address_of(thread)) for thread in found]


def _about_looking(request: HttpRequest, thread: Thread) -> HttpResponse:
    by, at = _who(request, thread), timezone.now()
    if not _is_shown(thread):
        messages.info(request, _("That time is no longer offered. Write to the hall, and it will say another."))
        return see_other(request.path)
    try:
        if "accept" in request.POST:
            accept_look_round(thread, by=by, at=at)
            messages.success(request, _("You are expected. The hall has a letter."))
        else:
            call_off_look_round(thread, "", by=by, from_desk=False, at=at)
            messages.success(request, _("Called off. The hall has a letter."))
    except BookingError as refusal:
        return _page(request, thread, MessageForm(), refusal=str(refusal), status=409)
    return see_other(request.path)


def _page(request: HttpRequest, thread: Thread, form: MessageForm, *, refusal: str = "", status: int) -> HttpResponse:
    at, venue = timezone.now(), thread.venue
    context: dict[str, Any] = {
        "thread": thread,
        "venue": venue,
        "address": rights.address_for(request.user, venue),
        "talk": for_them(thread, at=at),
        "looking": Looking(thread, at) if _is_shown(thread) else None,
        "wanted": Wanted(thread, at),
        "form": form,
        "refusal": refusal,
        "kept_months": Thread.KEPT_MONTHS,
    }
    answer = render(request, "bookings/asked.html", context, status=status)
    answer["Cache-Control"], answer["X-Robots-Tag"] = "no-store", "noindex"
    return answer


def _is_shown(thread: Thread) -> bool:
    """Whether the time to look round that stands is one that the hall can no longer take back."""
    looks = [said.message for said in for_them(thread, at=timezone.now()) if said.message.look]
    return thread.look_at is not None and bool(looks) and looks[-1].look_at == thread.look_at


def _who(request: HttpRequest, thread: Thread) -> User | None:
    """Whoever has the address writes as the one who asked; only they themselves are written down as an account."""
    return thread.user if thread.user_id and request.user.pk == thread.user_id else None
