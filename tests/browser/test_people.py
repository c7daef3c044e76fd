"""Two people in one group, and one who signs in with a finger instead of a password."""

from __future__ import annotations

import re

from django.core import mail
from django.core.management import call_command
from playwright.sync_api import expect

from tests.browser.hands import follow, press, sign_in, sign_up
from tests.browser.keys import a_device
from tests.make import PASSWORD


def test_a_second_person_joins_a_group_by_the_link_of_a_letter(page_at, town):
    ben = page_at(1280, user=town.ben)
    ben.goto(town.choir.get_absolute_url())
    follow(ben, "Invite somebody")
    ben.get_by_label("E-mail address of the person").fill(town.dot.email)
    press(ben, "Send the invitation")
    expect(ben.get_by_role("main")).to_contain_text(town.dot.email)
    call_command("tick")
    letter = next(letter for letter in mail.outbox if letter.to == [town.dot.email])

    len_ = page_at(390)
    len_.goto(re.findall(r"/invitations/\S+", letter.body)[0])
    expect(len_.get_by_role("heading", level=1)).to_have_text("Sign in")
    len_.get_by_label("E-mail address").fill(town.len.email)
    len_.get_by_label("Password", exact=True).fill(PASSWORD)
    press(len_, "Sign in")
    expect(len_.get_by_role("heading", level=1)).to_have_text("Join Alder Vale Choir")
    press(len_, "Join the group")
    expect(len_.get_by_role("heading", level=1)).to_have_text("Alder Vale Choir")
    ben.reload()
    expect(ben.get_by_role("main")).to_contain_text("Len")


def test_somebody_signs_up_adds_a_passkey_and_signs_in_with_it(page_at, transactional_db):
    page = page_at(1280)
    a_device(page)
    page.goto("/")
    sign_up(page, "Dora", "dora@hearth.example")
    page.get_by_text("Your account").click()
    page.get_by_role("link", name="Passkeys and codes").click()
    follow(page, "Add a key")
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Continue")
    page.get_by_label("A name for it").fill("Dora’s telephone")
    page.get_by_label("Let it sign me in without my password").check()
    press(page, "Add this key")
    expect(page.get_by_role("heading", level=1)).to_have_text("Spare codes")
    menu = page.get_by_role("navigation", name="Main")
    menu.get_by_text("Your account").click()
    menu.get_by_role("button", name="Sign out").click()
    menu.get_by_role("link", name="Sign in").click()
    press(page, "Use a passkey")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your bookings")


def test_an_authenticator_app_is_offered_as_a_picture_and_in_letters(page_at, town):
    page = page_at(390)
    sign_in(page, town.ben.email)
    page.goto("/account/2fa/")
    follow(page, "Use an app")
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Continue")
    expect(page.get_by_role("img", name="A picture for the app to read")).to_be_visible()
    expect(page.get_by_role("definition")).to_have_text(re.compile(r"^[A-Z2-7]{32}$"))
