"""A typed sentence fills the boxes of a series, so that people see what was understood."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.clock import date_words
from bookings.recurrence.pattern import LAST
from bookings.recurrence.said import Said
from bookings.recurrence.sentence import read
from bookings.series_words import trouble_words

ONCE, BY_MONTH, BY_MONTH_END, PICKED = "once", "month", "last", "dates"
REPEATS = [
    (ONCE, gettext_lazy("Just this date")),
    ("1", gettext_lazy("Every week")),
    ("2", gettext_lazy("Every two weeks")),
    (BY_MONTH, gettext_lazy("Every month, such as the first Monday")),
    (BY_MONTH_END, gettext_lazy("The last of every month, such as the last Friday")),
    (PICKED, gettext_lazy("On dates that I choose")),
]
SENTENCE, READ = "sentence", "sentence_read"
PARTS = ("on", "from", "to", "every", "until", "term_time", "not_bank_holidays", "weekdays", "picked", "skip")


class Typed(QueryDict):
    """What was typed, and what of its sentence could not be read."""

    troubles: tuple[str, ...] = ()


def every_words(weeks: int) -> str:
    return ngettext("Every %(weeks)d week", "Every %(weeks)d weeks", weeks) % {"weeks": weeks}


def with_sentence(typed: QueryDict, *, today: date, knows_terms: bool) -> Typed:
    """A copy in which the sentence stands in the boxes too, if it is not the one that was read into them before."""
    found = Typed(mutable=True)
    for name, values in typed.lists():
        found.setlist(name, values)
    sentence = found.get(SENTENCE, "").strip()
    if not sentence or sentence == found.get(READ, "").strip():
        return found
    said = read(sentence, today=today)
    found.troubles = tuple(_troubles(said, knows_terms=knows_terms))
    if not found.troubles:
        for name in PARTS:
            found.pop(name, None)
    found[READ] = sentence  # with troubles too: whoever then fills in the boxes is not told again
    for name, values in _boxes(said, knows_terms=knows_terms).items():
        found.setlist(name, values)
    return found


def _troubles(said: Said, *, knows_terms: bool) -> Iterable[str]:
    yield from (trouble_words(trouble, words) for trouble, words in said.troubles)
    if said.in_term and not knows_terms:
        yield _("The hall has not told us any school terms. Write the dates to leave out instead.")


def _boxes(said: Said, *, knows_terms: bool) -> dict[str, list[str]]:
    """What each box holds; only those of which something was understood."""
    boxes: dict[str, list[str]] = {}
    if said.first:
        boxes["on"] = [said.first.isoformat()]
    if said.times:
        boxes["from"], boxes["to"] = [f"{said.times.start:%H:%M}"], [f"{said.times.end:%H:%M}"]
    boxes["every"] = [_how_often(said)]
    if said.until:
        boxes["until"] = [said.until.isoformat()]
    if said.several:
        boxes["weekdays"] = [str(number) for number in sorted(said.several)]
    if said.picked:
        boxes["picked"] = ["\n".join(date_words(day) for day in said.picked[1:])]
    if said.left_out:
        boxes["skip"] = ["\n".join(date_words(day) for day in said.left_out)]
    if said.in_term and knows_terms:
        boxes["term_time"] = ["on"]
    if said.not_bank_holidays:
        boxes["not_bank_holidays"] = ["on"]
    return boxes


def _how_often(said: Said) -> str:
    if said.picked:
        return PICKED
    if said.nth:
        return BY_MONTH_END if said.nth == LAST else BY_MONTH
    return str(said.every_weeks or 1) if said.repeats else ONCE
