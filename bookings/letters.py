"""What Hearth writes to people: one function a letter, each an outbox row in the act's own transaction."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import outbox
from accounts.models import Hirer, Letter, Membership
from bookings import rights
from bookings.cancelling import terms_of
from bookings.keys import link_for
from bookings.letter_facts import Facts
from bookings.models import Booking, Merge, Session
from venues.models import Venue
from venues.quiet import letters_to_desk_after, read_again_at

if TYPE_CHECKING:
    from bookings.what_else import WhatElse


def asked(booking: Booking, facts: Facts) -> None:
    """To the hirer: your request has arrived."""
    _to_hirer(booking, "asked", _("You asked for %(room)s: %(title)s"), facts)


def request_arrived(booking: Booking, facts: Facts, others: Sequence[str] = ()) -> None:
    """To the desk, and to those who stand in while somebody is away: somebody asks."""
    for number, email in enumerate(["", *others]):
        stamp = f"instead-{number}" if email else ""
        _to_desk(booking, "request_arrived", _("%(hirer)s asks for %(room)s"), facts, to=email, stamp=stamp)


def booked_at_once(booking: Booking, facts: Facts) -> None:
    """To the desk: somebody has booked, and nothing needs doing."""
    _to_desk(booking, "booked_at_once", _("%(hirer)s has booked %(room)s"), facts)


def confirmed(booking: Booking, facts: Facts | None = None) -> None:
    """To the hirer: the hall says yes."""
    facts = facts or Facts.of(booking)
    _to_hirer(booking, "confirmed", _("Booked: %(title)s, %(room)s"), facts, calendar=facts.calendar_of(facts.kept))


def price_sent(booking: Booking, *, at: datetime) -> None:
    """To the hirer: what the hall asks for it, and by when they say yes or no."""
    _about_price(booking, "price_sent", _("The price of %(title)s, %(room)s"), at)


def price_reminder(booking: Booking) -> None:
    """To the hirer: tomorrow the hours are kept no longer."""
    _about_price(booking, "price_reminder", _("Do you accept the price? %(title)s, %(room)s"), booking.price_told_at)


def price_reminder_key(booking: Booking) -> str:
    """By which it is known whether it was written already."""
    return f"booking-{booking.ref}-price_reminder-{_stamp(booking.price_told_at)}"


def price_lapsed(booking: Booking) -> None:
    """To both: no answer came to the price, and the hours are kept no longer."""
    _about_price(booking, "price_lapsed", _("No longer kept: %(title)s, %(room)s"), booking.price_told_at)
    stamp = _stamp(booking.price_told_at)
    _to_desk(booking, "price_unanswered", _("%(hirer)s has not answered the price of %(room)s"), stamp=stamp)


def price_over(booking: Booking) -> None:
    """To the hirer: nobody accepted the price before the first date."""
    _to_hirer(booking, "price_over", _("Not booked: %(title)s, %(room)s"))


def price_accepted(booking: Booking) -> None:
    """To the desk: it is booked at the price that was sent."""
    _to_desk(booking, "price_taken", _("%(hirer)s accepts the price of %(room)s"))


def price_refused(booking: Booking) -> None:
    """To the desk: not at that price."""
    _to_desk(booking, "price_refused", _("%(hirer)s does not accept the price of %(room)s"))


def _about_price(booking: Booking, kind: str, subject: str, told_at: datetime | None) -> None:
    _to_hirer(booking, kind, subject, stamp=_stamp(told_at), page="bookings:price")


def _stamp(at: datetime | None) -> str:
    return f"{at:%Y%m%d%H%M%S%f}" if at else ""


def declined(booking: Booking, instead: WhatElse | None = None) -> None:
    """To the hirer: the hall says no, and why; and what else is free. Of access its text is forgotten once sent."""
    subject, is_of_access = _("Not possible: %(title)s, %(room)s"), booking.reason_code == Booking.Reason.ACCESS
    _to_hirer(booking, "declined", subject, instead=instead, kept_as=outbox.ENQUIRY if is_of_access else "")


def expired(booking: Booking) -> None:
    """To the hirer: nobody answered in time."""
    _to_hirer(booking, "expired", _("No answer came: %(title)s, %(room)s"))


def hold_lapsed(booking: Booking, others: list[str]) -> None:
    """To the hirer, and to second persons at the venue: a request waits and no longer holds its hours."""
    facts = Facts.of(booking)
    _to_hirer(booking, "hold_lapsed", _("Still waiting for an answer: %(title)s, %(room)s"), facts)
    for number, email in enumerate(others):
        subject = _("A request waits for an answer: %(hirer)s, %(room)s")
        _to_desk(booking, "request_waits", subject, facts, to=email, stamp=str(number))


def dates_gone(booking: Booking, gone: Sequence[Session]) -> None:
    """To the hirer: somebody else has booked these of the dates, which nothing kept for them."""
    facts = replace(Facts.of(booking), gone=gone)
    _to_hirer(booking, "dates_gone", _("No longer free: %(title)s, %(room)s"), facts, _stamp(timezone.now()))


def withdrawn(booking: Booking) -> None:
    """To the desk: the hirer no longer asks."""
    _to_desk(booking, "withdrawn", _("%(hirer)s no longer asks for %(room)s"))


def dates_cancelled(booking: Booking, sessions: list[Session]) -> None:
    """To both: these dates are cancelled, and what is still charged."""
    facts = Facts.of(booking, cancelled=sessions)
    stamp = f"{sessions[0].pk}-{len(sessions)}"
    calendar = facts.calendar_of(sessions)
    _to_hirer(booking, "cancelled", _("Cancelled: %(title)s, %(room)s"), facts, stamp, calendar=calendar)
    _to_desk(booking, "date_cancelled", _("%(hirer)s has cancelled in %(room)s"), facts, stamp=stamp)


def cancelled_at_the_desk(booking: Booking, sessions: Sequence[Session], *, why: str = "") -> None:
    """To the hirer: the desk cancelled dates, as they asked; or because the hall cannot have them, and why."""
    facts, kind = Facts.of(booking, cancelled=sessions), "cancelled_by_hall" if why else "cancelled"
    calendar, subject = facts.calendar_of(sessions), _("Cancelled: %(title)s, %(room)s")
    _to_hirer(booking, kind, subject, facts, f"{sessions[0].pk}-{len(sessions)}", calendar=calendar, why=why)


def merged(merge: Merge) -> None:
    """To those who organised either group: they are one now."""
    subject, link = _("%(given_up)s and %(kept)s are one group now"), merge.kept.get_absolute_url()
    _about_merge(merge, "groups_merged", subject, stamp="", link=link)


def merge_undone(merge: Merge, stays: Sequence[str]) -> None:
    """To those who organise either group: they are two again."""
    subject, link = _("%(given_up)s and %(kept)s are two groups again"), reverse("groups:list")
    _about_merge(merge, "merge_undone", subject, stamp="-undone", link=link, stays=stays)


def _about_merge(merge: Merge, kind: str, subject: str, *, stamp: str, link: str, **facts: Any) -> None:
    names = {"kept": merge.kept.name, "given_up": merge.given_up.name}
    people = Membership.objects.filter(hirer__in=[merge.kept, merge.given_up], role=Membership.Role.ORGANISER)
    addresses = {merge.kept.contact_email, merge.given_up.contact_email, *people.values_list("user__email", flat=True)}
    context = {**names, **facts, "venue": merge.venue, "link": settings.PUBLIC_URL + link}
    for number, address in enumerate(sorted(addresses - {""})):
        outbox.post(
            f"merge-{merge.pk}{stamp}-{number}",
            kind=kind,
            place=merge.venue.slug,
            to=address,
            reply_to=merge.venue.email,
            subject=subject % names,
            body=_without_gaps(render_to_string(f"letters/{kind}.txt", context)),
        )


def kind_changed(hirer: Hirer, before: Hirer.Kind, *, venue: Venue, at: datetime) -> None:
    """To those who organise the group: the hall has put right what kind of group it is."""
    people = hirer.memberships.filter(role=Membership.Role.ORGANISER).values_list("user__email", flat=True)
    link = settings.PUBLIC_URL + hirer.get_absolute_url()
    context = {"group": hirer, "before": before.label, "venue": venue, "link": link}
    for number, address in enumerate(sorted({hirer.contact_email, *people} - {""}) or [""]):
        outbox.post(
            f"kind-{hirer.ref}-{at:%Y%m%d%H%M%S%f}-{number}",
            kind="kind_changed",
            place=venue.slug,
            hirer=hirer,
            to=address,
            reply_to=venue.email,
            subject=_("%(group)s: what kind of group it is") % {"group": hirer.name},
            body=_without_gaps(render_to_string("letters/kind_changed.txt", context)),
        )


def _to_hirer(
    booking: Booking,
    kind: str,
    subject: str,
    facts: Facts | None = None,
    stamp: str = "",
    calendar: str = "",
    instead: WhatElse | None = None,
    why: str = "",
    page: str = "bookings:booking",
    kept_as: str = "",
) -> None:
    to, how = rights.letters_go_to(booking), {"hirer": booking.hirer, "calendar": calendar}
    more = {"instead": instead, "site": settings.PUBLIC_URL, "why": why.rstrip("."), "link": link_for(booking, page)}
    back = booking.venue.email
    _write(booking, kind, subject, facts, to=to, reply_to=back, stamp=stamp, more=more, kept_as=kept_as, **how)


def _to_desk(
    booking: Booking, kind: str, subject: str, facts: Facts | None = None, *, to: str = "", stamp: str = ""
) -> None:
    """To the venue's own address, or to a second person there; in its quiet hours it waits."""
    after = letters_to_desk_after(booking.venue, timezone.now())
    _write(booking, kind, subject, facts, to=to or booking.venue.email, reply_to="", stamp=stamp, after=after)


