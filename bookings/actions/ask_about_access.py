"""Take in a question about what nobody knows of getting to a room, into it and around."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from bookings import access_letters
from bookings.locks import all_or_nothing
from venues.bank_holidays import bank_holidays
from venues.models import AccessQuestion, Room, Venue
from venues.working_days import working_day_after

SAME_WITHIN = timedelta(hours=1)


@all_or_nothing
def ask_about_access(
    room: Room, *, facts: Collection[str], needs: Collection[str], email: str, words: str, at: datetime
) -> AccessQuestion:
    """Keep it until it is answered; letters tell both sides by when. The same twice within an hour is one."""
    venue = room.venue
    Venue.objects.select_for_update(of=("self",), no_key=True).get(pk=venue.pk)  # the button pressed twice at once
    asked = AccessQuestion.objects.at(venue).filter(room=room, email=email, words=words, made_at__gt=at - SAME_WITHIN)
    again = next((each for each in asked if set(each.facts) == set(facts)), None)
    if again:
        return again
    today = at.astimezone(venue.tz).date()
    question = AccessQuestion.objects.create(
        venue=venue,
        room=room,
        facts=list(facts),
        needs=list(needs),
        email=email,
        words=words,
        made_at=at,
        due_on=working_day_after(today, venue.answer_days, bank_holidays(venue.nation)),
    )
    access_letters.received(question)
    access_letters.to_desk(question)
    return question
