"""What is known of the ways in, in one line: for a list of what is on, and for a poster."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from venues.access.claims import Answer
from venues.access.guide import Guide
from venues.access.values import Reading
from venues.access.vocabulary import CORE

# The least that is true of all that a word stands for; what does not apply hinders nobody.
LEAST = (Reading.NO, Reading.NOT_KNOWN, Reading.PARTLY, Reading.YES)
WORDS = {
    Reading.YES: gettext_lazy("%(what)s"),
    Reading.PARTLY: gettext_lazy("%(what)s in part"),
    Reading.NOT_KNOWN: gettext_lazy("%(what)s: not known"),
    Reading.NO: gettext_lazy("%(what)s: no"),
}


def access_in_a_line(guides: Sequence[Guide]) -> str:
    """Step-free; accessible toilet; hearing loop or receivers: not known. Of several rooms, what holds of each."""
    told: dict[str, list[Answer]] = {}
    for fact in CORE:
        if fact.line:
            told.setdefault(fact.line, []).extend(guide[fact.code] for guide in guides)
    words = "; ".join(WORDS[_least(answers)] % {"what": _(line)} for line, answers in told.items())
    return words[:1].upper() + words[1:]


def _least(answers: Iterable[Answer]) -> Reading:
    found = {answer.reads for answer in answers}
    return next((reading for reading in LEAST if reading in found), Reading.YES)
