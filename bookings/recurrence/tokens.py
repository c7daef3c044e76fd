"""A sentence cut into the pieces that mean something: days, hours, weekdays, and the words between them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 500  # letters
MONTHS = {
    name: number
    for number, names in enumerate(
        ["jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
         "sep sept september", "oct october", "nov november", "dec december"], 1
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {name: number for number, name in enumerate(["mon", "tue", "wed", "thu", "fri", "sat", "sun"])}
NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12,
}  # fmt: skip
ORDINALS = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": -1, "final": -1,
}  # fmt: skip

_MONTH = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
_YEAR = r"(?:,?\s+(?:19|20)[0-9]{2}(?![0-9]))?"
_NTH = r"(?:st|nd|rd|th)?"
_HALF = r"(?:[ap]m\b|[ap]\.\s?m\b\.?)"
_NOON = r"(?:12\s+)?(?:noon|midday|midnight)"
_DIAL = r"[0-9]{1,2}(?:[:.][0-9]{2})?"
_CLOCK = rf"(?:{_NOON}|{_DIAL}\s*(?:{_HALF}|o'?clock)?|[0-9]{{3,4}}\s*{_HALF}?)"
_COUNT = rf"(?:[0-9]{{1,2}}|{'|'.join(NUMBERS)})"
_NOT_A_DAY = rf"(?![0-9])(?!\s*{_NTH}(?:\s+of)?\s+{_MONTH})(?!/)"
_HOLIDAYS = r"(?:school\s+holidays?|half[\s-]terms?)\b"

# What comes first is tried first: a day of a month before a time of day.
PIECES: dict[str, list[str]] = {
    "iso": [r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?![0-9])"],
    "slashes": [
        r"[0-9]{1,2}/[0-9]{1,2}(?:/(?:[0-9]{4}|[0-9]{2}))?(?![0-9/])",
        r"[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}(?![0-9])",
    ],
    "day": [rf"[0-9]{{1,2}}{_NTH}(?:\s+of)?\s+{_MONTH}{_YEAR}"],
    "day_after": [rf"{_MONTH}\s+(?:the\s+)?[0-9]{{1,2}}(?:st|nd|rd|th)\b{_YEAR}"],
    "month": [rf"{_MONTH}{_YEAR}"],
    "hours": [rf"{_CLOCK}\s*(?:-|\bto\b|\buntil\b|\btill?\b)\s*{_CLOCK}{_NOT_A_DAY}"],
    "clock": [rf"(?:at\s+)?(?:{_NOON}|{_DIAL}\s*{_HALF}|[0-9]{{1,2}}[:.][0-9]{{2}})"],
    "length": [rf"for\s+{_COUNT}(?:\s+and\s+a\s+half)?\s+hours?\b", r"for\s+an\s+hour\b"],
    "every_n": [rf"every\s+{_COUNT}\s+weeks?\b"],
    "so_long": [rf"for\s+(?:the\s+next\s+)?(?:{_COUNT}|an?)\s+(?:weeks?|days?|months?|years?)\b"],
    "so_often": [rf"(?:for\s+)?{_COUNT}\s+(?:times|dates|sessions)\b(?!\s+(?:a|an|per|each|every)\b)"],
    "every_day": [r"(?:every|each)\s+day\b", r"daily\b"],
    "fortnight": [
        r"(?:every\s+)?fortnight(?:ly)?\b",
        r"bi-?weekly\b",
        r"(?:every\s+)?(?:other|alternate)\s+weeks?\b",
        r"every\s+other\b",
        r"(?:every\s+)?alternate\b",
    ],
    "week": [r"(?:every|each)\s+week\b", r"weekly\b", r"once\s+a\s+week\b"],
    "of_month": [r"(?:of|in)\s+(?:the|each|every|a)\s+month\b", r"(?:every|each)\s+month\b", r"monthly\b"],
    "nth": [rf"(?:every\s+|each\s+)?(?:{'|'.join(ORDINALS)})\b"],
    "weekday": [
        rf"{day}(?:'?s)?\b\.?"
        for day in (
            "mon(?:day)?", "tue(?:s(?:day)?)?", "wed(?:s|nesday)?", "thu(?:rs?(?:day)?)?", "fri(?:day)?",
            "sat(?:urday)?", "sun(?:day)?",
        )
    ],
    "weekdays": [r"week\s?days\b"],
    "out_of_school": [
        rf"(?:not|except|excluding|outside|out\s+of|no|apart\s+from)\s+(?:in\s+|during\s+)?(?:the\s+)?{_HOLIDAYS}"
    ],
    "term": [
        r"(?:in\s+|during\s+)?(?:school\s+)?term(?:\s|-)?time(?:\s+only)?\b",
        r"(?:in|during)\s+(?:school\s+)?terms?\b",
        r"term\s+only\b",
    ],
    "bank": [r"(?:bank|public)\s+holidays?\b"],
    "but_not": [
        r"(?:but\s+)?not\b", r"nor\b", r"no\b", r"except(?:ing)?(?:\s+for)?\b", r"excluding\b", r"excl\b",
        r"apart\s+from\b", r"leaving\s+out\b", r"leave\s+out\b", r"without\b", r"skip(?:ping)?\b", r"minus\b",
    ],
    "since": [r"from\b", r"start(?:s|ing)?\b", r"begin(?:s|ning)?\b", r"between\b"],
    "until": [r"until\b", r"till?\b", r"to\b", r"through\b", r"up\s+to\b", r"end(?:s|ing)?\b", "-"],
    "every": [r"every\b", r"each\b"],
    "number": [r"[0-9]{1,2}(?:st|nd|rd|th)?\b"],
    "filler": [r"(?:and|on|the|of|in|at|a|only|dates?|please|s)\b", r"[,;.&+()\"“”]"],
    "unread": [r"[^\s,;.&()]+"],
}  # fmt: skip
PIECE = re.compile("|".join(rf"(?P<{kind}>{'|'.join(ways)})" for kind, ways in PIECES.items()))


@dataclass(frozen=True)
class Token:
    kind: str
    text: str


def tokens(sentence: str) -> Iterator[Token]:
    text = sentence[:LONGEST].lower().translate({ord(dash): "-" for dash in "–—−‐"} | {ord("’"): "'"})
    for found in PIECE.finditer(re.sub(r"\s+", " ", text).strip()):
        yield Token(str(found.lastgroup), found[0].strip())
