"""Answer a wish for everybody to read, or put it aside."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from accounts import journal
from accounts.models import User
from bookings import wish_letters
from bookings.exceptions import NotPossible
from bookings.locks import all_or_nothing
from bookings.models import LeftWish, WishAnswer
from venues.models import Room, Venue


@all_or_nothing
def answer_wish(
    wish: LeftWish, venue: Venue, *, words: str, room: Room | None, shows_words: bool, by: User, at: datetime
) -> WishAnswer:
    """Whoever left it is told once; a venue has one answer, and the first stands.

    Raises NotPossible where the wish was taken back meanwhile.
    """
    wish = _locked(wish)
    known = WishAnswer.objects.filter(wish=wish, venue=venue).first()
    if known:
        return known
    answer = WishAnswer.objects.create(
        wish=wish, venue=venue, room=room, words=words, shows_words=shows_words, made_by=by, made_at=at
    )
    wish_letters.answered(answer)
    journal.record(by, "answered a wish", venue)
    return answer


@all_or_nothing
def take_answer_back(answer: WishAnswer, *, by: User) -> None:
    """It is no longer to be read; the wish is open for the venue again."""
    WishAnswer.objects.filter(pk=answer.pk).delete()
    journal.record(by, "took the answer to a wish back", answer.venue)


@all_or_nothing
def put_wish_aside(wish: LeftWish, venue: Venue, *, by: User) -> None:
    """It no longer stands on this venue's list; others still read it. Raises NotPossible where it is gone."""
    _locked(wish).put_aside_by.add(venue)
    journal.record(by, "put a wish aside", venue)


def _locked(wish: LeftWish) -> LeftWish:
    """Held until the transaction ends."""
    found = LeftWish.objects.select_for_update(of=("self",), no_key=True).filter(pk=wish.pk).first()
    if found is None:
        raise NotPossible(_("Whoever left this wish has taken it back."))
    return found
