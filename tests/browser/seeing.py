"""Look at a page as those do who enlarge it, space its letters, choose its colours, stop what moves, or print it."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Page

from tests.browser.looking import PHONE, WIDE, widen, widths_it_breaks

ZOOMED = WIDE // 2  # a window of 1280 px whose page is twice as large
PORTRAIT = 673  # px of A4 between margins of 16 mm
LANDSCAPE = 1047
LARGE_TEXT = "html { font-size: 200% !important }"
SPACED_TEXT = (  # WCAG 1.4.12
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } "
    "p { margin-bottom: 2em !important }"
)

# Lays this style over those that the page has, instead of the one laid over it before.
WEAR = """style => {
    window.worn ??= new CSSStyleSheet();
    worn.replaceSync(style);
    if (!document.adoptedStyleSheets.includes(worn)) document.adoptedStyleSheets.push(worn);
}"""

# Words that a box cuts off, that stand out of the page to its left, or that other words stand on.
CUT = """() => {
    const PURPOSELY_HIDDEN = ".vh, .skip, option, textarea, script, style";
    const faults = [], texts = [], frames = new Map([[null, []]]);
    const framed = element => {
        if (!frames.has(element)) {
            const outer = framed(element.parentElement), { overflowX, position } = getComputedStyle(element);
            const own = overflowX === "visible" ? [] : [{ element, may_scroll: /auto|scroll/.test(overflowX) }];
            frames.set(element, element === document.body ? [] : [...own, ...outer]);
        }
        return frames.get(element);
    };
    const told = text => `“${text.words.slice(0, 60)}”`;
    const put = text => {
        for (const { element, may_scroll } of framed(text.parent)) {
            const frame = element.getBoundingClientRect(), { box } = text;
            const beyond = box.right > frame.right + 2 || box.left < frame.left - 2 ||
                box.bottom > frame.bottom + 2 || box.top < frame.top - 2;
            if (!beyond) continue;
            if (!may_scroll) faults.push(`${told(text)} is cut off by ${element.outerHTML.slice(0, 80)}`);
            return;
        }
        if (text.box.left < -2) faults.push(`${told(text)} stands beyond the left edge`);
        texts.push(text);
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const node = walker.currentNode, parent = node.parentElement;
        if (!node.data.trim() || parent.closest(PURPOSELY_HIDDEN) || !parent.checkVisibility()) continue;
        if (getComputedStyle(parent).position === "sticky" || parent.closest(".undo, thead")) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        for (const box of range.getClientRects())
            if (box.width > 1 && box.height > 1) put({ box, parent, words: node.data.trim() });
    }
    texts.sort((one, other) => one.box.top - other.box.top);
    texts.forEach((one, place) => {
        for (const other of texts.slice(place + 1)) {
            const least = 0.4 * Math.min(one.box.height, other.box.height);
            if (other.box.top > one.box.bottom - least) break;
            const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
            if (across > 3) faults.push(`${told(one)} and ${told(other)} stand on each other`);
        }
    });
    return faults;
}"""

# What moves by itself or on its way, though whoever looks has asked for stillness.
MOVING = """() => {
    const faults = document.getAnimations().map(moving => `an animation runs: ${moving.constructor.name}`);
    if (getComputedStyle(document.documentElement).scrollBehavior !== "auto") faults.push("the page glides");
    const lasts = times => times.split(", ").some(time => parseFloat(time) > 0);
    for (const element of document.querySelectorAll("body *")) {
        const { animationName, transitionProperty, transitionDuration } = getComputedStyle(element);
        const is_moved = transitionProperty !== "none" && lasts(transitionDuration);
        if (is_moved || animationName !== "none") faults.push(`it moves: ${element.outerHTML.slice(0, 80)}`);
    }
    return faults;
}"""

# What a ground alone would tell; asked in the page's own colours.
GROUND_ALONE = """() => [...document.querySelectorAll("main *")].filter(element => {
    const replaced = "thead td, img, svg, svg *, input, select, textarea, hr, br, progress, meter, video, iframe";
    if (element.matches(replaced) || element.closest("svg") || element.querySelector(replaced)) return false;
    if (element.textContent.trim() || !element.checkVisibility()) return false;
    const { width, height } = element.getBoundingClientRect();
    const { backgroundColor, backgroundImage } = getComputedStyle(element);
    return width > 3 && height > 3 && (backgroundColor !== "rgba(0, 0, 0, 0)" || backgroundImage !== "none");
}).map(element => `its ground alone tells what it is: ${element.outerHTML.slice(0, 80)}`)"""

# In colours that the reader forces: what is drawn has them too and can be told apart, and so can what is current.
FORCED = """() => {
    const faults = [], system = {};
    const probe = document.body.appendChild(document.createElement("i"));
    for (const name of ["Canvas", "CanvasText", "LinkText", "GrayText", "Highlight", "HighlightText"]) {
        probe.style.setProperty("color", name);
        system[getComputedStyle(probe).color] ??= name;
    }
    probe.remove();
    const paint = value => value === "none" ? value : system[value] ?? "a colour of its own";
    for (const drawing of document.querySelectorAll("main svg:not(.icon)")) {
        const kinds = new Map();
        for (const shape of drawing.querySelectorAll("rect, circle, path, line, polygon, ellipse")) {
            const { fill, stroke, strokeWidth, strokeDasharray } = getComputedStyle(shape);
            const looks = [paint(fill), paint(stroke)], kind = shape.getAttribute("class") ?? "";
            if (looks.includes("a colour of its own")) faults.push(`keeps its colour: ${shape.outerHTML.slice(0, 80)}`);
            if (looks.every(look => look === "Canvas" || look === "none"))
                faults.push(`cannot be seen: ${shape.outerHTML.slice(0, 80)}`);
            const told = [shape.localName, ...looks, strokeWidth, strokeDasharray].join();
            const twin = kinds.get(told) ?? kind;
            if (twin !== kind) faults.push(`cannot be told apart: .${kind} and .${twin}`);
            kinds.set(told, kind);
        }
    }
    const marks = element => {
        const style = getComputedStyle(element), before = getComputedStyle(element, "::before");
        return [style.fontWeight, style.textDecorationLine, style.outlineStyle, style.borderStyle,
            style.borderWidth, before.borderWidth, before.borderStyle, before.textDecorationLine].join();
    };
    for (const current of document.querySelectorAll("[aria-current]")) {
        if (!current.checkVisibility() || current.closest(".crumbs")) continue;
        const peers = [...current.closest("ul, ol, tr, tbody")?.querySelectorAll(current.localName) ?? []];
        if (peers.some(peer => !peer.hasAttribute("aria-current") && marks(peer) === marks(current)))
            faults.push(`looks as if it were not current: ${current.outerHTML.slice(0, 80)}`);
    }
    return faults;
}"""

# On paper: nothing to press, to search by or to go elsewhere with, and no dark ground.
ON_PAPER = """() => {
    const NO_USE = "nav, .skip, body > footer, button:not(.unknown *), .button, [type=submit], [type=file], " +
        "[role=search] input, form[method=get] :is(input, select), .no-print";
    const faults = [...document.querySelectorAll(NO_USE)].filter(element => element.checkVisibility())
        .map(element => `printed for nothing: ${element.outerHTML.slice(0, 80)}`);
    for (const element of document.querySelectorAll("html, body, body *")) {
        const [red, green, blue, alpha = 1] = getComputedStyle(element).backgroundColor.match(/[\\d.]+/g).map(Number);
        if (alpha && red * 0.3 + green * 0.6 + blue * 0.1 < 128 && element.checkVisibility())
            faults.push(`printed on a dark ground: ${element.outerHTML.slice(0, 80)}`);
    }
    return faults;
}"""


def faults_for_other_eyes(page: Page, *, paper: int = PORTRAIT) -> Iterator[str]:
    """Everything wrong with the page, all in it unfolded, in these ways of seeing it; `paper` is so many px wide."""
    page.wait_for_load_state()
    yield from paper_faults(page, paper)
    page.evaluate("document.querySelectorAll('main details').forEach(part => { part.open = true })")
    yield from page.evaluate(MOVING)
    yield from page.evaluate(GROUND_ALONE)
    yield from faults_in("zoomed twofold", page, ZOOMED)
    yield from faults_in("with text twice as large", page, WIDE, style=LARGE_TEXT)
    yield from faults_in("with spaced text", page, PHONE, style=SPACED_TEXT)
    yield from forced_faults(page)


def faults_in(way: str, page: Page, width: int, *, style: str = "") -> Iterator[str]:
    page.evaluate(WEAR, style)
    for fault in (*widths_it_breaks(page, width), *page.evaluate(CUT)):
        yield f"{way}: {fault}"
    page.evaluate(WEAR, "")


def forced_faults(page: Page) -> Iterator[str]:
    page.emulate_media(forced_colors="active")
    yield from (f"in forced colours: {fault}" for fault in page.evaluate(FORCED))
    page.emulate_media(forced_colors="none")


def paper_faults(page: Page, width: int) -> Iterator[str]:
    page.emulate_media(media="print")
    widen(page, width)
    for fault in (*widths_it_breaks(page, width), *page.evaluate(ON_PAPER), *page.evaluate(CUT)):
        yield f"on paper: {fault}"
    page.emulate_media(media="screen")
