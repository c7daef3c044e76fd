"""An access guide in words for people; never a bare "accessible".

The vocabulary's own words (labels, questions, answers) are translated where they are said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Set
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.clock import date_words
from venues.access.claims import Answer, Claim
from venues.access.guide import Guide
from venues.access.outages import Outage
from venues.access.values import Fit, Reading, Values
from venues.access.vocabulary import FACTS, GROUPS, JOURNEY, Fact
from venues.access.words.measures import guidance_words, span_words

READINGS = {
    Reading.YES: gettext_lazy("Yes"),
    Reading.PARTLY: gettext_lazy("In part"),
    Reading.SAID: gettext_lazy("Known"),
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
# The least that is true of all that stands behind a word of a line; what does not apply hinders nobody.
LEAST = (Reading.NO, Reading.NOT_KNOWN, Reading.PARTLY, Reading.YES)
IN_A_LINE = {
    Reading.YES: gettext_lazy("%(what)s"),
    Reading.PARTLY: gettext_lazy("%(what)s in part"),
    Reading.NOT_KNOWN: gettext_lazy("%(what)s: not known"),
    Reading.NO: gettext_lazy("%(what)s: no"),
}


def label(fact: Fact) -> str:
    """What the fact is called."""
    return _(fact.label)


def equipment(fact: Fact) -> str:
    """What may be out of order."""
    return _(fact.equipment)


def question(fact: Fact) -> str:
    """What somebody who answers for the place is asked."""
    return _(fact.question)


def group_words(group: str) -> str:
    """A stage of a visitor's journey, as somebody of the house is asked about it."""
    return _(GROUPS[group])


def stage_words(stage: str) -> str:
    """A stage of a visitor's journey, as they read it."""
    return _(JOURNEY[stage])


def measure_words(fact: Fact) -> str:
    """What guidance asks for, and which; nothing where none does."""
    if not fact.measure:
        return ""
    return _("%(measure)s (%(source)s).") % {
        "measure": guidance_words(_(fact.measure)),
        "source": _(fact.source),
    }


def reading_words(answer: Answer) -> str:
    """Yes, in part, not known, no or does not apply, alone."""
    return str(READINGS[answer.reads])


def answer_words(answer: Answer, *, on: date, day: Callable[[date], str] = date_words) -> str:
    """An answer as a sentence or two: what there is, where, what to know about it, and who looked when."""
    if answer.claim and answer.claim.reported_on:
        return _reported_words(answer, answer.claim, day)
    if not answer.is_known:
        return _("Not known for %(part)s") % {"part": answer.part} if answer.part else reading_words(answer)
    if answer.is_disputed:
        return _disputed_words(answer, day)

    reads = "" if answer.reads is Reading.SAID else reading_words(answer)
    head = joined(": ", [reads, _with_place(answer)])
    head = head[:1].upper() + head[1:]
    note = note_of(answer) if answer.reads is not Reading.DOES_NOT_APPLY else ""
    if answer.checked_on is None:
        checked = _("Nobody noted when it was checked")
    elif answer.in_date(on):
        checked = _checked_words(answer, day(answer.checked_on))
    else:
        head = _("%(answer)s, last checked %(day)s") % {"answer": head, "day": day(answer.checked_on)}
        checked = "" if answer.claim else _follows_words(answer)
    return joined(". ", [head, note, checked]) + "."


def outage_words(outage: Outage, *, rooms: Iterable[str] = (), day: Callable[[date], str] = date_words) -> str:
    """What is out of order, where, since when and until when, and what the venue says of it; `rooms` by name."""
    what = joined(", ", [equipment(FACTS[outage.fact]), outage.entrance, *rooms])
    facts = {"what": what, "since": day(outage.starts_on), "until": day(outage.expected_on or outage.starts_on)}
    words = _("%(what)s: out of order since %(since)s.")
    if outage.expected_on:
        words = _("%(what)s: out of order since %(since)s, it should work again after %(until)s.")
    return joined(" ", [words % facts, outage.note, _("Last heard on %(day)s.") % {"day": day(outage.updated_on)}])


def out_words(outage: Outage, *, on: date) -> str:
    """The lift is out of order until 3 March 2026: for a line about one day."""
    what = joined(", ", [equipment(FACTS[outage.fact]), outage.entrance])
    until = outage.ends_on or outage.expected_on
    if outage.counts(on) is Fit.NOT_KNOWN:
        return _("%(what)s was out of order: ask whether it works again") % {"what": what}
    if until is None:
        return _("%(what)s is out of order") % {"what": what}
    return _("%(what)s is out of order until %(until)s") % {"what": what, "until": date_words(until)}


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


