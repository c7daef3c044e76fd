"""Twenty at once ask the served site for the same hours: one has them, the others are told so in words."""

from __future__ import annotations

import itertools
import os
import time
from collections.abc import Callable
from datetime import date, timedelta
from random import Random

import pytest
from django.db import connection

from bookings.models import Booking
from tests.http.asking import Asked, Wish, ask, check
from tests.http.conftest import CROWD, Crowd
from tests.http.laws import broken_laws
from tests.http.visitors import all_at_once
from tests.make import soon

Round = Callable[[date, Random], list[Wish]]
EVENING = (19 * 60, 21 * 60)
STORM = "STORM" in os.environ
TIMES = 4 if STORM else 1  # `make storm` plays more of them
# Fifty rounds in all: twenty on a file, which lets in one writer at a time, and thirty where all of them may write at
# once.
SAME_HOUR = 38 if STORM else 18 if connection.vendor == "postgresql" else 8
DAYS = 750  # in which they all lie: further ahead nothing can be asked for


def same_hour(on: date, chance: Random) -> list[Wish]:
    return [Wish("whole", on, *EVENING)] * CROWD


def hours_that_overlap(on: date, chance: Random) -> list[Wish]:
    """From ever later to ever later, so that neighbours overlap and the first and the last do not."""
    return [Wish("front", on, 480 + 30 * number, 480 + 30 * number + 150) for number in range(CROWD)]


def series_and_single_dates(on: date, chance: Random) -> list[Wish]:
    """A month of evenings against one evening of that month."""
    months = [Wish("back", on, *EVENING, weeks=4)] * (CROWD // 2)
    evenings = [Wish("back", on + timedelta(weeks=2), *EVENING)] * (CROWD - CROWD // 2)
    return months + evenings


def whole_and_half(on: date, chance: Random) -> list[Wish]:
    return [Wish(chance.choice(["whole", "front", "back"]), on, *EVENING) for _visitor in range(CROWD)]


def weekly_in_both_halves(on: date, chance: Random) -> list[Wish]:
    return [Wish(room, on, *EVENING, weeks=3) for room in ("front", "back") * (CROWD // 2)]


def play(crowd: Crowd, wishes: list[Wish]) -> list[Asked]:
    """Somebody for each wish sees that it can be had; then all press the button below what was shown."""
    who = dict(zip(wishes, crowd.visitors, strict=True))
    shown = dict(all_at_once(lambda wish: (wish, check(who[wish], crowd.venue.slug, wish)), [*who]))
    pairs = zip(crowd.visitors, wishes, strict=True)
    return all_at_once(lambda pair: ask(pair[0], shown[pair[1]].by(pair[0])), list(pairs))


def assert_fair(asked: list[Asked]) -> None:
    """No two winners exclude each other, and whoever lost was in the way of one."""
    winners = [one.wish for one in asked if one.won]
    assert winners
    assert [pair for pair in itertools.combinations(winners, 2) if pair[0].excludes(pair[1])] == []
    for one in asked:
        if not one.won:
            assert one.was_told_in_words, (one.wish, one.told.status)
            assert any(one.wish.excludes(winner) for winner in winners)


def assert_whole(asked: list[Asked]) -> None:
    """What was acknowledged is there with every date, and nothing else is there."""
    won = {one.ref: one.wish for one in asked if one.won}
    kept = {booking.ref: booking.sessions.count() for booking in Booking.objects.all()}
    assert kept == {ref: wish.weeks for ref, wish in won.items()}
    assert broken_laws() == []


@pytest.mark.parametrize(
    ("kind", "rounds", "winners"),
    [
        (same_hour, SAME_HOUR, 1),
        (hours_that_overlap, 3, None),
        (series_and_single_dates, 3, 1),
        (whole_and_half, 3, None),
        (weekly_in_both_halves, 3, 2),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_whoever_is_first_has_it_and_the_others_are_told(crowd: Crowd, kind: Round, rounds: int, winners: int | None):
    asked: list[Asked] = []
    began = time.monotonic()
    for number in range(rounds * TIMES):
        played = play(crowd, kind(soon(20 + DAYS // (rounds * TIMES) * number), Random(number)))
        assert_fair(played)
        assert winners in (None, sum(one.won for one in played))
        asked += played
    told(kind.__name__, asked, time.monotonic() - began)
    assert_whole(asked)
    assert crowd.site.faults() == []


def told(name: str, asked: list[Asked], took: float) -> None:
    winners, pace = sum(one.won for one in asked), len(asked) / took
    print(f"{name}: {len(asked)} asked, {winners} won, {took:.1f} s, {pace:.0f} a second")


def test_the_same_button_pressed_twenty_times_at_once_is_one_booking(crowd: Crowd):
    somebody, wish = crowd.visitors[0], Wish("whole", soon(20), *EVENING, weeks=4)
    shown = check(somebody, crowd.venue.slug, wish)
    pressed = all_at_once(lambda _time: ask(somebody, shown), range(CROWD))
    assert {one.told.status for one in pressed} == {303}
    assert len({one.ref for one in pressed}) == 1
    assert_whole(pressed)
