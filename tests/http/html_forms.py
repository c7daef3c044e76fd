"""The forms of a page, read as a browser reads them: what they would send, and what each field offers."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

Attributes = list[tuple[str, str | None]]


@dataclass
class Field:
    """One name, with what stands in it now and, where it offers a choice, all that it offers."""

    name: str
    kind: str
    now: list[str] = field(default_factory=list)
    offers: list[str] = field(default_factory=list)


@dataclass
class Form:
    action: str
    method: str
    fields: dict[str, Field] = field(default_factory=dict)

    def as_it_stands(self, **changed: str) -> list[tuple[str, str]]:
        """What is sent where somebody changes no more than this."""
        fixed = [(one.name, value) for one in self.fields.values() for value in one.now if one.name not in changed]
        return [*fixed, *changed.items()]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.open: Form | None = None
        self.inside: Field | None = None  # a list to choose from, or a box of several lines

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.open = Form(found.get("action", ""), found.get("method", "get").lower())
            self.forms.append(self.open)
        elif self.open is not None:
            self._handle_field(tag, found)

    def _handle_field(self, tag: str, found: dict[str, str]) -> None:
        name, value = found.get("name", ""), found.get("value", "")
        if tag in ("input", "button") and name:
            self._handle_input(self._field(name, found.get("type", "text")), found, value)
        elif tag in ("select", "textarea") and name:
            self.inside = self._field(name, tag)
            if tag == "textarea":
                self.inside.now.append("")
        elif tag == "option" and self.inside is not None:
            self.inside.offers.append(value)
            if "selected" in found or (not self.inside.now and value):
                self.inside.now = [value]

    @staticmethod
    def _handle_input(into: Field, found: dict[str, str], value: str) -> None:
        if into.kind in ("radio", "checkbox", "submit"):
            into.offers.append(value or "on")
            if "checked" in found:
                into.now.append(value or "on")
        else:
            into.now.append(value)

    def handle_data(self, data: str) -> None:
        if self.inside is not None and self.inside.kind == "textarea":
            self.inside.now[-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None
        elif tag in ("select", "textarea"):
            self.inside = None

    def _field(self, name: str, kind: str) -> Field:
        assert self.open is not None
        return self.open.fields.setdefault(name, Field(name, kind))


def forms_in(page: str) -> list[Form]:
    reader = _Reader()
    reader.feed(page)
    return reader.forms
