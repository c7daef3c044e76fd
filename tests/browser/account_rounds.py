"""Rounds through the pages of one's own account, and the letters of the demo."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.core import mail, signing
from django.urls import reverse
from playwright.sync_api import Page

from accounts.models import Letter
from accounts.unwanted import SALT, Kind
from tests.arguments import STOPPED
from tests.browser.hands import press, sign_in
from tests.browser.keys import a_device, code_of_the_app, code_of_the_letter
from tests.browser.rounds import Stops, stops_at
from tests.browser.town import Town
from tests.make import PASSWORD, a_user


@stops_at("account_signup", "account_email_verification_sent", "bookings:mine")
def signing_up(page: Page, town: Town) -> Stops:
    page.goto(reverse("account_signup"))
    yield 200
    press(page, "Sign up")
    yield 422
    page.get_by_label("Your name").fill("Dora")
    page.get_by_label("E-mail address").fill("dora@hearth.example")
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Sign up")
    yield 200
    page.get_by_label("Code").fill("WRONG1")
    press(page, "Continue")
    yield 422
    page.get_by_label("Code").fill(code_of_the_letter("dora@hearth.example"))
    press(page, "Continue")
    yield 200


@stops_at(
    *("account_login", "account_request_login_code", "account_confirm_login_code"),
    *("account_logout", "account_inactive", "bookings:mine"),
)
def signing_in(page: Page, town: Town) -> Stops:
    gone = a_user("Gus", is_active=False)
    sign_in(page, gone.email)
    yield 200
    page.goto(reverse("account_login"))
    yield 200
    press(page, "Sign in")
    yield 422
    press(page, "Send me a code by e-mail")
    yield 422
    page.get_by_label("E-mail address").fill(town.cleo.email)
    press(page, "Send me a code")
    yield 200
    page.get_by_label("Code").fill("WRONG1")
    press(page, "Continue")
    yield 422
    page.get_by_label("Code").fill(code_of_the_letter(town.cleo.email))
    press(page, "Continue")
    yield 200
    page.goto(reverse("account_logout"))
    yield 200


@stops_at("unwanted")
def no_more_reminders(page: Page, town: Town) -> Stops:
    page.goto(reverse("unwanted", args=[signing.dumps(Kind(*STOPPED), salt=SALT)]))
    yield 200
    press(page, "Send no more of them")
    yield 200


@stops_at(
    *("account_reset_password", "account_reset_password_done"),
    *("account_reset_password_from_key", "account_reset_password_from_key_done"),
)
def a_forgotten_password(page: Page, town: Town) -> Stops:
    page.goto(reverse("account_reset_password"))
    yield 200
    press(page, "Send me the link")
    yield 422
    page.get_by_label("E-mail address").fill(town.cleo.email)
    press(page, "Send me the link")
    yield 200
    link = urlsplit(next(word for word in mail.outbox[-1].body.split() if "/password/reset/" in word)).path
    page.goto(link)
    yield 200
    press(page, "Set password")
    yield 422
    page.get_by_label("New password", exact=True).fill("another-kettle-of-tea")
    page.get_by_label("New password again").fill("another-kettle-of-tea")
    press(page, "Set password")
    yield 200
    page.goto(link)
    yield 200


@stops_at("account_email", "account_change_password", "usersessions_list", who="ben")
def an_account(page: Page, town: Town) -> Stops:
    page.goto(reverse("account_email"))
    yield 200
    press(page, "Add address")
    yield 422
    page.goto(reverse("account_change_password"))
    yield 200
    press(page, "Change password")
    yield 422
    page.goto(reverse("usersessions_list"))
    yield 200


@stops_at("account_set_password", who="dot")
def an_account_without_a_password(page: Page, town: Town) -> Stops:
    page.goto(reverse("account_set_password"))
    yield 200
    press(page, "Set password")
    yield 422


@stops_at(
    *("mfa_index", "account_reauthenticate", "mfa_activate_totp", "mfa_view_recovery_codes"),
    *("mfa_generate_recovery_codes", "mfa_reauthenticate", "mfa_deactivate_totp"),
    who="ben",
)
def two_steps_with_an_app(page: Page, town: Town) -> Stops:
    page.goto(reverse("mfa_index"))
    yield 200
    page.get_by_role("link", name="Use an app").click()
    yield 200
    press(page, "Continue")
    yield 422
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Continue")
    yield 200
    page.get_by_label("Code from the app").fill("123")
    press(page, "Use this app")
    yield 422
    page.get_by_label("Code from the app").fill(code_of_the_app(page.get_by_role("definition").inner_text()))
    press(page, "Use this app")
    yield 200
    for name in ("mfa_index", "mfa_generate_recovery_codes", "mfa_deactivate_totp", "mfa_reauthenticate"):
        page.goto(reverse(name))
        yield 200


@stops_at(
    *("mfa_add_webauthn", "mfa_list_webauthn", "mfa_edit_webauthn", "mfa_remove_webauthn"),
    *("mfa_view_recovery_codes", "mfa_reauthenticate_webauthn", "mfa_authenticate"),
    who="ben",
)
def two_steps_with_a_key(page: Page, town: Town) -> Stops:
    a_device(page)
    page.goto(reverse("mfa_add_webauthn"))
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Continue")
    yield 200
    page.get_by_label("A name for it").fill("Ben’s telephone")
    press(page, "Add this key")
    page.wait_for_url(reverse("mfa_view_recovery_codes"))
    yield 200
    page.goto(reverse("mfa_list_webauthn"))
    yield 200
    page.get_by_role("link", name="Change its name").click()
    yield 200
    page.goto(reverse("mfa_list_webauthn"))
    page.get_by_role("link", name="Remove it").click()
    yield 200
    page.goto(reverse("mfa_reauthenticate_webauthn"))
    yield 200
    page.context.clear_cookies()
    sign_in(page, town.ben.email)
    yield 200
    press(page, "Sign in")
    yield 422


@stops_at("letters:list", "letters:letter", in_the_demo=True)
def a_reader_of_letters(page: Page, town: Town) -> Stops:
    page.goto(reverse("letters:list"))
    yield 200
    page.get_by_role("main").get_by_role("link").first.click()
    yield 200
    Letter.objects.all().delete()
    page.goto(reverse("letters:list"))
    yield 200
    folder = mail.get_connection("django.core.mail.backends.filebased.EmailBackend", file_path=settings.LETTERS_FOLDER)
    mail.EmailMessage("Your room is booked", "See it there.", to=["ben@hearth.example"], connection=folder).send()
    page.goto(reverse("letters:list"))
    yield 200
    page.get_by_role("link", name="Your room is booked").click()
    yield 200
