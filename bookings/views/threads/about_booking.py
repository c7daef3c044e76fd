"""What a hall and a group write to each other about a booking."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.looks import keep_look
from accounts.rights import signed_in
from bookings import rights
from bookings.actions.write_in_thread import ask_hirer, take_back, write_to_hall
from bookings.desk import one_booking
from bookings.desk.frame import Frame
from bookings.desk.talk import for_them
from bookings.exceptions import BookingError
from bookings.forms.threads import MessageForm
from bookings.models import Booking, Message, Thread
from bookings.sent_numbers import sent_number
from bookings.views.answers import see_other
from bookings.views.own_page import acting, own_page

page_and_act = require_http_methods(["GET", "HEAD", "POST"])


@page_and_act
@login_required
def ask(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """The desk asks whoever booked, reads what they answer, or takes a question back within five minutes."""
    found = rights.desk_booking_for(request.user, slug, ref, "desk:ask")
    by, at = signed_in(request), timezone.now()
    keep_look(by, found.hirer, page="desk:booking", at_place=slug, at=at)
    if request.method == "POST" and "take_back" in request.POST:
        return _taken_back(request, found)
    form = MessageForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        context = {
            "frame": Frame.of(request.user, found.venue, "desk:booking"),
            "whole": one_booking.whole(found.ref, at=at),
            "form": form,
        }
        return render(request, "bookings/desk_ask.html", context, status=422 if form.is_bound else 200)
    ask_hirer(found, form.cleaned_data["text"], by=by, at=at)
    messages.success(request, sent_words(to=rights.letters_go_to(found), who=found.hirer.name))
    return see_other(reverse("desk:ask", args=[slug, ref]) + "#talk")


def _taken_back(request: HttpRequest, found: Booking) -> HttpResponse:
    take_message_back(request, Message.objects.filter(thread__booking=found))
    return see_other(reverse("desk:ask", args=[found.venue.slug, found.ref]))


def take_message_back(request: HttpRequest, written: Any) -> None:
    """The one that the button names, of those written here; twice is once."""
    key = sent_number(request.POST["take_back"])
    message = None if key is None else written.filter(pk=key).select_related("thread").first()
    try:
        if message:
            take_back(message, by=signed_in(request), at=timezone.now())
    except BookingError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Taken back. No letter goes."))


@page_and_act
@own_page
def answer(request: HttpRequest, ref: str) -> HttpResponse:
    """Somebody of the group answers the hall, or asks it."""
    found = rights.booking_for(request.user, ref, "bookings:answer")
    form, at = MessageForm(request.POST if request.method == "POST" else None), timezone.now()
    if not form.is_valid():
        thread = Thread.objects.filter(booking=found).select_related("booking__hirer", "venue").first()
        context = {"booking": found, "venue": found.venue, "talk": for_them(thread, at=at), "form": form}
        return render(request, "bookings/answer.html", context, status=422 if form.is_bound else 200)
    write_to_hall(found, form.cleaned_data["text"], by=acting(request, found), at=at)
    messages.success(request, _("Sent. The hall has a letter, and answers as soon as it can."))
    return see_other(found.get_absolute_url() + "#talk")


def sent_words(*, to: str, who: str) -> str:
    """After the desk has written."""
    if not to:
        return _("%(who)s has no e-mail address: a letter waits to be printed.") % {"who": who}
    return _("Written. The letter goes to %(who)s in five minutes; until then you can take it back.") % {"who": who}
