"""What a case says that a price list does not know."""

from __future__ import annotations

from collections.abc import Iterable


class CannotTell(Exception):
    """`what` is a code (`room`, `fact`, `no_list` …), `said` what the case says, `choices` what would be known."""

    def __init__(self, what: str, said: object, choices: Iterable[str] = ()) -> None:
        self.what, self.said, self.choices = what, said, tuple(choices)
        super().__init__(f"{what}: {said}")
