"""What stands at the head of an access guide: can I get in, and how the room meets what this visit looked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bookings.forms.needs import ASKED, known_needs
from bookings.views.access_headlines import Headline
from bookings.views.guides import NeedLine, icon_of, need_line
from bookings.views.kept_needs import held
from venues.access.claims import Answer
from venues.access.guide import Guide
from venues.access.matching import Day, match_all
from venues.access.needs import NEEDS
from venues.access.outages import Outage
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
class LookedFor:
    """How the room meets each need of this visit, and of what nobody knows what to ask: facts and needs by code."""

    lines: Sequence[NeedLine]
    by_several_doors: bool
    unknown: tuple[str, ...]
    needs: tuple[str, ...]
    on: date


def core_in_short(stage: str, guide: Guide, *, on: date) -> tuple[Headline, ...]:
    """The answers to the core at a stage of a visitor's journey, a line each; none where it has no core."""
    answers = [guide[fact.code] for fact in CORE if fact.stage == stage]
    return tuple(Headline(icon_of(each), label(each.fact), _words(each, guide, on)) for each in answers)


def _words(answer: Answer, guide: Guide, on: date) -> str:
    """Of a way in, where there are several, by which."""
    words = headline_words([answer], on=on)
    is_of_a_door = answer.fact.scope == "entrance" and len(guide.ways) > 1 and answer.is_known
    return _("%(answer)s (%(door)s)") % {"answer": words, "door": guide.ways[0].entrance} if is_of_a_door else words


def core_counted(guide: Guide) -> str:
    """7 yes, 2 in part, 3 not known: how the answers to the core read."""
    counts = Counter(answer.reads for answer in guide.core)
    return ", ".join(str(words) % {"count": counts[reads]} for reads, words in COUNTED.items() if counts[reads])


def looked_for(
    request: HttpRequest, guide: Guide, outages: Sequence[Outage], rooms: Iterable[int], *, on: date
) -> LookedFor | None:
    """As a search for that day says it; `rooms` are the room itself and those inside it. None without needs."""
    kept = known_needs(held(request))
    codes = kept.get("needs", [])
    if not codes:
        return None
    said = {name: int(kept[name][0]) for name in ASKED if name in kept}
    needs = [need for code, need in NEEDS.items() if code in codes]
    inside: Set[str] = frozenset(map(str, rooms))
    found = match_all(guide, needs, said, Day(on, outages, inside) if outages else None)
    unknown = (ground for match in found.each if match.fit is Fit.NOT_KNOWN for ground in match.grounds)
    return LookedFor(
        [replace(need_line(match), label=asked_words(match.need, said)) for match in found.each],
        found.by_several_doors,
        tuple(dict.fromkeys(ground.answer.fact.code for ground in unknown)),
        tuple(need.code for need in needs),
        on,
    )


def day_asked(request: HttpRequest, today: date) -> date:
    """The day of the search that led here; today where there is none, or it is over."""
    try:
        return max(today, date.fromisoformat(request.GET.get("on", "")))
    except ValueError:
        return today
