"""On a phone over a slow line the priced answer of a search is there within three seconds and a hundred kilobytes."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser

from tests.bookings.test_find import an_address, grown
from tests.browser.conftest import a_context
from tests.make import a_venue

SECONDS, BYTES, TRIES = 3, 100_000, 3  # the quickest of three: the machine may be busy, the line is always as slow
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}  # 400 kbit/s
SHOWN = """() => Math.max(
    performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Infinity,
    performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd,
)"""


@dataclass
class Fetched:
    """What came over the line: everything but pictures, as it was sent."""

    sent: int = 0
    seconds: float = 0


def fetched(browser: Browser, site: str, address: str) -> Fetched:
    """Opened by somebody who was never here before; the seconds until all of its words are painted in their style."""
    context = a_context(browser, site, script=True)
    try:
        page = context.new_page()
        page.set_viewport_size({"width": 390, "height": 844})
        line, found, pictures = context.new_cdp_session(page), Fetched(), set[str]()
        line.send("Network.enable")
        line.send("Network.emulateNetworkConditions", SLOW)
        line.on(
            "Network.responseReceived",
            lambda told: pictures.add(told["requestId"]) if told["type"] == "Image" else None,
        )

        def count(told: dict) -> None:
            found.sent += 0 if told["requestId"] in pictures else told["encodedDataLength"]

        line.on("Network.loadingFinished", count)
        page.goto(address, wait_until="load")
        assert "£16.00 all in" in page.get_by_role("article").first.inner_text()
        page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length > 0")
        found.seconds = page.evaluate(SHOWN) / 1000
        return found
    finally:
        context.close()


@pytest.mark.once
def test_a_full_page_of_priced_rooms_comes_quickly_to_a_phone_on_a_slow_line(browser, live_server, transactional_db):
    a_venue(name="Alder Vale Hall")
    grown(29)
    tries: list[Fetched] = []
    while len(tries) < TRIES and not (tries and tries[-1].seconds < SECONDS):
        tries.append(fetched(browser, live_server.url, an_address()))
    best = min(tries, key=lambda each: each.seconds)
    assert best.seconds < SECONDS
    assert max(each.sent for each in tries) < BYTES
