"""The pages of a booking, or of a place on a waiting list: for who signs in, who holds its link, and at the desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts.models import User
from accounts.rights import SEES_MONEY, Who, signed_in
from bookings import rights
from bookings.accepting import newer_than_accepted
from bookings.actions.keep_booking import NotAllOfIt
from bookings.desk.frame import Frame
from bookings.forms.accepting import AcceptForm
from bookings.keys import is_key
from bookings.models import Booking, Wait
from bookings.views.answers import see_other
from venues.models import Conditions

View = Callable[..., HttpResponse]
Kept = Booking | Wait


def own_page(view: View) -> View:
    """The address holds its reference, or its secret; `rights.booking_for` and `wait_for` fetch it by either."""
    by_account, by_link = login_required(view), never_cache(view)

    @wraps(view)
    def page(request: HttpRequest, ref: str, *args: Any, **kwargs: Any) -> HttpResponse:
        return (by_link if is_key(ref) else by_account)(request, ref, *args, **kwargs)

    return page


@dataclass(frozen=True)
class Reader:
    """Who has a page in front of them that a booking's own people and the desk share; with a `frame` it is the desk."""

    request: HttpRequest
    booking: Booking
    roles: Who  # what they are to its hirer, or at the desk
    frame: Frame | None = None

    @property
    def is_desk(self) -> bool:
        return self.frame is not None

    @property
    def sees_money(self) -> bool:
        return self.is_desk or SEES_MONEY in self.roles

    @property
    def by(self) -> User | None:
        return acting(self.request, self.booking)

    @cached_property
    def newer(self) -> Conditions | None:
        """The conditions of hire that hold now, where they were not accepted with the booking."""
        return newer_than_accepted(self.booking)

    def accepting(self, *, is_pressed: bool) -> AcceptForm:
        """The tick that the hirer is asked for then; the desk accepts for nobody."""
        return AcceptForm(self.request.POST if is_pressed else None, conditions=None if self.is_desk else self.newer)

    @property
    def back(self) -> str:
        """The booking's page, as they came to it."""
        if self.is_desk:
            return reverse("desk:booking", args=[self.booking.venue.slug, self.booking.ref])
        return self.booking.get_absolute_url()

    @property
    def context(self) -> dict[str, Any]:
        """What every such page is drawn with."""
        return {
            "booking": self.booking,
            "venue": self.booking.venue,
            "back": self.back,
            "frame": self.frame,
            "sees_money": self.sees_money,
        }


def own_reader(request: HttpRequest, ref: str, page: str) -> Reader:
    """One of its people, or whoever holds its link; raises Http404 for anybody else."""
    return Reader(request, *rights.booking_and_roles_for(request.user, ref, page))


def desk_reader(request: HttpRequest, slug: str, ref: str, page: str) -> Reader:
    """Somebody at the desk of its venue; raises Http404 for anybody else."""
    found = rights.desk_booking_for(request.user, slug, ref, page)
    frame = Frame.of(request.user, found.venue, page)
    return Reader(request, found, frame.roles, frame)


def acting(request: HttpRequest, what: Booking | Wait) -> User | None:
    """Who does it: nobody with an account, where its own link was followed."""
    return None if what.opened_by else signed_in(request)


def keep_in_account(
    request: HttpRequest, kept: Kept, template: str, page: str, keep: Callable[..., Any]
) -> HttpResponse:
    """By the link alone: whoever belongs to it has it in their account already; then it is on its own `page`."""
    if not kept.opened_by:
        raise Http404
    context = {"kept": kept, "refusal": ""}
    if request.method == "POST" and request.user.is_authenticated:
        try:
            keep(kept, by=signed_in(request), at=timezone.now())
        except NotAllOfIt as refusal:
            return render(request, template, {**context, "refusal": str(refusal)}, status=403)
        messages.success(request, _("It is in your account now. The link has ended."))
        return see_other(reverse(page, args=[kept.ref]))
    return render(request, template, context)
