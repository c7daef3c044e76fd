"""What the secretary should know before saying yes, each in a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from django.utils.text import get_text_list
from django.utils.timesince import timeuntil
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.clock import date_words
from bookings.desk.facts import Facts
from bookings.entitling import Claims
from bookings.models import Booking


def worth_knowing(
    facts: Facts, claims: Claims, *, before: int, shut: int, beside: Sequence[str] = (), at: datetime
) -> list[str]:
    """New hirer, too many people, short notice …: nothing for a plain request."""
    return [
        *_about_the_hirer(facts, before),
        *_about_the_price(facts, claims, at),
        *_about_the_people(facts),
        *facts.booking.party.worth_knowing,
        *_about_the_dates(facts, shut, at),
        *beside,
    ]


def outside_words(dates: int) -> list[str]:
    """Of the hall as it is open by now, which may have changed since they asked."""
    words = ngettext("Outside opening hours on %(count)d date", "Outside opening hours on %(count)d dates", dates)
    return [words % {"count": dates}] if dates else []


def overlap_words(others: Sequence[Booking]) -> list[str]:
    """3 groups ask for these hours …, where there are others."""
    if not others:
        return []
    words = ngettext(
        "Overlaps another: %(number)d groups ask for some of these hours, with %(who)s",
        "Overlaps others: %(number)d groups ask for some of these hours, with %(who)s",
        len(others),
    )
    return [words % {"number": len(others) + 1, "who": get_text_list([other.whose for other in others], _("and"))}]


def _about_the_price(facts: Facts, claims: Claims, at: datetime) -> Iterator[str]:
    """Nothing where the hall itself gave it, for this booking or by what was agreed."""
    booking = facts.booking
    hirer, category = booking.hirer, booking.category
    if booking.category_reason or (booking.terms and booking.terms.category_id):
        return
    if not claims.may_have(hirer, category):
        yield _("The price for “%(category)s” is not meant for this kind of hirer") % {"category": category}
    late = claims.late(hirer, category, at.astimezone(booking.venue.tz).date())
    if late and late.proof_by:
        words = _("Proof for the price “%(category)s” was asked for by %(day)s and has not come")
        yield words % {"category": category, "day": date_words(late.proof_by)}


def _about_the_hirer(facts: Facts, before: int) -> Iterator[str]:
    booking = facts.booking
    if not before:
        yield _("New hirer: the first booking here")
    if booking.confidential:
        yield _("Confidential: nobody but you, the treasurer and the trustees sees what it is")


def _about_the_people(facts: Facts) -> Iterator[str]:
    people, capacity = facts.booking.people, facts.capacity
    if capacity is None:
        yield _("Nobody has written down how many people the room takes safely")
    elif people > capacity:
        yield ngettext(
            "%(over)s person more than the room takes safely", "%(over)s people more than the room takes safely", people
        ) % {"over": people - capacity}


def _about_the_dates(facts: Facts, shut: int, at: datetime) -> Iterator[str]:
    if shut:
        yield ngettext("The hall is shut on %(count)s date", "The hall is shut on %(count)s dates", shut) % {
            "count": shut
        }
    if facts.price is None:
        yield _("There is no price")
    if not facts.planned:
        return
    first = facts.planned[0].starts_at
    if first <= at:
        yield _("Its first date has begun, so it can no longer be booked")
    elif first - at < timedelta(days=facts.booking.venue.hold_days):
        yield _("Short notice: it begins in %(time)s") % {"time": timeuntil(first, at, depth=1)}
