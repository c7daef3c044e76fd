"""A divisible hall, twenty people who all want it, and the site they ask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.engine.fleet import database_url
from tests.http.serving import Site
from tests.http.visitors import Visitor
from tests.make import a_group, a_user, a_venue
from venues.models import Venue

CROWD = 20


@dataclass(frozen=True)
class Crowd:
    """Everybody has a session of their own, and a token for the forms they send."""

    site: Site
    venue: Venue
    visitors: list[Visitor]


@pytest.fixture(scope="module")
def site(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    site = Site(database_url(), tmp_path_factory.mktemp("site") / "log")
    site.start()
    yield site
    site.stop()


@pytest.fixture
def crowd(site: Site, transactional_db: None) -> Crowd:
    return a_crowd(site)


def a_crowd(site: Site) -> Crowd:
    venue = a_venue(cells=("front", "back"))
    people = [a_user(f"Ben{number}") for number in range(CROWD)]
    visitors = [Visitor(user, a_group(f"Choir of {user.name}", organiser=user), site.port) for user in people]
    return Crowd(site, venue, visitors)
