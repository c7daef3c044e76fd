"""What several rooms answer to one fact, in a few words; all that hangs on it stands below."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import inf

from django.utils.translation import gettext as _

from accounts.clock import date_words
from venues.access.claims import Answer
from venues.access.values import Reading, Values
from venues.access.words.answers import joined, reading_words, what_there_is
from venues.access.words.measures import span_words


def headline_words(answers: Sequence[Answer], *, on: date) -> str:
    """Yes, at least 78.5 cm: answers to one fact that read alike. What was found different, or is old, is said."""
    first = answers[0]
    reads = "" if first.reads is Reading.SAID else reading_words(first).lower()
    words = joined(", ", [reads, _values(answers) if first.is_known else ""])
    if any(answer.claim and answer.claim.reported_on for answer in answers):
        words = _("%(answer)s; a visitor found it different") % {"answer": words}
    old = [answer.checked_on for answer in answers if answer.is_known and answer.checked_on and not answer.in_date(on)]
    if old:
        words = _("%(answer)s; last checked %(day)s") % {"answer": words, "day": date_words(min(old))}
    return words


def _values(answers: Sequence[Answer]) -> str:
    """The value that they share; of numbers the least good; nothing where each has its own."""
    fact = answers[0].fact
    said = dict.fromkeys(what_there_is(answer) for answer in answers)
    numbers = [answer.value for answer in answers if isinstance(answer.value, int)]
    if len(said) > 1 and len(numbers) == len(answers):
        least = (
            Values(at_least=-inf, at_most=max(numbers))
            if fact.less_is_better
            else Values(at_least=min(numbers), at_most=inf)
        )
        return span_words(fact, least)
    return next(iter(said)) if len(said) == 1 else ""
