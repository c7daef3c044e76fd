"""Wishes: leave one after a search in vain, read them all with what halls answer, and take one's own back."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from django_ratelimit.core import is_ratelimited
from django_ratelimit.decorators import ratelimit
from django_ratelimit.exceptions import Ratelimited

from accounts.areas import district_of, full_postcode
from accounts.models import User
from bookings.actions.leave_wish import confirm_wish, leave_wish, take_wish_back
from bookings.finding import Place, Wish
from bookings.forms.find import FindForm
from bookings.forms.wishes import WishForm
from bookings.keys import hash_of
from bookings.models import LeftWish
from bookings.views.answers import see_other
from bookings.views.find import with_needs
from bookings.views.find_words import beside_words, when_words
from bookings.wish_links import link_of, path_of, wish_at
from venues.access.needs import NEEDS
from venues.access.words import need_label

PER_PAGE = 20
page_and_act = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def wishes(request: HttpRequest) -> HttpResponse:
    """Those that halls answered, then those that wait; a wish's own words only where a hall shows them."""
    found = LeftWish.objects.public(timezone.localdate()).select_related("venue")
    rows = found.prefetch_related("answers__venue", "answers__room__venue")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "bookings/wishes.html", {"page": page, "months": LeftWish.KEPT_MONTHS})


@page_and_act
@ratelimit(key="ip", rate="10/h", method="POST")
@ratelimit(key=lambda group, request: request.path, rate="500/d", method="POST")
def leave(request: HttpRequest) -> HttpResponse:
    """The address holds the search, as that of its results does; the needs are those of the visit."""
    search = FindForm(with_needs(request))
    if not FindForm.is_asked(request.GET) or not search.is_valid():
        return redirect("find")
    wish = search.wish()
    email = request.user.email if isinstance(request.user, User) else ""
    begun = {"words": _in_words(wish), "email": email}
    needs = [need_label(NEEDS[code]) for code in NEEDS if code in wish.needs]
    form = WishForm(request.POST if request.method == "POST" else None, needs=needs, initial=begun)
    if not form.is_valid():
        context = {"form": form, "wish": _unsaved(wish), "query": request.GET}
        context |= {"months": LeftWish.KEPT_MONTHS, "back": f"{reverse('find')}?{request.GET.urlencode()}"}
        return render(request, "bookings/wish_leave.html", context, status=422 if form.is_bound else 200)
    said = form.cleaned_data
    if said["email"]:
        _at_most(request, "wishes of one", "6/h", about=said["email"].lower())
    left = _unsaved(wish)
    left.words, left.email = said["words"], said["email"]
    left.needs = sorted(wish.needs) if said.get("shows_needs") else []
    left.submission_key = hash_of(f"{said['page_key']} {left.words} {left.email} {search.address()}")
    left = leave_wish(left)
    if not left.email:
        messages.success(request, _("Halls read your wish now."))
        return see_other(path_of(left))
    done = _("Sent. A letter to %(email)s has the link by which you confirm it.")
    messages.success(request, done % {"email": left.email})
    return see_other(reverse("wishes"))


@page_and_act
@never_cache
@ratelimit(key="ip", rate="60/h", method="POST")
def yours(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm it, read its answers, take it back; whoever has no such address finds nothing here."""
    at = timezone.now()
    wish = wish_at(token, at)
    if wish is None:
        raise Http404
    if request.method == "POST" and "take_back" in request.POST:
        take_wish_back(wish)
        messages.success(request, _("Your wish is deleted, with all that was kept of it."))
        return see_other(reverse("wishes"))
    if request.method == "POST":
        confirm_wish(wish, at=at)
        messages.success(request, _("Halls read your wish now. If one answers, we write to you."))
        return see_other(request.path)
    answers = wish.answers.select_related("venue", "room__venue")
    context = {"wish": wish, "answers": answers, "months": LeftWish.KEPT_MONTHS, "link": link_of(wish)}
    answer = render(request, "bookings/wish_yours.html", context)
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _in_words(wish: Wish) -> str:
    """What the box begins with, to be changed."""
    left, beside = _unsaved(wish), capfirst(", ".join(beside_words(wish)))
    words = _("A room for %(facts)s. %(when)s.") % {"facts": left.facts, "when": left.when}
    return f"{words} {beside}." if beside else words


def _unsaved(wish: Wish) -> LeftWish:
    left = LeftWish(
        when=when_words(wish)[:300],
        last_on=_last_on(wish),
        people=wish.people,
        kind=wish.kind,
        venue=wish.venue,
        within=wish.within,
    )
    if wish.near:
        left.near = _roughly(wish.near)
        left.latitude, left.longitude = round(wish.near.point.north, 2), round(wish.near.point.east, 2)
    return left


def _last_on(wish: Wish) -> date:
    return wish.pattern.until or wish.pattern.first


def _roughly(place: Place) -> str:
    """A whole postcode may be somebody's home: its district is enough."""
    code = full_postcode(place.name)
    return district_of(code) if code else place.name


def _at_most(request: HttpRequest, group: str, rate: str, *, about: str) -> None:
    if is_ratelimited(request, group=group, key=lambda group, request: about, rate=rate, method="POST", increment=True):
        raise Ratelimited
