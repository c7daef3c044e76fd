"""The key register: give a key, take it back, or write down that it is lost."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from accounts import journal
from accounts.models import User
from accounts.whole import whole
from venues.models import HallKey, Venue

CHANGED = "changed keys"  # as the pages of a place name what was changed


class KeyNotThere(Exception):
    """It is with somebody else, or has come back already; the text is for the person."""


@whole
def give_key(venue: Venue, *, number: str, holder: str, deposit_pence: int | None, given_on: date, by: User) -> HallKey:
    """From then on somebody has it. Raises KeyNotThere where somebody else has that number, or it is lost."""
    Venue.objects.select_for_update(no_key=True).get(pk=venue.pk)  # two may type the same number at once
    if HallKey.objects.not_back().filter(venue=venue, number__iexact=number).exists():
        raise KeyNotThere(_("Key %(number)s has not come back yet. Take it back first.") % {"number": number})
    key = HallKey.objects.create(
        venue=venue, number=number, holder=holder, deposit_pence=deposit_pence, given_on=given_on, made_by=by
    )
    journal.record(by, CHANGED, venue, why=_("Key %(number)s: given") % {"number": number})
    return key


@whole
def take_key_back(key: HallKey, *, on: date, by: User) -> HallKey:
    """A lost one too, where it was found. Raises KeyNotThere where it is back already."""
    key = _locked(key)
    key.returned_on = on
    key.save(update_fields=["returned_on"])
    journal.record(by, CHANGED, key.venue, why=_("Key %(number)s: came back") % {"number": key.number})
    return key


@whole
def lose_key(key: HallKey, *, on: date, by: User) -> HallKey:
    """Whoever had it stays on the register. Raises KeyNotThere where it is back already."""
    key = _locked(key)
    key.lost_on = on
    key.save(update_fields=["lost_on"])
    journal.record(by, CHANGED, key.venue, why=_("Key %(number)s: lost") % {"number": key.number})
    return key


@whole
def strike_key(key: HallKey, *, by: User) -> None:
    """It was never given. Raises KeyNotThere where it is back already."""
    key = _locked(key)
    journal.record(by, CHANGED, key.venue, why=_("Key %(number)s: taken off the register") % {"number": key.number})
    key.delete()


def _locked(key: HallKey) -> HallKey:
    rows = HallKey.objects.select_for_update(of=("self",)).select_related("venue")
    found = rows.filter(pk=key.pk, returned_on=None).first()
    if found is None:
        raise KeyNotThere(_("This key has come back already, or somebody took it off the register."))
    return found
