"""Telling pages, enlarged, spaced, in forced colours, without movement, on paper and by ear: nothing is lost of them.

Layout is the same beside either kind of database: looked at once.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.browser.hearing import ALIKE
from tests.browser.looking import PHONE, WIDE
from tests.browser.seeing import LANDSCAPE, PORTRAIT, faults_for_other_eyes
from tests.browser.town import WEEK, Town, next_tuesday

pytestmark = pytest.mark.once


def telling_pages(town: Town) -> dict[str, list[str]]:
    """Where each person looks, nobody signed in first."""
    hall, tuesday = [town.hall.slug], next_tuesday()
    when = f"?on={tuesday}&from=19:00&to=21:00&people=25"
    front_half = town.room("front-half")
    return {
        "": [
            f"/{when}&repeat=weekly&until={tuesday + 5 * WEEK}&near={town.hall.town}&within=20",
            town.hall.get_absolute_url(),
            f"{front_half.get_absolute_url()}?week={tuesday}",
            reverse("venues:guide", args=[*hall, "front-half"]),
            f"{reverse('venues:calendar', args=hall)}?day={tuesday}",
            f"{reverse('venues:this_week', args=hall)}?week={tuesday - timedelta(days=1)}",
            reverse("venues:prices", args=hall),
            reverse("account_login"),
            reverse("accessibility"),
        ],
        "ben": [reverse("bookings:book", args=[*hall, "front-half"]) + when, town.series.get_absolute_url()],
        "ada": [reverse("desk:requests", args=hall), reverse("desk:report", args=hall)],
        "len": [reverse("place:access_walk_ask", args=[*hall, "wc_door_mm"])],
    }


def test_nothing_is_lost_on_other_eyes(page_at, town):
    wrong = []
    for who, addresses in telling_pages(town).items():
        page = page_at(WIDE, user=getattr(town, who) if who else None)
        for address in addresses:
            answer = page.goto(address)
            assert answer.status == 200, address
            paper = LANDSCAPE if "/calendar/" in address else PORTRAIT
            found = [*faults_for_other_eyes(page, paper=paper), *page.evaluate(ALIKE)]
            wrong += [f"{address}: {fault}" for fault in found]
    assert not wrong, "\n".join(wrong)


HARMS = {
    "main p { height: 1em; overflow: hidden }": "is cut off by <p",
    "h1 { margin-bottom: -1em }": "stand on each other",
    "@media (min-width: 600px) and (max-width: 700px) { main { min-width: 800px } }": "zoomed twofold: it is",
    "h1 { transition: color 1s !important }": "it moves: <h1",
    "html { scroll-behavior: smooth }": "the page glides",
    ".spot { display: block; height: 9px; background: red }": "its ground alone",
    ".foot a { font-weight: 400 !important; text-decoration: underline !important }": "were not current",
    "@media (forced-colors: active) { .chart .bar { fill: Canvas } }": "in forced colours: cannot be seen",
    ".chart .bar { fill: red !important }": "in forced colours: keeps its colour",
    "@media print { .site nav { display: block !important } }": "on paper: printed for nothing: <nav",
    "@media print { main { background: #222 } }": "on paper: printed on a dark ground",
    "@media print { main { min-width: 800px } }": "on paper: it is",
}
ADD = """() => document.querySelector("main").insertAdjacentHTML("beforeend",
    '<i class="spot"></i><svg class="chart"><rect class="bar" width="9" height="9"/></svg>')"""
TWINS = """() => document.querySelector("main").insertAdjacentHTML("beforeend",
    "<a href='/'>Show</a> <a href='/help/'>Show</a> <table></table>")"""
HARM = """style => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    document.adoptedStyleSheets = [sheet];
}"""


def test_what_is_lost_is_seen(page_at):
    page = page_at(PHONE)
    page.goto(reverse("accessibility"))
    page.evaluate(ADD)
    assert [*faults_for_other_eyes(page), *page.evaluate(ALIKE)] == []
    for harm, noticed in HARMS.items():
        page.evaluate(HARM, harm)
        found = list(faults_for_other_eyes(page))
        assert any(noticed in fault for fault in found), (harm, found)
    page.evaluate(TWINS)
    assert [fault.split(":")[0] for fault in page.evaluate(ALIKE)] == ["2 sound alike", "a table has no name"]
