"""Leave a wish for the halls near by, confirm it by the link of a letter, and take it back."""

from __future__ import annotations

from datetime import datetime

from bookings import wish_letters
from bookings.actions.forget_wishes import forget_wishes
from bookings.locks import all_or_nothing
from bookings.models import LeftWish
from bookings.wish_links import give_link


@all_or_nothing
def leave_wish(asked: LeftWish) -> LeftWish:
    """Seen by halls at once where no address was given, else once it is confirmed. The same button twice is one."""
    asked.email = asked.email.lower()
    LeftWish.objects.bulk_create(
        [asked], ignore_conflicts=True
    )  # pressed twice at once, the second waits and is nothing
    wish = LeftWish.objects.select_related("venue").get(submission_key=asked.submission_key)
    if wish.ref == asked.ref:
        give_link(wish)
        if wish.email:
            wish_letters.to_confirm(wish)
    return wish


@all_or_nothing
def confirm_wish(wish: LeftWish, *, at: datetime) -> None:
    """By the button behind the link; confirmed twice, it was confirmed the first time."""
    LeftWish.objects.filter(pk=wish.pk, confirmed_at=None).update(confirmed_at=at)


@all_or_nothing
def take_wish_back(wish: LeftWish) -> None:
    """All of it goes, its answers too."""
    forget_wishes([wish.pk])
