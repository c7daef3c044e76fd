"""What only shows when Hearth is run for real: settings that are missing, proxies, a mail server that is away."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from accounts import outbox
from accounts.models import Letter, User
from bookings.privacy import daily
from config.requests import Visitor
from tests.make import PASSWORD, a_user

ROOT = Path(__file__).parent.parent
WHOLE = {
    "HEARTH_MODE": "production",
    "SECRET_KEY": "x" * 50,
    "DATABASE_URL": "sqlite:////dev/null",
    "ALLOWED_HOSTS": "hearth.example",
    "PUBLIC_URL": "https://hearth.example",
    "EMAIL_URL": "smtp://localhost:25",
    "FROM_EMAIL": "hall@hearth.example",
}


def settings_say(environment: dict[str, str]) -> str:
    """The last line of reading the settings in a fresh process; nothing where they are whole."""
    clean = {name: value for name, value in os.environ.items() if name not in WHOLE}
    done = subprocess.run(
        [sys.executable, "-c", "import config.settings"],
        cwd=ROOT, env=clean | environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return (done.stderr.strip().splitlines() or [""])[-1]


def test_production_starts_with_all_its_settings():
    assert settings_say(WHOLE) == ""


@pytest.mark.once
@pytest.mark.parametrize("name", sorted(set(WHOLE) - {"HEARTH_MODE"}))
def test_production_stops_with_a_sentence_when_one_is_missing(name):
    """It stops, or goes on, before any database is asked."""
    left = {key: value for key, value in WHOLE.items() if key != name}
    assert f"{name} must be set in production" in settings_say(left)


@pytest.mark.once
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "hearth-secret"),
        ("EMAIL_URL", "secret.example:587"),
        ("PUBLIC_URL", "hearth.example"),
        ("FROM_EMAIL", "Secret Hall"),
        ("WORKERS", "many"),
        ("TRUSTED_PROXIES", "one"),
        ("BACKUP_LATE_HOURS", "a day"),
        ("SECURE_HSTS_SECONDS", "a year"),
        ("SECURE_SSL_REDIRECT", "maybe"),
    ],
)
def test_a_value_that_cannot_be_is_told_by_its_name_and_not_repeated(name, value):
    """It stops, or goes on, before any database is asked."""
    told = settings_say({**WHOLE, name: value})
    assert f"{name} is not as it should be" in told
    assert value not in told


def test_a_site_with_a_name_of_its_own_is_no_demo():
    assert "set HEARTH_MODE=production" in settings_say({"ALLOWED_HOSTS": "hearth.example"})


@pytest.mark.parametrize(
    ("trusted", "told", "direct", "seen"),
    [
        (0, "", "203.0.113.7", "203.0.113.7"),
        (0, "198.51.100.1", "203.0.113.7", "203.0.113.7"),
        (1, "198.51.100.1", "127.0.0.1", "198.51.100.1"),
        (1, "10.9.9.9, 198.51.100.1", "127.0.0.1", "198.51.100.1"),
        (2, "10.9.9.9, 198.51.100.1, 192.0.2.4", "127.0.0.1", "198.51.100.1"),
        (1, "2001:db8::1", "", "2001:db8::1"),
        (1, "", "", "0.0.0.0"),
        (1, "rubbish", "127.0.0.1", "0.0.0.0"),
    ],
)
def test_a_visitor_is_known_by_what_the_trusted_proxies_say(settings, trusted, told, direct, seen):
    settings.TRUSTED_PROXIES = trusted
    request = RequestFactory().get("/", REMOTE_ADDR=direct, HTTP_X_FORWARDED_FOR=told)
    Visitor(lambda _request: HttpResponse())(request)
    assert request.META["REMOTE_ADDR"] == seen


@pytest.mark.django_db
def test_what_somebody_signed_in_sees_is_kept_by_nobody_on_the_way(client):
    assert not client.get("/").has_header("Cache-Control")
    client.force_login(a_user("Ada"))
    assert client.get("/bookings/")["Cache-Control"] == "private, no-cache"


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "BREW"])
def test_other_methods_are_not_taken_for_a_look(client, method):
    assert client.generic(method, "/").status_code == 405


@pytest.fixture
def mail_is_away(monkeypatch):
    def refuse(self, fail_silently=False):
        raise ConnectionRefusedError

    monkeypatch.setattr(EmailMessage, "send", refuse)


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["/account/login/code/", "/account/password/reset/"])
def test_while_the_mail_server_is_away_letters_of_the_door_wait_in_the_outbox(client, mail_is_away, page):
    ada = a_user("Ada")
    assert client.post(page, {"email": ada.email}).status_code == 302
    assert Letter.objects.get().to == ada.email


@pytest.mark.django_db
def test_signing_up_goes_on_while_the_mail_server_is_away(client, mail_is_away):
    told = client.post("/account/signup/", {"name": "Ben", "email": "ben@hearth.example", "password1": PASSWORD})
    assert told.status_code == 302
    assert (User.objects.get().name, Letter.objects.get().to) == ("Ben", "ben@hearth.example")


@pytest.mark.django_db
def test_signing_up_without_a_password_means_a_code_each_time(client, mailoutbox):
    client.post("/account/signup/", {"name": "Ben", "email": "ben@hearth.example", "password1": ""})
    code = re.search(r"^\s*([A-Z0-9-]{6,})\s*$", mailoutbox[0].body, re.MULTILINE)
    assert code
    client.post("/account/confirm-email/", {"code": code[1]})
    assert not User.objects.get().has_usable_password()
    assert client.get("/bookings/").status_code == 200


@pytest.mark.django_db
def test_a_letter_is_tried_for_days_with_growing_pauses_and_then_told_of(mail_is_away):
    outbox.post("one", kind="asked", to="ben@hearth.example", subject="Hello", body="Hello")
    began = at = timezone.now()
    for _turn in range(Letter.MOST_TRIES):
        assert outbox.send_due(at) == 0
        assert outbox.send_due(at) == 0  # not due again at once
        at = Letter.objects.get().send_after
    assert Letter.objects.get().tries == Letter.MOST_TRIES
    assert at - began > timedelta(days=10)
    assert outbox.given_up() == 1


@pytest.mark.django_db
def test_a_fault_in_the_days_work_keeps_no_letter_back(monkeypatch, mailoutbox):
    def fail(*args: object) -> None:
        raise RuntimeError

    outbox.post("one", kind="asked", to="ben@hearth.example", subject="Hello", body="Ben")
    monkeypatch.setattr(daily, "is_due", fail)
    with pytest.raises(RuntimeError):
        call_command("tick")
    assert len(mailoutbox) == 1
