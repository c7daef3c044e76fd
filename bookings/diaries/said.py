"""What was said of a diary once: which column is which of ours, and what its words mean. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from accounts.likeness import name_key
from bookings.diaries.words import BY_WORD, word_key

NOT_WRITTEN = ""  # the key of what an empty cell means
BY_HIRER = {"hirer_kind": "kind_of_hirer", "category": "category_of_hirer"}  # said of each new one, by its name


@dataclass(frozen=True)
class Said:
    """`columns` by heading, `values` by column and word; with `as_above` an empty cell means what stands above it."""

    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    as_above: bool = False

    def value(self, column: str, text: str) -> str | None:
        """What was said of a word, or what everybody means by it; None where neither is known."""
        said = self.values.get(column, {}).get(word_key(text))
        return said if said is not None else BY_WORD.get(column, {}).get(word_key(text))

    def of_hirer(self, column: str, name: str) -> str | None:
        """What was said of a hirer whose rows leave this empty; None where nobody said it."""
        return self.values.get(BY_HIRER[column], {}).get(name_key(name))

    def with_more(self, other: Said) -> Said:
        """What was said later holds."""
        values = {
            column: {**self.values.get(column, {}), **other.values.get(column, {})}
            for column in {**self.values, **other.values}
        }
        return replace(other, columns={**self.columns, **other.columns}, values=values)

    @property
    def of_the_hall(self) -> Said:
        """What is remembered for another file: who the hirers of this one are is kept with them alone."""
        of_hirers = BY_HIRER.values()
        return replace(self, values={name: words for name, words in self.values.items() if name not in of_hirers})

    def as_document(self) -> dict[str, Any]:
        return {
            "columns": dict(self.columns),
            "values": {column: dict(words) for column, words in self.values.items()},
            "as_above": self.as_above,
        }

    @classmethod
    def from_document(cls, document: Mapping[str, Any] | None) -> Said:
        held = document or {}
        return cls(held.get("columns", {}), held.get("values", {}), bool(held.get("as_above", False)))
