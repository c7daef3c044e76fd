"""A crowd that goes on asking while something is done to the site, and remembers what it was told, and when."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from random import Random

from tests.http.asking import Asked, Wish, ask, press_check
from tests.http.conftest import Crowd
from tests.http.visitors import WAITS, Answer, Visitor
from tests.make import soon

CLERKS = 6  # enough that every thread of the site is at work most of the time
FIRST, DAYS = soon(30), 200


@dataclass(frozen=True)
class Moment:
    """One answer, and from when to when somebody waited for it, on the clock of this test."""

    began: float
    ended: float
    answer: Answer

    def touches(self, start: float, end: float) -> bool:
        return self.began <= end and start <= self.ended


@dataclass
class Diary:
    """What the crowd saw: every answer, and every booking it was promised."""

    moments: list[Moment] = field(default_factory=list)
    promised: dict[str, Wish] = field(default_factory=dict)

    def faults(self) -> list[Moment]:
        return [one for one in self.moments if one.answer.status >= 500]

    def unanswered(self) -> list[Moment]:
        return [one for one in self.moments if one.answer.status == 0]

    def tally(self) -> dict[int, int]:
        return dict(sorted(Counter(one.answer.status for one in self.moments).items()))


@contextmanager
def asking_goes_on(crowd: Crowd) -> Iterator[Diary]:
    """Meanwhile the crowd asks for this and that, until the block ends."""
    diary, over = Diary(), threading.Event()
    with ThreadPoolExecutor(CLERKS) as clerks:
        at_work = [
            clerks.submit(_ask_on, crowd, visitor, Random(number), diary, over)
            for number, visitor in enumerate(crowd.visitors[:CLERKS])
        ]
        try:
            yield diary
        finally:
            over.set()
    for clerk in at_work:
        clerk.result()


def wait_for(diary: Diary, promises: int) -> None:
    """Until so many more have been promised their room."""
    enough = len(diary.promised) + promises
    deadline = time.monotonic() + WAITS
    while len(diary.promised) < enough:
        assert time.monotonic() < deadline, diary.tally()
        time.sleep(0.01)


def _ask_on(crowd: Crowd, visitor: Visitor, chance: Random, diary: Diary, over: threading.Event) -> None:
    """Look, then press the button; where no answer comes, press the same button again until one does."""
    while not over.is_set():
        wish = _a_wish(chance)
        asked = _noted(diary, partial(press_check, visitor, crowd.venue.slug, wish))
        if asked.told.status != 200:
            time.sleep(0.1)
            continue
        asked = _noted(diary, partial(ask, visitor, asked))
        patience = time.monotonic() + WAITS
        while asked.told.status == 0 or asked.told.status >= 500:
            assert time.monotonic() < patience, asked.told
            time.sleep(0.2)
            asked = _noted(diary, partial(ask, visitor, asked))
        if asked.won:
            diary.promised[asked.ref] = wish


def _noted(diary: Diary, act: Callable[[], Asked]) -> Asked:
    began = time.monotonic()
    asked = act()
    diary.moments.append(Moment(began, time.monotonic(), asked.told))
    return asked


def _a_wish(chance: Random) -> Wish:
    start = 480 + 30 * chance.randrange(24)
    return Wish(
        chance.choice(["whole", "front", "back"]),
        FIRST + timedelta(days=chance.randrange(DAYS)),
        start,
        start + 120,
        weeks=chance.choice([1, 1, 12]),
    )
