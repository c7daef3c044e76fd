"""Whether the colours of a page can be read: axe judges each look once, however many pages, widths and schemes show it.

Contrast follows from how a text and all that it stands in are painted, so a text that looks in every such respect like
one that axe passed is not judged again; what failed, or what axe could not decide, is judged wherever it stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Page

# The looks of the page as it stands, each kept with its elements; without what axe finds no text to judge in.
LOOKS = """() => {
    const PLAIN = "rgba(0, 0, 0, 0),none,1,none,normal,none,static,none";
    const painted = style => [
        style.backgroundColor, style.backgroundImage, style.opacity, style.filter, style.mixBlendMode,
        style.clipPath, style.position, style.float,
    ].join();
    const grounds = new Map([[null, ""]]);
    const ground = element => {
        if (!grounds.has(element)) {
            const own = painted(getComputedStyle(element));
            const named = own === PLAIN ? "" : `${element.tagName}.${element.getAttribute("class")} ${own}; `;
            grounds.set(element, ground(element.parentElement) + named);
        }
        return grounds.get(element);
    };
    const has_text = element => [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    const look = element => {
        const style = getComputedStyle(element);
        const idle = part => part?.matches(":disabled, [aria-disabled]");
        const amid = element.matches("a") && has_text(element.parentElement) && element.parentElement;
        return [
            style.color, style.fontSize, style.fontWeight, style.textShadow, style.textDecorationLine,
            idle(element) || idle(element.control), amid && getComputedStyle(amid).color, ground(element),
        ].join(" ");
    };
    const boxes = "input:not([type=hidden], [type=checkbox], [type=radio]), select, textarea";
    const beyond = ({ right, bottom }) => right + scrollX <= 0 || bottom + scrollY <= 0;
    const looks = window.looks = new Map();
    for (const element of document.querySelectorAll("body, body *")) {
        if (!(has_text(element) || element.matches(boxes)) || element.closest(".vh")) continue;
        if (!element.checkVisibility() || beyond(element.getBoundingClientRect())) continue;
        const its = look(element);
        looks.set(its, [...(looks.get(its) ?? []), element]);
    }
    return [...looks.keys()];
}"""

# Which of these looks axe passed, and what it found wrong.
JUDGE = """async unproven => {
    const runOnly = ["color-contrast", "link-in-text-block"];
    const include = unproven.flatMap(its => looks.get(its));
    const { passes, violations } = await axe.run({ include }, { runOnly, elementRef: true, preload: false });
    const elements = rules => new Set(rules.flatMap(rule => rule.nodes.map(node => node.element)));
    const good = elements(passes.filter(rule => rule.id === "color-contrast")), bad = elements(violations);
    const is_proven = its => looks.get(its).some(part => good.has(part)) && !looks.get(its).some(part => bad.has(part));
    const told = ({ html, failureSummary }) => ({ html, failureSummary });
    return [
        unproven.filter(is_proven), violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map(told) })),
    ];
}"""

PROVEN = set[str]()


def violations_of_colour(page: Page) -> Iterator[dict[str, Any]]:
    """What axe's rules of colour find on the page, which has axe already, in the scheme that it is shown in."""
    unproven = set(page.evaluate(LOOKS)) - PROVEN
    if unproven:
        proven, violations = page.evaluate(JUDGE, list(unproven))
        PROVEN.update(proven)
        yield from violations
