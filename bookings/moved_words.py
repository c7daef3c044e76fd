"""What is told of another room that a date is moved to: its price, and what is otherwise there about getting in."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from bookings.never_more import PriceThere
from bookings.room_names import room_names
from bookings.standing_in import RoomInstead
from venues.access.claims import Answer
from venues.access.words import label, reading_words


def price_words(price: PriceThere) -> str:
    """£16.00 as before; nothing where no price was recorded."""
    if price.after is None or price.before is None:
        return ""
    if price.cheaper:
        return _("%(after)s instead of %(before)s") % {"after": price.after, "before": price.before}
    return _("%(price)s as before") % {"price": price.after}


def answers_there(answers: Iterable[Answer]) -> list[str]:
    """Step-free inside: no."""
    return [
        _("%(fact)s: %(answer)s") % {"fact": label(answer.fact), "answer": reading_words(answer)} for answer in answers
    ]


def choice_words(instead: RoomInstead) -> str:
    """The room, or which of several comes for which, and what the date would cost there."""
    return ", ".join(filter(None, [rooms_words(instead), price_words(instead.price)]))


def rooms_words(instead: RoomInstead) -> str:
    """Committee; or Committee instead of Main, Kitchen stays; or Main without Kitchen."""
    names = {name: room_names(getattr(instead, name)) for name in ("come", "gone", "kept")}
    if not instead.come:
        return _("%(kept)s without %(gone)s") % names
    if len(instead.gone) == 1 and not instead.kept:
        return names["come"]
    words = _("%(come)s instead of %(gone)s")
    said = [words % names]
    if len(instead.come) > 1:
        said = [words % {"come": there.name, "gone": here.name} for here, there in instead.pairs]
    return ", ".join([*said, _("%(kept)s stays") % names] if instead.kept else said)


def but_words(instead: RoomInstead) -> str:
    """What speaks against it; nothing where nothing does."""
    said = []
    if instead.layout:
        said.append(_("not laid out as “%(layout)s”") % {"layout": instead.layout})
    if any(room.largest_capacity is None for room in instead.come):
        said.append(_("how many it safely takes is not known"))
    if instead.unlike and instead.come:
        words = _("whether it will do for %(room)s is not known")
        said.append(words % {"room": room_names(instead.unlike)})
    if instead.worse:
        said.append(_("worse there: %(what)s") % {"what": "; ".join(answers_there(instead.worse))})
    return "; ".join(said)
