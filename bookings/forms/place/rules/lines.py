"""Prices that change with the number or the length, typed one to a line."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.plain_text import Lines
from bookings.forms.place.money import length_text, price_text, read_length, read_price

MOST = 12
TOGETHER = re.compile(r"(.+?)\s*(?:for )?(?:all )?(?:together|in all)$")
SPLIT = re.compile(r"\s*(?::|=|\t|–)\s*")


class _PriceLines(Lines):
    """Rows of a price list, one to a line; none where nothing is written."""

    example = ""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": 4, "class": "short"})
        super().__init__(required=False, max_length=600, widget=widget, **kwargs)

    def clean(self, value: Any) -> Any:
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > MOST:
            raise ValidationError(_("At most %(most)d lines, please.") % {"most": MOST}, code="too_many")
        return [self._read(line) for line in lines]

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(self.line(row) for row in value) if isinstance(value, list | tuple) else value

    def _read(self, line: str) -> dict[str, Any]:
        parts = SPLIT.split(line, maxsplit=1)
        if len(parts) != 2:
            raise _unread(line, self.help_text)
        try:
            return self.row(parts[0].lower(), parts[1].lower())
        except ValidationError as unread:
            raise ValidationError(
                _("“%(line)s”: %(why)s") % {"line": line[:40], "why": " ".join(unread.messages)}
            ) from unread

    def row(self, left: str, right: str) -> dict[str, Any]:
        raise NotImplementedError

    def line(self, row: dict[str, Any]) -> str:
        raise NotImplementedError


class TiersField(_PriceLines):
    """From how many on, and the price of each, or of all together."""

    def row(self, left: str, right: str) -> dict[str, Any]:
        number = re.fullmatch(r"(?:from )?([0-9]{1,6})(?: or more|\+| on)?", left)
        if number is None:
            raise ValidationError(_("Begin with a number: 1, 40."), code="invalid")
        together = TOGETHER.fullmatch(right)
        price = price_text(read_price((together[1] if together else right.removesuffix("each")).strip()))
        return {"from": int(number[1]), "all" if together else "each": price}

    def line(self, row: dict[str, Any]) -> str:
        if "all" in row:
            return _("%(least)s: %(price)s together") % {"least": row["from"], "price": row["all"]}
        return f"{row['from']}: {row['each']}"


class StepsField(_PriceLines):
    """Up to how long, and what that costs as a whole."""

    def row(self, left: str, right: str) -> dict[str, Any]:
        length = read_length(re.sub(r"^up to ", "", left).strip())
        return {"up_to": length, "price": price_text(read_price(right.strip()))}

    def line(self, row: dict[str, Any]) -> str:
        return f"{length_text(row['up_to'])}: {row['price']}"


def _unread(line: str, example: object) -> ValidationError:
    words = _("We could not read “%(line)s”. %(example)s")
    return ValidationError(words % {"line": line[:40], "example": example}, code="invalid")


TIERS = gettext_lazy("One line for each: from how many on, and the price. 1: 0.30, or 40: 10.00 together.")
STEPS = gettext_lazy("One line for each: up to how many hours, and the price. 2: 40.00")
