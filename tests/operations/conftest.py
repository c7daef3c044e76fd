"""Databases of their own for what these tests do to them, and today's commands run on them."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from unittest import mock

import environ
import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection

from tests import migrated
from tests.engine.fleet import database_url

ROOT = Path(__file__).resolve().parent.parent.parent

Run = Callable[..., subprocess.CompletedProcess[str]]
At = Callable[[str], AbstractContextManager[None]]
Say = Callable[..., str]


@pytest.fixture(scope="module")
def new_database(migrated_database: str, tmp_path_factory, django_db_blocker) -> Iterator[Callable[..., str]]:
    """The address of an empty database of the kind the suite runs on, or of a migrated one; gone after a file."""
    made: list[str] = []
    folder = tmp_path_factory.mktemp("databases")

    def make(*, ready: bool = False) -> str:
        place = migrated.a_place(folder)
        made.append(place)
        with django_db_blocker.unblock():
            if ready:
                migrated.copy(migrated_database, place)
            elif connection.vendor != "sqlite":  # where a file is asked for that is not there, there is one
                migrated.on_the_server(f"CREATE DATABASE {place}")
        with mock.patch.dict(connection.settings_dict, NAME=place):
            return database_url()

    yield make
    with django_db_blocker.unblock():
        for place in made:
            migrated.drop(place)


@pytest.fixture(scope="module")
def run(tmp_path_factory) -> Run:
    """A command in a process of its own, on the database of that address."""

    media = tmp_path_factory.mktemp("media")

    def run(url: str, *words: object, fails: bool = False, **environment: str) -> subprocess.CompletedProcess[str]:
        here = {"DATABASE_URL": url, "HEARTH_MODE": "test", "MEDIA_ROOT": str(media)}
        done = subprocess.run(
            [sys.executable, *map(str, words)],
            cwd=ROOT, env={**os.environ, **here, **environment}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert (done.returncode != 0) is fails, done.stdout + done.stderr
        return done

    return run


@pytest.fixture(scope="module")
def manage(run: Run) -> Run:
    return lambda url, *words, **named: run(url, "manage.py", *words, **named)


@pytest.fixture(scope="module")
def at(django_db_blocker) -> At:
    """This very process on the database of that address for a while: a new one takes longer than what it is to do."""

    @contextmanager
    def at(url: str) -> Iterator[None]:
        there = {"NAME": environ.Env.db_url_config(url)["NAME"]}
        with django_db_blocker.unblock():
            connection.close()
            ContentType.objects.clear_cache()
            with mock.patch.dict(connection.settings_dict, there):
                try:
                    yield
                finally:
                    connection.close()
                    ContentType.objects.clear_cache()

    return at


@pytest.fixture(scope="module")
def say(at: At) -> Say:
    """What a command says of that database, run in this process."""

    def say(url: str, *words: object) -> str:
        out = io.StringIO()
        with at(url):
            call_command(*map(str, words), stdout=out, stderr=out)
        return out.getvalue()

    return say
