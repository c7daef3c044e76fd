"""The letters to oneself that nobody has to get: which they are, and which were stopped."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.erasure import addresses_of
from accounts.models import Hirer, Membership, Unwanted, User
from accounts.rights import signed_in
from accounts.unwanted import MONTHLY, REMINDER, Kind, stop_path
from bookings import rights
from venues.models import Venue


@dataclass(frozen=True)
class Stoppable:
    """Letters of a kind from one hall to one address, and the page with the button."""

    kind: Kind
    is_stopped: bool

    @property
    def page(self) -> str:
        return stop_path(self.kind)


@require_safe
@login_required
def your_letters(request: HttpRequest) -> HttpResponse:
    """Reminders by hall, the monthly question by operator, each by address; of desks, where their summary is set."""
    user = signed_in(request)
    context = {"stoppable": stoppable_for(user), "desks": rights.venues_with(user, "place:letters")}
    return render(request, "bookings/your_letters.html", context)


def stoppable_for(user: User) -> list[Stoppable]:
    """To one's own addresses, and to those of groups that one organises; three questions, and one for addresses."""
    groups = list(Hirer.objects.filter(memberships__user=user, memberships__role=Membership.Role.ORGANISER))
    own = addresses_of(user)
    emails = sorted(own | {group.contact_email.lower() for group in groups if group.contact_email})
    halls = Venue.objects.filter(bookings__hirer__memberships__user=user).select_related("operator").distinct()
    rows = Unwanted.objects.filter(email__in=emails, kind__in=(REMINDER, MONTHLY))
    stopped = set(rows.values_list("email", "kind", "about"))
    kinds = [Kind(email, REMINDER, hall.slug, hall.name) for hall in halls for email in emails]
    askers = dict.fromkeys(hall.operator for hall in halls if hall.asks_afterwards)
    kinds += [Kind(email, MONTHLY, asker.slug, asker.name) for asker in askers for email in emails]
    return [Stoppable(kind, kind[:3] in stopped) for kind in kinds]
