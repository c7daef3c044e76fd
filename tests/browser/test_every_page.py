"""Every page, as the person who may see it, on a phone and then on the desk, light and dark."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.urls import URLPattern, get_resolver, resolve, reverse
from playwright.sync_api import Page

from tests.browser import access_rounds as access_rounds
from tests.browser import account_rounds as account_rounds
from tests.browser import calendar_rounds as calendar_rounds
from tests.browser import change_rounds as change_rounds
from tests.browser import desk_rounds as desk_rounds
from tests.browser import fault_rounds as fault_rounds
from tests.browser import handover_rounds as handover_rounds
from tests.browser import hire_rounds as hire_rounds
from tests.browser import letter_rounds as letter_rounds
from tests.browser import month_rounds as month_rounds
from tests.browser import needs_rounds as needs_rounds
from tests.browser import next_year_rounds as next_year_rounds
from tests.browser import people_rounds as people_rounds
from tests.browser import phone_rounds as phone_rounds
from tests.browser import place_rounds as place_rounds
from tests.browser import price_rounds as price_rounds
from tests.browser import privacy_rounds as privacy_rounds
from tests.browser import proof_rounds as proof_rounds
from tests.browser import report_link_rounds as report_link_rounds
from tests.browser import report_rounds as report_rounds
from tests.browser import room_rounds as room_rounds
from tests.browser import thread_rounds as thread_rounds
from tests.browser import waiting_rounds as waiting_rounds
from tests.browser import wish_rounds as wish_rounds
from tests.browser.colours import LOOKS, LOOKS_IN_BOTH
from tests.browser.looking import PHONE, WIDE, axe_faults, faults, faults_at_a_desk, sideways_faults
from tests.browser.rounds import ROUNDS

ON_A_PHONE, DESK = "(max-width: 400px)", "(min-width: 1000px)"
DARK = "(prefers-color-scheme: dark)"
SMALL = "main button { display: block; font-size: 4px !important; padding: 0 !important; min-height: 0 !important }"
ANSWER = "[document.title, performance.getEntriesByType('navigation')[0].responseStatus]"
NO_PAGES = {
    "desk:confirmation",
    "home",  # leads on to where a person begins
    "healthz",
    "picture",
    "broken",  # leads on to the page
    "broken_room",
    "desk:fault_picture",
    "desk:fault_poster",
    "bookings:calendar",
    "bookings:wait_take",  # leads to the button
    "bookings:wait_end",
    "feed",
    "venues:conditions_pdf",
    "venues:guide_pdf",
    "venues:guide_json",
    "venues:access_json",
    "venues:poster",
    "venues:this_week_feed",
    "own:download",
    "own:proof_picture",
    "desk:entitlement_picture",
    "desk:letters_pdf",
    "desk:letter_pdf",
    "together_csv",
    "together_ods",
    "desk:report_pdf",
    "desk:report_csv",
    "desk:report_ods",
    "desk:evidence_picture",
    "for_funder_report",  # the same page
    "for_funder_pdf",
    "for_funder_csv",
    "for_funder_ods",
    "for_funder_picture",
    "desk:phone_full",  # leads back to the box
    "desk:report_rows_csv",
    "desk:issued_file",
    "venues:report_file",
    "mfa_download_recovery_codes",
    "mfa_login_webauthn",  # what the script of a passkey asks
}

TWINS = {"account_reauthenticate", "mfa_reauthenticate"}  # the same question, answered in two ways


def test_no_page_is_forgotten():
    visited = frozenset[str]().union(*(going.pages for going in ROUNDS.values()))
    assert visited | NO_PAGES == set(names_of(get_resolver().url_patterns))
    assert not visited & NO_PAGES


@pytest.mark.parametrize("name", ROUNDS)
def test_every_page_of_a_round_is_well_made(name, page_to_judge, town, settings):
    going = ROUNDS[name]
    settings.DEMO = going.in_the_demo
    settings.MFA_TOTP_TOLERANCE = 1
    page = page_to_judge(user=getattr(town, going.who) if going.who else None)
    wrong, seen, titles = [], set(), defaultdict(set)
    for expected in going.walk(page, town):
        found = [*faults(page), *faults_at_a_desk(page)]
        where, (title, status) = urlsplit(page.url).path, page.evaluate(ANSWER)
        seen.add(resolve(where).view_name)
        titles[title].add(resolve(where).view_name)
        if status != expected:
            found.append(f"it answers {status}")
        wrong += [f"{where} “{title}”: {fault}" for fault in found]
    assert not wrong, "\n".join(wrong)
    assert seen == going.pages
    assert {title: pages for title, pages in titles.items() if len(pages) > 1 and pages != TWINS} == {}


@pytest.mark.parametrize("width", [PHONE, WIDE])
def test_the_menus_are_well_made_too(width, page_at, town):
    page = page_at(width, user=town.ada)
    page.goto(reverse("accessibility"))
    for menu in page.get_by_role("navigation", name="Main").get_by_role("group").all():
        menu.locator("summary").click()
        assert menu.get_by_role("link").first.is_visible()
        assert [*axe_faults(page), *sideways_faults(page)] == []
        menu.locator("summary").click()


@pytest.mark.parametrize(
    ("harm", "noticed"),
    [
        ("document.querySelector('h1').remove()", "main headings"),
        ("document.querySelector('label').remove()", "no label"),
        ("document.querySelector('main').style.width = '2000px'", "px wide"),
        ("document.querySelector('h1').style.color = '#ddd'", "light, axe: Elements must meet minimum color contrast"),
        ("document.querySelector('main').style.background = '#777'", "color-contrast"),
        ("document.querySelector('main label').style.opacity = '0.4'", "color-contrast"),
        ("document.querySelectorAll('.button').forEach(b => { b.style.outline = 'none' })", "no visible focus"),
        ("document.querySelector('.skip').remove()", "skip link"),
        ("document.querySelector('h1').id = 'main'", "two things are called #main"),
        ("document.querySelector('h1').setAttribute('role', 'button')", "(aria-allowed-role)"),
        ("document.querySelector('main').insertAdjacentHTML('beforeend', '<button>a</button><button>b</button>');"
         "document.querySelectorAll('main > button').forEach(b => { b.style.fontSize = '6px' })", "target-size"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_page_is_seen(harm, noticed, page_to_judge):
    page = page_to_judge()
    page.goto("/")
    page.evaluate(harm)
    assert any(noticed in fault for fault in faults(page))


@pytest.mark.parametrize(
    ("where", "harm", "noticed"),
    [
        (DESK, "main { min-width: 2000px }", "px wide"),
        (DESK, "h1 { color: #ddd }", "light, axe"),
        (f"{DESK} and {DARK}", "h1 { color: #333 }", "dark, axe"),
        (f"{DESK} and {DARK}", "main { background: #999 }", "dark, axe"),
        (DESK, ".button { outline: none !important }", "no visible focus"),
        (DESK, SMALL, "target-size"),
    ],
)  # fmt: skip
def test_what_is_wrong_at_a_desk_only_is_seen(where, harm, noticed, page_to_judge):
    page = page_to_judge()
    page.goto("/")
    add_two_buttons(page)
    put_a_style_on(page, where, harm)
    assert not any(noticed in fault for fault in faults(page))
    assert any(noticed in fault for fault in faults_at_a_desk(page))


@pytest.mark.parametrize(
    ("where", "harm", "noticed"),
    [
        ("(max-width: 330px)", "main { min-width: 350px }", "px wide in a window of 320 px"),
        (f"{ON_A_PHONE} and {DARK}", "h1 { color: #333 }", "dark, axe"),
        (ON_A_PHONE, "main { opacity: 0.5 }", "light, axe"),
        (ON_A_PHONE, SMALL, "target-size"),
        (ON_A_PHONE, "main button { width: 60px; height: 30px } main button + button { margin-left: -50px }",
         "target-size"),
        (ON_A_PHONE, "h1 { position: sticky; top: 0; z-index: 9; background: Canvas; height: 80vh }", "is covered"),
    ],
)  # fmt: skip
def test_what_is_wrong_on_a_phone_only_is_seen(where, harm, noticed, page_to_judge):
    page = page_to_judge()
    page.goto("/")
    add_two_buttons(page)
    put_a_style_on(page, where, harm)
    assert any(noticed in fault for fault in faults(page))
    assert not any(noticed in fault for fault in faults_at_a_desk(page))


def test_what_axe_finds_wrong_in_what_one_width_alone_shows_is_seen(page_to_judge):
    page = page_to_judge()
    page.goto("/")
    add_parts_of_one_width(page)
    put_a_style_on(page, "screen", ".wide-only, .phone-only, main > button, .tall { display: none !important }")
    assert [*faults(page), *faults_at_a_desk(page)] == []
    page.goto("/")
    add_parts_of_one_width(page)
    put_a_style_on(page, DESK, ".tall { height: 5px; overflow: auto }")
    assert list(faults(page)) == []
    at_a_desk = {"image-alt", "link-name", "aria-valid-attr-value", "button-name", "scrollable-region-focusable"}
    for _ in ("first", "again"):  # what failed is not taken for proven
        found = " ".join(faults_at_a_desk(page))
        assert {rule for rule in at_a_desk if f"({rule})" in found} == at_a_desk


def test_what_is_wrong_in_the_dark_only_is_seen_on_a_page_that_was_proven(page_to_judge):
    page = page_to_judge()
    page.goto("/")
    assert [*faults(page), *faults_at_a_desk(page)] == []
    put_a_style_on(page, DARK, "h1 { color: #333 }")
    for found in (list(axe_faults(page)), list(axe_faults(page))):  # what failed is not taken for proven
        assert len(found) == 1
        assert found[0].startswith("dark, axe")


def test_the_dark_that_is_put_on_is_the_dark_that_people_see(page_to_judge):
    page = page_to_judge()
    page.goto("/")
    looks = page.evaluate(LOOKS_IN_BOTH)
    assert page.evaluate(LOOKS) == looks["light"] != looks["dark"]
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(LOOKS) == looks["dark"]
    assert page.evaluate(LOOKS_IN_BOTH) == looks
    page.emulate_media(color_scheme="light")


def add_two_buttons(page: Page) -> None:
    page.evaluate("""for (let i = 0; i < 2; i++)
        document.querySelector('main').insertAdjacentHTML('beforeend', '<button>a</button>');""")


def add_parts_of_one_width(page: Page) -> None:
    page.evaluate("""document.querySelector('main').insertAdjacentHTML('beforeend', `
        <p class="wide-only"><img><a href="/"></a> <span role="note" aria-live="loudly">x</span></p>
        <button><span class="phone-only">a</span></button>
        <div class="tall"><p>a</p></div>`);""")


def put_a_style_on(page: Page, where: str, style: str) -> None:
    page.evaluate(f"""const sheet = new CSSStyleSheet();
        sheet.replaceSync('@media {where} {{ {style} }}');
        document.adoptedStyleSheets = [sheet];""")


def names_of(patterns, space: str = "") -> Iterator[str]:
    """The name of every address of the site but Django's admin, which site staff see as Django made it."""
    for pattern in patterns:
        if getattr(pattern, "namespace", None) == "admin":
            continue
        if isinstance(pattern, URLPattern):
            yield space + str(pattern.name)
        else:
            yield from names_of(pattern.url_patterns, f"{space}{pattern.namespace}:" if pattern.namespace else space)
