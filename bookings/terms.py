"""What a venue has agreed with one hirer, as it holds on the day of a hire."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from django.db.models import Q
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.clock import date_words
from accounts.models import Hirer
from venues.fair_use import FirstCall, first_call
from venues.models import Category, SpecialTerms, Venue
from venues.tariffs.words.numbers import percent_words
from venues.tariffs.words.times import weekly_words

Agreed = Mapping[date, SpecialTerms]
WHOLE = Decimal(100)  # per cent off: the hire is free
NOBODY: Agreed = MappingProxyType({})  # with whom nothing was agreed


def terms_for(venue: Venue, hirer: Hirer, days: Collection[date]) -> Agreed:
    """By day, for those of the days that have any: of several, what was agreed last. One question."""
    if not days:
        return NOBODY
    agreed = SpecialTerms.objects.of_price().filter(venue=venue, hirer=hirer, since__lte=max(days))
    agreed = agreed.filter(Q(until=None) | Q(until__gte=min(days))).select_related("category")
    return terms_among(agreed.order_by(), hirer, days)


def terms_among(agreed: Iterable[SpecialTerms], hirer: Hirer, days: Collection[date]) -> Agreed:
    """The same, of terms that are known: all with this hirer that hold on some of the days are among them."""
    its_own = [terms for terms in agreed if terms.hirer_id == hirer.pk and terms.is_of_price]
    rows = sorted(its_own, key=lambda terms: (terms.since, terms.pk))
    found = {}
    for day in days:
        holding = [terms for terms in rows if terms.since <= day and (terms.until is None or day <= terms.until)]
        if holding:
            found[day] = holding[-1]
    return found


def terms_to_come(venue: Venue, hirers: Iterable[Hirer], today: date) -> list[SpecialTerms]:
    """What was agreed with any of these and is not over."""
    known = {hirer.pk: hirer for hirer in hirers}
    agreed = SpecialTerms.objects.filter(venue=venue, hirer__in=known).filter(Q(until=None) | Q(until__gte=today))
    found = list(agreed.select_related("category"))
    for terms in found:
        terms.hirer = known[terms.hirer_id]
    return found


def what_holds(terms: SpecialTerms | None, category: Category) -> tuple[Category, Decimal | None]:
    """The category that is paid, and how many per cent come off."""
    if terms is None:
        return category, None
    return terms.category or category, terms.percent_off


def what_words(terms: SpecialTerms) -> str:
    """free use and first call on Monday, 6pm to 8pm in Main hall until 14 days before"""
    what = []
    if terms.category:
        what.append(_("the price “%(category)s”") % {"category": terms.category.name})
    if terms.percent_off == WHOLE:
        what.append(_("free use"))
    elif terms.percent_off is not None:
        what.append(_("%(percent)s off") % {"percent": percent_words(terms.percent_off)})
    if terms.first_call:
        what.append(_first_call_words(first_call(terms.first_call)))
    return get_text_list(what, _("and"))


def terms_words(terms: SpecialTerms) -> str:
    """the price “Community group” and 20% off, from 1 April 2026 until 31 March 2027"""
    facts = {"what": what_words(terms), "since": date_words(terms.since)}
    if terms.until is None:
        return _("%(what)s, from %(since)s") % facts
    return _("%(what)s, from %(since)s until %(until)s") % {**facts, "until": date_words(terms.until)}


def _first_call_words(call: FirstCall) -> str:
    words = ngettext(
        "first call on %(hours)s%(room)s until %(count)d day before",
        "first call on %(hours)s%(room)s until %(count)d days before",
        call.days_before,
    )
    hours = weekly_words(call.hours.days, call.hours.opens, call.hours.closes)
    room = _(" in %(room)s") % {"room": call.room_name} if call.room_name else ""
    return words % {"hours": hours, "room": room, "count": call.days_before}
