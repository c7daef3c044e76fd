"""Letters that somebody at the desk has to see to: what could not be sent, and what is to be printed."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from accounts import outbox
from accounts.models import Letter
from bookings import paper_letters, rights
from bookings.desk import letters as waiting
from bookings.desk.frame import Frame
from bookings.documents import NoPdf
from bookings.views.answers import see_other
from venues.models import Venue

page_and_act = require_http_methods(["GET", "HEAD", "POST"])
private = cache_control(private=True, no_store=True)


@page_and_act
@login_required
def letters(request: HttpRequest, slug: str) -> HttpResponse:
    """Both lists; to post says that the letters named, which were shown, have been printed."""
    venue = rights.venue_for(request.user, slug, "desk:letters")
    if request.method == "POST":
        keys = [int(key) for key in request.POST.getlist("letter") if key.isdecimal() and len(key) < 16]
        done = waiting.settle(venue, keys, how=Letter.Went.PRINTED, at=timezone.now())
        said = ngettext("%(count)d letter is off the list.", "%(count)d letters are off the list.", done)
        messages.success(request, said % {"count": done})
        return see_other(reverse("desk:letters", args=[slug]))
    context = {
        "frame": Frame.of(request.user, venue, "desk:letters"),
        "not_sent": waiting.not_sent(venue),
        "to_print": waiting.to_print(venue, at=timezone.now()),
    }
    return render(request, "bookings/desk_letters.html", context)


@require_safe
@login_required
@private
def letters_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """All that are to be printed, each on a sheet of its own."""
    venue = rights.venue_for(request.user, slug, "desk:letters_pdf")
    found = [each.letter for each in waiting.to_print(venue, at=timezone.now())]
    if not found:
        raise Http404
    return _document(request, venue, found)


@page_and_act
@login_required
def letter(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One letter to a hirer, to read; and what can be done with any that waits."""
    venue = rights.venue_for(request.user, slug, "desk:letter")
    found = _found(venue, pk)
    if request.method == "POST":
        _act(request, venue, found.letter)
        return see_other(reverse("desk:letters", args=[slug]))
    if not found.can_be_read:
        raise Http404
    sheet = paper_letters.Sheet(found.letter)
    context = {"frame": Frame.of(request.user, venue, "desk:letters"), "found": found, "sheet": sheet}
    return render(request, "bookings/desk_letter.html", context)


@require_safe
@login_required
@private
def letter_pdf(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    venue = rights.venue_for(request.user, slug, "desk:letter_pdf")
    found = _found(venue, pk)
    if not found.can_be_read:
        raise Http404
    return _document(request, venue, [found.letter])


def _found(venue: Venue, pk: int) -> waiting.WaitingLetter:
    found = waiting.one_letter(venue, pk)
    if found is None:
        raise Http404
    return found


def _act(request: HttpRequest, venue: Venue, found: Letter) -> None:
    """Try again, printed, or told; whoever comes too late hears that it has gone."""
    at, act = timezone.now(), request.POST.get("act")
    if act == "again" and outbox.try_again(found, at=at):
        messages.success(request, _("It is tried again within a minute. If it cannot go, it stands here again."))
    elif act in Letter.Went.values and act != Letter.Went.MAILED:
        if waiting.settle(venue, [found.pk], how=Letter.Went(act), at=at):
            messages.success(request, _("It is off the list."))
    else:
        messages.info(request, _("It has gone, or is going just now."))


def _document(request: HttpRequest, venue: Venue, found: Sequence[Letter]) -> HttpResponse:
    try:
        document = paper_letters.as_pdf(venue, found)
    except NoPdf:
        context = {**paper_letters.sheets(venue, found), "language": get_language(), "to_print": True}
        return render(request, paper_letters.TEMPLATE, context)
    answer = HttpResponse(document, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="letters-{venue.slug}.pdf"'
    return answer
