"""A real Chromium, opened on the site as a visitor or as somebody signed in."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler
from django.db import DEFAULT_DB_ALIAS, connection
from django.http import HttpRequest, HttpResponseBase
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response, sync_playwright

from bookings.models import IssuedDocument, IssuedReport
from config.room import with_room
from scripts.setup import BROWSERS
from tests.browser.kept_town import TownKeeper
from tests.browser.looking import PHONE, axe_faults, lay_out, sideways_faults
from tests.browser.proven import shared_in
from tests.browser.town import Town
from venues.models import Venue

# Playwright's loop runs in the tests' own thread; Django then mistakes every query for an asynchronous one.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

COOKIE = settings.SESSION_COOKIE_NAME
HEIGHT = 900
NO_PAGE = "hearth/mark.svg"
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
    "--js-flags=--no-opt,--no-maglev,--always-sparkplug,--no-flush-bytecode",  # axe is too short to be tuned
]


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where this machine's Chromium is; without one the browser tests are skipped, but never in CI."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found:
        return found
    if os.environ.get("CI") == "true":
        pytest.fail("There is no Chromium on this machine, and CI skips nothing.")
    pytest.skip("There is no Chromium on this machine (Debian: apt-get install chromium libatomic1).")


@pytest.fixture(scope="session")
def browser(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    folder = tmp_path_factory.getbasetemp()
    shared_in(folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder)
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setattr(WSGIHandler, "__call__", with_room(WSGIHandler.__call__))  # as config/wsgi.py has it
        patch.setattr(StaticFilesHandler, "serve", kept_for_an_hour(StaticFilesHandler.serve))
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def kept_contexts(browser: Browser, django_db_setup: None) -> Iterator[dict[bool, list[BrowserContext]]]:
    """Contexts with script and without, to be used again by the next test: to make one takes as long as ten pages.

    They are closed before the database goes: the server holds it for as long as they hold the server.
    """
    kept: dict[bool, list[BrowserContext]] = {True: [], False: []}
    yield kept
    for context in (*kept[True], *kept[False]):
        context.close()


@pytest.fixture
def page_at(
    browser: Browser, live_server: Any, kept_contexts: dict[bool, list[BrowserContext]]
) -> Iterator[Callable[..., Page]]:
    """`page_at(390)`, `page_at(1280, user=ada, script=False)`: a page of that width, on the live server.

    Each has a context that no other page of the test has, with no cookies but its own. When the test is over, no page
    may have broken the site's own content policy, complained in its console, thrown in its script, or missed a style,
    a script or a picture.
    """
    used: list[tuple[bool, BrowserContext]] = []
    mishaps: list[str] = []

    def open_page(width: int, *, user: Any = None, script: bool = True) -> Page:
        kept = kept_contexts[script]
        context = kept.pop() if kept else a_context(browser, live_server.url, script=script)
        used.append((script, context))
        if user is not None:
            sign_in(context, user, live_server.url)
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": HEIGHT})
        watch(page, mishaps)
        return page

    yield open_page
    for script, context in used:
        for page in context.pages:
            page.close()
        context.clear_cookies()
        kept_contexts[script].append(context)
    assert mishaps == []


@pytest.fixture(scope="session")
def judged_pages(browser: Browser, django_db_setup: None) -> Iterator[list[Page]]:
    """The page that `page_to_judge` hands out again; it is closed before the database goes."""
    kept: list[Page] = []
    yield kept
    for page in kept:
        page.context.close()


@pytest.fixture
def page_to_judge(browser: Browser, live_server: Any, judged_pages: list[Page]) -> Iterator[Callable[..., Page]]:
    """`page_to_judge(user=ada)`: a page on a phone, watched as those of `page_at` are.

    One is kept from test to test, with no cookies but the test's own: a new one is a new process of the browser, which
    reads every style anew, and takes as long as two pages. Nothing but pages is to be opened in it: what a
    test emulates, routes or listens for would stay.
    """
    mishaps: list[str] = []
    if not judged_pages:
        judged_pages.append(a_page_to_judge(browser, live_server.url))
    page = judged_pages[0]
    watching = watch(page, mishaps)

    def open_page(*, user: Any = None) -> Page:
        if user is not None:
            sign_in(page.context, user, live_server.url)
        return page

    yield open_page
    page.goto(f"{live_server.url}{settings.STATIC_URL}{NO_PAGE}")  # it asks the server for nothing more
    page.context.clear_cookies()
    lay_out(page, PHONE)
    page.emulate_media(color_scheme="light")  # a test may have ended amid a look at the dark
    for event, listener in watching.items():
        page.remove_listener(event, listener)
    assert mishaps == []


def a_page_to_judge(browser: Browser, site: str) -> Page:
    page = a_context(browser, site, script=True).new_page()
    page.set_viewport_size({"width": PHONE, "height": HEIGHT})
    return page


def watch(page: Page, mishaps: list[str]) -> dict[Any, Callable[[Any], None]]:
    """Write down whatever goes wrong on it; who listens, by what for."""
    watching: dict[Any, Callable[[Any], None]] = {
        "pageerror": lambda error: mishaps.append(f"{page.url}: {error}"),
        "console": lambda message: mishaps.extend(complaints(message)),
        "response": lambda response: mishaps.extend(missing_parts(response)),
    }
    for event, listener in watching.items():
        page.on(event, listener)
    return watching


def sign_in(context: BrowserContext, user: Any, site: str) -> None:
    context.add_cookies([{"name": COOKIE, "value": session_of(user), "url": site}])


def kept_for_an_hour(serve: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """As the site itself has it, whose styles and scripts a browser keeps: asked for at each page they cost as much."""

    @wraps(serve)
    def served(self: StaticFilesHandler, request: HttpRequest) -> HttpResponseBase:
        response = serve(self, request)
        response["Cache-Control"] = "max-age=3600"
        return response

    return served


def a_context(browser: Browser, site: str, *, script: bool) -> BrowserContext:
    context = browser.new_context(
        base_url=site,
        color_scheme="light",
        java_script_enabled=script,
        locale="en-GB",
        timezone_id="Europe/London",
        reduced_motion="reduce",
    )
    context.set_default_timeout(15_000)
    return context


def session_of(user: Any) -> str:
    """The key of a session that belongs to this person."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client.cookies[COOKIE].value


