"""One's own posts at a place: giving one up, or handing it over to somebody else."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django_ratelimit.decorators import ratelimit

from accounts.rights import signed_in
from bookings import rights
from bookings.desk.people import own_posts
from bookings.desk.place import Place
from bookings.forms.place.people import HandOverForm, OwnPostForm
from bookings.views.answers import see_other
from bookings.views.place.people import either
from venues import actions


@either
@login_required
def leave(request: HttpRequest, slug: str) -> HttpResponse:
    place, at, user = Place.of(request.user, slug, "place:people_leave"), timezone.now(), signed_in(request)
    posts = own_posts(place, user, at=at)
    form = OwnPostForm(request.POST if request.method == "POST" else None, posts=posts)
    context = {"place": place, "form": form, "posts": posts, "stuck": [p for p in posts if actions.is_last_manager(p)]}
    if not form.is_valid() or form.chosen is None:
        return render(request, "place/people_leave.html", context, status=422 if form.errors else 200)
    try:
        actions.leave_post(form.chosen, at=at)
    except (actions.LastManager, actions.PostGone) as refusal:
        return render(request, "place/people_leave.html", {**context, "refusal": refusal}, status=409)
    facts = {"post": form.chosen.get_kind_display(), "venue": place.venue.name}
    messages.success(request, _("You no longer hold this post at %(venue)s: %(post)s.") % facts)
    if rights.may(user, place.venue, "place:people"):
        return see_other(reverse("place:people", args=[slug]))
    return see_other(reverse("home"))


@either
@login_required
@ratelimit(key="user", rate="20/h", method="POST", block=True)
def hand_over(request: HttpRequest, slug: str) -> HttpResponse:
    """The other is asked by letter; one's own post ends the moment they accept."""
    place, at, user = Place.of(request.user, slug, "place:people_hand_over"), timezone.now(), signed_in(request)
    posts = own_posts(place, user, at=at)
    form = HandOverForm(request.POST or None, posts=posts)
    if request.method == "POST" and form.is_valid() and form.chosen:
        post, email = form.chosen, form.cleaned_data["email"]
        actions.invite_to_post(
            place.venue, email=email, kind=post.kind, until=post.until, by=user, at=at, hands_over=post
        )
        messages.success(
            request,
            _("A letter is on its way to %(email)s. The post stays yours until they accept.") % {"email": email},
        )
        return see_other(reverse("place:people", args=[slug]))
    context = {
        "place": place,
        "form": form,
        "posts": posts,
        "may_pack": place.may("place:handover"),
        "handover": reverse("place:handover", args=[slug]),
    }
    return render(request, "place/people_hand_over.html", context, status=422 if form.errors else 200)
