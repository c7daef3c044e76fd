"""How a price list counts hours and rounds sums, and what it asks afterwards."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from venues.money import Money
from venues.tariffs.rows import FactAsked, Kind
from venues.tariffs.tariff import Choice, Rounding, Tariff, Way
from venues.tariffs.words.names import Names
from venues.tariffs.words.numbers import number_words, percent_words
from venues.tariffs.words.times import length_words


def counting_sentences(tariff: Tariff, names: Names) -> Iterator[str]:
    """At least 1 hour is charged. Time is rounded up to whole half-hours."""
    if tariff.minimum_minutes:
        yield _("At least %(length)s is charged, unless a price says otherwise.") % {
            "length": length_words(tariff.minimum_minutes)
        }
    if tariff.step_minutes > 1:
        facts = {"step": length_words(tariff.step_minutes), "grace": length_words(tariff.grace_minutes)}
        if tariff.grace_minutes:
            yield _("Time is rounded up to steps of %(step)s; up to %(grace)s over a step is not counted.") % facts
        else:
            yield _("Time is rounded up to steps of %(step)s.") % facts
    if tariff.unit_pence is not None:
        yield _("One unit is %(sum)s.") % {"sum": Money(tariff.unit_pence, tariff.currency)}
    if tariff.products:
        if tariff.choice is Choice.HIRER:
            yield _("Where there is more than one way to hire, you choose.")
        else:
            yield _("Where there is more than one way to hire, you pay the cheapest unless you choose another.")
    if tariff.rounding != Rounding():
        yield _rounded(tariff.rounding, tariff.currency)
    if tariff.tax:
        facts = {"tax": names.tax_name, "percent": percent_words(tariff.tax.percent)}
        if tariff.tax.included:
            yield _("Prices include %(tax)s at %(percent)s, unless they say otherwise.") % facts
        else:
            yield _("%(tax)s at %(percent)s comes on top, unless a price says otherwise.") % facts


def after_words(tariff: Tariff) -> Iterator[str]:
    """The questions that can only be answered when all is over."""
    for fact in tariff.facts:
        if fact.code == tariff.overrun:
            yield _("“%(question)s” Those minutes are charged as hire.") % {"question": fact.question}
        elif fact.after:
            yield _("“%(question)s” What depends on it is charged afterwards.") % {"question": fact.question}


def question_words(tariff: Tariff, fact: FactAsked) -> str:
    """“Will alcohol be sold?” Yes or no; where nothing is said, no."""
    kinds = {Kind.NUMBER: _("A number"), Kind.MONEY: _("A sum of money"), Kind.YES_NO: _("Yes or no")}
    words = _("“%(question)s” %(kind)s") % {"question": fact.question, "kind": kinds[fact.kind]}
    if fact.code == tariff.overrun:
        words = _("%(words)s, known afterwards: minutes that are charged as hire") % {"words": words}
    elif fact.after:
        words = _("%(words)s, known afterwards") % {"words": words}
    if fact.unless_said is None:
        return words
    unless = _("%(words)s; where nothing is said, %(answer)s")
    return unless % {"words": words, "answer": _answer(fact, tariff.currency)}


def _answer(fact: FactAsked, currency: str) -> str:
    if isinstance(fact.unless_said, bool):
        return _("yes") if fact.unless_said else _("no")
    if fact.kind is Kind.MONEY:
        return str(Money(int(fact.unless_said or 0), currency))
    return number_words(fact.unless_said or 0)


def _rounded(rounding: Rounding, currency: str) -> str:
    ways = {
        Way.HALF_UP: _("Sums are rounded to the nearest %(step)s, a half upwards."),
        Way.HALF_EVEN: _("Sums are rounded to the nearest %(step)s, a half to the even one."),
        Way.UP: _("Sums are rounded up to %(step)s."),
        Way.DOWN: _("Sums are rounded down to %(step)s."),
    }
    words = ways[rounding.way] % {"step": Money(rounding.pence, currency)}
    return f"{words} {_('Several rooms are added up first.')}" if rounding.together else words
