"""Look at a page as axe, a keyboard, a phone and a desk do; each fault is a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal
from weakref import WeakKeyDictionary

from playwright.sync_api import CDPSession, Page

from tests.browser.colours import LOOKS_IN_BOTH, violations_of_colour
from tests.browser.parts import PARTS, violations_in_parts
from tests.browser.targets import OPEN_TARGETS, violations_of_targets

Scheme = Literal["light", "dark"]
NARROWEST = 320
PHONE = 390
WIDE = 1280
DEVTOOLS = WeakKeyDictionary[Page, CDPSession]()

# What the page is made of, once what can be unfolded in it is; axe knows some of it, but lets a page without any form
# of it pass.
BONES = """() => {
    for (const part of document.querySelectorAll("main details")) part.open = true;
    const faults = [];
    const words = /^(.*) – Hearth$/.exec(document.title)?.[1];
    if (!words?.trim()) faults.push(`its title says nothing: “${document.title}”`);
    if (/Error:.*Error:/.test(words)) faults.push("its title says twice that something is wrong");
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
    for (const input of all("main :is(input, select, textarea):invalid:not([aria-invalid], :disabled)"))
        faults.push(`heard as wrong while it is only empty: ${input.outerHTML.slice(0, 120)}`);
    const ids = all("[id]").map(element => element.id);
    for (const id of new Set(ids.filter((id, place) => ids.indexOf(id) !== place)))
        faults.push(`two things are called #${id}`);
    for (const link of all("main a[href^='#']"))
        if (!document.getElementById(link.hash.slice(1))) faults.push(`${link.hash} leads nowhere`);
    return faults;
}"""

# Each thing that can be focused, seen to be focused (after a key was pressed, so that focus shows); of those that stand
# alike in boxes that are alike, and show their focus, only the first.
UNSEEN_FOCUS = """() => {
    const TOLD_APART_BY = ["class", "style", "type", "role", "open", "readonly", "aria-invalid", "aria-current"];
    const kinds = new Map([[null, ""]]);
    const kind = element => {
        if (!kinds.has(element)) {
            const told = TOLD_APART_BY.map(name => element.getAttribute(name)).join("|");
            kinds.set(element, `${kind(element.parentElement)} ${element.localName} ${told}`);
        }
        return kinds.get(element);
    };
    const seen = new Set(), unseen = [];
    const focusable = "a[href], button, input, select, textarea, summary, [tabindex='0']";
    for (const element of document.querySelectorAll(focusable)) {
        if (!element.checkVisibility() || element.disabled || element.type === "hidden") continue;
        if (seen.has(kind(element))) continue;
        element.focus({ preventScroll: true });
        if (document.activeElement !== element) continue;
        const style = getComputedStyle(element);
        const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
        if (outlined) seen.add(kind(element));
        else unseen.push(`no visible focus on ${element.outerHTML.slice(0, 120)}`);
    }
    return unseen;
}"""

# What has focus and is covered whole by what stays in sight when the page moves (WCAG 2.4.11); gone through backwards,
# since what stays is at the top or the left.
COVERED_FOCUS = """() => {
    const covers = [...document.querySelectorAll("body *:not(span)")]
        .filter(part => /sticky|fixed/.test(getComputedStyle(part).position) && part.checkVisibility());
    const focusable = "a[href], button, input, select, textarea, summary, [tabindex='0']";
    const frame = part => part.closest(".scroll") ?? document;
    const near = new Set(covers.flatMap(part => [...frame(part).querySelectorAll(focusable)]));
    const is_seen = element => {
        const { left, top, right, bottom } = element.getBoundingClientRect();
        return [left + 2, right - 2].some(x => [top + 2, bottom - 2].some(y => {
            const at = document.elementFromPoint(x, y);
            return element.contains(at) || at?.contains(element);
        }));
    };
    const covered = [...near].reverse().filter(element => {
        element.focus();
        return document.activeElement === element && element.checkVisibility() && !is_seen(element);
    });
    document.activeElement.blur();
    if (near.size) scrollTo(0, 0);
    return covered.map(element => `what has focus is covered: ${element.outerHTML.slice(0, 120)}`);
}"""

FOCUS = f"() => [...({UNSEEN_FOCUS})(), ...({COVERED_FOCUS})()]"

# What axe is to judge where it is new: the parts of the page, the targets that arithmetic leaves open, and the looks of
# the page in the scheme in which it is shown, and in the other one.
STANDING = f"() => [({PARTS})(), ({OPEN_TARGETS})(), ({LOOKS_IN_BOTH})()]"

# What a page may begin at instead of its top: what went wrong, what was done, the box to type in, the link to go on by.
MAY_BEGIN_AT = ".error-summary, .notice[autofocus], input[autofocus], a[autofocus], [data-request]"

# Where focus is when a page begins, once it has gone where the page sends it.
BEGINS = f"""async () => {{
    for (let turn = 0; turn < 50 && document.activeElement === document.body; turn++) {{
        if (!document.querySelector("[autofocus]")) break;
        await new Promise(done => setTimeout(done, 10));
    }}
    const at = document.activeElement;
    if (at.matches("{MAY_BEGIN_AT}")) return "what was asked";
    if (location.hash.length > 1) return "a place";
    return at === document.body ? "the top" : "elsewhere";
}}"""

WIDTH = "() => document.documentElement.scrollWidth"

# All that is asked of a page as it stands on a phone, and then at a desk: to ask once takes less than to look.
ON_A_PHONE = f"async () => [await ({BEGINS})(), ({BONES})(), ({WIDTH})(), ({STANDING})()]"
AT_A_DESK = f"() => [({WIDTH})(), ({STANDING})(), ({FOCUS})()]"

# Whether focus is in the place that the address names, or follows it.
AT_THE_ANSWER = """() => {
    const place = document.getElementById(location.hash.slice(1));
    return Boolean(place && place.compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_FOLLOWING);
}"""

# Whether the skip link was followed; its mark in the address goes, as if it had not been.
SKIPPED = """() => {
    history.replaceState(null, "", location.pathname + location.search);
    return document.activeElement.id === "main";
}"""


def faults(page: Page) -> Iterator[str]:
    """Everything wrong with the page on a phone, what can be unfolded in it unfolded; it is left at its narrowest."""
    page.wait_for_load_state()
    widen(page, PHONE)
    begins, bones, width, standing = page.evaluate(ON_A_PHONE)
    yield from bones
    yield from too_wide(width, PHONE)
    yield from found_by_axe(page, standing)
    yield from keyboard_faults(page, begins)
    lay_out(page, NARROWEST)
    yield from too_wide(page.evaluate(WIDTH), NARROWEST)


def faults_at_a_desk(page: Page) -> Iterator[str]:
    """What can be wrong in a wide window only with a page that `faults` was asked about in a narrow one."""
    lay_out(page, WIDE)
    width, standing, unseen = page.evaluate(AT_A_DESK)
    for fault in (*too_wide(width, WIDE), *found_by_axe(page, standing), *unseen):
        yield f"at {WIDE} px: {fault}"
    lay_out(page, PHONE)


def widen(page: Page, width: int) -> None:
    """A window of this width; what is laid out again takes its time, and what has that width already is not."""
    size = page.viewport_size
    assert size, "a page of these tests always has a size"
    if size["width"] != width:
        page.set_viewport_size({"width": width, "height": size["height"]})


def lay_out(page: Page, width: int) -> None:
    """As in a window of this width, which stays as it is; but for a phone's it is painted small: nobody looks at it."""
    size = page.viewport_size
    assert size, "a page of these tests always has a size"
    if page not in DEVTOOLS:
        DEVTOOLS[page] = page.context.new_cdp_session(page)
    screen = {"width": width, "height": size["height"], "screenWidth": width, "screenHeight": size["height"]}
    painted = {"deviceScaleFactor": 1, "mobile": False, "scale": 1 if width == PHONE else 0.1}
    DEVTOOLS[page].send("Emulation.setDeviceMetricsOverride", {**screen, **painted})


