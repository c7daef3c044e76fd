"""The accessibility tree, as Chromium hands it to a screen reader: what is heard of a page, and acting by it alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import CDPSession, Page

UNHEARD = {"none", "generic", "InlineTextBox", "StaticText", "LineBreak", "ListMarker", "paragraph", "LabelText"}

# What sounds alike and is not: links, buttons and folds of one name that lead to different places; tables without one.
# In a table the heads of row and column tell a link from the next.
ALIKE = """() => {
    const things = new Map(), faults = [];
    const does = thing => thing.pathname !== undefined ? thing.pathname + thing.search + thing.hash
        : thing.form ? `${thing.form.action} ${thing.name} ${thing.value}` : String(things.size + Math.random());
    for (const thing of document.querySelectorAll("main :is(a[href], button, summary):not(td *, th *, nav *)")) {
        const words = thing.getAttribute("aria-label") ?? thing.textContent;
        const name = words.trim().replace(/\\s+/g, " ");
        if (thing.checkVisibility()) things.set(name, (things.get(name) ?? new Set()).add(does(thing)));
    }
    for (const [name, places] of things) if (places.size > 1) faults.push(`${places.size} sound alike: “${name}”`);
    for (const table of document.querySelectorAll("main table"))
        if (!table.caption && !table.matches("[aria-label], [aria-labelledby]"))
            faults.push(`a table has no name: ${table.outerHTML.slice(0, 80)}`);
    return faults;
}"""


@dataclass(frozen=True)
class Heard:
    """One thing of the tree: what it is, what it is called, what is said of it besides, and where it stands."""

    role: str
    name: str
    told: dict[str, Any]  # level, focused, invalid, live, expanded, value, description …
    within: tuple[str, ...]  # what it stands in, role and name, the outermost first
    dom: int


class Listener:
    """Somebody who knows of a page what the tree says, and does what the tree can do: press, type, choose."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.chromium: CDPSession = page.context.new_cdp_session(page)
        self.chromium.send("DOM.enable")

    def all(self) -> list[Heard]:
        """The page from its first word to its last."""
        self.page.wait_for_load_state()
        self.chromium.send("DOM.getDocument")
        nodes = self.chromium.send("Accessibility.getFullAXTree")["nodes"]
        by_id = {node["nodeId"]: node for node in nodes}
        return list(in_order(by_id, nodes[0], ()))

    def every(self, role: str, *, within: str = "") -> list[Heard]:
        return [each for each in self.all() if each.role == role and (not within or within in each.within)]

    def one(self, role: str, name: str) -> Heard:
        """What has this role and this whole name; whoever cannot see could not tell two of them apart."""
        found = [each for each in self.all() if (each.role, each.name) == (role, name)]
        assert len(found) == 1, (role, name, len(found), [each.name for each in self.every(role)])
        return found[0]

    def press(self, role: str, name: str) -> None:
        self.on(self.one(role, name), "function() { this.click(); }")

    def press_and_wait(self, role: str, name: str) -> None:
        with self.page.expect_navigation():
            self.press(role, name)

    def type(self, role: str, name: str, *ways: str) -> None:
        """Type until the tree tells a value; dates are typed in the order that the browser asks for."""
        for keys in ways:
            self.chromium.send("DOM.focus", {"backendNodeId": self.one(role, name).dom})
            self.page.keyboard.type(keys)
            if self.one(role, name).told.get("value") not in (None, ""):
                return
        raise AssertionError(f"{ways} cannot be typed into {role} {name}")

    def choose(self, role: str, name: str, option: str) -> None:
        """Type the beginning of an option, as in any list that is closed."""
        self.chromium.send("DOM.focus", {"backendNodeId": self.one(role, name).dom})
        self.page.keyboard.type(option)
        assert self.one(role, name).told["value"] == option

    def on(self, heard: Heard, act: str) -> None:
        reached = self.chromium.send("DOM.resolveNode", {"backendNodeId": heard.dom})["object"]["objectId"]
        self.chromium.send("Runtime.callFunctionOn", {"objectId": reached, "functionDeclaration": act})


def in_order(by_id: dict[str, Any], node: dict[str, Any], within: tuple[str, ...]) -> Iterator[Heard]:
    role, name = node.get("role", {}).get("value", ""), node.get("name", {}).get("value", "")
    if not node["ignored"] and role not in UNHEARD:
        told = {each["name"]: each["value"].get("value") for each in node.get("properties", ())}
        told |= {key: node[key].get("value") for key in ("value", "description") if key in node}
        yield Heard(role, name, told, within, node.get("backendDOMNodeId", 0))
        within = (*within, f"{role} {name}".strip())
    for child in node.get("childIds", ()):
        if child in by_id:
            yield from in_order(by_id, by_id[child], within)
