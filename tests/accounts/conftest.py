"""Ben, and the choir that he organises."""

from __future__ import annotations

import pytest

from tests.make import a_group, a_user, signed_in


@pytest.fixture
def ben():
    return a_user()


@pytest.fixture
def choir(ben):
    return a_group(organiser=ben)


@pytest.fixture
def browser(ben, choir):
    return signed_in(ben)
