"""The pages of the rules of a price list as the tests of them use them."""

from __future__ import annotations

from django.urls import reverse

from bookings.actions.change_draft import print_of_draft
from bookings.actions.change_venue import print_of
from venues.models import PriceDraft

KEY = "2020-01-01"
DEFAULTS = {"p0-way": "flat", "p1-way": "flat", "counted": "full"}  # what a select says that nobody touched


def rule_page(hall, kind, number=None, act="", *, key=KEY):
    if number is None:
        return reverse("place:prices_rule_new", args=[hall.slug, key, kind])
    return reverse("place:prices_rule_away" if act else "place:prices_rule", args=[hall.slug, key, kind, number])


def added(manager, hall, kind, typed, *, key=KEY):
    """What the page answers when a new rule is typed so."""
    draft = PriceDraft.objects.filter(pk=key.removeprefix("draft-")).first() if key != KEY else None
    seen = print_of_draft(draft) if draft else print_of(hall, "tariffs")
    return manager.post(rule_page(hall, kind, key=key), {**DEFAULTS, "seen": seen, **typed})


def shown(manager, address):
    """What the boxes of a page say, as a browser would send them."""
    answer = manager.get(address)
    form = answer.context["form"]
    boxes = {name: form[name].value() for name in form.fields}
    return {"seen": answer.context["seen"]} | {
        name: value for name, value in boxes.items() if value not in (None, False, [])
    }


def changed(manager, hall, kind, number, typed):
    """What the page answers when these boxes of a rule are changed."""
    address = rule_page(hall, kind, number)
    return manager.post(address, {**shown(manager, address), **typed})


def taken_away(manager, hall, kind, number):
    address = rule_page(hall, kind, number, "away")
    return manager.post(address, {"seen": manager.get(address).context["work"].seen})
