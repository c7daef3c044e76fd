"""Every action is killed between its writes, and each time all of it is there or nothing."""

from __future__ import annotations

import importlib
import pkgutil

import pytest
from django.db import transaction

import accounts
import bookings
import venues
from accounts import whole
from tests import access_letter_cases as access_letter_cases
from tests import access_question_cases as access_question_cases
from tests import change_letter_cases as change_letter_cases
from tests import fault_cases as fault_cases
from tests import figure_cases as figure_cases
from tests import month_cases as month_cases
from tests import needs_letter_cases as needs_letter_cases
from tests import report_cases as report_cases
from tests import wish_cases as wish_cases
from tests.engine.killed_cases import OF_BOOKINGS
from tests.engine.killed_people_cases import OF_PEOPLE
from tests.engine.killed_place_cases import OF_PLACES
from tests.engine.killing import killing
from tests.letter_cases import CASES, a_cast
from tests.make import an_operator

pytestmark = pytest.mark.django_db


def every_action() -> set[str]:
    """By module and name; an action is known once its module has been read."""
    for app in (accounts, venues, bookings):
        for module in pkgutil.walk_packages(app.__path__, f"{app.__name__}."):
            if ".migrations" not in module.name:
                importlib.import_module(module.name)
    return set(whole.ACTIONS)


def test_every_action_killed_between_its_writes_leaves_nothing(monkeypatch):
    """Whoever writes a new action writes a case for it, among those of letters or those beside this file."""
    with killing(monkeypatch) as harness:
        for cases in (dict.fromkeys(CASES.values()), OF_BOOKINGS, OF_PLACES, OF_PEOPLE):
            cast = a_cast()
            for case in cases:
                case(cast)
    assert harness.left == []
    assert every_action() - {name for name, times in harness.killed.items() if times} == set()


def test_an_action_that_is_no_transaction_is_found_out(monkeypatch):
    """The control: the same harness over actions whose transaction is taken away sees what they leave."""
    with killing(monkeypatch, once=lambda act, *args, **kwargs: act(*args, **kwargs)) as harness:
        CASES["letters/confirmed.txt"](a_cast())
    assert harness.left


def test_an_action_that_clears_up_behind_itself_is_found_out(monkeypatch):
    """The control for what lies between the first write and the end: by then there is nothing to be seen of it."""

    def act() -> None:
        with transaction.atomic():
            operator = an_operator()
        with transaction.atomic():
            operator.delete()

    with killing(monkeypatch, once=lambda act, *args, **kwargs: act(*args, **kwargs)) as harness:
        whole.once(act)
    assert any("one transaction" in words for words in harness.left)
