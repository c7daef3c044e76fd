"""Whoever knows an address may begin an account with it, and has nothing of it once it is confirmed elsewhere."""

from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings as site
from django.contrib.sessions.models import Session as Browser
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actions import invite
from accounts.first_confirmed import holder_of
from accounts.models import JournalEntry, Letter, Membership, User
from tests.make import PASSWORD, a_group, a_user, a_venue
from venues.actions import give_post
from venues.actions.start_operator import start_operator
from venues.models import Post

pytestmark = pytest.mark.django_db

ADA, EVIL = "ada@hearth.example", "the-password-of-mallory"
TOLD = "Its password no longer works"


@pytest.fixture
def mallory():
    """The browser of somebody who signed up with Ada's address, and cannot read her letters."""
    return signed_up(EVIL)


def signed_up(password: str) -> Client:
    browser = Client()
    data = {"name": "Ada Brook", "email": ADA, "password1": password}
    assert browser.post(reverse("account_signup"), data)["Location"] == reverse("account_email_verification_sent")
    return browser


def code_in(letter) -> str:
    [code] = re.findall(r"(?m)^([A-Z0-9-]{6,9})$", letter.body)
    return code


def sign_in_by_code(mailoutbox, then: str = "") -> Client:
    """Ada's browser; all she has is what comes to her address."""
    browser = Client()
    browser.post(reverse("account_request_login_code"), {"email": ADA, "next": then})
    browser.post(reverse("account_confirm_login_code"), {"code": code_in(mailoutbox[-1]), "next": then})
    assert "_auth_user_id" in browser.session
    return browser


def may_sign_in(password: str) -> bool:
    browser = Client()
    browser.post(reverse("account_login"), {"login": ADA, "password": password})
    return "_auth_user_id" in browser.session


def test_a_code_by_letter_takes_the_password_and_tells_so(mallory, mailoutbox):
    ada = sign_in_by_code(mailoutbox)
    assert TOLD in ada.get(reverse("groups:list")).content.decode()
    assert ada.get(reverse("groups:list")).status_code == 200  # still signed in
    assert not may_sign_in(EVIL)
    assert EmailAddress.objects.get(email=ADA).verified
    assert JournalEntry.objects.filter(verb="took the first password from").count() == 1
    assert ada.get(reverse("account_set_password")).status_code == 200


def test_what_waits_in_the_other_browser_for_a_code_is_gone(mallory, mailoutbox):
    code, waiting = code_in(mailoutbox[-1]), mallory.session.session_key
    sign_in_by_code(mailoutbox)
    assert not Browser.objects.filter(session_key=waiting).exists()
    mallory.post(reverse("account_email_verification_sent"), {"code": code})
    assert "_auth_user_id" not in mallory.session


def test_keys_and_other_addresses_of_whoever_began_go_too(mallory, mailoutbox):
    user = User.objects.get(email=ADA)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    EmailAddress.objects.create(user=user, email="mallory@hearth.example")
    sign_in_by_code(mailoutbox)
    assert not Authenticator.objects.exists()
    assert [row.email for row in EmailAddress.objects.all()] == [ADA]


def test_who_signs_up_and_types_the_code_there_keeps_the_password(mailoutbox):
    ada = signed_up(PASSWORD)
    ada.post(reverse("account_email_verification_sent"), {"code": code_in(mailoutbox[-1])})
    assert "_auth_user_id" in ada.session
    assert TOLD not in ada.get(reverse("groups:list")).content.decode()
    assert may_sign_in(PASSWORD)


def test_who_confirms_elsewhere_after_typing_the_password_keeps_it(mailoutbox):
    signed_up(PASSWORD)
    laptop = Client()
    laptop.post(reverse("account_login"), {"login": ADA, "password": PASSWORD})
    laptop.post(reverse("account_email_verification_sent"), {"code": code_in(mailoutbox[-1])})
    assert "_auth_user_id" in laptop.session
    assert may_sign_in(PASSWORD)


