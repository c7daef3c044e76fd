"""Show a draft of a price list to everybody for a while, and read what people say about it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.clock import date_words
from accounts.rights import signed_in
from bookings.actions.propose_prices import propose_prices, stop_proposing
from bookings.desk.place import Place
from bookings.desk.price_work import draft_work
from bookings.exceptions import NotPossible
from bookings.forms.place.drafts import ProposeForm
from bookings.views.answers import see_other
from venues.actions.comment_on_prices import mark_read
from venues.models import PriceDraft
from venues.rights import DESK, KEEPERS_OF_PRICES

ON_A_PAGE = 20
MOST_DIGITS = 9
page_and_act = require_http_methods(["GET", "HEAD", "POST"])


@page_and_act
@login_required
def propose(request: HttpRequest, slug: str, first: str) -> HttpResponse:
    """Until which day, and why; and once it is shown, the button that takes it from view."""
    place = Place.of(request.user, slug, "place:prices_propose")
    work, draft = draft_work(place, first)
    at = timezone.now()
    today = timezone.localdate(at, place.venue.tz)
    if "stop" in request.POST:
        return _stop(request, place, draft, first)
    start = {"until": draft.comments_until, "words": draft.proposal_words}
    data = request.POST if request.method == "POST" else None
    form = ProposeForm(data, today=today, first=draft.valid_from, initial=start)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        facts = form.cleaned_data
        try:
            propose_prices(draft, until=facts["until"], words=facts["words"], by=signed_in(request), at=at)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            words = _("Shown to everybody until %(day)s. A letter tells you when somebody writes.")
            messages.success(request, words % {"day": date_words(facts["until"])})
            return see_other(_of(place, first))
    context = {"place": place, "work": work, "form": form, "is_shown": draft.is_proposed(today)}
    return render(request, "place/prices_propose.html", context, status=status)


@page_and_act
@login_required
def comments(request: HttpRequest, slug: str, first: str) -> HttpResponse:
    """The latest first; the desk, or the treasurer, says what is read."""
    place = Place.of(request.user, slug, "place:prices_comments")
    work, draft = draft_work(place, first)
    reads = bool(place.roles & (DESK | KEEPERS_OF_PRICES))
    if request.method == "POST":
        if not reads:
            raise Http404
        sent = request.POST.getlist("read")
        numbers = [int(one) for one in sent if one.isascii() and one.isdecimal() and len(one) <= MOST_DIGITS]
        number = mark_read(draft, numbers, by=signed_in(request), at=timezone.now())
        messages.success(request, _("Marked as read: %(number)d.") % {"number": number})
        return see_other(request.get_full_path())
    said = draft.comments.select_related("read_by").order_by("-made_at", "-pk")
    page = Paginator(said, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "place": place,
        "work": work,
        "page": page,
        "unread": [comment for comment in page if comment.read_at is None],
        "reads": reads,
        "sees_draft": place.may("place:prices_draft"),
    }
    return render(request, "place/prices_comments.html", context)


def _stop(request: HttpRequest, place: Place, draft: PriceDraft, first: str) -> HttpResponse:
    stop_proposing(draft, by=signed_in(request), at=timezone.now())
    messages.success(request, _("It is no longer shown. What people said stays for you to read."))
    return see_other(_of(place, first))


def _of(place: Place, first: str) -> str:
    return reverse("place:prices_draft", args=[place.venue.slug, first])
