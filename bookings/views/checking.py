"""What the page before the button says of a plan: each date, the sum, and what the concession is worth."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date as day
from datetime import datetime
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from bookings.cancelling import Due
from bookings.elections import election_rule
from bookings.forms.series_query import IN_WORDS, as_query, how_often
from bookings.holding import Holding, given_back_by, of_quotes
from bookings.models import Booking, RefusedDate, Session
from bookings.plans import Plan, PlannedDate
from bookings.price_words import answers_words, extra_words, why
from bookings.series_words import series_words
from bookings.terms import terms_words
from bookings.views.clashes import Clash, clashes_of, place_words, queue_words
from bookings.ways_out import Choices
from venues.models import Entitlement
from venues.money import Money
from venues.periods import Period
from venues.tariffs.quotes import EXTRA
from venues.tariffs.words import Names
from venues.tariffs.words.asking import open_words

NO_CHOICES = Choices({})


@dataclass(frozen=True)
class PricedDate:
    """A date that can be had, its price where the hall need not tell it, and the reason line by line."""

    on: str
    period: Period
    price: Money | None
    why: list[str]
    place: str = ""  # where it is not had as it was asked


@dataclass(frozen=True)
class Check:
    plan: Plan
    names: Names
    at: datetime
    at_once: bool
    proof_is_there: bool = False
    late: Entitlement | None = None  # proof of this price was asked for, and has not come
    just_ticked: frozenset[str] = frozenset()  # dates to leave out, ticked on the page before
    own: Mapping[Period, Session] = field(
        default_factory=dict
    )  # of one's own groups, by the period it is in the way of
    choices: Choices = NO_CHOICES
    queues: Mapping[Period, int] = field(default_factory=dict)  # how many wait already for what others have
    known_until: day | None = None  # by the school terms
    shown_days: frozenset[str] = frozenset()  # that could be had when the page was shown before
    wants_a_choice: bool = False  # the button that goes on with another room or time was pressed

    @property
    def dates(self) -> Iterator[PricedDate]:
        for date in self.plan.kept:
            assert date.period, "a date that is kept has its time"
            reasons = why(date.quote, self.names) if date.quote else []
            price = date.quote.total if date.quote else None
            if self.is_own_use:
                price = Money(0, self.plan.currency)
            yield PricedDate(date.asked.on.isoformat(), date.period, price, reasons, place_words(date))

    @property
    def election_rule(self) -> str:
        """What the hall says of party politics before an election; then a person answers."""
        ask = self.plan.ask
        return election_rule(ask.room.venue, ask.purpose, (date.asked.on for date in self.plan.kept))

    @property
    def waits_together(self) -> bool:
        """Whether the request would keep its hours from nobody."""
        return not self.at_once and self.plan.ask.waits_together

    @property
    def agreed(self) -> list[str]:
        """What the hall has agreed with them, as far as it holds for these dates."""
        return [] if self.is_own_use else [terms_words(terms) for terms in self.plan.special]

    @property
    def asks_for_proof(self) -> bool:
        """Whether it may still be asked of them."""
        return self.late is None and self.plan.rests_on_a_claim and not self.proof_is_there

    @property
    def added_later(self) -> list[str]:
        """What can only be known afterwards, and what it will be worth."""
        found: dict[str, str] = {}
        for date in self.plan.kept:
            if date.quote and date.tariff and not self.is_own_use:
                for fact in date.quote.open_facts:
                    found.setdefault(fact, open_words(date.tariff, fact, self.names))
        return list(found.values())

    @property
    def holding(self) -> Holding:
        """What is paid beside or before the price, of the whole booking."""
        quotes = [] if self.is_own_use else [date.quote for date in self.plan.kept if date.quote]
        last = max((date.period.end for date in self.plan.kept if date.period), default=None)
        back_by = given_back_by(self.plan.ask.room.venue, last) if last else None
        return of_quotes(quotes, self.names, self.plan.currency, back_by=back_by)

    @property
    def steps(self) -> list[Due]:
        """Of a single date: what would be due of it until when, if it were given up."""
        if len(self.plan.kept) != 1 or self.is_own_use:
            return []
        [date] = self.dates
        steps = self.plan.terms.steps(date.price, date.period.start, at=self.at) if date.price else []
        return steps if len(steps) > 1 else []

    @cached_property
    def clashes(self) -> list[Clash]:
        """What cannot be had as asked, though nobody left it out; each with its choices."""
        return clashes_of(self.plan, self.choices, self.own, self.queues)

    @property
    def without_a_way(self) -> list[Clash]:
        return [clash for clash in self.clashes if not clash.has_its_way]

    @property
    def to_wait_for(self) -> int:
        """Where nothing can be had: how many of the dates can be waited for, or were chosen to be."""
        chosen = sum(date.way is not None and date.way.wait for date in self.plan.refused)
        return 0 if self.plan.kept else chosen or len(self.queues)

    @property
    def queue_words(self) -> str:
        """Of a single date, how many wait before."""
        return queue_words(next(iter(self.queues.values()))) if len(self.queues) == 1 else ""

    @property
    def has_choices(self) -> bool:
        return any(clash.options for clash in self.clashes)

    @property
    def chose_nothing(self) -> bool:
        return self.wants_a_choice and self.has_choices and not self.plan.kept and not self.plan.ask.ways

    @property
    def can_be_all(self) -> bool:
        """Whether all or none can be asked for: not where a date is known to be had in no way at all."""
        return all(clash.can_have_a_way for clash in self.clashes)

    @property
    def number_of_all(self) -> int:
        """Of the dates that nobody left out."""
        return len(self.plan.kept) + len(self.plan.clashes)

    @property
    def total_of_all(self) -> Money | None:
        """What all of them cost, those that clash as they were asked; None where that is not known."""
        return self.total if not self.plan.clashes else self.choices.total_as_asked(self.plan)

    @property
    def series(self) -> str:
        """What was understood, in a sentence; nothing of a single date."""
        return series_words(self.plan.ask.pattern) if self.plan.ask.pattern.repeats else ""

    @property
    def beyond_terms(self) -> day | None:
        """The last day that the school terms know, where a series in term time goes on after it."""
        pattern = self.plan.ask.pattern
        last = pattern.picked[-1] if pattern.picked else pattern.until
        if pattern.terms is None or self.known_until is None or last is None:
            return None
        return self.known_until if last > self.known_until else None

    @property
    def gone(self) -> list[day]:
        """What could be had when the page was shown before, and cannot any more."""
        return [date.asked.on for date in self.plan.clashes if date.asked.on.isoformat() in self.shown_days]

    @property
    def shown(self) -> str:
        """The days that can be had now, for the next page to tell what has changed."""
        return " ".join(date.asked.on.isoformat() for date in self.plan.kept)

    @property
    def left_out(self) -> list[PlannedDate]:
        return [date for date in self.plan.refused if date.reason == RefusedDate.Reason.LEFT_OUT]

    @property
    def just_left_out(self) -> list[PlannedDate]:
        """What the button did, whichever it was: nothing is asked for before these are seen to be gone."""
        return [date for date in self.left_out if date.asked.on.isoformat() in self.just_ticked]

    @property
    def is_taken(self) -> bool:
        taken = (RefusedDate.Reason.TAKEN, RefusedDate.Reason.THINGS)
        return any(date.reason in taken for date in self.plan.refused)

    @property
    def lacks_things(self) -> bool:
        """Whether fewer things would help."""
        return any(date.reason == RefusedDate.Reason.THINGS for date in self.plan.refused)

    @property
    def answers(self) -> list[tuple[str, str]]:
        """What was said that the price hangs on."""
        return answers_words(self.plan.ask.answers, self.names, self.plan.currency)

    @property
    def extras(self) -> list[str]:
        asked = self.plan.ask.answers.extras
        return [extra_words(self.names.row(EXTRA, each.code), each.quantity, each.minutes) for each in asked]

    @property
    def is_own_use(self) -> bool:
        """The hall's own meetings cost nobody anything."""
        return self.plan.ask.is_own_use

    @property
    def sound_words(self) -> str:
        return str(Booking.Sound(self.plan.ask.sound).label) if self.plan.ask.sound else ""

    @property
    def open_words(self) -> str:
        return str(Booking.Open(self.plan.ask.open_to_anyone).label) if self.plan.ask.open_to_anyone else ""

    @property
    def elsewhere(self) -> str:
        """The same wish, for any room."""
        ask = self.plan.ask
        pattern = ask.pattern
        query: dict[str, Any] = as_query(
            pattern, in_term=pattern.terms is not None, not_bank_holidays=bool(pattern.nation)
        )
        query |= {"people": ask.people, "kind": ask.hirer.kind}
        if pattern.is_a_rule:
            query["repeat"] = IN_WORDS.get(how_often(pattern), how_often(pattern))
        return f"{reverse('find')}?{urlencode(query)}"

    @property
    def total(self) -> Money:
        return Money(0, self.plan.currency) if self.is_own_use else self.plan.total

    @property
    def saving(self) -> Money | None:
        """What the concession is worth, extras aside; None where there is none."""
        saving = self.plan.saving
        return saving if saving.pence > 0 and not self.is_own_use else None

    @property
    def standard(self) -> Money:
        return self.total + self.plan.saving
