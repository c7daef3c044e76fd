"""What must hold for a row of a price list, in words: who, where, for what, when, and how much of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from venues.money import Money
from venues.tariffs.rows import DAY
from venues.tariffs.when import Number, Range, When
from venues.tariffs.words.names import Names, all_of, one_of
from venues.tariffs.words.numbers import number_words, range_words
from venues.tariffs.words.times import clock_words, length_words

Called = Callable[[str], str]


def when_words(when: When, names: Names, currency: str, *, product: Called | None = None) -> str:
    """Community group or Charity, Main hall, Evenings, for at least 20 people; nothing where it always holds.

    `product` says what a way of hiring is called, where more than its name is to be said.
    """
    return ", ".join(
        (*_codes(when, names, product or names.product), *_ranges(when, currency), *_facts(when, names, currency))
    )


def _codes(when: When, names: Names, product: Called) -> Iterator[str]:
    """Who, where, what for, in which way and when: of each one of several, or all of them."""

    def called(codes: Iterable[str], name: Called) -> list[str]:
        return [name(code) for code in codes]

    for words, pattern in (
        (one_of(called(when.category, names.category)), "%s"),
        (one_of(called(when.room, names.room)), "%s"),
        (names.room("+".join(when.together)), "%s"),
        (all_of(called(when.with_room, names.room)), _("where %s is hired too")),
        (one_of(called(when.occasion, names.occasion)), "%s"),
        (one_of(called(when.product, product)), "%s"),
        (one_of(called(when.band, names.band)), "%s"),
        (one_of(called(when.dates, names.on)), "%s"),
        (one_of(called(when.extra, lambda code: names.row("extra", code))), _("where %s is asked for")),
        (all_of(called(when.slots_are, names.band)), _("%s and no other session")),
    ):
        if words:
            yield pattern % words


def _ranges(when: When, currency: str) -> Iterator[str]:
    if when.people:
        yield _("for %(people)s") % {"people": range_words(when.people, _people, number_words)}
    if when.length:
        yield _("for %(length)s") % {"length": range_words(when.length, lambda minutes: length_words(int(minutes)))}
    if when.starts:
        yield _("beginning %(times)s") % {"times": _times(when.starts)}
    if when.ends:
        yield _("ending %(times)s") % {"times": _times(when.ends)}
    if when.dates_booked:
        yield _("for bookings of %(dates)s") % {"dates": _at_least_one(when.dates_booked, _dates)}
    if when.date_number:
        yield _date_number(when.date_number)
    if when.slots:
        yield _("for %(sessions)s") % {"sessions": _at_least_one(when.slots, _sessions)}
    if when.hire:
        yield _("where the hire costs %(sum)s") % {
            "sum": range_words(when.hire, lambda pence: str(Money(int(pence), currency)))
        }


def _facts(when: When, names: Names, currency: str) -> Iterator[str]:
    for fact, told in when.facts.items():
        facts = {"question": names.question(fact)}
        if isinstance(told, bool):
            yield (_("if yes to “%(question)s”") if told else _("if no to “%(question)s”")) % facts
        else:
            pattern = _("if the answer to “%(question)s” is %(answer)s")
            yield pattern % {**facts, "answer": _answer(told, currency if fact in names.money else "")}


def _answer(told: Range | str, currency: str) -> str:
    """A sum, where the fact has a currency, else a number."""
    if isinstance(told, str):
        return told
    return range_words(told, lambda number: str(Money(int(number), currency)) if currency else number_words(number))


def _times(of: Range) -> str:
    """From 6pm on; by 11pm."""
    low = None if of.low is None else _clock(of.low)
    high = None if of.high is None else _clock(of.high)
    first = _("after %(time)s") if of.low_out else _("at %(time)s or later")
    last = _("before %(time)s") if of.high_out else _("by %(time)s")
    if high is None:
        return first % {"time": low}
    if low is None:
        return last % {"time": high}
    if not (of.low_out or of.high_out):
        return _("from %(low)s to %(high)s") % {"low": low, "high": high}
    return _("%(first)s and %(last)s") % {"first": first % {"time": low}, "last": last % {"time": high}}


def _clock(minute: Number) -> str:
    words = clock_words(int(minute))
    if minute <= DAY:
        return words
    return _("%(time)s the next day") % {"time": words}


def _date_number(of: Range) -> str:
    """For the first 3 dates of a booking."""
    low = None if of.low is None else int(of.low) + of.low_out
    high = None if of.high is None else int(of.high) - of.high_out
    facts = {"low": low, "high": high}
    if high is None:
        return _("from date %(low)s of a booking on") % facts
    if low is None or low <= 1:
        return ngettext("for the first date of a booking", "for the first %(high)s dates of a booking", high) % facts
    if low == high:
        return _("for date %(low)s of a booking") % facts
    return _("for dates %(low)s to %(high)s of a booking") % facts


def _at_least_one(of: Range, say: Callable[[Number], str]) -> str:
    """A range of what there is always one of: up to one is one."""
    if of.low is None and of.high == 1:
        return say(1)
    return range_words(of, say, number_words)


def _people(number: Number) -> str:
    return ngettext("%(count)s person", "%(count)s people", int(number)) % {"count": number_words(number)}


def _dates(number: Number) -> str:
    return ngettext("%(count)s date", "%(count)s dates", int(number)) % {"count": number_words(number)}


def _sessions(number: Number) -> str:
    return ngettext("%(count)s session", "%(count)s sessions", int(number)) % {"count": number_words(number)}