def _with_place(answer: Answer) -> str:
    """90 cm (Side door); where there is no more to say than yes or no, the place alone."""
    said = what_there_is(answer)
    return f"{said} ({answer.place})" if said and answer.place else said or answer.place


def what_there_is(answer: Answer) -> str:
    """The value; or why it does not apply; or the rule that it follows from."""
    if answer.claim is None:
        said = values_words(answer.fact, answer.allows[0]) if answer.reads is Reading.SAID else ""
        if said and answer.allows[0].is_span:
            return said  # a number: the rule would say it a second time
        return joined(", ", [said, _(answer.because)])
    return note_of(answer) if answer.reads is Reading.DOES_NOT_APPLY else _value_words(answer.claim)


def note_of(answer: Answer) -> str:
    if answer.claim is None or answer.claim.is_private:
        return ""
    return answer.claim.note.rstrip(". ")


def _value_words(claim: Claim) -> str:
    """The value as it is said, unless strangers are not to know it; a plain yes or no has none."""
    if claim.is_private:
        return _("you are told when you book")
    return values_words(claim.about, claim.values)


def values_words(fact: Fact, values: Values) -> str:
    """85 cm; at least 85 cm; one word or another; nothing for a plain yes or no."""
    if values.is_span:
        return span_words(fact, values)
    said = [words for code, words in fact.options.items() if code in values.words and words]
    return _(" or ").join(_(words) for words in said)  # gettext says of nothing what stands at a catalogue's head


def _checked_words(answer: Answer, day: str) -> str:
    if answer.claim is None:
        return _("%(follows)s, checked %(day)s") % {"follows": _follows_words(answer), "day": day}
    by = str(POSTS.get(answer.claim.by_post, ""))
    evidence = str(EVIDENCE.get(answer.claim.evidence, ""))
    method = "" if answer.claim.is_private else answer.claim.method.rstrip(". ")
    how = f"{evidence} ({method})" if evidence and method else evidence or method
    return joined(", ", [joined(" ", [_("Checked %(day)s") % {"day": day}, by]), how])


def _follows_words(answer: Answer) -> str:
    labels = ", ".join(f"“{label(claim.about)}”" for claim in answer.follows_from)
    return _("This follows from %(facts)s") % {"facts": labels}


def _reported_words(answer: Answer, claim: Claim, day: Callable[[date], str]) -> str:
    """Both what the venue says and that a visitor found it otherwise; never the visitor's own words."""
    assert claim.reported_on is not None
    told = {
        "answer": claim_words(replace(claim, has_lapsed=False)),
        "checked": _(", checked %(day)s") % {"day": day(claim.checked_on)} if claim.checked_on else "",
        "reported": day(claim.reported_on),
    }
    words = _("The venue says %(answer)s%(checked)s. A visitor told us on %(reported)s that it was different.") % told
    return f"{reading_words(answer)}. {words}" if claim.has_lapsed else words


def _disputed_words(answer: Answer, day: Callable[[date], str]) -> str:
    """Both things the venue says, so that nobody relies on the better one."""
    said = said_words(answer.grounds, day=day)
    if answer.reads is Reading.SAID:
        return _("Two answers do not agree. %(said)s.") % {"said": said}
    return _("%(answer)s: two answers do not agree. %(said)s.") % {"answer": reading_words(answer), "said": said}


def said_words(claims: Iterable[Claim], *, day: Callable[[date], str] = date_words) -> str:
    """“Step-free entrance” yes, checked 3 March 2026; “Steps at the entrance” 2 steps: what was said, side by side."""
    said = [
        joined(
            ", ",
            [
                f"“{label(claim.about)}” {claim_words(claim)}",
                _("checked %(day)s") % {"day": day(claim.checked_on)} if claim.checked_on else "",
            ],
        )
        for claim in claims
    ]
    return "; ".join(said)


def claim_words(claim: Claim) -> str:
    """The answer alone, in the middle of a sentence: yes; 850 mm; yes: a fixed ramp."""
    reads = "" if claim.reads is Reading.SAID else str(READINGS[claim.reads]).lower()
    return joined(": ", [reads, _value_words(claim)])


def entry_words(claim: Claim) -> str:
    """Side door: with a key from a key safe. The caretaker shows you."""
    said = joined(": ", [claim.place, values_words(claim.about, claim.values)])
    return joined(". ", [said, claim.note.rstrip(". ")]) + "."


def joined(between: str, pieces: list[str]) -> str:
    return between.join(piece for piece in pieces if piece)
