"""Who holds which post of a place: inviting, ending, and the last days."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django_ratelimit.decorators import ratelimit

from accounts.rights import signed_in
from bookings.desk.people import invitations_of, posts_of
from bookings.desk.place import Place
from bookings.forms.place.people import LastDayForm, PostInvitationForm
from bookings.views.answers import see_other
from venues import actions
from venues.models import Post

either = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@login_required
def people(request: HttpRequest, slug: str) -> HttpResponse:
    place, at = Place.of(request.user, slug, "place:people"), timezone.now()
    context = {
        "place": place,
        "posts": posts_of(place, signed_in(request), at=at),
        "invitations": invitations_of(place, at=at),
        "may_invite": place.may("place:people_invite"),
        "may_hand_over": place.may("place:handover"),
        "handover": reverse("place:handover", args=[slug]),
        "kinds": Post.Kind.choices,
    }
    return render(request, "place/people.html", context)


@either
@login_required
@ratelimit(key="user", rate="20/h", method="POST", block=True)
def invite(request: HttpRequest, slug: str) -> HttpResponse:
    place, at = Place.of(request.user, slug, "place:people_invite"), timezone.now()
    form = PostInvitationForm(request.POST or None, venue=place.venue, today=timezone.localdate(at))
    if request.method == "POST" and form.is_valid():
        actions.invite_to_post(place.venue, **form.cleaned_data, by=signed_in(request), at=at)
        messages.success(request, _("An invitation is on its way to %(email)s.") % form.cleaned_data)
        return _to_people(slug)
    context = {"place": place, "form": form, "kinds": Post.Kind.choices}
    return render(request, "place/people_invite.html", context, status=422 if form.errors else 200)


@either
@login_required
def take_back(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    place = Place.of(request.user, slug, "place:people_take_back")
    invitation = get_object_or_404(place.venue.post_invitations.open(timezone.now()).select_related("venue"), pk=pk)
    if request.method == "POST":
        actions.take_back_post(invitation, by=signed_in(request))
        messages.success(request, _("%(email)s is no longer invited.") % {"email": invitation.email})
        return _to_people(slug)
    return render(request, "place/people_take_back.html", {"place": place, "invitation": invitation})


@either
@login_required
def end(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Somebody else's; one's own is given up on another page."""
    place = Place.of(request.user, slug, "place:people_end")
    post = _post(place, pk)
    if post.user_id == signed_in(request).pk:
        return redirect("place:people_leave", slug)
    if post.ending_asked_by_id is not None:
        return redirect("place:people_ending", slug, pk)
    if request.method != "POST":
        return render(request, "place/people_end.html", {"place": place, "post": post})
    try:
        ending = actions.end_held_post(post, by=signed_in(request), at=timezone.now())
    except (actions.LastManager, actions.NotForYou, actions.PostGone) as refusal:
        return render(request, "place/people_end.html", {"place": place, "post": post, "refusal": refusal}, status=409)
    facts = {"name": post.user, "post": post.get_kind_display()}
    if ending:
        messages.success(request, _("Every manager gets a letter. %(name)s stays for 14 days, or longer.") % facts)
    else:
        messages.success(request, _("%(name)s no longer holds this post: %(post)s.") % facts)
    return _to_people(slug)


@either
@login_required
def ending(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A manager's post that another asked to end: keep it, or agree."""
    place, at, user = Place.of(request.user, slug, "place:people_ending"), timezone.now(), signed_in(request)
    post = _post(place, pk)
    if request.method != "POST":
        return _ending_page(request, place, post)
    facts = {"name": post.user}
    try:
        if request.POST.get("answer") == "end":
            actions.agree_to_end(post, by=user, at=at)
            messages.success(request, _("%(name)s is no longer a manager.") % facts)
        else:
            actions.keep_post(post, by=user, at=at)
            messages.success(request, _("%(name)s stays a manager.") % facts)
    except (actions.NotForYou, actions.PostGone) as refusal:
        return _ending_page(request, place, post, refusal)
    return _to_people(slug)


@either
@login_required
def until(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The last day of a post other than a manager's."""
    place, at = Place.of(request.user, slug, "place:people_until"), timezone.now()
    post = _post(place, pk)
    if post.kind == Post.Kind.MANAGER:
        raise Http404
    form = LastDayForm(request.POST or None, post=post, today=timezone.localdate(at))
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_end_of_post(post, form.cleaned_data["until"], by=signed_in(request), at=at)
        except actions.PostGone as gone:
            messages.info(request, str(gone))
        else:
            messages.success(request, _("The last day is kept as you have written it."))
        return _to_people(slug)
    context = {"place": place, "form": form, "post": post}
    return render(request, "place/people_until.html", context, status=422 if form.errors else 200)


def _ending_page(request: HttpRequest, place: Place, post: Post, refusal: Exception | None = None) -> HttpResponse:
    context = {
        "place": place,
        "post": post,
        "may_agree": actions.may_agree(post, signed_in(request), at=timezone.now()),
        "refusal": refusal,
    }
    return render(request, "place/people_ending.html", context, status=409 if refusal else 200)


def _post(place: Place, pk: int) -> Post:
    held = place.venue.posts.held_on(timezone.localdate()).select_related("user", "venue", "ending_asked_by")
    return get_object_or_404(held, pk=pk)


def _to_people(slug: str) -> HttpResponse:
    return see_other(reverse("place:people", args=[slug]))
