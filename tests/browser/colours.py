"""Whether the colours of a page can be read: axe judges each look once, however many pages, widths and schemes show it.

Contrast follows from how a text and all that it stands in are painted, so a text that looks in every such respect like
one that axe passed is not judged again; what failed, or what axe could not decide, is judged wherever it stands. On a
pattern axe can decide nothing, wherever that is: there it is asked once.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from playwright.sync_api import Page

from tests.browser import proven
from tests.browser.asking import by_axe

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

# Every rule of every style of the page, those within others too.
STYLE_RULES = """() => {
    const rules = sheet => [...sheet.cssRules].flatMap(rule => [rule, ...rule.cssRules ? rules(rule) : []]);
    return [...document.styleSheets, ...document.adoptedStyleSheets].flatMap(rules);
}"""

# The looks of the page in the scheme in which it is shown, named first, and in the other one: that is put on and taken
# off again before anything is painted. `window.looks` are those of the first.
LOOKS_IN_BOTH = f"""() => {{
    const shown = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
    const other = shown === "dark" ? "light" : "dark";
    const always = {{ [shown]: "(width < 0px)", [other]: "(width >= 0px)" }};
    const asking = ({STYLE_RULES})()
        .filter(rule => rule.media?.mediaText.includes("prefers-color-scheme"))
        .map(rule => [rule.media, rule.media.mediaText]);
    const root = document.documentElement, is_bare = !root.hasAttribute("style"), worn = root.style.colorScheme;
    root.style.colorScheme = other;
    for (const [media, text] of asking)
        media.mediaText = text.replace(/\\(prefers-color-scheme: (light|dark)\\)/g, (_, scheme) => always[scheme]);
    const looks_in_other = ({LOOKS})();
    for (const [media, text] of asking) media.mediaText = text;
    root.style.colorScheme = worn;
    if (is_bare) root.removeAttribute("style");
    return {{ [shown]: ({LOOKS})(), [other]: looks_in_other }};
}}"""

# Which of these looks axe passed, or cannot know anywhere, since a pattern is their ground; and what it found wrong.
JUDGE = """async unproven => {
    const runOnly = ["color-contrast", "link-in-text-block"];
    const include = unproven.flatMap(its => looks.get(its));
    const options = { runOnly, elementRef: true, preload: false };
    const { passes, violations, incomplete } = await axe.run({ include }, options);
    const nodes = rules => rules.flatMap(rule => rule.nodes), of_contrast = rule => rule.id === "color-contrast";
    const is_patterned = node => node.any.some(check => check.data?.messageKey === "bgGradient");
    const elements = nodes => new Set(nodes.map(node => node.element));
    const good = elements([
        ...nodes(passes.filter(of_contrast)), ...nodes(incomplete.filter(of_contrast)).filter(is_patterned),
    ]);
    const bad = elements(nodes(violations));
    const is_proven = its => looks.get(its).some(part => good.has(part)) && !looks.get(its).some(part => bad.has(part));
    const told = ({ html, failureSummary }) => ({ html, failureSummary });
    return [
        unproven.filter(is_proven), violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map(told) })),
    ];
}"""


def violations_of_colour(
    page: Page, looks: dict[Literal["light", "dark"], list[str]]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """What axe's rules of colour find in the looks of the page, by the scheme it is found in.

    The page is shown in the scheme that is named first, and is again in the end; in the other one it is shown only
    where that has a look to be judged.
    """
    shown, other = looks
    yield from ((shown, one) for one in violations_in(page, looks[shown]))
    if proven.LOOKS.lacking(looks[other]):
        page.emulate_media(color_scheme=other)
        yield from ((other, one) for one in violations_in(page, page.evaluate(LOOKS)))
        page.emulate_media(color_scheme=shown)


def violations_in(page: Page, looks: list[str]) -> Iterator[dict[str, Any]]:
    unproven = proven.LOOKS.lacking(looks)
    if unproven:
        passed, violations = by_axe(page, JUDGE, unproven)
        proven.LOOKS.add(passed)
        yield from violations
