"""The page behind the letter that asks somebody to take up a post."""

from __future__ import annotations

from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.first_confirmed import holder_of, is_unconfirmed
from accounts.models import User
from accounts.rights import signed_in
from bookings import rights
from bookings.views.answers import see_other
from venues.actions import MeantForAnother, PostInvitationGone, is_for, post_invitation_for, take_up_post
from venues.models import PostInvitation, Venue

FIRST_PAGES = ("place:home", "desk:diary", "desk:report")  # the first of these that the post gives


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """A button, since a mail scanner follows links too; a visitor's leads to signing in or signing up."""
    invitation = post_invitation_for(token)
    if invitation is None:
        raise Http404
    if not request.user.is_authenticated:
        return _come_in_first(request, invitation)
    if request.method != "POST":
        return _page(request, invitation, status=200 if invitation.is_open(timezone.now()) else 410)
    try:
        post = take_up_post(invitation, by=signed_in(request), at=timezone.now())
    except PostInvitationGone:
        return _page(request, invitation, status=410)
    except MeantForAnother:
        return _page(request, invitation, status=403)
    facts = {"post": post.get_kind_display(), "venue": post.venue.name}
    messages.success(request, _("This post at %(venue)s is yours now: %(post)s.") % facts)
    return see_other(_first_page(request, post.venue))


def _come_in_first(request: HttpRequest, invitation: PostInvitation) -> HttpResponse:
    """Whoever holds the letter has shown that its address is theirs; a new account need not prove it again."""
    if request.method != "POST" or not invitation.is_open(timezone.now()):
        return _page(request, invitation, status=200 if invitation.is_open(timezone.now()) else 410)
    holder = holder_of(invitation.email)
    if holder is not None:  # who has not confirmed the address may have begun it with that of another
        return _door("account_request_login_code" if is_unconfirmed(holder) else "account_login", request)
    get_adapter().stash_verified_email(request, invitation.email)
    return _door("account_signup", request)


def _door(name: str, request: HttpRequest) -> HttpResponseRedirect:
    return redirect(f"{reverse(name)}?{urlencode({'next': request.path})}")


def _page(request: HttpRequest, invitation: PostInvitation, *, status: int) -> HttpResponse:
    user, holder = request.user, holder_of(invitation.email)
    context = {
        "invitation": invitation,
        "venue": invitation.venue,
        "is_open": invitation.is_open(timezone.now()),
        "is_theirs": isinstance(user, User) and is_for(invitation, user),
        "has_account": holder is not None and not is_unconfirmed(holder),
        "is_begun": holder is not None and is_unconfirmed(holder),
        "first_page": _first_page(request, invitation.venue),
    }
    return render(request, "posts/accept.html", context, status=status)


def _first_page(request: HttpRequest, venue: Venue) -> str:
    """Where the posts that this person holds here begin; nowhere for those who hold none."""
    for page in FIRST_PAGES:
        if rights.may(request.user, venue, page):
            return reverse(page, args=[venue.slug])
    return ""
