"""How a room meets a need, in words: which facts decided it, what help there is, and when somebody looked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.clock import date_words
from venues.access.claims import Answer, Claim
from venues.access.clauses import Ground
from venues.access.matching import Match
from venues.access.needs import NEEDS, Need
from venues.access.values import Fit, Reading
from venues.access.vocabulary import FACTS
from venues.access.words.answers import equipment, joined, label, note_of, reading_words, what_there_is

FITS = {
    Fit.MEETS: gettext_lazy("Meets this need."),
    Fit.IN_PART: gettext_lazy("Meets it in part: %(facts)s."),
    Fit.NOT_KNOWN: gettext_lazy("We do not know: %(facts)s. Ask the venue."),
    Fit.DOES_NOT: gettext_lazy("Does not meet this need: %(facts)s."),
}
NOT_IN_THE_GUIDE = gettext_lazy("The guide does not say: %(facts)s.")


def need_label(need: Need) -> str:
    """What it is called where somebody ticks it."""
    return _(need.label)


def need_groups() -> Iterator[tuple[str, list[Need]]]:
    """All of them as they are offered: what is needed most often first, the others by what they are about."""
    yield _("Needed most often"), [need for need in NEEDS.values() if need.is_common]
    others = (need for need in NEEDS.values() if not need.is_common)
    for group, needs in groupby(others, key=lambda need: need.group):
        yield _(group), list(needs)


def asked_words(need: Need, said: Mapping[str, int]) -> str:
    """The need with the number that was said to it."""
    number = said.get(need.asks.name) if need.asks and need.asks.is_number else None
    return f"{need_label(need)} ({number})" if number else need_label(need)


def match_words(match: Match, *, to_venue: bool = False) -> str:
    """How a room meets a need, naming what decided unless all is well; and by which way in, where there are several.

    Nobody is told to ask the venue who is the venue, or who has its answer already.
    """
    facts = "; ".join(_ground_words(ground) for ground in match.grounds)
    told = NOT_IN_THE_GUIDE if to_venue and match.fit is Fit.NOT_KNOWN else FITS[match.fit]
    said = told % {"facts": facts}
    return " ".join(filter(None, [said, _way_in(match), _reported_words(match)]))


def checked_words(match: Match) -> str:
    """The oldest look among what decided it; nothing where nobody noted one."""
    return _("Last checked %(day)s.") % {"day": date_words(match.checked_on)} if match.checked_on else ""


def told_words(match: Match) -> list[str]:
    """What is told with the answer: a sentence for each fact, not known ones too; nothing that merely follows."""
    answers = {answer.fact.code: answer for answer in (*match.told, *match.better)}
    told = (answer for answer in answers.values() if answer.claim or not (answer.is_known or answer.allows))
    return [f"{label(answer.fact)}: {_short(answer)}." for answer in told]


def found_different(match: Match) -> list[Claim]:
    """What decided it that a visitor found otherwise, and the hall has not looked at since."""
    claims = (claim for ground in match.grounds for claim in ground.answer.grounds if claim.reported_on)
    return list({claim.fact: claim for claim in claims}.values())


def _reported_words(match: Match) -> str:
    """Beside what the hall says stands that a visitor found it otherwise, so that nobody sets out on the better one."""
    found = found_different(match)
    if not found:
        return ""
    day = min(claim.reported_on for claim in found if claim.reported_on)
    told = {"day": date_words(day), "facts": "; ".join(label(claim.about) for claim in found)}
    return _("A visitor told us on %(day)s that it was different: %(facts)s.") % told


def _way_in(match: Match) -> str:
    return _("Way in: %(entrance)s.") % {"entrance": match.entrance} if match.entrance else ""


def _ground_words(ground: Ground) -> str:
    """The fact; with what help there is, or what stands in the way, in brackets."""
    about = label(ground.answer.fact)
    if ground.outage:
        told = _("%(fact)s (out of order since %(day)s)")
        return told % {"fact": equipment(FACTS[ground.outage.fact]), "day": date_words(ground.outage.starts_on)}
    if ground.fit is Fit.NOT_KNOWN:
        return f"{about} ({ground.answer.part})" if ground.answer.part else about
    detail = joined(", ", [ground.answer.part, note_of(ground.answer) or what_there_is(ground.answer)])
    return f"{about} ({detail})" if detail else about


def _short(answer: Answer) -> str:
    """Yes, or what there is; without who looked."""
    reads = "" if answer.reads is Reading.SAID else reading_words(answer).lower()
    return joined(", ", [reads, what_there_is(answer) if answer.is_known else ""])
