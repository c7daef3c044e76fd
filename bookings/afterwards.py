"""What a date costs once it is known what its price still hung on: a second quote, by the same list."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from bookings import charging, holding
from bookings.asking import Answers, Said
from bookings.dates_counted import places_of
from bookings.exceptions import NotPossible, TooLate
from bookings.gaps import gaps_of
from bookings.models import Session
from bookings.price_words import answers_words
from bookings.repricing import ListsThen, quote_then
from venues import tariffs
from venues.money import Money
from venues.tariffs import Line, Quote
from venues.tariffs.rows import FactAsked
from venues.tariffs.words import Names
from venues.tariffs.words.lines import line_words

KEPT = "afterwards"  # in what a booking was asked: by the key of its date, what came out


@dataclass(frozen=True)
class PricedAfterwards:
    """A date, its price so far and its price now that more is known."""

    session: Session
    facts: Mapping[str, Said]
    before: Quote
    after: Quote
    bare: tuple[Quote, Quote]  # the same two without extras
    tariff: tariffs.Tariff

    @property
    def added(self) -> Money:
        return self.after.total - self.before.total

    @property
    def total(self) -> Money:
        return self.after.total

    def lines(self, names: Names) -> list[tuple[str, Money]]:
        """What is new in the price."""
        return [(line_words(line, names), line.amount) for line in _only_in(self.after.lines, self.before.lines)]

    def no_longer(self, names: Names) -> list[tuple[str, Money]]:
        """What it takes the place of."""
        return [(line_words(line, names), line.amount) for line in _only_in(self.before.lines, self.after.lines)]

    def off_bonds(self, names: Names) -> list[tuple[str, Money]]:
        """What is kept of the money that was held, and is no part of the price."""
        new = _only_in(self.after.off_bonds, self.before.off_bonds)
        return [(line_words(line, names), line.amount) for line in new]

    def answers(self, names: Names) -> list[tuple[str, str]]:
        """Each question with what came out."""
        return answers_words(Answers(facts=self.facts), names, self.tariff.currency)

    @cached_property
    def fields(self) -> dict[str, Any]:
        """As a session keeps it."""
        now, (bare_before, bare) = self.session, self.bare
        own = None
        if now.standard_pence is not None and now.booking.category_given_by_id is not None:
            more = charging.standard_net(bare) - charging.standard_net(bare_before)
            own = now.standard_pence - now.category_gap_pence + more
        return {
            **charging.as_fields(self.after, self.tariff),
            **holding.as_fields(self.after),
            "standard_pence": charging.standard_net(bare),
            **gaps_of(bare, now.booking.hirer, own_pence=own),
            "open_facts": list(self.after.open_facts) or None,
        }

    @property
    def fingerprint(self) -> str:
        """Of what is shown, and of what was typed."""
        shown = f"{self.session.pk} {self.total.pence} {facts_row(self.facts)}"
        return hashlib.sha256(shown.encode()).hexdigest()[:16]


def refuse_too_soon(session: Session, at: datetime) -> None:
    """Raises TooLate for a date of which nothing can be known, or nothing is charged."""
    if session.starts_at > at:
        raise TooLate(_("This date has not begun yet."))
    if not session.booking.is_confirmed or session.status != Session.Status.PLANNED:
        raise TooLate(_("This date was not held as booked, so nothing is added to its price."))


def open_questions(session: Session) -> list[FactAsked]:
    """What its price still hangs on, as its list asks it."""
    if not session.open_facts:
        return []
    tariff = ListsThen(session.booking).of(session)
    return [fact for fact in tariff.facts if fact.code in session.open_facts]


def priced_afterwards(session: Session, facts: Mapping[str, Said]) -> PricedAfterwards:
    """Raises NotPossible where its price so far would not come out as it was kept."""
    booking, place = session.booking, places_of([session])[session.pk]
    tariff = ListsThen(booking).of(session)
    answers = Answers.from_row(booking.asked)
    known = replace(answers, facts={**answers.facts, **kept_facts(session)})
    told = replace(known, facts={**known.facts, **facts})

    def quoted(said: Answers) -> Quote:
        return quote_then(session, session.pays, tariff, place, answers=said)

    before, after = quoted(known), quoted(told)
    if [line.as_row() for line in before.lines] != session.price_lines or before.total != session.price:
        raise NotPossible(
            _("The price of this date was not worked out by its list alone, so nothing can be added to it by the list.")
        )
    bare = (quoted(known.without_extras()), quoted(told.without_extras()))
    return PricedAfterwards(session, facts, before, after, bare, tariff)


def kept_facts(session: Session) -> Mapping[str, Said]:
    """What was known of this date afterwards, and has been priced."""
    kept = (session.booking.asked or {}).get(KEPT, {})
    return Answers.from_row({"facts": kept.get(str(session.pk), {})}).facts


def facts_row(facts: Mapping[str, Said]) -> dict[str, Any]:
    """As plain data."""
    return (Answers(facts=dict(sorted(facts.items()))).as_row() or {}).get("facts", {})


def _only_in(these: Iterable[Line], others: Sequence[Line]) -> list[Line]:
    """Of lines that are alike, as many as there are more of them."""
    left = Counter(str(line.as_row()) for line in others)
    found = []
    for line in these:
        row = str(line.as_row())
        if left[row]:
            left[row] -= 1
        else:
            found.append(line)
    return found
