"""An access guide in words for people; never a bare "accessible".

The vocabulary's own words (labels, questions, answers) are translated where they are said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Set
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.clock import date_words
from venues.access.claims import Answer, Claim
from venues.access.guide import Guide
from venues.access.matching import Fit, Match
from venues.access.values import Reading
from venues.access.vocabulary import CORE, Fact

READINGS = {
    Reading.YES: gettext_lazy("Yes"),
    Reading.PARTLY: gettext_lazy("In part"),
    Reading.NOT_KNOWN: gettext_lazy("Not known"),
    Reading.NO: gettext_lazy("No"),
    Reading.DOES_NOT_APPLY: gettext_lazy("Does not apply"),
}
EVIDENCE = {
    "measured": gettext_lazy("measured"),
    "surveyed": gettext_lazy("surveyed by an access auditor"),
    "photographed": gettext_lazy("photographed"),
    "stated": gettext_lazy("as the venue says"),
    "reported": gettext_lazy("as a hirer reported"),
    "imported": gettext_lazy("copied from another list"),
}
POSTS = {
    "manager": gettext_lazy("by the manager"),
    "secretary": gettext_lazy("by the booking secretary"),
    "treasurer": gettext_lazy("by the treasurer"),
    "caretaker": gettext_lazy("by the caretaker"),
    "trustee": gettext_lazy("by a trustee"),
}
MEASURES = {
    "mm": gettext_lazy("%(number)s mm"),
    "m": gettext_lazy("%(number)s m"),
    "h": gettext_lazy("%(number)s hours"),
    "grad": gettext_lazy("1 in %(number)s"),
    "int": gettext_lazy("%(number)s"),
}
# The least that is true of all that stands behind a word of a line; what does not apply hinders nobody.
LEAST = (Reading.NO, Reading.NOT_KNOWN, Reading.PARTLY, Reading.YES)
IN_A_LINE = {
    Reading.YES: gettext_lazy("%(what)s"),
    Reading.PARTLY: gettext_lazy("%(what)s in part"),
    Reading.NOT_KNOWN: gettext_lazy("%(what)s: not known"),
    Reading.NO: gettext_lazy("%(what)s: no"),
}
FITS = {
    Fit.MEETS: gettext_lazy("Has what you need"),
    Fit.IN_PART: gettext_lazy("Has it in part: %(facts)s"),
    Fit.NOT_KNOWN: gettext_lazy("We do not know: %(facts)s"),
    Fit.DOES_NOT: gettext_lazy("Does not have what you need: %(facts)s"),
}


def label(fact: Fact) -> str:
    """What the fact is called."""
    return _(fact.label)


def question(fact: Fact) -> str:
    """What somebody who answers for the place is asked."""
    return _(fact.question)


def wanted_choices() -> list[tuple[str, str]]:
    """The core facts as somebody ticks them who looks for a room."""
    return [(fact.code, _(fact.wanted)) for fact in CORE]


def reading_words(answer: Answer) -> str:
    """Yes, in part, not known, no or does not apply, alone."""
    return str(READINGS[answer.reads])


def answer_words(answer: Answer, *, on: date, day: Callable[[date], str] = date_words) -> str:
    """An answer as a sentence or two: what there is, where, what to know about it, and who looked when."""
    if not answer.is_known:
        return _("Not known for %(part)s") % {"part": answer.part} if answer.part else reading_words(answer)
    if answer.is_disputed:
        return _disputed_words(answer, day)

    head = _joined(": ", [reading_words(answer), _joined(", ", [answer.place, _what_there_is(answer)])])
    note = _note(answer) if answer.reads is not Reading.DOES_NOT_APPLY else ""
    if answer.checked_on is None:
        checked = _("Nobody noted when it was checked")
    elif answer.in_date(on):
        checked = _checked_words(answer, day(answer.checked_on))
    else:
        head = _("%(answer)s, last checked %(day)s") % {"answer": head, "day": day(answer.checked_on)}
        checked = "" if answer.claim else _follows_words(answer)
    return _joined(". ", [head, note, checked]) + "."


def match_words(match: Match) -> str:
    """How a room meets what was asked, naming the facts that decided."""
    facts = [label(answer.fact) for answer in match.decided_by]
    if match.fit is Fit.IN_PART:
        help_there_is = [_note(answer) or _what_there_is(answer) for answer in match.decided_by]
        facts = [f"{fact} ({words})" if words else fact for fact, words in zip(facts, help_there_is, strict=True)]
    return FITS[match.fit] % {"facts": "; ".join(facts)}


def line_words(guides: Iterable[Guide]) -> str:
    """Step-free; accessible toilet; hearing loop or receivers: not known. Of several rooms, what holds of each."""
    told: dict[str, set[Reading]] = {}
    for guide in guides:
        for answer in guide.core:
            if answer.fact.line:
                told.setdefault(answer.fact.line, set()).add(answer.reads)
    words = "; ".join(IN_A_LINE[_least(reads)] % {"what": _(line)} for line, reads in told.items())
    return words[:1].upper() + words[1:]


def _least(reads: Set[Reading]) -> Reading:
    return next((reading for reading in LEAST if reading in reads), Reading.YES)


def _what_there_is(answer: Answer) -> str:
    """The value; or why it does not apply; or the rule that it follows from."""
    if answer.claim is None:
        return _(answer.because)
    return _note(answer) if answer.reads is Reading.DOES_NOT_APPLY else _value_words(answer.claim)


def _note(answer: Answer) -> str:
    if answer.claim is None or answer.claim.is_private:
        return ""
    return answer.claim.note.rstrip(". ")


def _value_words(claim: Claim) -> str:
    """The value as it is said, unless strangers are not to know it; a plain yes or no has none."""
    if claim.is_private:
        return _("you are told when you book")
    if isinstance(claim.value, int):
        return MEASURES[claim.about.value] % {"number": claim.value}
    words = claim.about.options.get(claim.value or "", "")
    return _(words) if words else ""  # gettext says of nothing what stands at a catalogue's head


def _checked_words(answer: Answer, day: str) -> str:
    if answer.claim is None:
        return _("%(follows)s, checked %(day)s") % {"follows": _follows_words(answer), "day": day}
    by = str(POSTS.get(answer.claim.by_post, ""))
    evidence = str(EVIDENCE.get(answer.claim.evidence, ""))
    return _joined(", ", [_joined(" ", [_("Checked %(day)s") % {"day": day}, by]), evidence])


def _follows_words(answer: Answer) -> str:
    labels = ", ".join(f"“{label(claim.about)}”" for claim in answer.follows_from)
    return _("This follows from %(facts)s") % {"facts": labels}


def _disputed_words(answer: Answer, day: Callable[[date], str]) -> str:
    """Both things the venue says, so that nobody relies on the better one."""
    said = [
        _joined(
            ", ",
            [
                f"“{label(claim.about)}” {_joined(': ', [str(READINGS[claim.reads]).lower(), _value_words(claim)])}",
                _("checked %(day)s") % {"day": day(claim.checked_on)} if claim.checked_on else "",
            ],
        )
        for claim in answer.grounds
    ]
    return _("%(answer)s: two answers do not agree. %(said)s.") % {
        "answer": reading_words(answer),
        "said": "; ".join(said),
    }


def _joined(between: str, pieces: list[str]) -> str:
    return between.join(piece for piece in pieces if piece)
