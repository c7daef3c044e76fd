"""Look at a page as axe, a keyboard, a phone and a desk do; each fault is a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.colours import violations_of_colour

AXE = Axe().axe_script
OF_COLOUR = ("color-contrast", "link-in-text-block")
RULES = {"rules": {"target-size": {"enabled": True}, **{rule: {"enabled": False} for rule in OF_COLOUR}}}
RULES_OF_LAYOUT = {"runOnly": ["target-size"]}
SCHEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")
NARROWEST = 320
WIDE = 1280

# What a page is made of; axe knows some of it, but lets a page without any form of it pass.
BONES = """() => {
    const faults = [];
    const shown = element => element.checkVisibility();
    const all = selector => [...document.querySelectorAll(selector)];
    const one = (selector, name) => {
        const number = all(selector).filter(shown).length;
        if (number !== 1) faults.push(`it has ${number} ${name}`);
    };
    one("h1", "main headings");
    one("main", "main parts");
    one("body > header", "headers");
    one("body > footer", "footers");
    if (!all("header nav").length && !document.title.startsWith("Sorry")) faults.push("it has no navigation");
    if (!document.documentElement.lang) faults.push("it does not say its language");
    for (const input of all("input:not([type=hidden]), select, textarea"))
        if (!input.labels.length) faults.push(`no label for ${input.outerHTML.slice(0, 120)}`);
    const ids = all("[id]").map(element => element.id);
    for (const id of new Set(ids.filter((id, place) => ids.indexOf(id) !== place)))
        faults.push(`two things are called #${id}`);
    for (const link of all("main a[href^='#']"))
        if (!document.getElementById(link.hash.slice(1))) faults.push(`${link.hash} leads nowhere`);
    return faults;
}"""

# Each thing that can be focused, seen to be focused (after a key was pressed, so that focus shows).
UNSEEN_FOCUS = """() => {
    const unseen = [];
    const focusable = "a[href], button, input, select, textarea, summary, [tabindex='0']";
    for (const element of document.querySelectorAll(focusable)) {
        if (!element.checkVisibility() || element.disabled || element.type === "hidden") continue;
        element.focus({ preventScroll: true });
        if (document.activeElement !== element) continue;
        const style = getComputedStyle(element);
        const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
        if (!outlined) unseen.push(`no visible focus on ${element.outerHTML.slice(0, 120)}`);
    }
    return unseen;
}"""


# Whether focus is in the place that the address names, or follows it.
AT_THE_ANSWER = """() => {
    const place = document.getElementById(location.hash.slice(1));
    return Boolean(place && place.compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_FOLLOWING);
}"""


def faults(page: Page) -> Iterator[str]:
    """Everything wrong with the page as it stands, with what can be unfolded in it unfolded."""
    page.wait_for_load_state()
    page.evaluate("document.querySelectorAll('main details').forEach(part => { part.open = true; })")
    yield from page.evaluate(BONES)
    yield from title_faults(page.title())
    yield from sideways_faults(page)
    yield from axe_faults(page)
    yield from keyboard_faults(page)


def faults_at_a_desk(page: Page) -> Iterator[str]:
    """What can be wrong in a wide window only with a page that `faults` was asked about in a narrow one."""
    narrow = page.viewport_size
    assert narrow, "a page of these tests always has a size"
    page.set_viewport_size({"width": WIDE, "height": narrow["height"]})
    for fault in (*sideways_faults(page), *axe_faults(page, RULES_OF_LAYOUT), *page.evaluate(UNSEEN_FOCUS)):
        yield f"at {WIDE} px: {fault}"
    page.set_viewport_size(narrow)


def title_faults(title: str) -> Iterator[str]:
    words, _dash, site = title.rpartition(" – ")
    if site != "Hearth" or not words.strip():
        yield f"its title says nothing: “{title}”"


def sideways_faults(page: Page) -> Iterator[str]:
    """On a phone the narrowest one too; and no box cuts off what does not fit."""
    size = page.viewport_size
    assert size, "a page of these tests always has a size"
    widths = [size["width"], NARROWEST] if size["width"] < 600 else [size["width"]]
    for width in widths:
        page.set_viewport_size({"width": width, "height": size["height"]})
        found = page.evaluate("document.documentElement.scrollWidth")
        if found > width:
            yield f"it is {found} px wide in a window of {width} px"
    page.set_viewport_size(size)


def axe_faults(page: Page, rules: dict[str, Any] = RULES) -> Iterator[str]:
    """These of axe's rules, in which colours play no part, and those of colour in the light and in the dark."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
        page.add_init_script(AXE)  # whatever this page opens next has it at once, and need not be handed it again
    violations = """rules => axe.run({
        ...rules, preload: false, resultTypes: ["violations"], selectors: false, iframes: false
    }).then(found => found.violations)"""
    yield from map(told, page.evaluate(violations, rules))
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        yield from (f"{scheme}, {told(found)}" for found in violations_of_colour(page))
    page.emulate_media(color_scheme=SCHEMES[0])


def told(found: dict[str, Any]) -> str:
    return f"axe: {found['help']} ({found['id']}): {where(found)}"


def where(found: dict[str, Any]) -> str:
    return "; ".join(f"{node['html'][:150]} {node['failureSummary'][:300]}" for node in found["nodes"][:3])


def keyboard_faults(page: Page) -> Iterator[str]:
    """A page begins with the link that skips to its content, unless it begins at what was asked for, done or wrong."""
    if page.evaluate("document.activeElement.matches('.error-summary, .notice[autofocus], input[autofocus]')"):
        page.keyboard.press("Tab")
    elif urlsplit(page.url).fragment:
        page.keyboard.press("Tab")
        if not page.evaluate(AT_THE_ANSWER):
            yield "the first key does not lead on from the place that the address names"
    elif page.evaluate("document.activeElement === document.body"):
        page.keyboard.press("Tab")
        if not page.evaluate("document.activeElement.matches('.skip') && document.activeElement.offsetTop >= 0"):
            yield "the first key does not lead to the skip link"
        page.keyboard.press("Enter")
        if not page.evaluate("document.activeElement.id === 'main'"):
            yield "the skip link does not skip"
        page.evaluate(
            "history.replaceState(null, '', location.pathname + location.search)"
        )  # as if it had not been used
    else:
        yield "focus begins at neither the top nor what went wrong"
    yield from page.evaluate(UNSEEN_FOCUS)
