"""Whether the colours of a page can be read: axe judges each look once, however many pages, widths and schemes show it.

Contrast follows from how a text and all that it stands in are painted, so a text that looks in every such respect like
one that axe passed is not judged again; what failed, or what axe could not decide, is judged wherever it stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Page

# The looks of the page as it stands, each kept with its elements; without the text that axe finds nothing to judge in:
# what is clipped away or out of sight, and what cannot be used now. What a text stands on is told down to the first
# ground that hides all below it, but for what tinges the whole: there only the colour counts, not whose it is.
LOOKS = """() => {
    const tinge = style => [style.opacity, style.filter, style.mixBlendMode].join();
    const rest = style => [style.backgroundColor, style.backgroundImage, style.clipPath, style.position, style.float];
    const PLAIN = "rgba(0, 0, 0, 0),none,none,static,none", NO_TINGE = "1,none,normal";
    const hides = style => /^rgb\\(/.test(style.backgroundColor) && style.backgroundImage === "none";
    const kept = (map, find) => element => {
        if (!map.has(element)) map.set(element, find(element));
        return map.get(element);
    };
    const tinges = kept(new Map([[null, ""]]), element => {
        const own = tinge(getComputedStyle(element));
        return tinges(element.parentElement) + (own === NO_TINGE ? "" : own + "; ");
    });
    const ground = kept(new Map([[null, ""]]), element => {
        const style = getComputedStyle(element);
        if (hides(style)) return `${style.backgroundColor}; `;
        const own = rest(style).join();
        return ground(element.parentElement) +
            (own === PLAIN ? "" : `${element.tagName}.${element.getAttribute("class")} ${own}; `);
    });
    const gone = kept(new Map([[null, false]]), element =>
        gone(element.parentElement) || getComputedStyle(element).clipPath === "inset(50%)");
    const idle = part => part?.matches(":disabled, [aria-disabled=true]");
    const has_text = element => [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    const size = ({ fontSize, fontWeight }) => {
        const px = parseFloat(fontSize);  // large is what has 24 px, or, where it is bold, about 18.7
        return px < 18.5 ? "small" : px >= 24 ? "large" : `${fontSize} ${fontWeight}`;
    };
    const lines = style => [style.color, style.fontSize, style.fontWeight, style.textDecorationLine].join();
    const look = element => {
        const style = getComputedStyle(element);
        const amid = element.matches("a") && has_text(element.parentElement);
        const apart = amid ? `${lines(style)} amid ${lines(getComputedStyle(element.parentElement))}` : "";
        return [style.color, size(style), style.textShadow, apart, tinges(element), ground(element)].join(" ");
    };
    const boxes = "input:not([type=hidden], [type=checkbox], [type=radio]), select, textarea";
    const beyond = ({ right, bottom }) => right + scrollX <= 0 || bottom + scrollY <= 0;
    const looks = window.looks = new Map();
    for (const element of document.querySelectorAll("body, body *")) {
        if (!(has_text(element) || element.matches(boxes)) || !element.checkVisibility() || gone(element)) continue;
        if (idle(element) || idle(element.control) || beyond(element.getBoundingClientRect())) continue;
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


def violations_of_colour(page: Page, looks: list[str]) -> Iterator[dict[str, Any]]:
    """What axe's rules of colour find in the looks of the page, which has axe already, as it stands."""
    unproven = set(looks) - PROVEN
    if unproven:
        proven, violations = page.evaluate(JUDGE, list(unproven))
        PROVEN.update(proven)
        yield from violations
