"""What all tests of a file begin with is made once for the file: each is handed a copy of it, as it was made."""

from __future__ import annotations

import copy
import inspect
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.client import ClientHandler
from pytest_django import DjangoDbBlocker

MAKERS: defaultdict[str, dict[str, Callable[..., Any]]] = defaultdict(dict)


def shared(make: Callable[..., Any]) -> Any:
    """A fixture of a test file which every test of the file finds in the database, whether it asks for it or not.

    It may ask for those above it in the file, and for no other fixture.
    """
    MAKERS[make.__module__][make.__name__] = make

    def handed_out(made_once: dict[str, Any], copied: dict[int, Any]) -> Any:
        return copy.deepcopy(made_once[make.__name__], copied)

    return pytest.fixture(name=make.__name__)(handed_out)


@pytest.fixture(scope="module", autouse=True)
def made_once(request: pytest.FixtureRequest) -> Iterator[dict[str, Any]]:
    """Made in a transaction around those of the tests, which is taken back after the last of the file."""
    if makers := MAKERS.get(request.module.__name__):
        refuse_what_commits(request.session.items, request.path)
        request.getfixturevalue("django_db_setup")
        yield from _made(makers, request.getfixturevalue("django_db_blocker"))
    else:
        yield {}


@pytest.fixture
def copied() -> dict[int, Any]:
    """What a test was handed already: who holds a post in its hall is the same person wherever it meets them."""
    return {}


def _made(makers: dict[str, Callable[..., Any]], blocker: DjangoDbBlocker) -> Iterator[dict[str, Any]]:
    made: dict[str, Any] = {}
    around = transaction.atomic()
    with blocker.unblock():
        around.__enter__()
    try:
        with blocker.unblock():
            for name, make in makers.items():
                made[name] = make(**{asked: made[asked] for asked in inspect.signature(make).parameters})
            connection.check_constraints()  # else PostgreSQL would look at it all again after each test
        for browser in made.values():
            if isinstance(browser, Client):
                browser.handler = ClientHandler(browser.handler.enforce_csrf_checks)  # each test's reads its settings
        yield made
    finally:
        with blocker.unblock():
            transaction.set_rollback(True)
            around.__exit__(None, None, None)


def refuse_what_commits(items: Sequence[Any], file: Any) -> None:
    """A test that commits would find no database of its own around it, and empty it for the others."""
    for item in items:
        if item.path == file and _commits(item):
            pytest.fail(f"{item.name} commits, and stands in a file whose set-up is shared: give it another file.")


def _commits(item: Any) -> bool:
    marker = item.get_closest_marker("django_db")
    names = set(getattr(item, "fixturenames", ()))
    return bool((marker and marker.kwargs.get("transaction")) or names & {"transactional_db", "live_server"})
