"""What a hall asks about a party or an event: alcohol, music, a bouncy castle, candles, food, children."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date, time
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accounts.clock import date_words, time_words


class Alcohol(TextChoices):
    NONE = "none", _("None")
    DRUNK = "drunk", _("We drink, and nobody pays for a drink")
    SOLD = "sold", _("It is sold, or part of a ticket")


class Licence(TextChoices):
    TEN = "ten", _("We give a temporary event notice (TEN)")
    BAR = "bar", _("The hall’s bar sells it")


class Music(TextChoices):
    NONE = "none", _("None")
    RECORDED = "recorded", _("Recorded")
    LIVE = "live", _("Live, or a disc jockey")


class Food(TextChoices):
    NONE = "none", _("None, or what guests bring")
    COLD = "cold", _("Brought ready to eat")
    COOKED = "cooked", _("Cooked or heated in the hall")


@dataclass(frozen=True)
class Particulars:
    """As it was answered; what was not asked is empty."""

    alcohol: str = ""
    licence: str = ""
    music: str = ""
    food: str = ""
    candles: bool | None = None
    children: int | None = None
    castle: bool | None = None
    castle_insurer: str = ""
    castle_insured_until: date | None = None
    castle_from: time | None = None
    castle_until: time | None = None

    def as_row(self) -> dict[str, Any] | None:
        """To be kept with a booking; None where nothing was answered."""
        said = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: _plain(value) for name, value in said.items() if value not in ("", None)} or None

    @classmethod
    def from_row(cls, row: dict[str, Any] | None) -> Particulars:
        found: dict[str, Any] = {name: value for name, value in (row or {}).items() if name in cls.__dataclass_fields__}
        if "castle_insured_until" in found:
            found["castle_insured_until"] = date.fromisoformat(found["castle_insured_until"])
        for name in found.keys() & {"castle_from", "castle_until"}:
            found[name] = time.fromisoformat(found[name])
        return cls(**found)

    def of_another_day(self, on: date, starts: time, ends: time) -> Particulars:
        """The same once more: but an insurance that is over by then, and hours outside those of the hire, are not."""
        told = self
        if told.castle_insured_until and told.castle_insured_until < on:
            told = replace(told, castle_insured_until=None)
        inside = told.castle_from and told.castle_until and starts <= told.castle_from and told.castle_until <= ends
        return told if inside or starts >= ends else replace(told, castle_from=None, castle_until=None)

    @property
    def usual_sound(self) -> str:
        """How loud it is, as a booking keeps it, where nobody said so."""
        return "loud" if self.music == Music.LIVE else ""

    @property
    def words(self) -> list[tuple[str, str]]:
        """Question and answer, for whoever reads the booking."""
        return [(str(question), answer) for question, answer in self._answers()]

    @property
    def worth_knowing(self) -> list[str]:
        """What the desk should know before it says yes, each in a sentence."""
        return list(self._reasons())

    def _answers(self) -> Iterator[tuple[Any, str]]:
        if self.alcohol:
            yield _("Alcohol"), _joined(str(Alcohol(self.alcohol).label), self.licence and str(self._licence()))
        if self.music:
            yield _("Music"), str(Music(self.music).label)
        if self.castle is not None:
            yield _("Bouncy castle"), self._castle() if self.castle else gettext("No")
        if self.candles is not None:
            yield _("Candles or naked flames"), gettext("Yes") if self.candles else gettext("No")
        if self.food:
            yield _("Food"), str(Food(self.food).label)
        if self.children is not None:
            yield _("Under 18"), str(self.children)

    def _reasons(self) -> Iterator[str]:
        if self.alcohol == Alcohol.SOLD:
            yield gettext("Alcohol is sold: %(how)s") % {"how": self._licence()}
        elif self.alcohol == Alcohol.DRUNK:
            yield gettext("Alcohol is drunk, not sold")
        if self.music == Music.LIVE:
            yield gettext("Live music")
        if self.castle:
            yield gettext("A bouncy castle: %(castle)s") % {"castle": self._castle()}
        if self.candles:
            yield gettext("Candles or naked flames")
        if self.food == Food.COOKED:
            yield gettext("Food is cooked in the hall")
        if self.children:
            words = ngettext("%(children)d person under 18", "%(children)d people under 18", self.children)
            yield words % {"children": self.children}

    def _licence(self) -> str:
        return str(Licence(self.licence).label) if self.licence else ""

    def _castle(self) -> str:
        parts = [self.castle_insurer]
        if self.castle_insured_until:
            parts.append(gettext("insured until %(day)s") % {"day": date_words(self.castle_insured_until)})
        if self.castle_from and self.castle_until:
            hours = {"start": time_words(self.castle_from), "end": time_words(self.castle_until)}
            parts.append(gettext("it comes at %(start)s and goes at %(end)s") % hours)
        return _joined(*parts)


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | time) else value