def test_a_password_set_anew_by_letter_stays_and_the_first_does_not(mallory, mailoutbox):
    phone, laptop = Client(), Client()
    phone.post(reverse("account_reset_password"), {"email": ADA})
    [link] = re.findall(re.escape(site.PUBLIC_URL) + r"(/account/password/reset/key/\S+)", mailoutbox[-1].body)
    form = phone.get(link)["Location"]
    phone.post(form, {"password1": PASSWORD, "password2": PASSWORD})
    laptop.post(reverse("account_login"), {"login": ADA, "password": PASSWORD})
    laptop.post(reverse("account_email_verification_sent"), {"code": code_in(mailoutbox[-1])})
    assert "_auth_user_id" in laptop.session
    assert may_sign_in(PASSWORD)
    assert not may_sign_in(EVIL)


def test_a_later_address_takes_nothing(mailoutbox):
    ben = a_user("Ben")
    EmailAddress.objects.create(user=ben, email=ben.email, verified=True, primary=True)
    second = EmailAddress.objects.create(user=ben, email="second@hearth.example")
    second.set_verified()
    assert User.objects.get(pk=ben.pk).check_password(PASSWORD)


def test_what_site_staff_confirm_takes_the_password(mallory):
    EmailAddress.objects.get(email=ADA).set_verified()
    assert not may_sign_in(EVIL)


def test_a_post_given_to_an_address_is_not_for_whoever_began_with_it(mallory, mailoutbox):
    post, is_new = give_post(a_venue(), ADA, Post.Kind.MANAGER, on=timezone.localdate(), by=None)
    assert is_new
    assert not post.user.has_usable_password()
    sign_in_by_code(mailoutbox)
    assert not may_sign_in(EVIL)


def test_a_post_given_to_another_address_of_somebody_is_theirs():
    ben = a_user("Ben")
    EmailAddress.objects.create(user=ben, email="second@hearth.example", verified=True)
    assert holder_of("Second@hearth.example ") == ben


def test_whoever_is_to_manage_a_new_operator_comes_in_by_a_code(mallory, mailoutbox):
    start = start_operator("Fernley Trust", manager=ADA, by=None, at=timezone.now())
    letter = Letter.objects.get(key=f"post-invitation-{start.invitation.pk}")
    [link] = re.findall(re.escape(site.PUBLIC_URL) + r"(/posts/\S+)", letter.body)
    visitor = Client()
    assert "Sign in with a code to take it up" in visitor.get(link).content.decode()
    assert visitor.post(link)["Location"].startswith(reverse("account_request_login_code"))
    ada = sign_in_by_code(mailoutbox, then=link)
    assert TOLD in ada.get(link).content.decode()
    assert ada.post(link).status_code == 303
    assert Post.objects.get().user.email == ADA
    assert not may_sign_in(EVIL)


def test_a_group_joined_by_a_letter_is_not_for_whoever_began(mallory, mailoutbox):
    group = a_group(organiser=a_user("Ben"))
    organiser = Membership.Role.ORGANISER
    invitation = invite(group, email=ADA, role=organiser, by=group.members.get(), at=timezone.now())
    letter = Letter.objects.get(key=f"invitation-{invitation.pk}")
    [link] = re.findall(re.escape(site.PUBLIC_URL) + r"(/\S+)", letter.body)
    ada = sign_in_by_code(mailoutbox, then=link)
    ada.post(link)
    assert group.memberships.filter(user__email=ADA, role=organiser).exists()
    assert not may_sign_in(EVIL)


def test_letters_about_the_account_link_to_the_name_of_this_house(mallory, mailoutbox, settings):
    settings.ALLOWED_HOSTS = ["other.example"]
    browser = Client(headers={"host": "other.example"})
    browser.post(reverse("account_signup"), {"name": "A", "email": ADA, "password1": PASSWORD})
    browser.post(reverse("account_reset_password"), {"email": ADA})
    exists, reset = mailoutbox[-2:]
    assert f"tried to sign up with {ADA}." in exists.body
    for letter in (exists, reset):
        assert "other.example" not in letter.body
        assert site.PUBLIC_URL + "/account/password/reset/" in letter.body
