"""Reads the code of a client once, then becomes as many clients as are wanted, each in a process of its own.

Run by `fleet` as `python -m tests.engine.litter MODULE [[FD, WORD, …], …]`; says their numbers, and ends when all have.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import sys
from datetime import date

from django.template.loader import get_template
from django.urls import reverse

from venues.bank_holidays import bank_holidays_after


def main(module: str, wanted: str) -> None:
    gc.disable()
    client = importlib.import_module(module)
    read_ahead()
    gc.freeze()  # what has been read stays, in each of them
    gc.enable()
    each = json.loads(wanted)
    pids = []
    for number, (wire, *words) in enumerate(each):
        pid = os.fork()
        if not pid:
            for other, *_words in each[number + 1 :]:
                os.close(other)
            become(wire, [module, *words])
            client.main()
            sys.stdout.flush()
            os._exit(0)  # taking all down that was read, in eight processes, took longer than their work
        os.close(wire)
        pids.append(pid)
    print(json.dumps(pids), flush=True)
    sys.exit(max(abs(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])) for pid in pids))


def read_ahead() -> None:
    """What each client would otherwise read for itself, for its first price and its first letter."""
    bank_holidays_after("ENG", date.today(), 1)
    reverse("home")
    get_template("letters/asked.txt")


def become(wire: int, words: list[str]) -> None:
    """What this client reads and says goes by its own wire."""
    os.dup2(wire, sys.stdin.fileno())
    os.dup2(wire, sys.stdout.fileno())
    os.close(wire)
    sys.argv = words


if __name__ == "__main__":
    main(*sys.argv[1:])
