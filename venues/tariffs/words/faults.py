"""What is wrong with a price list, in a sentence that says what to do where that is not plain."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from venues.tariffs.faults import Fault
from venues.tariffs.words.times import weekly_words

SENTENCES = {
    "missing": gettext_lazy("This is missing."),
    "unknown_key": gettext_lazy("A price list has no such entry. Is it misspelt?"),
    "not_a_table": gettext_lazy("“%(value)s” stands where a table of entries should."),
    "not_a_list": gettext_lazy("“%(value)s” stands where a list of tables should."),
    "not_a_name": gettext_lazy("“%(value)s” is not a name: some words on one line."),
    "too_long": gettext_lazy("“%(value)s” is too long: at most %(longest)s letters."),
    "not_a_code": gettext_lazy("“%(value)s” is not a code: small letters, digits and hyphens, at most 60."),
    "not_a_date": gettext_lazy("“%(value)s” is not a date, such as 2026-04-01."),
    "not_a_time": gettext_lazy("“%(value)s” is not a time of day, such as 17:30."),
    "not_days": gettext_lazy('“%(value)s” is not a list of days, such as ["mon", "tue"].'),
    "not_minutes": gettext_lazy("“%(value)s” is not a number of minutes between 0 and %(longest)s."),
    "not_a_price": gettext_lazy('“%(value)s” is not a price. Write it in quotation marks, such as "8.50".'),
    "ends_before_it_starts": gettext_lazy("The last day, %(value)s, comes before the first."),
    "code_twice": gettext_lazy("Two bands have the code “%(value)s”."),
    "no_such_band": gettext_lazy("This price list has no band “%(value)s”."),
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
    "no_price": gettext_lazy("“%(category)s” has no price for “%(room)s” while it is open: %(hours)s."),
}


def fault_words(fault: Fault) -> str:
    """The fault in a sentence; its place is told beside it."""
    facts = dict(fault.facts)
    if "days" in facts:
        facts["hours"] = weekly_words(facts["days"], facts["from_minute"], facts["to_minute"])
    return SENTENCES[fault.code] % facts
