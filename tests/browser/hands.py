"""What hands do again and again: press a button, sign in, ask for a room, move by the keyboard."""

from __future__ import annotations

from django.urls import reverse
from playwright.sync_api import Locator, Page

from tests.browser.keys import code_of_the_letter
from tests.make import PASSWORD

MOST_STEPS = 150


def press(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name).first.click()


def follow(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("link", name=name).first.click()


def sign_in(page: Page, email: str, password: str = PASSWORD) -> None:
    page.goto(reverse("account_login"))
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    press(page, "Sign in")


def sign_up(page: Page, name: str, email: str) -> None:
    """With a password, and the code from the letter."""
    page.get_by_role("link", name="Sign up").first.click()
    page.get_by_label("Your name").fill(name)
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Sign up")
    page.get_by_role("heading", name="Enter the code we sent you").wait_for()
    page.get_by_label("Code").fill(code_of_the_letter(email))
    press(page, "Continue")


def is_focused(what: Locator) -> bool:
    return bool(what.count()) and bool(what.first.evaluate("element => element === document.activeElement"))


def tab_to(page: Page, what: Locator) -> None:
    """Press Tab until the focus is there, as somebody without a mouse does."""
    for _step in range(MOST_STEPS):
        if is_focused(what):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{MOST_STEPS} presses of Tab did not reach {what}")


def type_into(page: Page, box: Locator, value: str, *ways: str) -> None:
    """By keyboard alone, until it holds the value: a browser's boxes ask for days or months first, as it thinks fit."""
    for keys in ways or (value,):
        tab_to(page, box)
        page.keyboard.type(keys)
        if box.input_value() == value:
            return
        while is_focused(box):
            page.keyboard.press("Shift+Tab")
    raise AssertionError(f"{value} cannot be typed into {box}")


def choose(page: Page, box: Locator, option: str) -> None:
    """By keyboard alone, the option of a closed list that begins so."""
    tab_to(page, box)
    page.keyboard.type(option)
    chosen = box.evaluate("list => list.selectedOptions[0].text")
    assert chosen == option, f"{chosen} was chosen, not {option}"


def choose_with_arrows(page: Page, wanted: Locator) -> None:
    """By keyboard alone, one of several: Tab leads to them all as one, the arrows from one to the next."""
    group = page.locator(f"input[name='{wanted.first.get_attribute('name')}']")
    for _step in range(MOST_STEPS):
        if group.evaluate_all("boxes => boxes.includes(document.activeElement)"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    for _each in range(group.count()):
        if wanted.first.is_checked():
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"the arrows do not lead to {wanted}")
