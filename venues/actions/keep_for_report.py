"""Keep what a hall types for its report: its words, its costs and hours, its documents, and what it changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from accounts import journal
from accounts.blotting import blot_rows
from accounts.models import User
from accounts.whole import whole
from venues.models import ReportFact, ReportWords, Venue, WhatChanged

CHANGED = "changed what the report says"
WORDS = ("note", "quote_1", "said_by_1", "allowed_by_1", "quote_2", "said_by_2", "allowed_by_2", "facilities")


@dataclass(frozen=True)
class Fact:
    """One row of ReportFact, as it was typed: pence, minutes or tenths of an index, or a document."""

    what: str
    starts_on: date
    ends_on: date | None
    amount: int | None = None
    applies: bool = True
    source: str = ""


@dataclass(frozen=True)
class Change:
    """Something that the hall changed: of which answer or fault, when, in its own words."""

    source: str
    on: date
    words: str


@dataclass(frozen=True)
class Kept:
    """What a page for the report holds that was changed: None, or nothing, of a part that was not."""

    words: Mapping[str, str] | None = None
    facts: Sequence[Fact] = ()
    gone: Sequence[tuple[str, date]] = ()
    changes: Sequence[Change] | None = None


@whole
def keep_for_report(venue: Venue, kept: Kept, *, by: User, at: datetime) -> None:
    """All parts of the page at once, or none."""
    if kept.words is not None:
        keep_report_words(venue, kept.words, by=by, at=at)
    if kept.facts or kept.gone:
        keep_report_facts(venue, kept.facts, kept.gone, by=by, at=at)
    if kept.changes is not None:
        choose_changes(venue, kept.changes, by=by)


@whole
def keep_report_words(venue: Venue, words: Mapping[str, str], *, by: User, at: datetime) -> None:
    """`words` by the names of the fields of ReportWords; those that were there are replaced."""
    told = {name: words.get(name, "") for name in WORDS}
    ReportWords.objects.update_or_create(venue=venue, defaults={**told, "updated_at": at, "updated_by": by})
    journal.record(by, CHANGED, venue, why=_("The note, the quotes and what was built"))


@whole
def keep_report_facts(
    venue: Venue, kept: Sequence[Fact], gone: Sequence[tuple[str, date]] = (), *, by: User, at: datetime
) -> None:
    """Each from its day on: the same day once more replaces it; those `gone`, by what and day, are recorded no more."""
    for what, starts_on in gone:
        ReportFact.objects.filter(venue=venue, what=what, starts_on=starts_on).delete()
    for fact in kept:
        told = {"ends_on": fact.ends_on, "amount": fact.amount, "applies": fact.applies, "source": fact.source}
        ReportFact.objects.update_or_create(
            venue=venue,
            what=fact.what,
            starts_on=fact.starts_on,
            defaults={**told, "updated_at": at, "updated_by": by},
        )
    about = dict.fromkeys([*(fact.what for fact in kept), *(what for what, _day in gone)])
    if about:
        names = ", ".join(str(ReportFact.What(what).label) for what in about)
        journal.record(by, CHANGED, venue, why=names)


@whole
def choose_changes(venue: Venue, chosen: Iterable[Change], *, by: User) -> None:
    """These are told in the report from now on, and no others; one that stands there keeps its words."""
    Venue.objects.select_for_update(of=("self",), no_key=True).get(pk=venue.pk)
    wanted = {change.source: change for change in chosen}
    venue.changes_told.exclude(source__in=wanted).delete()
    known = set(venue.changes_told.values_list("source", flat=True))
    WhatChanged.objects.bulk_create(
        WhatChanged(venue=venue, source=change.source, on=change.on, words=change.words)
        for source, change in wanted.items()
        if source not in known
    )
    journal.record(by, CHANGED, venue, why=_("What we changed"))


def blot_report_words(telling: list[str]) -> None:
    """Somebody who is erased is named in none of it."""
    blot_rows(ReportWords.objects.all(), WORDS, telling)
    blot_rows(WhatChanged.objects.all(), ("words",), telling)
    blot_rows(ReportFact.objects.exclude(source=""), ("source",), telling)
