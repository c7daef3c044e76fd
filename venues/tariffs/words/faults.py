"""What is wrong with a price list, in a sentence that says what to do where that is not plain."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy, ngettext

from venues.tariffs.faults import Fault
from venues.tariffs.when import Range
from venues.tariffs.words.names import one_of
from venues.tariffs.words.numbers import range_words
from venues.tariffs.words.times import length_words, weekday_words, weekly_words

SENTENCES = {
    "missing": gettext_lazy("This is missing."),
    "unknown_key": gettext_lazy("A price list has no such entry. Is it misspelt?"),
    "not_a_table": gettext_lazy("“%(value)s” stands where a table of entries should."),
    "not_a_list": gettext_lazy("“%(value)s” stands where a list of tables should."),
    "not_a_name": gettext_lazy("“%(value)s” is not a name: some words on one line."),
    "too_long": gettext_lazy("“%(value)s” is too long: at most %(longest)s letters."),
    "not_a_code": gettext_lazy("“%(value)s” is not a code: small letters, digits and hyphens, at most 60."),
    "not_a_date": gettext_lazy("“%(value)s” is not a date, such as 2026-04-01."),
    "year_out_of_reach": gettext_lazy("The year %(year)s is out of reach: dates lie between %(first)s and %(last)s."),
    "not_a_time": gettext_lazy("“%(value)s” is not a time of day, such as 17:30."),
    "not_days": gettext_lazy('“%(value)s” is not a list of days, such as ["mon", "tue"].'),
    "no_such_day": gettext_lazy("“%(value)s” is no day that this list knows: %(choices)s."),
    "not_minutes": gettext_lazy("“%(value)s” is not a number of minutes between 0 and %(longest)s."),
    "not_a_price": gettext_lazy('“%(value)s” is not a price. Write it in quotation marks, such as "8.50".'),
    "negative_price": gettext_lazy("“%(value)s” is less than nothing. What is free costs 0.00."),
    "price_too_large": gettext_lazy("“%(value)s” is too much for a price: the most is %(most)s."),
    "units_without_price": gettext_lazy(
        "“%(value)s” is told in units; the list has no unit_price to say what one costs."
    ),
    "not_per_cent": gettext_lazy(
        '“%(value)s” is not a number of per cent. Write it in quotation marks, such as "12.5".'
    ),
    "percent_out_of_reach": gettext_lazy("“%(value)s” per cent is out of reach: from %(least)s to %(most)s."),
    "not_whole": gettext_lazy("“%(value)s” is not a whole number from %(least)s to %(most)s."),
    "not_a_number": gettext_lazy('“%(value)s” is not a number from 0 to %(most)s, such as 3 or "2.5".'),
    "not_a_late_time": gettext_lazy("“%(value)s” is not a time, such as 17:30, or 26:00 for 2am on the next day."),
    "not_month_days": gettext_lazy("“%(value)s” is not a day of every year (month and day), such as 12-24."),
    "not_yes_or_no": gettext_lazy("“%(value)s” is neither true nor false."),
    "only_true": gettext_lazy("This is true or left out."),
    "not_a_choice": gettext_lazy("“%(value)s” is not one of: %(choices)s."),
    "empty_list": gettext_lazy("This list is empty."),
    "stands_twice": gettext_lazy("“%(value)s” stands here twice."),
    "one_needed": gettext_lazy("One of these is needed here: %(choices)s."),
    "one_only": gettext_lazy("“%(value)s” is given already, and only one of the two can hold."),
    "only_beside": gettext_lazy("This says nothing by itself; it stands beside: %(choices)s."),
    "empty_range": gettext_lazy("Nothing is asked here: a range has from or after, to or before."),
    "range_reversed": gettext_lazy("The most is less than the least: nothing can ever be in between."),
    "not_rising": gettext_lazy("“%(value)s” is not more than in the row before; these rows rise."),
    "one_room_together": gettext_lazy(
        "Rooms that are priced together are two or more; for “%(value)s” alone write room."
    ),
    "reserved": gettext_lazy("“%(value)s” has a meaning of its own here; choose another code."),
    "not_for_hire": gettext_lazy(
        "A hire cannot be charged in this way: it is no number of things, and no share of itself."
    ),
    "circular": gettext_lazy("“%(value)s” leads back to where it began."),
    "like_of_like": gettext_lazy("“%(value)s” is like another product itself; name the one with prices of its own."),
    "product_without_price": gettext_lazy("No rate gives a price for the product “%(value)s”."),
    "sessions_overlap": gettext_lazy("The sessions “%(band)s” and “%(other)s” cover the same hours."),
    "tax_not_named": gettext_lazy("A row has a tax of its own only in a list that names the tax."),
    "grace_too_long": gettext_lazy("%(value)s minutes over is no less than a whole step (%(step)s minutes)."),
    "fact_of_other_kind": gettext_lazy("“%(value)s” is a fact of another kind; here it must be: %(kind)s."),
    "ends_before_it_starts": gettext_lazy("The last day, %(value)s, comes before the first."),
    "code_twice": gettext_lazy("The code “%(value)s” is given twice."),
    "other_name": gettext_lazy(
        "“%(value)s” has the code “%(called)s”, which is called “%(other)s” in another row: a code has one name."
    ),
    "no_such_band": gettext_lazy("This price list has no band “%(value)s”."),
    "no_such_dates": gettext_lazy("This price list has no season or named day “%(value)s”."),
    "no_such_session": gettext_lazy("This price list has no session “%(value)s”."),
    "no_such_occasion": gettext_lazy("This price list has no occasion “%(value)s”."),
    "no_such_product": gettext_lazy("This price list has no product “%(value)s”."),
    "no_such_fact": gettext_lazy("This price list asks for no fact “%(value)s”."),
    "no_such_extra": gettext_lazy("This price list has no extra “%(value)s”."),
    "no_such_group": gettext_lazy("“%(value)s” is neither the hire, the total nor a group of extras."),
    "no_such_share": gettext_lazy(
        "There is no “%(value)s” to take a share of. It is one of %(choices)s, or a fact that is money."
    ),
    "no_such_category": gettext_lazy("There is no category “%(value)s”."),
    "no_such_room": gettext_lazy("There is no room “%(value)s”."),
    "bands_overlap": gettext_lazy("The bands “%(band)s” and “%(other)s” both cover %(hours)s."),
    "rate_twice": gettext_lazy("“%(category)s” has two prices for “%(room)s” in the band “%(band)s”."),
    "other_rate_twice": gettext_lazy("“%(category)s” has two prices for “%(room)s” at any other time."),
    "hours_are_counted": gettext_lazy("Hours are counted as they pass; only days can be counted in another way."),
    "not_so_many_steps": gettext_lazy("A scale of refunds has one step at least, and at most %(most)s."),
    "step_twice": gettext_lazy("Two steps ask for the same notice, %(value)s."),
    "refund_rises": gettext_lazy(
        "With less notice more would come back: %(value)s, where longer notice gives %(other)s."
    ),
    "not_a_refund": gettext_lazy('“%(value)s” is not a share. Write per cent, such as "75", or a part, such as "2/3".'),
    "most_below_least": gettext_lazy("The most is less than the least."),
    "equally_apply": gettext_lazy(
        "This row and %(other)s can both apply, and neither is narrower: give one of them a higher rank."
    ),
    "impossible_limits": gettext_lazy(
        "This row and %(other)s can both hold, and the least of one is more than the most of the other."
    ),
    "no_price": gettext_lazy("“%(category)s” has no price for “%(room)s” while it is open: %(hours)s."),
    "no_price_occasion": gettext_lazy(
        "“%(category)s” has no price for “%(room)s” for “%(occasion)s” while it is open: %(hours)s."
    ),
    "no_price_people": gettext_lazy(
        "“%(category)s” has no price for “%(room)s” for %(people)s while it is open: %(hours)s."
    ),
    "no_price_people_occasion": gettext_lazy(
        "“%(category)s” has no price for “%(room)s” for %(people)s for “%(occasion)s” while it is open: %(hours)s."
    ),
    "no_price_length": gettext_lazy("“%(category)s” has no price for “%(room)s” for a hire of %(length)s: %(days)s."),
    "no_price_extra": gettext_lazy("“%(category)s” has no price for the extra “%(extra)s”, so they cannot ask for it."),
}


def fault_words(fault: Fault) -> str:
    """The fault in a sentence; its place is told beside it."""
    facts = dict(fault.facts)
    if "from_minute" in facts:
        named = facts.get("named", ()) or [date_format(on, "j F") for on in facts.get("dates", ())]
        facts["hours"] = weekly_words(() if named else facts["days"], facts["from_minute"], facts["to_minute"], named)
    if "length" in facts:
        facts["length"] = range_words(facts["length"], lambda minutes: length_words(int(minutes)))
        facts["days"] = weekday_words(facts["days"])
    if "people" in facts:
        facts["people"] = one_of([_crowd(low, high) for low, high in facts["people"]])
    more = [key for key in ("length", "people", "occasion", "extra") if key in facts]
    return SENTENCES["_".join((fault.code, *more))] % facts


def _crowd(low: int, high: int) -> str:
    """51 to 59 people; nought is any number more."""
    many = Range(low, high or None)
    return range_words(
        many, lambda number: ngettext("%(count)d person", "%(count)d people", int(number)) % {"count": number}, str
    )
