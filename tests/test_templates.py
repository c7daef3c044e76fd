"""What holds of every template: its words can be translated, its forms say where they go.

Files are the same beside either kind of database: looked at once.
"""

from __future__ import annotations

import re

import pytest

from tests.test_house import ROOT, committed

pytestmark = pytest.mark.once

NAMES = {"Hearth"}
UNSPOKEN = [
    r"{% comment .*?{% endcomment %}",
    r"{% blocktranslate.*?{% endblocktranslate %}",
    r"{#.*?#}",
    r"<!--.*?-->",
    r"<(script|style)\b.*?</\1>",
    r"{%.*?%}",
    r"{{.*?}}",
]
SPOKEN_ATTRIBUTES = r"\b(?:aria-label|aria-description|alt|title|placeholder|summary)=(?:\"([^\"]*)\"|'([^']*)')"


def untranslatable(template: str) -> list[str]:
    """The words a person would read that no translation can reach."""
    for pattern in UNSPOKEN:
        template = re.sub(pattern, " ", template, flags=re.DOTALL)
    attributes = [first or second for first, second in re.findall(SPOKEN_ATTRIBUTES, template)]
    text = re.sub(r"<[^>]*>", "\n", template)
    text = re.sub(r"&\w+;", " ", text)
    spoken = (words.strip() for words in [*attributes, *text.splitlines()])
    return [words for words in spoken if re.search(r"[^\W\d_]{2}", re.sub("|".join(NAMES), "", words))]


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("<p>Book a room</p>", ["Book a room"]),
        ('<p>{% translate "Book a room" %} &amp; {{ venue.name }} – Hearth</p>', []),
        ("<p>{% blocktranslate trimmed %}Book <b>a</b> room{% endblocktranslate %}</p>", []),
        ('<img alt="The hall"><a aria-label="{{ name }}" class="card link">', ["The hall"]),
        ("{# a note #}<!doctype html><b>£ 8 – 9</b>", []),
    ],
)
def test_words_outside_translation_are_found(template: str, found: list[str]) -> None:
    assert untranslatable(template) == found


def test_every_template_can_be_translated() -> None:
    faults = {
        str(file.relative_to(ROOT)): untranslatable(file.read_text()) for file in committed("*.html", "templates/*.txt")
    }
    assert {name: words for name, words in faults.items() if words} == {}


def test_every_form_that_is_posted_says_where_to() -> None:
    """One that does not takes the #main of the skip link along, and the focus then misses what went wrong."""
    forms = [
        (str(file.relative_to(ROOT)), form)
        for file in committed("templates/*.html")
        for form in re.findall(r"<form\b[^>]*>", file.read_text())
    ]
    posted = [(file, form) for file, form in forms if 'method="post"' in form]
    assert posted
    assert [(file, form) for file, form in posted if ' action="' not in form] == []
