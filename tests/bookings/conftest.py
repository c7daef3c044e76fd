"""Ben, the choir for which he books, and what it has booked."""

from __future__ import annotations

import pytest

from tests.make import a_booking, a_group, a_user, a_venue, signed_in, the_room


@pytest.fixture
def ben():
    return a_user()


@pytest.fixture
def choir(ben):
    return a_group(organiser=ben)


@pytest.fixture
def browser(ben, choir):
    return signed_in(ben)


@pytest.fixture
def room():
    return the_room(a_venue(), "main")


@pytest.fixture
def booking(room, ben, choir):
    return a_booking(room, by=ben, hirer=choir, confirmed=True)
