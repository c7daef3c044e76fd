"""A keyboard at a page and nothing else, without a browser: every key is counted, and how long a person takes.

By the keystroke-level model of Card, Moran and Newell (1980): 0.28 seconds a key for an average typist who is no
secretary, 1.35 to think of each thing that is typed or pressed; what the site takes is measured.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.test import Client

A_KEY, A_THOUGHT = 0.28, 1.35
WITH_SHIFT = set('!"£$%^&*()_+{}:@~<>?')
NO_END = {"input", "img", "br", "meta", "link", "hr", "source"}


@dataclass
class Stop:
    """Where the Tab key stops, or a page begins."""

    tag: str
    facts: dict[str, str]
    form: int
    words: str = ""
    options: list[list[str]] = field(default_factory=list)  # of each the value and the words
    chosen: str | None = None

    @property
    def name(self) -> str:
        return self.facts.get("name", "")

    @property
    def by_tab(self) -> bool:
        return self.facts.get("tabindex") != "-1" and self.facts.get("type") != "hidden"

    @property
    def value(self) -> str | None:
        """What it sends when nobody touches it; None for nothing."""
        if self.tag == "select":
            return self.options[0][0] if self.chosen is None else self.chosen
        if self.tag == "textarea":
            return self.words
        is_unticked = self.facts.get("type") in ("checkbox", "radio") and "checked" not in self.facts
        return None if self.tag != "input" or is_unticked else self.facts.get("value", "")


class Pages(HTMLParser):
    """Reads the stops of a page in order; what is folded away has none but its heading."""

    def __init__(self) -> None:
        super().__init__()
        self.stops: list[Stop] = []
        self.forms: list[dict[str, str]] = []
        self.in_form = -1
        self.folded = 0
        self.open: Stop | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(facts)
            self.in_form = len(self.forms) - 1
        if tag == "details" and "open" not in facts:
            self.folded += 1
        if tag == "option" and self.open is not None:
            self.open.options.append([facts.get("value", ""), ""])
            self.open.chosen = facts.get("value", "") if "selected" in facts else self.open.chosen
        is_stop = tag in ("input", "select", "textarea", "button", "summary") or (tag == "a" and "href" in facts)
        if (is_stop or "autofocus" in facts) and "disabled" not in facts and (not self.folded or tag == "summary"):
            stop = Stop(tag, facts, self.in_form)
            self.stops.append(stop)
            self.open = stop if tag not in NO_END else self.open

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.in_form = -1
        if tag == "details":
            self.folded = max(0, self.folded - 1)
        if self.open is not None and tag == self.open.tag:
            self.open = None

    def handle_data(self, data: str) -> None:
        if self.open is None:
            return
        self.open.words += data
        if self.open.options:
            self.open.options[-1][1] += data.strip()


def first(said: list[str], start: str) -> int:
    """Where a list goes to when these letters are typed."""
    return next(number for number, words in enumerate(said) if words.startswith(start))


@dataclass
class Keyboard:
    """Somebody who only types, from the first key on; the mouse stays where it is."""

    browser: Client
    page: Any
    keys: list[str] = field(default_factory=list)  # as a real browser takes them
    thoughts: int = 0
    waited: float = 0.0

    @classmethod
    def at(cls, browser: Client, address: str) -> Keyboard:
        found = cls(browser, browser.get(address))
        found._look()
        return found

    @property
    def on_the_way(self) -> int:
        """Keys that say nothing: those that lead from box to box and from page to page."""
        return sum(len(key) > 1 for key in self.keys)

    @property
    def seconds(self) -> float:
        shifts = sum(key.isupper() or key in WITH_SHIFT for key in self.keys if len(key) == 1)
        return (len(self.keys) + shifts) * A_KEY + self.thoughts * A_THOUGHT + self.waited

    def _look(self) -> None:
        reader = Pages()
        reader.feed(self.page.content.decode())
        self.stops, self.forms, self.typed = reader.stops, reader.forms, dict[str, str]()
        at = [number for number, stop in enumerate(self.stops) if "autofocus" in stop.facts]
        self.here = at[0] if at else -1

    def slash(self) -> None:
        """The key that leads to the phone box."""
        self._press("/")
        self.here = next(number for number, stop in enumerate(self.stops) if "data-phone-box" in stop.facts)

    def type(self, name: str, words: str) -> None:
        self._tab_to(lambda stop: stop.name == name)
        self._press(*words)
        self.typed[name] = words

    def choose(self, name: str, words: str) -> None:
        """By the first letters of what is wanted, as many as it takes."""
        self._tab_to(lambda stop: stop.name == name)
        options = self.stops[self.here].options
        value = next(value for value, said in options if said == words)
        said = [each.casefold() for _value, each in options]
        starts = [words.casefold()[:number] for number in range(1, len(words) + 1)]
        self._press(*next(start for start in starts if said.index(words.casefold()) == first(said, start)))
        self.typed[name] = value

    def tick(self, name: str) -> None:
        self._tab_to(lambda stop: stop.name == name)
        self._press(" ")
        self.typed[name] = "on"

    def press(self, words: str) -> None:
        """A button or a link, by what it says."""
        self.reach(words)
        self.enter()

    def reach(self, words: str) -> None:
        self._tab_to(lambda stop: stop.tag in ("button", "a") and words in stop.words)

    def enter(self) -> None:
        """Follow the link, or send the form, that the keyboard is in."""
        self._press("Enter")
        stop = self.stops[self.here]
        began = time.perf_counter()
        self.page = self.browser.get(stop.facts["href"], follow=True) if stop.tag == "a" else self._send(stop)
        self.waited += time.perf_counter() - began
        assert self.page.status_code == 200, self.page.status_code
        self._look()

    def _send(self, stop: Stop) -> Any:
        form = self.forms[stop.form]
        fields = [each for each in self.stops if each.form == stop.form and each.name]
        values = {each.name: each.value for each in fields if each.value is not None} | self.typed
        if stop.tag == "button" and stop.name:
            values[stop.name] = stop.facts.get("value", "")
        send = self.browser.post if form.get("method", "get").lower() == "post" else self.browser.get
        return send(form.get("action") or self.page.request["PATH_INFO"], values, follow=True)

    def _tab_to(self, wanted: Any) -> None:
        """As many Tabs as it takes from here."""
        self.thoughts += 1
        while self.here < 0 or not wanted(self.stops[self.here]):
            self.here += 1
            if self.stops[self.here].by_tab:
                self._press("Tab")

    def _press(self, *keys: str) -> None:
        self.keys += keys
