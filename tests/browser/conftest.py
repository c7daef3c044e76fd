"""A real Chromium, opened on the site as a visitor or as somebody signed in."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

# Playwright's loop runs in the tests' own thread; Django then mistakes every query for an asynchronous one.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

COOKIE = settings.SESSION_COOKIE_NAME
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where this machine's Chromium is; without one the browser tests are skipped, but never in CI."""
    found = next(filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None)
    if found:
        return found
    if os.environ.get("CI") == "true":
        pytest.fail("There is no Chromium on this machine, and CI skips nothing.")
    pytest.skip("There is no Chromium on this machine (Debian: apt-get install chromium libatomic1).")


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page_at(browser: Browser, live_server: Any) -> Iterator[Callable[..., Page]]:
    """`page_at(390)`, `page_at(1280, user=ada, script=False)`: a page of that width, on the live server.

    When the test is over, no page may have broken the site's own content policy or thrown in its script.
    """
    contexts = []
    mishaps: list[str] = []

    def open_page(width: int, *, user: Any = None, script: bool = True, scheme: Any = "light") -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=script,
            locale="en-GB",
            timezone_id="Europe/London",
            reduced_motion="reduce",
        )
        contexts.append(context)
        context.set_default_timeout(15_000)
        if user is not None:
            context.add_cookies([{"name": COOKIE, "value": session_of(user), "url": live_server.url}])
        page = context.new_page()
        page.on("pageerror", lambda error: mishaps.append(str(error)))
        page.on("console", lambda message: mishaps.extend(policy_breaches(message)))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert mishaps == []


def session_of(user: Any) -> str:
    """The key of a session that belongs to this person."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client.cookies[COOKIE].value


def policy_breaches(message: ConsoleMessage) -> list[str]:
    return [message.text] if "Content Security Policy" in message.text else []


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], None]:
    """`axe(page)`: axe finds nothing on the page, light or dark."""
    checker = Axe()

    def check(page: Page) -> None:
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            found = checker.run(page)
            assert not found.violations_count, f"{page.url}, {scheme}: {found.generate_report()}"

    return check


@pytest.fixture(scope="session")
def no_sideways() -> Callable[[Page], None]:
    """`no_sideways(page)`: nothing makes the page wider than its window."""

    def check(page: Page) -> None:
        widths = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        assert widths[0] <= widths[1], f"{page.url} scrolls sideways: {widths[0]} px in a window of {widths[1]} px"

    return check
