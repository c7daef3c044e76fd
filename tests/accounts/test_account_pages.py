"""One's own account: devices by names that people know, and only the buttons that can do something."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from accounts.browsers import browser_words
from tests.make import PASSWORD, a_user, signed_in


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0", "Edge on Windows"),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36", "Chrome on Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari on iPhone"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 15_0) Version/18.0 Safari/605.1", "Safari on Mac"),
        ("Mozilla/5.0 (Windows NT 10.0)", "Windows"),
        ("curl/8.5", "A browser that we do not know"),
        ("", "A browser that we do not know"),
    ],
)
def test_a_browser_is_called_what_its_owner_calls_it(agent, words):
    assert browser_words(agent) == words


@pytest.mark.django_db
def test_the_page_of_devices_names_them():
    ben = a_user()
    EmailAddress.objects.create(user=ben, email=ben.email, verified=True, primary=True)
    browser = Client(headers={"user-agent": "Mozilla/5.0 (iPad; CPU OS 18_0) Version/18.0 Safari/604.1"})
    browser.post(reverse("account_login"), {"login": ben.email, "password": PASSWORD})
    page = browser.get(reverse("usersessions_list")).content.decode()
    assert "Safari on iPad" in page
    assert "Mozilla" not in page


@pytest.mark.django_db
def test_one_address_that_is_confirmed_has_no_buttons_and_two_have():
    ben = a_user()
    EmailAddress.objects.create(user=ben, email=ben.email, verified=True, primary=True)
    browser = signed_in(ben)
    page = browser.get(reverse("account_email")).content.decode()
    assert "Remove it" not in page
    assert "Letters go there. To use another address, add it here first." in page
    assert 'type="radio"' not in page
    EmailAddress.objects.create(user=ben, email="other@hearth.example")
    assert "Remove it" in browser.get(reverse("account_email")).content.decode()


@pytest.mark.django_db
def test_a_wrong_code_is_one_error_in_the_title():
    ben = a_user()
    EmailAddress.objects.create(user=ben, email=ben.email, verified=True, primary=True)
    browser = Client()
    browser.post(reverse("account_request_login_code"), {"email": ben.email})
    page = browser.post(reverse("account_confirm_login_code"), {"code": "WRONG1"}).content.decode()
    assert "<title>Error: Enter your code to sign in" in page
