"""One's own account: another address, another password, the browsers one is signed in with, and a second step."""

from __future__ import annotations

import re
import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.make import PASSWORD, a_user

pytestmark = pytest.mark.django_db

BETTER = "a-pot-of-jam-and-bread"


@pytest.fixture
def ben() -> User:
    ben = a_user("Ben")
    EmailAddress.objects.create(user=ben, email=ben.email, verified=True, primary=True)
    return ben


def comes_in(email: str, password: str = PASSWORD) -> Client:
    browser = Client(HTTP_USER_AGENT="Mozilla/5.0 (Windows NT 10.0) Firefox/140.0")
    browser.post(reverse("account_login"), {"login": email, "password": password})
    return browser


def is_in(browser: Client) -> bool:
    return browser.get(reverse("account_email")).status_code == 200


def last_letter_to(email: str) -> str:
    return next(str(letter.body) for letter in reversed(mail.outbox) if letter.to == [email])


def subjects() -> list[str]:
    return [str(letter.subject) for letter in mail.outbox]


def test_another_address_is_confirmed_by_a_code_and_becomes_the_main_one(ben):
    old, new, browser = ben.email, "ben.new@hearth.example", comes_in(ben.email)
    browser.post(reverse("account_email"), {"action_add": "", "email": new})
    code = re.findall(r"^[A-Z0-9]{3,}-?[A-Z0-9]{3,}$", last_letter_to(new), re.MULTILINE)[0]
    browser.post(reverse("account_email_verification_sent"), {"code": code})
    browser.post(reverse("account_email"), {"action_primary": "", "email": new})
    ben.refresh_from_db()
    assert ben.email == new
    assert is_in(comes_in(new))
    assert "Your main e-mail address has changed" in subjects()
    assert old in {letter.to[0] for letter in mail.outbox}  # whoever is robbed of an account hears of it


def test_an_address_that_nobody_confirmed_does_not_become_the_main_one(ben):
    browser = comes_in(ben.email)
    browser.post(reverse("account_email"), {"action_add": "", "email": "eve@hearth.example"})
    browser.post(reverse("account_email"), {"action_primary": "", "email": "eve@hearth.example"})
    ben.refresh_from_db()
    assert ben.email.startswith("ben")


def test_a_forgotten_password_is_set_anew_by_the_link_of_a_letter(ben):
    browser = Client()
    browser.post(reverse("account_reset_password"), {"email": ben.email})
    link = re.findall(r"http\S+", last_letter_to(ben.email))[0]
    asked = browser.get(link, follow=True)
    done = browser.post(asked.request["PATH_INFO"], {"password1": BETTER, "password2": BETTER})
    assert done.status_code == 302
    assert is_in(comes_in(ben.email, BETTER))
    assert not is_in(comes_in(ben.email, PASSWORD))
    assert "Your password was changed" in subjects()


def test_the_page_of_a_forgotten_password_does_not_tell_who_has_an_account(ben):
    told = [
        Client().post(reverse("account_reset_password"), {"email": email}, follow=True)
        for email in (ben.email, "nobody@hearth.example")
    ]
    assert len({answer.request["PATH_INFO"] for answer in told}) == 1
    pages = [re.sub(r"\S+@hearth.example|nonce\S+|csrf\S+ \S+ \S+", "", answer.content.decode()) for answer in told]
    assert pages[0].count("<p") == pages[1].count("<p")


def test_a_new_password_needs_the_old_one(ben):
    browser = comes_in(ben.email)
    change = reverse("account_change_password")
    browser.post(change, {"oldpassword": "guess", "password1": BETTER, "password2": BETTER})
    assert is_in(comes_in(ben.email))
    browser.post(change, {"oldpassword": PASSWORD, "password1": BETTER, "password2": BETTER})
    assert is_in(comes_in(ben.email, BETTER))


def test_a_browser_left_signed_in_elsewhere_can_be_signed_out(ben):
    here, library = comes_in(ben.email), comes_in(ben.email)
    page = here.get(reverse("usersessions_list"))
    assert page.content.decode().count("Firefox on Windows") == 2
    here.post(reverse("usersessions_list"))
    assert is_in(here)
    assert not is_in(library)


def test_an_app_and_spare_codes_are_a_second_step_and_a_spare_code_works_once(ben, django_capture_on_commit_callbacks):
    browser = comes_in(ben.email)
    page = browser.get(reverse("mfa_activate_totp"), follow=True)
    if "password" in page.content.decode() and page.request["PATH_INFO"] != reverse("mfa_activate_totp"):
        browser.post(page.request["PATH_INFO"] + "?next=" + reverse("mfa_activate_totp"), {"password": PASSWORD})
        page = browser.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    with django_capture_on_commit_callbacks(execute=True):
        assert browser.post(reverse("mfa_activate_totp"), {"code": code}).status_code == 302
    spare = browser.get(reverse("mfa_view_recovery_codes")).context["unused_codes"][0]
    assert "An authenticator app was added" in subjects()

    assert not is_in(comes_in(ben.email))  # a password alone is not enough now
    again = comes_in(ben.email)
    again.post(reverse("mfa_authenticate"), {"code": spare})
    assert is_in(again)
    thief = comes_in(ben.email)
    thief.post(reverse("mfa_authenticate"), {"code": spare})
    assert not is_in(thief)


def test_a_code_is_sent_from_the_page_of_signing_in_without_typing_the_address_again(ben):
    browser = Client()
    page = browser.get(reverse("account_login")).content.decode()
    assert f'formaction="{reverse("account_request_login_code")}"' in page
    told = browser.post(reverse("account_request_login_code"), {"login": ben.email, "password": ""})
    assert told["Location"] == reverse("account_confirm_login_code")
    code = re.findall(r"^[A-Z0-9]{3,}-?[A-Z0-9]{3,}$", last_letter_to(ben.email), re.MULTILINE)[0]
    browser.post(reverse("account_confirm_login_code"), {"code": code})
    assert is_in(browser)
