"""Change dates of a booking: a form, a page that shows what would happen to each, and the changing."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.rights import signed_in
from bookings.actions import ask_change, change_dates
from bookings.actions.price_change import propose_change
from bookings.changing import ONE, ChangePlan, Wish, dates_to_come, plan_change
from bookings.changing.planning import rooms_of
from bookings.exceptions import BookingError, CastleOutside, NotPossible, TooManyPeople
from bookings.forms.accepting import AcceptForm
from bookings.forms.changing import ChangeForm
from bookings.models import Session
from bookings.views.answers import see_other
from bookings.views.change_check import ChangeCheck
from bookings.views.change_refusals import refusal_words
from bookings.views.larger import Offered, larger_for_change
from bookings.views.own_page import Reader, desk_reader, own_page, own_reader
from venues.models import Room

AT_THE_DESK, BY_ITS_HIRER = ("send", "told"), ("ask",)  # the buttons that only they have
WRONG, CHANGED = 422, 409  # cannot be as it is typed; is no longer as it was
page_and_act = require_http_methods(["GET", "HEAD", "POST"])


@page_and_act
@own_page
def change(request: HttpRequest, ref: str) -> HttpResponse:
    """For the group's people who may book."""
    return _Page.of(own_reader(request, ref, "bookings:change")).answer()


@page_and_act
@login_required
def change_at_the_desk(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    return _Page.of(desk_reader(request, slug, ref, "desk:change")).answer()


@dataclass(frozen=True)
class _Page(Reader):
    """One person in front of it."""

    @classmethod
    def of(cls, reader: Reader) -> _Page:
        return cls(reader.request, reader.booking, reader.roles, reader.frame)

    @cached_property
    def at(self) -> datetime:
        return timezone.now()

    def answer(self) -> HttpResponse:
        dates, rooms = dates_to_come(self.booking, at=self.at), rooms_of(self.booking.venue)
        if not dates:
            return self._shown("bookings/change.html", {}, 200)
        form = self._form(dates, rooms)
        if self.request.method != "POST":
            return self._form_shown(form, 200)
        if not form.is_valid():
            return self._form_shown(form, WRONG)
        action = self.request.POST.get("action")
        if action == "edit":
            return self._form_shown(form, 200)
        if form.nothing_differs:
            return self._nothing_to_do(form, was_pressed=action == "change")
        return self._check_or_act(form, form.wish, rooms, action=action or "")

    def _form(self, dates: Sequence[Session], rooms: Mapping[int, Room]) -> ChangeForm:
        said = self.request.POST.get("date") or self.request.GET.get("date") or str(dates[0].pk)
        anchor = next((session for session in dates if str(session.pk) == said), None)
        if anchor is None and self.request.method != "POST":
            raise Http404
        is_named = bool(self.request.GET.get("date")) or len(dates) == 1
        return ChangeForm(
            self.request.POST if self.request.method == "POST" else None,
            booking=self.booking,
            dates=dates,
            anchor=anchor or dates[0],
            rooms=rooms,
            which=ONE if is_named else "",
            desk=self.is_desk,
        )

    def _nothing_to_do(self, form: ChangeForm, *, was_pressed: bool) -> HttpResponse:
        """The same button twice leads to the first result."""
        if was_pressed:
            messages.info(self.request, _("It is so already."))
            return see_other(self.back)
        form.add_error(None, _("Everything is as it was. Say first what shall be otherwise."))
        return self._form_shown(form, WRONG)

    def _check_or_act(self, form: ChangeForm, wish: Wish, rooms: Mapping[int, Room], *, action: str) -> HttpResponse:
        is_pressed = action == "change" or action in (AT_THE_DESK if self.is_desk else BY_ITS_HIRER)
        chosen_anew = is_pressed and self.request.POST.get("shown_ways") != ways_print(wish)
        refusal: BookingError | None = None
        accept = self.accepting(is_pressed=is_pressed and not chosen_anew)
        if accept.is_valid() and is_pressed and not chosen_anew:
            try:
                messages.success(self.request, self._done(wish, action))
            except BookingError as refused:
                refusal = refused
            else:
                return see_other(self.back)
        try:
            found = plan_change(self.booking, wish, at=self.at, rooms=rooms, desk=self.is_desk)
        except NotPossible as never:
            form.add_error(never.field if isinstance(never, CastleOutside) else None, str(never))
            larger = larger_for_change(never, form) if isinstance(never, TooManyPeople) else None
            return self._form_shown(form, WRONG, larger=larger)
        if found.lacks_a_price and self.is_desk:
            form.add_error("price", _("The price list tells no price for it, only on application. Say what it costs."))
            return self._form_shown(form, WRONG)
        return self._check_shown(form, found, accept, refusal, chosen_anew=chosen_anew)

    def _done(self, wish: Wish, action: str) -> str:
        if action == "ask":
            return self._ask(wish)
        if action == "send":
            propose_change(self.booking, wish, by=signed_in(self.request), at=self.at, **self._seen)
            return _("The price is sent. Nothing is changed until they accept it.")
        return self._change(wish, told_by_phone=action == "told")

    def _change(self, wish: Wish, *, told_by_phone: bool) -> str:
        accepts = None if self.is_desk else self.newer
        seen: dict[str, Any] = {**self._seen, "accepts": accepts, "told_by_phone": told_by_phone}
        done = change_dates(self.booking, wish, by=self.by, at=self.at, desk=self.is_desk, **seen)
        count = len(done.changed)
        return ngettext("Changed: %(count)d date.", "Changed: %(count)d dates.", count) % {"count": count}

    def _ask(self, wish: Wish) -> str:
        ask_change(self.booking, wish, by=self.by, at=self.at, accepts=self.newer, **self._seen)
        return _("You have asked the hall to change it. Until it answers, your dates stay as they are.")

    @property
    def _seen(self) -> dict[str, Any]:
        """The fingerprints of what was shown."""
        return {name: self.request.POST.get(name, "") for name in ("shown_dates", "shown_prices")}

    def _form_shown(self, form: ChangeForm, status: int, *, larger: Offered | None = None) -> HttpResponse:
        return self._shown("bookings/change.html", {"form": form, "date": form.anchor, "larger": larger}, status)

    def _check_shown(
        self,
        form: ChangeForm,
        found: ChangePlan,
        accept: AcceptForm,
        refusal: BookingError | None,
        *,
        chosen_anew: bool,
    ) -> HttpResponse:
        check = ChangeCheck(found, is_desk=self.is_desk, sees_money=self.sees_money)
        context = {
            "check": check,
            "date": form.anchor,
            "typed": form.typed(),
            "shown_ways": ways_print(found.wish),
            "refusal": refusal and refusal_words(refusal),
            "chosen_anew": chosen_anew,
            "accept": accept,
        }
        status = WRONG if accept.errors else _status(check, refusal)
        return self._shown("bookings/change_check.html", context, status)

    def _shown(self, template: str, context: dict[str, Any], status: int) -> HttpResponse:
        return render(self.request, template, {**self.context, **context}, status=status)


def ways_print(wish: Wish) -> str:
    """A fingerprint of what was chosen for single dates: another time, or to go along."""
    ways = [f"{key} {times.start} {times.end}" for key, times in sorted(wish.ways.items())]
    said = "\n".join([*ways, *map(str, sorted(wish.along))])
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _status(check: ChangeCheck, refusal: BookingError | None) -> int:
    if refusal is not None:
        return WRONG if isinstance(refusal, NotPossible) else CHANGED
    if check.plan.changed:
        return 200
    return CHANGED if check.is_taken else WRONG
