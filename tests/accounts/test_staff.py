"""Django's admin: for site staff who proved themselves twice; a visitor signs in, to all others it is not there."""

from __future__ import annotations

import time
from typing import Any

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from accounts import outbox
from accounts.models import JournalEntry, LivingWage, User
from tests.make import PASSWORD, a_booking, a_post, a_user, a_venue, signed_in, the_room

pytestmark = pytest.mark.django_db

TYPES = ("totp", "webauthn", "recovery_codes")


@pytest.fixture
def sam() -> User:
    sam = a_user("Sam", is_staff=True, is_superuser=True)
    EmailAddress.objects.create(user=sam, email=sam.email, verified=True, primary=True)
    return sam


def twice(user: User, kind: str = "totp") -> Client:
    """A browser whose sign-in was proved by a second step."""
    TOTP.activate(user, generate_totp_secret())
    browser = signed_in(user)
    session = browser.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "type": kind, "at": time.time()}]
    session[f"{AUTHENTICATION_METHODS_SESSION_KEY}_user"] = str(user.pk)
    session.save()
    return browser


def addresses() -> list[str]:
    """Every address of the admin that needs no row."""
    names = ["index", "login", "password_change", "jsi18n"]
    for model in admin.site._registry:
        names += [f"{model._meta.app_label}_{model._meta.model_name}_{page}" for page in ("changelist", "add")]
    return [reverse(f"admin:{name}") for name in names]


def test_a_visitor_signs_in_at_the_houses_own_door():
    for address in addresses():
        answer = Client().get(address)
        assert answer.status_code == 302, address
        assert answer["Location"].startswith(reverse("account_login")), address


def test_to_everybody_else_it_is_not_there():
    manager = a_post(a_venue(), "manager").user
    for browser in (signed_in(manager), twice(manager), signed_in(a_user("Cleo"))):
        assert {browser.get(address).status_code for address in addresses()} == {404}


def test_staff_without_a_second_step_are_asked_for_one(sam):
    for address in addresses():
        answer = signed_in(sam).get(address)
        assert (answer.status_code, answer["Location"]) == (302, reverse("mfa_index")), address


@pytest.mark.parametrize("kind", TYPES)
def test_staff_with_a_second_step_come_in(sam, kind):
    assert twice(sam, kind).get(reverse("admin:index")).status_code == 200


def test_who_takes_the_second_step_away_is_asked_for_it_again(sam):
    browser = twice(sam)
    Authenticator.objects.filter(user=sam).delete()
    assert browser.get(reverse("admin:index")).status_code == 302


def test_signing_in_with_an_app_opens_it(sam):
    """The whole way, as staff go it: password, then the code of the app."""
    secret = generate_totp_secret()
    TOTP.activate(sam, secret)
    browser = Client()
    browser.post(reverse("account_login"), {"login": sam.email, "password": PASSWORD})
    assert browser.get(reverse("admin:index")).status_code == 302
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    browser.post(reverse("mfa_authenticate"), {"code": code})
    assert browser.get(reverse("admin:index")).status_code == 200


def test_every_page_opens_and_nothing_is_added_but_a_wage_and_nothing_deleted(sam):
    booking = a_booking(the_room(a_venue(), "main"))
    a_post(booking.venue, "manager")
    outbox.post("a-letter", kind=outbox.ACCOUNT, to="ben@hearth.example", subject="Hello", body="A secret word")
    browser = twice(sam)
    wage = {"region": "london", "payable_by": "2027-05-01", "pence": "1400", "source": "Living Wage Foundation"}
    assert browser.post(reverse("admin:accounts_livingwage_add"), wage).status_code == 302
    assert browser.post(reverse("admin:accounts_livingwage_add"), wage).status_code == 200  # it is there
    assert browser.post(reverse("admin:accounts_livingwage_add"), {**wage, "region": "uk"}).status_code == 302
    assert set(LivingWage.objects.values_list("region", "pence")) == {("london", 1400), ("uk", 1400)}
    for model, page in admin.site._registry.items():
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        assert browser.get(reverse(f"{name}_changelist")).status_code == 200, name
        adding = browser.get(reverse(f"{name}_add")).status_code
        assert adding == (200 if model is LivingWage else 403), name
        for row in model._default_manager.all()[:1]:
            shown = browser.get(reverse(f"{name}_change", args=[row.pk]))
            assert shown.status_code == 200, name
            assert "A secret word" not in shown.content.decode(), name
            assert browser.post(reverse(f"{name}_delete", args=[row.pk]), {"post": "yes"}).status_code == 403, name
        assert page.list_display


def test_what_is_only_seen_cannot_be_changed(sam):
    venue = a_venue()
    answer = twice(sam).post(reverse("admin:venues_venue_change", args=[venue.pk]), {"name": "Mine"})
    venue.refresh_from_db()
    assert (answer.status_code, venue.name) == (403, venue.name)
    assert venue.name != "Mine"


def test_staff_can_stop_an_account_and_only_a_superuser_makes_staff(sam):
    cleo, dan = a_user("Cleo"), a_user("Dan", is_staff=True)
    change = reverse("admin:accounts_user_change", args=[cleo.pk])
    assert twice(sam).post(change, {}).status_code == 302
    cleo.refresh_from_db()
    assert not cleo.is_active
    assert twice(dan).post(change, {"is_active": "on", "is_staff": "on"}).status_code == 403
    cleo.refresh_from_db()
    assert not cleo.is_staff


def test_looking_changes_nothing(sam):
    a_booking(the_room(a_venue(), "main"))
    browser = twice(sam)
    before: list[Any] = list(JournalEntry.objects.values())
    for address in addresses():
        browser.get(address)
    assert list(JournalEntry.objects.values()) == before
