"""What a page is made of: axe judges each part once, however many pages and widths have it.

Most of axe's rules ask for tags, roles and states, for what stands in what, for whether there is a text, and whether
what is referred to is there; not for what the text says. So each thing that is shown is told by just that: itself, all
in which it stands, and, where its name or its order comes from what it holds, all that it holds. What the rules ask of
the page as a whole is told too: the order of its headings, the names that two of its regions share. A page with a part
that is new is judged whole: that takes no longer than to judge the part.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Page

from tests.browser import proven
from tests.browser.asking import QUICKLY, by_axe

# Each part that is shown, in words. Boxes that say nothing to axe are passed over, and so is what none of its rules
# asks for.
PARTS = """() => {
    const HEADINGS = "h1, h2, h3, h4, h5, h6, [role=heading]";
    const NAMED_OTHERWISE = "table, thead, tbody, tfoot, tr, td[role=cell], " +
        "[role=list], [role=region], [role=alert], [role=status], [role=note], [role=group]";
    const NAMED = `a, button, summary, label, legend, caption, th, svg, ${HEADINGS}, [role]:not(${NAMED_OTHERWISE})`;
    const HOLDERS = "ul, ol, dl, dl > div, thead, tbody, tfoot, tr, fieldset, figure, [role]";
    const FOCUSABLE = "a, button, input, select, textarea, summary, [tabindex]";
    const DRAWN = `svg :not(title, desc, text, [role], ${FOCUSABLE}), [aria-hidden=true] :not(${FOCUSABLE})`;
    const PLAIN = /^(div|span|p|b|i|strong|em|small|br|wbr|details|blockquote|time|abbr|form|section)( open=)?$/;
    const UNASKED = new RegExp("^(class|id|name|nonce|style|data-.*|hx-.*|action|method|novalidate|enctype|" +
        "autofocus|rel|target|download|loading|decoding|min|max|step|minlength|maxlength|rows|cols|width|height|" +
        "datetime|pattern|inputmode|spellcheck|autocapitalize|enterkeyhint)$");
    const PRESSED = "input:is([type=button], [type=submit], [type=reset])";
    const WORDS = /^(value|alt|title|placeholder|content|label|href|src|srcset|aria-(label|description|valuetext))$/;
    const REFERENCES = /^(for|form|list|aria-.*(by|controls|owns|message|details|descendant|to))$/;
    const LANDMARK = /^(main|navigation|complementary|search|banner|contentinfo) |^(region|form) called ./;
    const ROLES = { main: "main", nav: "navigation", aside: "complementary", section: "region", form: "form" };
    const all = [...document.querySelectorAll("body *")];
    const is_seen = element => (element.ownerSVGElement ?? element).checkVisibility({ visibilityProperty: true });
    const is_shown = element => !element.matches(DRAWN) && is_seen(element);
    const shown = new Set(all.filter(is_shown));
    const is_over = part => part.scrollWidth > part.clientWidth || part.scrollHeight > part.clientHeight;
    const scrolls = part => is_over(part) && /auto|scroll/.test(getComputedStyle(part).overflow);
    const kept = (map, find) => element => {
        let found = map.get(element);
        if (found === undefined) map.set(element, found = find(element));
        return found;
    };
    const has_text = kept(new Map(), element => {
        for (let node = element.firstChild; node; node = node.nextSibling)
            if (node.nodeType === 3 && node.data.trim()) return true;
        return false;
    });
    const there = id => {
        const part = document.getElementById(id);
        if (!part) return "nowhere";
        return (part.checkVisibility() ? "" : "hidden-") + (part.textContent.trim() ? "there" : "empty");
    };
    const value_of = (name, value) => {
        if (value[0] === "#" && name === "href") return there(value.slice(1)).replace("empty", "there");
        if (name === "headers") return value.split(" ").map(id => document.getElementById(id)?.localName).join();
        if (REFERENCES.test(name)) return [...new Set(value.trim().split(/\\s+/).map(there))].join();
        return WORDS.test(name) ? value.trim() && "…" : value.trim();
    };
    const own = kept(new Map(), element => {
        let told = element.localName;
        const is_in_picture = element.namespaceURI.endsWith("svg");
        for (const { name, value } of element.attributes) {
            if (is_in_picture ? !/^(aria-|role|tabindex|href)/.test(name) : UNASKED.test(name)) continue;
            if (name !== "value" || element.matches(PRESSED)) told += ` ${name}=${value_of(name, value)}`;
        }
        if (/spacing|line-height/.test(element.getAttribute("style"))) told += ` ${element.getAttribute("style")}`;
        for (const label of element.labels ?? []) told += ` label-${shown.has(label)}`;
        const alt = element.getAttribute("alt")?.trim();
        if (alt && element.closest("a, button")?.textContent.includes(alt)) told += " said-twice";
        return told + (is_over(element) && scrolls(element) ? " scrolls" : "");
    });
    const chain = kept(new Map([[null, ""]]), element => {
        const its = own(element);
        return chain(element.parentElement) + (PLAIN.test(its) ? "" : `>${its}`);
    });
    const within = (part, which = "*") => {
        const found = new Set(has_text(part) ? [":text"] : []);
        for (const element of part.querySelectorAll(which)) {
            if (!shown.has(element)) continue;
            const says = has_text(element) && !element.closest("[aria-hidden=true]") ? ":text" : "";
            if (which !== "*" || !PLAIN.test(own(element))) found.add(own(element) + says);
            else if (says) found.add(says);
        }
        return [...found].sort().join(";");
    };
    const rows = table => {
        const told = [...table.rows].map(row => [...row.cells].filter(cell => shown.has(cell)).map(own).join(";"));
        return told.filter((row, place) => row !== told[place - 1]).join("|");
    };
    const parts = new Set();
    for (const element of shown) {
        const its = chain(element);
        if (element.localName === "table") parts.add(`${its}:${rows(element)}`);
        else if (element.matches(NAMED) || own(element).endsWith(" scrolls")) parts.add(`${its}:${within(element)}`);
        else if (element.matches(HOLDERS)) parts.add(`${its}:${within(element, ":scope > *")}`);
        else parts.add(its + (has_text(element) ? ":text" : ""));
    }
    const levels = [...document.querySelectorAll(HEADINGS)].filter(part => shown.has(part));
    levels.forEach((part, place) => parts.add(`${place ? own(levels[place - 1]) : "begins"}, then ${own(part)}`));
    const says = id => document.getElementById(id)?.textContent;
    const words = part => {
        const titles = part.getAttribute("aria-labelledby")?.split(" ").map(says).join(" ");
        return (titles ?? part.getAttribute("aria-label") ?? "").trim().toLowerCase();
    };
    const called = part => `${part.getAttribute("role") ?? ROLES[part.localName]} called ${words(part)}`;
    const regions = [...document.querySelectorAll("main, nav, aside, section, form, [role]")];
    const names = regions.filter(part => shown.has(part)).map(called).filter(name => LANDMARK.test(name));
    names.push(...[...document.querySelectorAll("[accesskey]")].map(part => `key ${part.accessKey}`));
    names.forEach((name, place) => names.indexOf(name) !== place && parts.add(`twice: ${name}`));
    for (const meta of document.querySelectorAll("meta[name=viewport], meta[http-equiv]")) parts.add(meta.outerHTML);
    return [...parts];
}"""

JUDGED_BY_LOOKS = ("color-contrast", "link-in-text-block", "target-size")
RULES = {"rules": {rule: {"enabled": False} for rule in JUDGED_BY_LOOKS}, **QUICKLY}
JUDGE = "async rules => (await axe.run(rules)).violations"


def violations_in_parts(page: Page, parts: list[str]) -> Iterator[dict[str, Any]]:
    """What axe's rules find wrong with a page made of these parts, where one of them was not yet proven."""
    if proven.PARTS.lacking(parts):
        violations = by_axe(page, JUDGE, RULES)
        yield from violations
        if not violations:
            proven.PARTS.add(parts)
