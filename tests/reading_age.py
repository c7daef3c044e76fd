"""How old one has to be to read a text with ease: the grade of Flesch and Kincaid, and the five years before school.

J. P. Kincaid and others, Derivation of New Readability Formulas, Naval Technical Training Command, report 8-75, 1975:
0.39 × words a sentence + 11.8 × syllables a word − 15.59 is the school year. A sentence ends at a full stop, ? or !;
syllables are counted by how words are written, right for those that our pages use most.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

BEFORE_SCHOOL = 5
FEWEST_WORDS = 5  # a label, a button or a short heading is no sentence; they would make any page look easy
ENDS = re.compile(r"(?<=[.?!])[\"”’)]*\s+|…")
WORD = re.compile(r"[A-Za-z£\d][A-Za-z\d’'.,-]*")
VOWELS = re.compile(r"[aeiouy]+")
SAID_APART = re.compile(r"ia(?!l|n$)|io(?!n)|[^q]ua|iu|uie|ideo|(?:are|ide)as?$")
UNSAID_WITHIN = re.compile(
    r"(?:some|care|house|safe|use|home|time|fire|life|like|late|there|where|fore)(?=[b-df-hj-np-tv-z])"
    r"|every|evening"
)
UNSAID_AT_THE_END = re.compile(r"[^aeiouyl](?<![td])ed$|[^aeiouylsxzcg](?<!ch)es$|[^aeiouyl]e$|[aeiouy]le[sd]?$|lled$")


@dataclass(frozen=True)
class Sentence:
    text: str
    words: int
    syllables: int

    @property
    def age(self) -> float:
        return age_of([self])


def sentences_of(text: str) -> list[Sentence]:
    """The sentences of a text, without what is too short to be one."""
    found = []
    for piece in ENDS.split(text):
        words = [word.rstrip(".,") for word in WORD.findall(piece)]
        if len(words) >= FEWEST_WORDS:
            found.append(Sentence(" ".join(piece.split()), len(words), sum(map(syllables_of, words))))
    return found


def age_of(sentences: Iterable[Sentence]) -> float:
    """The age in years at which these sentences, together, are read with ease."""
    all_of_them = list(sentences)
    words = sum(each.words for each in all_of_them)
    syllables = sum(each.syllables for each in all_of_them)
    return BEFORE_SCHOOL + 0.39 * words / len(all_of_them) + 11.8 * syllables / words - 15.59


def syllables_of(word: str) -> int:
    """Groups of vowels that are spoken; a figure counts as one."""
    if "-" in word.strip("-"):
        return sum(syllables_of(part) for part in word.split("-") if part)
    letters = re.sub(r"[^a-z]", "", re.sub(r"[’']s?$", "", word.lower()))
    if not letters:
        return 1
    spoken = len(VOWELS.findall(letters)) + len(SAID_APART.findall(letters))
    return max(1, spoken - len(UNSAID_WITHIN.findall(letters)) - bool(UNSAID_AT_THE_END.search(letters)))
