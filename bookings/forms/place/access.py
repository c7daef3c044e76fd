"""The questions of an access guide at one place: an answer, how it is known, and when somebody looked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.plain_text import Line
from bookings.desk.answering import Asked, Spot
from bookings.forms.place.access_boxes import A_NUMBER, HOW, Question, boxes, usual_way, wrong_number
from bookings.forms.place.doubted import is_doubted
from venues.access import words
from venues.access.claims import Claim
from venues.access.rules import Clash, clashes
from venues.access.values import State
from venues.access.vocabulary import FACTS, Fact, parse_answer
from venues.files.contents import AccessRow
from venues.models import Post

A_TELEPHONE_NUMBER = re.compile(r"(?:\d[\s()-]*){7,}")
TOLD_TO_HIRERS = frozenset({"ent_text"})  # everybody reads whether there is a number, those who have booked which
SAID_BY = ("manager", "secretary", "caretaker", "treasurer", "trustee")  # the first of a person's posts that counts


class EntranceForm(forms.Form):
    name = Line(
        label=gettext_lazy("What is this way in called?"),
        max_length=80,
        help_text=gettext_lazy("For example: Main entrance, Car park door."),
    )


class AnswersForm(forms.Form):
    """`rows` are the answers that are new or changed, once it is valid."""

    all_optional = True

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    door = forms.CharField(widget=forms.HiddenInput, required=False, max_length=80)
    all_today = forms.BooleanField(
        label=gettext_lazy("I have checked these today"),
        required=False,
        help_text=gettext_lazy(
            "Everything answered on this page. The day is shown with it; without the tick no day changes."
        ),
    )

    def __init__(
        self, *args: Any, spot: Spot, posts: frozenset[str], today: date, like: Spot | None = None, **kwargs: Any
    ) -> None:
        """`like` is a place whose answers stand here to be confirmed; the day on which it was checked stays there."""
        super().__init__(*args, **kwargs)
        self.spot, self.today = spot, today
        self.post = next((post for post in SAID_BY if post in posts), "")
        self.open = [asked for asked in spot.asked if not asked.fact.by_manager or self.post == Post.Kind.MANAGER]
        self.for_the_manager = [asked for asked in spot.asked if asked not in self.open]
        self.rows: list[AccessRow] = []
        self.undated: list[Fact] = []
        self.initial["door"] = next((asked.key[1] for asked in spot.asked if asked.door), "")
        copied = {asked.fact.code: _copied(asked.row) for asked in like.asked if asked.row} if like else {}
        pictures = list(spot.venue.pictures.all())
        for asked in self.open:
            self.fields.update(boxes(asked, asked.row or copied.get(asked.fact.code), pictures))
        self.order_fields([name for name in self.fields if name != "all_today"])

    def questions(self) -> Iterator[Question]:
        return (Question.of(self, asked) for asked in self.open)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "door" in self.data and cleaned.get("door") != self.initial["door"]:
            words = _("The ways in are others now than when you opened this page. Nothing was saved. Open it again.")
            self.add_error(None, words)
        for asked in self.open:
            if asked.fact.code not in {name.split("-")[0] for name in self.errors}:
                self._read(asked, cleaned)
        self._ask_for_a_look()
        self._say_what_cannot_be()
        return cleaned

    def _say_what_cannot_be(self) -> None:
        """Beside an answer of now, what another one leaves no room for."""
        said = {row.fact: claim_of(row) for row in self.rows}
        around = {**self.spot.around, **said}
        for clash in clashes(around.values()):
            for claim in (claim for claim in clash.both if claim.fact in said):
                self.add_error(claim.fact, clash_words(clash, claim) + " " + _("Change one of them."))

    def _ask_for_a_look(self) -> None:
        """Once for the page; beside each where others have their day, so that nobody moves those unseen."""
        if any(asked.row and asked.row.checked for asked in self.open):
            told = _("%(fact)s: tick this if you have looked, or say when it was checked. Else choose “I do not know”.")
            for fact in self.undated:
                self.add_error(f"{fact.code}-today", told % {"fact": words.label(fact)})
        elif self.undated:
            told = _(
                "%(facts)s: tick this if you have looked. Else say at the answer when it was checked, or choose “I do "
                "not know”."
            )
            self.add_error("all_today", told % {"facts": "; ".join(words.label(fact) for fact in self.undated)})

    def _read(self, asked: Asked, cleaned: dict[str, Any]) -> None:
        """One fact: nothing where nothing is said or nothing has changed."""
        code, fact = asked.fact.code, asked.fact
        answer, held = self._answer(fact, cleaned), asked.row
        if answer is None or self._is_doubted(fact, answer, held):
            return
        checked = self._checked(code, cleaned)
        is_new = held is None or held.answer != answer
        row = AccessRow(
            *asked.key,
            answer=answer,
            note=cleaned[f"{code}-note"],
            checked=checked or (held.checked if held and not is_new else None),
            evidence=(cleaned[f"{code}-how"] or usual_way(fact)) if answer != State.UNKNOWN else "",
            by=self.post if checked or is_new or held is None else held.by,
            method=cleaned[f"{code}-method"],
            source=cleaned[f"{code}-source"],
            picture=cleaned.get(f"{code}-picture"),
        )
        if answer == State.UNKNOWN:
            row = replace(row, checked=None)
        elif row.checked is None:
            self.undated.append(fact)
        is_as_before = row == held and row.picture == (held and held.picture)
        if self._is_sound(fact, row) and not is_as_before:
            self.rows.append(row)

    def _answer(self, fact: Fact, cleaned: dict[str, Any]) -> str | int | None:
        """A number that is typed in is the answer, unless another one is chosen."""
        number: int | None = cleaned.get(f"{fact.code}-number")
        chosen: str = cleaned.get(fact.code) or (A_NUMBER if number is not None else "")
        if chosen != A_NUMBER:
            return chosen or None
        if number is None:
            self.add_error(f"{fact.code}-number", wrong_number(fact))
        return number

    def _is_doubted(self, fact: Fact, answer: str | int, held: AccessRow | None) -> bool:
        is_new = held is None or held.answer != answer
        return is_new and isinstance(answer, int) and is_doubted(self, f"{fact.code}-number", fact, answer)

    def _checked(self, code: str, cleaned: dict[str, Any]) -> date | None:
        day: date | None = cleaned.get(f"{code}-day")
        if cleaned.get(f"{code}-today") or (cleaned.get("all_today") and day is None):
            return self.today
        return day

    def _is_sound(self, fact: Fact, row: AccessRow) -> bool:
        faults = claim_of(row).faults(place=fact.scope, today=self.today)
        told = {"fact": words.label(fact)}
        if "no_note" in faults:
            self.add_error(
                f"{fact.code}-note", _("%(fact)s: say in a few words what is missing, or why it does not apply.") % told
            )
        if "checked_later" in faults:
            self.add_error(f"{fact.code}-day", _("%(fact)s: it cannot have been checked on a day to come.") % told)
        if tells_the_number(fact, row.note):
            self.add_error(f"{fact.code}-note", f"{words.label(fact)}: {number_words()}")
        return not (faults or self.has_error(f"{fact.code}-note"))


def tells_the_number(fact: Fact, note: str) -> bool:
    """Whether it tells everybody what only those who have booked are told."""
    return fact.code in TOLD_TO_HIRERS and bool(A_TELEPHONE_NUMBER.search(note))


def number_words() -> str:
    return _(
        "Leave the number out: everybody reads this. Write it where you say how people get in, which only those who "
        "have booked read."
    )


def clash_words(clash: Clash, claim: Claim) -> str:
    """What stands against one of the claims."""
    others = "; ".join(f"“{words.label(other.about)}”" for other in clash.both if other is not claim)
    facts = {"fact": words.label(claim.about), "others": others, "because": _(clash.consequence.rule.because)}
    return _("%(fact)s: this and %(others)s cannot both be true: %(because)s.") % facts


def claim_of(row: AccessRow) -> Claim:
    """An answer as the guide reads it."""
    state, value = parse_answer(FACTS[row.fact], row.answer)
    return Claim(row.fact, state, value, row.checked, row.evidence, row.note, row.by)


def _copied(row: AccessRow) -> AccessRow:
    """The same answer for somebody of the house to confirm."""
    return replace(row, checked=None, evidence=row.evidence if row.evidence in HOW else "", picture=None)
