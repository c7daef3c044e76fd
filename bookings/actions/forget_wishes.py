"""Take out wishes that were left, with their answers and all letters about them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from accounts import erasure
from accounts.blotting import blot_rows, telling_words
from accounts.models import Letter
from bookings.locks import all_or_nothing
from bookings.models import LeftWish, WishAnswer
from bookings.wish_letters import letters_about


@all_or_nothing
def forget_wishes(keys: Sequence[int]) -> int:
    """How many there were."""
    gone = list(LeftWish.objects.filter(pk__in=keys).order_by("pk").select_for_update(of=("self",)))
    for wish in gone:
        Letter.objects.filter(key__startswith=letters_about(wish.ref)).delete()
    LeftWish.objects.filter(pk__in=[wish.pk for wish in gone]).delete()
    return len(gone)


def forget_wishes_of(names: Iterable[str], addresses: set[str]) -> None:
    """All that came from these addresses; what others wrote no longer names them."""
    if addresses:
        theirs = LeftWish.objects.filter(erasure.is_to("email", addresses))
        forget_wishes(list(theirs.values_list("pk", flat=True)))
    telling = telling_words([*names, *addresses])
    for rows in (LeftWish.objects.all(), WishAnswer.objects.all()):
        blot_rows(rows, ("words",), telling)