def sideways_faults(page: Page) -> Iterator[str]:
    """In the window as it is, on a phone in the narrowest one too; no box cuts off what does not fit."""
    size = page.viewport_size
    assert size, "a page of these tests always has a size"
    yield from widths_it_breaks(page, size["width"], *([NARROWEST] if size["width"] < 600 else []))
    widen(page, size["width"])


def widths_it_breaks(page: Page, *widths: int) -> Iterator[str]:
    for width in widths:
        widen(page, width)
        yield from too_wide(page.evaluate(WIDTH), width)


def too_wide(found: int, width: int) -> Iterator[str]:
    if found > width:
        yield f"it is {found} px wide in a window of {width} px"


def axe_faults(page: Page) -> Iterator[str]:
    """All of axe's rules, those of targets and of colour too, those of colour in both schemes."""
    yield from found_by_axe(page, page.evaluate(STANDING))


def found_by_axe(page: Page, standing: tuple[list[str], int, dict[Scheme, list[str]]]) -> Iterator[str]:
    """What it finds wrong in parts, targets and looks of the page that are new to it."""
    parts, targets, looks = standing
    yield from map(told, violations_in_parts(page, parts))
    yield from map(told, violations_of_targets(page, targets))
    yield from (f"{scheme}, {told(one)}" for scheme, one in violations_of_colour(page, looks))


def told(found: dict[str, Any]) -> str:
    return f"axe: {found['help']} ({found['id']}): {where(found)}"


def where(found: dict[str, Any]) -> str:
    return "; ".join(f"{node['html'][:150]} {node['failureSummary'][:300]}" for node in found["nodes"][:3])


def keyboard_faults(page: Page, begins: str) -> Iterator[str]:
    """A page begins with the link that skips to its content, unless it begins at what was asked for, done or wrong."""
    if begins == "elsewhere":
        yield "focus begins at neither the top nor what went wrong"
    else:
        page.keyboard.press("Tab")
    if begins == "a place" and not page.evaluate(AT_THE_ANSWER):
        yield "the first key does not lead on from the place that the address names"
    if begins == "the top":
        if not page.evaluate("document.activeElement.matches('.skip') && document.activeElement.offsetTop >= 0"):
            yield "the first key does not lead to the skip link"
        else:
            page.keyboard.press("Enter")
            if not page.evaluate(SKIPPED):
                yield "the skip link does not skip"
    yield from page.evaluate(FOCUS)
