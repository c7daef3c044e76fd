"""What a price list means by its bands, seasons, days and ways of hiring."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.clock import date_words
from venues.tariffs.rows import DAY, Calendar, NamedDays, Product, Season
from venues.tariffs.tariff import Tariff
from venues.tariffs.words.names import Names, all_of, one_of
from venues.tariffs.words.times import band_hours_words, clock_words, length_words, weekday_words

A_LEAP_YEAR = 2000  # which has every day


def time_sentences(tariff: Tariff, names: Names, *, told: Collection[str] = ()) -> Iterator[str]:
    """Evenings: Monday to Thursday, 5pm to 10pm. Winter: 1 October to 30 April. `told` bands are left out."""
    for band in tariff.bands:
        words = band_hours_words(band, names.dates)
        if band.code not in told and words not in (band.name, _("%(days)s, all day") % {"days": band.name}):
            yield _means(band.name, words)
    for season in tariff.seasons:
        yield _means(season.name, _season(season))
    for days in tariff.named_days:
        yield _means(days.name, _named_days(days))


def product_words(product: Product, names: Names) -> str:
    """Half day (up to 4 hours, between 9am and 5pm)."""
    limits = ", ".join(_product_limits(product, names))
    name = names.product(product.code)
    return _("%(name)s (%(limits)s)") % {"name": name, "limits": limits} if limits else name


def product_limits(product: Product) -> str:
    """Up to 4 hours, between 9am and 5pm; of a way of hiring that is sold by no session."""
    return ", ".join(_product_limits(product, Names()))


def product_sentences(tariff: Tariff, names: Names) -> Iterator[str]:
    """What is to be known of ways of hiring beside their prices."""
    priced = {code for rate in tariff.rates for code in rate.when.product}
    for product in tariff.products:
        untold = product.sessions or product.code not in priced
        facts = {"name": product_words(product, names) if untold else names.product(product.code)}
        if product.like:
            facts["like"] = names.product(product.like)
            facts["length"] = length_words(product.charged_minutes or 0)
            if product.charged_minutes:
                yield _("%(name)s costs what %(length)s cost (%(like)s).") % facts
            else:
                yield _("%(name)s costs the same as %(like)s.") % facts
        if product.sessions:
            yield _("%(name)s: a part of a session costs as much as the whole.") % facts
        if product.only_if_asked:
            yield _("%(name)s: only if you ask for it.") % facts


def _product_limits(product: Product, names: Names) -> Iterator[str]:
    if product.sessions:
        yield one_of([names.band(code) for code in product.sessions])
    if product.shortest and product.longest:
        yield _("%(shortest)s to %(longest)s") % {
            "shortest": length_words(product.shortest),
            "longest": length_words(product.longest),
        }
    elif product.longest:
        yield _("up to %(length)s") % {"length": length_words(product.longest)}
    elif product.shortest:
        yield _("at least %(length)s") % {"length": length_words(product.shortest)}
    yield from _hours(product)
    if product.days:
        yield _("beginning on %(days)s") % {"days": weekday_words(product.days)}


def _hours(product: Product) -> Iterator[str]:
    opens = None if product.opens is None else clock_words(product.opens)
    closes = None if product.closes is None else clock_words(product.closes)
    if product.closes is not None and product.closes > DAY:
        closes = _("%(time)s the next day") % {"time": closes}
    if (product.opens, product.closes) == (0, DAY):
        return
    if opens and closes:
        yield _("%(opens)s to %(closes)s") % {"opens": opens, "closes": closes}
    elif opens:
        yield _("not before %(time)s") % {"time": opens}
    elif closes:
        yield _("until %(time)s") % {"time": closes}


def _season(season: Season) -> str:
    return _("%(first)s to %(last)s") % {"first": _yearly(season.first), "last": _yearly(season.last)}


def _named_days(days: NamedDays) -> str:
    calendars = {
        Calendar.BANK_HOLIDAYS: _("every bank holiday"),
        Calendar.TERM: _("every day in school term"),
        Calendar.SCHOOL_HOLIDAYS: _("every day in school holidays"),
    }
    said = [calendars[days.calendar]] if days.calendar else []
    said += [_("%(day)s of every year") % {"day": _yearly(day)} for day in days.yearly]
    said += [date_words(day) for day in days.on]
    return all_of(said)


def _yearly(day: tuple[int, int]) -> str:
    return date_format(date(A_LEAP_YEAR, *day), pgettext("format of a day of every year", "j F"))


def _means(name: str, words: str) -> str:
    return _("%(name)s: %(words)s") % {"name": name, "words": words}
