"""What those who come need: the hirer says it and reads the answers; one question afterwards; and one's own account."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.rights import signed_in
from bookings import rights
from bookings.actions.ask_whether_it_worked import say_whether_it_worked
from bookings.actions.state_needs import may_be_stated, save_needs, state_needs
from bookings.desk.access_needs import out_of
from bookings.different import answers_told, rooms_used
from bookings.exceptions import BookingError
from bookings.forms.answering_needs import WorkedForm
from bookings.forms.different import DifferentForm
from bookings.forms.stated import StatedForm, as_initial
from bookings.models import Booking, DidItWork
from bookings.stated_needs import Stated, label_of
from bookings.views.answers import see_other
from bookings.views.kept_needs import saved_by, to_begin_with
from bookings.views.needs_told import needs_told_of
from bookings.views.own_page import own_page
from venues.access.needs import NEEDS

page_and_act = require_http_methods(["GET", "HEAD", "POST"])
WRONG, TOO_LATE = 422, 409


@page_and_act
@own_page
@never_cache
def needs(request: HttpRequest, ref: str) -> HttpResponse:
    """Each need with the room's answer and the hall's; and the list, to change it."""
    booking, at = rights.booking_for(request.user, ref, "bookings:needs"), timezone.now()
    rows = list(booking.stated_needs.all())
    now = Stated.of(rows)
    form = StatedForm(
        request.POST if request.method == "POST" else None, initial=as_initial(now) if now else to_begin_with(request)
    )
    if not isinstance(request.user, User):
        del form.fields["save_needs"]
    refusal = ""
    if form.is_valid():
        try:
            state_needs(booking, form.stated, at=at)
        except BookingError as refused:
            refusal = str(refused)
        else:
            if form.cleaned_data.get("save_needs"):
                save_needs(signed_in(request), form.stated, at=at)
            said = _("Saved. The hall reads it, and says for each what it does.")
            messages.success(request, said if form.stated else _("Deleted. Nothing of it is kept with this booking."))
            return see_other(reverse("bookings:needs", args=[booking.called]))
    told = needs_told_of(booking, now, at=at)
    context = {
        "booking": booking,
        "venue": booking.venue,
        "form": form,
        "refusal": refusal,
        "needs": told,
        "lines": [(row, label_of(row), told.lines_of(row.need) if told else []) for row in rows],
        "may_state": may_be_stated(booking, at=at),
        "out": out_of(booking, at=at) if rows else [],
    }
    status = TOO_LATE if refusal else WRONG if form.is_bound else 200
    return render(request, "bookings/needs.html", context, status=status)


@page_and_act
@own_page
@never_cache
def worked(request: HttpRequest, ref: str) -> HttpResponse:
    """Did it work? Where it did not, the guide may be wrong: that is a report of somebody who hired the room."""
    booking, at = rights.booking_for(request.user, ref, "bookings:worked"), timezone.now()
    asked = booking.asked_whether_it_worked.select_related("session").order_by("-session__starts_at").first()
    context: dict[str, Any] = {"booking": booking, "venue": booking.venue, "asked": asked}
    if asked is None or asked.outcome:
        context["different"] = _wrong_in_the_guide(request, booking, asked) if asked else None
        return render(request, "bookings/worked.html", context)
    form = WorkedForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(
            request, "bookings/worked.html", {**context, "form": form}, status=WRONG if form.is_bound else 200
        )
    try:
        say_whether_it_worked(asked, **form.cleaned_data, at=at)
    except BookingError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Thank you. The hall reads what you said."))
    return see_other(reverse("bookings:worked", args=[booking.called]))


def _wrong_in_the_guide(request: HttpRequest, booking: Booking, asked: DidItWork) -> DifferentForm | None:
    """What the guide says that bears on what they need, where it did not work; all of it where only they know what."""
    if asked.outcome == DidItWork.Outcome.MET:
        return None
    needed = [NEEDS[row.need] for row in booking.stated_needs.all() if row.need in NEEDS]
    facts = {fact for need in needed for fact in (*need.bearing, *need.told)}
    told = answers_told(booking.venue, rooms_used(booking, at=timezone.now()))
    about = [each for each in told if not facts or each.row.fact in facts]
    email = {"email": request.user.email} if isinstance(request.user, User) else {}
    return DifferentForm(told=about, initial=email) if about else None


@page_and_act
@login_required
@never_cache
def own(request: HttpRequest) -> HttpResponse:
    """What somebody keeps in their account: to see, to change and to delete."""
    user, at = signed_in(request), timezone.now()
    saved = saved_by(request)
    if request.method == "POST" and "delete" in request.POST:
        save_needs(user, Stated(), at=at)
        messages.success(request, _("Deleted. Nothing of it is kept in your account."))
        return see_other(reverse("own:needs"))
    form = StatedForm(request.POST if request.method == "POST" else None, initial=as_initial(saved))
    del form.fields["save_needs"]
    form.fields["needs"].help_text = _("Only you see it here. A hall reads it once you say it with a booking.")
    if not form.is_valid():
        context = {"form": form, "saved": saved}
        return render(request, "bookings/own_needs.html", context, status=WRONG if form.is_bound else 200)
    save_needs(user, form.stated, at=at)
    messages.success(request, _("Saved in your account."))
    return see_other(reverse("own:needs"))
