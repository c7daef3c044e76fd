"""Why a list gives no price, or not yet: a refusal as a sentence."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from venues.tariffs.quotes import AskThem, FactMissing, NoPrice, NoSuchExtra, Other, ProductMissing, Refusal
from venues.tariffs.words.lines import when_words
from venues.tariffs.words.names import Names


def refusal_words(refusal: Refusal, names: Names, zone: ZoneInfo) -> str:
    """What is missing, and what to do about it."""
    match refusal:
        case NoPrice():
            return no_price_words(refusal, names, zone)
        case FactMissing(fact=fact):
            return names.question(fact)
        case ProductMissing(products=products):
            return _("This can be hired in more than one way. Choose one: %(ways)s.") % {
                "ways": "; ".join(other_words(other, names) for other in products)
            }
        case AskThem(room=room):
            if not room:
                return _("The price is told on application: ask the hall.")
            return _("The price of %(room)s is told on application: ask the hall.") % {"room": names.room(room)}
        case NoSuchExtra(code=code, category=category):
            return _("The price list has no price of “%(extra)s” for %(category)s.") % {
                "extra": names.row("extra", code),
                "category": names.category(category),
            }
    return str(refusal)


def no_price_words(refusal: NoPrice, names: Names, zone: ZoneInfo) -> str:
    """Who, where and when, on the clock of the place."""
    return _("The price list has no price for %(category)s in %(room)s, %(when)s.") % {
        "category": names.category(refusal.category),
        "room": names.room(refusal.room),
        "when": when_words(refusal.when.local(zone)),
    }


def other_words(other: Other, names: Names) -> str:
    """Half day: £70.00."""
    return _("%(way)s: %(total)s") % {"way": names.product(other.product), "total": other.total}
