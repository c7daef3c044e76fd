"""What is to be found out about access, the most useful first: asked, told to be different, unknown, old or soon so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import IntEnum

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.clock import date_words
from bookings.desk.out_too_long import OutTooLong, out_too_long
from bookings.desk.place import Place
from bookings.desk.reported import Reported, reported
from bookings.desk.walking import WalkRound, people_by_post, walk_round, who_knows
from venues.access import words
from venues.access.needs import NEEDS
from venues.access.rules import Clash
from venues.access.vocabulary import FACTS, MONTHS, Fact
from venues.access.walk import TO_BE_ASKED, Key, Standing, Stop
from venues.models import AccessQuestion, AccessReport, Post, SoughtNeed, Venue


class Why(IntEnum):
    """The most pressing first."""

    DIFFERENT = 1
    CONTRADICTORY = 2
    UNKNOWN = 3
    OUT_OF_DATE = 4
    DUE = 5


SAID: Mapping[Why, Promise] = {
    Why.DIFFERENT: gettext_lazy("A visitor found it different"),
    Why.CONTRADICTORY: gettext_lazy("Two answers cannot both be true; the worse counts until one is changed"),
    Why.UNKNOWN: gettext_lazy("Nobody knows"),
    Why.OUT_OF_DATE: gettext_lazy("Out of date"),
    Why.DUE: gettext_lazy("In date until %(day)s"),
}
OF_ITSELF = (Why.DIFFERENT, Why.CONTRADICTORY)  # visitors are misled by these, whether or not anybody asked
CLASSES: Mapping[str, Promise] = {
    "S": gettext_lazy("the building, to be looked at every %(months)d months"),
    "E": gettext_lazy("equipment, to be tried every %(months)d months"),
    "P": gettext_lazy("how the house is run, to be said anew every %(months)d months"),
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
    told: str = ""  # the answers that cannot both be true; or from when what was found different is not known
    last_day: date | None = None  # of one that is due: until when it is in date

    @property
    def label(self) -> str:
        return words.label(self.fact)

    @property
    def said(self) -> str:
        said = str(SAID[self.why])
        if self.told:
            return f"{said}: {self.told}"
        if self.why not in (Why.OUT_OF_DATE, Why.DUE):
            return said
        day = date_words(self.last_day) if self.last_day else ""
        kind = CLASSES[self.fact.refresh] % {"months": MONTHS[self.fact.refresh]}
        return f"{said % {'day': day}}: {kind}"

    @property
    def rank(self) -> tuple[bool, int, int, int]:
        """The core first, then what is asked about most; `fac_dogs` and its like are of no score."""
        return (not self.fact.core, -self.asked if self.fact.is_scored else 0, self.why, self.fact.core or 0)

    @property
    def comes_first(self) -> bool:
        return bool(self.fact.core or self.asked or self.why in OF_ITSELF)


@dataclass(frozen=True)
class Waiting:
    """A visitor's question that nobody has answered."""

    about: str
    room: str
    made_at: datetime
    due_on: date
    is_overdue: bool
    is_told: bool  # that there is no answer yet
    is_the_managers: bool  # all of it is about safety, and this reader is not the manager
    address: str


@dataclass(frozen=True)
class Desk:
    """All of it: `first` is of the core, asked about, or wrong; `others` nobody has asked about yet; `due` are still
    in date."""

    waiting: list[Waiting]
    broken: list[OutTooLong]
    first: list[Work]
    others: list[Work]
    due: list[Work]
    sought: list[Sought]

    @property
    def pressing(self) -> int:
        """How much of it misleads somebody, or is waited for; not what only the manager may answer, to anybody else."""
        theirs = [each for each in self.waiting if not each.is_the_managers]
        in_doubt = [work for work in self.first if work.why in OF_ITSELF and work.address]
        return len(theirs) + len(self.broken) + len(in_doubt)


def access_work(place: Place, *, on: date) -> Desk:
    """In a fixed number of questions, however many doors, rooms and answers there are."""
    round_ = walk_round(place.venue, on=on, by_manager=True)
    questions = list(AccessQuestion.objects.at(place.venue).open().select_related("room"))
    counts = _counts(place.venue, on)
    asked = Counter(fact for question in questions for fact in question.facts) + _searches(counts)
    found = sorted(_works(place, round_, asked), key=lambda work: work.rank)
    now = [work for work in found if work.why is not Why.DUE]
    return Desk(
        [_waiting(place, round_, question, on) for question in questions],
        out_too_long(place.venue, on=on),
        [work for work in now if work.comes_first],
        [work for work in now if not work.comes_first],
        [work for work in found if work.why is Why.DUE],
        _sought(counts, on),
    )


