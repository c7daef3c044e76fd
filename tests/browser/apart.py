"""What a page shows at a desk otherwise than on a phone: axe judges each such part once, however many pages have it.

Where a part comes, goes or begins to scroll, something may be wrong that a phone does not have: in the part itself, or
in what takes its name or its order from it. So it is told by all that is shown of the link, the list, the table in
which it stands, and by whatever axe's rules ask for: tags, roles and states, whether there is a text, whether what is
referred to is there. A page with a part that is new is judged whole: that takes no longer than to judge the part.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Page

# Everything on the page, what is shown of it, and what of that scrolls.
STANDING = """() => {
    const all = [...document.querySelectorAll("body *")];
    const shown = new Set(all.filter(element => element.checkVisibility({ visibilityProperty: true })));
    const is_over = part => part.scrollWidth > part.clientWidth || part.scrollHeight > part.clientHeight;
    const scrolls = part => is_over(part) && /auto|scroll/.test(getComputedStyle(part).overflow);
    return { all, shown, scrolling: new Set([...shown].filter(scrolls)) };
}"""

KEEP_STANDING = f"() => {{ window.on_a_phone = ({STANDING})(); }}"

# The parts that stand otherwise than those that were kept, each told in words; if headings do, the order of all too.
APART = f"""() => {{
    const HEADINGS = "h1, h2, h3, h4, h5, h6";
    const HOLDERS = `a, button, summary, label, legend, table, ul, ol, dl, ${{HEADINGS}}, [role], [aria-hidden]`;
    const SAYS_NOTHING = /^(class|id|name|value|style|data-.*)$/;
    const before = window.on_a_phone, {{ all, shown, scrolling }} = ({STANDING})();
    const turned = new Set(all.filter(element => shown.has(element) !== before.shown.has(element)));
    const kind = value => {{
        if (!value.trim() || /^-?\\d$|^[a-z-]+$/.test(value)) return value.trim();
        return value.trim().split(/\\s+/).every(id => document.getElementById(id)) ? "there" : "…";
    }};
    const own = element => {{
        const telling = [...element.attributes].filter(({{ name }}) => !SAYS_NOTHING.test(name));
        const said = telling.map(({{ name, value }}) => `${{name}}=${{kind(value)}}`);
        const has_text = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
        return [element.localName, ...said, has_text].join(" ");
    }};
    const path = element => element ? `${{path(element.parentElement)}} > ${{own(element)}}` : "";
    const shown_in = part => [...part.querySelectorAll("*")].filter(element => shown.has(element));
    const told = part => [path(part), shown.has(part), ...new Set(shown_in(part).map(own))].join("; ");
    const outermost = [...turned].filter(element => !turned.has(element.parentElement));
    const parts = new Set(outermost.map(element => element.parentElement.closest(HOLDERS) ?? element));
    const scroll_now = [...scrolling].filter(element => !before.scrolling.has(element));
    const headings = [...turned].some(element => element.matches(HEADINGS)) ? shown_in(document.body) : [];
    const order = headings.map(element => element.localName).filter(name => /^h\\d$/.test(name)).join();
    return [...[...parts].map(told), ...scroll_now.map(part => `scrolls: ${{told(part)}}`), ...order ? [order] : []];
}}"""

JUDGE = "async rules => (await axe.run(rules)).violations"

PROVEN = set[str]()


def violations_apart(page: Page, parts: list[str], rules: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What these rules of axe, which the page has, find wrong with it where one of its parts was not yet proven."""
    if not PROVEN.issuperset(parts):
        violations = page.evaluate(JUDGE, rules)
        yield from violations
        if not violations:
            PROVEN.update(parts)
