"""Whether what is to be pressed is large enough, or stands apart (WCAG 2.5.8): axe judges what arithmetic leaves open.

A thing of 24 by 24 px that no other overlaps will do. So will a smaller one, where a circle of 24 px about its middle
touches no other thing, nor the circle of another small one. Few pages have anything else; what there is, axe judges.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Page

from tests.browser.asking import QUICKLY, by_axe

# How many are open; they are kept in `window.open_targets`.
OPEN_TARGETS = """() => {
    const LEAST = 24;
    const selector = "a[href], area, button, input, select, textarea, summary, [contenteditable], [tabindex='0']";
    const targets = [...document.querySelectorAll(selector)].filter(element => element.checkVisibility());
    const boxes = targets.map(element => element.getBoundingClientRect());
    const is_small = box => box.width < LEAST || box.height < LEAST;
    const middle = box => [box.x + box.width / 2, box.y + box.height / 2];
    const beyond = (place, from, to) => Math.max(from - place, 0, place - to);
    const overlap = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    const apart = (small, other) => {
        const [x, y] = middle(small), [its_x, its_y] = middle(other);
        const gap = Math.hypot(beyond(x, other.left, other.right), beyond(y, other.top, other.bottom));
        return gap >= LEAST / 2 && (!is_small(other) || Math.hypot(x - its_x, y - its_y) >= LEAST);
    };
    const will_do = box => boxes.every(
        other => other === box || !overlap(box, other) && (!is_small(box) || apart(box, other))
    );
    window.open_targets = targets.filter((element, place) => !will_do(boxes[place]));
    return open_targets.length;
}"""

JUDGE = "async options => (await axe.run({ include: open_targets }, options)).violations"


def violations_of_targets(page: Page, number: int) -> Iterator[dict[str, Any]]:
    """What axe finds wrong with the targets that arithmetic left open, if there are any."""
    if number:
        yield from by_axe(page, JUDGE, {"runOnly": ["target-size"], **QUICKLY})
