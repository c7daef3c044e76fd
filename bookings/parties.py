"""Which questions about a party apply, and what a hall's own rules refuse."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.clock import day_words
from accounts.models import Hirer
from bookings.models import Booking
from bookings.particulars import Alcohol, Licence, Music, Particulars
from bookings.recurrence import Times
from venues.models import Venue

NO, SOLD = Venue.Asked.NO, Venue.Alcohol.SOLD


def is_a_party(hirer: Hirer | None, purpose: str, *, once: bool) -> bool:
    """Whether a hall's questions about parties apply: not to a weekly choir, nor to a committee."""
    if purpose == Booking.Purpose.PRIVATE or (hirer and hirer.is_household and once):
        return True
    return once and purpose == Booking.Purpose.SOCIAL


def asks_anything(venue: Venue) -> bool:
    chosen = (venue.alcohol, venue.music, venue.bouncy_castle, venue.candles)
    return any(chosen) or venue.asks_food or venue.asks_ages


def against_the_hall(
    venue: Venue, said: Particulars, on: date, times: Times, *, at: datetime
) -> Iterator[tuple[str, str]]:
    """What cannot be, by the name of what was answered, each with a sentence."""
    yield from _about_alcohol(venue, said, on, at)
    if said.music and said.music != Music.NONE and venue.music == NO:
        yield "music", _("The hall does not allow music.")
    if said.candles and venue.candles == NO:
        yield "candles", _("The hall does not allow candles or naked flames.")
    if said.castle and venue.bouncy_castle == NO:
        yield "castle", _("The hall does not allow bouncy castles.")
    elif said.castle:
        yield from _about_the_castle(said, on, times)


def against_another_day(venue: Venue, said: Particulars, on: date, *, at: datetime) -> str:
    """Why a party that is booked cannot be on that day instead, in a sentence; nothing where it can."""
    refused = [words for _name, words in (*_about_alcohol(venue, said, on, at), *_about_the_insurance(said, on))]
    return " ".join(refused)


def last_day_to_sell(venue: Venue, on: date) -> date:
    """Until when alcohol to be sold on that day can be asked for."""
    return on - timedelta(days=venue.alcohol_days)


def _about_alcohol(venue: Venue, said: Particulars, on: date, at: datetime) -> Iterator[tuple[str, str]]:
    if said.alcohol in (Alcohol.DRUNK, Alcohol.SOLD) and venue.alcohol == Venue.Alcohol.NO:
        yield "alcohol", _("The hall does not allow alcohol.")
    elif said.alcohol == Alcohol.SOLD and venue.alcohol != SOLD:
        yield "alcohol", _("In this hall alcohol may be drunk, but not sold.")
    elif said.alcohol == Alcohol.SOLD:
        if said.licence == Licence.BAR and not venue.has_bar:
            yield "licence", _("The hall has no bar of its own.")
        last, today = last_day_to_sell(venue, on), at.astimezone(venue.tz).date()
        if today > last:
            words = ngettext(
                "The hall needs %(count)d day of notice for selling it: for %(day)s it could be asked until %(last)s.",
                "The hall needs %(count)d days of notice for selling it: for %(day)s it could be asked until %(last)s.",
                venue.alcohol_days,
            )
            yield "alcohol", words % {"count": venue.alcohol_days, "day": day_words(on), "last": day_words(last)}


def _about_the_castle(said: Particulars, on: date, times: Times) -> Iterator[tuple[str, str]]:
    """It is insured on the day, and it comes and goes within the hire."""
    yield from _about_the_insurance(said, on)
    yield from outside_the_hire(said, times)


def outside_the_hire(said: Particulars, times: Times) -> Iterator[tuple[str, str]]:
    """What is wrong with the hours of the castle, by its name."""
    if said.castle_from and said.castle_until:
        if said.castle_from >= said.castle_until:
            yield "castle_until", _("It goes after it has come. Check both times.")
        elif said.castle_from < times.start or (times.end > times.start and said.castle_until > times.end):
            words = _("It comes and goes within the hire. Check these times, or hire the room for longer.")
            yield "castle_from" if said.castle_from < times.start else "castle_until", words


def _about_the_insurance(said: Particulars, on: date) -> Iterator[tuple[str, str]]:
    if said.castle and said.castle_insured_until and said.castle_insured_until < on:
        yield "castle_insured_until", _("The insurance ends before the day of the hire.")
