"""Axe judges each part of a page once: whatever its rules find wrong makes a part that is new."""

from __future__ import annotations

from tests.browser.looking import faults
from tests.browser.parts import PARTS

SPECIMEN = """
    <h2>Things <span>found</span></h2>
    <p><a id="of-empty" href="/">a link</a> <a id="of-drawn" href="/"><b>a link</b><svg aria-hidden="true"></svg></a>
    <a id="of-heard" href="/">a link <span aria-hidden="true">more</span></a> <a id="of-echo" href="/">hall
    <img alt="seen from the street" src=""></a> <img id="of-bare" alt="the yard" src=""></p>
    <svg id="of-chart" role="img" width="9" height="9"><title>a chart</title><text>5</text></svg>
    <ul><li>one</li><li>two</li></ul> <dl><dt>word</dt><dd>what it means</dd></dl>
    <nav aria-label="Months">May</nav> <nav aria-label="Years">2026</nav> <nav aria-label="Days">Monday</nav>
    <p><label id="of-the-box" for="box">Name</label> <input id="box" aria-describedby="hint" autocomplete="name">
    <span id="hint">in full</span> <button type="button">Go on</button> <button type="button" id="b">Back</button></p>
    <p id="says">Rooms</p><a aria-labelledby="says" href="/"></a>
    <table><caption>Hours</caption><thead><tr><th id="of-head" scope="col">Day</th><th id="of-name" scope="col">At</th>
    </tr></thead><tbody><tr><th id="may" scope="row">May</th><td headers="may">7</td></tr></tbody></table>
    <p id="of-quiet" aria-hidden="true"><a tabindex="-1" href="/">unheard</a></p>
    <details open><summary>More</summary>of it</details>
    <div id="of-tall" tabindex="0" role="region" aria-label="Tall"><p>a<br>b<br>c</p></div>"""

# What each rule of axe finds wrong, once it is done to the specimen.
HARM = {
    "link-name": "one('#of-empty').textContent = ' '",
    "link-name, drawn": "one('#of-drawn').querySelector('b').textContent = ''",
    "link-name, heard": "one('#of-heard').firstChild.data = ''",
    "image-redundant-alt": "one('#of-echo').querySelector('img').alt = 'hall'",
    "image-alt": "one('#of-bare').removeAttribute('alt')",
    "svg-img-alt": "one('#of-chart').querySelector('title').textContent = ''",
    "list": "one('ul').append(document.createElement('div'))",
    "listitem": "all.append(document.createElement('li'))",
    "definition-list": "one('dl').append('loose', document.createElement('p'))",
    "landmark-unique": "one('[aria-label=Years]').ariaLabel = ' months'",
    "aria-allowed-role": "one('[aria-label=Days]').role = 'button'",
    "label": "one('#of-the-box').textContent = ''",
    "link-name, what names it": "one('#says').textContent = ''",
    "aria-valid-attr-value": "one('dl').setAttribute('aria-live', 'loudly')",
    "aria-valid-attr": "one('ul').setAttribute('aria-labeled', 'x')",
    "autocomplete-valid": "one('#box').setAttribute('autocomplete', 'nom')",
    "button-name": "one('button').textContent = ''",
    "empty-heading": "one('h2').textContent = ''",
    "heading-order": "all.insertAdjacentHTML('beforeend', '<h4>deep</h4>')",
    "empty-table-header": "one('#of-head').textContent = ''",
    "scope-attr-valid": "one('#of-name').scope = 'colum'",
    "td-headers-attr": "one('td').id = 'itself'; one('td').headers = 'itself'",
    "aria-hidden-focus": "one('#of-quiet a').tabIndex = 0",
    "nested-interactive": "one('#b').insertAdjacentHTML('beforeend', '<a href=/>x</a>')",
    "summary-name": "one('summary').textContent = ''",
    "scrollable-region-focusable":
        "const { style } = one('#of-tall'); style.height = '20px'; style.overflow = 'auto';"
        "one('#of-tall').removeAttribute('tabindex')",
    "tabindex": "one('#says').tabIndex = 3",
    "valid-lang": "one('#hint').lang = 'wx-yz-english'",
    "accesskeys": "for (const name of ['#b', 'summary']) one(name).accessKey = 'k'",
    "region": "document.body.insertAdjacentHTML('beforeend', '<p class=harm>alone</p>')",
    "avoid-inline-spacing": "one('#says').style.setProperty('letter-spacing', '0.01em', 'important')",
}  # fmt: skip

DONE = ", ".join(f"() => {{ {harm} }}" for harm in HARM.values())

# How many new parts each harm makes; all of them are done in the end.
NEW_PARTS = f"""specimen => {{
    document.querySelector("main").insertAdjacentHTML("beforeend", "<div id='all'></div>");
    const all = document.getElementById("all"), one = which => all.querySelector(which);
    const afresh = () => {{
        all.innerHTML = specimen;
        document.querySelector(".harm")?.remove();
        return new Set(({PARTS})());
    }};
    const new_parts = harm => {{
        const before = afresh();
        harm();
        return ({PARTS})().filter(part => !before.has(part)).length;
    }};
    const harms = [{DONE}], numbers = harms.map(new_parts);
    afresh();
    return numbers;
}}"""
ALL_AT_ONCE = f"""() => {{
    const all = document.getElementById("all"), one = which => all.querySelector(which);
    for (const harm of [{DONE}]) harm();
}}"""


def test_whatever_axe_finds_wrong_makes_a_part_that_is_new(page_to_judge):
    page = page_to_judge()
    page.goto("/")
    numbers = page.evaluate(NEW_PARTS, SPECIMEN)
    assert [rule for rule, number in zip(HARM, numbers, strict=True) if not number] == []
    assert list(faults(page)) == []
    page.evaluate(ALL_AT_ONCE)
    for _ in ("first", "again"):  # what failed is not taken for proven
        found = " ".join(faults(page))
        assert [rule for rule in HARM if f"({rule.partition(',')[0]})" not in found] == []
