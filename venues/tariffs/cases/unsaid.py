"""What a case says that a price list does not know."""

from __future__ import annotations


class CannotTell(Exception):
    """`what` is a code (`room`, `fact`, `no_list` …), `said` what the case says."""

    def __init__(self, what: str, said: object) -> None:
        self.what, self.said = what, said
        super().__init__(f"{what}: {said}")
