"""Hire once, without an account: the same form, a letter with a link, and the button behind it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django_ratelimit.core import is_ratelimited
from django_ratelimit.exceptions import Ratelimited

from bookings import rights, waiting_keys
from bookings.accepting import to_accept
from bookings.actions.ask_as_guest import ask_as_guest, known_hirer
from bookings.actions.ask_by_letter import ask_by_letter, guest_ask_for
from bookings.actions.join_thread import join_thread
from bookings.actions.keep_booking import keep_booking
from bookings.actions.send_link import send_links_again
from bookings.actions.wait_as_guest import wait_as_guest
from bookings.exceptions import BookingError
from bookings.forms.accepting import AcceptForm
from bookings.forms.book import BookForm
from bookings.forms.guest import GuestForm, LinkAgainForm, series_asked
from bookings.forms.shown import ShownForm
from bookings.keys import path_for
from bookings.models import GuestAsk
from bookings.series_words import series_words
from bookings.thread_links import marked
from bookings.views import book as with_account
from bookings.views.answers import see_other
from bookings.views.kept_needs import to_begin_with
from bookings.views.own_page import keep_in_account
from venues.models import Room

SERIES = ("every", "until", "weekdays", "picked", "skip", "term_time", "not_bank_holidays")  # as addresses say it
GONE, BEGAN = 410, "began"  # the second is the mark of the question that it began as
page_and_act = require_http_methods(["GET", "HEAD", "POST"])
WITH_ACCOUNT = {"sign_in": "account_login", "sign_up": "account_signup"}
NOTHING_TO_ACCEPT = AcceptForm(conditions=None)  # that comes with the button behind the link


def book(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    room = with_account.room_on_offer(slug, code)
    if request.user.is_authenticated:
        return with_account.book(request, room)
    return _as_guest(request, room)


def _as_guest(request: HttpRequest, room: Room) -> HttpResponse:
    """Every price is shown; nothing is asked for, and no hours are kept, before the link is used."""
    at = timezone.now()
    back = urlencode({"next": _here(request)})
    more: dict[str, Any] = {name: f"{reverse(url)}?{back}" for name, url in WITH_ACCOUNT.items()}
    more["series"] = _series(request, room, at)
    if request.method != "POST":
        query = {**request.GET.dict(), **_who_asked(request, room)}
        form = GuestForm(room=room, at=at, query=query, needs=to_begin_with(request))
        return with_account.show_form(request, form, **more)
    _at_most(request, "guest pages", "240/h")
    form = GuestForm(request.POST, room=room, at=at)
    if not form.is_valid():
        return with_account.show_form(request, form, status=with_account.WRONG, **more)
    if request.POST.get("action") == "change":
        return with_account.show_form(request, form, **more)
    shown = ShownForm(request.POST)
    if request.POST.get("action") in ("ask", "wait") and shown.is_valid():
        to_wait = request.POST["action"] == "wait"
        return _send(request, form, shown.cleaned_data["submission_key"], at, to_wait=to_wait)
    return with_account.show_check(request, form, at, accept=NOTHING_TO_ACCEPT, step="guest", series=more["series"])


def _who_asked(request: HttpRequest, room: Room) -> dict[str, str]:
    """Whoever began with a question has said who they are."""
    thread = marked(request.GET.get(BEGAN, ""), room.venue)
    return {"name": thread.name, "email": thread.email} if thread else {}


def _series(request: HttpRequest, room: Room, at: datetime) -> dict[str, Any] | None:
    """The series that the address asked for: in words, and as it travels on hidden; here one date is asked for."""
    said = (request.POST if request.method == "POST" else request.GET).dict()
    pattern = series_asked(said, room.venue, at)
    if pattern is None:
        return None
    hidden = [(name, said[name]) for name in SERIES if said.get(name)]
    return {"words": series_words(pattern), "count": len(pattern.dates()), "hidden": hidden}


def _here(request: HttpRequest) -> str:
    """With the day and the hours that were typed, so that they stand in the form after signing in."""
    if request.method != "POST":
        return request.get_full_path()
    kept = {
        name: request.POST[name] for name in ("on", "from", "to", "people", *SERIES, BEGAN) if request.POST.get(name)
    }
    return f"{request.path}?{urlencode(kept)}" if kept else request.path


def _send(request: HttpRequest, form: GuestForm, page_key: str, at: datetime, *, to_wait: bool) -> HttpResponse:
    """The same words whoever the address belongs to."""
    email = form.cleaned_data["email"].lower()
    _at_most(request, "guest links", "20/h")
    _at_most(request, "guest links to one", "6/h", about=email)
    typed = QueryDict(mutable=True)
    for name, value in (*form.typed(), *form.chosen):
        typed.appendlist(name, value)
    if request.POST.get(BEGAN):
        typed[BEGAN] = request.POST[BEGAN]
    ask_by_letter(form.room, email=email, typed=typed, page_key=page_key, at=at, to_wait=to_wait)
    context = {"email": email, "to_wait": to_wait, "room": form.room, "venue": form.room.venue}
    return render(request, "bookings/guest_sent.html", context)


@page_and_act
@never_cache
def by_letter(request: HttpRequest, token: str) -> HttpResponse:
    """Everything read back as it stands now, and the button; the booking itself once it was pressed."""
    found, at = guest_ask_for(token), timezone.now()
    if found is not None and found.booking is not None:
        return redirect(path_for(found.booking))
    if found is not None and found.wait is not None:
        return redirect(waiting_keys.path_for(found.wait))
    if found is None or found.expires_at <= at or not _is_on_offer(found.room):
        return render(request, "bookings/guest_gone.html", {"room": found.room if found else None}, status=GONE)
    form = GuestForm(QueryDict(found.typed), room=found.room, at=at)
    if not form.is_valid():
        return _gone(request, form)
    hirer = known_hirer(form.ask.hirer)
    if hirer is not None:
        hirer.contact_phone = form.ask.hirer.contact_phone or hirer.contact_phone
        form.ask = replace(form.ask, hirer=hirer)
    if request.method == "POST" and request.POST.get("action") == "wait":
        return _wait(request, found, form, at)
    if request.method == "POST":
        return _ask(request, found, form, at)
    return _read_back(request, form, at, to_wait=found.to_wait)


def _read_back(request: HttpRequest, form: GuestForm, at: datetime, **more: Any) -> HttpResponse:
    cannot_be = partial(_gone, request)
    return with_account.show_check(request, form, at, step="by letter", cannot_be=cannot_be, **more)


def _gone(request: HttpRequest, form: BookForm) -> HttpResponse:
    """What was typed cannot be had any more, and why."""
    wrong = [words for each in form.errors.values() for words in each]
    context = {"room": form.room, "form": form, "wrong": wrong}
    return render(request, "bookings/guest_gone.html", context, status=with_account.CHANGED)


def _ask(request: HttpRequest, found: GuestAsk, form: GuestForm, at: datetime) -> HttpResponse:
    shown = ShownForm(request.POST)
    accept = AcceptForm(request.POST, conditions=to_accept(form.room.venue))
    if not shown.is_valid() or not accept.is_valid():
        return with_account.show_check(
            request, form, at, accept=accept, step="by letter", cannot_be=partial(_gone, request)
        )
    prints = {name: shown.cleaned_data[name] for name in ("shown_dates", "shown_prices")}
    try:
        booking = ask_as_guest(found, form.ask, at=at, accepts=accept.conditions, **prints)
    except BookingError as refusal:
        return with_account.show_check(
            request, form, at, refusal=refusal, step="by letter", cannot_be=partial(_gone, request)
        )
    join_thread(form.data.get(BEGAN, ""), booking, at=at)
    messages.success(request, with_account.what_was_done(booking))
    return see_other(path_for(booking))


def _wait(request: HttpRequest, found: GuestAsk, form: GuestForm, at: datetime) -> HttpResponse:
    """Onto the waiting list; the same button twice is once."""
    try:
        wait = wait_as_guest(found, form.ask, at=at)
    except BookingError as refusal:
        return _read_back(request, form, at, refusal=refusal)
    messages.success(request, _("You wait for it. If it becomes free, we write to you."))
    return see_other(waiting_keys.path_for(wait))


def _is_on_offer(room: Room) -> bool:
    return Room.objects.on_offer().filter(pk=room.pk).exists()


@page_and_act
def link_again(request: HttpRequest) -> HttpResponse:
    """The answer is the same whether or not there is anything to send."""
    form = LinkAgainForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "bookings/link_again.html", {"form": form}, status=422 if form.is_bound else 200)
    email = form.cleaned_data["email"].lower()
    _at_most(request, "links again", "20/h")
    _at_most(request, "links again to one", "6/h", about=email)
    send_links_again(email, at=timezone.now())
    return render(request, "bookings/link_again.html", {"form": form, "sent_to": email})


@page_and_act
@never_cache
def keep(request: HttpRequest, ref: str) -> HttpResponse:
    booking = rights.booking_for(request.user, ref, "bookings:booking")
    return keep_in_account(request, booking, "bookings/keep.html", "bookings:booking", keep_booking)


def _at_most(request: HttpRequest, group: str, rate: str, *, about: str = "") -> None:
    """Raises Ratelimited: by the visitor's address, or by whatever it is about."""
    key = (lambda group, request: about) if about else "ip"
    if is_ratelimited(request, group=group, key=key, rate=rate, method="POST", increment=True):
        raise Ratelimited
