"""Draw docs/pictures/ anew: a demo that always begins at the same moment, seen through a real Chromium."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Literal
from wsgiref.simple_server import make_server
from zoneinfo import ZoneInfo

import django
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Browser, FloatRect, Locator, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
MOMENT = datetime(2026, 10, 12, 9, 20, tzinfo=ZoneInfo("Europe/London"))  # a Monday morning in term
TUESDAY = date(2026, 11, 3)
SEED = 1849
WIDE, HIGH, PHONE, AIR = 1280, 1560, 390, 16
MOST_BYTES = 250_000
HALL = "great-tolverton-village-hall"
Scheme = Literal["light", "dark"]
CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="hearth-pictures-") as folder:
        fill_the_demo(Path(folder))
        with the_site() as address, a_browser() as browser:
            PICTURES.mkdir(exist_ok=True)
            for name, (draw, who, width, scheme) in VIEWS.items():
                context = browser.new_context(
                    base_url=address, viewport={"width": width, "height": HIGH}, color_scheme=scheme, locale="en-GB"
                )
                page = context.new_page()
                if who:
                    sign_in(page, who)
                size: FloatRect = {"x": 0, "y": 0, "width": width, "height": draw(page)}
                keep(PICTURES / f"{name}.png", page.screenshot(clip=size, full_page=True))
                context.close()


def fill_the_demo(folder: Path) -> None:
    """In a database and a media folder of its own, at a moment that never moves on."""
    os.environ |= {
        "HEARTH_MODE": "test",
        "DATABASE_URL": f"sqlite:///{folder / 'hearth.sqlite3'}",
        "MEDIA_ROOT": str(folder / "media"),
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    sys.path.insert(0, str(ROOT))
    timezone.now = lambda: MOMENT
    django.setup()

    from django.core.management import call_command

    from bookings.demo.filling import fill

    call_command("migrate", verbosity=0)
    fill(seed=SEED, now=timezone.localtime())


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Nobody wants to read of every picture's parts."""


@contextmanager
def the_site() -> Iterator[str]:
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.core.wsgi import get_wsgi_application

    warnings.filterwarnings("ignore", "No directory at")  # styles come from where they are written
    site = StaticFilesHandler(get_wsgi_application())
    server = make_server("localhost", 0, site, server_class=ThreadedWSGIServer, handler_class=Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()


@contextmanager
def a_browser() -> Iterator[Browser]:
    chromium = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if chromium is None:
        sys.exit("Pictures are taken with Chromium: apt-get install chromium libatomic1")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--hide-scrollbars"])
        yield browser
        browser.close()


def sign_in(page: Page, email: str) -> None:
    from bookings.demo.cast import PASSWORD

    page.goto("/account/login/")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda address: "/account/" not in address)


def find(page: Page, *, need: str = "Wheelchair-accessible toilet") -> int:
    page.goto("/")
    page.get_by_label("Date", exact=True).fill(f"{TUESDAY}")
    page.get_by_label("From", exact=True).fill("19:00")
    page.get_by_label("To", exact=True).fill("21:00")
    page.get_by_label("How often?").select_option("weekly")
    page.get_by_label("Or how many weeks").fill("6")
    page.get_by_label("How many people?").fill("25")
    if need:
        page.get_by_text("Access needs: what do those who come need?").click()
        page.get_by_label(need).check()
    page.get_by_role("main").get_by_role("button", name="Find a room").click()
    return last_that_fits(page.get_by_role("article"))


def phone(page: Page) -> int:
    return find(page, need="")


def room(page: Page) -> int:
    page.goto(f"/venues/the-woolstore/studio/?week={TUESDAY}")
    return HIGH


def book(page: Page) -> int:
    """One of the dates is taken already."""
    until = TUESDAY + timedelta(weeks=3)
    page.goto(
        f"/bookings/new/st-oswins-church-hall/main-hall/?on={TUESDAY}&from=19:00&to=21:00&people=40&until={until}"
    )
    page.get_by_label("What is it?", exact=True).fill("Carol rehearsals with the school")
    page.get_by_label("What is it for, mainly?").select_option("arts")
    page.get_by_label("Community").first.check()
    page.get_by_role("button", name="Check dates and price").click()
    expect(page.get_by_role("heading", name="1 date cannot be booked as you asked")).to_be_visible()
    return last_that_fits(page.get_by_role("definition"))


def desk(page: Page) -> int:
    page.goto(f"/desk/{HALL}/")
    return last_that_fits(page.get_by_role("article"))


def report(page: Page) -> int:
    page.goto(f"/desk/{HALL}/report/")
    return last_that_fits(page.locator(".figure"))


def prices(page: Page) -> int:
    """The price list as its manager keeps it."""
    page.goto(f"/place/{HALL}/prices/")
    return last_that_fits(page.locator("main > *"))


def simulation(page: Page) -> int:
    """What a rise by five per cent would have meant."""
    page.goto(f"/place/{HALL}/prices/new/?percent=5&to=10")
    page.get_by_role("button", name="Keep as a draft").click()
    page.get_by_role("link", name="What would it mean?").click()
    return last_that_fits(page.locator("main table, main > *"))


# What is shown: the page, as whom, how wide, light or dark.
VIEWS: dict[str, tuple[Callable[[Page], int], str, int, Scheme]] = {
    "find": (find, "", WIDE, "light"),
    "room": (room, "", WIDE, "light"),
    "book": (book, "choir@hearth.example", WIDE, "light"),
    "desk": (desk, "secretary@hearth.example", WIDE, "light"),
    "prices": (prices, "manager@hearth.example", WIDE, "light"),
    "simulation": (simulation, "manager@hearth.example", WIDE, "light"),
    "report": (report, "funder@hearth.example", WIDE, "light"),
    "phone": (phone, "", PHONE, "dark"),
}


def last_that_fits(parts: Locator) -> int:
    """Where the last of these ends that fits into a picture, and a little air; as high as it may be where none does."""
    parts.page.wait_for_load_state("networkidle")
    ends = [box["y"] + box["height"] + AIR for part in parts.all() if (box := part.bounding_box())]
    return round(max((end for end in ends if end <= HIGH), default=HIGH))


def keep(file: Path, screenshot: bytes) -> None:
    """With as many colours as fit into a picture that loads quickly."""
    picture = Image.open(BytesIO(screenshot)).convert("RGB")
    for colours in (256, 128, 64, 32):
        held = BytesIO()
        picture.quantize(colours, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(held, "PNG", optimize=True)
        if held.tell() <= MOST_BYTES:
            break
    file.write_bytes(held.getvalue())
    print(f"{file.relative_to(ROOT)}: {picture.width} × {picture.height}, {held.tell() // 1000} kB")


if __name__ == "__main__":
    main()
