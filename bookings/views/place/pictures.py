"""The pictures of a place: added, described, put in order, taken away."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django_ratelimit.decorators import ratelimit

from accounts.rights import signed_in
from bookings.desk.place import Place
from bookings.forms.place.pictures import DescribeForm, PictureForm
from bookings.views.answers import see_other
from venues.actions.keep_pictures import PictureGone, describe_picture, move_picture, take_picture_away
from venues.models import Picture, Room
from venues.pictures import MOST_PICTURES, BadPicture, store_picture

page_and_act = require_http_methods(["GET", "HEAD", "POST"])
WAYS = {"up": -1, "down": 1}
LONGEST_KEY = 16  # figures; Python reads no number of thousands of them

View = Callable[..., HttpResponse]


def told_what_is_gone(view: View) -> View:
    """Back to the pictures with a sentence, where somebody has taken this one away meanwhile."""

    @wraps(view)
    def answered(request: HttpRequest, slug: str, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, slug, *args, **kwargs)
        except PictureGone as gone:
            messages.info(request, str(gone))
            return see_other(reverse("place:pictures", args=[slug]))

    return answered


@page_and_act
@login_required
@told_what_is_gone
def pictures(request: HttpRequest, slug: str) -> HttpResponse:
    """The list; a button moves a picture up or down in it."""
    place = Place.of(request.user, slug, "place:pictures")
    if request.method == "POST":
        way, _sep, pk = request.POST.get("move", "").partition(" ")
        if way not in WAYS:
            raise Http404
        moved = _picture(place, pk, request)
        move_picture(moved, WAYS[way], by=signed_in(request))
        messages.success(request, _("The pictures stand in another order now."))
        return see_other(reverse("place:pictures", args=[slug]))
    found = list(place.venue.pictures.select_related("room"))
    context = {"place": place, "pictures": found, "most": MOST_PICTURES, "is_full": len(found) >= MOST_PICTURES}
    return render(request, "place/pictures.html", context)


@page_and_act
@login_required
@ratelimit(key="user", rate="60/h", method="POST", block=True)
def add(request: HttpRequest, slug: str) -> HttpResponse:
    place = Place.of(request.user, slug, "place:pictures_add")
    posted = request.method == "POST"
    form = PictureForm(
        request.POST if posted else None, request.FILES if posted else None, rooms=_rooms(place), initial=request.GET
    )
    if form.is_valid():
        words = form.cleaned_data
        try:
            store_picture(place.venue, words["room"], words["file"].read(), words["alt"], by=signed_in(request))
        except BadPicture as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(
                request, _("The picture is shown. Where and when it was taken has been taken out of the file.")
            )
            return see_other(reverse("place:pictures", args=[slug]))
    return render(
        request, "place/pictures_add.html", {"place": place, "form": form}, status=422 if form.errors else 200
    )


@page_and_act
@login_required
@told_what_is_gone
def change(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say otherwise what a picture shows, or of what it is."""
    place = Place.of(request.user, slug, "place:pictures_change")
    picture = _picture(place, pk, request)
    told = {"alt": picture.alt, "room": picture.room.code if picture.room else ""}
    form = DescribeForm(request.POST if request.method == "POST" else None, rooms=_rooms(place, picture), initial=told)
    if form.is_valid():
        describe_picture(picture, **form.cleaned_data, by=signed_in(request))
        messages.success(request, _("The words of the picture are saved."))
        return see_other(reverse("place:pictures", args=[slug]))
    context = {"place": place, "form": form, "picture": picture}
    return render(request, "place/pictures_change.html", context, status=422 if form.errors else 200)


@page_and_act
@login_required
@told_what_is_gone
def take_away(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    place = Place.of(request.user, slug, "place:pictures_take_away")
    picture = _picture(place, pk, request)
    if request.method == "POST":
        take_picture_away(picture, by=signed_in(request))
        messages.success(request, _("The picture is taken away."))
        return see_other(reverse("place:pictures", args=[slug]))
    return render(request, "place/pictures_take_away.html", {"place": place, "picture": picture})


def _picture(place: Place, pk: int | str, request: HttpRequest) -> Picture:
    """A picture of this place; raises PictureGone for a button about one taken away, Http404 for any other."""
    is_number = str(pk).isdecimal() and len(str(pk)) < LONGEST_KEY
    found = place.venue.pictures.select_related("room").filter(pk=pk).first() if is_number else None
    if found is not None:
        return found
    if isinstance(pk, int) and request.method == "POST" and not Picture.objects.filter(pk=pk).exists():
        raise PictureGone
    raise Http404


def _rooms(place: Place, picture: Picture | None = None) -> list[Room]:
    """Those on offer, and the one of which the picture is, retired or not."""
    kept = picture.room_id if picture else None
    return [room for room in place.venue.rooms.all() if room.retired_on is None or room.pk == kept]
