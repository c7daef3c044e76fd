"""What stands at the head of an access guide: can I get in, and how the room meets what this visit looked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bookings.forms.needs import ASKED, known_needs
from bookings.views.access_headlines import Headline, not_now
from bookings.views.guides import ICONS, NeedLine, icon_of, need_line
from bookings.views.kept_needs import held
from venues.access.claims import Answer
from venues.access.guide import Guide
from venues.access.matching import Day, match_all
from venues.access.needs import NEEDS
from venues.access.values import Fit, Reading
from venues.access.vocabulary import CORE
from venues.access.words import asked_words, headline_words, label

COUNTED = {
    Reading.YES: gettext_lazy("%(count)s yes"),
    Reading.SAID: gettext_lazy("%(count)s told as it is"),
    Reading.PARTLY: gettext_lazy("%(count)s in part"),
    Reading.NO: gettext_lazy("%(count)s no"),
    Reading.NOT_KNOWN: gettext_lazy("%(count)s not known"),
    Reading.DOES_NOT_APPLY: gettext_lazy("%(count)s that does not apply"),
}


@dataclass(frozen=True)
class CoreLine(Headline):
    """At which stage of a visitor's journey it is read, and how."""

    stage: str = ""
    reads: Reading = Reading.NOT_KNOWN


@dataclass(frozen=True)
class LookedFor:
    """How the room meets each need of this visit, and of what nobody knows what to ask: facts and needs by code."""

    lines: Sequence[NeedLine]
    by_several_doors: bool
    unknown: tuple[str, ...]
    needs: tuple[str, ...]
    on: date


def core_in_short(guide: Guide, day: Day) -> list[CoreLine]:
    """A line for each answer to the core; what is out of order on that day is no plain yes then."""
    return [_line(guide.ways[0].answers[fact.code], guide, day) for fact in CORE]


def _line(answer: Answer, guide: Guide, day: Day) -> CoreLine:
    fact, words = answer.fact, headline_words([answer], on=day.on)
    if out := not_now(fact, guide, day):
        reads, words = out
        return CoreLine(ICONS.get(reads, "warning"), label(fact), words, stage=fact.stage, reads=reads)
    if fact.scope == "entrance" and len(guide.ways) > 1 and answer.is_known:
        words = _("%(answer)s (%(door)s)") % {"answer": words, "door": guide.ways[0].entrance}
    return CoreLine(icon_of(answer), label(fact), words, stage=fact.stage, reads=answer.reads)


def core_counted(lines: Sequence[CoreLine]) -> str:
    """7 yes, 2 in part, 3 not known: how the answers to the core read, and how many yeses a visitor found otherwise."""
    counts = Counter(line.reads for line in lines)
    doubted = sum(line.reads is Reading.YES and line.icon != ICONS[Reading.YES] for line in lines)
    said = {reads: str(words) % {"count": counts[reads]} for reads, words in COUNTED.items() if counts[reads]}
    if doubted:
        said[Reading.YES] = _("%(yes)s (visitors found %(count)s of them different)") % {
            "yes": said[Reading.YES],
            "count": doubted,
        }
    return ", ".join(said.values())


def looked_for(request: HttpRequest, guide: Guide, day: Day) -> LookedFor | None:
    """As a search for that day says it; None without needs."""
    kept = known_needs(held(request))
    codes = kept.get("needs", [])
    if not codes:
        return None
    said = {name: int(kept[name][0]) for name in ASKED if name in kept}
    needs = [need for code, need in NEEDS.items() if code in codes]
    found = match_all(guide, needs, said, day if day.outages else None)
    unknown = (ground for match in found.each if match.fit is Fit.NOT_KNOWN for ground in match.grounds)
    return LookedFor(
        [replace(need_line(match), label=asked_words(match.need, said)) for match in found.each],
        found.by_several_doors,
        tuple(dict.fromkeys(ground.answer.fact.code for ground in unknown)),
        tuple(need.code for need in needs),
        day.on,
    )


def day_asked(request: HttpRequest, today: date) -> date:
    """The day of the search that led here; today where there is none, or it is over."""
    try:
        return max(today, date.fromisoformat(request.GET.get("on", "")))
    except ValueError:
        return today
