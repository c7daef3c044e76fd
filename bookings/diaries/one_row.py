"""Read one row, and keep everything that is wrong with it: not only the first. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import TypeVar

from django.utils.translation import gettext as _

from bookings.diaries.amounts import read_pence, read_people, read_yes
from bookings.diaries.days import read_moment
from bookings.diaries.faults import Unreadable, Where
from bookings.diaries.names import Names
from bookings.diaries.rows import Asked, DiaryRow, Money
from bookings.diaries.said import NOT_WRITTEN, Said
from bookings.diaries.when import When, read_when
from bookings.diaries.words import CAUSE_BY_WORD, REASON_BY_WORD, Fate, word_key

T = TypeVar("T")
LONGEST_NAME = 120
LONGEST_WORDS = 500
NOT_SAID = {"-", "–", "—", "n/a"}


class RowReader:
    """`faults` in words, `unknown` words by column, and the hours where morning or evening was `guessed`."""

    def __init__(self, where: Where, cells: Mapping[str, str], said: Said, names: Names, year: int | None) -> None:
        self.where, self.cells, self.said, self.names, self.year = where, cells, said, names, year
        self.faults: list[str] = []
        self.unknown: list[tuple[str, str]] = []
        self.of_hirer: dict[str, str | None] = {}  # what its hirer has to tell, by column: the answer, None before
        self.guessed = ""

    def read(self) -> list[DiaryRow]:
        """The row; or several where it names a series; none where something is wrong or unknown."""
        rooms = self._rooms()
        when = self._try(lambda: read_when(self._cell, year=self.year, all_day=partial(self.names.all_day, rooms)))
        hirer = self._hirer()
        own = bool(self._try(lambda: read_yes(self._cell("own_use"))))
        fate = self._fate()
        money = self._money(own=own)
        asked = self._asked(fate)
        reason, words = self._reason(fate)
        kind, category = self._kind(hirer, own=own), self._category(hirer, own=own)
        expected = self._try(lambda: read_people(self._cell("expected")))
        counted = self._try(lambda: read_people(self._cell("actual")))
        title, purpose = self._what()
        open_to = self._word("open_to_anyone")
        moved_from = self._moment("moved_from")
        self._check(when, fate, money, own=own)
        if self.faults or self.unknown or None in self.of_hirer.values() or when is None:
            return []
        self.guessed = when.hours if when.guessed else ""
        return [
            DiaryRow(
                self.where,
                starts,
                ends,
                rooms,
                hirer,
                kind=kind,
                title=title,
                category=category,
                purpose=purpose,
                fate=fate,
                money=money,
                asked=asked,
                expected=expected,
                counted=counted,
                open_to=open_to,
                reason=reason,
                reason_words=words,
                own=own,
                moved_from=moved_from,
            )
            for starts, ends in when.stretches
        ]

    def _cell(self, column: str) -> str:
        text = self.cells.get(column, "").strip()
        return "" if text in NOT_SAID else text

    def _try(self, read: Callable[[], T]) -> T | None:
        try:
            return read()
        except Unreadable as fault:
            self.faults.append(str(fault))
            return None

    def _hirer(self) -> str:
        text = self._cell("hirer")
        if not text:
            self.faults.append(_("nobody is named as the hirer"))
        if len(text) > LONGEST_NAME:
            self.faults.append(_("the hirer’s name is longer than %(most)s letters") % {"most": LONGEST_NAME})
        return text

    def _rooms(self) -> tuple[str, ...]:
        text = self._cell("room")
        try:
            rooms = self.names.rooms_meant(text, self.said)
        except Unreadable as fault:
            self.faults.append(str(fault))
            return ()
        if rooms is None:
            self.unknown += [("room", part) for part in self.names.rooms_unknown(text, self.said)]
        return rooms or ()

    def _kind(self, hirer: str, *, own: bool) -> str:
        if own:
            return ""
        known = self.names.kind_of(hirer)
        return known or self._said_of(hirer, "hirer_kind") or self._word("hirer_kind")

    def _said_of(self, hirer: str, column: str) -> str:
        """Of a new hirer whose rows do not tell it, each by itself; not where one answer was given for all."""
        if not hirer or self._cell(column) or not self.names.is_new(hirer):
            return ""
        if NOT_WRITTEN in self.said.values.get(column, {}):
            return ""
        self.of_hirer[column] = self.said.of_hirer(column, hirer)
        return self.of_hirer[column] or ""

    def _category(self, hirer: str, *, own: bool) -> str:
        if own:
            return self.names.standard
        text = self._cell("category")
        said = self._said_of(hirer, "category")
        if "category" in self.of_hirer:
            return said
        meant = self.names.category_meant(text, self.said)
        if meant is None:
            self.unknown.append(("category", text))
        return meant or ""

    def _what(self) -> tuple[str, str]:
        """What it is for, by our words; other words are what it is, where no column says that."""
        title, text = self._cell("title")[:LONGEST_NAME], self._cell("purpose")
        if text and not title and self.said.value("purpose", text) is None:
            return text[:LONGEST_NAME], ""
        return title, self._word("purpose")

    def _word(self, column: str) -> str:
        """A code of ours."""
        text = self._cell(column)
        if not text:
            return self.said.values.get(column, {}).get(NOT_WRITTEN, "")
        meant = self.said.value(column, text)
        if meant is None:
            self.unknown.append((column, text))
        return meant or ""

    def _fate(self) -> Fate:
        code = self._word("status")
        return Fate(code) if code else Fate.PLANNED

    def _pence(self, column: str) -> int | None:
        return self._try(lambda: read_pence(self._cell(column)))

    def _money(self, *, own: bool) -> Money:
        return Money(
            charge=0 if own and not self._cell("charge") else self._pence("charge"),
            extras=self._pence("compulsory_extras"),
            tax=self._pence("vat"),
            standard=self._pence("standard_price"),
            why_less=self._word("reduction_reason"),
            less=self._pence("reduction_amount"),
            payer=self._cell("payer")[:LONGEST_NAME],
            payer_pays=self._pence("payer_amount"),
        )

    def _moment(self, column: str) -> datetime | None:
        text = self._cell(column)
        return self._try(lambda: read_moment(text, year=self.year)) if text else None

    def _asked(self, fate: Fate) -> Asked:
        """On a decision by a person an empty answer means that the decision was the answer."""
        at, answered, decided = (self._moment(column) for column in ("requested_at", "answered_at", "decided_at"))
        if fate is Fate.EXPIRED:
            decided = None
        if at and min(answered or at, decided or at) < at:
            self.faults.append(_("it was answered before it was asked"))
        if at and decided and decided > at and fate is not Fate.WITHDRAWN:
            answered = answered or decided
        return Asked(at, answered, decided, self._cell("request")[:40])

    def _reason(self, fate: Fate) -> tuple[str, str]:
        """A code where the words are known; whatever else was written stays as words."""
        text = self._cell("reason")[:LONGEST_WORDS]
        if not text:
            return ("no_answer", "") if fate is Fate.EXPIRED else ("", "")
        code = (CAUSE_BY_WORD if fate is Fate.BY_VENUE else REASON_BY_WORD).get(word_key(text), "")
        return (code, "") if code else ("other" if fate is Fate.BY_VENUE else "", text)

    def _check(self, when: When | None, fate: Fate, money: Money, *, own: bool) -> None:
        paid = (money.charge or 0) + (money.extras or 0)
        if own and paid:
            self.faults.append(_("the hall’s own use is free, and here is a charge"))
        if fate is Fate.IN_TIME and paid:
            self.faults.append(_("it was cancelled in time, and yet charged: a late cancellation is “cancelled_late”"))
        if money.payer_pays is not None and not money.payer:
            self.faults.append(_("somebody else pays a part, and nobody is named as the payer"))
        whole = paid + (money.tax or 0)
        if (money.payer_pays or 0) > whole:
            self.faults.append(_("somebody else pays more than the whole"))
        if when and money.why_less and money.standard is not None and paid > money.standard:
            self.faults.append(_("it costs more than the standard price, and yet says why it is less"))
