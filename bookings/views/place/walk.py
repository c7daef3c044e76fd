"""The walk round a place: one question a screen, the core first, the measures last; stopped and taken up at will."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from django_ratelimit.decorators import ratelimit

from accounts.rights import signed_in
from bookings.actions.answer_on_walk import answer_on_walk, mark_of_answer
from bookings.desk.place import Place
from bookings.desk.walking import LEGS, WalkRound, people_by_post, walk_round
from bookings.exceptions import BookingError
from bookings.forms.place.access import SAID_BY
from bookings.forms.place.walk import WalkForm
from bookings.views.answers import see_other
from bookings.views.place.access import in_words
from venues.access.walk import Leg, Standing, Stop
from venues.models import Post
from venues.pictures import BadPicture

either = require_http_methods(["GET", "HEAD", "POST"])
AHEAD = 12  # so many questions more are on the phone, for where there is no line


@dataclass(frozen=True)
class Screen:
    """One question as it is shown; `skips` are the addresses of those that an answer makes needless, by the answer."""

    form: WalkForm
    stop: Stop
    leg: Promise
    place: str
    address: str
    left: int  # to be asked from here on, itself among them; an answer may spare some
    told: str
    hint: str
    skips: str = "{}"


@require_safe
@never_cache
@login_required
def walk(request: HttpRequest, slug: str) -> HttpResponse:
    """Where it begins, goes on and ends: how much is done, and what is still unknown."""
    place, round_ = _round(request, slug, "place:access_walk")
    lines = round_.lines()
    context = {
        "place": place,
        "lines": lines,
        "here": next((line for line in lines if line.next), None),
        "core": lines[0],
        "unknown": round_.unknown(people_by_post(place.venue, round_.walk.on)),
        "said": round_.said_today(signed_in(request)),
        "who": signed_in(request).pk,
        "base": round_.address,
    }
    return render(request, "place/walk.html", context)


@either
@never_cache
@login_required
@ratelimit(key="user", rate="400/h", method="POST", block=True)
def ask(request: HttpRequest, slug: str, fact: str, code: str = "") -> HttpResponse:
    """One question; its answer is kept at once, and leads to the next that is still to be asked."""
    place, round_ = _round(request, slug, "place:access_walk_ask")
    stop = round_.walk.stop(fact, code)
    if stop is None or round_.walk.standing(stop) is Standing.NOT_YOURS:
        raise Http404
    posted = request.method == "POST"
    form = _form(place, round_, stop, request if posted else None)
    status = 422 if posted else 200
    if form.is_valid():
        try:
            _keep(request, round_, form)
        except BadPicture as refusal:
            form.add_error("photo", str(refusal))
        except BookingError as refusal:
            form.add_error(None, in_words(refusal))
            status = 409
        else:
            return _go_on(request, slug, stop)
    ahead = round_.walk.ahead(stop)
    later = round_.walk.after(stop)
    before = round_.walk.before(stop)
    context = {
        "place": place,
        "form": form,
        "screen": _screen(round_, form, ahead, left=len(ahead) + 1),
        "ahead": [
            _screen(round_, _form(place, round_, each), ahead, left=len(ahead) - passed)
            for passed, each in enumerate(ahead[:AHEAD])
        ],
        "later": round_.address_of(later) if later else round_.address,
        "back": round_.address_of(before) if before else "",
        "who": signed_in(request).pk,
        "base": round_.address,
    }
    return render(request, "place/walk_ask.html", context, status=status)


def _round(request: HttpRequest, slug: str, page: str) -> tuple[Place, WalkRound]:
    place = Place.of(request.user, slug, page)
    today = timezone.now().astimezone(place.venue.tz).date()
    return place, walk_round(place.venue, on=today, by_manager=Post.Kind.MANAGER in place.roles)


def _form(place: Place, round_: WalkRound, stop: Stop, request: HttpRequest | None = None) -> WalkForm:
    post = next((post for post in SAID_BY if post in place.roles), "")
    initial = {"seen": mark_of_answer(round_.row_of(stop)), "key": secrets.token_urlsafe(18)}
    data, photos = (request.POST, request.FILES) if request else (None, None)
    auto_id = f"id_{stop.fact.code}_{stop.place}_%s"
    return WalkForm(data, photos, round_=round_, stop=stop, post=post, initial=initial, auto_id=auto_id)


def _screen(round_: WalkRound, form: WalkForm, ahead: list[Stop], *, left: int) -> Screen:
    stop, walk = form.stop, round_.walk
    skips = {
        answer: [round_.address_of(other) for other in walk.passed_over(stop, answer, among=ahead)]
        for answer in stop.fact.options
    }
    return Screen(
        form,
        stop,
        LEGS[stop.leg],
        round_.name_of(stop),
        round_.address_of(stop),
        left,
        round_.known.words.get(stop.key, ""),
        _(stop.fact.hint) if stop.fact.hint else "",
        json.dumps({answer: addresses for answer, addresses in skips.items() if addresses}),
    )


def _keep(request: HttpRequest, round_: WalkRound, form: WalkForm) -> None:
    assert form.row is not None
    by = signed_in(request)
    answer_on_walk(
        round_.venue,
        form.row,
        by=by,
        at=timezone.now(),
        seen=form.cleaned_data["seen"],
        submission_key=f"{by.pk}-{form.cleaned_data['key']}",
        door=round_.new_door(form.stop),
        given_up=form.given_up,
        photo=form.photo,
    )


def _go_on(request: HttpRequest, slug: str, stop: Stop) -> HttpResponse:
    """To the next question of the leg as things are now, or to where the walk stands."""
    _place, now = _round(request, slug, "place:access_walk")
    following = now.walk.after(stop)
    if following:
        return see_other(now.address_of(following))
    if not now.walk.asked(stop.leg):
        told = {
            Leg.CORE: _("That was the last of the twelve. Thank you."),
            Leg.MORE: _("That was the last of them. Thank you."),
            Leg.MEASURES: _("That was the last measure. Thank you."),
        }
        messages.success(request, told[stop.leg])
    return see_other(now.address)