def _write(
    booking: Booking,
    kind: str,
    subject: str,
    facts: Facts | None,
    *,
    to: str,
    reply_to: str,
    stamp: str,
    more: Mapping[str, Any] | None = None,
    kept_as: str = "",
    **how: Any,
) -> None:
    facts = facts or Facts.of(booking)
    venue = booking.venue
    words = {
        "title": booking.title,
        "hirer": booking.hirer.name,
        "room": _("%(rooms)s, %(venue)s") % {"rooms": _(" and ").join(facts.rooms), "venue": venue.name},
    }
    context = {
        "booking": booking,
        "venue": venue,
        "address": rights.address_for(None, venue, booking),
        "facts": facts,
        "rooms": _(" and ").join(facts.rooms),
        "terms": terms_of(booking),
        "holding": facts.holding(venue),
        "read_again": read_again_at(venue, timezone.now()),
        "desk_link": settings.PUBLIC_URL + reverse("desk:booking", args=[venue.slug, booking.ref]),
        **(more or {}),
    }
    outbox.post(
        f"booking-{booking.ref}-{kind}-{stamp}".rstrip("-"),
        kind=kept_as or kind,
        to=to,
        reply_to=reply_to,
        subject=subject % words,
        body=_without_gaps(render_to_string(f"letters/{kind}.txt", context)),
        place=venue.slug,
        about=booking.ref,
        **how,
    )


def forget_declined(booking: Booking) -> None:
    """What the hall said no with, once it was sent or printed."""
    sent = Letter.objects.filter(key=f"booking-{booking.ref}-declined").exclude(sent_at=None)
    sent.update(body="", calendar="")


def _without_gaps(text: str) -> str:
    """At most one empty line at a time, whatever a template left out."""
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"
