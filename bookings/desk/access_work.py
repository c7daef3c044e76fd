"""What is to be found out about access, the most useful first: asked, told to be different, unknown, out of date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from accounts.clock import date_words
from bookings.desk.place import Place
from bookings.desk.walking import WalkRound, people_by_post, walk_round, who_knows
from venues.access import words
from venues.access.needs import NEEDS
from venues.access.vocabulary import FACTS, MONTHS, Fact
from venues.access.walk import TO_BE_ASKED, Key, Standing, Stop
from venues.models import AccessQuestion, AccessReport, Post, SoughtNeed, Venue


class Why(IntEnum):
    """The most pressing first."""

    DIFFERENT = 1
    CONTRADICTORY = 2
    UNKNOWN = 3
    OUT_OF_DATE = 4


SAID: Mapping[Why, Promise] = {
    Why.DIFFERENT: gettext_lazy("A visitor found it different"),
    Why.CONTRADICTORY: gettext_lazy("Two answers cannot both be true"),
    Why.UNKNOWN: gettext_lazy("Nobody knows"),
    Why.OUT_OF_DATE: gettext_lazy("Out of date"),
}
CLASSES: Mapping[str, Promise] = {
    "S": gettext_lazy("Out of date: the building, to be looked at every %(months)d months"),
    "E": gettext_lazy("Out of date: equipment, to be tried every %(months)d months"),
    "P": gettext_lazy("Out of date: how the house is run, to be said anew every %(months)d months"),
}


@dataclass(frozen=True)
class Sought:
    """How many searches of a month, and of the one before, asked for a need of which too little is known here."""

    label: str
    now: int
    before: int


@dataclass(frozen=True)
class Work:
    """One thing to find out; `asked` is how many questions and searches were about it, `address` is where to answer."""

    fact: Fact
    why: Why
    places: tuple[str, ...]
    who: str
    address: str
    asked: int = 0
    questions: int = 0

    @property
    def label(self) -> str:
        return words.label(self.fact)

    @property
    def said(self) -> str:
        if self.why is not Why.OUT_OF_DATE:
            return str(SAID[self.why])
        return str(CLASSES[self.fact.refresh]) % {"months": MONTHS[self.fact.refresh]}

    @property
    def rank(self) -> tuple[bool, int, int, int]:
        """The core first, then what is asked about most; `fac_dogs` and its like are of no score."""
        return (not self.fact.core, -self.asked if self.fact.is_scored else 0, self.why, self.fact.core or 0)


@dataclass(frozen=True)
class Waiting:
    """A visitor's question that nobody has answered."""

    about: str
    room: str
    due: str
    is_overdue: bool
    address: str


@dataclass(frozen=True)
class Desk:
    """All of it: `first` is of the core, or somebody asked about it; `others` nobody has asked about yet."""

    waiting: list[Waiting]
    first: list[Work]
    others: list[Work]
    sought: list[Sought]


def access_work(place: Place, *, on: date) -> Desk:
    """In a fixed number of questions, however many doors, rooms and answers there are."""
    round_ = walk_round(place.venue, on=on, by_manager=True)
    questions = list(AccessQuestion.objects.at(place.venue).open().select_related("room"))
    counts = _counts(place.venue, on)
    asked = Counter(fact for question in questions for fact in question.facts)
    found = sorted(_work(place, round_, asked, _searches(counts, on)), key=lambda work: work.rank)
    return Desk(
        [_waiting(place, round_, question, on) for question in questions],
        [work for work in found if work.fact.core or work.asked],
        [work for work in found if not work.fact.core and not work.asked],
        _sought(counts, on),
    )


def _work(place: Place, round_: WalkRound, asked: Mapping[str, int], searches: Mapping[str, int]) -> Iterator[Work]:
    """Places where the same fact is wanting for the same reason are one thing to find out."""
    posts, together = people_by_post(place.venue, round_.walk.on), dict[tuple[str, Why], list[Stop]]()
    clashing = round_.walk.contradictions()
    for stop in round_.walk.stops:
        why = _why(round_, stop, clashing)
        if why:
            together.setdefault((stop.fact.code, why), []).append(stop)
    reports = {_key(report): report.pk for report in place.venue.access_reports.open().for_desk()}
    for (code, why), stops in together.items():
        fact, first = FACTS[code], stops[0]
        reported = next((reports[stop.key] for stop in stops if stop.key in reports), None)
        may_answer = not fact.by_manager or Post.Kind.MANAGER in place.roles
        address = round_.address_of(first) if may_answer else ""
        if why is Why.DIFFERENT and reported and place.may("place:access_report"):
            address = reverse("place:access_report", args=[place.venue.slug, reported])
        names = tuple(filter(None, (round_.name_of(stop) for stop in stops)))
        number = asked.get(code, 0)
        yield Work(fact, why, names, who_knows(fact, posts), address, number + searches.get(code, 0), number)


def _key(report: AccessReport) -> Key:
    door, room = report.entrance, report.room
    return report.fact, door.code if door else "", room.code if room else ""


def _why(round_: WalkRound, stop: Stop, clashing: frozenset[Key]) -> Why | None:
    claim, standing = round_.walk.said.get(stop.key), round_.walk.standing(stop)
    if claim is not None and claim.reported_on:
        return Why.DIFFERENT
    if stop.key in clashing:
        return Why.CONTRADICTORY
    if standing in (Standing.NOT_KNOWN, Standing.UNASKED):
        return Why.UNKNOWN
    return Why.OUT_OF_DATE if standing in TO_BE_ASKED else None


def _waiting(place: Place, round_: WalkRound, question: AccessQuestion, on: date) -> Waiting:
    """With its own page where there is one, else with the first of its questions."""
    about = [FACTS[code] for code in question.facts if code in FACTS]
    if place.may("place:access_question"):
        address = reverse("place:access_question", args=[place.venue.slug, question.pk])
    else:
        stops = [stop for stop in round_.walk.stops if stop.fact in about and stop.key[2] in ("", question.room.code)]
        address = round_.address_of(stops[0]) if stops else round_.address
    labels = "; ".join(words.label(fact) for fact in about)
    return Waiting(labels, question.room.name, date_words(question.due_on), question.due_on < on, address)


def _counts(venue: Venue, on: date) -> list[SoughtNeed]:
    return list(venue.sought_needs.since(_month_before(on)).filter(need__in=list(NEEDS)))


def _searches(counts: list[SoughtNeed], on: date) -> Mapping[str, int]:
    """How many searches hung on a fact."""
    found: Counter[str] = Counter()
    for row in counts:
        found.update(dict.fromkeys(frozenset(NEEDS[row.need].clauses.facts()), row.count))
    return found


def _sought(counts: list[SoughtNeed], on: date) -> list[Sought]:
    found: dict[str, Sought] = {}
    for row in counts:
        so_far = found.get(row.need, Sought(words.need_label(NEEDS[row.need]), 0, 0))
        is_now = row.month == on.replace(day=1)
        found[row.need] = replace(so_far, now=row.count) if is_now else replace(so_far, before=row.count)
    return sorted(found.values(), key=lambda each: (-each.now - each.before, each.label))


def _month_before(on: date) -> date:
    return on.replace(year=on.year - (on.month == 1), month=(on.month - 2) % 12 + 1, day=1)
