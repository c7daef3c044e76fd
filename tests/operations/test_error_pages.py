"""The pages for what went wrong help on, name the number of the try, and need no database to be shown."""

from __future__ import annotations

import pytest
from django.core.exceptions import BadRequest, PermissionDenied, RequestDataTooBig
from django.db import OperationalError, connection
from django.http import Http404
from django.test import Client
from django_ratelimit.exceptions import Ratelimited

from bookings import finding
from tests.make import a_user, signed_in

pytestmark = pytest.mark.django_db

SEARCH = "/?on=2027-03-02&from=19:00&to=21:00&people=25"
PAGES = [
    (BadRequest, 400, "We could not read that", "Go back, check what you entered"),
    (PermissionDenied, 403, "This page is not for you", "ask the hall&#x27;s manager"),
    (Http404, 404, "There is no such page", "check it"),
    (RequestDataTooBig, 413, "That is too much to send", "a smaller file"),
    (Ratelimited, 429, "Too many tries", "Wait a few minutes"),
    (RuntimeError, 500, "Sorry, something went wrong", "Try again in a few minutes"),
]


@pytest.fixture(params=PAGES, ids=[str(page[1]) for page in PAGES])
def page(request, monkeypatch):
    def refuse(*args: object, **named: object) -> None:
        raise request.param[0]

    monkeypatch.setattr(finding, "search", refuse)
    return request.param[1:]


def asked(client: Client, path: str = SEARCH):
    client.raise_request_exception = False
    return client.get(path)


def test_it_says_what_to_do_next_and_its_number(client, page):
    status, title, next_step = page
    answer = asked(client)
    told = answer.content.decode()
    assert (answer.status_code, f"<h1>{title}</h1>" in told) == (status, True)
    assert next_step.replace("&#x27;", "'") in told.replace("&#x27;", "'").replace("&#39;", "'")
    assert f"<strong>{answer['X-Request-ID']}</strong>" in told
    assert 'href="/"' in told


@pytest.mark.parametrize("path", ["/", "/no/such/page/", "/bookings/", "/venues/", "/account/login/"])
@pytest.mark.parametrize("somebody", [False, True], ids=["a visitor", "somebody signed in"])
def test_without_its_database_the_site_still_answers_in_words(path, somebody):
    browser = signed_in(a_user("Ada")) if somebody else Client()

    def away(*args: object) -> None:
        raise OperationalError("connection to server failed: password kettle")

    with connection.execute_wrapper(away):
        answer = asked(browser, path)
    told = answer.content.decode()
    assert "kettle" not in told
    if answer.status_code == 500:
        assert "<h1>Sorry, something went wrong</h1>" in told
        assert "</html>" in told
    else:  # no question was asked of the database
        assert answer.status_code in {200, 302, 404}


def test_each_try_has_a_number_of_its_own(client):
    assert asked(client, "/no/")["X-Request-ID"] != asked(client, "/no/")["X-Request-ID"]


def test_a_page_where_nothing_went_wrong_shows_no_number(client):
    answer = asked(client, "/help/")
    assert answer["X-Request-ID"] not in answer.content.decode()
