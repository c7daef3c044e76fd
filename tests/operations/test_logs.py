"""What a line of the log may hold; here with what a real server seldom does: faults, hosts, gunicorn's own words."""

from __future__ import annotations

import io
import json
import logging
import logging.config

import pytest
from django.db import IntegrityError
from django.test import Client

from accounts.models import User
from bookings import finding
from config.logs import logging_as
from tests.make import a_user

pytestmark = pytest.mark.django_db

SEARCH = "/?on=2027-03-02&from=19:00&to=21:00&people=25&wish=canary"


@pytest.fixture(params=["json", "plain"])
def written(request):
    """All that is logged meanwhile, as it would be in production or on a developer's machine."""
    out = io.StringIO()
    loggers = ["", "hearth", "hearth.requests", "django", "django.request", "django.security", "django.security.csrf"]
    before = {name: (found.level, found.handlers[:], found.filters[:], found.propagate)
              for name in loggers for found in [logging.getLogger(name)]}  # fmt: skip
    chosen = logging_as(request.param, every_request=True)
    chosen["handlers"]["console"]["stream"] = out
    chosen["loggers"]["gunicorn.error"] = {"level": "INFO", "handlers": ["console"], "propagate": False}
    logging.config.dictConfig(chosen)
    yield out.getvalue
    for name, (level, handlers, filters, propagate) in before.items():
        found = logging.getLogger(name)
        found.setLevel(level)
        found.handlers, found.filters, found.propagate = handlers, filters, propagate


def test_a_fault_is_told_by_its_kind_and_place_without_what_it_says(client, written, monkeypatch):
    def fail(*args: object, **named: object) -> None:
        try:
            User.objects.create(email=a_user("Canary").email, name="Canary")
        except IntegrityError as fault:
            raise RuntimeError("canary is in room seven") from fault

    monkeypatch.setattr(finding, "search", fail)
    client.raise_request_exception = False
    assert client.get(SEARCH).status_code == 500
    told = written()
    assert "canary" not in told.lower()
    assert "RuntimeError" in told
    assert "IntegrityError" in told
    assert "bookings/views/find.py" in told


def test_every_line_of_json_is_whole_and_has_the_number(client, written):
    answer = client.get("/no/such/\ncanary/")
    lines = written().splitlines()
    assert len(lines) == 1
    assert answer["X-Request-ID"] in lines[0]
    if lines[0].startswith("{"):
        told = json.loads(lines[0])
        assert (told["method"], told["route"], told["status"], told["level"]) == ("GET", "-", 404, "info")


@pytest.mark.parametrize(
    "said",
    [
        ("Error handling request %s %s", "GET", "/invitations/canary/?mail=canary"),
        ("Error handling request %s", "/invitations/canary/"),
        ("Invalid request from ip=203.0.113.canary: Invalid HTTP request line: 'GET /invitations/canary'",),
        ("Invalid request from ip=203.0.113.7: %s", "Invalid HTTP header name: 'canary@hearth.example it\\'s canary'"),
        ("Invalid request from ip=203.0.113.7: %s", 'Invalid HTTP method: "canary\n"'),
    ],
)
def test_the_servers_own_complaints_lose_the_address(written, said):
    logging.getLogger("gunicorn.error").warning(*said)
    assert "request" in written()
    assert "canary" not in written()


def test_what_never_reached_us_has_no_number_of_ours(client, written):
    answer = client.get("/no/such/")
    logging.getLogger("gunicorn.error").warning("Invalid request from ip=203.0.113.7: Invalid HTTP Version: (9, 1)")
    assert answer["X-Request-ID"] not in written().splitlines()[-1]


def test_a_strange_host_or_form_is_not_repeated(written, settings):
    Client(enforce_csrf_checks=True).post("/account/login/?next=/canary/", {"login": "canary@hearth.example"})
    Client(headers={"host": "canary.example"}).get("/canary/")
    logging.getLogger("django.security.DisallowedHost").error("Invalid HTTP_HOST header: 'canary.example'.")
    assert "canary" not in written()
    assert len(written().splitlines()) >= 3


def test_whoever_else_listens_hears_no_address_either(client, caplog):
    """A service that collects faults hangs on to Django's own loggers, before our handler."""
    with caplog.at_level(logging.DEBUG, "django.request"):
        client.get("/invitations/canary/")
    assert "canary" not in caplog.text
    assert "GET" in caplog.text