def _works(place: Place, round_: WalkRound, asked: Mapping[str, int]) -> Iterator[Work]:
    """Places where the same fact is wanting for the same reason are one thing to find out."""
    posts, together = people_by_post(place.venue, round_.walk.on), dict[tuple[str, Why], list[Stop]]()
    reports: dict[Key, Reported] = {}
    for each in reported(place.venue, on=round_.walk.on):
        reports.setdefault(_key(each.report), each)
    clashing = round_.walk.contradictions()
    in_doubt = frozenset[Key]().union(*clashing)
    for stop in round_.walk.stops:
        why = _why(round_, stop)
        if why is Why.DIFFERENT or (why and stop.key not in in_doubt):
            together.setdefault((stop.fact.code, why), []).append(stop)
    for clash in clashing.values():
        told_at = round_.walk.told_at(clash)
        if told_at:
            yield _work(place, round_, Why.CONTRADICTORY, [told_at], posts, asked, clash=clash)
    for (_code, why), stops in together.items():
        report = next((reports[stop.key] for stop in stops if stop.key in reports), None)
        yield _work(place, round_, why, stops, posts, asked, report=report)


def _work(
    place: Place,
    round_: WalkRound,
    why: Why,
    stops: Sequence[Stop],
    posts: Mapping[str, list[str]],
    asked: Mapping[str, int],
    *,
    clash: Clash | None = None,
    report: Reported | None = None,
) -> Work:
    fact, first = stops[0].fact, stops[0]
    may_answer = not fact.by_manager or Post.Kind.MANAGER in place.roles
    address = round_.address_of(first) if may_answer else ""
    if why is Why.DIFFERENT and report and place.may("place:access_report"):
        address = report.address
    days = [round_.walk.answer_at(stop).lasts_until for stop in stops] if why is Why.DUE else []
    return Work(
        fact,
        why,
        tuple(filter(None, (round_.name_of(stop) for stop in stops))),
        who_knows(fact, posts),
        address,
        asked.get(fact.code, 0),
        words.said_words(clash.both) if clash else _reads(report) if report else "",
        min(days, default=None),
    )


def _reads(report: Reported) -> str:
    if report.counts:
        return _("it reads “Not known” until somebody has looked")
    return _("from %(day)s it reads “Not known”") % {"day": date_words(report.counts_from)}


def _key(report: AccessReport) -> Key:
    door, room = report.entrance, report.room
    return report.fact, door.code if door else "", room.code if room else ""


def _why(round_: WalkRound, stop: Stop) -> Why | None:
    claim, standing = round_.walk.said.get(stop.key), round_.walk.standing(stop)
    if claim is not None and claim.reported_on:
        return Why.DIFFERENT
    if standing in (Standing.NOT_KNOWN, Standing.UNASKED):
        return Why.UNKNOWN
    if standing in TO_BE_ASKED:
        return Why.OUT_OF_DATE
    return Why.DUE if claim is not None and round_.walk.answer_at(stop).is_due(round_.walk.on) else None


def _waiting(place: Place, round_: WalkRound, question: AccessQuestion, on: date) -> Waiting:
    """With its own page where there is one, else with the first of its questions."""
    about = [FACTS[code] for code in question.facts if code in FACTS]
    if place.may("place:access_question"):
        address = reverse("place:access_question", args=[place.venue.slug, question.pk])
    else:
        stops = [stop for stop in round_.walk.stops if stop.fact in about and stop.key[2] in ("", question.room.code)]
        address = round_.address_of(stops[0]) if stops else round_.address
    labels = "; ".join(words.label(fact) for fact in about)
    is_overdue, is_told = question.due_on < on, question.told_late_at is not None
    is_the_managers = Post.Kind.MANAGER not in place.roles and all(fact.by_manager for fact in about)
    told = (question.room.name, question.made_at, question.due_on, is_overdue, is_told, is_the_managers, address)
    return Waiting(labels, *told)


def _counts(venue: Venue, on: date) -> list[SoughtNeed]:
    return list(venue.sought_needs.since(_month_before(on)).filter(need__in=list(NEEDS)))


def _searches(counts: list[SoughtNeed]) -> Counter[str]:
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