def complaints(message: ConsoleMessage) -> list[str]:
    """What the console calls an error; that a page itself was refused is the test's own affair."""
    is_refused_page = message.text.startswith("Failed to load resource")
    if "Content Security Policy" in message.text or (message.type == "error" and not is_refused_page):
        return [message.text]
    return []


def missing_parts(response: Response) -> list[str]:
    is_part = response.request.resource_type != "document"
    return [f"{response.status} {response.url}"] if is_part and response.status >= 400 else []


@pytest.fixture(scope="session")
def town_keeper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TownKeeper]:
    keeper = TownKeeper(tmp_path_factory.mktemp("town"))
    yield keeper
    keeper.close()


@pytest.fixture
def town(transactional_db: None, settings: Any, tmp_path: Path, town_keeper: TownKeeper) -> Iterator[Town]:
    """The hall, the people and the bookings that the pages show; their pictures in a folder of this test."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.LETTERS_FOLDER = tmp_path / "letters"
    cache.clear()  # what counts tries: each test begins with none
    yield town_keeper.town(settings.MEDIA_ROOT)
    if connection.vendor == "sqlite" and IssuedReport.objects.exists():
        with connection.constraint_checks_disabled():  # SQLite empties tables row by row; these go after their venues
            for model in (Venue, IssuedReport, IssuedDocument):
                model._base_manager.all()._raw_delete(DEFAULT_DB_ALIAS)


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], None]:
    """`axe(page)`: axe finds nothing on the page, light or dark."""
    return lambda page: assert_none(axe_faults(page))


@pytest.fixture(scope="session")
def no_sideways() -> Callable[[Page], None]:
    """`no_sideways(page)`: nothing makes the page wider than its window."""
    return lambda page: assert_none(sideways_faults(page))


def assert_none(faults: Iterable[str]) -> None:
    assert list(faults) == []
