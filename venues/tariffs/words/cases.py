"""Cases and whether they agree, in words."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from venues.money import Money
from venues.tariffs.cases import BadCases, CannotTell, Offered, Verdict
from venues.tariffs.cases.judging import Sums
from venues.tariffs.quotes import Quote, Refusal
from venues.tariffs.tariff import Tariff
from venues.tariffs.words.lines import line_words
from venues.tariffs.words.names import Names
from venues.tariffs.words.numbers import percent_words
from venues.tariffs.words.refusals import refusal_words

CANNOT_TELL = {
    "category": gettext_lazy("No category is called “%(said)s”."),
    "room": gettext_lazy("No room is called “%(said)s”."),
    "product": gettext_lazy("No way of hiring is called “%(said)s”."),
    "occasion": gettext_lazy("No occasion is called “%(said)s”."),
    "extra": gettext_lazy("No extra is called “%(said)s”."),
    "fact": gettext_lazy("The price list does not ask for “%(said)s”."),
    "nothing": gettext_lazy("Neither a room nor an extra is named."),
    "reversed": gettext_lazy("It ends, %(said)s, before it begins."),
    "not_whole": gettext_lazy("“%(said)s” is not a whole number."),
    "not_a_number": gettext_lazy("“%(said)s” is not a number."),
    "not_money": gettext_lazy("“%(said)s” is not a sum of money."),
    "not_yes_or_no": gettext_lazy("“%(said)s” is neither yes nor no."),
    "not_a_moment": gettext_lazy("“%(said)s” is not a day and a time."),
    "no_list": gettext_lazy("No price list is in force on %(said)s."),
    "no_scale": gettext_lazy("The price list in force on %(said)s has no scale of refunds."),
    "bad_scale": gettext_lazy("The scale “%(said)s” has faults."),
}
EXPLAINED = ("category", "room", "product", "occasion", "extra", "fact")  # in the table [cases.map]
BAD_CASES = {
    "not_json": gettext_lazy("This is not written as JSON: %(value)s."),
    "not_a_table": gettext_lazy("A table should stand here."),
    "not_a_list": gettext_lazy("A list should stand here."),
    "missing": gettext_lazy("This is missing."),
    "not_a_number": gettext_lazy("“%(value)s” is not a number that could stand here."),
    "not_money": gettext_lazy("“%(value)s” is not a sum of money."),
    "not_a_moment": gettext_lazy("“%(value)s” is not a day and a time, such as 2026-03-07T14:00."),
    "not_a_frequency": gettext_lazy("“%(value)s” is not daily, weekly or fortnightly."),
}
SUMS = {
    "total": gettext_lazy("total"),
    "bond": gettext_lazy("bond"),
    "net": gettext_lazy("net"),
    "tax": gettext_lazy("tax"),
    "off_bond": gettext_lazy("off the bond"),
    "refund": gettext_lazy("refund"),
    "percent": gettext_lazy("refund"),
}


def verdict_words(verdict: Verdict, currency: str, offered: Offered | None = None) -> Iterator[str]:
    """04-2: expected total £40.00, got total £40.00. Where they differ, why: a refusal, or the lines of each quote."""
    facts = {
        "id": verdict.id,
        "expected": _sums_words(verdict.expected, verdict, currency),
        "got": _sums_words(verdict.got, verdict, currency),
    }
    if verdict.refusal is not None:
        why = stopped_words(verdict.refusal, verdict.tariff, offered)
        if isinstance(verdict.refusal, CannotTell) and verdict.refusal.what in EXPLAINED:
            why = _("%(why)s Say in [cases.map.%(what)s] what is meant.") % {"why": why, "what": verdict.refusal.what}
        yield _("%(id)s: expected %(expected)s, got none. %(why)s") % {**facts, "why": why}
        return
    if verdict.agrees:
        yield _("%(id)s: expected %(expected)s, got %(got)s") % facts
        return
    yield _("%(id)s: expected %(expected)s, got %(got)s: not the same") % facts
    for tariff, quoted in verdict.quotes:
        yield from (f"    {words}" for words in quote_words(quoted, names_of(tariff, offered)))


def quote_words(quoted: Quote, names: Names) -> Iterator[str]:
    """Each line of the quote with its sum, then what is held, left open, or could be had otherwise."""
    yield from (f"{line_words(line, names)} = {line.amount}" for line in quoted.lines)
    for held, what in ((quoted.bonds, "bond"), (quoted.deposits, "deposit")):
        pattern = _("Bond, %(name)s: %(sum)s") if what == "bond" else _("Deposit, %(name)s: %(sum)s")
        yield from (pattern % {"name": names.row(what, row.code), "sum": row.amount} for row in held)
    for line in quoted.off_bonds:
        yield _("Off the bond: %(line)s = %(sum)s") % {"line": line_words(line, names), "sum": line.amount}
    for fact in quoted.open_facts:
        yield _("Known afterwards: %(question)s") % {"question": names.question(fact)}
    for other in quoted.others:
        yield _("Otherwise, %(product)s: %(sum)s") % {"product": names.product(other.product), "sum": other.total}


def stopped_words(refusal: Exception, tariff: Tariff | None, offered: Offered | None) -> str:
    """Why there is no price: the list gives none, or the words are not known."""
    if isinstance(refusal, Refusal) and offered:
        return refusal_words(refusal, names_of(tariff, offered), offered.zone)
    if not isinstance(refusal, CannotTell):
        return str(refusal)
    words = CANNOT_TELL[refusal.what] % {"said": refusal.said}
    known = sorted(set(refusal.choices))
    return _("%(words)s There are: %(choices)s.") % {"words": words, "choices": ", ".join(known)} if known else words


def names_of(tariff: Tariff | None, offered: Offered | None) -> Names:
    """What a price list of the venue calls things."""
    return Names.of(tariff, offered.rooms, offered.categories) if tariff and offered else Names()


def bad_cases_words(fault: BadCases) -> str:
    """cases[2].start: “yesterday” is not a day and a time, such as 2026-03-07T14:00."""
    return f"{fault.place}: {BAD_CASES[fault.code] % {'value': fault.value}}"


def _sums_words(sums: Sums, verdict: Verdict, currency: str) -> str:
    return ", ".join(f"{SUMS[what]} {_sum_words(what, sums.get(what), currency)}" for what in verdict.expected)


def _sum_words(what: str, value: int | Fraction | None, currency: str) -> str:
    if value is None:
        return _("none")
    if what != "percent":
        return str(Money(int(value), currency))
    return percent_words(Decimal(round(value * 100)) / 100)
