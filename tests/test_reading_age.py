"""What hirers read, they read with ease from the age of eleven on: each page, with all that may be said on it.

Files are the same beside either kind of database: looked at once.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.reading_age import Sentence, age_of, sentences_of, syllables_of
from tests.test_house import ROOT

pytestmark = pytest.mark.once

OLDEST = 11
OLDEST_FOR_ONE, JUDGED_ALONE = 14, 8  # years; and the words from which on the formula can judge one sentence by itself
FOLDERS = ("bookings", "accounts", "account", "mfa", "usersessions", "privacy")
FOR_THE_DESK = re.compile(
    r"^bookings/(desk|clerk|diary|phone|pencilled|report|past_fair_use|next_year_(asked|end|whom))"
)
SAID = re.compile(
    r"{%\s*translate\s+(?:\"(?P<one>[^\"]*)\"|'(?P<other>[^']*)')"
    r"|_\(\"(?P<handed>[^\"]*)\"\)"
    r"|{%\s*blocktranslate\b[^%]*%}(?P<block>.*?){%\s*endblocktranslate\s*%}"
    r"|{%\s*include\s+\"(?P<file>[^\"]+)\"",
    re.DOTALL,
)
FORMS_OF_THE_DESK = {
    *(
        "clerk",
        "desk",
        "entitlements",
        "faults",
        "first_call",
        "giving",
        "hirers",
        "offer",
        "pencilled",
        "people",
        "phone",
    ),
    *("counting", "for_report", "report", "shop_prices", "special_terms", "threads", "waiving"),
}
GETTEXT = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy"}
A_NAME = "Ann"
NAMES = re.compile(  # of bodies, laws and days: they are called so
    r"{{.*?}}|%\(\w+\)[sd]|\b\d+ (?:March|July|September|October)\b"
    r"|\bInformation Commissioner\b|\blegitimate interest\b|\bEquality Advisory and Support Service\b"
    r"|\bWeb Content Accessibility Guidelines \(WCAG\) 2\.2|\bPublic Sector Bodies .* Regulations 2018"
    r"|\b(?:Equality|Disability Discrimination) Act \d{4}|\bEquality Commission for Northern Ireland\b"
)


def said_on(template: str, seen: frozenset[str] = frozenset()) -> Iterator[str]:
    """Every text of a template and of those it includes, with a short name for whatever is filled in."""
    for found in SAID.finditer((ROOT / "templates" / template).read_text()):
        if (file := found["file"]) and file not in seen:
            yield from said_on(file, seen | {file})
        elif found["block"]:
            yield from map(plain, re.split(r"{%\s*plural\s*%}", found["block"]))
        else:
            yield plain(found["one"] or found["other"] or found["handed"] or "")


def plain(text: str) -> str:
    return NAMES.sub(A_NAME, re.sub(r"<[^>]*>|{%.*?%}", "", text))


def pages_of_hirers() -> list[str]:
    files = (file for folder in FOLDERS for file in (ROOT / "templates" / folder).rglob("*.html"))
    pages = (file for file in files if "{% extends" in file.read_text())
    names = (str(file.relative_to(ROOT / "templates")) for file in pages)
    return sorted(name for name in names if not FOR_THE_DESK.match(name))


def said_by(module: Path) -> Iterator[str]:
    """Every text that a module hands to gettext."""
    for call in ast.walk(ast.parse(module.read_text())):
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in GETTEXT:
            words = (each.value for each in call.args if isinstance(each, ast.Constant))
            yield from (plain(each) for each in words if isinstance(each, str))


def too_hard(where: str, texts: Iterator[str]) -> Iterator[str]:
    """Why what is said there is too hard, each sentence by itself, or all of it with the hardest three."""
    sentences = [sentence for text in texts for sentence in sentences_of(text)]
    yield from (
        f"{where}: {told(each)}" for each in sentences if each.words >= JUDGED_ALONE and each.age > OLDEST_FOR_ONE
    )
    if sentences and age_of(sentences) > OLDEST:
        hardest = sorted(sentences, key=lambda each: -each.age)[:3]
        yield f"{where}: {age_of(sentences):.1f} years; {'; '.join(map(told, hardest))}"


def told(sentence: Sentence) -> str:
    return f"{sentence.age:.1f} years: “{sentence.text}”"


def test_every_page_for_hirers_is_read_with_ease_at_eleven() -> None:
    pages = pages_of_hirers()
    assert {"bookings/find.html", "bookings/book.html", "account/login.html", "privacy/notice.html"} <= set(pages)
    assert [fault for page in pages for fault in too_hard(page, said_on(page))] == []


def test_every_form_for_hirers_is_read_with_ease_at_eleven() -> None:
    forms = [ROOT / "accounts" / "forms.py", *sorted((ROOT / "bookings" / "forms").glob("*.py"))]
    forms = [form for form in forms if form.stem not in FORMS_OF_THE_DESK]
    assert [fault for form in forms for fault in too_hard(form.stem, said_by(form))] == []


def test_what_is_too_hard_is_told() -> None:
    hard = "Notwithstanding the preceding considerations, hirers indemnify the organisation against liabilities."
    faults = list(too_hard("here", iter(["You can book it.", "It is free until ten, and then it is not.", hard])))
    assert [fault.split(":")[0] for fault in faults] == ["here", "here"]
    assert all("indemnify" in fault for fault in faults)
    assert list(too_hard("here", iter(["Ask the hall, and it writes to you.", "Submit authorisation"]))) == []


def test_the_age_is_that_of_the_formula() -> None:
    """0.39 × 6 words a sentence + 11.8 × 9 syllables ÷ 6 words − 15.59, and five."""
    (sentence,) = sentences_of("The hall is open every morning.")
    assert (sentence.words, sentence.syllables) == (6, 9)
    assert round(sentence.age, 2) == 9.45
    assert [each.words for each in sentences_of("Is it free at seven? It is free from eight on. Yes.")] == [5, 6]


@pytest.mark.parametrize(
    ("syllables", "words"),
    [
        (1, "make names booked whole hire hour used once times fire £14.50 2026 closed called"),
        (2, "wanted needed places changes table people booking invoice wheelchair agreed money every before useful"),
        (2, "series social question evening household something prices e-mail cancelled quiet themselves’"),
        (3, "area idea radio usual somebody anything caretaker"),
        (4, "accessible available situation information secretary"),
    ],
)
def test_syllables_are_counted_as_they_are_said(syllables: int, words: str) -> None:
    assert {word: syllables_of(word) for word in words.split()} == dict.fromkeys(words.split(), syllables)
